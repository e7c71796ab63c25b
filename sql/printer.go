package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// printer writes a statement as SQL. Package dialect, which knows how, sets it
// while the program starts.
var printer func(ast.Statement) string

// RegisterPrinter sets what the String methods of statements write with. It is
// called from an init function of package dialect.
func RegisterPrinter(p func(ast.Statement) string) { printer = p }

// printed gives a statement as text, or in brackets what is wrong with it.
func printed(stmt ast.Statement, err error) string {
	switch {
	case err != nil:
		return "[" + err.Error() + "]"
	case printer == nil:
		return fmt.Sprintf("[%T: import a driver to print it as SQL]", stmt)
	}
	return printer(stmt)
}
