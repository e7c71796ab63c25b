package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// Param is a parameter that gets its value when the statement runs, by its
// name; see [Query.Params].
//
//	byName := Users.Where(sql.Eq(Users.Name, sql.Param[sql.String]("who")))
//
// A value given here is the one that it has without Params. More than one is an
// error.
func Param[K interface {
	Kind[K]
	Operand[T]
}, T any](name string, value ...T) K {
	b := &ast.Bind{Name: name, Key: name, Type: typeOfKind[K]().stated()}
	switch len(value) {
	case 0:
		return build[K](b)
	case 1:
		err := fillTypedBind(b, name, b.Type, value[0])
		b.Set = true
		return build[K](b, err)
	}
	return build[K](b, fmt.Errorf("parameter %q was given %d values", name, len(value)))
}

// InParam is x IN (…) of as many values as the parameter of that name gets when
// the statement runs; of none it is false.
func InParam[T any](x Operand[T], name string) Bool {
	node, err := nodeOf(x)
	return build[Bool](&ast.In{X: node, List: []ast.Expr{&ast.Bind{Name: name, Key: name, Type: typeOf(node), List: true}}}, err)
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
