package oracle_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Regular expressions are functions.
func Example() {
	users := &ast.Table{Name: "users"}
	name := &ast.Column{From: users, Name: "name", Type: types.String(50)}
	statement, err := oracle.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{name},
		Where:   []ast.Expr{&ast.Regexp{X: name, Pattern: &ast.Bind{Value: "^e"}, Flags: "i"}},
	})
	fmt.Println(statement.SQL, err)
	// Output: SELECT users.name FROM users WHERE REGEXP_LIKE(users.name, :1, 'i') <nil>
}
