package dialect_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/sqlc-dev/teesql/parser"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A tsqlCase is a statement with its text on SQL Server.
type tsqlCase struct {
	name string
	stmt ast.Statement
	want string
}

// TestStatementsOfTSQL has statements compiled for SQL Server, and their texts read
// by a parser of its language.
func TestStatementsOfTSQL(t *testing.T) {
	for _, cases := range [][]tsqlCase{conditionsAsValues(), valuesAsConditions(), appliedSources(), otherForms()} {
		for _, c := range cases {
			s, err := mssql.Dialect.Compile(c.stmt)
			if err != nil || s.SQL != c.want {
				t.Errorf("%s:\n got %s %v\nwant %s", c.name, s.SQL, err, c.want)
				continue
			}
			if _, err := parser.Parse(context.Background(), strings.NewReader(s.SQL)); err != nil {
				t.Errorf("%s is no T-SQL: %v\n%s", c.name, err, s.SQL)
			}
		}
	}
}

func conditionsAsValues() []tsqlCase {
	id, name, paid := users.Column("id"), users.Column("name"), orders.Column("paid")
	exists := &ast.Exists{Query: where(sel(text("1")), is(orders.Column("status"), "new"))}
	null := &ast.IsNull{X: name}
	insert := &ast.Insert{Table: orders, Columns: []*ast.Column{paid}, Rows: [][]ast.Expr{{exists}}}
	update := &ast.Update{Table: orders, Set: []ast.Assignment{{Column: paid, Value: gt(orders.Column("total"), int64(5))}}, All: true}
	grouped := sel(call("count", id))
	grouped.GroupBy = list(null)
	const existing = "EXISTS (SELECT 1 FROM orders WHERE orders.status = @p1)"
	return []tsqlCase{
		{"EXISTS", sel(label(exists, "x")), "SELECT CASE WHEN (" + existing + ") THEN 1 ELSE 0 END AS x"},
		{"NOT EXISTS", sel(label(not(exists), "x")), "SELECT CASE WHEN (NOT (" + existing + ")) THEN 1 ELSE 0 END AS x"},
		{"EXISTS in CASE", sel(label(&ast.Case{Whens: []ast.When{{Condition: exists, Result: null}}, Else: &ast.Constant{Value: false}}, "x")),
			"SELECT CASE WHEN (" + existing + ") THEN CASE WHEN (users.name IS NULL) THEN 1 ELSE 0 END ELSE 0 END AS x FROM users"},
		{"a comparison", sel(label(is(name, "ed"), "x")),
			"SELECT CASE WHEN (users.name = @p1) THEN 1 WHEN (users.name != @p2) THEN 0 END AS x FROM users"},
		{"AND", sel(label(and(is(name, "ed"), null), "x")), "SELECT CASE WHEN (users.name = @p1 AND users.name IS NULL) THEN 1 " +
			"WHEN (NOT (users.name = @p2 AND users.name IS NULL)) THEN 0 END AS x FROM users"},
		{"ORDER BY", ordered(sel(id), desc(null)), "SELECT users.id FROM users ORDER BY CASE WHEN (users.name IS NULL) THEN 1 ELSE 0 END DESC"},
		{"GROUP BY", grouped, "SELECT count(users.id) AS count_1 FROM users GROUP BY CASE WHEN (users.name IS NULL) THEN 1 ELSE 0 END"},
		{"an argument", sel(label(call("sum", null), "x")), "SELECT sum(CASE WHEN (users.name IS NULL) THEN 1 ELSE 0 END) AS x FROM users"},
		{"a comparison of one", where(sel(orders.Column("id")), eq(paid, exists)),
			"SELECT orders.id FROM orders WHERE orders.paid = CASE WHEN (EXISTS (SELECT 1 FROM orders WHERE orders.status = @p1)) THEN 1 ELSE 0 END"},
		{"a comparison with NULL", where(sel(id), &ast.IsNull{X: is(name, "ed")}),
			"SELECT users.id FROM users WHERE CASE WHEN (users.name = @p1) THEN 1 WHEN (users.name != @p2) THEN 0 END IS NULL"},
		{"INSERT", insert, "INSERT INTO orders (paid) VALUES ((CASE WHEN (" + existing + ") THEN 1 ELSE 0 END))"},
		{"UPDATE", update, "UPDATE orders SET paid=(CASE WHEN (orders.total > @p1) THEN 1 WHEN (orders.total <= @p2) THEN 0 END)"},
		{"IS true", where(sel(orders.Column("id")), op(ast.Is, paid, &ast.Constant{Value: true})),
			"SELECT orders.id FROM orders WHERE EXISTS (SELECT orders.paid INTERSECT SELECT 1)"},
	}
}

func valuesAsConditions() []tsqlCase {
	id, paid, qty := orders.Column("id"), orders.Column("paid"), items.Column("qty")
	ok := call("dbo.is_ok", id)
	filter := func(x ast.Expr) *ast.Select { return where(sel(text("1")), x) }
	return []tsqlCase{
		{"columns", filter(or(and(paid, is(orders.Column("status"), "new")), not(paid))),
			"SELECT 1 FROM orders WHERE orders.paid = 1 AND orders.status = @p1 OR orders.paid = 0"},
		{"a function", filter(ok), "SELECT 1 FROM orders WHERE dbo.is_ok(orders.id) = 1"},
		{"not a function", filter(not(ok)), "SELECT 1 FROM orders WHERE dbo.is_ok(orders.id) = 0"},
		{"a function that is one", filter(call("CONTAINS", orders.Column("note"), text("'x'"))), "SELECT 1 FROM orders WHERE CONTAINS(orders.note, 'x')"},
		{"a number", filter(qty), "SELECT 1 FROM items WHERE items.qty != 0"},
		{"not a number", filter(not(qty)), "SELECT 1 FROM items WHERE items.qty = 0"},
		{"a name", filter(text("active")), "SELECT 1 WHERE active = 1"},
		{"a text", filter(text("a > b")), "SELECT 1 WHERE a > b"},
		{"CASE", filter(&ast.Case{Whens: []ast.When{{Condition: paid, Result: is(id, int64(1))}}}),
			"SELECT 1 FROM orders WHERE CASE WHEN (orders.paid = 1) THEN CASE WHEN (orders.id = @p1) THEN 1 WHEN (orders.id != @p2) THEN 0 END END = 1"},
		{"IIF", sel(label(call("iif", is(id, int64(1)), param("a"), param("b")), "x")), "SELECT IIF(orders.id = @p1, @p2, @p3) AS x FROM orders"},
	}
}

func appliedSources() []tsqlCase {
	id, name := users.Column("id"), users.Column("name")
	last := func() *ast.Derived {
		d := derived(where(sel(orders.Column("total")), eq(orders.Column("user_id"), id)), "o")
		d.Lateral = true
		d.Query.(*ast.Select).From = []ast.From{orders}
		return d
	}
	from := func(s *ast.Select, sources ...ast.From) *ast.Select {
		s.From = sources
		return s
	}
	const body = "(SELECT orders.total AS total FROM orders WHERE orders.user_id = users.id) AS o"
	comma, cross, left, conditional, three := last(), last(), last(), last(), last()
	joined := &ast.Join{Left: addresses, Right: items, On: eq(addresses.Column("id"), items.Column("id"))}
	function := functionTable("f", call("string_split", name, text("','")), "value")
	del := last()
	return []tsqlCase{
		{"a list", from(sel(id, comma.Columns[0]), users, comma), "SELECT users.id, o.total FROM users CROSS APPLY " + body},
		{"a join", from(sel(id), &ast.Join{Left: users, Right: cross, On: &ast.Constant{Value: true}}), "SELECT users.id FROM users CROSS APPLY " + body},
		{"a left join", from(sel(id), &ast.Join{JoinKind: ast.LeftJoin, Left: users, Right: left, On: &ast.Constant{Value: true}}),
			"SELECT users.id FROM users OUTER APPLY " + body},
		{"a left join with a condition", from(sel(id), &ast.Join{JoinKind: ast.LeftJoin, Left: users, Right: conditional, On: gt(conditional.Columns[0], int64(5))}),
			"SELECT users.id FROM users OUTER APPLY (SELECT * FROM " + body + " WHERE o.total > @p1) AS o"},
		{"a list with a join", from(sel(id), users, joined, three),
			"SELECT users.id FROM users CROSS JOIN (addresses JOIN items ON addresses.id = items.id) CROSS APPLY " + body},
		{"a function of columns", from(sel(id, function.Columns[0]), users, function), "SELECT users.id, f.value FROM users CROSS APPLY string_split(users.name, ',') AS f"},
		{"DELETE", &ast.Delete{Table: users, Using: []ast.From{del}, Where: list(gt(del.Columns[0], int64(5)))},
			"DELETE FROM users FROM users CROSS APPLY " + body + " WHERE o.total > @p1"},
	}
}

func otherForms() []tsqlCase {
	u := ast.NewAlias(users, "u")
	key := &ast.Column{Name: "id", Type: types.Integer, Defaults: &ast.Defaults{Identity: true}}
	table := &ast.Table{Name: "t", Columns: []*ast.Column{key}}
	key.From = table
	source := derived(sel(orders.Column("id")), "s")
	merge := &ast.Merge{Target: table, Source: source, On: eq(key, source.Columns[0]), Clauses: []ast.MergeClause{
		{NotMatched: true, Action: ast.MergeInsert, Columns: []*ast.Column{key}, Values: list(source.Columns[0])},
	}}
	rows := cte("x", valuesTable("", []string{"a"}, list(param(int64(1))), list(param(int64(2)))), "a")
	rows.ListColumns = true
	nameless := valuesTable("", []string{"a"}, list(param(int64(1))))
	return []tsqlCase{
		{"DELETE of an alias", &ast.Delete{Table: u, Where: list(is(u.Column("name"), "ed"))}, "DELETE FROM u FROM users AS u WHERE u.name = @p1"},
		{"DELETE of an alias by others", &ast.Delete{Table: u, Where: list(eq(u.Column("id"), orders.Column("user_id")))},
			"DELETE FROM u FROM users AS u, orders WHERE u.id = orders.user_id"},
		{"DELETE of an alias that gives rows", &ast.Delete{Table: u, Where: list(is(u.Column("name"), "ed")), Returning: list(u.Column("id"))},
			"DELETE FROM u OUTPUT deleted.id FROM users AS u WHERE u.name = @p1"},
		{"UPDATE of an alias", &ast.Update{Table: u, Set: []ast.Assignment{{Column: u.Column("name"), Value: param("x")}}, Where: list(is(u.Column("id"), int64(1)))},
			"UPDATE u SET name=@p1 FROM users AS u WHERE u.id = @p2"},
		{"VALUES as a common table expression", sel(rows.Columns[0]), "WITH x(a) AS (SELECT * FROM (VALUES (@p1), (@p2)) AS v (a)) SELECT x.a FROM x"},
		{"VALUES without a name", sel(nameless.Columns[0]), "SELECT anon_1.a FROM (VALUES (@p1)) AS anon_1 (a)"},
		{"MERGE of an identity", merge, "SET IDENTITY_INSERT t ON; MERGE INTO t USING (SELECT orders.id AS id FROM orders) AS s ON (t.id = s.id) " +
			"WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id); SET IDENTITY_INSERT t OFF"},
	}
}

// TestConditionsOnOracleAndSybase: they hold conditions and values apart, too.
func TestConditionsOnOracleAndSybase(t *testing.T) {
	paid, status := orders.Column("paid"), orders.Column("status")
	same := where(sel(orders.Column("id")), &ast.DistinctFrom{Left: status, Right: orders.Column("note"), Not: true})
	for _, c := range []struct {
		dialect *dialect.Dialect
		stmt    ast.Statement
		want    string
	}{
		{oracle.Dialect, sel(label(&ast.IsNull{X: status}, "x")), "SELECT CASE WHEN (orders.status IS NULL) THEN 1 ELSE 0 END AS x FROM orders"},
		{sybase.Dialect, sel(label(&ast.IsNull{X: status}, "x")), "SELECT CASE WHEN (orders.status IS NULL) THEN 1 ELSE 0 END AS x FROM orders"},
		{oracle.Dialect, where(sel(orders.Column("id")), call("REGEXP_LIKE", status, text("'a'"))),
			"SELECT orders.id FROM orders WHERE REGEXP_LIKE(orders.status, 'a')"},
		{oracle.Dialect, where(sel(orders.Column("id")), op(ast.Is, paid, &ast.Constant{Value: true})),
			"SELECT orders.id FROM orders WHERE DECODE(orders.paid, 1, 0, 1) = 0"},
		{sybase.Dialect, where(sel(orders.Column("id")), op(ast.Is, paid, &ast.Constant{Value: true})),
			"SELECT orders.id FROM orders WHERE (orders.paid = 1 AND orders.paid IS NOT NULL)"},
		{sybase.Dialect, same, "SELECT orders.id FROM orders WHERE (orders.status = orders.note AND orders.status IS NOT NULL " +
			"AND orders.note IS NOT NULL OR orders.status IS NULL AND orders.note IS NULL)"},
	} {
		s, err := c.dialect.Compile(c.stmt)
		if err != nil || s.SQL != c.want {
			t.Errorf("%s:\n got %s %v\nwant %s", c.dialect.Name, s.SQL, err, c.want)
		}
	}
}

// TestRefusedByTSQL: what has no form there is an error before it is sent.
func TestRefusedByTSQL(t *testing.T) {
	lateral := derived(where(sel(orders.Column("total")), eq(orders.Column("user_id"), users.Column("id"))), "o")
	lateral.Lateral = true
	right := sel(users.Column("id"))
	right.From = []ast.From{&ast.Join{JoinKind: ast.RightJoin, Left: users, Right: lateral, On: &ast.Constant{Value: true}}}
	var unsupported *dialect.UnsupportedError
	for _, d := range []*dialect.Dialect{mssql.Dialect, sybase.Dialect} {
		if s, err := d.Compile(right); !errors.As(err, &unsupported) {
			t.Errorf("a right join with a lateral source on %s: %s %v", d.Name, s.SQL, err)
		}
	}
	if s, err := mssql.Dialect.Compile(where(sel(users.Column("id")), users.Column("name"))); err == nil {
		t.Errorf("a text as a condition: %s", s.SQL)
	}
}
