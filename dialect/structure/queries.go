package structure

import "github.com/azoth-go/azoth/types"

// Queries are how a database is asked for its structure: one for each kind
// of thing, each for all tables of a schema at once. "" means that the database
// has no such thing.
//
// The texts have marks where values go (see [Queries.Expand]). The columns of the rows
// are counted, not named; where NULL is allowed it means that there is nothing.
// Flags are 0 or 1. Rows of one thing follow each other in its own order.
type Queries struct {
	// Relations: name, kind ("table", "view", "materialized view", "foreign
	// table"), flag temporary, comment, definition (the text of a view, or of a
	// table where the database keeps that).
	Relations string
	// Columns: table, name, type, flag nullable, default, identity ("always", "by
	// default", "serial"), its start, its increment, computed expression, flag
	// stored, collation where it is not the usual one, domain, what every UPDATE
	// sets the column to, comment, labels of an enum with U+001F between them.
	Columns string
	// PrimaryKeys: table, name, flag generated (nobody chose the name), column,
	// flag deferrable, flag initially deferred.
	PrimaryKeys string
	// Uniques: the same, then flag nulls not distinct.
	Uniques string
	// ForeignKeys: table, what tells the keys of a table apart, name, flag
	// generated, column, schema of the target ("" where it needs none), its table,
	// its column (NULL for the primary key), action on delete, on update, match,
	// flag deferrable, flag initially deferred.
	ForeignKeys string
	// Checks: table, name, flag generated, condition.
	Checks string
	// Indexes: table, name, flag unique, flag made for a constraint, method where
	// it is not the usual one, condition, definition, column, expression, flag
	// descending, nulls ("first", "last") where it is not the usual order,
	// operator class, length of the prefix, flag included.
	Indexes string
	// Options: table, the constraint or the column that it is of (NULL for the table
	// itself), option, value. Known of constraints are "comment", "include" for each
	// column, "not valid", and of those that have an index "operator" for each of its
	// parts, which makes it an EXCLUDE, "deferrable" and "initially deferred"; of
	// columns "least", "greatest", "cycle" and "cache", which an identity has.
	Options string

	// DefaultSchema: its name, in one row.
	DefaultSchema string
	// Schemas: name.
	Schemas string
	// Sequences: name, start, increment, least value, greatest value, flag cycle,
	// size of the cache, flag belongs to a column.
	Sequences string
	// Sequence asks for the same of one sequence, which the mark
	// {sequence} names, where it stands in a place of its own; "" where Sequences tells all.
	Sequence string
	// Enums: name, label.
	Enums string

	// Main is the schema that stands for the default one where the name has to be
	// written; "" where the queries see to it.
	Main string
	// Restricts says that NO ACTION and RESTRICT are the same.
	Restricts bool
	// UniqueIndexes says that a unique constraint and a unique index are the same.
	UniqueIndexes bool
	// Type reads a type as the database spells it. A spelling that is not known
	// gives false, and is then kept as it is.
	Type func(spelled string) (t *types.Type, known bool)
	// Refine completes a table by what is only found in texts; nil has nothing to
	// do.
	Refine func(t *Table)
}
