package sql

import (
	"time"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A moment is what a duration can be added to.
type moment interface {
	time.Time | types.Date | types.TimeOfDay
}

// durations is the type of durations that are no column's.
var durations = types.Lossless(types.Interval)

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
	err := fillTypedBind(b, "", durations, d)
	return build[Duration](b, err)
}

// Since is the time from b to a: a - b.
func Since(a, b Operand[time.Time]) NullDuration {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	difference := &ast.Binary{Op: ast.Subtract, Left: left, Right: right}
	return build[NullDuration](&ast.Coerce{X: difference, Type: durations}, err, rightErr)
}

func (t *term) moved(op ast.Operator, d time.Duration) *term {
	by := Interval(d)
	return newTerm(&ast.Binary{Op: op, Left: t.expr(), Right: by.Node()}, t.fault(), by.fault())
}
