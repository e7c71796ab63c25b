package ast

import "github.com/azoth-go/azoth/types"

// A Table is a table of the database, as statements need to know it.
type Table struct {
	Schema  string // "" is the default schema
	Name    string
	Quote   Quoting
	Columns []*Column
	// ForeignKeys are those whose target is known; joins take their ON from
	// them.
	ForeignKeys []*ForeignKey
}

// A ForeignKey says that columns of its table hold the key of another's row.
type ForeignKey struct {
	Columns       []*Column
	Target        *Table
	TargetColumns []*Column
}

// A Column is a column of a table, an alias or a derived table.
type Column struct {
	From From
	Name string
	Type *types.Type
	// Of is the column that this one passes on: of an alias, the table's.
	Of *Column
	// Quote says whether the name is quoted, where the rules of the dialect are
	// not to decide.
	Quote Quoting
	// Defaults are what a statement that writes rows fills in, or nil.
	Defaults *Defaults
}

// Quoting says whether a name is quoted.
type Quoting uint8

// The ways: as the dialect's rules say, always, never.
const (
	QuoteAsNeeded Quoting = iota
	QuoteAlways
	QuoteNever
)

// Defaults are how a column gets its value when a statement gives it none.
type Defaults struct {
	// Identity says that the database generates the value of the key.
	Identity bool
	// Key says that the column alone is the primary key.
	Key bool
	// Sequence is drawn from by an INSERT where the database has sequences; "" is
	// none.
	Sequence, SequenceSchema string
	// Insert and Update make the value of an INSERT and of an UPDATE, or are
	// nil.
	Insert, Update func() (any, error)
	// InsertExpr and UpdateExpr are expressions for the same.
	InsertExpr, UpdateExpr Expr
	// Server says that the database has a default of its own.
	Server bool
	// Computed says that the column is never written.
	Computed bool
}

// An Alias is a table under another name. Columns are those of the table, in
// its order.
type Alias struct {
	Of      From
	Name    string // "" lets the compiler choose one
	Columns []*Column
}

// A Derived is a query used as a table.
type Derived struct {
	Query   Query
	Name    string // "" lets the compiler choose one
	Columns []*Column
	Lateral bool // sees the sources before it
}

// A CTE is a common table expression: a statement that a WITH clause names.
// Where it is a source of rows, the compiler puts the WITH in front of the
// statement. In a recursive one, Statement refers to the CTE itself.
type CTE struct {
	Name      string // "" lets the compiler choose one
	Statement Statement
	Columns   []*Column
	Recursive bool
	// Nesting puts the WITH in front of the query that names the CTE, not of
	// the whole statement.
	Nesting bool
	// Prefix is what stands before the parenthesis: "MATERIALIZED".
	Prefix string
	// ListColumns names the columns behind the CTE's name, as is done for a
	// recursive one in any case.
	ListColumns bool
}

// Values is rows of expressions used as a table.
type Values struct {
	Name    string // "" leaves the table without a name
	Columns []*Column
	Rows    [][]Expr
	Lateral bool
}

// A FunctionTable is the rows that a function gives.
type FunctionTable struct {
	Function *Function
	Name     string // "" lets the compiler choose one
	Columns  []*Column
	// Ordinality adds the number of the row as last column.
	Ordinality bool
	// ListColumns names the columns behind the name; ListTypes says their types
	// too.
	ListColumns, ListTypes bool
	Lateral                bool
	// Scalar says that the one column is called as the table is.
	Scalar bool
}

// A Sample is a random part of a table's rows.
type Sample struct {
	Of      From
	Name    string // "" lets the compiler choose one
	Columns []*Column
	Method  *Function
	Seed    Expr // may be nil
}

// JoinKind is the kind of a join.
type JoinKind uint8

// The kinds of joins.
const (
	InnerJoin JoinKind = iota
	LeftJoin
	RightJoin
	FullJoin
	CrossJoin
)

// A Join is two sources of rows combined. On is nil for a cross join only.
type Join struct {
	JoinKind    JoinKind
	Left, Right From
	On          Expr
}

// A TextFrom is a piece of SQL used as a source of rows.
type TextFrom struct{ Text *Text }

// Kind is KindTable.
func (*Table) Kind() Kind { return KindTable }

// Kind is KindAlias.
func (*Alias) Kind() Kind { return KindAlias }

// Kind is KindDerived.
func (*Derived) Kind() Kind { return KindDerived }

// Kind is KindJoin.
func (*Join) Kind() Kind { return KindJoin }

// Kind is KindTextFrom.
func (*TextFrom) Kind() Kind { return KindTextFrom }

// Kind is KindCTE.
func (*CTE) Kind() Kind { return KindCTE }

// Kind is KindValues.
func (*Values) Kind() Kind { return KindValues }

// Kind is KindFunctionTable.
func (*FunctionTable) Kind() Kind { return KindFunctionTable }

// Kind is KindSample.
func (*Sample) Kind() Kind { return KindSample }

// Kind is KindColumn.
func (*Column) Kind() Kind { return KindColumn }

func (*Table) from()         {}
func (*Alias) from()         {}
func (*Derived) from()       {}
func (*Join) from()          {}
func (*TextFrom) from()      {}
func (*CTE) from()           {}
func (*Values) from()        {}
func (*FunctionTable) from() {}
func (*Sample) from()        {}
func (*Column) expr()        {}

// Column finds a column of the table by name, or nil.
func (t *Table) Column(name string) *Column { return find(t.Columns, name) }

// Column finds a column of the alias by name, or nil.
func (a *Alias) Column(name string) *Column { return find(a.Columns, name) }

// Column finds a column of the derived table by name, or nil.
func (d *Derived) Column(name string) *Column { return find(d.Columns, name) }

// ColumnsOf are the columns that a source of rows has; of a join, those of both
// sides.
func ColumnsOf(f From) []*Column {
	switch n := f.(type) {
	case *Table:
		return n.Columns
	case *Alias:
		return n.Columns
	case *Derived:
		return n.Columns
	case *CTE:
		return n.Columns
	case *Values:
		return n.Columns
	case *FunctionTable:
		return n.Columns
	case *Sample:
		return n.Columns
	case *Join:
		left, right := ColumnsOf(n.Left), ColumnsOf(n.Right)
		return append(left[:len(left):len(left)], right...)
	}
	return nil
}

func find(columns []*Column, name string) *Column {
	for _, c := range columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// NewAlias makes an alias of a source of rows that has a name of its own, with
// its columns.
func NewAlias(of From, name string) *Alias {
	columns := ColumnsOf(of)
	a := &Alias{Of: of, Name: name, Columns: make([]*Column, len(columns))}
	for i, c := range columns {
		a.Columns[i] = &Column{From: a, Name: c.Name, Type: c.Type, Of: c, Quote: c.Quote}
	}
	return a
}

// BaseTable gives the table below an alias, the table itself, or nil for a
// source of rows that is not one table.
func BaseTable(f From) *Table {
	for {
		switch n := f.(type) {
		case *Table:
			return n
		case *Alias:
			f = n.Of
		default:
			return nil
		}
	}
}
