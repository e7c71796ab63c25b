package rules_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parsePackage reads a package's files, tests left out.
func parsePackage(t *testing.T, p listed) (*doc.Package, *token.FileSet) {
	t.Helper()
	positions := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.files() {
		file, err := parser.ParseFile(positions, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil, positions
	}
	parsed, err := doc.NewFromFiles(positions, files, p.ImportPath)
	if err != nil {
		t.Fatal(err)
	}
	return parsed, positions
}

// documented are the packages whose exported names others use.
func documented(p listed) bool { return p.Name != "main" && len(p.GoFiles) > 0 && !isExample(p) }

func isExample(p listed) bool { return strings.HasPrefix(p.path(), "examples/") }

// TestExportedNamesAreDocumented wants a comment on every exported name and
// method, and on every group or single name of constants and variables.
func TestExportedNamesAreDocumented(t *testing.T) {
	for _, p := range packages(t) {
		if !documented(p) {
			continue
		}
		parsed, positions := parsePackage(t, p)
		missing := func(name, comment string, at token.Pos) {
			if strings.TrimSpace(comment) == "" {
				t.Errorf("%s: %s.%s has no comment: say what it does for its caller", relative(positions.Position(at)), p.path(), name)
			}
		}
		functions := func(prefix string, list []*doc.Func) {
			for _, f := range list {
				missing(prefix+f.Name, f.Doc, f.Decl.Pos())
			}
		}
		values := func(list []*doc.Value) {
			for _, v := range list {
				for _, spec := range v.Decl.Specs {
					spec := spec.(*ast.ValueSpec)
					for _, name := range spec.Names {
						if name.IsExported() && v.Doc == "" {
							missing(name.Name, spec.Doc.Text()+spec.Comment.Text(), name.Pos())
						}
					}
				}
			}
		}
		functions("", parsed.Funcs)
		values(parsed.Consts)
		values(parsed.Vars)
		for _, typ := range parsed.Types {
			missing(typ.Name, typ.Doc, typ.Decl.Pos())
			functions("", typ.Funcs)
			functions(typ.Name+".", typ.Methods)
			values(typ.Consts)
			values(typ.Vars)
		}
	}
}

// TestPackagesHaveDocFile wants the package comment, in doc.go; that of a
// program stands in its main.go, that of an example in any file.
func TestPackagesHaveDocFile(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles) == 0 {
			continue
		}
		file := "doc.go"
		if p.Name == "main" {
			file = "main.go"
		}
		if isExample(p) {
			if parsed, _ := parsePackage(t, p); parsed.Doc == "" {
				t.Errorf("%s has no package comment: say what the example shows", p.path())
			}
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.ParseComments|parser.PackageClauseOnly)
		switch {
		case os.IsNotExist(err):
			t.Errorf("%s has no %s: put the package comment there", p.path(), file)
		case err != nil:
			t.Error(err)
		case parsed.Doc.Text() == "":
			t.Errorf("%s/%s has no package comment: say what the package is for", p.path(), file)
		}
	}
}

// TestPublicPackagesHaveExamples wants an example that go test runs, with its
// output, of every package that can be imported from outside and has something
// to use.
func TestPublicPackagesHaveExamples(t *testing.T) {
	for _, p := range packages(t) {
		if !documented(p) || p.internal() || strings.HasPrefix(p.path(), "conformance/") {
			continue
		}
		shown := false
		for _, name := range slices.Concat(p.TestGoFiles, p.XTestGoFiles) {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			shown = shown || slices.ContainsFunc(doc.Examples(file), func(e *doc.Example) bool { return e.Output != "" || e.EmptyOutput })
		}
		if !shown {
			t.Errorf("%s has no example: write func Example() with // Output: in an example_test.go, of what one does with it first", p.path())
		}
	}
}

func relative(at token.Position) string {
	root, err := filepath.Abs("../..")
	if err != nil {
		return at.String()
	}
	if name, err := filepath.Rel(root, at.Filename); err == nil {
		at.Filename = name
	}
	return at.String()
}
