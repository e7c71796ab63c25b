package sql

import "github.com/azoth-go/azoth/types"

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
