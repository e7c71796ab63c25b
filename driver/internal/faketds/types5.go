package faketds

import (
	"fmt"
	"strconv"
	"strings"
)

// The types of TDS 5.0, by the bytes that stand for them; those that version 7.4
// has, too, are among the others.
const (
	type5VarBinary   = 0x25
	type5VarChar     = 0x27
	type5Char        = 0x2F
	type5Binary      = 0x2D
	type5UIntN       = 0x44
	type5Date        = 0x7B
	type5Time        = 0x93
	type5LongChar    = 0xAF
	type5BigDateTime = 0xBB
	type5LongBinary  = 0xE1
)

// A typeInfo5 is a type with its user type, which tells apart what is encoded
// alike.
type typeInfo5 struct {
	id               byte
	user             int32
	size             int
	precision, scale byte
}

var names5 = map[string]typeInfo5{
	"tinyint": {id: typeIntN, user: 5, size: 1}, "smallint": {id: typeIntN, user: 6, size: 2}, "int": {id: typeIntN, user: 7, size: 4},
	"integer": {id: typeIntN, user: 7, size: 4}, "bigint": {id: typeIntN, user: 43, size: 8}, "bit": {id: typeBit, user: 16, size: 1},
	"float": {id: typeFloatN, user: 8, size: 8}, "real": {id: typeFloatN, user: 23, size: 4},
	"numeric": {id: typeNumericN, user: 10, size: 17, precision: 18}, "decimal": {id: typeDecimalN, user: 26, size: 17, precision: 18},
	"datetime": {id: typeDateTimeN, user: 12, size: 8}, "smalldatetime": {id: typeDateTimeN, user: 22, size: 4},
	"date": {id: type5Date, user: 37, size: 4}, "varchar": {id: type5VarChar, user: 2, size: 1}, "char": {id: type5Char, user: 1, size: 1},
	"varbinary": {id: type5VarBinary, user: 4, size: 1}, "binary": {id: type5Binary, user: 3, size: 1},
	"text": {id: typeText, user: 19, size: 1<<31 - 1}, "image": {id: typeImage, user: 20, size: 1<<31 - 1},
}

// typeOf5 reads a type as SQL spells it.
func typeOf5(spelled string) typeInfo5 {
	name, rest, _ := strings.Cut(strings.ToLower(spelled), "(")
	t, known := names5[strings.TrimSpace(name)]
	if !known {
		panic("faketds: unknown type " + spelled)
	}
	first, second, _ := strings.Cut(strings.TrimSuffix(rest, ")"), ",")
	n, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil {
		return t
	}
	switch t.id {
	case typeNumericN, typeDecimalN:
		scale, _ := strconv.Atoi(strings.TrimSpace(second))
		t.precision, t.scale = byte(n), byte(scale)
		t.size = 1 + magnitudeBytes(t.precision)
	default:
		t.size = n
	}
	return t
}

// String spells the type.
func (t typeInfo5) String() string {
	switch t.id {
	case type5VarChar, type5LongChar:
		return fmt.Sprintf("varchar(%d)", t.size)
	case type5Char:
		return fmt.Sprintf("char(%d)", t.size)
	case type5VarBinary, type5LongBinary:
		return fmt.Sprintf("varbinary(%d)", t.size)
	case type5Binary:
		return fmt.Sprintf("binary(%d)", t.size)
	case typeNumericN, typeDecimalN:
		return fmt.Sprintf("numeric(%d,%d)", t.precision, t.scale)
	}
	for name, known := range names5 {
		if known.id == t.id && known.size == t.size && name != "integer" {
			return name
		}
	}
	return fmt.Sprintf("type %#x", t.id)
}

// writeType5 writes the type of a column.
func (e *encoder) writeType5(t typeInfo5) {
	e.uint32(uint32(t.user))
	e.bytes(t.id)
	switch t.id {
	case typeBit:
	case typeText, typeImage:
		e.uint32(uint32(t.size))
		e.uint16(1)
		e.bytes('t')
	case typeNumericN, typeDecimalN:
		e.bytes(byte(t.size), t.precision, t.scale)
	default:
		e.bytes(byte(t.size))
	}
	e.bytes(0) // no words on the language
}

// readType5 reads the type of a parameter.
func (d *decoder) readType5() typeInfo5 {
	t := typeInfo5{user: int32(d.uint32()), id: d.byte()}
	switch t.id {
	case typeBit, typeInt1:
		t.size = 1
	case typeInt2:
		t.size = 2
	case typeInt4:
		t.size = 4
	case typeInt8, typeFloat8, typeDateTime:
		t.size = 8
	case type5LongChar, type5LongBinary:
		t.size = int(d.uint32())
	case typeText, typeImage:
		t.size = int(d.uint32())
		d.bytes(int(d.uint16()))
	case typeNumericN, typeDecimalN:
		t.size, t.precision, t.scale = int(d.byte()), d.byte(), d.byte()
	case type5BigDateTime:
		t.size, t.precision = int(d.byte()), d.byte()
	case typeIntN, type5UIntN, typeFloatN, typeMoneyN, typeDateTimeN, typeBitN, type5Date, type5Time,
		type5VarChar, type5Char, type5VarBinary, type5Binary:
		t.size = int(d.byte())
	default:
		panic(fmt.Sprintf("a parameter of type %#x", t.id))
	}
	d.bytes(int(d.byte())) // words on the language
	return t
}

// magnitudeBytes is how many bytes the digits of a decimal take.
func magnitudeBytes(precision byte) int {
	n := 0
	for digits, limit := 0.0, float64(precision); digits < limit; digits += 2.40824 {
		n++
	}
	return n
}
