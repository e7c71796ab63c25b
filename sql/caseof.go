package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// A ValueBranch is one WHEN … THEN … of a simple CASE.
type ValueBranch[T, K, N any] struct {
	value  func(operand ast.Expr) (ast.Expr, error)
	result ast.Expr
	err    error
}

// WhenValue is a branch of [CaseOf]: the result where the expression is the
// value.
func WhenValue[T any, K interface {
	Kind[K]
	nullable() N
}, N any](value T, result K) ValueBranch[T, K, N] {
	return valueBranch[T, K, N](func(operand ast.Expr) (ast.Expr, error) {
		b := new(ast.Bind)
		err := fillBind(b, operand, value)
		return b, err
	}, result)
}

// WhenEqual is a branch of [CaseOf]: the result where both expressions are the
// same.
func WhenEqual[T any, K interface {
	Kind[K]
	nullable() N
}, N any](x Operand[T], result K) ValueBranch[T, K, N] {
	return valueBranch[T, K, N](func(ast.Expr) (ast.Expr, error) { return nodeOf(x) }, result)
}

func valueBranch[T, K, N any](value func(ast.Expr) (ast.Expr, error), result Expression) ValueBranch[T, K, N] {
	then, err := nodeOf(result)
	return ValueBranch[T, K, N]{value, then, err}
}

var errEmptyBranch = errors.New("empty sql.ValueBranch: use sql.WhenValue or sql.WhenEqual")

// CaseOf is CASE x WHEN … THEN … END; Else or End finishes it.
//
//	sql.CaseOf(Orders.Status,
//		sql.WhenValue("new", sql.Val(1)), sql.WhenValue("open", sql.Val(2)),
//	).Else(sql.Val(0))
func CaseOf[T any, K Kind[K], N Kind[N]](x Operand[T], branches ...ValueBranch[T, K, N]) CaseBuilder[K, N] {
	operand, err := nodeOf(x)
	c := CaseBuilder[K, N]{operand: operand, err: err}
	for _, b := range branches {
		if b.value == nil {
			c.err = firstError(c.err, errEmptyBranch)
			continue
		}
		value, valueErr := b.value(operand)
		c.branches = append(c.branches, Branch[K, N]{ast.When{Condition: value, Result: b.result}, firstError(b.err, valueErr)})
	}
	return c
}
