package sqlgolden

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// A refused is an expression of a program that the Go compiler does not take.
type refused string

// check gives the error of the compiler, or nil where there is none.
func (source refused) check() (refusal error) {
	importing, err := exports()
	if err != nil {
		panic(err)
	}
	positions := token.NewFileSet()
	tables, err := parser.ParseFile(positions, "tables_test.go", nil, parser.SkipObjectResolution)
	if err != nil {
		panic(err)
	}
	program, err := parser.ParseFile(positions, "refused.go", `package sqlgolden

import (
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var (
	_ sql.Expression
	_ schema.Item
	_ postgresql.IndexOptions
)
var _ = `+string(source)+"\n", parser.SkipObjectResolution)
	if err != nil {
		panic(fmt.Sprintf("%s: %v", source, err))
	}
	config := types.Config{
		Importer: importer.ForCompiler(positions, "gc", importing),
		Error: func(err error) {
			var fault types.Error
			if !errors.As(err, &fault) || positions.Position(fault.Pos).Filename != "refused.go" || misspelt.MatchString(fault.Msg) {
				panic(err)
			}
			refusal = err
		},
	}
	_, _ = config.Check("sqlgolden", positions, []*ast.File{tables, program}, nil)
	return refusal
}

// misspelt are the errors of a case that is written wrong.
var misspelt = regexp.MustCompile(`^undefined: |not declared by package|could not import|imported and not used`)

// exports opens the compiled form of what programs import.
var exports = sync.OnceValues(func() (importer.Lookup, error) {
	output, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}",
		"github.com/azoth-go/azoth/dialect/postgresql", "github.com/azoth-go/azoth/sql/postgresql").Output()
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for line := range strings.Lines(string(output)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			files[path] = file
		}
	}
	return func(path string) (io.ReadCloser, error) { return os.Open(files[path]) }, nil
})

// TestRefused tells right programs from wrong ones.
func TestRefused(t *testing.T) {
	if err := refused(`sql.Select(Users.ID).Where(Users.Name.Eq("ed"))`).check(); err != nil {
		t.Errorf("a right program is refused: %v", err)
	}
	if err := refused(`sql.Select(Users.ID).Where(Users.Name.Eq(5))`).check(); err == nil {
		t.Error("a wrong program is not refused")
	}
}
