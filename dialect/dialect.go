package dialect

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Dialect is the SQL of one database: data first, then the nodes that it
// writes in its own way. It is immutable once it is in use.
type Dialect struct {
	// Name is how URLs and messages call it: "postgresql".
	Name string
	// Identifiers are the quoting rules.
	Identifiers Identifiers
	// Placeholder appends the mark of parameter n, counted from 1. Nil is "?".
	Placeholder func(buf []byte, n int) []byte
	// Features says what the database can do.
	Features Features
	// DDL is what CREATE and DROP are particular about.
	DDL DDLRules
	// Overrides replaces the base compiler for single kinds of nodes.
	Overrides [ast.KindCount]Override
	// TypeName spells a type in DDL and casts.
	TypeName func(t *types.Type) (string, error)
	// Identity spells the column definition of a generated integer key: what
	// replaces the type, and what follows NOT NULL.
	Identity func(t *types.Type) (typeName, suffix string)
	// Writer says how groups of rows are sent.
	Writer Writer
	// Tables is the query for the names of the tables in a schema: one column,
	// a row each. schema "" is the connection's own.
	Tables func(schema string) Statement

	named bool // placeholders are names, for printing
	texts textCache
}

// Clone copies a dialect, for another one that differs in a few fields.
func (d *Dialect) Clone() *Dialect {
	return &Dialect{
		Name: d.Name, Identifiers: d.Identifiers, Placeholder: d.Placeholder,
		Features: d.Features, Overrides: d.Overrides, TypeName: d.TypeName,
		Identity: d.Identity, Writer: d.Writer, Tables: d.Tables, DDL: d.DDL, named: d.named,
	}
}

// typeName spells a type, in its neutral spelling where the dialect says none.
func (d *Dialect) typeName(t *types.Type) (string, error) {
	if d.TypeName == nil {
		return t.String(), nil
	}
	return d.TypeName(t)
}

// An Override writes one node in place of the base compiler.
type Override func(c *Compiler, n ast.Node)

// Features are what a database can do, where databases differ.
type Features struct {
	// Returning: INSERT, UPDATE and DELETE give rows back.
	InsertReturning, UpdateReturning, DeleteReturning bool
	// ReturningNames: RETURNING takes column names without their table.
	ReturningNames bool
	// NativeBoolean: there is a boolean type, whose values are predicates;
	// without it a value is compared with 1 to be one.
	NativeBoolean bool
	// BooleanLiterals: the words true and false exist; without them they are
	// written 1 and 0.
	BooleanLiterals bool
	// ILike: there is a case-insensitive LIKE; without it both sides are
	// lowered.
	ILike bool
	// Arrays: a bind parameter may be an array.
	Arrays bool
	// NoLimit is what stands for no limit where OFFSET needs a LIMIT; "" where
	// OFFSET stands alone.
	NoLimit string
	// Locking: SELECT … FOR UPDATE.
	Locking bool
	// ShareLock is how the weaker lock is spelled; "" is FOR SHARE.
	ShareLock string
	// TypedBinds: parameters get their type from their place, so that one which
	// stands alone, as in a select list, needs a cast.
	TypedBinds bool
	// TupleValues: a tuple is IN (VALUES (…), …), not IN ((…), …).
	TupleValues bool
	// ConcatFunction: strings are joined by concat(), not by ||.
	ConcatFunction bool
	// BackslashEscapes: a backslash in a string literal is doubled.
	BackslashEscapes bool
	// FullJoin: FULL OUTER JOIN.
	FullJoin bool
	// NoFrom is what a SELECT without sources ends with, such as " FROM dual".
	NoFrom string
	// UpdateFrom and DeleteUsing say how further tables take part.
	UpdateFrom, DeleteUsing OtherTables
	// TrueDivision: / of two integers gives a fraction.
	TrueDivision bool
	// NullsOrder: ORDER BY … NULLS FIRST/LAST.
	NullsOrder bool
	// DefaultValues: INSERT … DEFAULT VALUES; without it () VALUES ().
	DefaultValues bool
	// MaxParameters is how many one statement can have; 0 is no bound worth
	// knowing.
	MaxParameters int
}

// OtherTables says how tables besides the one that is changed take part in an
// UPDATE or a DELETE.
type OtherTables uint8

// The ways.
const (
	// NoOtherTables: the database has no such statements.
	NoOtherTables OtherTables = iota
	// OtherTablesClause: UPDATE t SET … FROM others; DELETE FROM t USING others.
	OtherTablesClause
	// OtherTablesList: UPDATE t, others SET t.c = …; DELETE FROM t USING t, others.
	OtherTablesList
)
