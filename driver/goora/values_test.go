package goora

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
	goora "github.com/sijms/go-ora/v2"
)

// encode has go-ora encode a parameter, as it does before it sends one.
func encode(t *testing.T, value any, size int, direction goora.ParameterDirection) *goora.ParameterInfo {
	t.Helper()
	conn, err := goora.NewConnection("oracle://scott:tiger@localhost:1521/orcl?CLIENT+CHARSET=UTF8", nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.State = goora.Opened
	parameter, err := goora.NewStmt("", conn).NewParam("", value, size, direction)
	if err != nil {
		t.Fatalf("go-ora refuses %s: %v", describe(value), err)
	}
	return parameter
}

// TestArguments has go-ora encode what values are converted to, and compares with
// the bytes that Oracle's DUMP shows of them.
func TestArguments(t *testing.T) {
	zone := time.FixedZone("", 2*60*60)
	for _, c := range []struct {
		arg   any
		typ   goora.TNSType
		bytes []byte
	}{
		{nil, goora.NCHAR, nil},
		{int64(123), goora.NUMBER, []byte{194, 2, 24}},
		{int64(-1), goora.NUMBER, []byte{62, 100, 102}},
		{int64(0), goora.NUMBER, []byte{128}},
		{true, goora.NUMBER, []byte{193, 2}},
		{false, goora.NUMBER, []byte{128}},
		{uint64(math.MaxUint64), goora.NUMBER, []byte{202, 19, 45, 68, 45, 8, 38, 10, 56, 17, 16}},
		{0.5, goora.NUMBER, []byte{192, 51}},
		{decimal.RequireFromString("0.05"), goora.NUMBER, []byte{192, 6}},
		{decimal.RequireFromString("0.005"), goora.NUMBER, []byte{191, 51}},
		{decimal.RequireFromString("12345678901234567890.123456789"), goora.NUMBER, []byte{202, 13, 35, 57, 79, 91, 13, 35, 57, 79, 91, 13, 35, 57, 79, 91}},
		{decimal.RequireFromString("-12.5"), goora.NUMBER, []byte{62, 89, 51, 102}},
		{decimal.RequireFromString("100"), goora.NUMBER, []byte{194, 2}},
		{decimal.Zero, goora.NUMBER, []byte{128}},
		{"größe", goora.NCHAR, []byte("größe")},
		{[]byte{1, 2}, goora.RAW, []byte{1, 2}},
		{types.JSONText(`{}`), goora.RAW, []byte(`{}`)},
		{time.Date(2024, 2, 29, 1, 30, 15, 500, zone), goora.TIMESTAMP, []byte{120, 124, 2, 28, 24, 31, 16, 0, 0, 1, 244}},
		{types.Date{Year: 2024, Month: 2, Day: 29}, goora.TIMESTAMP, []byte{120, 124, 2, 29, 1, 1, 1, 0, 0, 0, 0}},
	} {
		value, err := convertArg(c.arg)
		if err != nil {
			t.Errorf("%v: %v", c.arg, err)
			continue
		}
		got := encode(t, value, 0, goora.Input)
		if got.DataType != c.typ || !bytes.Equal(got.BValue, c.bytes) {
			t.Errorf("%T %v is sent as %v %v, want %v %v", c.arg, c.arg, got.DataType, got.BValue, c.typ, c.bytes)
		}
	}
}

// TestLongArguments are LOBs, which go-ora makes on the server.
func TestLongArguments(t *testing.T) {
	for _, c := range []struct {
		arg  any
		want string
	}{
		{strings.Repeat("x", longText), "string " + strings.Repeat("x", longText)},
		{strings.Repeat("x", longText+1), "Clob of 4001"},
		{make([]byte, longBytes), "bytes " + strings.Repeat("00", longBytes)},
		{make([]byte, longBytes+1), "Blob of 2001"},
		{types.JSONText(strings.Repeat(" ", 3000)), "Blob of 3000"},
		{[]byte(nil), "NULL"},
		{new(int64), "int64 0"},
	} {
		value, err := convertArg(c.arg)
		if got := describe(value); err != nil || got != c.want {
			t.Errorf("%T: %.40s, %v, want %.40s", c.arg, got, err, c.want)
		}
	}
}

func TestArgumentsThatDoNotFit(t *testing.T) {
	for _, arg := range []any{
		math.NaN(), math.Inf(1), decimal.RequireFromString("1e126"), decimal.RequireFromString("-1e-131"),
		decimal.RequireFromString(strings.Repeat("9", 39)), new(float64), // the last one fits
	} {
		_, err := convertArg(arg)
		if _, fits := arg.(*float64); errors.Is(err, driver.ErrFit) == fits {
			t.Errorf("%v: %v", arg, err)
		}
	}
	if _, err := convertArg(&types.Vector{}); !errors.Is(err, driver.ErrUnsupportedOperation) {
		t.Errorf("an array: %v", err)
	}
}

// TestOutParameters has go-ora define what RETURNING … INTO fills.
func TestOutParameters(t *testing.T) {
	for _, c := range []struct {
		typ  *types.Type
		want goora.TNSType
		room int // in bytes, of texts with up to three for a character in go-ora's UTF8
	}{
		{types.BigInteger, goora.NUMBER, 0},
		{types.Boolean, goora.NUMBER, 0},
		{types.Double, goora.NUMBER, 0},
		{types.Numeric(38, 10), goora.NUMBER, 0},
		{types.String(50), goora.NCHAR, 50},
		{types.String(0), goora.NCHAR, shortText},
		{types.UUID, goora.NCHAR, uuidText},
		{types.Binary(16), goora.RAW, 16},
		{types.DateTime, goora.TIMESTAMP, 0},
		{types.DateOnly, goora.TIMESTAMP, 0},
		{nil, goora.NCHAR, standardText},
	} {
		converted, err := convertArg(dialect.Out{Type: c.typ})
		if err != nil {
			t.Fatal(err)
		}
		parameter := converted.(*out).parameter()
		got := encode(t, parameter.Dest, parameter.Size, goora.Output)
		if got.DataType != c.want || got.MaxLen < c.room || got.Direction != goora.Output {
			t.Errorf("%v: %v of %d bytes, want %v of %d", c.typ, got.DataType, got.MaxLen, c.want, c.room)
		}
		if v := value(parameter.Dest); v != nil && c.typ != nil && c.typ.Kind != types.KindBytes {
			t.Errorf("%v: nothing was filled in, and it reads as %v", c.typ, v)
		}
	}
	for _, c := range []struct {
		typ  *types.Type
		want any
	}{
		{types.Text, &goora.Clob{}}, {types.JSON, &goora.Blob{}}, {types.Bytes, &goora.Blob{}},
	} {
		if got := (&out{c.typ}).parameter(); describe(got) != describe(goora.Out{Dest: c.want}) {
			t.Errorf("%v: %s", c.typ, describe(got))
		}
	}
}
