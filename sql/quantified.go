package sql

import "github.com/azoth-go/azoth/sql/ast"

// A Collection is what [Any] and [All] take: a query of one column, or an
// array.
type Collection[T any] interface {
	set(T)
	quantified() (ast.Expr, error)
}

// Any is ANY (…), for a comparison that holds for one of the values at least:
//
//	sql.Eq(Users.ID, sql.Any(q))
//	sql.Eq(sql.Val("red"), sql.Any(Items.Colors))
func Any[T any](values Collection[T]) Value[T] { return quantified(values, false) }

// All is ALL (…), for a comparison that holds for each of the values:
//
//	sql.Gt(Users.ID, sql.All(q))
func All[T any](values Collection[T]) Value[T] { return quantified(values, true) }

func quantified[T any](values Collection[T], all bool) Value[T] {
	if values == nil {
		return build[Value[T]](unmapped, ErrUnmapped)
	}
	node, err := values.quantified()
	return build[Value[T]](&ast.Quantified{All: all, X: node}, err)
}

func (q Query[R]) quantified() (ast.Expr, error) {
	query, err := q.query()
	return &ast.ScalarQuery{Query: query}, err
}
