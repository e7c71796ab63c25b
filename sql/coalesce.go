package sql

import "github.com/azoth-go/azoth/sql/ast"

// Coalesce is the first of x and or that is not NULL, of the kind of or. Calls
// nest for more than two.
func Coalesce[T any, K interface {
	Kind[K]
	Operand[T]
}](x Operand[T], or K) K {
	first, err := nodeOf(x)
	second, orErr := nodeOf(or)
	return build[K](coalesce(first, second), err, orErr)
}

func coalesceValue[K Kind[K], T any](x ast.Expr, v T, fault error) K {
	b := new(ast.Bind)
	err := fillBind(b, x, v)
	return build[K](coalesce(x, b), fault, err)
}

func coalesce(x, or ast.Expr) *ast.Function {
	return &ast.Function{Name: "coalesce", Args: []ast.Expr{x, or}, Type: typeOf(x)}
}
