package sql

import "github.com/azoth-go/azoth/sql/ast"

// And is true where all predicates are; of none it is true.
func And(predicates ...Predicate) Bool { return logical(ast.And, predicates) }

// Or is true where any predicate is; of none it is false.
func Or(predicates ...Predicate) Bool { return logical(ast.Or, predicates) }

// Not is true where the predicate is false. Where that is NULL, so is this.
func Not(p Predicate) Bool {
	node, err := nodeOf(p)
	return build[Bool](negate(node), err)
}

func logical(op ast.Operator, predicates []Predicate) Bool {
	nodes, err := nodesOf(predicates)
	if len(nodes) == 1 {
		return build[Bool](nodes[0], err)
	}
	return build[Bool](&ast.Logical{Op: op, Items: nodes}, err)
}

// negate turns the operator round where SQL has the opposite one, which reads
// better and lets indexes be used.
func negate(x ast.Expr) ast.Expr {
	switch n := x.(type) {
	case *ast.Binary:
		if op, ok := opposites[n.Op]; ok {
			return &ast.Binary{Op: op, Left: n.Left, Right: n.Right}
		}
	case *ast.Like:
		c := *n
		c.Not = !n.Not
		return &c
	case *ast.In:
		c := *n
		c.Not = !n.Not
		return &c
	case *ast.Between:
		c := *n
		c.Not = !n.Not
		return &c
	case *ast.IsNull:
		c := *n
		c.Not = !n.Not
		return &c
	case *ast.DistinctFrom:
		c := *n
		c.Not = !n.Not
		return &c
	case *ast.Exists:
		c := *n
		c.Not = !n.Not
		return &c
	}
	return &ast.Unary{Op: ast.Not, X: x}
}

var opposites = map[ast.Operator]ast.Operator{
	ast.Equal: ast.NotEqual, ast.NotEqual: ast.Equal,
	ast.Less: ast.GreaterOrEqual, ast.GreaterOrEqual: ast.Less,
	ast.Greater: ast.LessOrEqual, ast.LessOrEqual: ast.Greater,
}
