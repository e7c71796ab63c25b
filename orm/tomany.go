package orm

import (
	"fmt"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// ToMany is the attribute of an orm.Many field: what queries of the owner can
// be joined with, filtered by, and told to load.
type ToMany[O, T any] struct{ relation[O, T] }

func (r *ToMany[O, T]) bindRelationship(e *mapping.Entity, field string, v view) error {
	return r.relation.bind(e, field, v, true)
}

// Any is true for owners with an object that satisfies all predicates; without
// any, for owners with any object: EXISTS (SELECT 1 FROM …).
func (r ToMany[O, T]) Any(predicates ...sql.Predicate) sql.Bool { return r.exists(predicates) }

// Contains is true for owners whose collection holds the object, by the
// object's foreign key, or its link rows.
func (r ToMany[O, T]) Contains(object *T) sql.Bool {
	rel, err := r.resolve()
	if err == nil && object == nil {
		err = fmt.Errorf("%s.Contains(nil): an object is needed", rel)
	}
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	if rel.Secondary == nil {
		return sql.Expr[sql.Bool](r.keyEquals(rel, unsafe.Pointer(object)))
	}
	if err := keyed(rel.Target, unsafe.Pointer(object)); err != nil {
		return sql.Invalid[sql.Bool](fmt.Errorf("%s.Contains: %w", rel, err))
	}
	var items []ast.Expr
	for i, c := range rel.Local {
		items = append(items, equal(r.exprs[c.Index], rel.LocalLinks[i]))
	}
	for i, c := range rel.RemoteLinks {
		items = append(items, equal(c, bindOf(rel.Remote[i], unsafe.Pointer(object))))
	}
	return sql.Expr[sql.Bool](&ast.Exists{Query: &ast.Select{Columns: []ast.Expr{&ast.Text{Parts: []string{"1"}}},
		From: []ast.From{rel.Secondary.AST()}, Where: items}})
}
