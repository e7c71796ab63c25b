package sql

import "github.com/azoth-go/azoth/sql/ast"

// A Bool is an expression of a truth value that is never NULL: a boolean
// column, or what a comparison gives. It is itself a predicate.
type Bool struct{ t *term }

// A NullBool is an expression of a truth value that may be NULL; a row holds a
// *bool. As a predicate, NULL is as good as false.
type NullBool struct{ t *term }

func (t *term) is(op ast.Operator, v bool) Bool {
	return Bool{newTerm(&ast.Binary{Op: op, Left: t.expr(), Right: &ast.Constant{Value: v}}, t.fault())}
}
