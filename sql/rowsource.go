package sql

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/sql/ast"
)

// A RowSource is something to read rows from besides a table: an alias, VALUES,
// a function, a sample. It can be joined, and [Via] gives its columns.
type RowSource struct{ r *namedRows }

// A ColumnSource is a source of rows that has a column for an expression: a
// [Subquery], a [CTE], a [RowSource].
type ColumnSource interface {
	Joinable
	// Column finds the column for an expression of what the source was made of:
	// the same column, or one with the same label.
	Column(e ast.Expr) (*ast.Column, error)
}

var errEmptySource = errors.New("empty sql.RowSource: use one of the functions that make one")

// JoinSteps lets a query be joined with the source.
func (r RowSource) JoinSteps([]ast.From) ([]JoinStep, error) {
	if r.r == nil {
		return nil, errEmptySource
	}
	return r.r.steps()
}

// Column finds the source's column for an expression: the same column, or one
// with the same label. The error lists the columns that there are.
func (r RowSource) Column(e ast.Expr) (*ast.Column, error) {
	if r.r == nil {
		return nil, errEmptySource
	}
	return r.r.column(e)
}

// Aliased gives a source of rows another name: users AS u. "" lets one be
// chosen. For an entity, orm.Alias gives its attributes with it.
//
//	m := sql.Aliased(Employees, "m")
//	sql.Select1(Employees.Name).Join(m, sql.Eq(Employees.ManagerID, sql.Via(m, Employees.ID)))
func Aliased(source Joinable, name string) RowSource {
	if r, ok := source.(interface{ rows() *namedRows }); ok {
		return r.rows().alias(name)
	}
	from, err := oneSource(source)
	if err != nil {
		return RowSource{&namedRows{from: &ast.Alias{Name: name}, err: err}}
	}
	columns := ast.ColumnsOf(from)
	r := &namedRows{from: from, exprs: make([]ast.Expr, len(columns))}
	for i, c := range columns {
		r.exprs[i] = c
	}
	return r.alias(name)
}

func (r RowSource) rows() *namedRows { return orEmpty(r.r, errEmptySource) }
func (c CTE) rows() *namedRows       { return orEmpty(c.c, errEmptyCTE) }
func (s Subquery) rows() *namedRows  { return orEmpty(s.s, errEmptySubquery) }

func orEmpty(r *namedRows, err error) *namedRows {
	if r == nil {
		return &namedRows{from: &ast.Alias{}, err: err}
	}
	return r
}

// namedRows is a source of rows with what its columns stand for.
type namedRows struct {
	from  ast.From
	exprs []ast.Expr // what the columns of from stand for, one each
	err   error
}

func (r *namedRows) steps() ([]JoinStep, error) {
	if r.err != nil {
		return nil, r.err
	}
	return []JoinStep{{From: r.from}}, nil
}

// alias makes another name for the source. A derived table is written again
// under it.
func (r *namedRows) alias(name string) RowSource {
	if r.err != nil {
		return RowSource{&namedRows{from: &ast.Alias{Name: name}, err: r.err}}
	}
	if d, ok := r.from.(*ast.Derived); ok {
		again := &ast.Derived{Query: d.Query, Name: name, Lateral: d.Lateral}
		again.Columns = make([]*ast.Column, len(d.Columns))
		for i, c := range d.Columns {
			copied := *c
			copied.From = again
			again.Columns[i] = &copied
		}
		return RowSource{&namedRows{from: again, exprs: r.exprs}}
	}
	of := r.from
	if a, ok := of.(*ast.Alias); ok { // SQL has no alias of an alias
		of = a.Of
	}
	a := ast.NewAlias(of, name)
	return RowSource{&namedRows{from: a, exprs: r.exprs}}
}

// column finds the column for an expression: the same one, one with the same
// label, or, for a column that belongs to nothing, one with the same name.
func (r *namedRows) column(e ast.Expr) (*ast.Column, error) {
	if r.err != nil {
		return nil, r.err
	}
	columns := ast.ColumnsOf(r.from)
	for i, expr := range r.exprs {
		if sameColumn(expr, e) {
			return columns[i], nil
		}
	}
	label, _ := e.(*ast.Label)
	for i, expr := range r.exprs {
		l, ok := expr.(*ast.Label)
		switch {
		case ok && (label != nil && l.Name == label.Name || l.X == e):
			return columns[i], nil
		case label != nil && expr == label.X:
			return columns[i], nil
		}
	}
	if free, ok := e.(*ast.Column); ok {
		for i, c := range columns {
			if c == free || free.From == nil && c.Name == free.Name && i < len(r.exprs) {
				return c, nil
			}
		}
	}
	return nil, fmt.Errorf("%s has no column for %s: it has %q", sourceTitle(r.from), describe(e), columnTitles(columns, r.exprs))
}

func sourceTitle(f ast.From) string {
	if _, ok := f.(*ast.Derived); ok {
		return "subquery " + sourceName(f)
	}
	return sourceName(f)
}

func columnTitles(columns []*ast.Column, exprs []ast.Expr) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
		if c.Name == "" && i < len(exprs) {
			names[i] = describe(exprs[i])
		}
	}
	return names
}

// derivedColumns makes the columns of a derived table of the select list of its
// query, with names of their own each. An expression without a name leaves it to
// the compiler, as does a column that has the name of its table in its label.
func derivedColumns(from ast.From, stmt ast.Statement, exprs []ast.Expr) []*ast.Column {
	columns := make([]*ast.Column, len(exprs))
	labelled := tableLabels(stmt)
	taken := make(map[string]bool, len(exprs))
	for i, e := range exprs {
		c := &ast.Column{From: from, Type: typeOf(e)}
		c.Of, _ = e.(*ast.Column)
		base := columnName(e)
		if labelled && c.Of != nil {
			base = ""
		}
		c.Name = base
		for n := 1; base != "" && taken[c.Name]; n++ {
			c.Name = base + "_" + strconv.Itoa(n)
		}
		taken[c.Name] = true
		columns[i] = c
	}
	return columns
}

// tableLabels reports whether the columns of a query are labelled with the names
// of their tables.
func tableLabels(stmt ast.Statement) bool {
	switch n := stmt.(type) {
	case *ast.Select:
		return n.More != nil && n.More.Labels == ast.LabelTable
	case *ast.Compound:
		return n.More != nil && n.More.Labels == ast.LabelTable || len(n.Queries) > 0 && tableLabels(n.Queries[0])
	}
	return false
}

// columnName is what the column of an expression is called, or "" where a name
// has to be made up.
func columnName(e ast.Expr) string {
	switch n := e.(type) {
	case *ast.Column:
		return n.Name
	case *ast.Label:
		return n.Name
	case *ast.Cast:
		return columnName(n.X)
	case *ast.Coerce:
		return columnName(n.X)
	}
	return ""
}

// oneSource gives the one source of rows that a table, an alias and the like
// are.
func oneSource(source Joinable) (ast.From, error) {
	if source == nil {
		return nil, errors.New("nil was given where a table is needed")
	}
	steps, err := source.JoinSteps(nil)
	if err != nil {
		return nil, err
	}
	if len(steps) != 1 || steps[0].From == nil {
		return nil, fmt.Errorf("a %T is not one source of rows", source)
	}
	return steps[0].From, nil
}

// ColumnNamed is the column of a source of rows that has a name, for sources
// whose columns only the text of the program knows; the kind is taken on trust.
//
//	sql.ColumnNamed[sql.Number[int64]](sub, "n")
func ColumnNamed[K Kind[K]](source Joinable, name string) K {
	from, err := oneSource(source)
	if err != nil {
		return build[K](unmapped, err)
	}
	columns := ast.ColumnsOf(from)
	for _, c := range columns {
		if c.Name == name {
			return build[K](c)
		}
	}
	return build[K](unmapped, fmt.Errorf("%s has no column %q: it has %q", sourceName(from), name, columnTitles(columns, nil)))
}

// AllColumns are all columns of a source of rows, as an item of [Select]. Their
// values are what the driver makes of them.
func AllColumns(source Joinable) Projection {
	from, err := oneSource(source)
	return allColumns{from, err}
}

type allColumns struct {
	from ast.From
	err  error
}

func (a allColumns) fault() error { return a.err }

// Columns are the columns of the source.
func (a allColumns) Columns() []ast.Expr {
	columns := ast.ColumnsOf(a.from)
	exprs := make([]ast.Expr, len(columns))
	for i, c := range columns {
		exprs[i] = c
	}
	return exprs
}
