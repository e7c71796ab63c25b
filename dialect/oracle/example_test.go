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

// Rows can be counted as before version 12.
func ExampleWithFirstRowsHint() {
	users := &ast.Table{Name: "users"}
	id := &ast.Column{From: users, Name: "id", Type: types.Integer}
	d := oracle.WithFirstRowsHint(oracle.WithoutOffsetFetch(oracle.Dialect))
	statement, err := d.Compile(&ast.Select{Columns: []ast.Expr{id}, Limit: &ast.Bind{Value: int64(5)}, Offset: &ast.Bind{Value: int64(2)}})
	fmt.Println(statement.SQL, err)
	// Output: SELECT anon_1.id FROM (SELECT /*+ FIRST_ROWS(5) */ anon_2.id AS id, ROWNUM AS ora_rn FROM (SELECT users.id AS id FROM users) anon_2 WHERE ROWNUM <= 5 + 2) anon_1 WHERE ora_rn > 2 <nil>
}
