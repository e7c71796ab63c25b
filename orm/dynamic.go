package orm

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Query is the query of the objects in the collection, to be filtered, ordered
// and limited further; it loads nothing into it:
//
//	posts, err := wendy.Posts.Query().Where(Posts.Keywords.Any(…)).All(ctx, s)
//
// With the tag option lazy=dynamic it is the only way to read the collection.
func (m *Many[T]) Query() sql.Query[*T] {
	var target Entity[T]
	if e, ok := entities.Load(reflect.TypeFor[T]()); ok {
		m := e.(*mapping.Entity)
		target.rebind(m, view{from: m.Table.AST(), exprs: m.Exprs})
	}
	q := target.Query()
	if m.c.Owner == nil {
		return q.Where(sql.Invalid[sql.Bool](errors.New("the collection's owner is a plain literal: add it to a session, or make it by New, before its collections are queried")))
	}
	if m.c.Copied() {
		return q.Where(sql.Invalid[sql.Bool](copiedError(m.c.Owner)))
	}
	r := m.c.Relationship()
	if err := keyed(m.c.Owner.Entity, m.c.Owner.Object); err != nil {
		return q.Where(sql.Invalid[sql.Bool](fmt.Errorf("%s.Query: %w", r, err)))
	}
	q = q.Where(sql.Expr[sql.Bool](belongsTo(r, m.c.Owner.Object)))
	for _, o := range r.Order {
		q = q.OrderBy(orderBy(o.Column.AST, o.Descending))
	}
	return q
}

func orderBy(column *ast.Column, descending bool) sql.Ordering {
	x := sql.Expr[sql.Value[any]](column)
	if descending {
		return x.Desc()
	}
	return x.Asc()
}
