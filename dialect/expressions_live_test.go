package dialect_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TestExpressionValues has the databases compute expressions, with parameters
// and with values written inline: both have to give what the expression means.
func TestExpressionValues(t *testing.T) {
	typed := func(value any, t *types.Type) *ast.Bind { return &ast.Bind{Value: value, Type: t} }
	number := func(n int64) ast.Expr { return typed(n, types.Integer) }
	str := func(s string) ast.Expr { return typed(s, types.Text) }
	document := &ast.Column{Name: "data", Type: types.Lossless(types.JSON)}
	element := func(as *types.Type, steps ...any) *ast.JSONElement {
		return &ast.JSONElement{X: document, Steps: steps, As: as}
	}
	// yes tells a predicate that holds.
	yes := func(p ast.Expr) ast.Expr {
		return &ast.Case{Whens: []ast.When{{Condition: p, Result: str("yes")}}, Else: str("no")}
	}
	empty := &ast.In{X: number(1)}
	cases := []struct {
		name    string
		x       ast.Expr
		want    string
		lacking string // dialects whose database, here, does not have it
	}{
		{"true division", yes(eq(op(ast.Divide, number(7), number(2)), typed(3.5, types.Float))), "yes", ""},
		{"floor division", yes(eq(op(ast.FloorDivide, number(7), number(2)), number(3))), "yes", ""},
		{"remainder", yes(eq(op(ast.Modulo, number(7), number(4)), number(3))), "yes", ""},
		{"exclusive or", yes(eq(op(ast.BitXor, number(5), number(3)), number(6))), "yes", ""},
		{"difference of a difference", yes(eq(op(ast.Subtract, number(5), op(ast.Subtract, number(3), number(-1))), number(1))), "yes", ""},
		{"minus a negative number", yes(eq(&ast.Unary{Op: ast.Negate, X: number(-1)}, number(1))), "yes", ""},
		{"concat", op(ast.Concat, op(ast.Concat, str("it's "), str(`a\b`)), str(" 50%")), `it's a\b 50%`, ""},
		{"part of a text", yes(&ast.Like{X: str("a middle"), Pattern: str("mid"), Before: true, After: true}), "yes", ""},
		{"part of a text, any case", yes(&ast.Like{X: str("a Middle"), Pattern: str("mID"), Before: true, After: true, Fold: true}), "yes", ""},
		{"in nothing", yes(empty), "no", ""},
		{"not in nothing", yes(not(empty)), "yes", ""},
		{"neither in nothing nor false", yes(or(empty, not(empty))), "yes", ""},
		{"in a list", yes(&ast.In{X: number(2), List: list(&ast.Bind{List: true, Type: types.Integer, Value: []any{int64(1), int64(2)}})}), "yes", ""},
		{"in an empty list", yes(&ast.In{X: number(2), List: list(&ast.Bind{List: true, Value: []any{}})}), "no", ""},
		{"between either way", yes(&ast.Between{X: number(2), Low: number(3), High: number(1), Symmetric: true}), "yes", ""},
		{"not between either way", yes(not(&ast.Between{X: number(2), Low: number(3), High: number(1), Symmetric: true})), "no", ""},
		{"is distinct", yes(&ast.DistinctFrom{Left: number(1), Right: &ast.Constant{}}), "yes", ""},
		{"regular expression", yes(&ast.Regexp{X: str("abc"), Pattern: str("^A"), Flags: "i"}), "yes", "sqlite mysql"},
		{"year", yes(eq(&ast.Extract{Field: "year", X: &ast.Cast{X: str("2024-02-29"), Type: types.DateOnly}}, number(2024))), "yes", ""},
		{"greatest of a window", yes(eq(&ast.Function{Name: "max", Args: list(number(3)), More: &ast.FunctionClauses{
			Over: &ast.Window{Frame: &ast.Frame{Start: ast.FrameBound{At: ast.Preceding, Offset: number(2)}, End: ast.FrameBound{At: ast.CurrentRow}}}}}, number(3))), "yes", "mysql"},
		{"joined strings", call("aggregate_strings", str("a"), str(", ")), "a", ""},
		{"member of a document", element(types.Text, "a b"), "it's", ""},
		{"number of a document", yes(eq(element(types.Integer, "list", 1), number(20))), "yes", ""},
		{"boolean of a document", yes(element(types.Boolean, "ok")), "yes", ""},
		{"fraction of a document", yes(op(ast.Greater, element(types.Float, "pi"), typed(3.1, types.Float))), "yes", ""},
		{"member that is not there", yes(&ast.IsNull{X: element(types.Text, "nothing")}), "yes", ""},
		{"part of a document", element(nil, "list", 0), "10", ""},
		{"string", str("a'b\\c\"d%e:f\n"), "a'b\\c\"d%e:f\n", ""},
		{"large number", typed(int64(-1<<62), types.BigInteger), "-4611686018427387904", ""},
		{"decimal", yes(eq(typed(decimal.RequireFromString("19.90"), types.Numeric(10, 2)), typed(decimal.RequireFromString("19.9"), types.Numeric(10, 2)))), "yes", ""},
		{"null", yes(&ast.IsNull{X: typed(nil, types.Text)}), "yes", ""},
	}
	live(t, func(t *testing.T, ctx context.Context, d *dialect.Dialect, conn driver.Conn) {
		jsonType, err := d.SpellType(types.Lossless(types.JSON))
		if err != nil {
			t.Fatal(err)
		}
		must(t, conn, "CREATE TABLE documents (data "+jsonType+")")
		t.Cleanup(func() { conn.Exec(context.Background(), dialect.Statement{SQL: "DROP TABLE documents"}) })
		must(t, conn, `INSERT INTO documents VALUES ('{"a b": "it''s", "list": [10, 20], "ok": true, "pi": 3.14}')`)
		for _, c := range cases {
			if strings.Contains(c.lacking, d.Name) {
				continue
			}
			query := &ast.Select{Columns: list(label(c.x, "x")), From: []ast.From{&ast.Table{Name: "documents"}}}
			bound, err := d.Compile(query)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			inline, err := d.CompileInline(query)
			if err != nil || len(inline.Args) > 0 {
				t.Errorf("%s: inline %v with %v", c.name, err, inline.Args)
				continue
			}
			for _, s := range []dialect.Statement{bound, inline} {
				if got := read(t, conn, s); len(got) != 1 || got[0] != c.want {
					t.Errorf("%s: %s\ngave %q, want %q", c.name, s.SQL, got, c.want)
				}
			}
		}
	})
}

// TestInlineValues stores values as parameters and finds them by literals.
func TestInlineValues(t *testing.T) {
	at := time.Date(2024, 2, 29, 13, 45, 59, 120000000, time.UTC)
	for _, c := range []struct {
		name  string
		t     *types.Type
		value any
	}{
		{"bytes", types.Bytes, []byte("a'b\x00\\\xff")},
		{"date", types.DateOnly, types.NewDate(2024, time.February, 29)},
		{"time", types.TimeOnly, types.NewTimeOfDay(13, 45, 59, 0)},
		{"datetime", types.Lossless(types.DateTime), at},
		{"boolean", types.Boolean, true},
		{"text", types.String(50), `back\slash 'quote' "double" `},
		{"number", types.Numeric(10, 2), decimal.RequireFromString("-1.50")},
		{"uuid", types.UUID, "12345678-1234-5678-1234-567812345678"},
	} {
		t.Run(c.name, func(t *testing.T) {
			live(t, func(t *testing.T, ctx context.Context, d *dialect.Dialect, conn driver.Conn) {
				name, err := d.SpellType(c.t)
				if err != nil {
					t.Fatal(err)
				}
				must(t, conn, "CREATE TABLE kept (x "+name+")")
				t.Cleanup(func() { conn.Exec(context.Background(), dialect.Statement{SQL: "DROP TABLE kept"}) })
				kept := typed("kept", "x", c.t)
				insert, err := d.Compile(&ast.Insert{Table: kept, Columns: kept.Columns, Rows: [][]ast.Expr{{bind(kept.Columns[0], c.value)}}})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := conn.Exec(ctx, insert); err != nil {
					t.Fatal(err)
				}
				query, err := d.CompileInline(where(sel(call("count")), is(kept.Columns[0], c.value)))
				if err != nil {
					t.Fatal(err)
				}
				if got := read(t, conn, query); len(got) != 1 || got[0] != "1" {
					t.Errorf("%s gave %v", query.SQL, got)
				}
			})
		})
	}
}
