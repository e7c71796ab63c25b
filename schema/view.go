package schema

import (
	"errors"
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Query is what a view or a table is made of: a query of package sql, or of
// an entity.
type Query interface {
	Statement() (ast.Statement, error)
	Columns() []ast.Expr
}

// A View is a query that the database keeps under a name. Values in it are
// written into the statement.
type View struct {
	Schema       string // "" is the default schema
	Name         string
	Query        Query
	Materialized bool // its rows are stored
	Temporary    bool
	Comment      string
	Options      Options
}

// FullName is the view's name, after its schema and a point if it has one.
func (v *View) FullName() string { return fullName(v.Schema, v.Name) }

// Rows is the view as a source of rows: sql.Via gives its columns.
//
//	eds := schema.NewView(meta, "eds", sql.Select(Users.ID, Users.Name).Where(Users.Name.Eq("ed")))
//	sql.Select1(sql.Via(eds.Rows(), Users.ID))
func (v *View) Rows() sql.RowSource {
	columns := v.Query.Columns()
	expressions := make([]sql.Expression, len(columns))
	for i, c := range columns {
		expressions[i] = viewColumn{c}
	}
	return sql.LightTableIn(v.Schema, v.Name, expressions...)
}

type viewColumn struct{ node ast.Expr }

// Node is the expression that the view's column is made of.
func (c viewColumn) Node() ast.Expr { return c.node }

// A ViewOption is an option of NewView: Materialized, TemporaryView, or With.
type ViewOption interface{ applyToView(v *View) }

type viewOption func(v *View)

func (f viewOption) applyToView(v *View) { f(v) }

func (o Options) applyToView(v *View) { v.Options = append(v.Options, o...) }

// Materialized has the rows of a view stored.
func Materialized() ViewOption { return viewOption(func(v *View) { v.Materialized = true }) }

// TemporaryView makes a view that the connection alone sees.
func TemporaryView() ViewOption { return viewOption(func(v *View) { v.Temporary = true }) }

// NewView describes a view, "name" or "schema.name". Given a MetaData it is
// created after its tables and the views before it, and dropped before them; nil
// makes one that is nobody's. It panics as New does.
func NewView(meta *MetaData, name string, query Query, options ...ViewOption) *View {
	v := &View{Name: name, Query: query}
	if schemaName, rest, qualified := strings.Cut(name, "."); qualified {
		v.Schema, v.Name = schemaName, rest
	}
	for _, option := range options {
		option.applyToView(v)
	}
	if query == nil {
		panic("schema: " + errors.New("view "+name+" has no query").Error())
	}
	if meta != nil {
		if err := meta.addView(v); err != nil {
			panic("schema: " + err.Error())
		}
	}
	return v
}

// A ViewDDL creates or drops a view.
type ViewDDL struct {
	View *View
	Drop bool
	// Guarded is IF NOT EXISTS, or IF EXISTS; Replacing is OR REPLACE.
	Guarded, Replacing bool
}

// CreateView is CREATE VIEW.
func CreateView(v *View) ViewDDL { return ViewDDL{View: v} }

// DropView is DROP VIEW.
func DropView(v *View) ViewDDL { return ViewDDL{View: v, Drop: true} }

// IfNotExists leaves a view alone that exists.
func (s ViewDDL) IfNotExists() ViewDDL {
	s.Guarded = true
	return s
}

// IfExists leaves out a view that does not exist.
func (s ViewDDL) IfExists() ViewDDL { return s.IfNotExists() }

// OrReplace has the view take the place of one of that name.
func (s ViewDDL) OrReplace() ViewDDL {
	s.Replacing = true
	return s
}

// A TableAsDDL creates a table with the rows of a query.
type TableAsDDL struct {
	Schema, Name string
	Query        Query
	Temporary    bool
	Guarded      bool // IF NOT EXISTS
}

// CreateTableAs is CREATE TABLE … AS SELECT, or SELECT … INTO: a table, "name"
// or "schema.name", with the rows of a query, whose values are written into the
// statement.
func CreateTableAs(name string, query Query) TableAsDDL {
	s := TableAsDDL{Name: name, Query: query}
	if schemaName, rest, qualified := strings.Cut(name, "."); qualified {
		s.Schema, s.Name = schemaName, rest
	}
	return s
}

// AsTemporary makes a temporary table of it.
func (s TableAsDDL) AsTemporary() TableAsDDL {
	s.Temporary = true
	return s
}

// IfNotExists leaves a table alone that exists.
func (s TableAsDDL) IfNotExists() TableAsDDL {
	s.Guarded = true
	return s
}
