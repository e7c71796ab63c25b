package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Array is an expression of an array that is never NULL, which PostgreSQL
// has: a column of type E[]. Other databases refuse statements with one before
// anything is sent.
type Array[E any] struct{ arrayed[E, []E, Array[E]] }

// A NullArray is an expression of an array that may be NULL; a row holds a
// *[]E.
type NullArray[E any] struct{ arrayed[E, *[]E, NullArray[E]] }

func (x Array[E]) of(t *term) Array[E]         { x.t = t; return x }
func (x NullArray[E]) of(t *term) NullArray[E] { x.t = t; return x }
func (x Array[E]) nullable() NullArray[E]      { return NullArray[E]{}.of(x.t) }
func (x NullArray[E]) nullable() NullArray[E]  { return x }
func (x Array[E]) notNull() Array[E]           { return x }
func (x NullArray[E]) notNull() Array[E]       { return Array[E]{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullArray[E]) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullArray[E]) Coalesce(v ...E) Array[E] {
	return coalesceValue[Array[E]](x.Node(), v, x.fault())
}

// arrayed is what expressions of arrays have.
type arrayed[E, R any, K Kind[K]] struct{ ordered[[]E, R, K] }

func (x arrayed[E, R, K]) defaultType() *types.Type { return types.Array(naturalType[E]()) }

// Contains is whether the array has all of the items: X @> ARRAY[…].
func (x arrayed[E, R, K]) Contains(items ...E) Bool { return x.compare("@>", items) }

// ContainedBy is whether all that the array has is among the items: X <@
// ARRAY[…].
func (x arrayed[E, R, K]) ContainedBy(items ...E) Bool { return x.compare("<@", items) }

// Overlaps is whether the array has any of the items: X && ARRAY[…].
func (x arrayed[E, R, K]) Overlaps(items ...E) Bool { return x.compare("&&", items) }

func (x arrayed[E, R, K]) compare(op string, items []E) Bool {
	b, err := x.bound(items)
	return build[Bool](&ast.Custom{Op: op, Left: x.Node(), Right: b, Precedence: comparing, Predicate: true}, x.fault(), err)
}

// Append is the array with the items behind its own: X || ARRAY[…].
func (x arrayed[E, R, K]) Append(items ...E) K {
	b, err := x.bound(items)
	return build[K](&ast.Binary{Op: ast.Concat, Left: x.Node(), Right: b}, x.fault(), err)
}

// At is the element at a position, counted from 1: X[i]. It is NULL where the
// array has none there. [Element] gives it a kind of its own.
func (x arrayed[E, R, K]) At(position int) NullValue[E] {
	return element[NullValue[E]](x.Node(), x.fault(), position)
}

// Slice is the elements from one position to another, both counted from 1 and
// both in it: X[from:to].
func (x arrayed[E, R, K]) Slice(from, to int) K {
	return build[K](&ast.Subscript{X: x.Node(), Index: positionBind(from), Upper: positionBind(to),
		Type: sqlType[K](x.Node())}, x.fault())
}

// set and quantified let [Any] and [All] take the array.
func (x arrayed[E, R, K]) set(E) {}

func (x arrayed[E, R, K]) quantified() (ast.Expr, error) { return x.Node(), x.fault() }

// bound binds items as one array, of the type of the expression.
func (x arrayed[E, R, K]) bound(items []E) (*ast.Bind, error) {
	if items == nil {
		items = []E{} // no items, which is not NULL
	}
	b := new(ast.Bind)
	node := x.Node()
	return b, fillTypedBind(b, nameOf(node), sqlType[K](node), items)
}

// ArrayOf is an array of expressions: ARRAY[a, b, …].
//
//	sql.Eq(Users.ID, sql.Any(sql.ArrayOf(sql.Val(int64(1)), Orders.UserID)))
func ArrayOf[E any](items ...Operand[E]) Array[E] {
	nodes, err := nodesOf(items)
	return build[Array[E]](&ast.Array{Items: nodes, Element: naturalType[E]()}, err)
}

// Element is the element of an array at a position, counted from 1; of an array
// of arrays there is one position for each dimension. The kind is stated and
// taken on trust:
//
//	sql.Element[sql.NullNumber[int64]](Boards.Matrix, 1, 2) // boards.matrix[1][2]
func Element[K Kind[K]](array Expression, positions ...int) K {
	node, err := nodeOf(array)
	return element[K](node, err, positions...)
}

func element[K Kind[K]](node ast.Expr, fault error, positions ...int) K {
	if len(positions) == 0 {
		return build[K](unmapped, firstError(fault, errors.New("an element of an array without its position")))
	}
	t := typeOf(node)
	for _, position := range positions {
		if t != nil {
			t = t.Element
		}
		node = &ast.Subscript{X: node, Index: positionBind(position), Type: t}
	}
	return build[K](node, fault)
}

func positionBind(position int) *ast.Bind {
	return &ast.Bind{Value: int64(position), Type: types.Integer, Name: "position"}
}
