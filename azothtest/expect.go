package azothtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Expect reports an error unless what was recorded since the last Reset is, in
// order, what want says as [Statement.String] does: "BEGIN", "SELECT users",
// "INSERT addresses", "COMMIT". Then it resets.
//
// How many statements insert several rows depends on the database; several
// writes of one kind to one table without another between them count as one.
func (r *Recorder) Expect(t testing.TB, want ...string) {
	t.Helper()
	var got []string
	for _, s := range r.Take() {
		line := s.String()
		if s.Kind != "SELECT" && s.Table != "" && len(got) > 0 && got[len(got)-1] == line {
			continue
		}
		got = append(got, line)
	}
	if !slices.Equal(got, want) {
		t.Errorf("recorded\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// ExpectNothing reports an error if anything was sent since the last Reset.
// Then it resets.
func (r *Recorder) ExpectNothing(t testing.TB) {
	t.Helper()
	if sent := r.Take(); len(sent) > 0 {
		t.Errorf("recorded, where nothing was to be sent:\n%s", list(sent))
	}
}

// ExpectCount reports an error unless n statements of a kind were recorded
// since the last Reset.
func (r *Recorder) ExpectCount(t testing.TB, kind string, n int) {
	t.Helper()
	if found := r.Of(kind); len(found) != n {
		t.Errorf("recorded %d of %s, want %d:\n%s", len(found), kind, n, list(r.Statements()))
	}
}

// ExpectRows reports an error unless the rows that statements of a kind wrote
// to a table since the last Reset are, in order, what want says as [Row.String]
// does: "name='ed' where id=1".
func (r *Recorder) ExpectRows(t testing.TB, kind, table string, want ...string) {
	t.Helper()
	var got []string
	for _, row := range r.Rows(kind, table) {
		got = append(got, row.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s %s of\n\t%s\nwant\n\t%s", kind, table, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func list(statements []Statement) string {
	var b strings.Builder
	for _, s := range statements {
		if s.SQL == "" {
			fmt.Fprintf(&b, "\t%s\n", s.Kind)
		} else {
			fmt.Fprintf(&b, "\t%s\n", s.SQL)
		}
	}
	return b.String()
}
