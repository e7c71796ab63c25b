// Package golden tests what the examples print.
package golden

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
)

// Run is the function that an example's main calls.
type Run func(ctx context.Context, out io.Writer, url string, echo bool) error

// Check compares what an example prints with testdata/output.txt: in memory, as
// it runs by default, and twice on each database, where the second run meets
// the tables of the first.
func Check(t *testing.T, run Run) {
	t.Run("memory", func(t *testing.T) { check(t, run, "sqlite:///:memory:") })
	for _, db := range azothtest.Databases(t) {
		t.Run(db.Name, func(t *testing.T) {
			url := db.Scratch(t)
			check(t, run, url)
			check(t, run, url)
		})
	}
}

func check(t *testing.T, run Run, url string) {
	t.Helper()
	want, err := os.ReadFile("testdata/output.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), &out, url, false); err != nil {
		t.Fatalf("%v\nprinted so far:\n%s", err, out.String())
	}
	got, expected := strings.Split(out.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(expected)) {
		if i >= len(got) || i >= len(expected) || got[i] != expected[i] {
			t.Fatalf("line %d of the output is\n\t%q\nwant\n\t%q", i+1, line(got, i), line(expected, i))
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}
