package ast

import "github.com/azoth-go/azoth/types"

// A Table is a table of the database, as statements need to know it.
type Table struct {
	Schema  string // "" is the default schema
	Name    string
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

// Kind is KindColumn.
func (*Column) Kind() Kind { return KindColumn }

func (*Table) from()    {}
func (*Alias) from()    {}
func (*Derived) from()  {}
func (*Join) from()     {}
func (*TextFrom) from() {}
func (*Column) expr()   {}

// Column finds a column of the table by name, or nil.
func (t *Table) Column(name string) *Column { return find(t.Columns, name) }

// Column finds a column of the alias by name, or nil.
func (a *Alias) Column(name string) *Column { return find(a.Columns, name) }

// Column finds a column of the derived table by name, or nil.
func (d *Derived) Column(name string) *Column { return find(d.Columns, name) }

func find(columns []*Column, name string) *Column {
	for _, c := range columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// NewAlias makes an alias of a table, with the table's columns.
func NewAlias(t *Table, name string) *Alias {
	a := &Alias{Of: t, Name: name, Columns: make([]*Column, len(t.Columns))}
	for i, c := range t.Columns {
		a.Columns[i] = &Column{From: a, Name: c.Name, Type: c.Type, Of: c}
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
