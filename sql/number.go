package sql

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
)

// Numeric are the Go types that a [Number] may have: integers, floating point
// and decimals.
type Numeric interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 |
		~float32 | ~float64 | decimal.Decimal
}

// A Number is a numeric expression that is never NULL.
type Number[T Numeric] struct{ numeric[T, T, Number[T]] }

// A NullNumber is a numeric expression that may be NULL; a row holds a *T.
type NullNumber[T Numeric] struct{ numeric[T, *T, NullNumber[T]] }

func (x Number[T]) of(t *term) Number[T]         { x.t = t; return x }
func (x NullNumber[T]) of(t *term) NullNumber[T] { x.t = t; return x }
func (x Number[T]) nullable() NullNumber[T]      { return NullNumber[T]{}.of(x.t) }
func (x NullNumber[T]) nullable() NullNumber[T]  { return x }
func (x Number[T]) notNull() Number[T]           { return x }
func (x NullNumber[T]) notNull() Number[T]       { return Number[T]{}.of(x.t) }
func (x Number[T]) number()                      {}
func (x NullNumber[T]) number()                  {}

// SetNull assigns NULL to the column.
func (x NullNumber[T]) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullNumber[T]) Coalesce(v T) Number[T] {
	return coalesceValue[Number[T]](x.Node(), v, x.fault())
}

// Div is X / v: the fraction, also of two integers.
func (x Number[T]) Div(v T) Number[float64] {
	return arithmetic[Number[float64]](ast.Divide, x.Node(), v, x.fault())
}

// Div is X / v: the fraction, also of two integers.
func (x NullNumber[T]) Div(v T) NullNumber[float64] {
	return arithmetic[NullNumber[float64]](ast.Divide, x.Node(), v, x.fault())
}

// numeric is what expressions of numbers have.
type numeric[T, R any, K Kind[K]] struct{ ordered[T, R, K] }

// Add is X + v.
func (x numeric[T, R, K]) Add(v T) K { return arithmetic[K](ast.Add, x.Node(), v, x.fault()) }

// Sub is X - v.
func (x numeric[T, R, K]) Sub(v T) K { return arithmetic[K](ast.Subtract, x.Node(), v, x.fault()) }

// Mul is X * v.
func (x numeric[T, R, K]) Mul(v T) K { return arithmetic[K](ast.Multiply, x.Node(), v, x.fault()) }

// Mod is the remainder of X / v, with the sign of X.
func (x numeric[T, R, K]) Mod(v T) K { return arithmetic[K](ast.Modulo, x.Node(), v, x.fault()) }

// Neg is -X.
func (x numeric[T, R, K]) Neg() K {
	return build[K](&ast.Unary{Op: ast.Negate, X: x.Node()}, x.fault())
}

func arithmetic[K Kind[K], T any](op ast.Operator, x ast.Expr, v T, fault error) K {
	b := new(ast.Bind)
	err := fillBind(b, x, v)
	return build[K](&ast.Binary{Op: op, Left: x, Right: b}, fault, err)
}
