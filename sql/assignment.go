package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// An Assignment gives a column a value, in an UPDATE or an INSERT. The method
// Set of a column makes it of a Go value, SetTo of an expression, SetNull of
// NULL.
type Assignment struct {
	column *ast.Column
	value  ast.Expr
	target ast.Expr // the part of the column that is assigned to, or nil
	err    error
}

// Column is the column that is assigned to, or nil of an assignment that
// cannot be made; see Err.
func (a Assignment) Column() *ast.Column { return a.column }

// Value is what is assigned.
func (a Assignment) Value() ast.Expr { return a.value }

// Err is the mistake made in building the assignment, if any.
func (a Assignment) Err() error {
	if a.err == nil && a.column == nil {
		return fmt.Errorf("an empty sql.Assignment was given: use Set, SetNull or sql.SetTo")
	}
	return a.err
}

// SetTo assigns an expression to a column, or to an element of an array or of a
// JSON document that a column holds:
//
//	sql.SetTo(Items.Price, sql.Mul(Items.Price, Items.Rate))
func SetTo[T any](column, x Operand[T]) Assignment {
	target, err := nodeOf(column)
	value, valueErr := nodeOf(x)
	return newAssignment(target, value, err, valueErr)
}

func setValue[T any](t *term, v T) Assignment {
	b, err := bindBeside(t, v)
	return newAssignment(t.expr(), b, t.fault(), err)
}

func (t *term) setNull() Assignment { return newAssignment(t.expr(), &ast.Constant{}, t.fault()) }

func newAssignment(target, value ast.Expr, errs ...error) Assignment {
	err := firstError(errs...)
	column, ok := target.(*ast.Column)
	if !ok && err == nil {
		if column = elementColumn(target); column != nil {
			return Assignment{column: column, value: value, target: target}
		}
		err = fmt.Errorf("%s cannot be assigned to: it is not a column", describe(target))
	}
	return Assignment{column: column, value: value, err: err}
}

// elementColumn gives the column that holds an element, or nil.
func elementColumn(target ast.Expr) *ast.Column {
	for {
		switch n := target.(type) {
		case *ast.Column:
			return n
		case *ast.Subscript:
			target = n.X
		case *ast.JSONElement:
			target = n.X
		case *ast.Field:
			target = n.X
		default:
			return nil
		}
	}
}
