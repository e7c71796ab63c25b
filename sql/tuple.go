package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
)

// A Tuple is a row value, (a, b, …), which compares as a whole. R is a row of
// the Go values that it compares with. In a select list it is an error.
type Tuple[R any] struct{ t *term }

// Tuple2 is (a, b):
//
//	sql.Tuple2(Users.Name, Users.ID).In(sql.Pair("ed", int64(1)), sql.Pair("wendy", int64(2)))
//	sql.In(sql.Tuple2(Users.ID, Users.Name), sql.Select2(Others.ID, Others.Name))
func Tuple2[A, B any](a Operand[A], b Operand[B]) Tuple[Row2[A, B]] {
	return tuple[Row2[A, B]](a, b)
}

// Tuple3 is (a, b, c).
func Tuple3[A, B, C any](a Operand[A], b Operand[B], c Operand[C]) Tuple[Row3[A, B, C]] {
	return tuple[Row3[A, B, C]](a, b, c)
}

// Pair is a row of two values, for a [Tuple2] to compare with.
func Pair[A, B any](a A, b B) Row2[A, B] { return Row2[A, B]{a, b} }

// Triple is a row of three values, for a [Tuple3] to compare with.
func Triple[A, B, C any](a A, b B, c C) Row3[A, B, C] { return Row3[A, B, C]{a, b, c} }

func tuple[R any](items ...Expression) Tuple[R] {
	nodes, err := nodesOf(items)
	return Tuple[R]{&term{node: &ast.Tuple{Items: nodes}, err: err}}
}

// Node is the tuple as a tree.
func (x Tuple[R]) Node() ast.Expr {
	if x.t == nil {
		return unmapped
	}
	return x.t.node
}

func (x Tuple[R]) operand(R) {}

func (x Tuple[R]) fault() error {
	if x.t == nil {
		return ErrUnmapped
	}
	return x.t.err
}

// Columns gives the tuple alone, which no database has as a column.
func (x Tuple[R]) Columns() []ast.Expr { return []ast.Expr{x.Node()} }

// Eq is (a, b) = (v, w).
func (x Tuple[R]) Eq(row R) Bool { return x.compare(ast.Equal, row) }

// NotEq is (a, b) != (v, w).
func (x Tuple[R]) NotEq(row R) Bool { return x.compare(ast.NotEqual, row) }

// Lt is (a, b) < (v, w): a < v, or a = v and b < w.
func (x Tuple[R]) Lt(row R) Bool { return x.compare(ast.Less, row) }

// Le is (a, b) <= (v, w).
func (x Tuple[R]) Le(row R) Bool { return x.compare(ast.LessOrEqual, row) }

// Gt is (a, b) > (v, w).
func (x Tuple[R]) Gt(row R) Bool { return x.compare(ast.Greater, row) }

// Ge is (a, b) >= (v, w).
func (x Tuple[R]) Ge(row R) Bool { return x.compare(ast.GreaterOrEqual, row) }

// In is (a, b) IN (rows…). Of no rows it is false.
func (x Tuple[R]) In(rows ...R) Bool { return x.in(rows, false) }

// NotIn is (a, b) NOT IN (rows…). Of no rows it is true.
func (x Tuple[R]) NotIn(rows ...R) Bool { return x.in(rows, true) }

func (x Tuple[R]) compare(op ast.Operator, row R) Bool {
	right, err := x.values(row)
	return build[Bool](&ast.Binary{Op: op, Left: x.Node(), Right: right}, x.fault(), err)
}

func (x Tuple[R]) in(rows []R, not bool) Bool {
	in := &ast.In{X: x.Node(), Not: not, List: make([]ast.Expr, len(rows))}
	err := x.fault()
	for i, row := range rows {
		var rowErr error
		in.List[i], rowErr = x.values(row)
		err = firstError(err, rowErr)
	}
	return build[Bool](in, err)
}

// values binds the values of a row, each beside the item that it meets.
func (x Tuple[R]) values(row R) (ast.Expr, error) {
	items, ok := x.Node().(*ast.Tuple)
	if !ok {
		return unmapped, ErrUnmapped
	}
	values := any(row).(interface{ list() []any }).list()
	bound := &ast.Tuple{Items: make([]ast.Expr, len(values))}
	var err error
	for i, v := range values {
		b := &ast.Bind{Name: nameOf(items.Items[i]), Type: typeOf(items.Items[i])}
		var bindErr error
		b.Value, bindErr = bindAny(v, b.Type)
		err = firstError(err, bindErr)
		bound.Items[i] = b
	}
	return bound, err
}

func (r Row2[A, B]) list() []any    { return []any{r.V1, r.V2} }
func (r Row3[A, B, C]) list() []any { return []any{r.V1, r.V2, r.V3} }
