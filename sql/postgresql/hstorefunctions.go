package postgresql

import (
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// hstoreKind is an expression of an hstore.
type hstoreKind[K any] interface {
	sql.Kind[K]
	sql.Operand[HStore]
}

// Pair is hstore(key, value): an hstore of one key.
func Pair(key, value sql.Operand[string]) sql.Value[HStore] {
	return sql.Func[sql.Value[HStore]]("hstore", key, value)
}

// Key is the text that an hstore has for a key, or NULL: x['key'], which
// PostgreSQL knows since version 14.
func Key(x sql.Operand[HStore], key string) sql.NullString {
	return sql.Expr[sql.NullString](&ast.Subscript{X: x.Node(), Index: sql.Val(key).Node(), Type: types.Text})
}

// Defined is defined(x, key): whether the hstore has a text for the key, which
// is not NULL.
func Defined(x sql.Operand[HStore], key string) sql.Bool {
	return sql.Func[sql.Bool]("defined", x, sql.Val(key))
}

// Merge is the keys of both, those of y where both have one: x || y.
func Merge[K hstoreKind[K]](x K, y sql.Operand[HStore]) K {
	return sql.Op[K](x, "||", y, sql.Binding(concatenating))
}

// Without is delete(x, key): the hstore without a key.
func Without[K hstoreKind[K]](x K, key string) K { return sql.Func[K]("delete", x, sql.Val(key)) }

// Slice is slice(x, ARRAY[…]): the hstore with these keys only.
func Slice[K hstoreKind[K]](x K, keys ...string) K { return sql.Func[K]("slice", x, texts(keys)) }

// Keys is akeys(x): the keys of an hstore as an array.
func Keys(x sql.Operand[HStore]) sql.NullArray[string] {
	return sql.Func[sql.NullArray[string]]("akeys", x)
}

// Texts is avals(x): the texts of an hstore as an array, some of which may be
// NULL.
func Texts(x sql.Operand[HStore]) sql.NullArray[*string] {
	return sql.Func[sql.NullArray[*string]]("avals", x)
}
