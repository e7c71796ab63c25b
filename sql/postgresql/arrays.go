package postgresql

import "github.com/azoth-go/azoth/sql"

// Concat is x || y: the elements of one array and then those of another.
//
//	postgresql.Concat(Posts.Tags, sql.ArrayOf(sql.Lower(Posts.Author)))
func Concat[E any, K interface {
	sql.Kind[K]
	sql.Operand[[]E]
}](x K, y sql.Operand[[]E]) K {
	return sql.Op[K](x, "||", y, sql.Binding(concatenating))
}
