package schema

import "github.com/azoth-go/azoth/sql/ast"

// A Quoting says whether a name is quoted, as a part of the declaration of a
// table or a column.
type Quoting ast.Quoting

// Quoted has the name of a table or a column quoted, whether it needs to be or
// not.
func Quoted() Quoting { return Quoting(ast.QuoteAlways) }

// Unquoted leaves the name of a table or a column as it is, so that the database
// folds its case: for a table that was created as Order, without quotes, and is
// called ORDER since. A name that is not of letters, digits, _ and $ is quoted all
// the same.
func Unquoted() Quoting { return Quoting(ast.QuoteNever) }

func (q Quoting) addTo(t *Table) error {
	t.node.Quote = ast.Quoting(q)
	return nil
}

func (q Quoting) applyTo(c *Column) error {
	c.node.Quote = ast.Quoting(q)
	return nil
}
