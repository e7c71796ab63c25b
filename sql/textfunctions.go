package sql

import "github.com/azoth-go/azoth/types"

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
