package mssql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Values that may be NULL are compared by the set operation that takes NULL for a value.
func Example() {
	users := &ast.Table{Name: "users"}
	name := &ast.Column{From: users, Name: "name", Type: types.String(50)}
	statement, err := mssql.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{name},
		Where:   []ast.Expr{&ast.DistinctFrom{Left: name, Right: &ast.Bind{Value: "ed"}}},
	})
	fmt.Println(statement.SQL, err)
	// Output: SELECT users.name FROM users WHERE NOT EXISTS (SELECT users.name INTERSECT SELECT @p1) <nil>
}
