package conformance

import (
	"math"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var numberCases = []Case{
	{Name: "types/integer", run: integerType},
	{Name: "types/big-integer", run: bigIntegerType},
	{Name: "types/numeric", run: numericType},
	{Name: "types/numeric-arithmetic", Needs: []Capability{DecimalArithmetic}, run: numericArithmetic},
	{Name: "types/numeric-38", Needs: []Capability{Decimals38}, run: numeric38},
	{Name: "types/numeric-as-float", run: numericAsFloat},
	{Name: "types/float", run: floatType},
	{Name: "types/infinity", Needs: []Capability{Infinity}, run: infinity},
	{Name: "types/division", run: division},
	{Name: "types/cast", run: casts},
}

func decimals(texts ...string) (values []decimal.Decimal) {
	for _, s := range texts {
		values = append(values, decimal.RequireFromString(s))
	}
	return values
}

func integerType(t *trial) {
	h := hold[int32](t, types.Integer)
	samples := []int32{0, 5, -1, math.MaxInt32, math.MinInt32}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	if _, err := sql.Insert(h.table).Values(h.id.Set(99), number(h.table, "v").Set(math.MaxInt32+1)).Exec(t.ctx, t.eng); err == nil {
		gives(t, "a number beyond the type", sql.Select1(number(h.table, "v")).Where(h.id.Eq(99)), math.MaxInt32+1)
	}
}

func bigIntegerType(t *trial) {
	h := hold[int64](t, types.BigInteger)
	samples := []int64{1376537018368127, -1376537018368127, math.MaxInt64, math.MinInt64, 9007199254740993}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	gives(t, "a sum of numbers beyond 32 bits", sql.Select1(number(h.table, "v").Add(2147483648)).Where(h.id.Eq(1)), 1376537018368127+2147483648)
}

func numericType(t *trial) {
	h := hold[decimal.Decimal](t, types.Numeric(18, 6))
	samples := decimals("15.7563", "0", "-0.000001", "1.5", "-54.246", "0.004354", "123456789.123456", "0.7", "1E-5", "1E+10")
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	wide := holdIn[decimal.Decimal](t, "wide", types.Lossless(types.Numeric(18, 6)))
	samples = decimals("123456789012.123456", "-999999999999.999999", "0.000001")
	wide.keeps(samples...)
	wide.compares(samples...)
	wide.writes(samples...)
	wide.finds(samples...)
	whole := holdIn[decimal.Decimal](t, "whole", types.Numeric(9, 0))
	whole.keeps(decimals("0", "-7", "999999999")...)
	if _, err := sql.Insert(h.table).Values(h.id.Set(99), h.value.Set(decimal.RequireFromString("0.0000001"))).Exec(t.ctx, t.eng); err == nil {
		t.Error("a number with more digits than the column has was taken")
	}
}

// What is computed of exact numbers is exact.
func numericArithmetic(t *trial) {
	table := t.created("prices", key(), schema.Col("a", types.Numeric(10, 2)), schema.Col("b", types.Numeric(10, 2)))
	a, b := column[sql.Number[decimal.Decimal]](table, "a"), column[sql.Number[decimal.Decimal]](table, "b")
	for i, p := range [][2]string{{"0.10", "0.20"}, {"10.05", "-0.05"}} {
		values := decimals(p[0], p[1])
		t.insert(table, row(number(table, "id").Set(int64(i+1)), a.Set(values[0]), b.Set(values[1])))
	}
	id := number(table, "id")
	sums := all(t, sql.Select1(sql.Add(a, b)).OrderBy(id.Asc()))
	for i, want := range decimals("0.3", "10") {
		if !sums[i].Equal(want) {
			t.Errorf("a sum is %s, want %s", sums[i], want)
		}
	}
	total, err := sql.Select1(sql.Sum(a)).One(t.ctx, t.eng)
	if err != nil || !total.Equal(decimal.RequireFromString("10.15")) {
		t.Errorf("the sum of a column is %v, %v", total, err)
	}
	gives(t, "compared", sql.Select1(id).Where(a.Gt(decimal.RequireFromString("9.99"))), 2)
	gives(t, "ordered", sql.Select1(id).OrderBy(a.Desc()), 2, 1)
}

func numeric38(t *trial) {
	h := hold[decimal.Decimal](t, types.Lossless(types.Numeric(38, 10)))
	samples := decimals("1234567890123456789012345678.0123456789", "-9999999999999999999999999999.9999999999", "0.0000000001", "1E+20")
	h.keeps(samples...)
	h.compares(samples[:2]...)
	h.writes(samples...)
	h.finds(samples...)
}

func numericAsFloat(t *trial) {
	h := hold[float64](t, types.Numeric(12, 4))
	h.keeps(15.7563, -0.5, 0)
	f := holdIn[decimal.Decimal](t, "floats", types.Double)
	f.keeps(decimals("15.75", "-0.5", "0")...)
}

func floatType(t *trial) {
	h := hold[float64](t, types.Double)
	samples := []float64{0, 15.7563, -1.5, math.Pi, 1e-300, 1.7e300, 8.5, 123456789.123456789}
	h.keeps(samples...)
	h.writes(0, -1.5, 8.5, 1e30, 2.5e-7)
	h.compares(8.5, -1.5)
	single := holdIn[float32](t, "singles", types.Float)
	single.keeps(0, 1.5, -0.25)
}

func infinity(t *trial) {
	h := hold[float64](t, types.Double)
	h.keeps(math.Inf(1), math.Inf(-1))
}

func division(t *trial) {
	p := t.points
	near := func(what string, q sql.Query[float64], want float64) {
		t.Helper()
		got := all(t, q)
		if len(got) != 1 || math.Abs(got[0]-want) > 1e-5 {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
	}
	third := p.id.Eq(3) // x 3, y 4
	near("of integers", sql.Select1(p.x.Div(2)).Where(third), 1.5)
	near("of columns", sql.Select1(sql.Div(p.x, p.y)).Where(third), 0.75)
	near("of a negative number", sql.Select1(p.x.Neg().Div(2)).Where(third), -1.5)
	gives(t, "rounded down", sql.Select1(p.x.FloorDiv(2)).Where(third), 1)
	gives(t, "columns rounded down", sql.Select1(sql.FloorDiv(p.y, p.x)).Where(third), 1)
	table := t.created("quotients", key(), schema.Col("f", types.Double), schema.Col("d", types.Numeric(10, 4)))
	f, d := column[sql.Number[float64]](table, "f"), column[sql.Number[decimal.Decimal]](table, "d")
	t.insert(table, row(number(table, "id").Set(1), f.Set(7.5), d.Set(decimal.RequireFromString("7.5"))))
	near("of a float", sql.Select1(f.Div(2)), 3.75)
	near("of a float, rounded down", sql.Select1(f.FloorDiv(2)), 3)
	near("of a decimal", sql.Select1(sql.CastTo[sql.Number[float64]](d.Div(decimal.NewFromInt(2)), types.Double)), 3.75)
}

func casts(t *trial) {
	p := t.points
	gives(t, "a number to a string", sql.Select1(sql.CastTo[sql.String](p.x, types.String(10))).Where(p.id.Eq(3)), "3")
	gives(t, "a string to a number", sql.Select1(sql.CastTo[sql.Number[int64]](sql.CastTo[sql.String](p.x, types.String(10)), types.Integer).Add(1)).Where(p.id.Eq(3)), 4)
	value := all(t, sql.Select1(sql.CastTo[sql.Number[decimal.Decimal]](p.x, types.Numeric(10, 2))).Where(p.id.Eq(3)))
	equal(t, "a number to a decimal", value[0].Equal(decimal.NewFromInt(3)), true)
}
