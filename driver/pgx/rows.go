package pgx

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// rows reads the result of one statement off the wire. It is the row as well:
// values point into the connection's read buffer until the next row.
type rows struct {
	conn    *conn
	ctx     context.Context
	stmt    driver.Statement
	reader  *pgconn.ResultReader
	flight  *flight // the pipeline that the result is part of, or nil
	lent    bool    // the flight belongs to Pipeline, which ends it
	columns []column
	names   []string
	values  [][]byte
	text    bool // all values are in the text format
	texts   texts
	ahead   bool // the first row was read when the query was started
	closed  bool
	err     error
}

// Dialect is the dialect that the statement is read in.
func (r *rows) Dialect() string { return r.stmt.Dialect }

// Columns gives the names of the columns.
func (r *rows) Columns() []string { return r.names }

// Err gives what ended the result, if not its end.
func (r *rows) Err() error { return r.err }

// Next reads the next row.
func (r *rows) Next() bool {
	if r.ahead {
		r.ahead = false
		return true
	}
	if r.closed {
		return false
	}
	for {
		if r.reader.NextRow() {
			r.values = r.reader.Values()
			return true
		}
		r.values = nil
		if !r.nextExecution() {
			return false
		}
	}
}

// nextExecution goes on with the result of the next row of a batch. Where there
// is none, or the statement failed, it closes the result.
func (r *rows) nextExecution() bool {
	if _, err := r.reader.Close(); err != nil {
		if r.flight != nil {
			r.flight.abandon()
		}
		r.end(err)
		return false
	}
	if r.flight == nil || r.flight.remaining == 0 {
		r.end(nil)
		return false
	}
	reader, err := r.flight.again()
	if err != nil {
		r.end(err)
		return false
	}
	r.reader = reader
	return true
}

// Close reads and drops what is left of the result.
func (r *rows) Close() error {
	for !r.closed {
		r.ahead = false
		r.values = nil
		r.nextExecution()
	}
	return r.err
}

// end frees the connection. The first error counts.
func (r *rows) end(err error) {
	r.closed = true
	r.values = nil
	if r.flight != nil && !r.lent {
		if finished := r.flight.finish(); err == nil {
			err = finished
		}
	}
	if err != nil && r.err == nil {
		r.err = r.conn.fail(r.ctx, err, &r.stmt)
	}
	if !r.lent {
		r.conn.rows = nil
		r.conn.settle()
	}
}

// value gives the bytes of a column that is there and not NULL.
func (r *rows) value(i int) ([]byte, error) {
	if uint(i) >= uint(len(r.values)) {
		if r.values == nil {
			return nil, errors.New("no current row: call Next first")
		}
		return nil, fmt.Errorf("no column %d: the result has %d", i, len(r.values))
	}
	if r.values[i] == nil {
		return nil, fmt.Errorf("column %q is NULL", r.columns[i].name)
	}
	return r.values[i], nil
}

// mismatch says that a column holds no such thing as was asked for.
func (r *rows) mismatch(i int, wanted string) error {
	return fmt.Errorf("column %q is %s and cannot be read as %s", r.columns[i].name, typeName(r.columns[i].oid), wanted)
}

// malformed says that a value is not what its type says.
func (r *rows) malformed(i int, err error) error {
	return fmt.Errorf("column %q: %w", r.columns[i].name, err)
}

// Null reports whether column i is NULL.
func (r *rows) Null(i int) bool {
	return uint(i) < uint(len(r.values)) && r.values[i] == nil
}

// Int64 reads an integer, or what holds a whole number: a numeric, a float, a
// text; true is 1.
func (r *rows) Int64(i int) (int64, error) {
	// The common cases first, in a function that does little else.
	if !r.text && uint(i) < uint(len(r.values)) {
		switch v := r.values[i]; r.columns[i].kind {
		case kindInt8:
			if len(v) == 8 {
				return int64(binary.BigEndian.Uint64(v)), nil
			}
		case kindInt4:
			if len(v) == 4 {
				return int64(int32(binary.BigEndian.Uint32(v))), nil
			}
		}
	}
	return r.otherInt64(i)
}

func (r *rows) otherInt64(i int) (int64, error) {
	v, err := r.value(i)
	if err != nil {
		return 0, err
	}
	kind := r.columns[i].kind
	if r.text {
		return r.textInt64(i, v)
	}
	switch kind {
	case kindInt2:
		if len(v) == 2 {
			return int64(int16(binary.BigEndian.Uint16(v))), nil
		}
	case kindOID:
		if len(v) == 4 {
			return int64(binary.BigEndian.Uint32(v)), nil
		}
	case kindBool:
		if len(v) == 1 {
			return int64(v[0]), nil
		}
	case kindFloat4, kindFloat8:
		f, err := r.Float64(i)
		if err != nil {
			return 0, err
		}
		return r.wholeNumber(i, f)
	case kindNumeric:
		return r.textInt64(i, appendNumeric(nil, v))
	case kindText, kindString:
		return r.textInt64(i, v)
	case kindInt4, kindInt8:
	default:
		return 0, r.mismatch(i, "an integer")
	}
	return 0, r.malformed(i, errLength)
}

func (r *rows) wholeNumber(i int, f float64) (int64, error) {
	if f != math.Trunc(f) || f < math.MinInt64 || f >= math.MaxInt64 {
		return 0, r.malformed(i, fmt.Errorf("%v is no 64-bit integer", f))
	}
	return int64(f), nil
}

// Float64 reads a float, or a number or text of any other type. An integer that
// a float64 does not hold exactly is an error.
func (r *rows) Float64(i int) (float64, error) {
	v, err := r.value(i)
	if err != nil {
		return 0, err
	}
	if r.text {
		return r.textFloat64(i, v)
	}
	switch r.columns[i].kind {
	case kindFloat8:
		if len(v) == 8 {
			return math.Float64frombits(binary.BigEndian.Uint64(v)), nil
		}
	case kindFloat4:
		if len(v) == 4 {
			return float64(math.Float32frombits(binary.BigEndian.Uint32(v))), nil
		}
	case kindInt2, kindInt4, kindInt8, kindOID:
		n, err := r.Int64(i)
		if err != nil {
			return 0, err
		}
		return r.exactFloat(i, n)
	case kindNumeric:
		return r.textFloat64(i, appendNumeric(nil, v))
	case kindText, kindString:
		return r.textFloat64(i, v)
	default:
		return 0, r.mismatch(i, "a float")
	}
	return 0, r.malformed(i, errLength)
}

func (r *rows) exactFloat(i int, n int64) (float64, error) {
	f := float64(n)
	if f >= math.MaxInt64 || int64(f) != n {
		return 0, r.malformed(i, fmt.Errorf("%d loses digits as a float", n))
	}
	return f, nil
}

// Bool reads a boolean, the integers 0 and 1, or a text that says one.
func (r *rows) Bool(i int) (bool, error) {
	v, err := r.value(i)
	if err != nil {
		return false, err
	}
	kind := r.columns[i].kind
	if r.text {
		return r.textBool(i, v)
	}
	switch kind {
	case kindBool:
		if len(v) == 1 {
			return v[0] != 0, nil
		}
		return false, r.malformed(i, errLength)
	case kindInt2, kindInt4, kindInt8:
		n, err := r.Int64(i)
		if err == nil && n != 0 && n != 1 {
			err = r.malformed(i, fmt.Errorf("%d is neither 0 nor 1", n))
		}
		return n == 1, err
	case kindText, kindString:
		return r.textBool(i, v)
	}
	return false, r.mismatch(i, "a boolean")
}

// String reads any column as text: as PostgreSQL writes it, but booleans as
// true and false, timestamps with a time zone in UTC, and bytes as they are.
func (r *rows) String(i int) (string, error) {
	if !r.text && uint(i) < uint(len(r.values)) {
		if v := r.values[i]; v != nil && (r.columns[i].kind == kindString || r.columns[i].kind == kindText) {
			return r.texts.string(v), nil
		}
	}
	v, err := r.value(i)
	if err != nil {
		return "", err
	}
	if r.text {
		return r.textString(i, v)
	}
	var scratch [64]byte
	text, err := appendBinaryAsText(scratch[:0], r.columns[i].kind, v)
	if err != nil {
		return "", r.malformed(i, err)
	}
	return string(text), nil
}

// Bytes reads a bytea, the 16 bytes of a UUID, or the text of anything else.
func (r *rows) Bytes(i int) ([]byte, error) {
	v, err := r.value(i)
	if err != nil {
		return nil, err
	}
	switch kind := r.columns[i].kind; {
	case r.text:
		return r.textBytes(i, v)
	case kind == kindBytes, kind == kindUUID, kind == kindText, kind == kindString, kind == kindJSON:
		return append(make([]byte, 0, len(v)), v...), nil
	default:
		text, err := appendBinaryAsText(nil, kind, v)
		if err != nil {
			return nil, r.malformed(i, err)
		}
		return text, nil
	}
}

// Time reads a date, a time of day, a timestamp, or a text that holds one.
func (r *rows) Time(i int) (time.Time, error) {
	v, err := r.value(i)
	if err != nil {
		return time.Time{}, err
	}
	if r.text {
		return r.textTime(i, v)
	}
	var t time.Time
	switch kind := r.columns[i].kind; kind {
	case kindTimestamp, kindTimestampTZ:
		t, err = decodeTimestamp(v)
	case kindDate:
		t, err = decodeDate(v)
	case kindTime:
		t, err = decodeTimeOfDay(v)
	case kindTimeTZ:
		t, err = decodeTimeTZ(v)
	case kindText, kindString:
		return r.textTime(i, v)
	default:
		return time.Time{}, r.mismatch(i, "a time")
	}
	if err != nil {
		return time.Time{}, r.malformed(i, err)
	}
	return t, nil
}

// Any reads the value in the Go type that fits the column; what has none, such
// as numeric, UUID and arrays, is a string.
func (r *rows) Any(i int) (any, error) {
	if r.Null(i) {
		return nil, nil
	}
	v, err := r.value(i)
	if err != nil {
		return nil, err
	}
	switch r.columns[i].kind {
	case kindInt2, kindInt4, kindInt8, kindOID:
		return boxed(r.Int64(i))
	case kindFloat4, kindFloat8:
		return boxed(r.Float64(i))
	case kindBool:
		return boxed(r.Bool(i))
	case kindBytes:
		return boxed(r.Bytes(i))
	case kindDate, kindTimestamp, kindTimestampTZ:
		if infinite(r.columns[i].kind, r.text, v) {
			return boxed(r.String(i))
		}
		return boxed(r.Time(i))
	case kindTime, kindTimeTZ:
		return boxed(r.Time(i))
	}
	return boxed(r.String(i))
}

func boxed[T any](v T, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
}
