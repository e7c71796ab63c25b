package sql

import "github.com/azoth-go/azoth/sql/ast"

// Coalesce is the first of x and the others that is not NULL, of the kind of
// the second:
//
//	sql.Coalesce(Users.Nickname, Users.Name)
func Coalesce[T any, K interface {
	Kind[K]
	Operand[T]
}](x Operand[T], or K, more ...Operand[T]) K {
	first, err := nodeOf(x)
	second, orErr := nodeOf(or)
	call := coalesce(first, second)
	rest, restErr := nodesOf(more)
	call.Args = append(call.Args, rest...)
	return build[K](call, err, orErr, restErr)
}

func coalesceValue[T any](t *term, v T) *term {
	b, err := bindBeside(t, v)
	return newTerm(coalesce(t.expr(), b), t.fault(), err)
}

func coalesce(x, or ast.Expr) *ast.Function {
	return &ast.Function{Name: "coalesce", Args: []ast.Expr{x, or}, Type: typeOf(x)}
}
