package sqlite_test

import (
	"bytes"
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

type (
	celsius  float64
	nickname string
	valuer   struct{ value sqldriver.Value }
)

func (v valuer) Value() (sqldriver.Value, error) { return v.value, nil }

func TestValuesRoundTrip(t *testing.T) {
	conn := memory(t)
	berlin := time.FixedZone("", 2*3600)
	instant := time.Date(2024, 5, 6, 7, 8, 9, 123456000, berlin)
	seven := int64(7)
	tests := []struct {
		name string
		bind any
		want any // as Any reads it from an expression
	}{
		{"NULL", nil, nil},
		{"zero", int64(0), int64(0)},
		{"largest", int64(math.MaxInt64), int64(math.MaxInt64)},
		{"smallest", int64(math.MinInt64), int64(math.MinInt64)},
		{"int", 42, int64(42)},
		{"int8", int8(-8), int64(-8)},
		{"uint16", uint16(16), int64(16)},
		{"uint64", uint64(math.MaxInt64), int64(math.MaxInt64)},
		{"float", 1.5, 1.5},
		{"float32", float32(0.1), 0.1},
		{"whole float", 2.0, 2.0},
		{"infinity", math.Inf(1), math.Inf(1)},
		{"true", true, int64(1)},
		{"false", false, int64(0)},
		{"text", "ed", "ed"},
		{"empty text", "", ""},
		{"unicode", "Grüße, 世界 🎉", "Grüße, 世界 🎉"},
		{"NUL within", "a\x00b", "a\x00b"},
		{"quotes", `it's "quoted"`, `it's "quoted"`},
		{"long text", strings.Repeat("x", 3<<20), strings.Repeat("x", 3<<20)},
		{"bytes", []byte{0, 1, 254, 255}, []byte{0, 1, 254, 255}},
		{"no bytes", []byte{}, []byte{}},
		{"nil bytes", []byte(nil), nil},
		{"time", instant, "2024-05-06 05:08:09.123456"},
		{"date", types.NewDate(2024, 5, 6), "2024-05-06"},
		{"time of day", types.NewTimeOfDay(7, 8, 9, 0), "07:08:09"},
		{"decimal", decimal.RequireFromString("12345678901234567890.10"), "12345678901234567890.1"},
		{"document", types.JSONText(`{"a":1}`), `{"a":1}`},
		{"duration", 3 * time.Second, int64(3e9)},
		{"pointer", &seven, int64(7)},
		{"nil pointer", (*int64)(nil), nil},
		{"own float", celsius(36.6), 36.6},
		{"own string", nickname("eddie"), "eddie"},
		{"valuer", valuer{"v"}, "v"},
		{"valuer of NULL", valuer{}, nil},
		{"nil valuer", (*valuer)(nil), nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := table(t, query(t, conn, "SELECT ?, 'after'", test.bind))
			if len(got) != 1 || !reflect.DeepEqual(got[0][0], test.want) || got[0][1] != "after" {
				t.Errorf("bound %v (%T): got %v, want %v", test.bind, test.bind, got, test.want)
			}
		})
	}
}

func TestUnboundableValues(t *testing.T) {
	conn := memory(t)
	for _, test := range []struct {
		bind any
		want string
	}{
		{uint64(math.MaxUint64), "keep it as text"},
		{math.NaN(), "NaN"},
		{struct{}{}, "driver.Valuer"},
		{valuer{valuer{}}, "gives a sqlite_test.valuer again"},
		{&types.Vector{Kind: types.Ints, Ints: []int64{1}}, "array"},
	} {
		_, err := conn.Query(t.Context(), driver.Statement{SQL: "SELECT ?", Args: []any{test.bind}, Returns: true})
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "argument 1") {
			t.Errorf("binding %v: %v, want %q", test.bind, err, test.want)
		}
	}
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "SELECT ?", Args: []any{&types.Vector{}}})
	if !errors.Is(err, driver.ErrUnsupportedOperation) {
		t.Errorf("an array: %v", err)
	}
}

func TestGetters(t *testing.T) {
	conn := memory(t)
	noon := time.Date(2024, 5, 6, 12, 0, 0, 0, time.UTC)
	get := map[string]func(driver.Rows) (any, error){
		"Int64":   func(r driver.Rows) (any, error) { return r.Int64(0) },
		"Float64": func(r driver.Rows) (any, error) { return r.Float64(0) },
		"Bool":    func(r driver.Rows) (any, error) { return r.Bool(0) },
		"String":  func(r driver.Rows) (any, error) { return r.String(0) },
		"Bytes":   func(r driver.Rows) (any, error) { return r.Bytes(0) },
		"Time":    func(r driver.Rows) (any, error) { return r.Time(0) },
		"Any":     func(r driver.Rows) (any, error) { return r.Any(0) },
	}
	failure := errors.New("an error")
	tests := []struct {
		sql, getter string
		want        any
	}{
		{"SELECT 7", "Int64", int64(7)},
		{"SELECT 7.0", "Int64", int64(7)},
		{"SELECT '7'", "Int64", int64(7)},
		{"SELECT 7.5", "Int64", failure},
		{"SELECT 'abc'", "Int64", failure},
		{"SELECT 1e300", "Int64", failure},
		{"SELECT 1.5", "Float64", 1.5},
		{"SELECT 2", "Float64", 2.0},
		{"SELECT '2.25'", "Float64", 2.25},
		{"SELECT 'x'", "Float64", failure},
		{"SELECT 1", "Bool", true},
		{"SELECT 0", "Bool", false},
		{"SELECT 'false'", "Bool", false},
		{"SELECT 2", "Bool", failure},
		{"SELECT 'ed'", "String", "ed"},
		{"SELECT 7", "String", "7"},
		{"SELECT 1.5", "String", "1.5"},
		{"SELECT x'6564'", "String", "ed"},
		{"SELECT x'ff'", "String", failure},
		{"SELECT x'00ff'", "Bytes", []byte{0, 255}},
		{"SELECT 'ed'", "Bytes", []byte("ed")},
		{"SELECT '2024-05-06 12:00:00'", "Time", noon},
		{"SELECT '2024-05-06T14:00:00+02:00'", "Time", noon},
		{"SELECT 1714996800", "Time", noon},
		{"SELECT 'noon'", "Time", failure},
		{"SELECT 1.5", "Time", failure},
		{"SELECT NULL", "Any", nil},
		{"SELECT NULL", "Int64", failure},
		{"SELECT b FROM declared", "Any", true},
		{"SELECT d FROM declared", "Any", time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)},
		{"SELECT t FROM declared", "Any", noon},
		{"SELECT z FROM declared", "Any", noon},
		{"SELECT n FROM declared", "Any", int64(1)},
		{"SELECT odd FROM declared", "Any", "soon"},
		{"SELECT three FROM declared", "Any", int64(3)},
	}
	exec(t, conn, "CREATE TABLE declared (b BOOLEAN, d DATE, t DATETIME, z TIMESTAMP(6), n INTEGER, odd DATETIME, three BOOL)")
	exec(t, conn, "INSERT INTO declared VALUES (?, ?, ?, ?, ?, ?, ?)", true, types.NewDate(2024, 5, 6), noon, noon, 1, "soon", 3)
	for _, test := range tests {
		rows := query(t, conn, test.sql)
		if !rows.Next() {
			t.Fatal(test.sql, rows.Err())
		}
		got, err := get[test.getter](rows)
		if at, ok := got.(time.Time); ok && err == nil {
			got = at.UTC()
		}
		switch {
		case test.want == failure:
			if err == nil || !strings.HasPrefix(err.Error(), "column 0 (") {
				t.Errorf("%s of %s: %v, %v; want an error that names the column", test.getter, test.sql, got, err)
			}
		case err != nil || !reflect.DeepEqual(got, test.want):
			t.Errorf("%s of %s: %v (%T), %v; want %v", test.getter, test.sql, got, got, err, test.want)
		}
		rows.Close()
	}
}

func TestNull(t *testing.T) {
	conn := memory(t)
	rows := query(t, conn, "SELECT NULL, 0, '', x'' UNION ALL SELECT 1, NULL, 'x', NULL")
	want := [][]bool{{true, false, false, false}, {false, true, false, true}}
	for row := 0; rows.Next(); row++ {
		for i := range 4 {
			if got := rows.Null(i); got != want[row][i] {
				t.Errorf("row %d, column %d: %v", row, i, got)
			}
		}
	}
}

func TestBytesAreTheCallersOwn(t *testing.T) {
	conn := memory(t)
	rows := query(t, conn, "SELECT x'0102' UNION ALL SELECT x'0304'")
	var all [][]byte
	for rows.Next() {
		b, err := rows.Bytes(0)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	if !bytes.Equal(all[0], []byte{1, 2}) || !bytes.Equal(all[1], []byte{3, 4}) {
		t.Errorf("got %v", all)
	}
}

func TestColumnNames(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER, x TEXT)")
	exec(t, conn, "INSERT INTO a VALUES (1, 'x')")
	const all = "SELECT *, a.id, 1 AS id FROM a"
	rows := query(t, conn, all)
	if got, want := strings.Join(rows.Columns(), ","), "id,x,id,id"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	rows.Close()

	// The same text, prepared before the table changed.
	exec(t, conn, "ALTER TABLE a RENAME COLUMN x TO y")
	exec(t, conn, "ALTER TABLE a ADD COLUMN z BOOLEAN DEFAULT 1")
	rows = query(t, conn, all)
	if got, want := strings.Join(rows.Columns(), ","), "id,y,z,id,id"; got != want {
		t.Errorf("columns after ALTER %s, want %s", got, want)
	}
	if got := table(t, rows); !reflect.DeepEqual(got, [][]any{{int64(1), "x", true, int64(1), int64(1)}}) {
		t.Errorf("rows after ALTER: %v", got)
	}
}

func TestUTF16Database(t *testing.T) {
	conn := checkOut(t, openPool(t, fileURL(t, "")))
	exec(t, conn, "PRAGMA encoding = 'UTF-16'")
	exec(t, conn, "CREATE TABLE a (x TEXT)")
	exec(t, conn, "INSERT INTO a VALUES (?)", "Grüße 🎉")
	rows := query(t, conn, "SELECT x FROM a")
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	if got, err := rows.String(0); got != "Grüße 🎉" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if got, err := rows.Bytes(0); string(got) != "Grüße 🎉" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func vector(kind types.VectorKind, values ...any) *types.Vector {
	v := types.NewVector(kind, types.Unknown, len(values))
	for _, value := range values {
		n := v.Len()
		switch value := value.(type) {
		case nil:
			v.AppendNull()
			continue
		case int64:
			v.Ints = append(v.Ints, value)
		case float64:
			v.Floats = append(v.Floats, value)
		case bool:
			v.Bools = append(v.Bools, value)
		case string:
			v.Strings = append(v.Strings, value)
		case time.Time:
			v.Times = append(v.Times, value)
		}
		if v.Len() == n {
			v.Anys = append(v.Anys, value)
		}
	}
	return v
}

func TestBatch(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, f FLOAT, b BOOLEAN, s TEXT, t DATETIME, x BLOB)")
	at := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	result, err := conn.Exec(t.Context(), driver.Statement{
		SQL: "INSERT INTO a VALUES (?, ?, ?, ?, ?, ?)",
		Batch: []*types.Vector{
			vector(types.Ints, int64(1), int64(2), nil),
			vector(types.Floats, 1.5, nil, 3.5),
			vector(types.Bools, true, false, nil),
			vector(types.Strings, nil, "two", ""),
			vector(types.Times, at, nil, at),
			{Kind: types.Anys, Anys: []any{[]byte("x"), nil, []byte{}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if result.RowsAffected != 3 || result.LastInsertID != 1 {
		t.Errorf("result %+v", result)
	}
	want := [][]any{
		{int64(1), 1.5, true, nil, at, []byte("x")},
		{int64(2), nil, false, "two", nil, nil},
		{int64(3), 3.5, nil, "", at, []byte{}},
	}
	if got := table(t, query(t, conn, "SELECT * FROM a ORDER BY id")); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestBatchInsertIDs(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT UNIQUE); INSERT INTO a VALUES (10, 'ed')")
	insert := driver.Statement{SQL: "INSERT OR IGNORE INTO a (name) VALUES (?)", Returns: true, InsertIDs: true}
	insert.Batch = []*types.Vector{vector(types.Strings, "wendy", "ed", "fred")}
	rows, err := conn.Query(t.Context(), insert)
	if err != nil {
		t.Fatal(err)
	}
	if got := table(t, rows); !reflect.DeepEqual(got, [][]any{{int64(11)}, {int64(12)}}) {
		t.Errorf("got %v", got)
	}
	insert.Batch, insert.Args = nil, []any{"mary"}
	if rows, err = conn.Query(t.Context(), insert); err != nil {
		t.Fatal(err)
	}
	if got := table(t, rows); !reflect.DeepEqual(got, [][]any{{int64(13)}}) {
		t.Errorf("got %v", got)
	}
	insert.SQL = "INSERT INTO a (name) VALUES (?)"
	if _, err = conn.Query(t.Context(), insert); !errors.Is(err, driver.ErrUniqueViolation) {
		t.Errorf("got %v", err)
	}
}

func TestBatchReturning(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT)")
	insert := driver.Statement{
		SQL:     "INSERT INTO a (name) VALUES (?) RETURNING id, name",
		Batch:   []*types.Vector{vector(types.Strings, "ed", nil, "wendy")},
		Returns: true,
	}
	rows, err := conn.Query(t.Context(), insert)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]any{{int64(1), "ed"}, {int64(2), nil}, {int64(3), "wendy"}}
	if got := table(t, rows); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}

	// Nobody reads the rows; they are written all the same.
	if rows, err = conn.Query(t.Context(), insert); err != nil {
		t.Fatal(err)
	}
	rows.Next()
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 6 {
		t.Errorf("%d rows, want 6", n)
	}

	// Executions that give no rows, or several.
	rows, err = conn.Query(t.Context(), driver.Statement{
		SQL:     "UPDATE a SET name = 'x' WHERE id > ? RETURNING id",
		Batch:   []*types.Vector{vector(types.Ints, int64(4), int64(99), int64(5))},
		Returns: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := table(t, rows), [][]any{{int64(5)}, {int64(6)}, {int64(6)}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestBatchIsAtomic(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	for _, returning := range []string{"", " RETURNING id"} {
		stmt := driver.Statement{SQL: "INSERT INTO a VALUES (?)" + returning, Batch: []*types.Vector{vector(types.Ints, int64(1), int64(2), int64(1))}}
		var err error
		if stmt.Returns = returning != ""; stmt.Returns {
			var rows driver.Rows
			if rows, err = conn.Query(t.Context(), stmt); err == nil {
				n := 0
				for rows.Next() {
					n++
				}
				if n != 2 {
					t.Errorf("%d rows before the error, want 2", n)
				}
				if err = rows.Err(); !errors.Is(rows.Close(), err) {
					t.Errorf("Err gives %v, Close another", err)
				}
			}
		} else {
			_, err = conn.Exec(t.Context(), stmt)
		}
		if !errors.Is(err, driver.ErrUniqueViolation) {
			t.Errorf("got %v, want a unique violation", err)
		}
		if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
			t.Errorf("%d rows are left of a batch that failed", n)
		}
	}
}

func TestClosingTheConnectionEndsABatch(t *testing.T) {
	db := openPool(t, "sqlite://")
	conn := checkOut(t, db)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	rows, err := conn.Query(t.Context(), driver.Statement{
		SQL:     "INSERT INTO a VALUES (?) RETURNING id",
		Batch:   []*types.Vector{vector(types.Ints, int64(1), int64(2), int64(3))},
		Returns: true,
	})
	must(t, err)
	rows.Next()
	must(t, conn.Close())
	if rows.Next() || rows.Err() == nil || rows.Close() == nil {
		t.Errorf("the rest of the batch was dropped without an error: %v", rows.Err())
	}
	if n := count(t, checkOut(t, db), "SELECT count(*) FROM a"); n != 0 {
		t.Errorf("%d rows of half a batch", n)
	}
}

func TestArgumentCount(t *testing.T) {
	conn := memory(t)
	for _, stmt := range []driver.Statement{
		{SQL: "SELECT ?, ?", Args: []any{1}},
		{SQL: "SELECT ?, ?", Args: []any{1, 2, 3}},
		{SQL: "SELECT ?, ?", Batch: []*types.Vector{vector(types.Ints, int64(1))}},
		{SQL: "SELECT ?, ?", Batch: []*types.Vector{vector(types.Ints, int64(1)), vector(types.Ints, int64(1), int64(2))}},
	} {
		if _, err := conn.Exec(context.Background(), stmt); err == nil {
			t.Errorf("%v: no error by Exec", stmt)
		}
		if _, err := conn.Query(context.Background(), stmt); err == nil {
			t.Errorf("%v: no error by Query", stmt)
		}
	}
	if n := count(t, conn, "SELECT ?", 1); n != 1 {
		t.Error("the connection is not usable after wrong arguments")
	}
}

// Numbers keep their values where a text beside them needs more memory than the
// statement had for the execution before.
func TestNumbersBesideGrowingText(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE growing (id INTEGER, body TEXT, ratio REAL, note BLOB, flag INTEGER)")
	longer := types.NewVector(types.Strings, nil, 0)
	ids := types.NewVector(types.Ints, nil, 0)
	for n := 1; n < 1<<18; n *= 4 {
		text := strings.Repeat("x", n)
		stmt := dialect.Statement{SQL: "INSERT INTO growing VALUES (?, ?, ?, ?, ?)", Args: []any{int64(n), text, 0.5, []byte(text), true}}
		if _, err := conn.Exec(t.Context(), stmt); err != nil {
			t.Fatal(err)
		}
		longer.Strings, ids.Ints = append(longer.Strings, text), append(ids.Ints, int64(n))
	}
	batch := dialect.Statement{SQL: "INSERT INTO growing (id, body, ratio, note, flag) VALUES (?, ?, 0.5, x'00', 1)", Batch: []*types.Vector{ids, longer}}
	if _, err := conn.Exec(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(t.Context(), dialect.Statement{SQL: "SELECT count(*), count(id), count(ratio), count(flag), sum(id = length(body)) FROM growing", Returns: true})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	for i := range 5 {
		if n, err := rows.Int64(i); err != nil || n != 18 {
			t.Errorf("column %d counts %d rows, %v, want 18", i, n, err)
		}
	}
}
