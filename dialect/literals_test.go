package dialect_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// one runs a statement that gives one row of one column, and hands that to get.
func one(t *testing.T, conn driver.Conn, s dialect.Statement, get func(rows driver.Rows) error) {
	t.Helper()
	s.Returns = true
	rows, err := conn.Query(t.Context(), s)
	if err != nil {
		t.Fatalf("%q: %v", s.SQL, err)
	}
	defer rows.Close()
	if len(rows.Columns()) != 1 || !rows.Next() {
		t.Fatalf("%q gives no row of one column: %v", s.SQL, rows.Err())
	}
	if err := get(rows); err != nil {
		t.Fatalf("%q: %v", s.SQL, err)
	}
	if rows.Next() || rows.Err() != nil {
		t.Fatalf("%q gives more than a row: %v", s.SQL, rows.Err())
	}
}

// FuzzIdentifierOnSQLite checks that SQLite reads what is written as one name,
// also in the quotes of MySQL, which it knows.
func FuzzIdentifierOnSQLite(f *testing.F) {
	for _, seed := range []string{"users", "select", "SELECT", `a"b`, "a`b", "a]b", `"; DROP TABLE x; --`, "`", `""`, "/*", "--", "'", "a.b", " ", "\n", "Ünï", "😀", "$1", ":a", "?", "\\"} {
		f.Add(seed)
	}
	_, conn := connect(f, "sqlite://")
	f.Fuzz(func(t *testing.T, name string) {
		for _, d := range namings {
			if d.Identifiers.Quote == '[' {
				continue // SQLite has no way to write a ] in them
			}
			quoted, err := d.Identifiers.AppendQuoted(nil, name)
			if err != nil || d.Name != "sqlite" && quoted[0] != d.Identifiers.Quote {
				continue // not to be written; a word that only SQLite reserves
			}
			one(t, conn, dialect.Statement{SQL: "SELECT 1 AS " + string(quoted)}, func(rows driver.Rows) error {
				if got := rows.Columns()[0]; got != name {
					t.Errorf("%s writes %q as %s, which SQLite reads as %q", d.Name, name, quoted, got)
				}
				return nil
			})
		}
	})
}

// inlined compiles SELECT of a value that is written into the statement.
func inlined(d *dialect.Dialect, value any, t *types.Type) (dialect.Statement, error) {
	return d.CompileInline(&ast.Select{Columns: list(&ast.Label{X: &ast.Bind{Value: value, Type: t}, Name: "v"})})
}

// FuzzLiteralOnSQLite checks that values which are written into a statement
// arrive as they are.
func FuzzLiteralOnSQLite(f *testing.F) {
	for _, seed := range []string{"", "'", "''", `\'`, `\`, "%_", "x' OR 1=1 --", "\n", "😀", "\x00", "\xff", "?", ":a", "$1"} {
		f.Add(seed, int64(len(seed))-3, float64(len(seed))/3)
	}
	f.Add("min", int64(math.MinInt64), math.MaxFloat64)
	f.Add("max", int64(math.MaxInt64), -math.SmallestNonzeroFloat64)
	f.Add("inf", int64(0), math.Inf(1))
	f.Add("nan", int64(0), math.NaN())
	_, conn := connect(f, "sqlite://")
	f.Fuzz(func(t *testing.T, text string, integer int64, float float64) {
		checkLiteral(t, conn, sqlite.Dialect, text)
		checkLiteral(t, conn, sqlite.Dialect, []byte(text))
		checkLiteral(t, conn, sqlite.Dialect, integer)
		checkLiteral(t, conn, sqlite.Dialect, float)
	})
}

// checkLiteral checks that a value comes back from SELECT literal, or that it
// cannot be written where it must not.
func checkLiteral(t *testing.T, conn driver.Conn, d *dialect.Dialect, value any) {
	t.Helper()
	refused := false
	switch v := value.(type) {
	case string:
		refused = strings.Contains(v, "\x00") || !utf8.ValidString(v)
	case float64:
		refused = math.IsInf(v, 0) || math.IsNaN(v)
	}
	s, err := inlined(d, value, nil)
	if refused || err != nil {
		if !refused || err == nil || !strings.Contains(err.Error(), "cannot be written into a statement") {
			t.Errorf("%s writes %#v as %q: %v", d.Name, value, s.SQL, err)
		}
		return
	}
	if len(s.Args) > 0 {
		t.Errorf("%q has parameters: %v", s.SQL, s.Args)
	}
	one(t, conn, s, func(rows driver.Rows) (err error) {
		same := false
		var got any
		switch v := value.(type) {
		case string:
			got, err = rows.String(0)
			same = got == v
		case []byte:
			got, err = rows.Bytes(0)
			same = bytes.Equal(got.([]byte), v)
		case int64:
			got, err = rows.Int64(0)
			same = got == v
		case float64:
			got, err = rows.Float64(0)
			same = got == v
		case bool:
			got, err = rows.Bool(0)
			same = got == v
		}
		if err == nil && !same {
			t.Errorf("%s: %#v written as %q came back as %#v", d.Name, value, s.SQL, got)
		}
		return err
	})
}

// nasty are strings that break out of a literal which is written without care.
var nasty = []string{
	"", " ", "'", "''", "'''", `"`, "`", `\`, `\\`, `\'`, `\\'`, `'\`, `\' OR 1=1 -- `, "' OR '1'='1", "'; DROP TABLE users; -- ",
	"/* ", "*/", "--", "#", "%", "_", "%s %d %%", "?", "?1", ":a", ":1", "$1", "$$", "$t$", "@x", "{fn now()}",
	"\n", "\r\n", "\t", "\b", "\x1a", "\x7f", "\\n", "\\x41", "\\000", "\u00a0", "\u2028", "\u200b", "\ufeff", "ʼ", "'", "‘’“”",
	"größe", "日本語", "😀", "👩‍👩‍👧", "e\u0301", "\U0010ffff", "E'\\''", "X'41'", "N'a'", "_utf8'a'", "0x41", "NULL", "\x00", "a\x00b", "\xff", "a\xc3", "\xbf'",
	strings.Repeat("'", 1000), strings.Repeat(`\`, 1001), strings.Repeat("x", 100_000),
}

// Values written into a statement arrive as they are on every server.
func TestLiterals(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		for _, text := range nasty {
			checkLiteral(t, conn, d, text)
			checkLiteral(t, conn, d, []byte(text))
		}
		for _, n := range []int64{0, 1, -1, math.MaxInt64, math.MinInt64 + 1, math.MinInt64} {
			checkLiteral(t, conn, d, n)
		}
		for _, x := range []float64{0, 0.5, -0.5, 1e300, -1e-300, math.MaxFloat64, math.Pi, 1 << 60, math.Inf(-1), math.NaN()} {
			checkLiteral(t, conn, d, x)
		}
		checkLiteral(t, conn, d, true)
		checkLiteral(t, conn, d, false)
	})
}

// A value stays one value beside what would change its meaning.
func TestLiteralsInTheirPlace(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		minus := func(a, b any) ast.Expr {
			return &ast.Binary{Op: ast.Subtract, Left: &ast.Bind{Value: a, Type: types.Integer}, Right: &ast.Bind{Value: b, Type: types.Integer}}
		}
		negated := &ast.Unary{Op: ast.Negate, X: &ast.Bind{Value: int64(-5), Type: types.Integer}}
		for want, e := range map[int64]ast.Expr{3: minus(int64(1), int64(-2)), -1: minus(int64(1), int64(2)), 5: negated} {
			s, err := d.CompileInline(&ast.Select{Columns: list(&ast.Label{X: e, Name: "v"})})
			if err != nil {
				t.Fatal(err)
			}
			one(t, conn, s, func(rows driver.Rows) error {
				got, err := rows.Int64(0)
				if got != want {
					t.Errorf("%q gives %d, want %d", s.SQL, got, want)
				}
				return err
			})
		}
		for i, text := range nasty {
			if strings.Contains(text, "\x00") || !utf8.ValidString(text) {
				continue
			}
			// Between others: what follows a literal is not part of it.
			bind := func(value string) ast.Expr { return &ast.Bind{Value: value, Type: types.Text} }
			joined := bind("<")
			for _, part := range []string{text, "|", text, ">"} {
				joined = &ast.Binary{Op: ast.Concat, Left: joined, Right: bind(part)}
			}
			s, err := d.CompileInline(&ast.Select{Columns: list(&ast.Label{X: joined, Name: "v"})})
			if err != nil {
				t.Fatal(err)
			}
			one(t, conn, s, func(rows driver.Rows) error {
				got, err := rows.String(0)
				if want := fmt.Sprintf("<%s|%s>", text, text); got != want {
					t.Errorf("%d: %q gives %q, want %q", i, s.SQL, got, want)
				}
				return err
			})
		}
	})
}
