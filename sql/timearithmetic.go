package sql

import (
	"time"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Plus is the point in time a duration later.
func (x Time) Plus(d time.Duration) Time { return timeArithmetic[Time](ast.Add, x, d) }

// Minus is the point in time a duration earlier.
func (x Time) Minus(d time.Duration) Time { return timeArithmetic[Time](ast.Subtract, x, d) }

// Plus is the point in time a duration later.
func (x NullTime) Plus(d time.Duration) NullTime { return timeArithmetic[NullTime](ast.Add, x, d) }

// Minus is the point in time a duration earlier.
func (x NullTime) Minus(d time.Duration) NullTime {
	return timeArithmetic[NullTime](ast.Subtract, x, d)
}

// A moment is what a duration can be added to.
type moment interface {
	time.Time | types.Date | types.TimeOfDay
}

// Plus is x a duration later, which may be an expression: x + d.
//
//	sql.Plus(Employees.Hired, sql.Interval(24*time.Hour))
func Plus[T moment, K interface {
	Kind[K]
	Operand[T]
}](x K, d Operand[time.Duration]) K {
	return combine(ast.Add, x, d)
}

// Minus is x a duration earlier, which may be an expression: x - d.
func Minus[T moment, K interface {
	Kind[K]
	Operand[T]
}](x K, d Operand[time.Duration]) K {
	return combine(ast.Subtract, x, d)
}

// Interval is a duration as an expression, of the type that databases have for
// it: INTERVAL.
func Interval(d time.Duration) Duration {
	b := new(ast.Bind)
	err := fillTypedBind(b, "", types.Interval, d)
	return build[Duration](b, err)
}

// Since is the time from b to a: a - b.
func Since(a, b Operand[time.Time]) NullDuration {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	difference := &ast.Binary{Op: ast.Subtract, Left: left, Right: right}
	return build[NullDuration](&ast.Coerce{X: difference, Type: types.Interval}, err, rightErr)
}

func timeArithmetic[K Kind[K]](op ast.Operator, x K, d time.Duration) K {
	return combine(op, x, Expression(Interval(d)))
}
