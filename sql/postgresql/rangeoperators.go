package postgresql

import "github.com/azoth-go/azoth/sql"

// Has is r @> x: whether x lies in a range. A value, which the database would
// take for a range, needs a cast to the type of the ends:
//
//	postgresql.Has(Bookings.Days, sql.CurrentDate())
//	postgresql.Has(Sizes.Span, sql.CastTo[sql.Number[int64]](sql.Val(5), types.Integer))
func Has[T Bounded](r sql.Operand[Range[T]], x sql.Operand[T]) sql.Bool { return compare(r, "@>", x) }

// Before is x << y: all of x lies before y.
func Before[T Bounded](x, y sql.Operand[Range[T]]) sql.Bool { return compare(x, "<<", y) }

// After is x >> y: all of x lies behind y.
func After[T Bounded](x, y sql.Operand[Range[T]]) sql.Bool { return compare(x, ">>", y) }

// NotRightOf is x &< y: x does not reach beyond the upper end of y.
func NotRightOf[T Bounded](x, y sql.Operand[Range[T]]) sql.Bool { return compare(x, "&<", y) }

// NotLeftOf is x &> y: x does not reach below the lower end of y.
func NotLeftOf[T Bounded](x, y sql.Operand[Range[T]]) sql.Bool { return compare(x, "&>", y) }

// Adjacent is x -|- y: one range begins where the other ends.
func Adjacent[T Bounded](x, y sql.Operand[Range[T]]) sql.Bool { return compare(x, "-|-", y) }

// Join is x + y: all that lies in one of two ranges that meet.
func Join[T Bounded, K rangeKind[T, K]](x K, y sql.Operand[Range[T]]) K { return combine(x, "+", y, 7) }

// Intersection is x * y: what lies in both ranges.
func Intersection[T Bounded, K rangeKind[T, K]](x K, y sql.Operand[Range[T]]) K {
	return combine(x, "*", y, 8)
}

// Difference is x - y: what lies in x and not in y.
func Difference[T Bounded, K rangeKind[T, K]](x K, y sql.Operand[Range[T]]) K {
	return combine(x, "-", y, 7)
}

// rangeKind is an expression of a range.
type rangeKind[T Bounded, K any] interface {
	sql.Kind[K]
	sql.Operand[Range[T]]
}

func combine[K sql.Kind[K]](x K, op string, y sql.Expression, precedence int) K {
	return sql.Op[K](x, op, y, sql.Binding(precedence))
}
