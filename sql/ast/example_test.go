package ast_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
)

// A statement is a tree of plain nodes; a dialect makes SQL and arguments of it.
func Example() {
	users := &ast.Table{Name: "users"}
	id := &ast.Column{From: users, Name: "id"}
	name := &ast.Column{From: users, Name: "name"}
	query := &ast.Select{
		Columns: []ast.Expr{id},
		From:    []ast.From{users},
		Where:   []ast.Expr{&ast.Binary{Op: ast.Equal, Left: name, Right: &ast.Bind{Value: "ed", Name: "name", Set: true}}},
	}
	compiled, err := sqlite.Dialect.Compile(query)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(compiled.SQL)
	fmt.Println(compiled.Args...)
	// Output:
	// SELECT users.id FROM users WHERE users.name = ?
	// ed
}
