package sql

import (
	"errors"
	"reflect"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Array is an expression of an array that is never NULL, which PostgreSQL
// has: a column of type E[]. Other databases refuse statements with one before
// anything is sent.
type Array[E any] struct{ t *term }

// A NullArray is an expression of an array that may be NULL; a row holds a
// *[]E.
type NullArray[E any] struct{ t *term }

func compareArray[E any](op string, t *term, kind kindType, items []E) Bool {
	b, err := bindItems(t, kind, items)
	return Bool{newTerm(&ast.Custom{Op: op, Left: t.expr(), Right: b, Precedence: comparing, Predicate: true}, t.fault(), err)}
}

func appendItems[E any](t *term, kind kindType, items []E) *term {
	b, err := bindItems(t, kind, items)
	return newTerm(&ast.Binary{Op: ast.Concat, Left: t.expr(), Right: b}, t.fault(), err)
}

// bindItems binds items as one array, of the type of the array that they meet.
func bindItems[E any](t *term, kind kindType, items []E) (*ast.Bind, error) {
	if items == nil {
		items = []E{} // no items, which is not NULL
	}
	b, x := new(ast.Bind), t.expr()
	return b, fillTypedBind(b, nameOf(x), kind.typeOf(x), items)
}

func (t *term) slice(kind kindType, from, to int) *term {
	x := t.expr()
	return newTerm(&ast.Subscript{X: x, Index: positionBind(from), Upper: positionBind(to), Type: kind.typeOf(x)}, t.fault())
}

// ArrayOf is an array of expressions: ARRAY[a, b, …].
//
//	sql.Eq(Users.ID, sql.Any(sql.ArrayOf(sql.Val(int64(1)), Orders.UserID)))
func ArrayOf[E any](items ...Operand[E]) Array[E] {
	nodes, err := nodesOf(items)
	return build[Array[E]](&ast.Array{Items: nodes, Element: types.Natural(reflect.TypeFor[E]())}, err)
}

// Element is the element of an array at a position, counted from 1; of an array
// of arrays there is one position for each dimension. The kind is stated and
// taken on trust:
//
//	sql.Element[sql.NullNumber[int64]](Boards.Matrix, 1, 2) // boards.matrix[1][2]
func Element[K Kind[K]](array Expression, positions ...int) K {
	node, err := nodeOf(array)
	element := newTerm(node, err).element(positions...)
	return build[K](element.node, element.err)
}

func (t *term) element(positions ...int) *term {
	if len(positions) == 0 {
		return newTerm(unmapped, t.fault(), errors.New("an element of an array without its position"))
	}
	node := t.expr()
	st := typeOf(node)
	for _, position := range positions {
		if st != nil {
			st = st.Element
		}
		node = &ast.Subscript{X: node, Index: positionBind(position), Type: st}
	}
	return newTerm(node, t.fault())
}

func positionBind(position int) *ast.Bind {
	return &ast.Bind{Value: int64(position), Type: types.Integer, Name: "position"}
}
