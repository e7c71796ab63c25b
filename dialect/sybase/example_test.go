package sybase_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A value in the select list stands in the statement, others are parameters.
func Example() {
	users := &ast.Table{Name: "users"}
	name := &ast.Column{From: users, Name: "name", Type: types.String(50)}
	statement, err := sybase.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{name, &ast.Label{X: &ast.Bind{Value: "it's"}, Name: "note"}},
		Where:   []ast.Expr{&ast.Binary{Op: ast.Equal, Left: name, Right: &ast.Bind{Value: "ed"}}},
	})
	fmt.Println(statement.SQL, err)
	// Output: SELECT users.name, 'it''s' AS note FROM users WHERE users.name = ? <nil>
}
