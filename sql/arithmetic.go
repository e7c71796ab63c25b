package sql

import "github.com/azoth-go/azoth/sql/ast"

// FloorDiv is X / v rounded down, on every database.
func (x numeric[T, R, K]) FloorDiv(v T) K {
	return arithmetic[K](ast.FloorDivide, x.Node(), v, x.fault())
}

// BitAnd is the bits that both X and v have: X & v.
func (x numeric[T, R, K]) BitAnd(v T) K { return arithmetic[K](ast.BitAnd, x.Node(), v, x.fault()) }

// BitOr is the bits that X or v has: X | v.
func (x numeric[T, R, K]) BitOr(v T) K { return arithmetic[K](ast.BitOr, x.Node(), v, x.fault()) }

// BitXor is the bits that X or v has but not both.
func (x numeric[T, R, K]) BitXor(v T) K { return arithmetic[K](ast.BitXor, x.Node(), v, x.fault()) }

// ShiftLeft moves the bits of X up by v: X << v.
func (x numeric[T, R, K]) ShiftLeft(v T) K {
	return arithmetic[K](ast.ShiftLeft, x.Node(), v, x.fault())
}

// ShiftRight moves the bits of X down by v: X >> v.
func (x numeric[T, R, K]) ShiftRight(v T) K {
	return arithmetic[K](ast.ShiftRight, x.Node(), v, x.fault())
}

// BitNot is X with all bits turned round: ~X.
func (x numeric[T, R, K]) BitNot() K {
	return build[K](&ast.Unary{Op: ast.BitNot, X: x.Node()}, x.fault())
}

// FloorDiv is a / b rounded down, of the kind of a.
func FloorDiv[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.FloorDivide, a, b) }

// BitAnd is a & b, of the kind of a.
func BitAnd[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.BitAnd, a, b) }

// BitOr is a | b, of the kind of a.
func BitOr[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.BitOr, a, b) }

// BitXor is the bits that a or b has but not both, of the kind of a.
func BitXor[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.BitXor, a, b) }

// Neg is -x.
func Neg[K interface{ Neg() K }](x K) K { return x.Neg() }
