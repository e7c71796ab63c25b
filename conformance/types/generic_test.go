package types_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

var texts = []string{"", " ", "a", "größe", "日本語", "😀🎉", "it's \"quoted\" \\ %", "\u0301e", "\t\n\r", "null", "NULL"}

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

var (
	berlin  = time.FixedZone("CET", 3600)
	newYork = time.FixedZone("EST", -5*3600)
	moments = []time.Time{
		time.Date(2024, 2, 29, 13, 45, 59, 123456000, time.UTC), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(1850, 11, 10, 11, 52, 35, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC),
		time.Date(2024, 6, 1, 1, 30, 0, 1000, berlin), time.Date(2024, 12, 31, 22, 0, 0, 500000000, newYork),
	}
	// Firebird keeps a ten-thousandth of a second.
	coarse = []time.Time{
		time.Date(2024, 2, 29, 13, 45, 59, 123400000, time.UTC), time.Date(1850, 11, 10, 11, 52, 35, 0, time.UTC),
		time.Date(9999, 12, 31, 23, 59, 59, 999900000, time.UTC), time.Date(2024, 6, 1, 1, 30, 0, 100000, berlin),
	}
)

const (
	fine  = "sqlite postgresql mariadb"
	plain = "sqlite mariadb firebird" // databases without arrays, enumerations of their own …
)

func TestGenericTypesAreKept(t *testing.T) {
	check(t, []sample{
		kept("boolean", "", types.Boolean, true, false),
		kept("smallint", "", types.SmallInteger, int16(math.MinInt16), 0, math.MaxInt16),
		kept("integer", "", types.Integer, int32(math.MinInt32), 0, -1, math.MaxInt32),
		kept("bigint", "", types.BigInteger, int64(math.MinInt64), 0, -1, math.MaxInt64),
		kept("float", "", types.Lossless(types.Float), 0.0, -1.5, math.Pi, 1e-300, 1e300, 123456789.123456789),
		kept("double", "", types.Double, 0.0, 0.1, math.E, -2.5e-10),
		kept("float32", "", types.Float, float32(0), 1.5, -0.25),
		kept("numeric", "", types.Lossless(types.Numeric(18, 4)), dec("0"), dec("0.0001"), dec("-0.0001"), dec("99999999999999.9999"), dec("-99999999999999.9999"), dec("1.5")),
		kept("numeric as stated", "", types.Numeric(15, 4), dec("0"), dec("0.0001"), dec("-99999999999.9999"), dec("1.5"), dec("0.1")),
		kept("numeric of many digits", fine, types.Lossless(types.Numeric(38, 10)), dec("1234567890123456789012345678.0123456789"), dec("-9999999999999999999999999999.9999999999")),
		kept("numeric of any digits", "sqlite postgresql", types.Lossless(types.Numeric(0, 0)),
			dec("123456789012345678901234567890123456789012345678901234567890.12345678901234567890"), dec("1e-30"), dec("1e40")),
		kept("numeric without scale", "", types.Numeric(9, 0), dec("123456789"), dec("-1")),
		kept("varchar", "", types.String(20), texts...),
		kept("varchar of a Go string", "", types.Lossless(types.String(0)), texts...),
		kept("varchar full", "", types.String(3), "äöü", "😀😀😀", "abc"),
		kept("national varchar", "sqlite mariadb", types.Unicode(20), texts...),
		kept("text", "", types.Text, append([]string{strings.Repeat("ä", 20000)}, texts...)...),
		kept("text of any length", "", types.Lossless(types.Text), strings.Repeat("x", 100_000)),
		kept("bytes", "", types.Bytes, []byte{}, []byte{0}, []byte{0, 1, 254, 255}, []byte("it's \\x")),
		kept("bytes of any length", "", types.Lossless(types.Bytes), make([]byte, 100_000)),
		kept("bytes with a length, as stated", "", types.Binary(4), []byte{}, []byte{255, 0}),
		kept("bytes with a length", "", types.Lossless(types.Binary(4)), []byte{}, []byte{0, 0, 0, 0}, []byte{255, 0}),
		kept("date", "", types.DateOnly, types.NewDate(1, 1, 1), types.NewDate(1727, 4, 1), types.NewDate(2024, 2, 29), types.NewDate(9999, 12, 31)),
		kept("time of day", fine, types.Lossless(types.TimeOnly), types.TimeOfDay{}, types.NewTimeOfDay(23, 59, 59, 999999000), types.NewTimeOfDay(13, 45, 0, 1000)),
		kept("time of day, coarse", "", types.TimeOnly, types.TimeOfDay{}, types.NewTimeOfDay(23, 59, 59, 0)),
		kept("datetime", fine, types.Lossless(types.DateTime), moments...),
		kept("datetime with a time zone", fine, types.Lossless(types.DateTimeTZ), moments...),
		kept("datetime, coarse", "firebird", types.DateTime, coarse...),
		kept("datetime with a time zone, coarse", "firebird", types.DateTimeTZ, coarse...),
		kept("datetime with a precision", fine, types.DateTime.WithPrecision(3), time.Date(2024, 2, 29, 13, 45, 59, 123000000, time.UTC)),
		kept("interval as stated", "", types.Interval, time.Duration(0), -time.Hour, 100*24*time.Hour+time.Second, -100*365*24*time.Hour),
		kept("interval as stated, with microseconds", fine, types.Interval.WithPrecision(6), time.Microsecond, -1500*time.Millisecond),
		kept("interval", "", types.Lossless(types.Interval), time.Duration(0), time.Microsecond, -time.Hour, 100*24*time.Hour+time.Second, 90*time.Minute),
		kept("uuid", "", types.UUID, [16]byte{}, [16]byte{0x12, 0x34, 0x56, 0x78, 15: 0xff}),
		kept("uuid in a string", "", types.UUID, "12345678-1234-5678-1234-567812345678"),
		kept("uuid of 32 digits", "", types.Char(32), [16]byte{1, 2, 3, 15: 9}),
		kept("uuid of bytes", fine, types.UUID.Variant(types.Named("BINARY(16)"), "mariadb", "sqlite"), [16]byte{}, [16]byte{0: 1, 5: 0xff}),
		kept("json as stated", "sqlite postgresql mariadb firebird", types.JSON, map[string]any{"a": []any{1.5, "ü", nil, true}}),
		kept("json", "sqlite postgresql mariadb firebird", types.Lossless(types.JSON), map[string]any{}, map[string]any{"a": []any{1.5, "ü", nil, true}, "b": map[string]any{"c": "d'"}}),
		kept("json of a number", "sqlite postgresql mariadb firebird", types.JSON, json.Number("9007199254740993"), json.Number("0.1")),
		kept("json of a number of many digits", "postgresql mariadb", types.JSON, json.Number("12345678901234567890")), // SQLite makes a float of it
		kept("enum", "", types.Enum("mood", "sad", "so so", "it's great"), "sad", "so so", "it's great"),
	})
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	check(t, []sample{
		refused("smallint", "", types.SmallInteger, int64(math.MaxInt16+1), math.MinInt16-1, math.MaxInt64),
		refused("integer", "", types.Integer, int64(math.MaxInt32+1), math.MinInt32-1),
		refused("bigint", "", types.BigInteger, uint64(math.MaxUint64)),
		refused("numeric before the point", "", types.Numeric(6, 2), dec("10000"), dec("-10000"), dec("1e20")),
		refused("numeric after the point", "", types.Numeric(6, 2), dec("0.001"), dec("1.005")),
		refused("varchar", "", types.String(3), "abcd", "ääää", "😀😀😀😀"),
		refused("bytes", "", types.Binary(3), []byte{1, 2, 3, 4}),
		refused("numeric of many digits", "sqlite", types.Numeric(20, 2), dec("123456789012345678.5")),
		refused("part of a second", "mariadb firebird", types.Interval, time.Microsecond, 90*time.Second+time.Millisecond/20),
		refused("text", "mariadb", types.Text, strings.Repeat("x", 1<<16), strings.Repeat("ä", 1<<15)),
		refused("bytes of any length", "mariadb", types.Bytes, make([]byte, 1<<16)),
		refused("enum", "", types.Enum("mood2", "sad", "glad"), "mad", "", "SAD"),
	})
}
