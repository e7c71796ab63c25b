package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/examples/internal/golden"
)

func TestOutput(t *testing.T) { golden.Check(t, run) }

// Each step sends what testdata/statements.txt says, and nothing else.
func TestStatements(t *testing.T) {
	want, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			rec := azothtest.NewRecorder()
			steps := &stepWriter{rec: rec}
			if err := walk(t.Context(), steps, db.Open(t, rec.Option())); err != nil {
				t.Fatal(err)
			}
			steps.end()
			got, expected := strings.Split(steps.sent.String(), "\n"), strings.Split(string(want), "\n")
			for i := range min(len(got), len(expected)) {
				if got[i] != expected[i] {
					t.Errorf("sent\n\t%s\nwant\n\t%s", got[i], expected[i])
				}
			}
			if len(got) != len(expected) {
				t.Errorf("%d lines, want %d", len(got), len(expected))
			}
		})
	}
}

// A stepWriter is given what the tutorial prints, and notes what was sent
// between the titles of two steps.
type stepWriter struct {
	rec  *azothtest.Recorder
	step string
	sent bytes.Buffer
}

var stepTitle = regexp.MustCompile(`^[0-9]+\. `)

func (w *stepWriter) Write(text []byte) (int, error) {
	if title := stepTitle.Find(text); title != nil {
		w.end()
		w.step = string(title)
	}
	return len(text), nil
}

// end notes the statements of a step. Several INSERTs of rows into one table
// count as one, as it depends on the database; what looks for tables is left
// out.
func (w *stepWriter) end() {
	tables := []string{"", "users", "addresses", "posts", "keywords", "post_keywords"}
	var kinds []string
	for _, s := range w.rec.Take() {
		if s.Kind == "SELECT" && !slices.Contains(tables[1:], s.Table) || !slices.Contains(tables, s.Table) {
			continue
		}
		kind := s.String()
		if s.Kind == "SELECT" && len(s.Features) > 0 {
			kind += " (" + strings.Join(slices.Sorted(slices.Values(s.Features)), "; ") + ")"
		}
		if len(kinds) == 0 || kinds[len(kinds)-1] != kind || s.Kind == "SELECT" {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) > 0 {
		fmt.Fprintf(&w.sent, "%s%s\n", w.step, strings.Join(kinds, ", "))
	}
}
