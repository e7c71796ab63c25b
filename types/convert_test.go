package types_test

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

func TestParseTime(t *testing.T) {
	plus2 := time.FixedZone("", 2*3600)
	for text, want := range map[string]time.Time{
		"2006-01-02":                         time.Date(2006, 1, 2, 0, 0, 0, 0, time.UTC),
		"2006-01-02 15:04":                   time.Date(2006, 1, 2, 15, 4, 0, 0, time.UTC),
		"2006-01-02 15:04:05":                time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC),
		"2006-01-02T15:04:05":                time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC),
		"2006-01-02 15:04:05.999999":         time.Date(2006, 1, 2, 15, 4, 5, 999999000, time.UTC),
		"2006-01-02 15:04:05.1234567891":     time.Date(2006, 1, 2, 15, 4, 5, 123456789, time.UTC),
		"2006-01-02T15:04:05Z":               time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC),
		"2006-01-02 15:04:05 UTC":            time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC),
		"2006-01-02 15:04:05+00":             time.Date(2006, 1, 2, 15, 4, 5, 0, time.UTC),
		"2006-01-02 15:04:05+02":             time.Date(2006, 1, 2, 15, 4, 5, 0, plus2),
		"2006-01-02 15:04:05+0200":           time.Date(2006, 1, 2, 15, 4, 5, 0, plus2),
		"2006-01-02T15:04:05.5+02:00":        time.Date(2006, 1, 2, 15, 4, 5, 5e8, plus2),
		"2006-01-02 15:04:05-05:30":          time.Date(2006, 1, 2, 15, 4, 5, 0, time.FixedZone("", -(5*3600+1800))),
		"1890-01-02 15:04:05+00:53:28":       time.Date(1890, 1, 2, 15, 4, 5, 0, time.FixedZone("", 53*60+28)),
		"2006-01-02 15:04:05.5 +0200 CEST":   time.Date(2006, 1, 2, 15, 4, 5, 5e8, plus2),
		"15:04:05.5":                         time.Date(1, 1, 1, 15, 4, 5, 5e8, time.UTC),
		"15:04:05+02":                        time.Date(1, 1, 1, 15, 4, 5, 0, plus2),
		"0000-00-00 00:00:00":                {},
		time.Unix(0, 0).UTC().String():       time.Unix(0, 0),
		time.Unix(9, 0).Format(time.RFC3339): time.Unix(9, 0),
	} {
		if got, err := types.ParseTime(text); err != nil || !got.Equal(want) {
			t.Errorf("%q is read as %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", " ", "yesterday", "2006-01-02 ", "2006-01-02x15:04:05", "2006-01-02 25:04:05", "2006-01-02 15:04:05+", "2006-01-02 15:04:05+2",
		"2006-01-02 15:04:05+02:", "2006-01-02 15:04:05+24", "2006-01-02 15:04:05+02:60", "2006-01-02 15:04:05+02:00:00:00", "2006-01-02 15:04:05 Europe/Rome",
		"2006-01-02 15:04:05 +02 1", "2006-02-30 15:04:05", "infinity", "1136214245"} {
		if got, err := types.ParseTime(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		} else if !strings.Contains(err.Error(), text) {
			t.Errorf("the error does not show %q: %v", text, err)
		}
	}
}

func TestFormatTime(t *testing.T) {
	local := time.Date(2024, 1, 1, 1, 0, 0, 120000999, time.FixedZone("", 2*3600))
	if got := types.FormatTime(local, false); got != "2023-12-31 23:00:00.12" {
		t.Errorf("without a zone it is %s", got)
	}
	if got := types.FormatTime(local, true); got != "2023-12-31 23:00:00.12+00:00" {
		t.Errorf("with a zone it is %s", got)
	}
	for _, zone := range []bool{false, true} {
		previous := ""
		for _, step := range []time.Duration{0, 1, 9, 10, 99, 100, 1e5, 5e5, 999999, 1e6, 60e6, 3600e6} {
			text := types.FormatTime(noon.Truncate(time.Second).Add(step*time.Microsecond), zone)
			if text <= previous {
				t.Errorf("%s sorts before %s", text, previous)
			}
			previous = text
		}
	}
}

func FuzzParseTime(f *testing.F) {
	for _, seed := range []string{"2006-01-02", "15:04:05.5", "2006-01-02 15:04:05.999999+02:00", "2006-01-02T15:04:05Z", "0000-00-00 00:00:00",
		"-0044-03-15 12:00", "2006-01-02 15:04:05 +0200 CEST", "999999-12-31 23:59:59.999999999-23:59:59"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := types.ParseTime(text)
		if err != nil {
			return
		}
		if year := read.UTC().Year(); year < -999999 || year > 999999 {
			return
		}
		for _, zone := range []bool{false, true} {
			written := types.FormatTime(read, zone)
			again, err := types.ParseTime(written)
			if err != nil || !again.Equal(read.Truncate(time.Microsecond)) {
				t.Errorf("%q is read as %v, written as %q and read as %v, %v", text, read, written, again, err)
			}
		}
	})
}

func TestParseInterval(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"00:00:00":          0,
		"01:02:03":          time.Hour + 2*time.Minute + 3*time.Second,
		"-01:02:03.5":       -(time.Hour + 2*time.Minute + 3500*time.Millisecond),
		"838:59:59":         838*time.Hour + 59*time.Minute + 59*time.Second,
		"3 days":            72 * time.Hour,
		"1 day -00:00:01":   24*time.Hour - time.Second,
		"-2 days +01:00:00": -47 * time.Hour,
		"1500000000":        1500 * time.Millisecond,
	} {
		if got, err := types.ParseInterval(text); err != nil || got != want {
			t.Errorf("%q is read as %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1 mon", "2 years 1 day", "1 day 2", "x", "01:99:00", "3 parsecs"} {
		if got, err := types.ParseInterval(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestAnyToInt64(t *testing.T) {
	for _, v := range []any{int64(5), uint64(5), 5, int8(5), uint16(5), float32(5), 5.0, "5", " 5 ", []byte("5"), "5.00", label("5"), decimal.NewFromInt(5), time.Duration(5)} {
		if got, err := types.AnyToInt64(v); err != nil || got != 5 {
			t.Errorf("%T %v is read as %d, %v", v, v, got, err)
		}
	}
	if got, err := types.AnyToInt64(true); err != nil || got != 1 {
		t.Errorf("true is read as %d, %v", got, err)
	}
	for _, v := range []any{nil, "abc", "5.5", "", 5.5, math.NaN(), math.Inf(1), uint64(math.MaxUint64), noon, decimal.RequireFromString("5.5"), struct{}{}} {
		if got, err := types.AnyToInt64(v); err == nil {
			t.Errorf("%T %v is read as %d", v, v, got)
		}
	}
	if _, err := types.AnyToInt64([]byte("abc")); err.Error() != `cannot read text "abc" as an integer` {
		t.Errorf("the error is: %v", err)
	}
	if _, err := types.AnyToInt64(strings.Repeat("x", 1000)); len(err.Error()) > 200 {
		t.Errorf("the error shows the whole text: %v", err)
	}
}

func TestAnyToFloat64(t *testing.T) {
	for _, v := range []any{1.5, float32(1.5), "1.5", []byte("1.5"), decimal.RequireFromString("1.5")} {
		if got, err := types.AnyToFloat64(v); err != nil || got != 1.5 {
			t.Errorf("%T %v is read as %v, %v", v, v, got, err)
		}
	}
	for _, v := range []any{int64(5), uint64(5), int32(5)} {
		if got, err := types.AnyToFloat64(v); err != nil || got != 5 {
			t.Errorf("%T %v is read as %v, %v", v, v, got, err)
		}
	}
	for _, v := range []any{nil, "abc", true, noon} {
		if got, err := types.AnyToFloat64(v); err == nil {
			t.Errorf("%T %v is read as %v", v, v, got)
		}
	}
}

func TestAnyToBool(t *testing.T) {
	for want, list := range map[bool][]any{
		true:  {true, int64(1), int8(1), 1.0, "t", "TRUE", "on", "1", []byte("yes"), []byte{1}},
		false: {false, int64(0), uint64(0), "f", "False", "off", "0", []byte{0}},
	} {
		for _, v := range list {
			if got, err := types.AnyToBool(v); err != nil || got != want {
				t.Errorf("%T %v is read as %t, %v", v, v, got, err)
			}
		}
	}
	for _, v := range []any{nil, int64(2), "maybe", "", 0.5, noon} {
		if got, err := types.AnyToBool(v); err == nil {
			t.Errorf("%T %v is read as %t", v, v, got)
		}
	}
}

func TestAnyToString(t *testing.T) {
	for _, tt := range []struct {
		value any
		want  string
	}{
		{"ed", "ed"}, {[]byte("ed"), "ed"}, {int64(-5), "-5"}, {uint64(math.MaxUint64), "18446744073709551615"}, {int8(5), "5"},
		{1.5, "1.5"}, {100000000.0, "100000000"}, {1e300, "1e+300"}, {1e-9, "1e-09"}, {float32(0.1), "0.1"}, {true, "true"},
		{noon, "2024-02-29 12:30:15.123456"}, {[16]byte(someUUID), uuidText}, {decimal.RequireFromString("1.50"), "1.5"},
		{types.NewDate(2024, 1, 2), "2024-01-02"}, {types.JSONText("{}"), "{}"},
	} {
		if got, err := types.AnyToString(tt.value); err != nil || got != tt.want {
			t.Errorf("%T %v is read as %q, %v, want %q", tt.value, tt.value, got, err, tt.want)
		}
	}
	for _, v := range []any{nil, struct{}{}} {
		if got, err := types.AnyToString(v); err == nil {
			t.Errorf("%T %v is read as %q", v, v, got)
		}
	}
}

func TestAnyToBytes(t *testing.T) {
	given := []byte{1, 2}
	got, err := types.AnyToBytes(given)
	if err != nil || !bytes.Equal(got, given) {
		t.Errorf("bytes are read as %v, %v", got, err)
	}
	given[0] = 9
	if got[0] != 1 {
		t.Error("bytes share memory with the driver's")
	}
	if got, err := types.AnyToBytes([]byte(nil)); got == nil || err != nil {
		t.Errorf("no bytes are read as %v, %v", got, err)
	}
	if got, err := types.AnyToBytes("ed"); string(got) != "ed" || err != nil {
		t.Errorf("text is read as %v, %v", got, err)
	}
	if got, err := types.AnyToBytes(nil); err == nil {
		t.Errorf("NULL is read as %v", got)
	}
}

func TestAnyToTime(t *testing.T) {
	for _, v := range []any{noon, "2024-02-29 12:30:15.123456", []byte("2024-02-29T12:30:15.123456Z")} {
		if got, err := types.AnyToTime(v); err != nil || !got.Equal(noon) {
			t.Errorf("%T %v is read as %v, %v", v, v, got, err)
		}
	}
	for _, v := range []any{nil, int64(5), "abc", true} {
		if got, err := types.AnyToTime(v); err == nil {
			t.Errorf("%T %v is read as %v", v, v, got)
		}
	}
}
