package pgx

import (
	"context"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

var instant = time.Date(2024, 2, 29, 13, 4, 5, 678_901_000, time.UTC)

// Each value goes in and comes out three times: with a statement that is new to
// the connection, when everything is text; with one that is prepared; and
// without prepared statements at all. All must agree.
var roundTrips = []struct {
	column string
	value  any
	text   string
	any    any
}{
	{"smallint", int64(-32768), "-32768", int64(-32768)},
	{"integer", int64(2147483647), "2147483647", int64(2147483647)},
	{"bigint", int64(math.MinInt64), "-9223372036854775808", int64(math.MinInt64)},
	{"bigint", 7, "7", int64(7)},
	{"bigint", uint8(7), "7", int64(7)},
	{"bigint", 7.0, "7", int64(7)},
	{"bigint", "7", "7", int64(7)},
	{"numeric", uint64(math.MaxUint64), "18446744073709551615", "18446744073709551615"},
	{"oid", int64(4000000000), "4000000000", int64(4000000000)},
	{"real", 1.1, "1.1", float64(float32(1.1))},
	{"real", 1e6, "1e+06", 1e6},
	{"double precision", 1.1, "1.1", 1.1},
	{"double precision", float32(0.5), "0.5", 0.5},
	{"double precision", 1e15, "1e+15", 1e15},
	{"double precision", 123456789012345.0, "123456789012345", 123456789012345.0},
	{"double precision", 1.5e-7, "1.5e-07", 1.5e-7},
	{"double precision", 1e300, "1e+300", 1e300},
	{"double precision", math.Inf(-1), "-Infinity", math.Inf(-1)},
	{"double precision", int64(3), "3", 3.0},
	{"boolean", true, "true", true},
	{"boolean", false, "false", false},
	{"text", "", "", ""},
	{"text", "Zoë 'quoted' \"twice\" \\ \n", "Zoë 'quoted' \"twice\" \\ \n", "Zoë 'quoted' \"twice\" \\ \n"},
	{"text", int64(5), "5", "5"},
	{"varchar(10)", "short", "short", "short"},
	{"char(4)", "ab", "ab  ", "ab  "},
	{"name", "relname", "relname", "relname"},
	{"bytea", []byte{0, 1, '\\', 0xff}, "\x00\x01\\\xff", []byte{0, 1, '\\', 0xff}},
	{"bytea", []byte{}, "", []byte{}},
	{"date", types.NewDate(2024, 2, 29), "2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
	{"date", types.NewDate(-43, 3, 15), "0044-03-15 BC", time.Date(-43, 3, 15, 0, 0, 0, 0, time.UTC)},
	{"date", types.NewDate(0, 2, 29), "0001-02-29 BC", time.Date(0, 2, 29, 0, 0, 0, 0, time.UTC)},
	{"date", instant, "2024-02-29", time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)},
	{"date", "infinity", "infinity", "infinity"},
	{"time", types.NewTimeOfDay(13, 4, 5, 600_000_999), "13:04:05.6", time.Date(1, 1, 1, 13, 4, 5, 600_000_000, time.UTC)},
	{"time", types.TimeOfDay{}, "00:00:00", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)},
	{"time", "24:00:00", "24:00:00", time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)},
	{"timetz", "13:04:05.5-03:30", "13:04:05.5-03:30", time.Date(1, 1, 1, 13, 4, 5, 500_000_000, time.FixedZone("", -12600))},
	{"timestamp", instant, "2024-02-29 13:04:05.678901", instant},
	{"timestamp", instant.In(time.FixedZone("", 7200)), "2024-02-29 13:04:05.678901", instant},
	{"timestamp", "-infinity", "-infinity", "-infinity"},
	{"timestamptz", instant.In(time.FixedZone("", 7200)), "2024-02-29 13:04:05.678901+00", instant},
	{"timestamptz", time.Date(1883, 1, 2, 3, 4, 5, 999, time.UTC), "1883-01-02 03:04:05+00", time.Date(1883, 1, 2, 3, 4, 5, 0, time.UTC)},
	{"timestamptz", time.Date(-3, 1, 2, 3, 4, 5, 999_999_999, time.UTC), "0004-01-02 03:04:05.999999+00 BC", time.Date(-3, 1, 2, 3, 4, 5, 999_999_000, time.UTC)},
	{"timestamptz", time.Date(12345, 1, 2, 3, 4, 5, 0, time.UTC), "12345-01-02 03:04:05+00", time.Date(12345, 1, 2, 3, 4, 5, 0, time.UTC)},
	{"timestamptz", "infinity", "infinity", "infinity"},
	{"numeric", decimal.RequireFromString("12345678901234567890.123456789"), "12345678901234567890.123456789", "12345678901234567890.123456789"},
	{"numeric(10, 4)", decimal.RequireFromString("-0.0015"), "-0.0015", "-0.0015"},
	{"numeric(10, 2)", decimal.RequireFromString("10000"), "10000.00", "10000.00"},
	{"numeric", decimal.RequireFromString("0.00000000000000000001"), "0.00000000000000000001", "0.00000000000000000001"},
	{"numeric", "1e40", "1" + strings.Repeat("0", 40), "1" + strings.Repeat("0", 40)},
	{"numeric", int64(0), "0", "0"},
	{"numeric", math.NaN(), "NaN", "NaN"},
	{"json", types.JSONText(`{"b": 1, "a":2}`), `{"b": 1, "a":2}`, `{"b": 1, "a":2}`},
	{"jsonb", types.JSONText(`{"b":1,"a":2}`), `{"a": 2, "b": 1}`, `{"a": 2, "b": 1}`},
	{"jsonb", json.RawMessage(`[1]`), `[1]`, `[1]`},
	{"uuid", "0190163D-8694-739b-aea5-966c26f8ad91", "0190163d-8694-739b-aea5-966c26f8ad91", "0190163d-8694-739b-aea5-966c26f8ad91"},
	{"uuid", [16]byte{1, 2, 3}, "01020300-0000-0000-0000-000000000000", "01020300-0000-0000-0000-000000000000"},
	{"interval", -(90*time.Minute + 500*time.Millisecond), "-01:30:00.5", "-01:30:00.5"},
	{"interval", "1 year 2 months -3 days 04:05:06.789", "1 year 2 mons -3 days +04:05:06.789", "1 year 2 mons -3 days +04:05:06.789"},
	{"interval", "-1 year 2 months 3 days -04:05:06", "-10 mons +3 days -04:05:06", "-10 mons +3 days -04:05:06"},
	{"interval", "0", "00:00:00", "00:00:00"},
	{"inet", "10.0.0.0/8", "10.0.0.0/8", "10.0.0.0/8"},
	{"int4range", "[1,5)", "[1,5)", "[1,5)"},
	{"bit(3)", "101", "101", "101"},
	{"integer[]", []int{1, 2, 3}, "{1,2,3}", "{1,2,3}"},
	{"text[]", []string{"a", `b"\`, "", "NULL"}, `{a,"b\"\\","","NULL"}`, `{a,"b\"\\","","NULL"}`},
	{"mood", "fine", "fine", "fine"},
	{"aclitem", "postgres=r/postgres", "postgres=r/postgres", "postgres=r/postgres"},
}

func TestValuesRoundTrip(t *testing.T) {
	modes := map[string]*conn{"prepared": connect(t), "unprepared": connect(t, "statement_cache_capacity", "0")}
	for mode, c := range modes {
		mustExec(t, c, "drop type if exists mood cascade")
		mustExec(t, c, "create type mood as enum ('fine', 'bad')")
		for _, test := range roundTrips {
			table := makeTable(t, c, "id int, v "+test.column)
			for _, use := range []string{"first", "second"} {
				mustExec(t, c, "delete from "+table)
				for id, value := range []any{test.value, nil} {
					mustExec(t, c, "insert into "+table+" (id, v) values ($1, $2)", id, value)
				}
				rows, err := c.Query(context.Background(), queryOf("select v from "+table+" order by id"))
				if err != nil {
					t.Fatal(err)
				}
				if !rows.Next() || rows.Null(0) {
					t.Fatalf("%s %s: no value", mode, test.column)
				}
				if text, err := rows.String(0); err != nil || text != test.text {
					t.Errorf("%s, %s use: %s of %v as text: %q (%v), want %q", mode, use, test.column, test.value, text, err, test.text)
				}
				got, err := rows.Any(0)
				if err != nil {
					t.Errorf("%s, %s use: %s: %v", mode, use, test.column, err)
				}
				if want, ok := test.any.(time.Time); ok {
					if when, ok := got.(time.Time); !ok || !when.Equal(want) {
						t.Errorf("%s, %s use: %s of %v: %v, want %v", mode, use, test.column, test.value, got, want)
					}
				} else if !reflect.DeepEqual(got, test.any) {
					t.Errorf("%s, %s use: %s of %v: %#v, want %#v", mode, use, test.column, test.value, got, test.any)
				}
				if !rows.Next() || !rows.Null(0) {
					t.Errorf("%s, %s use: %s: no NULL", mode, use, test.column)
				}
				if got, err := rows.Any(0); got != nil || err != nil {
					t.Errorf("NULL as %v, %v", got, err)
				}
				if rows.Next() {
					t.Error("more rows than were inserted")
				}
				if err := rows.Close(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// What PostgreSQL writes as text is the measure for what is made of the binary
// format.
func TestBinaryFormatReadsAsPostgreSQLWrites(t *testing.T) {
	c := connect(t)
	for _, expression := range []string{
		"random()::float8", "random()::float4", "(random() * 1e20)::float8", "(random() * 1e-9)::float8", "(random() * 1e5)::float4",
		"(random() * 1e12)::numeric", "((random() * 1e12)::numeric / 7)", "round((random() * 1e9)::numeric, 3)",
		"make_interval(years => (random() * 4 - 2)::int, months => (random() * 40 - 20)::int, days => (random() * 60 - 30)::int, secs => random() * 200000 - 100000)",
		"('epoch'::timestamp + random() * interval '100 years')", "('4713-01-01 BC'::date + (random() * 3000000)::int)",
		"('00:00'::time + random() * interval '1 day')", "gen_random_uuid()", "(random() * 1e18)::bigint - 500000000000000000",
	} {
		query := "with v as (select " + expression + " as v from generate_series(1, 200)) select v, v::text from v"
		for range 2 {
			for _, row := range readStrings(t, c, query) {
				// PostgreSQL may write a digit more than it takes.
				if f, err := strconv.ParseFloat(row[1], 64); err == nil && row[0] != row[1] {
					if g, _ := strconv.ParseFloat(row[0], 64); strings.Contains(expression, "float") && f == g {
						continue
					}
				}
				if row[0] != row[1] {
					t.Errorf("%s: %q, PostgreSQL writes %q", expression, row[0], row[1])
				}
			}
		}
	}
}

func TestGettersConvert(t *testing.T) {
	c := connect(t)
	const query = `select 5::int2, 5.00::numeric, '5'::text, 5::float8, true, 1::int4, '0'::text, 't'::text,
		'2024-02-29 13:04:05Z'::text, '0190163d-8694-739b-aea5-966c26f8ad91'::uuid, 9007199254740993::bigint, 2.5::numeric, '{"a": 1}'::jsonb`
	for range 2 { // first as text, then as binary
		rows, err := c.Query(context.Background(), queryOf(query))
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		rows.Next()
		for i, want := range []int64{5, 5, 5, 5, 1, 1, 0} {
			if n, err := rows.Int64(i); err != nil || n != want {
				t.Errorf("column %d as an integer: %d, %v", i, n, err)
			}
		}
		for i, want := range []float64{5, 5, 5, 5} {
			if f, err := rows.Float64(i); err != nil || f != want {
				t.Errorf("column %d as a float: %v, %v", i, f, err)
			}
		}
		for i, want := range map[int]bool{4: true, 5: true, 6: false, 7: true} {
			if b, err := rows.Bool(i); err != nil || b != want {
				t.Errorf("column %d as a boolean: %v, %v", i, b, err)
			}
		}
		if when, err := rows.Time(8); err != nil || !when.Equal(time.Date(2024, 2, 29, 13, 4, 5, 0, time.UTC)) {
			t.Errorf("text as a time: %v, %v", when, err)
		}
		if b, err := rows.Bytes(9); err != nil || len(b) != 16 || b[0] != 1 || b[15] != 0x91 {
			t.Errorf("UUID as bytes: %x, %v", b, err)
		}
		if b, err := rows.Bytes(12); err != nil || string(b) != `{"a": 1}` {
			t.Errorf("jsonb as bytes: %s, %v", b, err)
		}

		for name, get := range map[string]func() error{
			"9007199254740993 loses digits":  func() error { _, err := rows.Float64(10); return err },
			`"2.5" is no whole number`:       func() error { _, err := rows.Int64(11); return err },
			"is uuid and cannot be read as":  func() error { _, err := rows.Int64(9); return err },
			"is int2 and cannot be read as":  func() error { _, err := rows.Time(0); return err },
			"is jsonb and cannot be read as": func() error { _, err := rows.Bool(12); return err },
			"no column 13":                   func() error { _, err := rows.String(13); return err },
		} {
			if err := get(); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("error %v, want one with %q", err, name)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := rows.Int64(0); err == nil || !strings.Contains(err.Error(), "no current row") {
			t.Errorf("reading after the end: %v", err)
		}
	}
}

func TestSessionSettingsDoNotChangeWhatIsRead(t *testing.T) {
	for _, capacity := range []string{"512", "0"} {
		c := connect(t, "timezone", "America/St_Johns", "statement_cache_capacity", capacity)
		mustExec(t, c, "set bytea_output = escape")
		for range 2 {
			got := readStrings(t, c, `select '2024-07-01 12:00:00+00'::timestamptz, '\x005c41ff'::bytea`)
			if got[0][0] != "2024-07-01 12:00:00+00" || got[0][1] != "\x00\\A\xff" {
				t.Errorf("capacity %s: %q", capacity, got)
			}
		}
		for range 2 {
			if got := readOne(t, c, "select $1::timestamptz", instant); got != "2024-02-29 13:04:05.678901+00" {
				t.Errorf("capacity %s: %s", capacity, got)
			}
		}
	}
}

// Literals are written for this setting: without it, a backslash in one could end
// it early.
func TestBackslashesInLiteralsStandForThemselves(t *testing.T) {
	c := connect(t, "options", "-c standard_conforming_strings=off")
	if got := readOne(t, c, `select 'a\'' or 1=1 --'`); got != `a\' or 1=1 --` {
		t.Errorf("read %q", got)
	}
}

func TestArgumentsThatDoNotFit(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "n int, s text, j json")
	for range 2 { // the same whether or not the statement is prepared
		_, err := c.Exec(context.Background(), statementOf("insert into "+table+" (n) values ($1)", int64(3_000_000_000)))
		if failure := asError(t, err); failure.State != "22003" || !strings.Contains(failure.Message, "3000000000") {
			t.Errorf("out of range: %v", err)
		}
		if _, err = c.Exec(context.Background(), statementOf("insert into "+table+" (j) values ($1)", []byte("{}"))); err == nil {
			t.Error("bytes went into a json column")
		}
		_, err = c.Exec(context.Background(), statementOf("insert into "+table+" (s) values ($1)", make(chan int)))
		if err == nil || !strings.Contains(err.Error(), "argument $1") || !strings.Contains(err.Error(), "chan int") {
			t.Errorf("a channel: %v", err)
		}
		_, err = c.Exec(context.Background(), statementOf("insert into "+table+" (n, s) values ($1, $2)", 1))
		if err == nil {
			t.Error("an argument is missing")
		}
		mustExec(t, c, "insert into "+table+" (n) values ($1)", 1)
		mustExec(t, c, "insert into "+table+" (n, s) values ($1, $2)", 1, "s")
	}
}

func TestVectorsRoundTrip(t *testing.T) {
	vectors := []struct {
		column string
		vector *types.Vector
		want   []string
	}{
		{"smallint", &types.Vector{Kind: types.Ints, Ints: []int64{-1, 2}}, []string{"-1", "2"}},
		{"integer", &types.Vector{Kind: types.Ints, Ints: []int64{-1, 2}}, []string{"-1", "2"}},
		{"bigint", &types.Vector{Kind: types.Ints, Ints: []int64{math.MinInt64, 2}}, []string{"-9223372036854775808", "2"}},
		{"numeric", &types.Vector{Kind: types.Ints, Ints: []int64{-1, 2}}, []string{"-1", "2"}},
		{"double precision", &types.Vector{Kind: types.Floats, Floats: []float64{-1.5, math.Inf(1)}}, []string{"-1.5", "Infinity"}},
		{"real", &types.Vector{Kind: types.Floats, Floats: []float64{-1.5, 1e20}}, []string{"-1.5", "1e+20"}},
		{"boolean", &types.Vector{Kind: types.Bools, Bools: []bool{true, false}}, []string{"true", "false"}},
		{"text", &types.Vector{Kind: types.Strings, Strings: []string{`a"b\c,{}`, "NULL"}}, []string{`a"b\c,{}`, "NULL"}},
		{"varchar(20)", &types.Vector{Kind: types.Strings, Strings: []string{"", "é"}}, []string{"", "é"}},
		{"uuid", &types.Vector{Kind: types.Strings, Strings: []string{"0190163d-8694-739b-aea5-966c26f8ad91", "{0190163D8694739BAEA5966C26F8AD92}"}}, []string{"0190163d-8694-739b-aea5-966c26f8ad91", "0190163d-8694-739b-aea5-966c26f8ad92"}},
		{"json", &types.Vector{Kind: types.Strings, Strings: []string{`{"a":"b\"c"}`, "null"}}, []string{`{"a":"b\"c"}`, "null"}},
		{"jsonb", &types.Vector{Kind: types.Anys, Anys: []any{types.JSONText(`{"a":"b\"c"}`), types.JSONText("1")}}, []string{`{"a": "b\"c"}`, "1"}},
		{"timestamptz", &types.Vector{Kind: types.Times, Times: []time.Time{instant, time.Unix(0, 0)}}, []string{"2024-02-29 13:04:05.678901+00", "1970-01-01 00:00:00+00"}},
		{"timestamp", &types.Vector{Kind: types.Times, Times: []time.Time{instant, time.Unix(-1, 0)}}, []string{"2024-02-29 13:04:05.678901", "1969-12-31 23:59:59"}},
		{"date", &types.Vector{Kind: types.Times, Times: []time.Time{instant, time.Unix(-1, 0)}}, []string{"2024-02-29", "1969-12-31"}},
		{"date", &types.Vector{Kind: types.Anys, Anys: []any{types.NewDate(2024, 2, 29), types.NewDate(-1, 1, 1)}}, []string{"2024-02-29", "0002-01-01 BC"}},
		{"time", &types.Vector{Kind: types.Anys, Anys: []any{types.NewTimeOfDay(1, 2, 3, 0), types.NewTimeOfDay(4, 5, 6, 7000)}}, []string{"01:02:03", "04:05:06.000007"}},
		{"bytea", &types.Vector{Kind: types.Anys, Anys: []any{[]byte{0, '"', '\\', 0xff}, []byte{}}}, []string{"\x00\"\\\xff", ""}},
		{"numeric(12, 3)", &types.Vector{Kind: types.Anys, Anys: []any{decimal.RequireFromString("1.5"), decimal.RequireFromString("-2")}}, []string{"1.500", "-2.000"}},
		{"interval", &types.Vector{Kind: types.Anys, Anys: []any{time.Hour, -time.Minute}}, []string{"01:00:00", "-00:01:00"}},
		{"bigint", &types.Vector{Kind: types.Anys, Anys: []any{int64(1), uint64(2)}}, []string{"1", "2"}},
		{"double precision", &types.Vector{Kind: types.Anys, Anys: []any{1.5, 2.5}}, []string{"1.5", "2.5"}},
		{"boolean", &types.Vector{Kind: types.Anys, Anys: []any{true, false}}, []string{"true", "false"}},
		{"text", &types.Vector{Kind: types.Anys, Anys: []any{"a", "b"}}, []string{"a", "b"}},
		{"timestamptz", &types.Vector{Kind: types.Anys, Anys: []any{instant, instant}}, []string{"2024-02-29 13:04:05.678901+00", "2024-02-29 13:04:05.678901+00"}},
	}
	c := connect(t)
	for _, test := range vectors {
		element, _, _ := strings.Cut(test.column, "(")
		for _, nulls := range []bool{false, true} {
			vector, want := test.vector, test.want
			if nulls {
				withNull := *vector
				withNull.AppendNull()
				vector, want = &withNull, append(want[:len(want):len(want)], "NULL")
			}
			table := makeTable(t, c, "id serial, v "+test.column)
			insert := "insert into " + table + " (v) select v from unnest($1::" + element + "[]) with ordinality as u(v, n) order by n"
			batch := driver.Statement{SQL: "insert into " + table + " (v) values ($1)", Batch: []*types.Vector{vector}}
			for use := range 2 { // text when the statement is new, binary after that
				mustExec(t, c, "delete from "+table)
				mustExec(t, c, insert, vector)
				result, err := c.Exec(context.Background(), batch)
				if err != nil {
					t.Fatalf("%s: %v", test.column, err)
				}
				if result.RowsAffected != int64(vector.Len()) {
					t.Errorf("%s: batch touched %d rows", test.column, result.RowsAffected)
				}
				var got []string
				for _, row := range readStrings(t, c, "select v from "+table+" order by id") {
					got = append(got, row[0])
				}
				if !reflect.DeepEqual(got, append(want[:len(want):len(want)], want...)) {
					t.Errorf("use %d: %s: %q, want %q twice", use+1, test.column, got, want)
				}
			}
			mustExec(t, c, "drop table "+table)
		}
	}
	for range 2 {
		if got := readOne(t, c, "select cardinality($1::int[])", types.NewVector(types.Ints, types.Integer, 0)); got != "0" {
			t.Errorf("an empty array has %s elements", got)
		}
		if got := readOne(t, c, "select $1::int[] is null", (*types.Vector)(nil)); got != "true" {
			t.Errorf("no array is not NULL: %s", got)
		}
		_, err := c.Query(context.Background(), queryOf("select $1::int[]", &types.Vector{Kind: types.Ints, Ints: []int64{1 << 40}}))
		if failure := asError(t, err); failure.State != "22003" {
			t.Errorf("out of range in an array: %v", err)
		}
	}
}
