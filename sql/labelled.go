package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// A LabelName refers to a column of the result by its name, in ORDER BY and
// GROUP BY: to a label, or to a column that is called so.
type LabelName struct{ node *ast.Label }

// Labelled refers to a column of the result by its name:
//
//	sql.Select(sql.Lower(Users.Name).As("low"), Users.ID).OrderBy(sql.Labelled("low").Desc())
//
// A name that the result does not have is an error where the query runs,
// before anything is sent.
func Labelled(name string) LabelName { return LabelName{&ast.Label{Name: name}} }

// Node is the reference as a tree; the query that uses it puts its column
// there.
func (l LabelName) Node() ast.Expr {
	if l.node == nil {
		return unmapped
	}
	return l.node
}

func (l LabelName) ordering() {}

// Asc orders by the column, smallest first.
func (l LabelName) Asc() Order { return newOrder(l.Node(), ast.Ascending, nil) }

// Desc orders by the column, greatest first.
func (l LabelName) Desc() Order { return newOrder(l.Node(), ast.Descending, nil) }

// noteNames remembers that the items refer to labels by their names.
func (s *selection) noteNames(items []ast.Expr) {
	for _, e := range items {
		if order, ok := e.(*ast.Order); ok {
			e = order.X
		}
		if label, ok := e.(*ast.Label); ok && label.X == nil {
			s.rare().names = true
			return
		}
	}
}

// resolveNames replaces references to labels by what they refer to.
func resolveNames(items, columns []ast.Expr) (resolved []ast.Expr, err error) {
	resolved = make([]ast.Expr, len(items))
	for i, e := range items {
		resolved[i] = ast.Rewrite(e, func(x ast.Expr) ast.Expr {
			label, ok := x.(*ast.Label)
			if !ok || label.X != nil {
				return x
			}
			found := namedColumn(columns, label.Name)
			if found == nil {
				err = firstError(err, fmt.Errorf("the query has no column %q to order or group by: it has %q", label.Name, columnNames(columns)))
				return x
			}
			if label, ok := found.(*ast.Label); ok {
				return &ast.Label{X: label.X, Name: label.Name, ByName: true}
			}
			return found
		})
	}
	return resolved, err
}

// namedColumn finds a column of a select list by its name; a label goes before
// a column.
func namedColumn(columns []ast.Expr, name string) (found ast.Expr) {
	for _, e := range columns {
		switch n := e.(type) {
		case *ast.Label:
			if n.Name == name {
				return n
			}
		case *ast.Column:
			if n.Name == name && found == nil {
				found = n
			}
		}
	}
	return found
}

func columnNames(columns []ast.Expr) []string {
	names := make([]string, len(columns))
	for i, e := range columns {
		names[i] = nameOf(e)
	}
	return names
}
