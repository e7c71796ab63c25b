package sql

import "github.com/azoth-go/azoth/sql/ast"

// An OperatorOption says more of an operator that the program names.
type OperatorOption func(*ast.Custom)

// Binding is how tightly the operator binds: 8 as * does, 7 as +, 5 as =, 3 as
// AND, 2 as OR. Without it the operator stands in parentheses beside any other.
func Binding(precedence int) OperatorOption {
	return func(n *ast.Custom) { n.Precedence = uint8(max(0, min(precedence, 15))) }
}

// comparing is how tightly comparisons bind.
const comparing = 5

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
	n.Type = typeOfKind[K]().stated()
	return build[K](n, errs...)
}
