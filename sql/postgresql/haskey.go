package postgresql

import "github.com/azoth-go/azoth/sql"

// HasKey is x ? key: whether a JSONB document or an hstore has the key.
func HasKey(x sql.Expression, key string) sql.Bool { return compare(x, "?", sql.Val(key)) }

// HasAnyKey is x ?| ARRAY[…]: whether it has one of the keys at least.
func HasAnyKey(x sql.Expression, keys ...string) sql.Bool { return compare(x, "?|", texts(keys)) }

// HasAllKeys is x ?& ARRAY[…]: whether it has all of the keys.
func HasAllKeys(x sql.Expression, keys ...string) sql.Bool { return compare(x, "?&", texts(keys)) }

func texts(values []string) sql.Array[string] {
	items := make([]sql.Operand[string], len(values))
	for i, v := range values {
		items[i] = sql.Val(v)
	}
	return sql.ArrayOf(items...)
}
