package sqlgolden

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var reportFile = flag.String("golden.report", "", "file for the pairs that differ")

// bar is the share of pairs that must be equal.
const bar = 0.98

// TestGolden compares every case that has a builder on every dialect.
func TestGolden(t *testing.T) {
	for _, c := range load(t) {
		if builders[c.ID] == nil {
			continue // TestMissing tells
		}
		t.Run(c.ID, func(t *testing.T) {
			for _, name := range dialectNames {
				if e, ok := c.Expect[name]; ok && !e.skipped() {
					t.Run(name, func(t *testing.T) { check(t, c, name) })
				}
			}
		})
	}
}

func load(t *testing.T) []recorded {
	t.Helper()
	list, err := recordedCases()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func check(t *testing.T, c recorded, name string) {
	o := play(c, name)
	d, listed, err := known(c.ID, name)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case o.equal && listed:
		t.Errorf("%s lists a difference that is none", differencesFile)
	case o.equal:
	case listed && o.got == d.text:
		t.Skip(d.reason)
	case listed:
		t.Errorf("%s says otherwise:\n got %s\nwant %s\n%s", differencesFile, o.got, d.text, o.args)
	default:
		t.Errorf("\n got %s\nwant %s\n%s", o.got, o.want, o.args)
	}
}

// TestMissing lists the cases that have no builder, and the builders that have
// no case.
func TestMissing(t *testing.T) {
	var missing []string
	ids := map[string]bool{}
	for _, c := range load(t) {
		ids[c.ID] = true
		if builders[c.ID] == nil {
			missing = append(missing, c.ID)
		}
	}
	if len(missing) > 0 {
		t.Errorf("%d cases have no builder:\n%s", len(missing), strings.Join(missing, "\n"))
	}
	for id := range builders {
		if !ids[id] {
			t.Errorf("%s is no case", id)
		}
	}
}

// A count is how many pairs are compared, and how many of them are equal.
type count struct{ equal, all int }

func (n count) String() string {
	return fmt.Sprintf("%d of %d, %.1f %%", n.equal, n.all, 100*float64(n.equal)/float64(max(n.all, 1)))
}

// TestBar holds the share of equal pairs above the bar. A case without a builder
// counts as one that differs.
func TestBar(t *testing.T) {
	var total count
	areas, byDialect := map[string]count{}, map[string]count{}
	var report, order []string
	for _, c := range load(t) {
		if _, ok := areas[c.Area]; !ok {
			order = append(order, c.Area)
		}
		for _, name := range dialectNames {
			e, ok := c.Expect[name]
			if !ok || e.skipped() {
				continue
			}
			var o outcome
			if builders[c.ID] != nil {
				if o = play(c, name); !o.equal {
					report = append(report, fmt.Sprintf("%s %s\n want %s\n  got %s\n  %s\n", c.ID, name, o.want, o.got, o.args))
				}
			}
			area, one := areas[c.Area], byDialect[name]
			for _, n := range []*count{&total, &area, &one} {
				if n.all++; o.equal {
					n.equal++
				}
			}
			areas[c.Area], byDialect[name] = area, one
		}
	}
	for _, area := range order {
		t.Logf("%-12s %v", area, areas[area])
	}
	for _, name := range dialectNames {
		t.Logf("%-12s %v", name, byDialect[name])
	}
	if *reportFile != "" {
		if err := os.WriteFile(*reportFile, []byte(strings.Join(report, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if float64(total.equal) < bar*float64(total.all) {
		t.Errorf("%v are equal; it must be %.0f %%", total, 100*bar)
	}
}
