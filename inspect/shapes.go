package inspect

import "github.com/azoth-go/azoth/dialect/catalog"

// What an inspector finds.
type (
	// A Table is a table or view with everything that belongs to it.
	Table = catalog.Table
	// A Column is a column of a table or view.
	Column = catalog.Column
	// An Identity says how the database generates the values of a column.
	Identity = catalog.Identity
	// A Key is a primary key.
	Key = catalog.Key
	// A ForeignKey is a foreign key constraint.
	ForeignKey = catalog.ForeignKey
	// A Unique is a unique constraint.
	Unique = catalog.Unique
	// A Check is a check constraint.
	Check = catalog.Check
	// An Index is an index.
	Index = catalog.Index
	// An IndexPart is a column or an expression of an index.
	IndexPart = catalog.IndexPart
	// A Sequence is a sequence.
	Sequence = catalog.Sequence
	// An Enum is a type whose values are labels.
	Enum = catalog.Enum
	// A Kind says what a Table is.
	Kind = catalog.Kind
)

// The kinds of tables.
const (
	KindTable            = catalog.KindTable
	KindView             = catalog.KindView
	KindMaterializedView = catalog.KindMaterializedView
	KindForeignTable     = catalog.KindForeignTable
)
