package sql

import "github.com/azoth-go/azoth/sql/ast"

// truthful is what expressions of truth values have.
type truthful[R any, K Kind[K]] struct{ equatable[bool, R, K] }

// Is is X IS true or X IS false, which is never NULL.
func (x truthful[R, K]) Is(v bool) Bool { return x.is(ast.Is, v) }

// IsNot is X IS NOT true or X IS NOT false, which is never NULL.
func (x truthful[R, K]) IsNot(v bool) Bool { return x.is(ast.IsNot, v) }

func (x truthful[R, K]) is(op ast.Operator, v bool) Bool {
	return build[Bool](&ast.Binary{Op: op, Left: x.Node(), Right: &ast.Constant{Value: v}}, x.fault())
}
