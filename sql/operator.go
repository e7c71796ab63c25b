package sql

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An OperatorOption says more of an operator that the program names.
type OperatorOption func(*ast.Custom)

// Binding is how tightly the operator binds: 8 as * does, 7 as +, 5 as =, 3 as
// AND, 2 as OR. Without it the operator stands in parentheses beside any other.
func Binding(precedence int) OperatorOption {
	return func(n *ast.Custom) { n.Precedence = uint8(max(0, min(precedence, 15))) }
}

// Op is x op y, for an operator that this package has no function for. The kind
// of the result is stated and taken on trust; with sql.Bool it is a predicate:
//
//	sql.Op[sql.Bool](Posts.Location, "&&", box)
//
// The operator is written as it is and must not come from outside the program.
func Op[K Kind[K]](x Expression, op string, y Expression, options ...OperatorOption) K {
	left, err := nodeOf(x)
	right, rightErr := nodeOf(y)
	return customOperator[K](&ast.Custom{Op: op, Left: left, Right: right}, options, err, rightErr)
}

// PrefixOp is op x.
func PrefixOp[K Kind[K]](op string, x Expression, options ...OperatorOption) K {
	operand, err := nodeOf(x)
	return customOperator[K](&ast.Custom{Op: op, Right: operand}, options, err)
}

// PostfixOp is x op.
func PostfixOp[K Kind[K]](x Expression, op string, options ...OperatorOption) K {
	operand, err := nodeOf(x)
	return customOperator[K](&ast.Custom{Op: op, Left: operand}, options, err)
}

func customOperator[K Kind[K]](n *ast.Custom, options []OperatorOption, errs ...error) K {
	for _, o := range options {
		o(n)
	}
	var k K
	_, n.Predicate = any(k).(Predicate)
	n.Type = sqlType[K](nil)
	return build[K](n, errs...)
}

// Any is ANY (query), for a comparison that holds for one of the values at
// least: sql.Eq(Users.ID, sql.Any(q)).
func Any[T any](set Set[T]) Value[T] { return quantified(set, false) }

// All is ALL (query), for a comparison that holds for all of the values:
// sql.Gt(Users.ID, sql.All(q)).
func All[T any](set Set[T]) Value[T] { return quantified(set, true) }

func quantified[T any](set Set[T], all bool) Value[T] {
	query, err := set.query()
	return build[Value[T]](&ast.Quantified{All: all, X: &ast.ScalarQuery{Query: query}}, err)
}

// Coerce takes an expression for one of another kind. The database does
// nothing: what it gives has to be what the kind says.
func Coerce[K Kind[K]](x Expression) K {
	node, err := nodeOf(x)
	return build[K](node, err)
}

// Inline writes a value of the program into the statement, with the quotes and
// escapes of the database, in place of a bind parameter: for the few places
// where a database takes none, and for values that a plan should depend on.
func Inline[K Kind[K]](x K) K {
	node, err := nodeOf(x)
	if b, ok := node.(*ast.Bind); ok {
		literal := *b
		literal.Literal = true
		node = &literal
	}
	return build[K](node, err)
}

// TryCast is CAST(x AS t) that gives NULL where the value does not convert:
// TRY_CAST of SQL Server.
func TryCast[K Kind[K]](x Expression, t *types.Type) K {
	node, err := nodeOf(x)
	return build[K](&ast.Cast{X: node, Type: t, Try: true}, err)
}

// NextValue draws the next value of a sequence. A schema stands before the name
// and a point.
func NextValue[K Kind[K]](sequence string) K {
	n := &ast.NextValue{Sequence: sequence, Type: sqlType[K](nil)}
	if schema, name, ok := strings.Cut(sequence, "."); ok {
		n.Schema, n.Sequence = schema, name
	}
	return build[K](n)
}

// Param is a parameter that gets its value when the statement runs, by its
// name: see Query.Params.
//
//	byName := Users.Where(sql.Eq(Users.Name, sql.Param[sql.String]("who")))
func Param[K interface {
	Kind[K]
	Operand[T]
}, T any](name string) K {
	t := sqlType[K](nil)
	if t == nil {
		t = types.For[T]().Type()
	}
	return build[K](&ast.Bind{Name: name, Key: name, Type: t})
}

// InParam is x IN (…) of as many values as the parameter of that name gets when
// the statement runs; of none it is false.
func InParam[T any](x Operand[T], name string) Bool {
	node, err := nodeOf(x)
	return build[Bool](&ast.In{X: node, List: []ast.Expr{&ast.Bind{Name: name, Key: name, Type: typeOf(node), List: true}}}, err)
}
