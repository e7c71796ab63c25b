package dialect

import (
	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
)

// A Reflection declares what only one kind of database says of what was found in
// it, as the options of its dialect. Nil functions have nothing to say.
type Reflection struct {
	// Table gives what is declared of a table besides its columns, constraints
	// and indexes, and what of it no declaration can say.
	Table func(t *structure.Table) (items []schema.Item, unsaid []string)
	// TableOptions is of the type of the options that Table gives, and Unread the
	// names of its fields that the catalogue does not tell.
	TableOptions schema.DialectOptions
	Unread       []string
	// Usual are the names of those that every table has, so that a declaration
	// which does not state one leaves it to the database.
	Usual []string
	// Index gives the options of an index, takes off the index what they say in
	// place of its parts, and tells what of it none can say.
	Index func(x *structure.Index) (options []schema.DialectOptions, unsaid string)
	// Column and Constraint give the options of a column and of any constraint;
	// ColumnOptions is of the type of the former.
	Column        func(c *structure.Column) []schema.DialectOptions
	ColumnOptions schema.DialectOptions
	Constraint    func(d *structure.ConstraintDetails) []schema.DialectOptions
	// Temporary tables are declared for good, only their rows are not kept: they are
	// reflected with the others.
	Temporary bool
}
