package inspect

import "github.com/azoth-go/azoth/dialect/structure"

// What an inspector finds.
type (
	// A Table is a table or view with everything that belongs to it.
	Table = structure.Table
	// A Column is a column of a table or view.
	Column = structure.Column
	// An Identity says how the database generates the values of a column.
	Identity = structure.Identity
	// A Key is a primary key.
	Key = structure.Key
	// A ForeignKey is a foreign key constraint.
	ForeignKey = structure.ForeignKey
	// A Unique is a unique constraint.
	Unique = structure.Unique
	// A Check is a check constraint.
	Check = structure.Check
	// An Exclude is an EXCLUDE constraint.
	Exclude = structure.Exclude
	// An Index is an index.
	Index = structure.Index
	// An IndexPart is a column or an expression of an index.
	IndexPart = structure.IndexPart
	// A Sequence is a sequence.
	Sequence = structure.Sequence
	// An Enum is a type whose values are labels.
	Enum = structure.Enum
	// A Kind says what a Table is.
	Kind = structure.Kind
)

// The kinds of tables.
const (
	KindTable            = structure.KindTable
	KindView             = structure.KindView
	KindMaterializedView = structure.KindMaterializedView
	KindForeignTable     = structure.KindForeignTable
)
