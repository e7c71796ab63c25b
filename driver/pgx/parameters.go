package pgx

import (
	sqldriver "database/sql/driver"
	"encoding"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"
	"unsafe"

	"github.com/jackc/pgx/v5/pgtype"
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

// parameters holds the encoded arguments of the executions that are about to be
// sent. It is reused from one statement to the next; strings and bytes are not
// copied into it.
//
// Whatever has no binary encoding for the type that the server expects goes as
// text, which the server reads for any type and of which it says itself what is
// wrong: a number that is out of range, for one.
type parameters struct {
	buf     []byte
	values  [][]byte
	formats []int16
}

// keptBytes is how large a buffer may be to be kept for the next statement.
const keptBytes = 1 << 20

func (p *parameters) reset() {
	if cap(p.buf) > keptBytes {
		p.buf = nil
	}
	if cap(p.values) > keptBytes/16 {
		p.values, p.formats = nil, nil
	}
	clear(p.values) // they may be the caller's memory
	p.buf, p.values, p.formats = p.buf[:0], p.values[:0], p.formats[:0]
}

func (p *parameters) add(value []byte, format int16) {
	p.values = append(p.values, value)
	p.formats = append(p.formats, format)
}

// added adds what was appended to the buffer since it had that length.
func (p *parameters) added(start int, format int16) {
	p.add(p.buf[start:len(p.buf):len(p.buf)], format)
}

func (p *parameters) addNull() { p.add(nil, textFormat) }

// addText adds a string without copying it: it is only read, and only until the
// statement is sent.
func (p *parameters) addText(s string) {
	if s == "" {
		p.add([]byte{}, textFormat)
		return
	}
	p.add(unsafe.Slice(unsafe.StringData(s), len(s)), textFormat)
}

// addValue adds an argument for a parameter whose type is oid, or 0 where that
// is not known yet.
func (p *parameters) addValue(value any, oid uint32) error {
	switch v := value.(type) {
	case nil:
		p.addNull()
	case int64:
		p.addInt(v, oid)
	case string:
		p.addText(v)
	case bool:
		p.addBool(v, oid)
	case float64:
		p.addFloat(v, oid)
	case time.Time:
		p.addTime(v, oid)
	case []byte:
		return p.addBytes(v, oid)
	case types.JSONText:
		p.addText(string(v))
	case *types.Vector:
		return p.addArray(v, oid)
	case int:
		p.addInt(int64(v), oid)
	default:
		return p.addOther(value, oid)
	}
	return nil
}

// addOther adds what is rarer, or what only package types knows how to bind.
func (p *parameters) addOther(value any, oid uint32) error {
	start := len(p.buf)
	if written, ok := appendTextual(p.buf, value); ok {
		p.buf = written
		p.added(start, textFormat)
		return nil
	}
	if v := reflect.ValueOf(value); isArray(v) {
		if v.IsNil() {
			p.addNull()
			return nil
		}
		vector, err := vectorOf(v)
		if err != nil {
			return err
		}
		return p.addArray(vector, oid)
	}
	bound, err := bind(value)
	if err != nil {
		return err
	}
	return p.addValue(bound, oid)
}

// isArray reports whether a Go value is sent as an array.
func isArray(v reflect.Value) bool {
	return v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8 && !bindsItself(v.Interface())
}

// vectorOf gives the elements of a slice, each of which may be a vector itself.
func vectorOf(list reflect.Value) (*types.Vector, error) {
	vector := &types.Vector{Kind: types.Anys, Type: types.Unknown, Anys: make([]any, list.Len())}
	for i := range vector.Anys {
		item, err := any(nil), error(nil)
		if element := list.Index(i); isArray(element) {
			item, err = vectorOf(element)
		} else {
			item, err = bind(element.Interface())
		}
		if err != nil {
			return nil, err
		}
		vector.Anys[i] = item
	}
	return vector, nil
}

// bindsItself reports whether a type says itself what it is to a database.
func bindsItself(value any) bool {
	switch value.(type) {
	case sqldriver.Valuer, encoding.TextMarshaler:
		return true
	}
	return false
}

// bind gives the bind value of a Go value that is none itself.
func bind(value any) (any, error) {
	bound, _, err := types.Bind(value)
	if err != nil {
		return nil, err
	}
	switch bound.(type) {
	case nil, int64, uint64, float64, bool, string, []byte, time.Time, time.Duration, decimal.Decimal, types.Date, types.TimeOfDay, types.JSONText:
		return bound, nil
	}
	return nil, fmt.Errorf("a %T cannot be sent to PostgreSQL: implement driver.Valuer on it", value)
}

// appendTextual writes a bind value as text, apart from strings and bytes; ok
// is false for what it does not know.
func appendTextual(buf []byte, value any) (written []byte, ok bool) {
	switch v := value.(type) {
	case int64:
		return strconv.AppendInt(buf, v, 10), true
	case uint64:
		return strconv.AppendUint(buf, v, 10), true
	case float64:
		return appendFloatArgument(buf, v), true
	case bool:
		return strconv.AppendBool(buf, v), true
	case time.Time:
		return appendTimestamp(buf, v, true), true
	case types.Date:
		return appendDate(buf, v.Time(time.UTC)), true
	case types.TimeOfDay:
		return appendClock(buf, uint64(v.Duration().Microseconds())), true
	case decimal.Decimal:
		return append(buf, v.String()...), true
	case time.Duration:
		if v < 0 {
			return appendClock(append(buf, '-'), uint64(-v.Microseconds())), true
		}
		return appendClock(buf, uint64(v.Microseconds())), true
	}
	return buf, false
}

// appendFloatArgument writes a float so that integer columns take whole ones.
func appendFloatArgument(buf []byte, f float64) []byte {
	if f == math.Trunc(f) && math.Abs(f) < 1e18 {
		return strconv.AppendFloat(buf, f, 'f', -1, 64)
	}
	return appendFloat(buf, f, 64)
}

func (p *parameters) addInt(n int64, oid uint32) {
	start := len(p.buf)
	if written, ok := appendBinaryInt(p.buf, n, oid); ok {
		p.buf = written
		p.added(start, binaryFormat)
		return
	}
	p.buf = strconv.AppendInt(p.buf, n, 10)
	p.added(start, textFormat)
}

// appendBinaryInt writes an integer in the binary format of a type; ok is false
// where the type has none for it.
func appendBinaryInt(buf []byte, n int64, oid uint32) (written []byte, ok bool) {
	switch oid {
	case pgtype.Int8OID:
		return binary.BigEndian.AppendUint64(buf, uint64(n)), true
	case pgtype.Int4OID:
		if n == int64(int32(n)) {
			return binary.BigEndian.AppendUint32(buf, uint32(n)), true
		}
	case pgtype.Int2OID:
		if n == int64(int16(n)) {
			return binary.BigEndian.AppendUint16(buf, uint16(n)), true
		}
	}
	return buf, false
}

func (p *parameters) addBool(b bool, oid uint32) {
	start := len(p.buf)
	if oid == pgtype.BoolOID {
		p.buf = appendBinaryBool(p.buf, b)
		p.added(start, binaryFormat)
		return
	}
	p.buf = strconv.AppendBool(p.buf, b)
	p.added(start, textFormat)
}

func appendBinaryBool(buf []byte, b bool) []byte {
	if b {
		return append(buf, 1)
	}
	return append(buf, 0)
}

func (p *parameters) addFloat(f float64, oid uint32) {
	start := len(p.buf)
	if oid == pgtype.Float8OID {
		p.buf = binary.BigEndian.AppendUint64(p.buf, math.Float64bits(f))
		p.added(start, binaryFormat)
		return
	}
	p.buf = appendFloatArgument(p.buf, f)
	p.added(start, textFormat)
}

func (p *parameters) addTime(t time.Time, oid uint32) {
	start := len(p.buf)
	if written, ok := appendBinaryTimeArgument(p.buf, t, oid); ok {
		p.buf = written
		p.added(start, binaryFormat)
		return
	}
	p.buf = appendTimestamp(p.buf, t, true)
	p.added(start, textFormat)
}

// appendBinaryTimeArgument writes a time in the binary format of a type. A
// column without a time zone holds the wall clock in UTC.
func appendBinaryTimeArgument(buf []byte, t time.Time, oid uint32) (written []byte, ok bool) {
	switch oid {
	case pgtype.TimestamptzOID, pgtype.TimestampOID:
		return binary.BigEndian.AppendUint64(buf, uint64(microsOf(t))), true
	case pgtype.DateOID:
		return binary.BigEndian.AppendUint32(buf, uint32(daysOf(t))), true
	}
	return buf, false
}

// addBytes adds a bytea. That a []byte is one is settled when the statement is
// parsed (see hint): were it text wherever the server expects text, the same
// statement would fail or not by whether the connection has prepared it before.
func (p *parameters) addBytes(b []byte, oid uint32) error {
	switch {
	case b == nil:
		p.addNull()
	case oid == pgtype.ByteaOID:
		p.add(b, binaryFormat)
	case oid == 0:
		start := len(p.buf)
		p.buf = hex.AppendEncode(append(p.buf, `\x`...), b)
		p.added(start, textFormat)
	default:
		return fmt.Errorf("a []byte is bytea, but PostgreSQL expects %s: convert it to a string", typeName(oid))
	}
	return nil
}

// hint gives the type to state for a parameter when the statement is parsed.
// Left open, which is best, is the type of all but bytes.
func hint(value any) uint32 {
	if b, ok := value.([]byte); ok && b != nil {
		return pgtype.ByteaOID
	}
	return 0
}

// vectorHint is hint for a parameter of a batch.
func vectorHint(v *types.Vector) uint32 {
	for _, value := range v.Anys {
		if oid := hint(value); oid != 0 {
			return oid
		}
	}
	return 0
}

// addElement adds one value of a batch's column.
func (p *parameters) addElement(v *types.Vector, i int, oid uint32) error {
	if v.Null(i) {
		p.addNull()
		return nil
	}
	switch v.Kind {
	case types.Ints:
		p.addInt(v.Ints[i], oid)
	case types.Floats:
		p.addFloat(v.Floats[i], oid)
	case types.Bools:
		p.addBool(v.Bools[i], oid)
	case types.Strings:
		p.addText(v.Strings[i])
	case types.Times:
		p.addTime(v.Times[i], oid)
	default:
		return p.addValue(v.Anys[i], oid)
	}
	return nil
}
