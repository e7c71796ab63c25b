package sql

import "github.com/azoth-go/azoth/sql/ast"

// A ValueBranch is one WHEN value THEN … of a simple CASE.
type ValueBranch[T, K, N any] struct {
	value  T
	result ast.Expr
	err    error
}

// WhenValue is a branch of [CaseOf]: the result where the expression is the
// value.
func WhenValue[T any, K interface {
	Kind[K]
	nullable() N
}, N any](value T, result K) ValueBranch[T, K, N] {
	then, err := nodeOf(result)
	return ValueBranch[T, K, N]{value, then, err}
}

// CaseOf is CASE x WHEN … THEN … END; Else or End finishes it.
//
//	sql.CaseOf(Orders.Status,
//		sql.WhenValue("new", sql.Val(1)), sql.WhenValue("open", sql.Val(2)),
//	).Else(sql.Val(0))
func CaseOf[T any, K Kind[K], N Kind[N]](x Operand[T], branches ...ValueBranch[T, K, N]) CaseBuilder[K, N] {
	operand, err := nodeOf(x)
	c := CaseBuilder[K, N]{operand: operand, err: err}
	for _, b := range branches {
		value := new(ast.Bind)
		bindErr := fillBind(value, operand, b.value)
		c.branches = append(c.branches, Branch[K, N]{ast.When{Condition: value, Result: b.result}, firstError(b.err, bindErr)})
	}
	return c
}
