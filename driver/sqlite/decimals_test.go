package sqlite_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	dialect "github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// ascending are decimals in their order, those of the same value in one line.
var ascending = []string{
	"-12345678901234567890.13", "-12345678901234567890.12", "-1e3",
	"-10 -10.00", "-9.5", "-1 -1.0 -01", "-0.1 -.1 -0.10", "-1e-3",
	"0 0.0 -0 +0 0e5", "1e-3 0.001", "0.1 0.10 .1 +0.1 1e-1", "0.11", "1 1. 1.000", "9.5 9.50 95e-1 0.95E+1", "10 10.0 1e1",
	"10.000000000000000000000001", "100", "1e3 1000",
	"12345678901234567890.12", "12345678901234567890.13", "1e30",
	" 1", "1 000", "NaN", "abc",
}

func TestCompareDecimals(t *testing.T) {
	texts := func(line int) []string {
		if line < len(ascending)-4 {
			return strings.Fields(ascending[line])
		}
		return ascending[line : line+1] // no numbers
	}
	for i := range ascending {
		for j := range ascending {
			for _, a := range texts(i) {
				for _, b := range texts(j) {
					want := 0
					if i < j {
						want = -1
					} else if i > j {
						want = 1
					}
					if got := sqlite.CompareDecimals(a, b); got != want {
						t.Errorf("%q and %q: %d, want %d", a, b, got, want)
					}
				}
			}
		}
	}
	for _, s := range []string{"", "-", ".", "-.", "e3", "1e", "1e+", "1.2.3", "1e3.5", "0x10", "1e99999999999"} {
		if sqlite.CompareDecimals(s, "1e30") != 1 || sqlite.CompareDecimals("1e30", s) != -1 {
			t.Errorf("%q is taken for a number", s)
		}
	}
}

func FuzzCompareDecimals(f *testing.F) {
	f.Add("0.10", "1e-1")
	f.Add("-12.50", "12.5")
	f.Fuzz(func(t *testing.T, a, b string) {
		plain := func(s string) bool {
			return len(s) < 40 && strings.Trim(s, "+-.0123456789") == "" && strings.ContainsAny(s, "0123456789")
		}
		x, xNumber := new(big.Rat).SetString(a)
		y, yNumber := new(big.Rat).SetString(b)
		if !plain(a) || !plain(b) || !xNumber || !yNumber {
			return
		}
		if got, want := sqlite.CompareDecimals(a, b), x.Cmp(y); got != want {
			t.Errorf("%q and %q: %d, want %d", a, b, got, want)
		}
	})
}

var (
	prices = &ast.Table{Name: "prices"}
	id     = &ast.Column{From: prices, Name: "id", Type: types.Integer}
	price  = &ast.Column{From: prices, Name: "price", Type: types.Lossless(types.Numeric(24, 2))}
	limit  = &ast.Column{From: prices, Name: "ceiling", Type: types.Lossless(types.Numeric(24, 2))}
	whole  = &ast.Column{From: prices, Name: "whole", Type: types.Integer}
	real   = &ast.Column{From: prices, Name: "real", Type: types.Float}
	word   = &ast.Column{From: prices, Name: "word", Type: types.Text}
)

// priceList has a table of prices whose texts sort in another order than they.
func priceList(t *testing.T) driver.Conn {
	conn := memory(t)
	name, err := dialect.Dialect.TypeName(price.Type)
	if err != nil {
		t.Fatal(err)
	}
	exec(t, conn, fmt.Sprintf("CREATE TABLE prices (id INTEGER PRIMARY KEY, price %[1]s, ceiling %[1]s, whole INTEGER, real FLOAT, word TEXT)", name))
	for i, s := range []string{"9.5", "10", "10.0", "100", "-1", "0.1", "0.10", "1e3", "12345678901234567890.12"} {
		exec(t, conn, "INSERT INTO prices VALUES (?, ?, '9.50', 10, 9.5, '10.00')", i+1, s)
	}
	return conn
}

func number(s string) *ast.Bind {
	return &ast.Bind{Value: decimal.RequireFromString(s), Type: types.Lossless(types.Numeric(0, 0)), Set: true}
}

func compare(left ast.Expr, op ast.Operator, right ast.Expr) ast.Expr {
	return &ast.Binary{Op: op, Left: left, Right: right}
}

func call(name string, args ...ast.Expr) *ast.Function {
	return &ast.Function{Name: name, Args: args, Type: price.Type}
}

// TestDecimals has conditions on decimals select the rows that they mean.
func TestDecimals(t *testing.T) {
	conn := priceList(t)
	least := &ast.ScalarQuery{Query: &ast.Select{Columns: []ast.Expr{call("min", price)}, From: []ast.From{prices}}}
	all := &ast.Select{Columns: []ast.Expr{price}, From: []ast.From{prices}}
	coalesced := call("coalesce", price, number("0"))
	chosen := &ast.Case{Whens: []ast.When{{Condition: compare(id, ast.Greater, &ast.Bind{Value: 0, Set: true}), Result: price}}}
	vector := &types.Vector{Kind: types.Strings, Type: price.Type, Strings: []string{"10.00", "0.100"}}
	cases := []struct {
		name  string
		where ast.Expr
		want  string
		plain bool // no cast is written
	}{
		{"column = value", compare(price, ast.Equal, number("10.00")), "2 3", true},
		{"value = column", compare(number("0.100"), ast.Equal, price), "6 7", true},
		{"column != value", compare(price, ast.NotEqual, number("10")), "1 4 5 6 7 8 9", true},
		{"column > value", compare(price, ast.Greater, number("9.50")), "2 3 4 8 9", true},
		{"column < value", compare(price, ast.Less, number("0.11")), "5 6 7", true},
		{"value >= column", compare(number("1000"), ast.GreaterOrEqual, price), "1 2 3 4 5 6 7 8", true},
		{"beyond a float", compare(price, ast.Less, number("12345678901234567890.13")), "1 2 3 4 5 6 7 8 9", true},
		{"beyond a float, not", compare(price, ast.GreaterOrEqual, number("12345678901234567890.13")), "", true},
		{"column < integer", compare(price, ast.Less, &ast.Bind{Value: int64(10), Type: types.Integer, Set: true}), "1 5 6 7", true},
		{"column = float", compare(price, ast.Equal, &ast.Bind{Value: 9.5, Type: types.Float, Set: true}), "1", true},
		{"column = column", compare(price, ast.Equal, limit), "1", true},
		{"column < column of integers", compare(price, ast.Less, whole), "1 5 6 7", true},
		{"column of floats = column", compare(real, ast.Equal, price), "1", true},
		{"column of integers = value", compare(whole, ast.Equal, number("10.00")), "1 2 3 4 5 6 7 8 9", true},
		{"column of texts = column", compare(word, ast.Equal, price), "2 3", false},
		{"in values", &ast.In{X: price, List: []ast.Expr{number("10.000"), number("1000")}}, "2 3 8", true},
		{"not in values", &ast.In{X: price, List: []ast.Expr{number("10.000"), number("1000")}, Not: true}, "1 4 5 6 7 9", true},
		{"in a vector", &ast.In{X: price, Vector: vector}, "2 3 6 7", true},
		{"in a query", &ast.In{X: limit, Query: all}, "1 2 3 4 5 6 7 8 9", true},
		{"value in a query", &ast.In{X: number("10.00"), Query: all}, "1 2 3 4 5 6 7 8 9", true},
		{"between values", &ast.Between{X: price, Low: number("0.1"), High: number("10")}, "1 2 3 6 7", true},
		{"not between values", &ast.Between{X: price, Low: number("0.1"), High: number("10"), Not: true}, "4 5 8 9", true},
		{"between columns", &ast.Between{X: number("9.5"), Low: price, High: limit}, "1 5 6 7", true},
		{"distinct from", &ast.DistinctFrom{Left: price, Right: number("10.00"), Not: true}, "2 3", true},
		{"coalesced", compare(coalesced, ast.Less, number("10")), "1 5 6 7", false},
		{"coalesced in values", &ast.In{X: coalesced, List: []ast.Expr{number("10.00")}}, "2 3", false},
		{"coalesced in a vector", &ast.In{X: coalesced, Vector: vector}, "2 3 6 7", false},
		{"coalesced between values", &ast.Between{X: coalesced, Low: number("0.1"), High: number("10")}, "1 2 3 6 7", false},
		{"coalesced distinct from", &ast.DistinctFrom{Left: coalesced, Right: number("10.00"), Not: true}, "2 3", false},
		{"case", compare(chosen, ast.Less, number("10")), "1 5 6 7", false},
		{"product", compare(compare(price, ast.Multiply, number("2")), ast.Equal, number("19.00")), "1", false},
		{"least of a query", compare(price, ast.Equal, least), "5", true},
		{"less than half of it", compare(price, ast.Less, compare(least, ast.Divide, number("2"))), "5", true},
		{"value = least of a query", compare(number("-1.0"), ast.Equal, least), "1 2 3 4 5 6 7 8 9", false},
		{"cast", compare(&ast.Cast{X: word, Type: price.Type}, ast.Equal, number("10")), "1 2 3 4 5 6 7 8 9", true},
	}
	for _, c := range cases {
		query := &ast.Select{Columns: []ast.Expr{id}, Where: []ast.Expr{c.where}, OrderBy: []ast.Expr{id}}
		if got, text := ask(t, conn, query); got != c.want {
			t.Errorf("%s: rows %s, want %s\n%s", c.name, got, c.want, text)
		} else if c.plain && strings.Contains(strings.ReplaceAll(text, "CAST(prices.word", ""), "CAST(") {
			t.Errorf("%s: needless cast in %s", c.name, text)
		}
	}
}

// TestDecimalsOrder has decimals sorted, grouped and passed on by queries.
func TestDecimalsOrder(t *testing.T) {
	conn := priceList(t)
	inner := &ast.Select{Columns: []ast.Expr{id, price, &ast.Label{X: call("coalesce", price, number("0")), Name: "c"}, &ast.Label{X: call("sum", price), Name: "s"}},
		GroupBy: []ast.Expr{id, price}}
	columns := func(from ast.From) []*ast.Column {
		return []*ast.Column{{From: from, Name: "id", Type: types.Integer}, {From: from, Name: "price", Type: price.Type},
			{From: from, Name: "c", Type: price.Type}, {From: from, Name: "s", Type: price.Type}}
	}
	derived := &ast.Derived{Query: inner, Name: "d"}
	derived.Columns = columns(derived)
	cte := &ast.CTE{Statement: inner, Name: "w"}
	cte.Columns = columns(cte)
	const sorted = "5 6 7 1 2 3 4 8 9"
	type query struct {
		name  string
		query *ast.Select
		want  string
	}
	cases := []query{
		{"order", &ast.Select{Columns: []ast.Expr{id}, OrderBy: []ast.Expr{price, id}}, sorted},
		{"descending order", &ast.Select{Columns: []ast.Expr{id}, OrderBy: []ast.Expr{&ast.Order{X: price, Direction: ast.Descending}, id}}, "9 8 4 2 3 1 6 7 5"},
		{"order of what is computed", &ast.Select{Columns: []ast.Expr{id}, OrderBy: []ast.Expr{call("coalesce", price, number("0")), id}}, sorted},
		{"distinct", &ast.Select{Columns: []ast.Expr{price}, Distinct: true, OrderBy: []ast.Expr{price}}, "-1 0.1 9.5 10 100 1e3 12345678901234567890.12"},
		{"groups", &ast.Select{Columns: []ast.Expr{&ast.Function{Name: "count"}}, From: []ast.From{prices}, GroupBy: []ast.Expr{price}, OrderBy: []ast.Expr{price}}, "1 2 1 2 1 1 1"},
		{"groups that have a least", &ast.Select{Columns: []ast.Expr{whole}, GroupBy: []ast.Expr{whole},
			Having: []ast.Expr{compare(call("min", price), ast.Less, number("-0.5"))}}, "10"},
		{"order of greatest", &ast.Select{Columns: []ast.Expr{id}, GroupBy: []ast.Expr{id}, OrderBy: []ast.Expr{call("max", price), id}}, sorted},
		{"least and greatest", &ast.Select{Columns: []ast.Expr{call("min", price), call("max", price)}}, "-1 12345678901234567890.12"},
		{"least of what is computed", &ast.Select{Columns: []ast.Expr{call("min", call("coalesce", price, number("0")))}}, "-1"},
	}
	for _, from := range []ast.From{derived, cte} {
		c := columns(from)
		cases = append(cases,
			query{"column of a query", &ast.Select{Columns: []ast.Expr{c[0]}, Where: []ast.Expr{compare(c[1], ast.Less, number("10.0"))}, OrderBy: []ast.Expr{c[1], c[0]}}, "5 6 7 1"},
			query{"computed by a query", &ast.Select{Columns: []ast.Expr{c[0]}, Where: []ast.Expr{compare(c[2], ast.Less, number("10.0"))}, OrderBy: []ast.Expr{c[2], c[0]}}, "5 6 7 1"},
			query{"sum of a query", &ast.Select{Columns: []ast.Expr{c[0]}, Where: []ast.Expr{compare(c[3], ast.Less, number("10.0"))}, OrderBy: []ast.Expr{c[3], c[0]}}, "5 6 7 1"},
		)
	}
	for _, c := range cases {
		if got, text := ask(t, conn, c.query); got != c.want {
			t.Errorf("%s: %s, want %s\n%s", c.name, got, c.want, text)
		}
	}
}

// A unique index takes decimals of the same value for the same.
func TestDecimalsUnique(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE codes (code TEXT COLLATE DECIMAL)")
	exec(t, conn, "CREATE UNIQUE INDEX ux ON codes (code)")
	exec(t, conn, "INSERT INTO codes VALUES ('10'), ('9.5')")
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO codes VALUES ('10.0')"})
	if failure, ok := err.(*driver.Error); !ok || failure.Kind != driver.ErrUniqueViolation {
		t.Errorf("got %v", err)
	}
}

// ask gives all values of a query's rows, and its text.
func ask(t *testing.T, conn driver.Conn, s *ast.Select) (values, text string) {
	statement, err := dialect.Dialect.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(t.Context(), driver.Statement{SQL: statement.SQL, Args: statement.Args})
	if err != nil {
		t.Fatalf("%v\n%s", err, statement.SQL)
	}
	var all []string
	for _, row := range table(t, rows) {
		all = append(all, strings.Fields(strings.Trim(fmt.Sprint(row), "[]"))...)
	}
	return strings.Join(slices.Clip(all), " "), statement.SQL
}
