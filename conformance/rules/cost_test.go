package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// brings is what each driver may link into a program: packages that nobody
// else may bring with him.
var brings = map[string][]string{
	"driver/sqlite":   {module + "/dialect/sqlite", "zombiezen.com/go/sqlite", "modernc.org/"},
	"driver/pgx":      {module + "/dialect/postgresql", "github.com/jackc/"},
	"driver/mysql":    {module + "/dialect/mysql", "github.com/go-sql-driver/", "filippo.io/edwards25519"},
	"driver/firebird": {module + "/dialect/firebird", "github.com/nakagami/", "github.com/kardianos/", "gitlab.com/nyarla/"},
	"driver/mssql":    {module + "/dialect/mssql", "github.com/microsoft/", "github.com/golang-sql/"},
}

// TestProgramLinksOneDriver lists what programs are linked with: one that
// imports a driver has that driver and its dialect, and nothing of the other
// databases; one that imports none has none.
func TestProgramLinksOneDriver(t *testing.T) {
	known := 0
	for _, p := range packages(t) {
		if _, pattern := layer(p.path()); pattern == "driver/*" && !p.internal() {
			known++
			if brings[p.path()] == nil {
				t.Errorf("driver %s is not in the table of what each driver brings: add it", p.path())
			}
		}
	}
	if known == 0 {
		t.Fatal("there is no driver to check")
	}
	links(t, "the core", "", "")
	for driver := range brings {
		links(t, driver, `import _ "`+module+"/"+driver+`"`, driver)
	}
}

// links checks what a program with the ORM and one further import is linked
// with.
func links(t *testing.T, name, imported, own string) {
	t.Run(name, func(t *testing.T) {
		// The program lies inside of the module, so that it has its go.mod.
		folder, err := os.MkdirTemp("testdata", "program")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		source := `package main; import _ "` + module + `/orm"; ` + imported + "; func main() {}\n"
		if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(source), 0o666); err != nil {
			t.Fatal(err)
		}
		deps, err := list("-deps", "-json=ImportPath", "./conformance/rules/"+filepath.ToSlash(folder))
		if err != nil {
			t.Fatal(err)
		}
		linked := make([]string, len(deps))
		for i, p := range deps {
			linked[i] = p.ImportPath
		}
		for driver, packages := range brings {
			if driver == own {
				if !slices.Contains(linked, module+"/"+driver) {
					t.Errorf("the program with %s does not contain it", driver)
				}
				continue
			}
			for _, path := range linked {
				if path == module+"/"+driver || slices.ContainsFunc(packages, func(p string) bool { return strings.HasPrefix(path, p) }) {
					t.Errorf("a program with %s links %s, which belongs to %s: find the import by go list -deps, and move what needs it into that driver", name, path, driver)
				}
			}
		}
	})
}
