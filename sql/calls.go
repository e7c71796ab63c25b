package sql

import (
	"time"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Functions that databases have in common. For others there is [Func].

// NullIf is x, or NULL where it equals y: nullif(x, y).
func NullIf[T any, N Kind[N]](x interface {
	Operand[T]
	nullable() N
}, y Operand[T]) N {
	return called[N]("nullif", typed(x), x, y)
}

// Greatest is the greatest of the values: greatest(…).
func Greatest[T any, K interface {
	Kind[K]
	Operand[T]
}](x K, more ...Operand[T]) K {
	return called[K]("greatest", typed(x), expressions(x, more)...)
}

// Least is the smallest of the values: least(…).
func Least[T any, K interface {
	Kind[K]
	Operand[T]
}](x K, more ...Operand[T]) K {
	return called[K]("least", typed(x), expressions(x, more)...)
}

// Trim is the text without blanks at either end.
func Trim[K interface {
	Kind[K]
	Operand[string]
}](x K) K {
	return called[K]("trim", types.Text, x)
}

// Replace is the text with every old replaced by new.
func Replace[K interface {
	Kind[K]
	Operand[string]
}](x K, old, new string) K {
	return called[K]("replace", types.Text, x, Val(old), Val(new))
}

// Substr is length characters of the text from character number from on,
// counted from 1.
func Substr[K interface {
	Kind[K]
	Operand[string]
}](x K, from, length int) K {
	return called[K]("substr", types.Text, x, Val(from), Val(length))
}

// CharLength is the number of characters of the text.
func CharLength(x Operand[string]) NullNumber[int64] {
	return called[NullNumber[int64]]("char_length", types.BigInteger, x)
}

// Abs is the number without its sign.
func Abs[T any, K number[K, T]](x K) K { return called[K]("abs", typed(x), x) }

// Round is the number with so many digits after the point.
func Round[T any, K number[K, T]](x K, digits int) K {
	return called[K]("round", typed(x), x, Val(digits))
}

// Floor is the greatest integer that is not above the number.
func Floor[T any, K number[K, T]](x K) K { return called[K]("floor", typed(x), x) }

// Ceil is the smallest integer that is not below the number.
func Ceil[T any, K number[K, T]](x K) K { return called[K]("ceil", typed(x), x) }

// Pow is x to the power of y.
func Pow[T any, K number[K, T]](x K, y Operand[T]) K { return called[K]("pow", typed(x), x, y) }

// Random is a random number, another one in each row. Its range differs between
// databases.
func Random() Number[float64] { return called[Number[float64]]("random", types.Double) }

// Now is the time of the transaction or the statement, as the database has it.
func Now() Time { return called[Time]("now", types.DateTimeTZ) }

// CurrentDate is CURRENT_DATE.
func CurrentDate() Date { return called[Date]("current_date", types.DateOnly) }

// CurrentTime is CURRENT_TIME.
func CurrentTime() TimeOfDay { return called[TimeOfDay]("current_time", types.TimeOnly) }

// CurrentTimestamp is CURRENT_TIMESTAMP.
func CurrentTimestamp() Time { return called[Time]("current_timestamp", types.DateTimeTZ) }

// LocalTime is LOCALTIME.
func LocalTime() TimeOfDay { return called[TimeOfDay]("localtime", types.TimeOnly) }

// LocalTimestamp is LOCALTIMESTAMP.
func LocalTimestamp() Time { return called[Time]("localtimestamp", types.DateTime) }

// AggregateStrings is the texts of a group one after the other, with a
// separator between: string_agg, group_concat or LISTAGG. [OrderedBy] says in
// which order.
func AggregateStrings(x Operand[string], separator string) NullString {
	return called[NullString]("aggregate_strings", types.Text, x, Inline(Literal[String](separator)))
}

// ArrayAgg is the values of a group as an array: array_agg(x).
func ArrayAgg[T any](x Operand[T]) NullValue[[]T] {
	return called[NullValue[[]T]]("array_agg", nil, x)
}

// A DateField is a part of a point in time, for [Extract].
type DateField string

// The fields that databases have in common.
const (
	Year   DateField = "year"
	Month  DateField = "month"
	Day    DateField = "day"
	Hour   DateField = "hour"
	Minute DateField = "minute"
	Second DateField = "second"
	Epoch  DateField = "epoch" // seconds since 1970
)

// Extract is a field of a point in time as a number: EXTRACT(field FROM x),
// DATEPART on SQL Server, STRFTIME on SQLite.
func Extract(field DateField, x Expression) NullNumber[int64] {
	node, err := nodeOf(x)
	return build[NullNumber[int64]](&ast.Extract{Field: string(field), X: node}, err)
}

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

// Since is the time from b to a: a - b.
func Since(a, b Operand[time.Time]) NullDuration {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	return build[NullDuration](&ast.Binary{Op: ast.Subtract, Left: left, Right: right}, err, rightErr)
}

func timeArithmetic[K Kind[K]](op ast.Operator, x K, d time.Duration) K {
	node, err := nodeOf(x)
	b := &ast.Bind{Name: nameOf(node), Type: types.Interval}
	var bindErr error
	b.Value, bindErr = bindValue(d, types.Interval)
	return build[K](&ast.Binary{Op: op, Left: node, Right: b}, err, bindErr)
}

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
