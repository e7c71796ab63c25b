package sql

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
