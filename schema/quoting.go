package schema

import "github.com/azoth-go/azoth/sql/ast"

// A QuotingOption says whether the name of a table or of a column is quoted,
// where the rules of the database are not to decide.
type QuotingOption struct{ quoting ast.Quoting }

// Quoted has the name quoted always, so that the database takes it letter by
// letter:
//
//	schema.New(meta, "plain", schema.Col("a", types.Integer, schema.Quoted()), schema.Quoted())
func Quoted() QuotingOption { return QuotingOption{ast.QuoteAlways} }

// Unquoted has the name never quoted, so that the database folds its letters: for
// a table that was created as Order, without quotes, and is called ORDER since. A
// name that is not of letters, digits, _ and $ is quoted all the same.
func Unquoted() QuotingOption { return QuotingOption{ast.QuoteNever} }

func (o QuotingOption) addTo(t *Table) error {
	t.Quoting = o.quoting
	return nil
}

func (o QuotingOption) applyTo(c *Column) error {
	c.Quoting, c.node.Quote = o.quoting, o.quoting
	return nil
}
