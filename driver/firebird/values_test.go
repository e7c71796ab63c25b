package firebird

import (
	"bytes"
	sqldriver "database/sql/driver"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

type shout string

func (s shout) Value() (sqldriver.Value, error) { return string(s) + "!", nil }

type level int8

// TestRoundTrip binds a value, reads it back by the getter that fits and by
// Any, prepared as every query is.
func TestRoundTrip(t *testing.T) {
	db := newDatabase(t, "")
	conn := db.conn()
	instant := time.Date(2024, 2, 29, 23, 59, 58, 123400000, time.UTC)
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	big := bytes.Repeat([]byte{0, 1, 0xfe, 0xff}, 1<<16)

	for _, c := range []struct {
		column string
		bind   any
		text   string
		any    any
	}{
		{"BIGINT", int64(math.MinInt64), "-9223372036854775808", int64(math.MinInt64)},
		{"BIGINT", uint64(7), "7", int64(7)},
		{"BIGINT", uint32(math.MaxUint32), "4294967295", int64(math.MaxUint32)},
		{"SMALLINT", level(-128), "-128", int64(-128)},
		{"INTEGER", int16(-3), "-3", int64(-3)},
		{"SMALLINT", true, "1", int64(1)},
		{"SMALLINT", false, "0", int64(0)},
		{"BOOLEAN", true, "true", true},
		{"BOOLEAN", false, "false", false},
		{"DOUBLE PRECISION", 0.1, "0.1", 0.1},
		{"NUMERIC(18, 10)", decimal.RequireFromString("-12345678.0123456789"), "-12345678.0123456789", "-12345678.0123456789"},
		{"NUMERIC(18, 6)", decimal.RequireFromString("0.1"), "0.100000", "0.100000"},
		{"VARCHAR(50)", "", "", ""},
		{"VARCHAR(50)", `naïve 日本 🦊 'quoted' \ "`, `naïve 日本 🦊 'quoted' \ "`, `naïve 日本 🦊 'quoted' \ "`},
		{"CHAR(3)", shout("ab"), "ab!", "ab!"},
		{"BLOB SUB_TYPE TEXT", "text é", "text é", "text é"},
		{"BLOB SUB_TYPE TEXT", "", "", ""},
		{"BLOB SUB_TYPE TEXT", string(bytes.Repeat([]byte("é"), 70000)), string(bytes.Repeat([]byte("é"), 70000)), string(bytes.Repeat([]byte("é"), 70000))},
		{"CHAR(2) CHARACTER SET OCTETS", []byte{0, 255}, "\x00\xff", []byte{0, 255}},
		{"VARCHAR(9) CHARACTER SET OCTETS", []byte{}, "", []byte{}},
		{"BLOB", []byte{0, 255}, "\x00\xff", []byte{0, 255}},
		{"BLOB", big, string(big), big},
		{"CHAR(36)", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
		{"BLOB SUB_TYPE TEXT", types.JSONText(`{"a": [1, "é"]}`), `{"a": [1, "é"]}`, `{"a": [1, "é"]}`},
		{"DATE", types.NewDate(2024, 2, 29), "2024-02-29", day},
		{"DATE", day, "2024-02-29", day},
		{"TIME", types.NewTimeOfDay(23, 59, 58, 123456000), "23:59:58.1234", "23:59:58.1234"},
		{"TIME", types.NewTimeOfDay(7, 5, 0, 0), "07:05:00", "07:05:00"},
		{"TIMESTAMP", instant, "2024-02-29 23:59:58.1234", instant},
		{"TIMESTAMP", instant.In(time.FixedZone("", 5*3600)), "2024-02-29 23:59:58.1234", instant},
		{"TIMESTAMP", instant.Add(999), "2024-02-29 23:59:58.1234", instant},
		{"TIMESTAMP", time.Time{}, "0001-01-01 00:00:00", time.Time{}},
		{"TIMESTAMP", time.Date(2024, 3, 10, 2, 30, 0, 0, time.UTC), "2024-03-10 02:30:00", time.Date(2024, 3, 10, 2, 30, 0, 0, time.UTC)},
		{"BIGINT", time.Second, "1000000000", int64(1000000000)},
		{"VARCHAR(50)", new("pointer"), "pointer", "pointer"},
		{"VARCHAR(50)", (*string)(nil), "", nil},
		{"CHAR(3)", (*shout)(nil), "", nil},
		{"BIGINT", nil, "", nil},
		{"BOOLEAN", nil, "", nil},
		{"BLOB", []byte(nil), "", nil},
		{"TIMESTAMP", nil, "", nil},
	} {
		exec(t, conn, "RECREATE TABLE round_trip (v "+c.column+")")
		if n := exec(t, conn, "INSERT INTO round_trip VALUES (?)", c.bind).RowsAffected; n != 1 {
			t.Errorf("%s: %d rows were inserted", c.column, n)
		}
		rows, err := conn.Query(t.Context(), newStatement("SELECT v FROM round_trip"))
		if err != nil {
			t.Fatal(err)
		}
		if !rows.Next() {
			t.Fatalf("%s: no row: %v", c.column, rows.Err())
		}
		if got, err := rows.Any(0); err != nil || !reflect.DeepEqual(got, c.any) {
			t.Errorf("%s: Any gives %#v, %v instead of %#v", c.column, got, err, c.any)
		}
		if null := rows.Null(0); null != (c.any == nil) {
			t.Errorf("%s: Null gives %v", c.column, null)
		}
		if c.any != nil {
			if got, err := rows.String(0); err != nil || got != c.text {
				t.Errorf("%s: String gives %.80q, %v instead of %.80q", c.column, got, err, c.text)
			}
		}
		checkGetters(t, c.column, rows, c.any)
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// checkGetters checks the getter for the type that Any gave.
func checkGetters(t *testing.T, column string, rows driver.Rows, want any) {
	t.Helper()
	var got any
	var err error
	switch w := want.(type) {
	case int64:
		got, err = rows.Int64(0)
		if w&^1 == 0 {
			if b, err := rows.Bool(0); err != nil || b != (w == 1) {
				t.Errorf("%s: Bool gives %v, %v", column, b, err)
			}
		}
	case float64:
		got, err = rows.Float64(0)
	case []byte:
		got, err = rows.Bytes(0)
	case time.Time:
		got, err = rows.Time(0)
	default:
		return
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: getter gives %#v, %v instead of %#v", column, got, err, want)
	}
}

func TestTimeOfDay(t *testing.T) {
	conn := newDatabase(t, "").conn()
	rows, err := conn.Query(t.Context(), newStatement("SELECT CAST('12:30:01.5' AS TIME) FROM rdb$database"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	rows.Next()
	if got, err := rows.Time(0); err != nil || !got.Equal(time.Date(1, 1, 1, 12, 30, 1, 5e8, time.UTC)) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestSums(t *testing.T) {
	conn := newDatabase(t, "", "CREATE TABLE n (i INTEGER, d DECIMAL(9, 2))").conn()
	exec(t, conn, "INSERT INTO n SELECT 1, 1.5 FROM rdb$database UNION SELECT 2, 2.5 FROM rdb$database")
	rows, err := conn.Query(t.Context(), newStatement("SELECT SUM(i), AVG(d), SUM(d), COUNT(*) FROM n"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	rows.Next()
	sum, err1 := rows.Int64(0)
	average, err2 := rows.Float64(1)
	decimals, err3 := rows.Int64(2)
	count, err4 := rows.Int64(3)
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		t.Fatal(err)
	}
	if sum != 3 || average != 2 || decimals != 4 || count != 2 {
		t.Error(sum, average, decimals, count)
	}
}

func TestBytesAreTheCallers(t *testing.T) {
	conn := newDatabase(t, "").conn()
	rows, err := conn.Query(t.Context(), newStatement("SELECT CAST('first' AS VARCHAR(5) CHARACTER SET OCTETS) FROM rdb$database UNION ALL SELECT CAST('other' AS VARCHAR(5) CHARACTER SET OCTETS) FROM rdb$database"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all [][]byte
	for rows.Next() {
		b, err := rows.Bytes(0)
		if err != nil {
			t.Fatal(err)
		}
		a, err := rows.Any(0)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b, a.([]byte))
	}
	if got := string(slices.Concat(all...)); got != "firstfirstotherother" {
		t.Error(got)
	}
}

func TestArgumentErrors(t *testing.T) {
	conn := newDatabase(t, "").conn()
	_, err := conn.Query(t.Context(), newStatement("SELECT CAST(? AS VARCHAR(9)) FROM rdb$database", types.NewVector(types.Ints, types.Integer, 0)))
	if !errors.Is(err, driver.ErrUnsupportedOperation) {
		t.Error(err)
	}
	for _, args := range [][]any{{}, {1, 2}, {make(chan int)}, {struct{}{}}} {
		_, err := conn.Query(t.Context(), driver.Statement{SQL: "SELECT CAST(? AS VARCHAR(9)) FROM rdb$database", Args: args, Returns: true})
		if err == nil {
			t.Errorf("%v was accepted", args)
		}
	}
	if got := query(t, conn, "SELECT CAST(? AS VARCHAR(9)) FROM rdb$database", "fine"); !slices.Equal(got, []string{"fine"}) {
		t.Error(got)
	}
}
