package sql

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Eq is a = b.
func Eq[T any](a, b Operand[T]) Bool { return compare(ast.Equal, a, b) }

// NotEq is a != b.
func NotEq[T any](a, b Operand[T]) Bool { return compare(ast.NotEqual, a, b) }

// Lt is a < b.
func Lt[T any](a, b Operand[T]) Bool { return compare(ast.Less, a, b) }

// Le is a <= b.
func Le[T any](a, b Operand[T]) Bool { return compare(ast.LessOrEqual, a, b) }

// Gt is a > b.
func Gt[T any](a, b Operand[T]) Bool { return compare(ast.Greater, a, b) }

// Ge is a >= b.
func Ge[T any](a, b Operand[T]) Bool { return compare(ast.GreaterOrEqual, a, b) }

// IsDistinctFrom is NotEq with NULL as a value like others.
func IsDistinctFrom[T any](a, b Operand[T]) Bool { return distinct(a, b, false) }

// IsNotDistinctFrom is Eq with NULL as a value like others.
func IsNotDistinctFrom[T any](a, b Operand[T]) Bool { return distinct(a, b, true) }

// Between is x BETWEEN low AND high; both ends belong to the range.
func Between[T any](x, low, high Operand[T]) Bool { return between(x, low, high, false) }

// BetweenSymmetric is x BETWEEN SYMMETRIC a AND b, for which the greater of both
// may come first. Databases without it, which are all but PostgreSQL, are asked
// both ways: x BETWEEN a AND b OR x BETWEEN b AND a.
func BetweenSymmetric[T any](x, a, b Operand[T]) Bool { return between(x, a, b, true) }

func between(x, low, high Expression, symmetric bool) Bool {
	n := &ast.Between{Symmetric: symmetric}
	var err [3]error
	n.X, err[0] = nodeOf(x)
	n.Low, err[1] = nodeOf(low)
	n.High, err[2] = nodeOf(high)
	return build[Bool](n, err[:]...)
}

// A Set is what [In] looks for values in: a query of one column.
type Set[T any] interface {
	Collection[T]
	query() (ast.Query, error)
}

// In is x IN (query): x is among the values that the query gives. For the
// query of a nullable column see [AsSet].
func In[T any](x Operand[T], set Set[T]) Bool { return inSet(x, set, false) }

// NotIn is x NOT IN (query). Note that SQL finds it true of no row when the
// query gives a NULL.
func NotIn[T any](x Operand[T], set Set[T]) Bool { return inSet(x, set, true) }

// OneOf is x IN (a, b, …) of expressions; of none it is false. The method In takes
// Go values.
func OneOf[T any](x Operand[T], items ...Operand[T]) Bool { return inItems(x, items, false) }

// NoneOf is x NOT IN (a, b, …) of expressions; of none it is true.
func NoneOf[T any](x Operand[T], items ...Operand[T]) Bool { return inItems(x, items, true) }

func inItems[T any](x Operand[T], items []Operand[T], not bool) Bool {
	node, err := nodeOf(x)
	list, listErr := nodesOf(items)
	return build[Bool](&ast.In{X: node, List: list, Not: not}, err, listErr)
}

// AsSet makes the query of a nullable column a set of its values.
func AsSet[T any](q Query[*T]) Set[T] { return nullableSet[T]{q} }

type nullableSet[T any] struct{ q Query[*T] }

func (nullableSet[T]) set(T) {}

func (s nullableSet[T]) query() (ast.Query, error) { return s.q.query() }

func (s nullableSet[T]) quantified() (ast.Expr, error) { return s.q.quantified() }

// A Subselect is a query on its way into another statement: a [Query] of
// whatever type.
type Subselect interface{ query() (ast.Query, error) }

// queryOf gives the tree of a query that may be nil.
func queryOf(q Subselect) (ast.Query, error) {
	if q == nil {
		return nil, errors.New("nil was given where a query is needed")
	}
	return q.query()
}

// Exists is EXISTS (query): whether the query gives any row. Columns of the
// enclosing statement's tables may be used in it.
func Exists(q Subselect) Bool { return exists(q, false) }

// NotExists is NOT EXISTS (query).
func NotExists(q Subselect) Bool { return exists(q, true) }

// Scalar is a query of one column and at most one row as a value: NULL when it
// gives no row.
//
//	sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(Users.ID)))
func Scalar[K Kind[K]](q Subselect) K {
	inner, err := queryOf(q)
	return build[K](&ast.ScalarQuery{Query: inner}, err)
}

// Add is a + b, of the kind of a.
func Add[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.Add, a, b) }

// Sub is a - b, of the kind of a.
func Sub[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.Subtract, a, b) }

// Mul is a * b, of the kind of a.
func Mul[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.Multiply, a, b) }

// Mod is the remainder of a / b, of the kind of a.
func Mod[T any, K number[K, T]](a K, b Operand[T]) K { return combine(ast.Modulo, a, b) }

// Div is a / b: the fraction, also of two integers, or of two kinds of number.
func Div[A, B Numeric](a Operand[A], b Operand[B]) Number[float64] {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	return build[Number[float64]](&ast.Binary{Op: ast.Divide, Left: left, Right: right}, err, rightErr)
}

// number is what the arithmetic functions take first.
type number[K, T any] interface {
	Kind[K]
	Operand[T]
	number()
}

// Concat is the texts one after the other, of the kind of the first.
func Concat[K interface {
	Kind[K]
	Operand[string]
}](x K, rest ...Operand[string]) K {
	node, err := nodeOf(x)
	for _, r := range rest {
		next, nextErr := nodeOf(r)
		node, err = &ast.Binary{Op: ast.Concat, Left: node, Right: next}, firstError(err, nextErr)
	}
	return build[K](node, err)
}

// Lower is the text in lower case.
func Lower[K interface{ Lower() K }](x K) K { return x.Lower() }

// Upper is the text in upper case.
func Upper[K interface{ Upper() K }](x K) K { return x.Upper() }

// Func calls a function of the database, also one that the program defined
// there, by its name. The kind of the result is stated and taken on trust:
//
//	sql.Func[sql.String]("soundex", Users.Name)
//
// A name may have parts with points between them. It is written as it is and
// must not come from outside the program.
func Func[K Kind[K]](name string, args ...Expression) K {
	nodes, err := nodesOf(args)
	return build[K](&ast.Function{Name: name, Args: nodes, Type: typeOfKind[K]().stated()}, err)
}

// Cast is CAST(x AS …): the value converted by the database to the SQL type
// that fits the kind's Go type. CastTo says which.
func Cast[K interface {
	Kind[K]
	Operand[T]
}, T any](x Expression) K {
	codec, err := types.Of(reflect.TypeFor[T](), typeOfKind[K]().familyType())
	if err != nil {
		return build[K](unmapped, fmt.Errorf("casting to a Go type: %w", err))
	}
	return CastTo[K](x, codec.Type())
}

// CastTo is CAST(x AS t).
func CastTo[K Kind[K]](x Expression, t *types.Type) K {
	node, err := nodeOf(x)
	return build[K](&ast.Cast{X: node, Type: t}, err)
}

// Literal is a Go value as an expression of the kind that is asked for. It
// travels as a bind parameter.
//
//	sql.Literal[sql.String]("none")
func Literal[K interface {
	Kind[K]
	Operand[T]
}, T any](v T) K {
	b := new(ast.Bind)
	err := fillTypedBind(b, "", typeOfKind[K]().familyType(), v)
	return build[K](b, err)
}

// Val is a Go value as an expression; [Literal] gives it a kind.
func Val[T any](v T) Value[T] { return Literal[Value[T]](v) }

// NullOf is NULL as an expression of a nullable kind:
//
//	sql.NullOf[sql.NullString]()
func NullOf[K interface {
	Kind[K]
	nullable() K
}]() K {
	return build[K](&ast.Constant{})
}

// True is the predicate that every row satisfies.
func True() Bool { return build[Bool](&ast.Constant{Value: true}) }

// False is the predicate that no row satisfies.
func False() Bool { return build[Bool](&ast.Constant{Value: false}) }

func compare(op ast.Operator, a, b Expression) Bool {
	c := &struct {
		term
		binary ast.Binary
	}{}
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	c.binary = ast.Binary{Op: op, Left: left, Right: right}
	c.node, c.err = &c.binary, firstError(err, rightErr)
	return Bool{&c.term}
}

func distinct(a, b Expression, not bool) Bool {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	return build[Bool](&ast.DistinctFrom{Left: left, Right: right, Not: not}, err, rightErr)
}

func combine[K Kind[K]](op ast.Operator, a K, b Expression) K {
	left, err := nodeOf(a)
	right, rightErr := nodeOf(b)
	return build[K](&ast.Binary{Op: op, Left: left, Right: right}, err, rightErr)
}

func inSet(x Expression, set Subselect, not bool) Bool {
	node, err := nodeOf(x)
	query, queryErr := queryOf(set)
	return build[Bool](&ast.In{X: node, Query: query, Not: not}, err, queryErr)
}

func exists(q Subselect, not bool) Bool {
	query, err := queryOf(q)
	return build[Bool](&ast.Exists{Query: query, Not: not}, err)
}
