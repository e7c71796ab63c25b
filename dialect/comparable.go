package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// comparable refuses an expression that is compared or ordered by and of a type that
// the database has no such operators for: it would be an error of the server that
// names an operator, and not what to do.
func (c *Compiler) comparable(e ast.Expr) {
	if c.dialect.Incomparable == nil {
		return
	}
	t := TypeOf(e)
	if t == nil {
		return
	}
	t = t.On(c.dialect.Name)
	instead := c.dialect.Incomparable(t)
	if instead == "" {
		return
	}
	what := "an expression"
	if column, ok := simplify(e).(*ast.Column); ok {
		what = "column " + columnName(column)
	}
	name, _ := c.dialect.SpellType(t)
	c.Fail(fmt.Errorf("%s cannot be compared or ordered by: %s has no such operators for its type %s; declare it %s", what, c.dialect.Name, name, instead))
}
