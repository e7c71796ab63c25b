package dialect

import "github.com/azoth-go/azoth/sql/ast"

// tuplesCompared writes a comparison of tuples where there are none, member by
// member: (a, b) = (v, w) as a = v AND b = w, (a, b) < (v, w) as
// a < v OR a = v AND b < w. It reports whether it was one.
func (c *Compiler) tuplesCompared(n *ast.Binary) bool {
	left, ok := simplify(n.Left).(*ast.Tuple)
	if !ok {
		return false
	}
	right, ok := simplify(n.Right).(*ast.Tuple)
	if !ok || len(left.Items) != len(right.Items) || len(left.Items) == 0 {
		c.failf("a tuple of %d is compared with what is none", len(left.Items))
		return true
	}
	c.predicate(compareMembers(n.Op, left.Items, right.Items), PrecedenceComparison)
	return true
}

func compareMembers(op ast.Operator, left, right []ast.Expr) ast.Expr {
	first := func(op ast.Operator) ast.Expr { return &ast.Binary{Op: op, Left: left[0], Right: right[0]} }
	if len(left) == 1 {
		return first(op)
	}
	rest := compareMembers(op, left[1:], right[1:])
	switch op {
	case ast.Equal:
		return &ast.Logical{Op: ast.And, Items: []ast.Expr{first(op), rest}}
	case ast.NotEqual:
		return &ast.Logical{Op: ast.Or, Items: []ast.Expr{first(op), rest}}
	}
	strict := op
	switch op {
	case ast.LessOrEqual:
		strict = ast.Less
	case ast.GreaterOrEqual:
		strict = ast.Greater
	}
	same := &ast.Logical{Op: ast.And, Items: []ast.Expr{first(ast.Equal), rest}}
	return &ast.Logical{Op: ast.Or, Items: []ast.Expr{first(strict), same}}
}
