package rules_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// longest is how many lines a file may have that is no test.
const longest = 600

// TestFilesAreShort wants one idea in a file.
func TestFilesAreShort(t *testing.T) {
	for _, p := range packages(t) {
		for _, name := range p.files() {
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if lines := bytes.Count(source, []byte("\n")); lines > longest && !ast.IsGenerated(parseFile(t, name, parser.ParseComments)) {
				t.Errorf("%s has %d lines, more than %d: split it by idea", filepath.Join(p.path(), filepath.Base(name)), lines, longest)
			}
		}
	}
}

// TestSourceIsFormatted wants every file as gofmt leaves it, tests included.
func TestSourceIsFormatted(t *testing.T) {
	for _, p := range packages(t) {
		for _, name := range slices.Concat(p.GoFiles, p.TestGoFiles, p.XTestGoFiles) {
			source, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if formatted, err := format.Source(source); err != nil || !bytes.Equal(formatted, source) {
				t.Errorf("%s/%s is not formatted: run gofmt -w on it", p.path(), name)
			}
		}
	}
}

// TestMethodsAreNotLookedUp keeps the linker able to leave out what a program
// does not use: a method found by name or number, through reflection, makes it
// keep every exported method of every type.
func TestMethodsAreNotLookedUp(t *testing.T) {
	lookups := []string{"Method", "MethodByName"}
	for _, p := range packages(t) {
		if !slices.Contains(p.Imports, "reflect") {
			continue
		}
		for _, name := range p.files() {
			positions := token.NewFileSet()
			file, err := parser.ParseFile(positions, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) != 1 {
					return true
				}
				if f, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains(lookups, f.Sel.Name) {
					t.Errorf("%s calls %s: assert an interface instead, so that unused methods can be left out of programs", relative(positions.Position(call.Pos())), f.Sel.Name)
				}
				return true
			})
		}
	}
}

func parseFile(t *testing.T, name string, mode parser.Mode) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, mode)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
