package dialect_test

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func ExampleDialect_Compile() {
	users := &ast.Table{Name: "users"}
	id := &ast.Column{From: users, Name: "id", Type: types.BigInteger}
	name := &ast.Column{From: users, Name: "name", Type: types.Text}
	query := &ast.Select{
		Columns: []ast.Expr{id, name},
		Where:   []ast.Expr{&ast.Binary{Op: ast.Equal, Left: name, Right: &ast.Bind{Value: "ed", Name: "name"}}},
		Limit:   &ast.Bind{Value: int64(10)},
	}
	for _, d := range []*dialect.Dialect{postgresql.Dialect, mysql.Dialect} {
		statement, err := d.Compile(query)
		fmt.Println(statement.SQL, statement.Args, err)
	}
	fmt.Println(dialect.Print(query))
	// Output:
	// SELECT users.id, users.name FROM users WHERE users.name = $1 LIMIT $2 [ed 10] <nil>
	// SELECT users.id, users.name FROM users WHERE users.name = ? LIMIT ? [ed 10] <nil>
	// SELECT users.id, users.name FROM users WHERE users.name = :name_1 LIMIT :param_1
}

func ExampleUnsupportedError() {
	users := &ast.Table{Name: "users"}
	_, err := mysql.Dialect.Compile(&ast.Select{
		Columns: []ast.Expr{&ast.Star{From: users}},
		More:    &ast.Modifiers{DistinctOn: []ast.Expr{&ast.Column{From: users, Name: "name"}}},
	})
	var unsupported *dialect.UnsupportedError
	fmt.Println(errors.As(err, &unsupported), err)
	// Output: true DISTINCT ON is not supported by mysql
}

// A dialect that differs in a few points is a copy with other fields.
func ExampleDialect_Clone() {
	shouting := postgresql.Dialect.Clone()
	shouting.Name = "shouting"
	shouting.Overrides[ast.KindFunction] = func(c *dialect.Compiler, n ast.Node) {
		c.WriteString("/* a function */ ")
		c.Base(n)
	}
	statement, err := shouting.Compile(&ast.Select{Columns: []ast.Expr{&ast.Function{Name: "now"}}})
	fmt.Println(statement.SQL, err)
	// Output: SELECT /* a function */ now() AS now_1 <nil>
}
