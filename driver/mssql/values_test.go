package mssql

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/faketds"
	"github.com/azoth-go/azoth/types"
	gomssql "github.com/microsoft/go-mssqldb"
	"github.com/shopspring/decimal"
)

// leap is an instant with a zone of its own.
var leap = time.Date(2024, 2, 29, 23, 30, 1, 500_000_000, time.FixedZone("", 2*3600))

const uuid = "0e984725-c51c-4bf4-9960-e1c80e27aba0"

// Parameters are declared with types that do not depend on their length, and
// arrive with their value.
func TestParameters(t *testing.T) {
	s, conn := start(t, "")
	s.WhenPrefix("SELECT").Reply(faketds.Rows("n int"))
	long, edge := strings.Repeat("ł", 4001), strings.Repeat("ł", 4000)
	for _, c := range []struct {
		arg      any
		declared string
		value    any
	}{
		{nil, "nvarchar(4000)", nil},
		{"ed", "nvarchar(4000)", "ed"},
		{"", "nvarchar(4000)", ""},
		{edge, "nvarchar(4000)", edge},
		{long, "nvarchar(max)", long},
		{strings.Repeat("🐢", 2001), "nvarchar(max)", strings.Repeat("🐢", 2001)},
		{int64(math.MinInt64), "bigint", int64(math.MinInt64)},
		{uint64(math.MaxUint64), "decimal(20,0)", "18446744073709551615"},
		{uint64(7), "bigint", int64(7)},
		{1.5, "float", 1.5},
		{true, "bit", true},
		{[]byte{1, 2}, "varbinary(8000)", []byte{1, 2}},
		{[]byte{}, "varbinary(8000)", []byte{}},
		{[]byte(nil), "varbinary(8000)", nil},
		{make([]byte, 8001), "varbinary(max)", make([]byte, 8001)},
		{leap, "datetimeoffset(7)", leap},
		{types.DateOf(leap), "date", "2024-02-29"},
		{types.TimeOfDay{Hour: 1, Minute: 2, Second: 3, Nanosecond: 4000}, "time(7)", "01:02:03.000004"},
		{types.JSONText(`{"a":1}`), "nvarchar(4000)", `{"a":1}`},
		{decimal.RequireFromString("-12.50"), "decimal(18,1)", "-12.5"},
		{decimal.RequireFromString("0.005"), "decimal(18,3)", "0.005"},
		{decimal.RequireFromString("12345678901234567890.12"), "decimal(38,2)", "12345678901234567890.12"},
		{uuid, "nvarchar(4000)", uuid},
		{gomssql.VarChar("code"), "varchar(8000)", "code"},
		{uniqueIdentifier(t), "uniqueidentifier", uuid},
	} {
		s.Forget()
		query(t, conn, "SELECT @p1", c.arg)
		requests := s.Requests()
		if len(requests) != 1 || requests[0].Procedure != "sp_executesql" || len(requests[0].Parameters) != 1 {
			t.Fatalf("%T: %+v", c.arg, requests)
		}
		p := requests[0].Parameters[0]
		same := p.Declared == c.declared
		switch want := c.value.(type) {
		case time.Time:
			got, ok := p.Value.(time.Time)
			same = same && ok && got.Equal(want)
		case []byte:
			got, ok := p.Value.([]byte)
			same = same && ok && slices.Equal(got, want)
		default:
			same = same && p.Value == c.value
		}
		if !same {
			t.Errorf("%T %.20v arrives as %s %.20v", c.arg, c.arg, p.Declared, p.Value)
		}
	}
}

func uniqueIdentifier(t *testing.T) (id gomssql.UniqueIdentifier) {
	if err := id.Scan(uuid); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestParametersThatAreRefused(t *testing.T) {
	s, conn := start(t, "")
	for part, arg := range map[string]any{
		"39 digits":             decimal.RequireFromString("123456789012345678901234567890123456789"),
		"years 1 to 9999 only":  time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		"finite numbers only":   math.NaN(),
		"an array of values":    &types.Vector{Kind: types.Ints, Ints: []int64{1}},
		"argument 1":            struct{ n int }{1},
		"-0001-12-31T23:59:59Z": time.Date(-1, 12, 31, 23, 59, 59, 0, time.UTC),
	} {
		_, err := conn.Exec(t.Context(), newStatement("INSERT INTO t VALUES (@p1)", arg))
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%T: %v", arg, err)
		}
		switch arg.(type) {
		case decimal.Decimal, time.Time, float64:
			if !errors.Is(err, driver.ErrFit) {
				t.Errorf("%v is no ErrFit: %v", arg, err)
			}
		}
	}
	logged(t, s)
}

// Values of all types are read as those of other databases.
func TestRows(t *testing.T) {
	s, conn := start(t, "")
	columns := "i8 bigint, i4 int, i2 smallint, i1 tinyint, b bit, f float, r real, d decimal(38,10), m money, " +
		"s nvarchar(50), v varchar(50), c nchar(2), x nvarchar(max), z varbinary(8), u uniqueidentifier, " +
		"da date, ti time(7), dt datetime, d2 datetime2(7), o datetimeoffset(7), xm xml, rv rowversion, nt ntext, im image"
	utc := time.Date(2024, 2, 29, 21, 30, 1, 500_000_000, time.UTC)
	nulls := make(faketds.Row, 24)
	s.When("SELECT * FROM t").Reply(faketds.Rows(columns, faketds.Row{
		int64(math.MaxInt64), -4, -2, 255, true, 1.5, 0.25, "1234567890123456789012345678.0123456789", "-1.5000",
		"żółw 🐢", "é", "ab", strings.Repeat("long ", 2000), []byte{0, 1, 0xFF}, uuid,
		utc, utc, utc, utc, leap, "<a/>", []byte{0, 0, 0, 0, 0, 0, 7, 0xD1}, "żółw", []byte{1},
	}, nulls))
	rows, err := conn.Query(t.Context(), newStatement("SELECT * FROM t"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	want := []any{
		int64(math.MaxInt64), int64(-4), int64(-2), int64(255), true, 1.5, 0.25, "1234567890123456789012345678.0123456789", "-1.5000",
		"żółw 🐢", "é", "ab", strings.Repeat("long ", 2000), "\x00\x01\xff", uuid,
		time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), "21:30:01.5", utc, utc, leap, "<a/>", "\x00\x00\x00\x00\x00\x00\x07\xd1", "żółw", "\x01",
	}
	for i, name := range rows.Columns() {
		got, err := rows.Any(i)
		if b, ok := got.([]byte); ok {
			got = string(b)
		}
		same := got == want[i]
		if at, ok := want[i].(time.Time); ok {
			read, isTime := got.(time.Time)
			_, offset := at.Zone()
			_, gotOffset := read.Zone()
			same = isTime && read.Equal(at) && offset == gotOffset
		}
		if err != nil || !same {
			t.Errorf("%s: %T %v, %v", name, got, got, err)
		}
	}
	if text, err := rows.String(15); err != nil || text != "2024-02-29" {
		t.Errorf("the date is %q, %v", text, err)
	}
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	for i, name := range rows.Columns() {
		if !rows.Null(i) {
			t.Errorf("%s is not NULL", name)
		}
	}
	if rows.Next() || rows.Err() != nil {
		t.Error("a third row, or", rows.Err())
	}
}

// The NULL of a batch is one of bytes where its column is.
func TestNullsOfABatch(t *testing.T) {
	s, conn := start(t, "")
	const insert = "INSERT INTO files (name, data) VALUES (@p1, @p2)"
	s.When(insert).Reply(faketds.Count(1))
	result, err := conn.Exec(t.Context(), driver.Statement{SQL: insert, Batch: []*types.Vector{
		{Kind: types.Strings, Type: types.Text, Strings: []string{"a", "", "c"}, Nulls: []bool{false, true, false}},
		{Kind: types.Anys, Type: types.Bytes, Anys: []any{[]byte{1}, []byte{2}, nil}},
	}})
	if err != nil || result.RowsAffected != 3 {
		t.Errorf("%+v, %v", result, err)
	}
	for _, r := range s.Requests()[1:] {
		if r.Parameters[0].Declared != "nvarchar(4000)" || r.Parameters[1].Declared != "varbinary(8000)" {
			t.Errorf("%+v", r.Parameters)
		}
	}
	s.Forget()
}
