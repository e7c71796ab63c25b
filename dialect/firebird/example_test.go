package firebird_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// What a text begins with has an operator of its own; a value in the select list stands in the statement.
func Example() {
	users := &ast.Table{Name: "users"}
	name := &ast.Column{From: users, Name: "name", Type: types.String(50)}
	statement, err := firebird.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{name, &ast.Label{X: &ast.Bind{Value: "it's"}, Name: "note"}},
		Where:   []ast.Expr{&ast.Like{X: name, Pattern: &ast.Bind{Value: "e"}, After: true}},
	})
	fmt.Println(statement.SQL, err)
	// Output: SELECT users.name, 'it''s' AS note FROM users WHERE users.name STARTING WITH ? <nil>
}
