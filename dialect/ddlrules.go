package dialect

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// DDLRules are what a database is particular about in CREATE, ALTER and DROP,
// where databases differ.
type DDLRules struct {
	// NoAlterConstraint: a constraint exists from CREATE TABLE on or not at
	// all; a foreign key may then name a table that is created later.
	NoAlterConstraint bool
	// NoSchemas: there are no schemas, and their names are left out.
	NoSchemas bool
	// AttachedSchemas: a schema is a database file of its own. The name of an
	// index carries it, a foreign key stays within it.
	AttachedSchemas bool
	// NoRestrict: a foreign key says nothing for RESTRICT, which is what it does.
	NoRestrict bool
	// NameLength bounds the names of what is created, where aliases may be longer;
	// 0 is the bound of identifiers.
	NameLength int
	// Temporary is what temporary tables are called; "" is TEMPORARY.
	Temporary string

	// ColumnOrder is the order of what follows the name of a column; nil is
	// that of the standard.
	ColumnOrder []ColumnClause
	// BareDefaults: DEFAULT takes an expression without parentheses.
	BareDefaults bool
	// ExplicitNull reports whether a column that may be NULL says so; nil is
	// no.
	ExplicitNull func(c *schema.Column) bool
	// Identity is how an identity column is written.
	Identity IdentityStyle
	// NoIdentity: the database generates no keys.
	NoIdentity bool
	// NoImplicitIdentity: an integer key is generated only where the program
	// says Identity.
	NoImplicitIdentity bool
	// IdentityInKey: only a column of the primary key is generated; others are
	// ordinary ones.
	IdentityInKey bool
	// IdentityAlone: a generated key is the whole primary key.
	IdentityAlone bool
	// IdentityNotNull: a generated column does not say NOT NULL.
	IdentityNotNull bool
	// SequencedNotNull: a column that draws from a sequence is NOT NULL.
	SequencedNotNull bool
	// Computed is what follows the expression of a computed column, by how it
	// is stored; a way that is missing is not supported. Nil leaves computed
	// columns out.
	Computed map[schema.Storage]string
	// ComputedWithoutType: a computed column is name AS (expression).
	ComputedWithoutType bool
	// Collations is how columns name theirs.
	Collations CollationStyle
	// CheckedTypes are the kinds whose values the database itself holds to the
	// type: booleans, enumerations.
	CheckedTypes []types.Kind
	// Comments is how tables and columns are described.
	Comments CommentStyle
	// ConstraintComments: COMMENT ON CONSTRAINT.
	ConstraintComments bool

	// NoOnUpdate: foreign keys do not follow changes of the key; the clause is
	// left out.
	NoOnUpdate bool
	// Exclude: EXCLUDE constraints.
	Exclude bool
	// PartialIndexes: CREATE INDEX … WHERE.
	PartialIndexes bool
	// IndexExpressions says which expressions of an index stand in parentheses.
	IndexExpressions IndexExpressionStyle
	// NoIndexGuard: CREATE INDEX takes no IF NOT EXISTS, which is left out.
	NoIndexGuard bool
	// IndexOnTable: DROP INDEX names the table.
	IndexOnTable bool
	// MaterializedViews: CREATE MATERIALIZED VIEW.
	MaterializedViews bool
	// NoTableAs: there is no CREATE TABLE AS.
	NoTableAs bool
	// SelectInto: CREATE TABLE AS is SELECT … INTO.
	SelectInto bool
	// NoColumnCheckNames: a check within the definition of a column has no name; one
	// that has stands behind the columns.
	NoColumnCheckNames bool
	// SequenceStartFirst: START WITH stands before INCREMENT BY.
	SequenceStartFirst bool
	// StartsBefore: START WITH says the number before the first one.
	StartsBefore bool

	// DropCheck is how a check is dropped, where that has a word of its own.
	DropCheck string

	// Write writes a statement and reports whether it did; what it leaves is
	// written as most databases have it. Nil leaves all.
	Write func(c *Compiler, s schema.DDL) bool
	// TableTail writes what follows the parenthesis of CREATE TABLE.
	TableTail func(c *Compiler, t *schema.Table)
	// InlineKey gives what is said of the primary key in the definition of its
	// only column, in place of a constraint; "" is nothing.
	InlineKey func(t *schema.Table) string
	// NullTail gives what follows NOT NULL.
	NullTail func(c *schema.Column) string
	// ColumnTail gives what ends the definition of a column.
	ColumnTail func(c *schema.Column) string
	// ConstraintWord gives what follows PRIMARY KEY or UNIQUE.
	ConstraintWord func(constraint schema.TableConstraint) string
	// ConstraintTail writes what follows a constraint.
	ConstraintTail func(c *Compiler, constraint schema.TableConstraint)
	// Index gives what only this database has for an index.
	Index func(x *schema.TableIndex) IndexClauses
	// ViewTail writes what follows the name of a view.
	ViewTail func(c *Compiler, v *schema.View)
}

// IndexClauses are what only one database has for an index.
type IndexClauses struct {
	// Kind stands before INDEX, Words behind it: "FULLTEXT", "CONCURRENTLY".
	Kind, Words string
	// Using is the method, before the columns.
	Using string
	// Part gives what follows a column: its prefix length, its operator class.
	Part func(column string) string
	// Include are further columns that the index holds.
	Include []string
	// Tail writes what follows the columns.
	Tail func(c *Compiler)
	// DropWords stand behind DROP INDEX.
	DropWords string
}

// ColumnClause is a part of a column's definition.
type ColumnClause uint8

// The parts.
const (
	ColumnType ColumnClause = iota
	ColumnDefault
	ColumnComputed
	ColumnIdentity
	ColumnNull
	ColumnComment
)

var standardColumn = []ColumnClause{ColumnType, ColumnDefault, ColumnComputed, ColumnIdentity, ColumnNull, ColumnComment}

// IdentityStyle is how an identity column is written.
type IdentityStyle uint8

// The styles.
const (
	// IdentityAsKey: as other generated keys; its options are left out.
	IdentityAsKey IdentityStyle = iota
	// IdentityGenerated: GENERATED BY DEFAULT AS IDENTITY (…).
	IdentityGenerated
	// IdentityStartOnly: the same, with START WITH as the only option.
	IdentityStartOnly
	// IdentityPair: IDENTITY(start,increment).
	IdentityPair
)

// CommentStyle is how a database takes the comments of tables and columns.
type CommentStyle uint8

// The styles: not at all, by statements of their own, and within CREATE TABLE.
const (
	NoComments CommentStyle = iota
	CommentStatements
	CommentClauses
)

// IndexExpressionStyle says which expressions of an index stand in parentheses.
type IndexExpressionStyle uint8

// The styles: none, all but columns and calls of functions, all but columns.
const (
	IndexExpressionsBare IndexExpressionStyle = iota
	IndexOperatorsInParentheses
	IndexExpressionsInParentheses
)
