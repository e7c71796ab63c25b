package unitofwork

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// sortByKey sorts rows of one table by their primary key, so that two sessions
// lock rows in the same order.
func sortByKey(rows []*node) {
	if len(rows) < 2 {
		return
	}
	keys := rows[0].instance.Entity.Keys
	if len(keys) == 1 && keys[0].Integer != nil {
		key := keys[0]
		slices.SortStableFunc(rows, func(a, b *node) int {
			x, _ := key.Integer.LoadInt(key.At(a.before()))
			y, _ := key.Integer.LoadInt(key.At(b.before()))
			return cmp.Compare(x, y)
		})
		return
	}
	values := make(map[*node][]any, len(rows))
	for _, n := range rows {
		key := make([]any, len(keys))
		for at, c := range keys {
			key[at], _ = c.Codec.Value(c.At(n.before()))
		}
		values[n] = key
	}
	slices.SortStableFunc(rows, func(a, b *node) int {
		return slices.CompareFunc(values[a], values[b], compareValues)
	})
}

// compareValues orders two bind values of one column.
func compareValues(a, b any) int {
	switch x := a.(type) {
	case int64:
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
	case string:
		if y, ok := b.(string); ok {
			return cmp.Compare(x, y)
		}
	case []byte:
		if y, ok := b.([]byte); ok {
			return bytes.Compare(x, y)
		}
	}
	return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b))
}
