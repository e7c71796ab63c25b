package orm

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// ToOne is the attribute of an orm.One field: what queries of the owner can be
// joined with, filtered by, and told to load.
type ToOne[O, T any] struct{ typedRelation[O, T] }

func (x *ToOne[O, T]) bindRelationship(e *mapping.Entity, field string, v view) error {
	return x.r.bind(e, field, v, reflect.TypeFor[O](), reflect.TypeFor[T](), false)
}

// Has is true for owners whose object satisfies all predicates; without any,
// for owners with an object: EXISTS (SELECT 1 FROM …).
func (x ToOne[O, T]) Has(predicates ...sql.Predicate) sql.Bool { return x.r.exists(predicates) }

// Eq is true for owners that lead to the object, compared by key; for those
// that lead to none, where the object is nil.
func (x ToOne[O, T]) Eq(object *T) sql.Bool { return x.r.equals(unsafe.Pointer(object)) }

// NotEq is true for owners that lead to another object or to none; for those
// that lead to any, where the object is nil.
func (x ToOne[O, T]) NotEq(object *T) sql.Bool { return x.r.differs(unsafe.Pointer(object)) }

// IsNull is true for owners that lead to no object.
func (x ToOne[O, T]) IsNull() sql.Bool { return x.r.null(false) }

// IsNotNull is true for owners that lead to an object.
func (x ToOne[O, T]) IsNotNull() sql.Bool { return x.r.null(true) }

// resolveTo gives the relationship for a predicate on an object of its target.
func (r relation) resolveTo(object unsafe.Pointer, method string) (*mapping.Relationship, error) {
	rel, err := r.resolve()
	if err != nil {
		return nil, err
	}
	if err := keyed(rel.Target, object); err != nil {
		return nil, fmt.Errorf("%s.%s: %w", rel, method, err)
	}
	return rel, nil
}

func (r relation) equals(object unsafe.Pointer) sql.Bool {
	if object == nil {
		return r.null(false)
	}
	rel, err := r.resolveTo(object, "Eq")
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	return sql.Expr[sql.Bool](r.keyEquals(rel, object))
}

func (r relation) differs(object unsafe.Pointer) sql.Bool {
	if object == nil {
		return r.null(true)
	}
	rel, err := r.resolveTo(object, "NotEq")
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	if rel.Direction != mapping.ManyToOne {
		return sql.Not(r.equals(object))
	}
	differs := []ast.Expr{}
	for i, c := range rel.Local {
		differs = append(differs, &ast.Binary{Op: ast.NotEqual, Left: r.exprs[c.Index], Right: bindOf(rel.Remote[i], object)})
	}
	for _, c := range rel.Local {
		if c.Nullable() {
			differs = append(differs, &ast.IsNull{X: r.exprs[c.Index]})
		}
	}
	return sql.Expr[sql.Bool](&ast.Logical{Op: ast.Or, Items: differs})
}

func (r relation) null(not bool) sql.Bool {
	rel, err := r.resolve()
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	if rel.Direction != mapping.ManyToOne {
		if not {
			return r.exists(nil)
		}
		return sql.Not(r.exists(nil))
	}
	var items []ast.Expr
	for _, c := range rel.Local {
		items = append(items, &ast.IsNull{X: r.exprs[c.Index], Not: not})
	}
	return sql.Expr[sql.Bool](conjunction(items))
}
