package sql

import "github.com/azoth-go/azoth/sql/ast"

// And is true where all predicates are; of none it is true.
func And(predicates ...Predicate) Bool { return logical(ast.And, predicates) }

// Or is true where any predicate is; of none it is false.
func Or(predicates ...Predicate) Bool { return logical(ast.Or, predicates) }

// Not is true where the predicate is false. Where that is NULL, so is this.
func Not(p Predicate) Bool {
	node, err := nodeOf(p)
	if opposite := ast.Opposite(node); opposite != nil {
		return build[Bool](opposite, err)
	}
	return build[Bool](&ast.Unary{Op: ast.Not, X: node}, err)
}

func logical(op ast.Operator, predicates []Predicate) Bool {
	nodes, err := nodesOf(predicates)
	if len(nodes) == 1 {
		return build[Bool](nodes[0], err)
	}
	return build[Bool](&ast.Logical{Op: op, Items: nodes}, err)
}
