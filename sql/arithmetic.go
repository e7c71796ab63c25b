package sql

import "github.com/azoth-go/azoth/sql/ast"

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
