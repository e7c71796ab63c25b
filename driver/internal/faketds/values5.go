package faketds

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"time"
)

// writeValue5 writes a value of a type as a row has it.
func (e *encoder) writeValue5(t typeInfo5, value any) {
	switch t.id {
	case typeBit: // cannot be NULL
		if value.(bool) {
			e.bytes(1)
		} else {
			e.bytes(0)
		}
	case typeText, typeImage:
		if value == nil {
			e.bytes(0)
			return
		}
		b := bytesOf5(value)
		e.bytes(16)
		e.bytes(make([]byte, 16+8)...)
		e.uint32(uint32(len(b)))
		e.bytes(b...)
	default:
		if value == nil {
			e.bytes(0)
			return
		}
		b := bytes5(t, value)
		e.bytes(byte(len(b)))
		e.bytes(b...)
	}
}

func bytesOf5(value any) []byte {
	if text, ok := value.(string); ok {
		return []byte(text)
	}
	return value.([]byte)
}

func bytes5(t typeInfo5, value any) []byte {
	value = plain(value)
	switch t.id {
	case typeIntN:
		return littleEndian(value.(int64), t.size)
	case typeFloatN:
		if t.size == 4 {
			return binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(value.(float64))))
		}
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(value.(float64)))
	case typeDateTimeN:
		return dateTimeBytes(value.(time.Time), t.size)
	case type5Date:
		return littleEndian(days(epochDateTime, value.(time.Time)), 4)
	case typeNumericN, typeDecimalN:
		n := scaled(value.(string), int(t.scale))
		b := make([]byte, t.size)
		if n.Sign() < 0 {
			b[0] = 1
		}
		n.Abs(n).FillBytes(b[1:])
		return b
	}
	b := bytesOf5(value)
	if len(b) == 0 {
		return []byte(" ") // a text without characters has one blank
	}
	return b
}

// readValue5 reads the value of a parameter.
func (d *decoder) readValue5(t typeInfo5) any {
	switch t.id {
	case typeBit:
		return d.byte() != 0
	case typeInt1, typeInt2, typeInt4, typeInt8, typeFloat8, typeDateTime:
		return value5(t, d.bytes(t.size))
	case type5LongChar, type5LongBinary:
		n := d.uint32()
		if n == 0 {
			return nil
		}
		return value5(t, d.bytes(int(n)))
	case typeText, typeImage:
		size := int(d.byte())
		if size == 0 {
			return nil
		}
		d.bytes(size + 8)
		return value5(t, d.bytes(int(d.uint32())))
	}
	size := int(d.byte())
	if size == 0 {
		return nil
	}
	return value5(t, d.bytes(size))
}

func value5(t typeInfo5, b []byte) any {
	switch t.id {
	case typeInt1, typeInt2, typeInt4, typeInt8, typeIntN, type5UIntN:
		return signed(b)
	case typeBitN:
		return b[0] != 0
	case typeFloat8, typeFloatN:
		return numberOf(typeInfo{id: typeFloatN}, b)
	case typeDateTime, typeDateTimeN:
		return numberOf(typeInfo{id: typeDateTimeN}, b)
	case type5Date:
		return epochDateTime.AddDate(0, 0, int(signed(b)))
	case type5BigDateTime: // microseconds since the first day of the year 0
		n := int64(binary.LittleEndian.Uint64(b))
		return time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n/86_400_000_000)).Add(time.Duration(n%86_400_000_000) * time.Microsecond)
	case typeNumericN, typeDecimalN:
		n := new(big.Int).SetBytes(b[1:])
		if b[0] != 0 {
			n.Neg(n)
		}
		return unscaled(n, int(t.scale))
	case type5VarChar, type5Char, type5LongChar, typeText:
		return string(b)
	case type5VarBinary, type5Binary, typeImage:
		return append([]byte{}, b...)
	case type5LongBinary:
		if t.user == 35 { // UNIVARCHAR
			return fromUTF16(b)
		}
		return append([]byte{}, b...)
	}
	panic(fmt.Sprintf("a value of type %#x", t.id))
}
