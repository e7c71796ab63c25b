package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// called is a call of a function whose result has the type.
func called[K Kind[K]](name string, t *types.Type, args ...Expression) K {
	nodes, err := nodesOf(args)
	return build[K](&ast.Function{Name: name, Args: nodes, Type: t}, err)
}

// typed is the SQL type of an expression, or nil.
func typed(x Expression) *types.Type {
	node, err := nodeOf(x)
	if err != nil {
		return nil
	}
	return typeOf(node)
}

func expressions[T any](first Expression, more []Operand[T]) []Expression {
	all := make([]Expression, 0, 1+len(more))
	all = append(all, first)
	for _, x := range more {
		all = append(all, x)
	}
	return all
}
