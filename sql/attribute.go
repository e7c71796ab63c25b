package sql

import (
	"reflect"

	"github.com/azoth-go/azoth/sql/ast"
)

// An attribute is a pointer to a kind, as fields of attribute structs are.
type attribute interface {
	kinded
	attribute() **term
}

// BindAttribute makes an attribute refer to a column: p points to a field of
// one of the kinds of this package, such as a *sql.String. It reports whether
// p is such a pointer. orm.Map and schema.Declare call it, as do aliases, with
// their own columns, on a copy of the attributes.
func BindAttribute(p any, c *ast.Column) bool {
	a, ok := p.(attribute)
	if ok {
		*a.attribute() = &term{node: c}
	}
	return ok
}

// FailAttribute makes an attribute stand for a mistake, which is the error of
// every statement that uses it: p is as for BindAttribute.
func FailAttribute(p any, err error) bool {
	a, ok := p.(attribute)
	if ok {
		*a.attribute() = &term{node: unmapped, err: err}
	}
	return ok
}

// AttributeType tells what a field of an attribute struct holds: the Go type
// that it compares with and whether it may be NULL. ok is false for a type
// that is not one of the kinds of this package.
func AttributeType(t reflect.Type) (goType reflect.Type, nullable, ok bool) {
	a, ok := reflect.New(t).Interface().(attribute)
	if !ok {
		return nil, false, false
	}
	k := a.kind()
	return k.operand, k.row != k.operand, true
}
