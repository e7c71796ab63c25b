package dialect_test

import (
	"context"
	"slices"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TestConditionsMeanTheSame has databases where conditions are numbers compute
// statements as they are written for those where they are none: with every NULL,
// both give the same.
func TestConditionsMeanTheSame(t *testing.T) {
	pairs := typed("pairs", "a", types.Integer, "b", types.Integer, "flag", types.Boolean)
	a, b, flag := pairs.Column("a"), pairs.Column("b"), pairs.Column("flag")
	one := func(x *ast.Column) ast.Expr { return is(x, int64(1)) }
	null := &ast.IsNull{X: b}
	exists := &ast.Exists{Query: where(sel(text("1")), is(pairs.Column("a"), int64(2)))}
	exists.Query.(*ast.Select).From = []ast.From{ast.NewAlias(pairs, "others")}
	counted := &ast.Function{Name: "count", Args: list(a), More: &ast.FunctionClauses{Filter: list(or(one(b), null))}}
	all := &ast.Function{Name: "count", More: &ast.FunctionClauses{Filter: list(not(one(b)))}}
	conditions := map[string]ast.Expr{
		"a comparison":               one(a),
		"not":                        not(one(a)),
		"and":                        and(one(a), one(b)),
		"or":                         or(one(a), null),
		"not and":                    not(and(one(a), one(b))),
		"a comparison of two":        eq(one(a), one(b)),
		"a difference of two":        op(ast.NotEqual, one(a), null),
		"a test of one for NULL":     &ast.IsNull{X: and(one(a), one(b))},
		"a column":                   flag,
		"not a column":               not(flag),
		"a column and others":        and(flag, or(one(a), not(flag))),
		"EXISTS":                     exists,
		"not EXISTS":                 not(exists),
		"a list":                     &ast.In{X: one(a), List: list(null, one(b))},
		"a number":                   a,
		"not a number":               not(a),
		"CASE":                       &ast.Case{Whens: []ast.When{{Condition: one(a), Result: one(b)}}, Else: null},
		"distinct":                   &ast.DistinctFrom{Left: one(a), Right: one(b)},
		"an argument":                call("coalesce", one(a), null),
		"either way between numbers": &ast.Between{X: a, Low: b, High: &ast.Bind{Value: int64(1)}, Symmetric: true},
	}
	live(t, func(t *testing.T, ctx context.Context, d *dialect.Dialect, conn driver.Conn) {
		if d.Name == "postgresql" {
			return // a condition is no number there
		}
		name, err := d.SpellType(types.Boolean)
		if err != nil {
			t.Fatal(err)
		}
		must(t, conn, "CREATE TABLE pairs (a INTEGER, b INTEGER, flag "+name+")")
		t.Cleanup(func() { conn.Exec(context.Background(), dialect.Statement{SQL: "DROP TABLE pairs"}) })
		must(t, conn, "INSERT INTO pairs VALUES (0, 0, 0), (0, 1, 1), (0, NULL, NULL), (1, 0, 1), (1, 1, 0), (1, NULL, 1), "+
			"(NULL, 0, 0), (NULL, 1, NULL), (NULL, NULL, 1)")
		apart := d.Clone()
		apart.Features.NativeBoolean, apart.Features.NoConditionValues, apart.Features.NoFilter = false, true, true
		same := func(name string, stmt *ast.Select) {
			t.Helper()
			own, err := d.Compile(stmt)
			other, otherErr := apart.Compile(stmt)
			if err != nil || otherErr != nil {
				t.Errorf("%s: %v %v", name, err, otherErr)
				return
			}
			if got, want := read(t, conn, other), read(t, conn, own); !slices.Equal(got, want) {
				t.Errorf("%s:\n%s\ngives %v\n%s\ngives %v", name, other.SQL, got, own.SQL, want)
			}
		}
		for name, condition := range conditions {
			same(name+" as a condition", ordered(where(sel(call("count"), call("sum", call("coalesce", a, param(int64(7))))), condition)))
			if name != "a number" && name != "not a number" {
				grouped := sel(label(call("coalesce", condition, param(int64(9))), "x"), label(call("count"), "n"))
				grouped.From = []ast.From{pairs}
				grouped.GroupBy = list(text("1"))
				same(name+" as a value", ordered(grouped, text("1")))
			}
		}
		if d.Name == "sqlite" { // others have no FILTER
			same("FILTER", sel(label(counted, "x"), label(all, "y")))
		}
	})
}
