package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// results are what a report is written from.
type results struct {
	rounds     int
	versions   []string
	contenders []*contender
}

// A verdict says where a contender came out.
type verdict string

const (
	reached verdict = "**reached**"
	between verdict = "between"
	failed  verdict = "FAILED"
)

// verdict compares with the targets. Of the two ratios the lower one counts
// when they differ by more than a fifth: interference of other programs can
// raise a median of ratios, but hardly the ratio of the best rounds.
func (c *contender) verdict() verdict {
	t := c.target
	value, reach, fail := c.ratio(), t.reach, t.fail
	if t.reachNs > 0 {
		value, reach, fail = slices.Min(c.times), t.reachNs, t.failNs
	} else if minima := c.ratioOfMinima(); value > minima*1.2 {
		value = minima
	}
	value = float64(int(value*100+0.5)) / 100
	switch {
	case value > fail || t.roundTrips > 0 && c.roundTrips > t.roundTrips+0.5:
		return failed
	case value <= reach:
		return reached
	}
	return between
}

func (r *results) markdown() string {
	var b strings.Builder
	b.WriteString("# Results\n\n")
	b.WriteString("Written by `go run . -report`; what is measured, and how, is said in doc.go. Ratios are to the hand-written\n" +
		"floor of the same workload: the median over the rounds, and the ratio of the best rounds. *Reach* is what a\n" +
		"complete ORM can reach, *fail* where it would be no better than the best of its peers.\n\n")
	fmt.Fprintf(&b, "%s · %s %s/%s, %d CPUs · %s · %s · %d rounds\n\n", time.Now().UTC().Format(time.DateOnly), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.GOMAXPROCS(0), strings.Join(r.versions, " · "), modules(), r.rounds)
	b.WriteString("## Azoth\n\n")
	b.WriteString("| workload | database | way | ratio | of minima | reach | fail | verdict | allocs | at most | round trips |\n")
	b.WriteString("|---|---|---|--:|--:|--:|--:|---|--:|--:|--:|\n")
	for _, c := range r.contenders {
		if c.floor == nil {
			continue
		}
		t := c.target
		reach, fail := fmt.Sprintf("%.2f", t.reach), fmt.Sprintf("%.2f", t.fail)
		if t.reachNs > 0 {
			reach, fail = duration(t.reachNs), duration(t.failNs)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", c.workload, cmp.Or(c.database, "–"), c.name,
			c.shown(c.ratio()), c.shown(c.ratioOfMinima()), reach, fail, c.verdict(), c.allocations(), c.allocationTarget(), c.trips())
	}
	b.WriteString("\n## Times of this machine\n\n")
	b.WriteString("| workload | database | way | median | best | own processor time | allocs/op | bytes/op | round trips |\n")
	b.WriteString("|---|---|---|--:|--:|--:|--:|--:|--:|\n")
	for _, c := range r.contenders {
		allocs, bytes := fmt.Sprintf("%.0f", c.allocs), fmt.Sprintf("%.0f", c.bytes)
		if c.proxy != nil {
			allocs, bytes = "–", "–" // the proxy's are among them
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", c.workload, cmp.Or(c.database, "–"), c.name,
			duration(median(c.times)), duration(slices.Min(c.times)), duration(median(c.processor)), allocs, bytes, c.trips())
	}
	return b.String()
}

// shown is a ratio, or the time itself where the target is one.
func (c *contender) shown(ratio float64) string {
	if c.target.reachNs > 0 {
		return duration(ratio * slices.Min(c.floor.times))
	}
	return fmt.Sprintf("%.2f", ratio)
}

// allocations are those of one row or entity, or of one run.
func (c *contender) allocations() string {
	switch {
	case c.proxy != nil:
		return "–"
	case c.items > 0:
		return fmt.Sprintf("%.2f an item", c.allocs/float64(c.items))
	}
	return fmt.Sprintf("%.0f", c.allocs)
}

func (c *contender) allocationTarget() string {
	switch {
	case c.proxy != nil || c.target.allocs == 0 && c.items > 0:
		return "–"
	case c.items > 0:
		return fmt.Sprintf("%.1f", c.target.allocs)
	}
	return fmt.Sprintf("%.0f", c.target.allocs)
}

func (c *contender) trips() string {
	if c.proxy == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f", c.roundTrips)
}

func duration(ns float64) string {
	switch d := time.Duration(ns); {
	case ns < 1000:
		return fmt.Sprintf("%.0f ns", ns)
	case d < time.Millisecond:
		return fmt.Sprintf("%.1f µs", ns/1e3)
	default:
		return fmt.Sprintf("%.2f ms", ns/1e6)
	}
}

// modules are the versions of the drivers.
func modules() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var names []string
	for _, m := range info.Deps {
		switch m.Path {
		case "github.com/jackc/pgx/v5", "modernc.org/sqlite":
			names = append(names, m.Path+" "+m.Version)
		}
	}
	return strings.Join(names, " · ")
}
