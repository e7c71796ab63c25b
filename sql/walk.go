package sql

import "github.com/azoth-go/azoth/sql/ast"

// walk calls visit for an expression and everything in it, subqueries
// included, until visit gives false, which leaves out what is below a node.
func walk(e ast.Expr, visit func(ast.Node) bool) {
	if e == nil || !visit(e) {
		return
	}
	switch n := e.(type) {
	case *ast.Binary:
		walk(n.Left, visit)
		walk(n.Right, visit)
	case *ast.Unary:
		walk(n.X, visit)
	case *ast.Logical:
		walkAll(n.Items, visit)
	case *ast.Like:
		walk(n.X, visit)
		walk(n.Pattern, visit)
	case *ast.In:
		walk(n.X, visit)
		walkAll(n.List, visit)
		walkQuery(n.Query, visit)
	case *ast.Between:
		walk(n.X, visit)
		walk(n.Low, visit)
		walk(n.High, visit)
	case *ast.IsNull:
		walk(n.X, visit)
	case *ast.DistinctFrom:
		walk(n.Left, visit)
		walk(n.Right, visit)
	case *ast.Match:
		walk(n.X, visit)
		walk(n.Against, visit)
	case *ast.Function:
		walkAll(n.Args, visit)
	case *ast.Case:
		walk(n.Operand, visit)
		for _, w := range n.Whens {
			walk(w.Condition, visit)
			walk(w.Result, visit)
		}
		walk(n.Else, visit)
	case *ast.Cast:
		walk(n.X, visit)
	case *ast.Label:
		walk(n.X, visit)
	case *ast.Text:
		for _, b := range n.Binds {
			walk(b, visit)
		}
	case *ast.ScalarQuery:
		walkQuery(n.Query, visit)
	case *ast.Exists:
		walkQuery(n.Query, visit)
	case *ast.Order:
		walk(n.X, visit)
	case *ast.Tuple:
		walkAll(n.Items, visit)
	}
}

func walkAll(list []ast.Expr, visit func(ast.Node) bool) {
	for _, e := range list {
		walk(e, visit)
	}
}

func walkQuery(q ast.Query, visit func(ast.Node) bool) {
	switch n := q.(type) {
	case *ast.Select:
		if n == nil || !visit(n) {
			return
		}
		walkAll(n.Columns, visit)
		for _, f := range n.From {
			walkFrom(f, visit)
		}
		walkAll(n.Where, visit)
		walkAll(n.GroupBy, visit)
		walkAll(n.Having, visit)
		walkAll(n.OrderBy, visit)
		walk(n.Limit, visit)
		walk(n.Offset, visit)
	case *ast.TextStatement:
		if n != nil && visit(n) {
			walk(n.Text, visit)
		}
	}
}

// walkFrom visits a source of rows: the conditions of joins and the queries of
// derived tables.
func walkFrom(f ast.From, visit func(ast.Node) bool) {
	if f == nil || !visit(f) {
		return
	}
	switch n := f.(type) {
	case *ast.Alias:
		walkFrom(n.Of, visit)
	case *ast.Derived:
		walkQuery(n.Query, visit)
	case *ast.Join:
		walkFrom(n.Left, visit)
		walkFrom(n.Right, visit)
		walk(n.On, visit)
	case *ast.TextFrom:
		walk(n.Text, visit)
	}
}
