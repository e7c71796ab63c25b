package mysql_test

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Membership in a vector is written as the database takes many values best.
func Example() {
	users := &ast.Table{Name: "users"}
	id := &ast.Column{From: users, Name: "id", Type: types.BigInteger}
	keys := &types.Vector{Kind: types.Ints, Type: types.BigInteger, Ints: []int64{1, 2}}
	statement, err := mysql.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{id},
		Where:   []ast.Expr{&ast.In{X: id, Vector: keys}},
	})
	fmt.Println(statement.SQL, err)
	// Output: SELECT users.id FROM users WHERE users.id IN (?, ?) <nil>
}
