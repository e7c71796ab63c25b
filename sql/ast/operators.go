package ast

// Operator is a binary or unary operator.
type Operator uint8

// The operators. True division gives a fraction also of two integers and
// floor division never does; a dialect casts or rounds where its database would
// do otherwise.
const (
	Equal Operator = iota
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	Add
	Subtract
	Multiply
	Divide
	FloorDivide
	Modulo
	Concat
	BitAnd
	BitOr
	BitXor
	ShiftLeft
	ShiftRight
	Is    // IS, of truth values
	IsNot // IS NOT, of truth values
	Not
	Negate
	BitNot
	And
	Or
	OperatorCount // the number of operators
)
