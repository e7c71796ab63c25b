package sql

import "github.com/azoth-go/azoth/sql/ast"

// An Ordering is an item of ORDER BY: an [Order], a text fragment, or an
// expression, which orders ascending.
type Ordering interface {
	Expression
	ordering()
}

// An Order is an expression with a direction: what Asc and Desc give.
type Order struct{ t *orderTerm }

type orderTerm struct {
	order ast.Order
	err   error
}

func (t *term) order(direction ast.Direction) Order {
	return newOrder(t.expr(), direction, t.fault())
}

func newOrder(x ast.Expr, direction ast.Direction, fault error) Order {
	return Order{&orderTerm{order: ast.Order{X: x, Direction: direction}, err: fault}}
}

// Node is the ordering as a tree.
func (o Order) Node() ast.Expr {
	if o.t == nil {
		return unmapped
	}
	return &o.t.order
}

// NullsFirst puts NULLs before all values, on every database.
func (o Order) NullsFirst() Order { return o.nulls(ast.NullsFirst) }

// NullsLast puts NULLs after all values, on every database.
func (o Order) NullsLast() Order { return o.nulls(ast.NullsLast) }

func (o Order) nulls(place ast.NullsOrder) Order {
	if o.t == nil {
		return o
	}
	t := *o.t
	t.order.Nulls = place
	return Order{&t}
}

func (o Order) ordering() {}

func (o Order) fault() error {
	if o.t == nil {
		return ErrUnmapped
	}
	return o.t.err
}
