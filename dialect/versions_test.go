package dialect_test

import (
	"regexp"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TestVersions compares what other versions of the databases are sent with the
// texts of the project's conformance data.
func TestVersions(t *testing.T) {
	users := typed("users", "id", types.Integer, "name", types.String(50))
	orders := typed("orders", "id", types.Integer, "user_id", types.Integer, "paid", types.Boolean)
	details := typed("order_items", "order_id", types.Integer)
	documents := typed("documents", "data", types.JSON)
	user, order, detail := users.Columns, orders.Columns, details.Columns
	value := func(v any) *ast.Bind { return &ast.Bind{Value: v, Set: true} }
	equal := func(a, b ast.Expr) ast.Expr { return &ast.Binary{Op: ast.Equal, Left: a, Right: b} }
	join := func(kind ast.JoinKind, left, right ast.From, on ast.Expr) ast.From {
		return &ast.Join{JoinKind: kind, Left: left, Right: right, On: on}
	}
	element := func(name string, as *types.Type) ast.Expr {
		return &ast.JSONElement{X: documents.Columns[0], Steps: []any{name}, As: as}
	}
	id := []ast.Expr{user[0]}
	ordered := equal(user[0], order[1])
	cases := []struct {
		name    string
		dialect *dialect.Dialect
		query   ast.Statement
		want    string
	}{
		{"oracle 11, limit", oracle.Version(11, 2), &ast.Select{Columns: []ast.Expr{user[0], user[1]}, OrderBy: id, Limit: value(int64(10))},
			"SELECT anon_1.id, anon_1.name FROM (SELECT users.id AS id, users.name AS name FROM users ORDER BY users.id) anon_1 WHERE ROWNUM <= 10"},
		{"oracle 11, limit and offset", oracle.Version(11, 2), &ast.Select{Columns: id, Where: []ast.Expr{equal(user[1], value("x"))}, OrderBy: id, Limit: value(int64(10)), Offset: value(int64(20))},
			"SELECT anon_1.id FROM (SELECT anon_2.id AS id, ROWNUM AS ora_rn FROM (SELECT users.id AS id FROM users WHERE users.name = ? ORDER BY users.id) anon_2 WHERE ROWNUM <= 10 + 20) anon_1 WHERE ora_rn > 20"},
		{"oracle, inner join", oracle.WithoutANSIJoins(oracle.Dialect), &ast.Select{Columns: id, From: []ast.From{join(ast.InnerJoin, users, orders, ordered)}},
			"SELECT users.id FROM users, orders WHERE users.id = orders.user_id"},
		{"oracle, outer join", oracle.WithoutANSIJoins(oracle.Dialect), &ast.Select{Columns: id, From: []ast.From{join(ast.LeftJoin, users, orders, ordered)}},
			"SELECT users.id FROM users, orders WHERE users.id = orders.user_id(+)"},
		{"oracle, outer joins", oracle.WithoutANSIJoins(oracle.Dialect), &ast.Select{Columns: id, Where: []ast.Expr{equal(user[1], value("x"))},
			From: []ast.From{join(ast.LeftJoin, join(ast.LeftJoin, users, orders, ordered), details, equal(order[0], detail[0]))}},
			"SELECT users.id FROM users, orders, order_items WHERE users.name = ? AND orders.id = order_items.order_id(+) AND users.id = orders.user_id(+)"},
		{"oracle, outer join of a join", oracle.WithoutANSIJoins(oracle.Dialect), &ast.Select{Columns: id,
			From: []ast.From{join(ast.LeftJoin, users, join(ast.InnerJoin, orders, details, equal(order[0], detail[0])), ordered)}}, "error"},
		{"oracle, full join", oracle.WithoutANSIJoins(oracle.Dialect), &ast.Select{Columns: id, From: []ast.From{join(ast.FullJoin, users, orders, ordered)}}, "error"},
		{"oracle 23, condition", oracle.Version(23, 4), &ast.Select{Columns: []ast.Expr{order[0]}, Where: []ast.Expr{order[2]}}, "SELECT orders.id FROM orders WHERE orders.paid"},
		{"oracle 23, negation", oracle.Version(23, 4), &ast.Select{Columns: []ast.Expr{order[0]}, Where: []ast.Expr{&ast.Unary{Op: ast.Not, X: order[2]}}}, "SELECT orders.id FROM orders WHERE NOT orders.paid"},
		{"oracle 23, documents", oracle.Version(23, 4), &ast.Select{Columns: []ast.Expr{element("a", types.String(0)), element("n", types.Integer)}},
			`SELECT JSON_VALUE(documents.data, '$."a"' RETURNING VARCHAR2(4000) ERROR ON ERROR) AS anon_1, JSON_VALUE(documents.data, '$."n"' RETURNING INTEGER ERROR ON ERROR) AS anon_2 FROM documents`},
		{"mssql 2008, limit", mssql.Version(10, 50), &ast.Select{Columns: id, OrderBy: id, Limit: value(int64(5))}, "SELECT TOP 5 users.id FROM users ORDER BY users.id"},
		{"mssql 2008, offset", mssql.Version(10, 50), &ast.Select{Columns: id, OrderBy: []ast.Expr{&ast.Order{X: user[1], Direction: ast.Descending}}, Offset: value(int64(3))},
			"SELECT anon_1.id FROM (SELECT users.id AS id, ROW_NUMBER() OVER (ORDER BY users.name DESC) AS mssql_rn FROM users) AS anon_1 WHERE mssql_rn > ?"},
		{"mysql 5.7, lock", mysql.Version(5, 7), &ast.Select{Columns: id, Lock: &ast.Locking{Share: true, NoWait: true, Of: []ast.Node{users}}}, "SELECT users.id FROM users LOCK IN SHARE MODE NOWAIT"},
		{"mysql 5.7, float", mysql.Version(5, 7), &ast.Select{Columns: []ast.Expr{&ast.Cast{X: user[0], Type: types.Float}}}, "SELECT users.id AS id FROM users"},
		{"mysql 5.7, upsert", mysql.Version(5, 7), &ast.Insert{Table: users, Columns: user[1:], Rows: [][]ast.Expr{{value("a")}},
			Conflict: &ast.Conflict{Set: []ast.Assignment{{Column: user[1], Value: &ast.Excluded{Column: user[1]}}}}},
			"INSERT INTO users (name) VALUES (?) ON DUPLICATE KEY UPDATE name = VALUES(name)"},
	}
	marks := regexp.MustCompile(`@p\d+|:\d+`)
	for _, c := range cases {
		s, err := c.dialect.Compile(c.query)
		got := marks.ReplaceAllString(s.SQL, "?")
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", c.name, err, got, c.want)
		}
	}
}
