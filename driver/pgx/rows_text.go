package pgx

import (
	"fmt"
	"strconv"
	"time"
)

// What follows reads values in the text format.

func (r *rows) textInt64(i int, v []byte) (int64, error) {
	switch r.columns[i].kind {
	case kindBool:
		if string(v) == "t" {
			return 1, nil
		}
		return 0, nil
	case kindFloat4, kindFloat8:
		f, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return 0, r.malformed(i, err)
		}
		return r.wholeNumber(i, f)
	case kindInt2, kindInt4, kindInt8, kindOID, kindNumeric, kindText, kindString:
		n, err := parseInteger(v)
		if err != nil {
			return 0, r.malformed(i, err)
		}
		return n, nil
	}
	return 0, r.mismatch(i, "an integer")
}

func (r *rows) textFloat64(i int, v []byte) (float64, error) {
	switch r.columns[i].kind {
	case kindInt2, kindInt4, kindInt8, kindOID:
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			return 0, r.malformed(i, err)
		}
		return r.exactFloat(i, n)
	case kindFloat4:
		f, err := strconv.ParseFloat(string(v), 32)
		if err != nil {
			return 0, r.malformed(i, err)
		}
		return f, nil
	case kindFloat8, kindNumeric, kindText, kindString:
		f, err := strconv.ParseFloat(string(v), 64)
		if err != nil {
			return 0, r.malformed(i, err)
		}
		return f, nil
	}
	return 0, r.mismatch(i, "a float")
}

func (r *rows) textBool(i int, v []byte) (bool, error) {
	switch r.columns[i].kind {
	case kindBool:
		return string(v) == "t", nil
	case kindInt2, kindInt4, kindInt8, kindText, kindString:
		b, err := strconv.ParseBool(string(v))
		if err != nil {
			return false, r.malformed(i, fmt.Errorf("%q says neither true nor false", v))
		}
		return b, nil
	}
	return false, r.mismatch(i, "a boolean")
}

func (r *rows) textString(i int, v []byte) (string, error) {
	switch r.columns[i].kind {
	case kindBool:
		return strconv.FormatBool(string(v) == "t"), nil
	case kindBytes:
		b, err := decodeByteaText(v)
		if err != nil {
			return "", r.malformed(i, err)
		}
		return string(b), nil
	case kindTimestampTZ:
		if infinite(kindTimestampTZ, true, v) {
			return string(v), nil
		}
		t, err := parseTime(v)
		if err != nil {
			return "", r.malformed(i, err)
		}
		return string(appendTimestamp(nil, t, true)), nil
	}
	return string(v), nil
}

func (r *rows) textBytes(i int, v []byte) ([]byte, error) {
	var b []byte
	var err error
	switch r.columns[i].kind {
	case kindBytes:
		b, err = decodeByteaText(v)
	case kindUUID:
		b, err = appendUUID(nil, string(v))
	default:
		var text string
		text, err = r.textString(i, v)
		return []byte(text), err
	}
	if err != nil {
		return nil, r.malformed(i, err)
	}
	return b, nil
}

func (r *rows) textTime(i int, v []byte) (time.Time, error) {
	switch r.columns[i].kind {
	case kindDate, kindTime, kindTimeTZ, kindTimestamp, kindTimestampTZ, kindText, kindString:
		t, err := parseTime(v)
		if err != nil {
			return time.Time{}, r.malformed(i, err)
		}
		if r.columns[i].kind == kindTimestampTZ {
			t = t.UTC()
		}
		return t, nil
	}
	return time.Time{}, r.mismatch(i, "a time")
}
