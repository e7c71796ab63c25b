package sqlgolden

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var reportFile = flag.String("golden.report", "", "file for the pairs that differ")

// bar is the share of the pairs that must be equal, of those about statements and
// of those about tables and types.
const bar = 0.98

// TestGolden compares every case on every dialect.
func TestGolden(t *testing.T) {
	for _, c := range load(t) {
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
	case listed && o.got == d.text && !o.recordedValues:
		t.Errorf("values that were not recorded are bound: %s", o.args)
	case listed && o.got == d.text:
		t.Skip(d.reason)
	case listed:
		t.Errorf("%s says otherwise:\n got %s\nwant %s\n%s", differencesFile, o.got, d.text, o.args)
	default:
		t.Errorf("\n got %s\nwant %s\n%s", o.got, o.want, o.args)
	}
}

// TestMissing holds that every case has a builder, and every builder a case.
func TestMissing(t *testing.T) {
	ids := map[string]bool{}
	for _, c := range load(t) {
		ids[c.ID] = true
		if builders[c.ID] == nil {
			t.Errorf("%s has no builder", c.ID)
		}
	}
	for id := range builders {
		if !ids[id] {
			t.Errorf("%s is no case", id)
		}
	}
}

// TestDifferencesAreCompared finds lines of the table of differences that are
// about no pair that is compared.
func TestDifferencesAreCompared(t *testing.T) {
	lines, err := differences()
	if err != nil {
		t.Fatal(err)
	}
	compared := map[string]bool{}
	for _, c := range load(t) {
		for name, e := range c.Expect {
			if !e.skipped() {
				compared[c.ID+" "+name] = true
				compared[c.ID+" all"] = true
			}
		}
	}
	for line := range lines {
		if !compared[line] {
			t.Errorf("%s lists %s, which is not compared", differencesFile, line)
		}
	}
}

// A count is how many pairs are compared, and how many of them are equal.
type count struct{ equal, all int }

func (n count) String() string {
	return fmt.Sprintf("%d of %d, %.1f %%", n.equal, n.all, 100*n.share())
}

func (n count) share() float64 { return float64(n.equal) / float64(max(n.all, 1)) }

// TestBar holds the share of equal pairs above the bars.
func TestBar(t *testing.T) {
	var statements, definitions count
	areas, byDialect := map[string]count{}, map[string]count{}
	var report, order []string
	for _, c := range load(t) {
		if _, ok := areas[c.Area]; !ok {
			order = append(order, c.Area)
		}
		all := &statements
		if c.Area == "ddl" || c.Area == "types" {
			all = &definitions
		}
		for _, name := range dialectNames {
			e, ok := c.Expect[name]
			if !ok || e.skipped() {
				continue
			}
			o := play(c, name)
			if !o.equal {
				report = append(report, fmt.Sprintf("%s %s\n want %s\n  got %s\n  %s\n", c.ID, name, o.want, o.got, o.args))
			}
			area, one := areas[c.Area], byDialect[name]
			for _, n := range []*count{all, &area, &one} {
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
	t.Logf("statements   %v", statements)
	t.Logf("definitions  %v", definitions)
	if statements.share() < bar || definitions.share() < bar {
		t.Errorf("of the pairs about statements %v are equal, of those about tables and types %v; it must be %.0f %%",
			statements, definitions, 100*bar)
	}
}
