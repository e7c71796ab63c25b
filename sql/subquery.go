package sql

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Subquery is a query used as a table. It can be joined, and [Via] gives its
// columns.
type Subquery struct{ s *subquery }

type subquery struct {
	derived *ast.Derived
	exprs   []ast.Expr // what the columns of derived stand for, one each
	err     error
}

// Subquery makes the query a table of that name; "" lets one be chosen.
func (q Query[R]) Subquery(name string) Subquery {
	derived, err := q.derive(name)
	if err != nil {
		return Subquery{&subquery{derived: &ast.Derived{Name: name}, err: err}}
	}
	return Subquery{&subquery{derived: derived, exprs: q.subqueryColumns()}}
}

// subqueryColumns are the expressions of the select list, also of a textual
// statement.
func (q Query[R]) subqueryColumns() []ast.Expr {
	if q.s.text != nil && q.s.text.columns != nil {
		return q.s.text.columns
	}
	return q.row.Columns()
}

// derive makes a derived table of the query, whose columns have names of their
// own each.
func (q Query[R]) derive(name string) (*ast.Derived, error) {
	query, err := q.checked()
	if err != nil {
		return nil, err
	}
	exprs := q.subqueryColumns()
	d := &ast.Derived{Query: query, Name: name, Columns: make([]*ast.Column, len(exprs))}
	taken := make(map[string]bool, len(exprs))
	for i, e := range exprs {
		c := &ast.Column{From: d, Type: typeOf(e)}
		base := nameOf(e)
		if base == "" {
			base = "column"
		}
		c.Name = base
		for n := 1; taken[c.Name]; n++ {
			c.Name = base + "_" + strconv.Itoa(n)
		}
		taken[c.Name] = true
		c.Of, _ = e.(*ast.Column)
		d.Columns[i] = c
	}
	return d, nil
}

// Derived is the subquery as a node of the statement tree.
func (s Subquery) Derived() (*ast.Derived, error) {
	if s.s == nil {
		return nil, fmt.Errorf("empty sql.Subquery: use the method Subquery of a query")
	}
	return s.s.derived, s.s.err
}

// JoinSteps lets a query be joined with the subquery.
func (s Subquery) JoinSteps([]ast.From) ([]JoinStep, error) {
	d, err := s.Derived()
	if err != nil {
		return nil, err
	}
	return []JoinStep{{From: d}}, nil
}

// Column finds the subquery's column for an expression of its query: the same
// column, or one with the same label. The error lists the columns that there
// are.
func (s Subquery) Column(e ast.Expr) (*ast.Column, error) {
	d, err := s.Derived()
	if err != nil {
		return nil, err
	}
	for i, expr := range s.s.exprs {
		if sameColumn(expr, e) {
			return d.Columns[i], nil
		}
	}
	label, _ := e.(*ast.Label)
	for i, expr := range s.s.exprs {
		l, ok := expr.(*ast.Label)
		switch {
		case ok && (label != nil && l.Name == label.Name || l.X == e):
			return d.Columns[i], nil
		case label != nil && expr == label.X:
			return d.Columns[i], nil
		}
	}
	names := make([]string, len(d.Columns))
	for i, c := range d.Columns {
		names[i] = c.Name
	}
	return nil, fmt.Errorf("subquery %s has no column for %s: it has %q", sourceName(d), describe(e), names)
}

// Via is an expression as it is read from a subquery: the column that the
// subquery has for it, found by identity or by label, of the same type.
//
//	cnt := sql.Count().As("address_count")
//	sub := sql.Select(Addresses.UserID, cnt).GroupBy(Addresses.UserID).Subquery("adr_count")
//	sql.Via(sub, cnt) // adr_count.address_count
func Via[K Kind[K]](sub Subquery, x K) K {
	node, err := nodeOf(x)
	if err != nil {
		return build[K](node, err)
	}
	c, err := sub.Column(node)
	if err != nil {
		return build[K](unmapped, err)
	}
	return build[K](c)
}
