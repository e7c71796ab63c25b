package rules_test

import (
	"slices"
	"strings"
	"testing"
)

// layers are the packages from the bottom to the top, those of one layer in one
// line. A package imports only what stands in lines above its own, and of its
// own line only what siblings allows.
var layers = [][]string{
	{"types"},
	{"sql/ast"},
	{"sql"},
	{"sql/postgresql"},
	{"schema"},
	{"dialect/structure"},
	{"dialect"},
	{"dialect/*"},
	{"driver"},
	{"driver/*"},
	{"azoth"},
	{"inspect"},
	{"orm/internal/mapping"},
	{"orm/internal/state"},
	{"orm/internal/loading", "orm/internal/unitofwork"},
	{"orm"},
	{"azothtest"},
}

// narrow names what some packages may import of the module at the most, where
// their layer alone would allow more.
var narrow = map[string][]string{
	"types":                {},
	"sql/ast":              {"types"},
	"sql":                  {"types", "sql/ast"},
	"sql/postgresql":       {"types", "sql/ast", "sql"},
	"schema":               {"types", "sql/ast", "sql"},
	"dialect/structure":    {"types"},
	"dialect/*":            {"types", "sql/ast", "schema", "dialect/structure", "dialect", "dialect/*"},
	"driver":               {"types", "sql/ast", "dialect"},
	"driver/*":             {"types", "sql/ast", "dialect", "dialect/*", "driver"},
	"orm/internal/mapping": {"types", "sql/ast", "schema"},
	"orm/internal/state":   {"types", "sql/ast", "orm/internal/mapping"},
}

// siblings are the imports within one line: a dialect that is another with a
// few differences, and a driver's package within its own folder.
var siblings = map[string]bool{"dialect/*": true}

// layer finds the line of a package; -1 for those above all layers, which may
// import everything: programs, examples, conformance.
func layer(path string) (at int, pattern string) {
	for at, line := range layers {
		for _, pattern := range line {
			if pattern == path {
				return at, pattern
			}
			if folder, ok := strings.CutSuffix(pattern, "*"); ok && strings.HasPrefix(path, folder) {
				return at, pattern
			}
		}
	}
	return -1, ""
}

var aboveAll = []string{"cmd/", "examples/", "conformance/", "bench/", "scripts/"}

// TestImportsPointDownwards checks every import of a package of the module
// against the layers, which leave no way for a cycle.
func TestImportsPointDownwards(t *testing.T) {
	for _, p := range packages(t) {
		at, pattern := layer(p.path())
		if at < 0 {
			above := slices.ContainsFunc(aboveAll, func(folder string) bool { return strings.HasPrefix(p.path()+"/", folder) })
			if !above && p.Name != "main" && !strings.Contains(p.path(), "/internal/") {
				t.Errorf("%s stands in no layer: add it to the table of layers where it belongs", p.path())
			}
			continue
		}
		for _, imported := range p.Imports {
			if !ours(imported) {
				continue
			}
			below, of := layer(short(imported))
			inside := strings.HasPrefix(imported, p.ImportPath+"/internal/")
			switch {
			case inside:
			case below < 0:
				t.Errorf("%s imports %s, which stands above all layers: move what both need down", p.path(), short(imported))
			case below > at:
				t.Errorf("%s imports %s, which is a higher layer: have the higher one pass in what is needed, as an interface", p.path(), short(imported))
			case below == at && !siblings[pattern]:
				t.Errorf("%s imports %s of the same layer: move what both need down", p.path(), short(imported))
			}
			if allowed, ok := narrow[pattern]; ok && !inside && !slices.Contains(allowed, of) {
				t.Errorf("%s imports %s; it may import %v at the most", p.path(), short(imported), allowed)
			}
		}
	}
}

// vague are names that say nothing of what a package is for.
var vague = []string{"util", "utils", "common", "helper", "helpers", "manager", "base", "misc", "shared"}

// TestPackagesAreNamedForWhatTheyDo refuses the names under which anything may
// gather.
func TestPackagesAreNamedForWhatTheyDo(t *testing.T) {
	for _, p := range packages(t) {
		for element := range strings.SplitSeq(p.path(), "/") {
			if slices.Contains(vague, element) || slices.Contains(vague, p.Name) {
				t.Errorf("package %s: name it for what it does, not %q", p.path(), element)
			}
		}
	}
}
