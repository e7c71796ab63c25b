package azoth

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Statementer is a statement as package sql builds it: a query, an INSERT, an
// UPDATE, a DELETE, or text.
type Statementer interface {
	Statement() (ast.Statement, error)
}

// SQL gives the text of a statement for a dialect and what is bound to it.
// Nothing is sent: the dialect is that of an engine ([Engine.Dialect]), or one
// of the packages below dialect.
func SQL(stmt Statementer, d *dialect.Dialect) (text string, args []any, err error) {
	tree, err := stmt.Statement()
	if err != nil {
		return "", nil, err
	}
	compiled, err := d.Compile(tree)
	if err != nil {
		return "", nil, err
	}
	return compiled.SQL, compiled.Args, nil
}
