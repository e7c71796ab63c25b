package pgx

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/azoth-go/azoth/types"
)

// elementTypes gives the element type of the array types that the driver writes
// in the binary format.
var elementTypes = map[uint32]uint32{
	pgtype.Int2ArrayOID: pgtype.Int2OID, pgtype.Int4ArrayOID: pgtype.Int4OID, pgtype.Int8ArrayOID: pgtype.Int8OID,
	pgtype.Float8ArrayOID: pgtype.Float8OID, pgtype.BoolArrayOID: pgtype.BoolOID,
	pgtype.TextArrayOID: pgtype.TextOID, pgtype.VarcharArrayOID: pgtype.VarcharOID, pgtype.BPCharArrayOID: pgtype.BPCharOID,
	pgtype.ByteaArrayOID: pgtype.ByteaOID, pgtype.UUIDArrayOID: pgtype.UUIDOID,
	pgtype.JSONArrayOID: pgtype.JSONOID, pgtype.JSONBArrayOID: pgtype.JSONBOID,
	pgtype.TimestampArrayOID: pgtype.TimestampOID, pgtype.TimestamptzArrayOID: pgtype.TimestamptzOID,
	pgtype.DateArrayOID: pgtype.DateOID,
}

// addArray adds a vector as one array. The array is binary where every value
// has a binary form in the element type, and a text literal otherwise.
func (p *parameters) addArray(v *types.Vector, oid uint32) error {
	if v == nil {
		p.addNull()
		return nil
	}
	start := len(p.buf)
	if element, known := elementTypes[oid]; known {
		p.grow(20 + v.Len()*4 + binarySize(v))
		if p.appendBinaryArray(v, element) {
			p.added(start, binaryFormat)
			return nil
		}
		p.buf = p.buf[:start]
	}
	p.grow(2 + textSize(v))
	if err := p.appendTextArray(v); err != nil {
		return err
	}
	p.added(start, textFormat)
	return nil
}

// grow makes room for n bytes, so that a large array is written without moving
// what is there already more than once.
func (p *parameters) grow(n int) {
	if cap(p.buf)-len(p.buf) < n {
		grown := make([]byte, len(p.buf), len(p.buf)+max(n, len(p.buf)))
		copy(grown, p.buf)
		p.buf = grown
	}
}

// binarySize estimates the size of a vector's values.
func binarySize(v *types.Vector) int {
	switch v.Kind {
	case types.Strings:
		n := 0
		for _, s := range v.Strings {
			n += len(s)
		}
		return n
	case types.Anys:
		return anySize(v) + 16*len(v.Anys)
	}
	return 8 * v.Len()
}

// textSize estimates the size of a vector's literal.
func textSize(v *types.Vector) int {
	switch v.Kind {
	case types.Bools:
		return 6 * len(v.Bools)
	case types.Strings:
		return binarySize(v) + 4*len(v.Strings)
	case types.Times:
		return 32 * len(v.Times)
	case types.Anys:
		return 2*anySize(v) + 32*len(v.Anys)
	}
	return 12 * v.Len()
}

func anySize(v *types.Vector) int {
	n := 0
	for _, value := range v.Anys {
		switch value := value.(type) {
		case string:
			n += len(value)
		case []byte:
			n += len(value)
		case types.JSONText:
			n += len(value)
		}
	}
	return n
}

// appendBinaryArray writes an array of one dimension: its dimensions, whether it
// has NULLs, the element type, its length and lower bound, and each element
// after its length.
func (p *parameters) appendBinaryArray(v *types.Vector, element uint32) bool {
	n, nulls := v.Len(), uint32(0)
	if v.HasNulls() {
		nulls = 1
	}
	dimensions := uint32(1)
	if n == 0 {
		dimensions = 0
	}
	p.buf = binary.BigEndian.AppendUint32(p.buf, dimensions)
	p.buf = binary.BigEndian.AppendUint32(p.buf, nulls)
	p.buf = binary.BigEndian.AppendUint32(p.buf, element)
	if n == 0 {
		return true
	}
	p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(n))
	p.buf = binary.BigEndian.AppendUint32(p.buf, 1)
	for i := range n {
		if nulls != 0 && v.Null(i) {
			p.buf = binary.BigEndian.AppendUint32(p.buf, math.MaxUint32)
			continue
		}
		// The length is filled in when the element is there.
		start := len(p.buf) + 4
		buf, ok := appendBinaryElement(append(p.buf, 0, 0, 0, 0), v, i, element)
		if !ok {
			return false
		}
		binary.BigEndian.PutUint32(buf[start-4:], uint32(len(buf)-start))
		p.buf = buf
	}
	return true
}

// appendBinaryElement writes a value that is not NULL; ok is false where it has
// no binary form in the element type.
func appendBinaryElement(buf []byte, v *types.Vector, i int, element uint32) (written []byte, ok bool) {
	switch v.Kind {
	case types.Ints:
		return appendBinaryInt(buf, v.Ints[i], element)
	case types.Floats:
		return appendBinaryFloat(buf, v.Floats[i], element)
	case types.Bools:
		return appendBinaryBool(buf, v.Bools[i]), element == pgtype.BoolOID
	case types.Strings:
		return appendBinaryText(buf, v.Strings[i], element)
	case types.Times:
		return appendBinaryTimeArgument(buf, v.Times[i], element)
	}
	switch value := v.Anys[i].(type) {
	case string:
		return appendBinaryText(buf, value, element)
	case types.JSONText:
		return appendBinaryText(buf, string(value), element)
	case []byte:
		return append(buf, value...), element == pgtype.ByteaOID
	case int64:
		return appendBinaryInt(buf, value, element)
	case float64:
		return appendBinaryFloat(buf, value, element)
	case bool:
		return appendBinaryBool(buf, value), element == pgtype.BoolOID
	case time.Time:
		return appendBinaryTimeArgument(buf, value, element)
	case types.Date:
		if element == pgtype.DateOID {
			return appendBinaryTimeArgument(buf, value.Time(time.UTC), element)
		}
	}
	return buf, false
}

func appendBinaryFloat(buf []byte, f float64, element uint32) (written []byte, ok bool) {
	return binary.BigEndian.AppendUint64(buf, math.Float64bits(f)), element == pgtype.Float8OID
}

// appendBinaryText writes a text in the binary format of types whose values are
// texts to Go.
func appendBinaryText(buf []byte, s string, element uint32) (written []byte, ok bool) {
	switch element {
	case pgtype.TextOID, pgtype.VarcharOID, pgtype.BPCharOID, pgtype.JSONOID:
		return append(buf, s...), true
	case pgtype.JSONBOID:
		return append(append(buf, jsonbVersion), s...), true
	case pgtype.UUIDOID:
		written, err := appendUUID(buf, s)
		return written, err == nil
	}
	return buf, false
}

// appendTextArray writes an array literal, which any array type reads.
func (p *parameters) appendTextArray(v *types.Vector) error {
	buf, err := appendArray(p.buf, v)
	if err == nil {
		p.buf = buf
	}
	return err
}

func appendArray(buf []byte, v *types.Vector) ([]byte, error) {
	buf = append(buf, '{')
	nulls := v.HasNulls()
	for i := range v.Len() {
		if i > 0 {
			buf = append(buf, ',')
		}
		if nulls && v.Null(i) {
			buf = append(buf, "NULL"...)
			continue
		}
		var err error
		if buf, err = appendTextElement(buf, v, i); err != nil {
			return nil, err
		}
	}
	return append(buf, '}'), nil
}

func appendTextElement(buf []byte, v *types.Vector, i int) ([]byte, error) {
	switch v.Kind {
	case types.Ints:
		return strconv.AppendInt(buf, v.Ints[i], 10), nil
	case types.Floats:
		return appendFloatArgument(buf, v.Floats[i]), nil
	case types.Bools:
		return strconv.AppendBool(buf, v.Bools[i]), nil
	case types.Strings:
		return appendQuoted(buf, v.Strings[i]), nil
	case types.Times:
		return append(appendTimestamp(append(buf, '"'), v.Times[i], true), '"'), nil
	}
	switch value := v.Anys[i].(type) {
	case *types.Vector:
		return appendArray(buf, value)
	case string:
		return appendQuoted(buf, value), nil
	case types.JSONText:
		return appendQuoted(buf, string(value)), nil
	case []byte:
		return append(hex.AppendEncode(append(buf, `"\\x`...), value), '"'), nil
	default:
		// None of these has a character that needs escaping.
		if written, ok := appendTextual(append(buf, '"'), value); ok {
			return append(written, '"'), nil
		}
		return nil, fmt.Errorf("element %d of an array: a %T cannot be sent to PostgreSQL", i, value)
	}
}

// appendQuoted writes an array element in double quotes, within which only the
// quote and the backslash mean something.
func appendQuoted(buf []byte, s string) []byte {
	buf = append(buf, '"')
	from := 0
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			buf = append(append(buf, s[from:i]...), '\\')
			from = i
		}
	}
	return append(append(buf, s[from:]...), '"')
}
