package types

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// The AnyTo functions are for drivers that give columns as values of any type:
// they make the getters of a Row from them. They convert where no information
// is lost, and otherwise give an error that shows the value.

// AnyToInt64 reads a value as an integer: any integer, bool as 0 or 1, a float
// or decimal without a fraction, or text that is one of these.
func AnyToInt64(v any) (int64, error) {
	switch v := v.(type) {
	case int64:
		return v, nil
	case uint64:
		if v <= math.MaxInt64 {
			return int64(v), nil
		}
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case float64:
		// 1<<63 itself is a float64 and does not fit.
		if v == math.Trunc(v) && v >= math.MinInt64 && v < math.MaxInt64 {
			return int64(v), nil
		}
	case decimal.Decimal:
		if v.IsInteger() && v.BigInt().IsInt64() {
			return v.IntPart(), nil
		}
	case string:
		return textToInt64(v)
	case []byte:
		return textToInt64(string(v))
	default:
		if basic, ok := basicValue(v); ok {
			return AnyToInt64(basic)
		}
	}
	return 0, conversionError(v, "an integer")
}

func textToInt64(s string) (int64, error) {
	text := strings.TrimSpace(s)
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, nil
	}
	// Sums of decimals arrive as 12.00.
	if whole, fraction, ok := strings.Cut(text, "."); ok && strings.Trim(fraction, "0") == "" {
		if n, err := strconv.ParseInt(whole, 10, 64); err == nil {
			return n, nil
		}
	}
	return 0, conversionError(s, "an integer")
}

// anyToUint64 reads a value as an integer that is not negative.
func anyToUint64(v any) (uint64, error) {
	switch v := v.(type) {
	case uint64:
		return v, nil
	case uint, uintptr:
		return reflect.ValueOf(v).Uint(), nil
	case decimal.Decimal:
		if v.IsInteger() && v.BigInt().IsUint64() {
			return v.BigInt().Uint64(), nil
		}
	case string:
		if n, err := strconv.ParseUint(strings.TrimSpace(v), 10, 64); err == nil {
			return n, nil
		}
	case []byte:
		return anyToUint64(string(v))
	}
	n, err := AnyToInt64(v)
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, conversionError(v, "an unsigned integer")
	}
	return uint64(n), nil
}

// AnyToFloat64 reads a value as a floating-point number: any number, rounded
// where it has more digits, or text that is one.
func AnyToFloat64(v any) (float64, error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case int64:
		return float64(v), nil
	case uint64:
		return float64(v), nil
	case decimal.Decimal:
		return v.InexactFloat64(), nil
	case string:
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		if err != nil {
			return 0, conversionError(v, "a number")
		}
		return f, nil
	case []byte:
		return AnyToFloat64(string(v))
	case bool:
		return 0, conversionError(v, "a number")
	}
	if basic, ok := basicValue(v); ok {
		return AnyToFloat64(basic)
	}
	return 0, conversionError(v, "a number")
}

// AnyToBool reads a value as a truth value: a bool, the number 0 or 1, one of
// the texts t, true, yes, on, 1 and f, false, no, off, 0 in either case, or a
// single bit as MySQL sends it.
func AnyToBool(v any) (bool, error) {
	switch v := v.(type) {
	case bool:
		return v, nil
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "t", "true", "y", "yes", "on", "1", "\x01":
			return true, nil
		case "f", "false", "n", "no", "off", "0", "\x00":
			return false, nil
		}
	case []byte:
		return AnyToBool(string(v))
	default:
		switch n, err := AnyToInt64(v); {
		case err == nil && n == 0:
			return false, nil
		case err == nil && n == 1:
			return true, nil
		}
	}
	return false, conversionError(v, "a boolean")
}

// AnyToString reads a value as text, in the usual notation: a time as
// FormatTime writes it without a zone, 16 bytes of an array as a UUID.
func AnyToString(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case uint64:
		return strconv.FormatUint(v, 10), nil
	case float64:
		return formatFloat(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case time.Time:
		return FormatTime(v, false), nil
	case [16]byte:
		return formatUUID(v), nil
	case nil:
		return "", conversionError(v, "text")
	}
	if basic, ok := basicValue(v); ok {
		return AnyToString(basic)
	}
	if s, ok := v.(fmt.Stringer); ok {
		return s.String(), nil
	}
	return "", conversionError(v, "text")
}

// formatFloat writes the shortest text that reads back as f, with an exponent
// only where there would be a long row of zeros.
func formatFloat(f float64) string {
	if size := math.Abs(f); size != 0 && (size < 1e-6 || size >= 1e21) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// AnyToBytes reads a value as bytes: bytes in memory of their own, or those of
// the value's text.
func AnyToBytes(v any) ([]byte, error) {
	switch v := v.(type) {
	case []byte:
		if v == nil {
			return []byte{}, nil
		}
		return bytes.Clone(v), nil
	case [16]byte:
		return v[:], nil
	}
	s, err := AnyToString(v)
	if err != nil {
		return nil, conversionError(v, "bytes")
	}
	return []byte(s), nil
}

// AnyToTime reads a value as a time: a time.Time, a Date or TimeOfDay in UTC, or
// text that ParseTime reads.
func AnyToTime(v any) (time.Time, error) {
	switch v := v.(type) {
	case time.Time:
		return v, nil
	case Date:
		return v.Time(time.UTC), nil
	case TimeOfDay:
		return v.Time(time.UTC), nil
	case string:
		return ParseTime(v)
	case []byte:
		return ParseTime(string(v))
	}
	return time.Time{}, conversionError(v, "a time")
}

// basicValue widens the smaller kinds of numbers, and named types, to what the
// conversions know.
func basicValue(v any) (any, bool) {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return r.Int(), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return r.Uint(), true
	case reflect.Float32:
		// The shortest text of the number itself, not of what it widens to.
		f, err := strconv.ParseFloat(strconv.FormatFloat(r.Float(), 'g', -1, 32), 64)
		return f, err == nil
	case reflect.Float64:
		return r.Float(), true
	case reflect.Bool:
		return r.Bool(), true
	case reflect.String:
		return r.String(), true
	}
	return nil, false
}

// conversionError shows the value, shortened.
func conversionError(v any, as string) error {
	const longest = 64
	switch text := v.(type) {
	case nil:
		return fmt.Errorf("cannot read NULL as %s", as)
	case []byte:
		return conversionError(string(text), as)
	case string:
		if len(text) > longest {
			text = text[:longest] + "…"
		}
		return fmt.Errorf("cannot read text %q as %s", text, as)
	case time.Time:
		return fmt.Errorf("cannot read time %s as %s", FormatTime(text, false), as)
	}
	return fmt.Errorf("cannot read %T %v as %s", v, v, as)
}
