package orm

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// ToMany is the attribute of an orm.Many field: what queries of the owner can
// be joined with, filtered by, and told to load.
type ToMany[O, T any] struct{ typedRelation[O, T] }

func (x *ToMany[O, T]) bindRelationship(e *mapping.Entity, field string, v view) error {
	return x.r.bind(e, field, v, reflect.TypeFor[O](), reflect.TypeFor[T](), true)
}

// Any is true for owners with an object that satisfies all predicates; without
// any, for owners with any object: EXISTS (SELECT 1 FROM …).
func (x ToMany[O, T]) Any(predicates ...sql.Predicate) sql.Bool { return x.r.exists(predicates) }

// Contains is true for owners whose collection holds the object, by the
// object's foreign key, or its link rows.
func (x ToMany[O, T]) Contains(object *T) sql.Bool { return x.r.contains(unsafe.Pointer(object)) }

func (r relation) contains(object unsafe.Pointer) sql.Bool {
	rel, err := r.resolve()
	if err == nil && object == nil {
		err = fmt.Errorf("%s.Contains(nil): an object is needed", rel)
	}
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	if rel.Secondary == nil {
		return sql.Expr[sql.Bool](r.keyEquals(rel, object))
	}
	if err := keyed(rel.Target, object); err != nil {
		return sql.Invalid[sql.Bool](fmt.Errorf("%s.Contains: %w", rel, err))
	}
	var items []ast.Expr
	for i, c := range rel.Local {
		items = append(items, equal(r.exprs[c.Index], rel.LocalLinks[i]))
	}
	for i, c := range rel.RemoteLinks {
		items = append(items, equal(c, bindOf(rel.Remote[i], object)))
	}
	return sql.Expr[sql.Bool](&ast.Exists{Query: &ast.Select{Columns: []ast.Expr{&ast.Text{Parts: []string{"1"}}},
		From: []ast.From{rel.Secondary.AST()}, Where: items}})
}
