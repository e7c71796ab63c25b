package dialect_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

var rewrite = flag.Bool("rewrite", false, "write what the statements compile to into testdata")

// dialects are those that every statement is compiled for.
var dialects = []*dialect.Dialect{sqlite.Dialect, postgresql.Dialect, mysql.Dialect, mysql.MariaDB}

// TestStatements compares what statements compile to with
// testdata/statements.txt, which lists under each name the neutral SQL and that
// of the dialects, where dialects agree in one line. Run it with -rewrite after
// a change that is meant, and read the difference.
func TestStatements(t *testing.T) {
	var got bytes.Buffer
	for _, c := range statements() {
		fmt.Fprintf(&got, "== %s\nneutral: %s\n", c.name, dialect.Print(c.stmt))
		for _, line := range compileAll(c.stmt) {
			fmt.Fprintln(&got, line)
		}
	}
	const path = "testdata/statements.txt"
	if *rewrite {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := bytes.Split(got.Bytes(), []byte("\n")), bytes.Split(want, []byte("\n"))
	heading := ""
	for i := range max(len(gotLines), len(wantLines)) {
		var g, w []byte
		if i < len(gotLines) {
			g = gotLines[i]
		}
		if i < len(wantLines) {
			w = wantLines[i]
		}
		if bytes.HasPrefix(w, []byte("== ")) {
			heading = string(w)
		}
		if !bytes.Equal(g, w) {
			t.Fatalf("%s, line %d of %s:\n got %s\nwant %s", heading, i+1, path, g, w)
		}
	}
}

// compileAll gives a line for each text, with the names of the dialects that
// share it.
func compileAll(stmt ast.Statement) (lines []string) {
	names := map[string]string{}
	var texts []string
	for _, d := range dialects {
		s, err := d.Compile(stmt)
		for i, arg := range s.Args {
			if v, ok := arg.(*types.Vector); ok {
				s.Args[i] = values(v)
			}
		}
		text := fmt.Sprintf("%s %v", s.SQL, s.Args)
		if len(s.Args) == 0 {
			text = s.SQL
		}
		if err != nil {
			text = "error: " + err.Error()
		}
		if names[text] == "" {
			texts = append(texts, text)
			names[text] = d.Name
		} else {
			names[text] += " " + d.Name
		}
	}
	for _, text := range texts {
		lines = append(lines, names[text]+": "+text)
	}
	return lines
}

func values(v *types.Vector) []any {
	values := []any{}
	for i := range v.Len() {
		values = append(values, v.Value(i))
	}
	return values
}

type statementCase struct {
	name string
	stmt ast.Statement
}

// statements are the cases. Those with a dot are named as they are in the
// conformance data of the project.
func statements() []statementCase {
	user, address, order, item := users.Column, addresses.Column, orders.Column, items.Column
	// expr shows an expression on its own.
	expr := func(x ast.Expr) *ast.Select { return sel(label(x, "x")) }
	filter := func(x ...ast.Expr) *ast.Select { return where(sel(user("id")), x...) }
	constTrue, constFalse := &ast.Constant{Value: true}, &ast.Constant{Value: false}
	in := func(x ast.Expr, values ...ast.Expr) *ast.In { return &ast.In{X: x, List: values} }
	notIn := func(x ast.Expr, values ...ast.Expr) *ast.In { return &ast.In{X: x, List: values, Not: true} }
	worth := label(op(ast.Multiply, item("price"), item("qty")), "worth")
	low := label(call("lower", user("name")), "low")
	scored := label(op(ast.Add, item("qty"), bind(item("qty"), int64(1))), "score")
	u := ast.NewAlias(users, "u")
	users1, users2 := ast.NewAlias(users, ""), ast.NewAlias(users, "")
	adrCount := derived(&ast.Select{
		Columns: list(address("user_id"), label(call("count", &ast.Star{}), "address_count")),
		GroupBy: list(address("user_id")),
	}, "adr_count")
	anonymous1, anonymous2 := derived(sel(user("id")), ""), derived(sel(order("user_id")), "")
	ordersOf := func(x ast.Expr) *ast.Select { return where(sel(x), eq(order("user_id"), user("id"))) }
	manager := ast.NewAlias(employees, "m")
	tuple := func(items ...ast.Expr) *ast.Tuple { return &ast.Tuple{Items: items} }

	return []statementCase{
		{"select.all_columns", sel(cols(users)...)},
		{"select.where_eq", filter(is(user("name"), "ed"))},
		{"select.where_twice", filter(is(user("name"), "ed"), gt(user("id"), int64(5)))},
		{"select.same_column_binds", filter(or(is(user("name"), "ed"), is(user("name"), "wendy"), is(user("name"), "mary")))},
		{"select.label_needs_quotes", sel(label(user("name"), "Who Is"), label(user("id"), "select"), label(user("nickname"), "mixedCase"))},
		{"select.unlabeled_expression", sel(op(ast.Multiply, item("price"), item("qty")), op(ast.Add, item("qty"), bind(item("qty"), int64(1))))},
		{"select.distinct", &ast.Select{Columns: list(address("user_id")), Distinct: true}},
		{"select.constants", sel(param(int64(5)), label(param("five"), "name"))},
		{"select.constant_function", sel(call("now"))},
		{"select.null_true_false", sel(&ast.Constant{}, constTrue, constFalse)},
		{"select.two_tables_where", where(sel(user("name"), address("email_address")), eq(user("id"), address("user_id")))},
		{"select.order_by", &ast.Select{Columns: list(user("id")), OrderBy: list(user("name"), desc(user("id")))}},
		{"select.order_by_label_object", &ast.Select{Columns: list(item("sku"), worth), OrderBy: list(worth)}},
		{"select.order_by_label_desc", &ast.Select{Columns: list(item("sku"), worth), OrderBy: list(desc(worth))}},
		{"select.label_in_where", where(sel(low), eq(low, param("ed")))},
		{"select.group_by_label", &ast.Select{Columns: list(low, call("count", user("id"))), GroupBy: list(low)}},
		{"group by a label with a parameter", &ast.Select{Columns: list(call("count"), scored), GroupBy: list(scored)}},
		{"order by a label that is not selected", &ast.Select{Columns: list(item("sku")), OrderBy: list(worth)}},
		{"select.table_alias", where(sel(u.Column("id"), u.Column("name")), is(u.Column("name"), "ed"))},
		{"select.anonymous_alias", where(sel(users1.Column("id"), users2.Column("name")),
			eq(users1.Column("name"), users2.Column("name")), op(ast.Less, users1.Column("id"), users2.Column("id")))},
		{"select.where_true", filter(constTrue)},
		{"select.where_false", filter(constFalse)},
		{"select.where_bool_column", where(sel(order("id")), order("paid"))},
		{"select.where_not_bool_column", where(sel(order("id")), not(order("paid")))},
		{"boolean column among predicates", where(sel(order("id")), or(order("paid"), not(order("paid")), gt(order("id"), int64(1))))},
		{"boolean parameter", where(sel(order("id")), is(order("paid"), true))},
		{"select.text_columns", &ast.Select{Columns: list(text("a.x"), text("count(*) as n")),
			From: []ast.From{&ast.TextFrom{Text: text("a")}}, Where: list(text("a.x > 3"))}},
		{"text among predicates", &ast.Select{Columns: list(user("id")),
			Where: list(text("id < 5 OR id > 9"), &ast.Text{Parts: []string{"id < ", " AND name = ", ""},
				Binds: []*ast.Bind{{Key: "value", Set: true, Value: int64(224)}, {Key: "name", Set: true, Value: "fred"}}})}},
		{"text parameter without a value", where(sel(user("id")), &ast.Text{Parts: []string{"id < ", ""}, Binds: []*ast.Bind{{Key: "value"}}})},
		{"text statement", &ast.TextStatement{Text: &ast.Text{Parts: []string{"SELECT * FROM users WHERE name = ", ""},
			Binds: []*ast.Bind{{Key: "name", Set: true, Value: "ed"}}}}},

		{"operators.comparisons", filter(and(is(user("id"), int64(1)), op(ast.NotEqual, user("id"), bind(user("id"), int64(2))),
			op(ast.Less, user("id"), bind(user("id"), int64(3))), op(ast.LessOrEqual, user("id"), bind(user("id"), int64(4))),
			gt(user("id"), int64(5)), op(ast.GreaterOrEqual, user("id"), bind(user("id"), int64(6)))))},
		{"operators.eq_none", filter(is(user("nickname"), nil))},
		{"operators.ne_none", filter(op(ast.NotEqual, user("nickname"), &ast.Constant{}))},
		{"operators.is_null", filter(and(&ast.IsNull{X: user("nickname")}, &ast.IsNull{X: user("fullname"), Not: true}))},
		{"operators.and_or_nesting", filter(and(gt(user("id"), int64(1)), or(is(user("name"), "a"), is(user("name"), "b"))))},
		{"operators.or_and_nesting", filter(or(and(gt(user("id"), int64(1)), is(user("name"), "a")), is(user("name"), "b")))},
		{"operators.and_flattening", filter(and(gt(user("id"), int64(1)), and(op(ast.Less, user("id"), bind(user("id"), int64(9))),
			and(is(user("name"), "a"), op(ast.NotEqual, user("name"), bind(user("name"), "b"))))))},
		{"operators.not_and", filter(not(and(gt(user("id"), int64(1)), is(user("name"), "a"))))},
		{"operators.not_or", filter(not(or(gt(user("id"), int64(1)), is(user("name"), "a"))))},
		{"operators.infix_and_or_not", filter(or(and(gt(user("id"), int64(1)), is(user("name"), "a")), not(is(user("name"), "b"))))},
		{"operators.and_single", filter(and(or(is(user("id"), int64(1)))))},
		{"operators.and_with_true", filter(and(constTrue, is(user("id"), int64(1))))},
		{"operators.or_starts_empty", filter(or(or(constFalse, is(user("name"), "x")), is(user("name"), "y")))},
		{"AND and OR of nothing", filter(and(is(user("id"), int64(1)), or()), and())},
		{"NOT of what has a negative form", filter(not(&ast.Like{X: user("name"), Pattern: param("a%")}),
			not(in(user("id"), param(int64(1)))), not(&ast.Between{X: user("id"), Low: param(int64(1)), High: param(int64(2))}),
			not(&ast.IsNull{X: user("name")}), not(&ast.Exists{Query: ordersOf(text("1"))}), not(not(is(user("id"), int64(4)))))},
		{"NOT of a function", filter(not(call("is_ok", user("id"))))},
		{"operators.comparison_of_comparisons", expr(op(ast.NotEqual, gt(user("id"), int64(1)), op(ast.Less, user("id"), param(int64(3)))))},
		{"arithmetic left alone", expr(op(ast.Subtract, op(ast.Subtract, item("qty"), item("id")), param(int64(1))))},
		{"arithmetic to the right", expr(op(ast.Subtract, item("qty"), op(ast.Subtract, item("id"), param(int64(1)))))},
		{"arithmetic of a sum", expr(op(ast.Multiply, op(ast.Add, item("qty"), param(int64(1))), param(int64(2))))},
		{"arithmetic of a product", expr(op(ast.Add, item("qty"), op(ast.Multiply, item("id"), param(int64(2)))))},
		{"arithmetic of products", expr(op(ast.Multiply, item("qty"), op(ast.Multiply, item("id"), param(int64(3)))))},
		{"arithmetic of a quotient", expr(op(ast.Multiply, item("qty"), op(ast.Divide, item("weight"), param(int64(3)))))},
		{"minus a sum", expr(&ast.Unary{Op: ast.Negate, X: op(ast.Add, item("qty"), param(int64(3)))})},
		{"minus a minus", expr(&ast.Unary{Op: ast.Negate, X: &ast.Unary{Op: ast.Negate, X: item("qty")}})},
		{"true division of integers", expr(op(ast.Divide, item("qty"), op(ast.Add, item("id"), param(int64(3)))))},
		{"true division of fractions", expr(op(ast.Divide, item("weight"), item("qty")))},
		{"two parameters", expr(op(ast.Add, param(int64(1)), param(int64(2))))},
		{"operators.concat_plus", sel(op(ast.Concat, op(ast.Concat, user("name"), bind(user("name"), " ")), user("fullname")))},
		{"concat of a sum", expr(op(ast.Concat, user("name"), op(ast.Add, user("id"), param(int64(1)))))},
		{"concat compared", filter(eq(op(ast.Concat, user("name"), param("a")), user("fullname")))},
		{"operators.like", filter(or(&ast.Like{X: user("name"), Pattern: bind(user("name"), "%a%")}, &ast.Like{X: user("name"), Pattern: bind(user("name"), "b_"), Not: true}))},
		{"operators.like_escape", filter(&ast.Like{X: user("name"), Pattern: bind(user("name"), "10/%%"), Escape: "/"})},
		{"escape that needs escaping", filter(&ast.Like{X: user("name"), Pattern: param("a"), Escape: `\`}, &ast.Like{X: user("name"), Pattern: param("a"), Escape: "'"})},
		{"escape of two characters", filter(&ast.Like{X: user("name"), Pattern: param("a"), Escape: "' OR 1=1 --"})},
		{"operators.ilike", filter(&ast.Like{X: user("name"), Pattern: bind(user("name"), "%A%"), Fold: true})},
		{"operators.between", where(sel(item("id")), &ast.Between{X: item("price"), Low: bind(item("price"), int64(5)), High: bind(item("price"), int64(10))})},
		{"operators.in_list", where(sel(user("name")), in(user("id"), bind(user("id"), int64(1)), bind(user("id"), int64(2)), bind(user("id"), int64(3))))},
		{"NOT IN a list", where(sel(user("name")), notIn(user("name"), bind(user("name"), "a"), bind(user("name"), "b")))},
		{"operators.in_expressions", where(sel(user("name")), in(user("id"), bind(user("id"), int64(1)), item("id"), call("abs", &ast.Bind{Name: "abs", Value: int64(-3)})))},
		{"IN nothing", where(sel(user("name")), in(user("id")), notIn(user("id")), in(tuple(user("id"), user("name"))))},
		{"IN nothing, denied", where(sel(user("name")), not(in(user("id"))))},
		{"IN a vector", where(sel(user("name")), &ast.In{X: user("id"), Vector: ints(1, 2)})},
		{"NOT IN a vector of strings", where(sel(user("name")), &ast.In{X: user("name"), Vector: strs(`a"b`, "c"), Not: true})},
		{"IN an empty vector", where(sel(user("name")), &ast.In{X: user("id"), Vector: ints()})},
		{"IN a vector of times", where(sel(user("name")), &ast.In{X: user("created_at"), Vector: &types.Vector{Kind: types.Anys, Anys: []any{"2024-02-29", nil}}})},
		{"operators.in_subquery", where(sel(user("name")), &ast.In{X: user("id"), Query: where(sel(order("user_id")), gt(order("total"), int64(50)))})},
		{"operators.tuple_in", where(sel(orderItems.Column("quantity")), in(tuple(orderItems.Column("order_id"), orderItems.Column("item_id")),
			tuple(param(int64(1)), param(int64(2))), tuple(param(int64(3)), param(int64(4)))))},
		{"decimals", where(&ast.Select{Columns: list(item("sku")), OrderBy: list(item("price"), desc(item("price")))},
			in(item("price"), bind(item("price"), int64(1))), &ast.Between{X: item("price"), Low: param(int64(1)), High: item("weight")},
			&ast.In{X: item("price"), Vector: ints(1, 2)}, op(ast.Less, op(ast.Multiply, item("price"), item("qty")), item("price")), is(item("price"), nil))},
		{"decimals in aggregates", sel(call("max", item("price")), call("sum", item("price")))},
		{"operators.is_distinct_from", filter(or(&ast.DistinctFrom{Left: user("name"), Right: user("nickname")},
			&ast.DistinctFrom{Left: user("fullname"), Right: bind(user("fullname"), "x"), Not: true}))},
		{"operators.match", where(sel(posts.Column("id")), &ast.Match{X: posts.Column("body"), Against: bind(posts.Column("body"), "cats")})},
		{"operators.nulls_ordering", &ast.Select{Columns: list(user("id")), OrderBy: list(
			&ast.Order{X: user("name"), Nulls: ast.NullsFirst}, &ast.Order{X: user("nickname"), Direction: ast.Descending, Nulls: ast.NullsLast})}},

		{"expressions.case_searched", sel(label(&ast.Case{Whens: []ast.When{
			{Condition: op(ast.Less, user("id"), bind(user("id"), int64(10))), Result: param("low")},
			{Condition: op(ast.Less, user("id"), bind(user("id"), int64(20))), Result: param("mid")}}, Else: param("high")}, "band"))},
		{"expressions.case_value", sel(&ast.Case{Operand: order("status"), Whens: []ast.When{{Condition: param("new"), Result: param(int64(1))}}, Else: param(int64(0))})},
		{"expressions.case_no_else", sel(&ast.Case{Whens: []ast.When{{Condition: is(user("name"), "ed"), Result: user("fullname")}}})},
		{"expressions.case_bool_column", sel(&ast.Case{Whens: []ast.When{{Condition: order("paid"), Result: param("paid")}}, Else: param("due")})},
		{"expressions.cast_integer", sel(&ast.Cast{X: user("name"), Type: types.Integer}, &ast.Cast{X: user("fullname"), Type: types.Numeric(12, 4)})},
		{"casts to other types", sel(&ast.Cast{X: user("id"), Type: types.String(20)}, &ast.Cast{X: user("name"), Type: types.Text},
			&ast.Cast{X: user("nickname"), Type: types.Float}, &ast.Cast{X: user("created_at"), Type: types.DateOnly})},
		{"functions", sel(call("count"), call("count", &ast.Star{}), &ast.Function{Name: "count", Args: list(user("name")), Distinct: true},
			call("coalesce", user("nickname"), user("fullname"), &ast.Bind{Name: "coalesce", Value: "none"}), call("current_timestamp"), call("pg_catalog.upper", user("name")))},
		{"function whose name is none", sel(call("evil(); DROP TABLE users; --"))},
		{"star", &ast.Select{Columns: list(&ast.Star{}), From: []ast.From{users}}},
		{"star of a table", sel(&ast.Star{From: u}, address("id"))},

		{"limit.limit_only", &ast.Select{Columns: list(user("id")), OrderBy: list(user("id")), Limit: param(int64(10))}},
		{"limit.offset_only", &ast.Select{Columns: list(user("id")), OrderBy: list(user("id")), Offset: param(int64(5))}},
		{"limit.limit_offset", &ast.Select{Columns: list(user("id")), Limit: param(int64(10)), Offset: param(int64(20))}},
		{"lock for update", &ast.Select{Columns: list(user("id")), Lock: &ast.Locking{}}},
		{"lock for share", &ast.Select{Columns: list(user("id")), Lock: &ast.Locking{Share: true}}},
		{"having", &ast.Select{Columns: list(order("user_id"), call("count", order("id"))), GroupBy: list(order("user_id")),
			Having: list(op(ast.Greater, call("count", order("id")), param(int64(2))))}},

		{"joins.chain_of_joins", &ast.Select{Columns: list(user("name"), item("sku")), From: []ast.From{
			inner(inner(inner(users, orders, eq(user("id"), order("user_id"))), orderItems, eq(order("id"), orderItems.Column("order_id"))), items, eq(item("id"), orderItems.Column("item_id")))}}},
		{"joins.left_outer", &ast.Select{Columns: list(user("name"), address("email_address")), From: []ast.From{
			&ast.Join{JoinKind: ast.LeftJoin, Left: users, Right: addresses, On: eq(user("id"), address("user_id"))}}}},
		{"joins.full_outer", &ast.Select{Columns: list(user("name"), address("email_address")), From: []ast.From{
			&ast.Join{JoinKind: ast.FullJoin, Left: users, Right: addresses, On: eq(user("id"), address("user_id"))}}}},
		{"joins.nested_right", &ast.Select{Columns: list(user("name"), orderItems.Column("quantity")), From: []ast.From{
			&ast.Join{JoinKind: ast.LeftJoin, Left: users, Right: inner(orders, orderItems, eq(order("id"), orderItems.Column("order_id"))), On: eq(user("id"), order("user_id"))}}}},
		{"joins.self_join", &ast.Select{Columns: list(employees.Column("name"), manager.Column("id")), From: []ast.From{
			inner(employees, manager, eq(employees.Column("manager_id"), manager.Column("id")))}}},
		{"cross join", &ast.Select{Columns: list(user("id")), From: []ast.From{&ast.Join{JoinKind: ast.CrossJoin, Left: users, Right: items}}}},
		{"join without a condition", &ast.Select{Columns: list(user("id")), From: []ast.From{inner(users, items, nil)}}},
		{"join and a source besides", where(&ast.Select{Columns: list(user("name"), item("sku")), From: []ast.From{
			inner(users, orders, eq(user("id"), order("user_id")))}}, eq(item("id"), order("id")))},
		{"join with a derived table", &ast.Select{Columns: list(user("name"), adrCount.Column("address_count")), From: []ast.From{
			&ast.Join{JoinKind: ast.LeftJoin, Left: users, Right: adrCount, On: eq(user("id"), adrCount.Column("user_id"))}}, OrderBy: list(user("id"))}},

		{"subquery.named", func() ast.Statement {
			d := derived(where(sel(user("id"), user("name")), is(user("name"), "ed")), "u")
			return sel(d.Column("id"), d.Column("name"))
		}()},
		{"subquery.anonymous", where(sel(anonymous1.Column("id"), anonymous2.Column("user_id")), eq(anonymous1.Column("id"), anonymous2.Column("user_id")))},
		{"derived table that gives its columns names", func() ast.Statement {
			d := derived(sel(user("id"), address("id"), call("lower", user("name"))), "d")
			d.Columns[1].Name, d.Columns[2].Name = "id_1", "low"
			return sel(d.Columns[0], d.Columns[1], d.Columns[2])
		}()},
		{"subquery.alias_of_subquery", func() ast.Statement {
			d := derived(sel(user("id")), "a")
			b := &ast.Alias{Of: d, Name: "b"}
			b.Columns = []*ast.Column{{From: b, Name: "id", Of: d.Column("id")}}
			return where(sel(d.Column("id"), label(b.Column("id"), "other")), op(ast.Less, d.Column("id"), b.Column("id")))
		}()},
		{"subquery.scalar_in_columns", sel(user("name"), label(&ast.ScalarQuery{Query: ordersOf(call("count", order("id")))}, "n_orders"))},
		{"subquery.scalar_in_where", where(sel(item("sku")), eq(item("price"), &ast.ScalarQuery{Query: sel(call("min", item("price")))}))},
		{"subquery.exists_columns", filter(&ast.Exists{Query: where(sel(address("email_address")), eq(address("user_id"), user("id")))})},
		{"subquery.exists_column", sel(&ast.Exists{Query: where(sel(user("id")), is(user("name"), "ed"))})},
		{"NOT EXISTS", filter(&ast.Exists{Not: true, Query: where(sel(address("email_address")), eq(address("user_id"), user("id")))})},
		{"subquery.in_correlated", where(sel(user("name")), &ast.In{X: param("open"), Query: ordersOf(order("status"))})},
		{"correlation over two levels", filter(&ast.Exists{Query: where(ordersOf(text("1")),
			&ast.Exists{Query: where(sel(text("1")), eq(item("id"), order("id")), eq(item("qty"), user("id")))})})},
		{"a stated source is not correlated", filter(&ast.Exists{Query: where(&ast.Select{Columns: list(text("1")), From: []ast.From{users, orders}}, eq(order("user_id"), user("id")))})},
		{"derived tables do not correlate", func() ast.Statement {
			d := derived(ordersOf(order("id")), "d")
			return where(sel(user("id"), d.Column("id")), eq(user("id"), d.Column("id")))
		}()},
		{"subquery in the select list of a join", &ast.Select{
			Columns: list(user("id"), label(&ast.ScalarQuery{Query: ordersOf(call("max", order("total")))}, "most")),
			From:    []ast.From{inner(users, addresses, eq(user("id"), address("user_id")))}}},

		{"insert.values_kwargs", &ast.Insert{Table: users, Columns: []*ast.Column{user("name"), user("fullname")},
			Rows: [][]ast.Expr{{bind(user("name"), "ed"), bind(user("fullname"), "Ed Jones")}}}},
		{"insert.multi_values", &ast.Insert{Table: keywords, Columns: []*ast.Column{keywords.Column("keyword")}, Rows: [][]ast.Expr{
			{bind(keywords.Column("keyword"), "a")}, {bind(keywords.Column("keyword"), "b")}}}},
		{"insert.empty_values", &ast.Insert{Table: keywords}},
		{"insert.from_select", &ast.Insert{Table: employees, Columns: []*ast.Column{employees.Column("id"), employees.Column("name")},
			Query: where(sel(user("id"), user("name")), gt(user("id"), int64(5)))}},
		{"insert.expressions", &ast.Insert{Table: users, Columns: []*ast.Column{user("name"), user("nickname"), user("created_at")},
			Rows: [][]ast.Expr{{call("upper", &ast.Bind{Name: "upper", Value: "ed"}), &ast.Constant{}, call("now")}}}},
		{"insert.subquery_value", &ast.Insert{Table: orders, Columns: []*ast.Column{order("user_id")},
			Rows: [][]ast.Expr{{&ast.ScalarQuery{Query: sel(call("max", user("id")))}}}}},
		{"insert.returning", &ast.Insert{Table: users, Columns: []*ast.Column{user("name")},
			Rows: [][]ast.Expr{{bind(user("name"), "ed")}}, Returning: list(user("id"), user("created_at"))}},
		{"insert.returning_expression", &ast.Insert{Table: users, Columns: []*ast.Column{user("name")}, Rows: [][]ast.Expr{{bind(user("name"), "ed")}},
			Returning: list(op(ast.Add, user("id"), bind(user("id"), int64(5))), label(call("upper", user("name")), "n"))}},
		{"insert of a short row", &ast.Insert{Table: users, Columns: []*ast.Column{user("name"), user("fullname")}, Rows: [][]ast.Expr{{param("ed")}}}},
		{"insert into a schema", &ast.Insert{Table: accounts, Columns: []*ast.Column{accounts.Column("balance")}, Rows: [][]ast.Expr{{param("1.5")}}}},

		{"update.table_update_method", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("name"), Value: bind(user("name"), "z")}}, Where: list(is(user("id"), int64(2)))}},
		{"update by an expression", &ast.Update{Table: items, Set: []ast.Assignment{{Column: item("qty"), Value: op(ast.Add, item("qty"), param(int64(1)))}}, All: true}},
		{"update of everything, not meant", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("name"), Value: param("z")}}}},
		{"update.from_table", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("nickname"), Value: bind(user("nickname"), "x")}},
			Where: list(eq(user("id"), address("user_id")), is(address("email_address"), "a@b"))}},
		{"update.from_table_value", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("nickname"), Value: address("email_address")}},
			From: []ast.From{addresses}, Where: list(eq(user("id"), address("user_id")))}},
		{"update.aliased_target", &ast.Update{Table: u, Set: []ast.Assignment{{Column: u.Column("name"), Value: bind(user("name"), "x")}}, Where: list(is(u.Column("id"), int64(1)))}},
		{"update.returning", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("name"), Value: bind(user("name"), "x")}},
			Where: list(is(user("id"), int64(5))), Returning: list(user("id"), user("name"))}},
		{"update with a correlated subquery", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("nickname"), Value: &ast.ScalarQuery{Query: ordersOf(call("max", order("note")))}}},
			Where: list(&ast.Exists{Query: ordersOf(text("1"))})}},

		{"delete.where", &ast.Delete{Table: users, Where: list(is(user("id"), int64(5)))}},
		{"delete.all", &ast.Delete{Table: users, All: true}},
		{"delete of everything, not meant", &ast.Delete{Table: users}},
		{"delete.where_many", &ast.Delete{Table: orders, Where: list(is(order("status"), "void"), or(is(order("total"), nil), op(ast.Less, order("total"), bind(order("total"), int64(1)))))}},
		{"delete.multi_table", &ast.Delete{Table: addresses, Where: list(eq(address("user_id"), user("id")), is(user("name"), "ed"))}},
		{"delete.using", &ast.Delete{Table: addresses, Using: []ast.From{users}, Where: list(eq(address("user_id"), user("id")))}},
		{"delete.returning", &ast.Delete{Table: users, Where: list(is(user("id"), int64(5))), Returning: list(user("id"), user("name"))}},
		{"delete.reserved", &ast.Delete{Table: reserved, Where: list(&ast.Between{X: reserved.Column("with space"), Low: param(int64(1)), High: param(int64(2))}, is(reserved.Column("mixedCase"), nil))}},
		{"delete from a schema", &ast.Delete{Table: accounts, Where: list(is(accounts.Column("id"), int64(5)))}},

		{"an identifier that wants out", func() ast.Statement {
			t := typed("users\"; DROP TABLE `users`; --", "id\" OR \"1\"=`1", types.Integer)
			return where(sel(label(t.Columns[0], "x\", (SELECT password) AS `y")), is(t.Columns[0], "'; --"))
		}()},
		{"an identifier with a NUL", sel(label(user("id"), "a\x00b"))},
		{"an empty identifier", sel(&ast.Column{From: users})},
		{"nothing selected", &ast.Select{From: []ast.From{users}}},
		{"nil in the tree", filter(nil)},
		{"nil pointer in the tree", filter(eq((*ast.Column)(nil), user("id")))},
		{"no tree", nil},
		{"update.returning from others", &ast.Update{Table: users, Set: []ast.Assignment{{Column: user("nickname"), Value: address("email_address")}},
			Where: list(eq(user("id"), address("user_id"))), Returning: list(user("id"))}},
		{"a value where a constant belongs", filter(eq(user("id"), &ast.Constant{Value: "1; DROP TABLE users"}))},
	}
}
