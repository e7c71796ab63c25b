package dialect_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// TestRefusedExpressions gives the compiler trees that no database is to see:
// each error names what is wrong.
func TestRefusedExpressions(t *testing.T) {
	x := param(int64(1))
	window := func(f ast.Frame) ast.Expr {
		return &ast.Function{Name: "sum", Args: list(x), More: &ast.FunctionClauses{Over: &ast.Window{Frame: &f}}}
	}
	for _, c := range []struct {
		name string
		x    ast.Expr
		want string
	}{
		{"operator with a quote", &ast.Custom{Op: "' OR '1'='1", Left: x, Right: x}, "is not an operator"},
		{"operator with a comment", &ast.Custom{Op: "= 1 --", Left: x, Right: x}, "is not an operator"},
		{"no operator", &ast.Custom{Left: x, Right: x}, "is not an operator"},
		{"unknown operator", op(ast.OperatorCount, x, x), "unknown operator"},
		{"NOT of two", op(ast.Not, x, x), "does not take two operands"},
		{"sum of one", &ast.Unary{Op: ast.Add, X: x}, "does not take one operand"},
		{"joined by a comparison", &ast.Logical{Op: ast.Less, Items: list(x, x)}, "joins no predicates"},
		{"field with more in it", &ast.Extract{Field: "year FROM now()) --", X: x}, "is not a field"},
		{"no field", &ast.Extract{X: x}, "EXTRACT without a field"},
		{"function that is none", call("f(1); --"), "is not a letter"},
		{"frame that excludes SQL", window(ast.Frame{Exclude: "TIES) --"}), "cannot exclude"},
		{"unit of a frame", window(ast.Frame{Unit: 9}), "unknown unit"},
		{"bound of a frame", window(ast.Frame{Start: ast.FrameBound{At: 9}}), "unknown bound"},
		{"kind of groupings", &ast.Grouping{Sets: 9}, "unknown kind"},
		{"step into a document", &ast.JSONElement{X: x, Steps: []any{"a", 1.5}}, "neither the name of a member"},
		{"list that is none", &ast.In{X: x, List: list(&ast.Bind{List: true, Value: 5})}, "not a list"},
		{"list without a value", &ast.In{X: x, List: list(&ast.Bind{List: true, Key: "ids"})}, ":ids has no value"},
		{"literal with a NUL", &ast.Bind{Literal: true, Value: "a\x00"}, "cannot be written"},
		{"literal that is no text", &ast.Bind{Literal: true, Value: "\xff"}, "cannot be written"},
		{"literal that is no number", &ast.Bind{Literal: true, Value: math.NaN()}, "cannot be written"},
		{"literal of a channel", &ast.Bind{Literal: true, Value: make(chan int)}, "has no literal"},
		{"cast to nothing", &ast.Cast{X: x}, "cast without a type"},
	} {
		for _, d := range []*dialect.Dialect{postgresql.Dialect, mysql.Dialect} {
			if s, err := d.CompileExpression(c.x); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s on %s: %q, %v, want an error with %q", c.name, d.Name, s.SQL, err, c.want)
			}
		}
	}
}

// TestUnsupportedExpressions asks databases for what they lack.
func TestUnsupportedExpressions(t *testing.T) {
	x := param(int64(1))
	for name, c := range map[string]struct {
		d *dialect.Dialect
		x ast.Expr
	}{
		"regular expression":   {dialect.Neutral, &ast.Regexp{X: x, Pattern: x}},
		"replacement":          {sqlite.Dialect, &ast.RegexpReplace{X: x, Pattern: x, Replacement: x}},
		"document":             {goldenDialects['F'], &ast.JSONElement{X: x, Steps: []any{"a"}}},
		"sequence":             {sqlite.Dialect, &ast.NextValue{Sequence: "s"}},
		"array":                {mysql.Dialect, &ast.Array{Items: list(x)}},
		"element of an array":  {mysql.Dialect, &ast.Subscript{X: x, Index: x}},
		"TRY_CAST":             {postgresql.Dialect, &ast.Cast{X: x, Type: types.Integer, Try: true}},
		"milliseconds of time": {sqlite.Dialect, &ast.Extract{Field: "milliseconds", X: x}},
	} {
		var unsupported *dialect.UnsupportedError
		if s, err := c.d.CompileExpression(c.x); !errors.As(err, &unsupported) {
			t.Errorf("%s on %s: %q, %v, want an UnsupportedError", name, c.d.Name, s.SQL, err)
		}
	}
}

// TestInlineKinds writes values of the program's own types.
func TestInlineKinds(t *testing.T) {
	type color string
	type count uint8
	seven := 7
	var missing *int
	for _, c := range []struct {
		value any
		t     *types.Type
		want  string
	}{
		{color("red's"), nil, "'red''s'"},
		{count(3), nil, "3"},
		{int32(-3), nil, "-3"},
		{float32(0.1), nil, "0.1"},
		{5.0, nil, "5.0"},
		{1e300, nil, "1e+300"},
		{&seven, nil, "7"},
		{missing, nil, "NULL"},
		{[16]byte{0x12}, nil, "'12000000-0000-0000-0000-000000000000'"},
		{types.JSONText(`{"a": "b'c"}`), types.JSON, `'{"a": "b''c"}'`},
		{time.Date(2024, 2, 29, 13, 45, 59, 0, time.UTC), types.DateTime, "'2024-02-29 13:45:59'"},
		{time.Date(2024, 2, 29, 13, 45, 59, 0, time.UTC), types.DateOnly, "'2024-02-29'"},
		{time.Date(2024, 2, 29, 13, 45, 59, 0, time.UTC), types.TimeOnly, "'13:45:59'"},
		{24*time.Hour + 30*time.Second, types.Interval, "make_interval(secs=>86430.0)"},
		{[]string{"a", "b'c"}, types.Array(types.Text), "ARRAY['a', 'b''c']"},
		{[][]int64{{1}, {2, 3}}, types.Array(types.Array(types.Integer)), "ARRAY[ARRAY[1], ARRAY[2, 3]]"},
	} {
		s, err := postgresql.Dialect.CompileExpression(&ast.Bind{Value: c.value, Type: c.t, Literal: true})
		if err != nil || s.SQL != c.want || len(s.Args) > 0 {
			t.Errorf("%v is %s, %v, want %s", c.value, s.SQL, err, c.want)
		}
	}
}

// TestQualifiedSequence quotes the parts of a name inside the string that names
// it.
func TestQualifiedSequence(t *testing.T) {
	next := &ast.NextValue{Schema: "my shop", Sequence: "it's"}
	for d, want := range map[*dialect.Dialect]string{
		postgresql.Dialect: `nextval('"my shop"."it''s"')`,
		mysql.MariaDB:      "nextval(`my shop`.`it's`)",
		dialect.Neutral:    `NEXT VALUE FOR "my shop"."it's"`,
	} {
		if s, err := d.CompileExpression(next); err != nil || s.SQL != want {
			t.Errorf("%s on %s, %v, want %s", s.SQL, d.Name, err, want)
		}
	}
}

// TestSteps compiles the ways into documents, and the parameters they travel as.
func TestSteps(t *testing.T) {
	document := documents.Column("data")
	for _, c := range []struct {
		d     *dialect.Dialect
		steps []any
		want  any
	}{
		{sqlite.Dialect, []any{"title"}, `$."title"`},
		{sqlite.Dialect, []any{`a"b\c`, 3}, `$."a\"b\\c"[3]`},
		{mysql.Dialect, []any{3}, "$[3]"},
		{postgresql.Dialect, []any{"title"}, "title"},
		{postgresql.Dialect, []any{3}, int64(3)},
		{postgresql.Dialect, []any{"a", 0, "b"}, "{a, 0, b}"},
		{postgresql.Dialect, []any{"a b", "", `"\`, "null"}, `{"a b", "", "\"\\", "null"}`},
	} {
		s, err := c.d.CompileExpression(&ast.JSONElement{X: document, Steps: c.steps})
		if err != nil || len(s.Args) != 1 || s.Args[0] != c.want {
			t.Errorf("%v on %s: %v %v, want %v", c.steps, c.d.Name, s.Args, err, c.want)
		}
	}
}
