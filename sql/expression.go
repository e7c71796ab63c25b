package sql

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// ErrUnmapped is the error of a query that uses an attribute which refers to
// no column yet: its entity was not passed through orm.Map, or its table not
// through schema.Declare.
var ErrUnmapped = errors.New("attribute is not mapped: call orm.Map or schema.Declare before it is used")

// unmapped stands where an attribute without a column was used; having no
// source, it does not compile.
var unmapped = &ast.Column{Name: "(unmapped attribute)"}

// A term is the expression that a kind holds. Kinds are one pointer to it, so
// that they become interfaces without an allocation.
type term struct {
	node ast.Expr
	err  error // a mistake made while building, returned when the query runs
}

// A Kind is one of the expression types of this package: [String], [Number],
// [Bool] and so on, nullable or not. It constrains functions that give an
// expression of the kind that they are asked for.
type Kind[K any] interface {
	Expression
	Projection
	of(*term) K
}

// Expr makes an expression of a node of the statement tree. It is the door for
// extensions, which build nodes that this package has no function for; the
// kind is taken on trust:
//
//	sql.Expr[sql.Bool](&ast.Exists{Query: q})
func Expr[K Kind[K]](node ast.Expr) K {
	var k K
	return k.of(&term{node: node})
}

// Invalid makes an expression that stands for a mistake: the statement that it
// is built into returns the error when it runs. Extensions use it where their
// builders, which give no error, cannot go on.
func Invalid[K Kind[K]](err error) K { return build[K](unmapped, err) }

// expression is what all kinds have. T is the type that the expression compares
// with, R the type that a row holds, K the kind itself.
type expression[T, R any, K Kind[K]] struct{ t *term }

// Node is the expression as a tree.
func (x expression[T, R, K]) Node() ast.Expr {
	if x.t == nil {
		return unmapped
	}
	return x.t.node
}

// Columns gives the expression alone.
func (x expression[T, R, K]) Columns() []ast.Expr { return []ast.Expr{x.Node()} }

// Prepare adds the expression to the select list and gives its reader.
func (x expression[T, R, K]) Prepare(p *Plan) (Reader[R], error) {
	if err := x.fault(); err != nil {
		return nil, err
	}
	codec, err := types.Of(reflect.TypeFor[R](), sqlType[K](x.t.node))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", describe(x.t.node), err)
	}
	node := x.t.node
	position, err := p.add(node)
	if err != nil {
		return nil, err
	}
	return func(row types.Row, into *R) error {
		if err := codec.Decode(row, position, unsafe.Pointer(into)); err != nil {
			if errors.Is(err, types.ErrNull) {
				err = fmt.Errorf("%w, or wrap the expression in sql.Nullable", err)
			}
			return fmt.Errorf("reading %s: %w", describe(node), err)
		}
		return nil
	}, nil
}

func (x expression[T, R, K]) operand(T) {}
func (x expression[T, R, K]) ordering() {}

func (x expression[T, R, K]) rowType() reflect.Type { return reflect.TypeFor[R]() }

func (x expression[T, R, K]) fault() error {
	if x.t == nil {
		return ErrUnmapped
	}
	return x.t.err
}

// As names the expression in the select list. Elsewhere in the statement the
// result stands for the expression, in ORDER BY and GROUP BY for the name.
func (x expression[T, R, K]) As(name string) K {
	node := x.Node()
	if label, ok := node.(*ast.Label); ok {
		node = label.X // a new name takes the place of the old one
	}
	return build[K](&ast.Label{X: node, Name: name}, x.fault())
}

// IsNull is X IS NULL.
func (x expression[T, R, K]) IsNull() Bool { return isNull(x.Node(), false, x.fault()) }

// IsNotNull is X IS NOT NULL.
func (x expression[T, R, K]) IsNotNull() Bool { return isNull(x.Node(), true, x.fault()) }

// Asc orders by the expression, smallest first.
func (x expression[T, R, K]) Asc() Order { return newOrder(x.Node(), ast.Ascending, x.fault()) }

// Desc orders by the expression, greatest first.
func (x expression[T, R, K]) Desc() Order { return newOrder(x.Node(), ast.Descending, x.fault()) }

// Set assigns a value to the column, in an UPDATE or an INSERT.
func (x expression[T, R, K]) Set(v T) Assignment {
	b := new(ast.Bind)
	err := fillBind(b, x.Node(), v)
	return newAssignment(x.Node(), b, x.fault(), err)
}

// Nullable gives an expression its nullable kind: the same SQL, of which a row
// may hold NULL. Columns from the far side of an outer join need it. An
// expression that is nullable already stays as it is.
func Nullable[N any](x interface{ nullable() N }) N { return x.nullable() }

// NotNull gives an expression the kind that holds no NULL: the same SQL, for
// an expression that the program knows to be never NULL. Reading a NULL is
// then an error.
func NotNull[K any](x interface{ notNull() K }) K { return x.notNull() }

func build[K Kind[K]](node ast.Expr, errs ...error) K {
	var k K
	return k.of(&term{node: node, err: firstError(errs...)})
}

// faultOf gives the building error that an expression carries.
func faultOf(x Expression) error {
	if f, ok := x.(interface{ fault() error }); ok {
		return f.fault()
	}
	if x == nil {
		return errors.New("nil was given where an expression is needed")
	}
	return nil
}

// nodeOf gives the tree of an expression that may be nil by mistake.
func nodeOf(x Expression) (ast.Expr, error) {
	if err := faultOf(x); err != nil {
		return unmapped, err
	}
	return x.Node(), nil
}

func nodesOf[X Expression](xs []X) (nodes []ast.Expr, err error) {
	nodes = make([]ast.Expr, len(xs))
	for i, x := range xs {
		var e error
		if nodes[i], e = nodeOf(x); e != nil && err == nil {
			err = e
		}
	}
	return nodes, err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// nameOf is what binds that belong to an expression, and columns made of it,
// are called.
func nameOf(node ast.Expr) string {
	switch n := node.(type) {
	case *ast.Column:
		return n.Name
	case *ast.Label:
		return n.Name
	case *ast.Function:
		return n.Name
	case *ast.Cast:
		return nameOf(n.X)
	case *ast.Unary:
		return nameOf(n.X)
	case *ast.Binary:
		return nameOf(n.Left)
	case *ast.Collate:
		return nameOf(n.X)
	case *ast.Coerce:
		return nameOf(n.X)
	case *ast.Subscript:
		return nameOf(n.X)
	case *ast.JSONElement:
		return nameOf(n.X)
	}
	return ""
}

// typeOf is the SQL type of an expression as far as the tree tells it, or nil.
func typeOf(node ast.Expr) *types.Type {
	switch n := node.(type) {
	case *ast.Column:
		return n.Type
	case *ast.Label:
		return typeOf(n.X)
	case *ast.Function:
		return n.Type
	case *ast.Cast:
		return n.Type
	case *ast.Bind:
		return n.Type
	case *ast.Unary:
		return typeOf(n.X)
	case *ast.Collate:
		return typeOf(n.X)
	case *ast.Coerce:
		return n.Type
	case *ast.Subscript:
		return n.Type
	case *ast.JSONElement:
		return n.As
	case *ast.NextValue:
		return n.Type
	case *ast.Array:
		if n.Element != nil {
			return types.Array(n.Element)
		}
	}
	return nil
}

// sqlType is the SQL type of an expression of kind K, or nil where neither the
// tree nor the kind tells it.
func sqlType[K any](node ast.Expr) *types.Type {
	if t := typeOf(node); t != nil && t.Kind != types.KindUnknown {
		return t
	}
	var k K
	if d, ok := any(k).(interface{ defaultType() *types.Type }); ok {
		return d.defaultType()
	}
	return nil
}

// describe names an expression in messages.
func describe(node ast.Expr) string {
	switch n := node.(type) {
	case *ast.Column:
		if t := sourceName(n.From); t != "" {
			return t + "." + n.Name
		}
		return n.Name
	case *ast.Function:
		return n.Name + "(…)"
	}
	if name := nameOf(node); name != "" {
		return name
	}
	return "an expression"
}

// sourceName names a source of rows in messages.
func sourceName(f ast.From) string {
	switch n := f.(type) {
	case *ast.Table:
		if n.Schema != "" {
			return n.Schema + "." + n.Name
		}
		return n.Name
	case *ast.Alias:
		if n.Name != "" {
			return n.Name
		}
		return "an alias of " + sourceName(n.Of)
	case *ast.Derived:
		if n.Name != "" {
			return n.Name
		}
		return "a subquery"
	case *ast.CTE:
		return cmp.Or(n.Name, "a common table expression")
	case *ast.Values:
		return cmp.Or(n.Name, "VALUES")
	case *ast.FunctionTable:
		return cmp.Or(n.Name, n.Function.Name)
	case *ast.Sample:
		return cmp.Or(n.Name, "a sample of "+sourceName(n.Of))
	case *ast.Join:
		return sourceName(n.Left) + " JOIN " + sourceName(n.Right)
	case *ast.TextFrom:
		return "a text fragment"
	}
	return ""
}
