package dialect

import (
	"github.com/azoth-go/azoth/dialect/structure"
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
	// CastName spells a type in casts, where that differs; "" leaves the cast
	// out. Nil is TypeName.
	CastName func(t *types.Type) (string, error)
	// Room bounds what columns of a type hold, where that is less than the type
	// says. Nil is no bound.
	Room func(t *types.Type) Room
	// Incomparable tells what to declare instead, for a type whose values the
	// database cannot compare; "" for others. Nil is that it compares all.
	Incomparable func(t *types.Type) (instead string)
	// Literal writes a value into a statement, where it cannot be bound, and
	// reports whether it did; the compiler writes what it leaves as the standard
	// says. Nil leaves all.
	Literal func(c *Compiler, value any, t *types.Type) bool
	// FunctionNames are what functions are called that databases call
	// differently, by the generic name: "length" → "LEN". A name that ends in
	// "()" is written without arguments and parentheses of its own.
	FunctionNames map[string]string
	// LabelLength bounds the names that the compiler makes for columns and
	// aliases; 0 is the bound of identifiers.
	LabelLength int
	// Schemas translates the names of schemas; "" is the default schema.
	Schemas map[string]string
	// Identity spells the column definition of a generated integer key: what
	// replaces the type, and what follows NOT NULL.
	Identity func(t *types.Type) (typeName, suffix string)
	// Writer says how groups of rows are sent.
	Writer Writer
	// Structure is how the database is asked for its structure; nil cannot be asked.
	Structure *structure.Queries
	// Reflection is how what was found there is declared.
	Reflection Reflection
	// CreateType and DropType write the statements for a type that is created by
	// name (see types.Enum and types.DomainOf), where the database has such types;
	// nil where it has none.
	CreateType func(t *types.Type) (string, error)
	DropType   func(t *types.Type, ifExists bool) (string, error)
	// Tables is the query for the names of the tables in a schema: one column,
	// a row each. schema "" is the connection's own.
	Tables func(schema string) Statement
	// Catalog has such queries for other objects.
	Catalog Catalog

	named bool // placeholders are names, for printing
	texts textCache
}

// Clone copies a dialect, for another one that differs in a few fields.
func (d *Dialect) Clone() *Dialect {
	return &Dialect{
		Name: d.Name, Identifiers: d.Identifiers, Placeholder: d.Placeholder,
		Features: d.Features, Overrides: d.Overrides, TypeName: d.TypeName,
		Identity: d.Identity, Writer: d.Writer, Tables: d.Tables, DDL: d.DDL, named: d.named,
		CastName: d.CastName, Room: d.Room, Incomparable: d.Incomparable, Literal: d.Literal, FunctionNames: d.FunctionNames,
		LabelLength: d.LabelLength, Schemas: d.Schemas, Structure: d.Structure, Reflection: d.Reflection, Catalog: d.Catalog,
		CreateType: d.CreateType, DropType: d.DropType,
	}
}

// typeName spells a type, in its neutral spelling where the dialect says none.
func (d *Dialect) typeName(t *types.Type) (string, error) {
	if d.TypeName == nil {
		return t.String(), nil
	}
	return d.TypeName(d.spelledAs(t))
}

// An Override writes one node in place of the base compiler.
type Override func(c *Compiler, n ast.Node)
