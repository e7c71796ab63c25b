package faketds

import (
	"fmt"
	"strconv"
	"strings"
)

// The types of TDS 7.4, by the bytes that stand for them.
const (
	typeNull           = 0x1F
	typeImage          = 0x22
	typeText           = 0x23
	typeGUID           = 0x24
	typeIntN           = 0x26
	typeDate           = 0x28
	typeTime           = 0x29
	typeDateTime2      = 0x2A
	typeDateTimeOffset = 0x2B
	typeInt1           = 0x30
	typeBit            = 0x32
	typeInt2           = 0x34
	typeInt4           = 0x38
	typeDateTime       = 0x3D
	typeFloat8         = 0x3E
	typeNText          = 0x63
	typeBitN           = 0x68
	typeDecimalN       = 0x6A
	typeNumericN       = 0x6C
	typeFloatN         = 0x6D
	typeMoneyN         = 0x6E
	typeDateTimeN      = 0x6F
	typeInt8           = 0x7F
	typeVarBinary      = 0xA5
	typeVarChar        = 0xA7
	typeBinary         = 0xAD
	typeChar           = 0xAF
	typeNVarChar       = 0xE7
	typeNChar          = 0xEF
	typeXML            = 0xF1
)

// A typeInfo is a type with what it has: a length in bytes, digits.
type typeInfo struct {
	id               byte
	size             int // in bytes
	max              bool
	precision, scale byte
}

// names are the types by their names, with their default sizes.
var names = map[string]typeInfo{
	"tinyint": {id: typeIntN, size: 1}, "smallint": {id: typeIntN, size: 2}, "int": {id: typeIntN, size: 4},
	"integer": {id: typeIntN, size: 4}, "bigint": {id: typeIntN, size: 8}, "bit": {id: typeBitN, size: 1},
	"real": {id: typeFloatN, size: 4}, "float": {id: typeFloatN, size: 8},
	"decimal": {id: typeDecimalN, size: 17, precision: 18}, "numeric": {id: typeNumericN, size: 17, precision: 18},
	"money": {id: typeMoneyN, size: 8}, "smallmoney": {id: typeMoneyN, size: 4},
	"datetime": {id: typeDateTimeN, size: 8}, "smalldatetime": {id: typeDateTimeN, size: 4},
	"date": {id: typeDate}, "time": {id: typeTime, scale: 7}, "datetime2": {id: typeDateTime2, scale: 7},
	"datetimeoffset": {id: typeDateTimeOffset, scale: 7}, "uniqueidentifier": {id: typeGUID, size: 16},
	"varchar": {id: typeVarChar, size: 1}, "char": {id: typeChar, size: 1},
	"nvarchar": {id: typeNVarChar, size: 2}, "nchar": {id: typeNChar, size: 2},
	"varbinary": {id: typeVarBinary, size: 1}, "binary": {id: typeBinary, size: 1},
	"rowversion": {id: typeBinary, size: 8}, "xml": {id: typeXML, max: true},
	"text": {id: typeText, size: 1<<31 - 1}, "ntext": {id: typeNText, size: 1<<31 - 2}, "image": {id: typeImage, size: 1<<31 - 1},
}

// typeOf reads a type as SQL spells it.
func typeOf(spelled string) typeInfo {
	name, rest, _ := strings.Cut(strings.ToLower(spelled), "(")
	t, known := names[strings.TrimSpace(name)]
	if !known {
		panic("faketds: unknown type " + spelled)
	}
	var numbers []int
	for number := range strings.SplitSeq(strings.TrimSuffix(rest, ")"), ",") {
		number = strings.TrimSpace(number)
		if number == "max" {
			t.max, t.size = true, 0xFFFF
			return t
		}
		if n, err := strconv.Atoi(number); err == nil {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return t
	}
	switch t.id {
	case typeDecimalN, typeNumericN:
		t.precision, t.scale = byte(numbers[0]), 0
		if len(numbers) > 1 {
			t.scale = byte(numbers[1])
		}
	case typeTime, typeDateTime2, typeDateTimeOffset:
		t.scale = byte(numbers[0])
	case typeNVarChar, typeNChar:
		t.size = 2 * numbers[0]
	case typeVarChar, typeChar, typeVarBinary, typeBinary:
		t.size = numbers[0]
	}
	return t
}

// String spells the type.
func (t typeInfo) String() string {
	sized := func(name string, n int) string {
		if t.max {
			return name + "(max)"
		}
		return fmt.Sprintf("%s(%d)", name, n)
	}
	bySize := func(names map[int]string) string { return names[t.size] }
	switch t.id {
	case typeNull:
		return "null"
	case typeIntN:
		return bySize(map[int]string{1: "tinyint", 2: "smallint", 4: "int", 8: "bigint"})
	case typeBitN:
		return "bit"
	case typeFloatN:
		return bySize(map[int]string{4: "real", 8: "float"})
	case typeDecimalN, typeNumericN:
		return fmt.Sprintf("decimal(%d,%d)", t.precision, t.scale)
	case typeMoneyN:
		return bySize(map[int]string{4: "smallmoney", 8: "money"})
	case typeDateTimeN:
		return bySize(map[int]string{4: "smalldatetime", 8: "datetime"})
	case typeDate:
		return "date"
	case typeTime:
		return sized("time", int(t.scale))
	case typeDateTime2:
		return sized("datetime2", int(t.scale))
	case typeDateTimeOffset:
		return sized("datetimeoffset", int(t.scale))
	case typeGUID:
		return "uniqueidentifier"
	case typeVarChar:
		return sized("varchar", t.size)
	case typeChar:
		return sized("char", t.size)
	case typeNVarChar:
		return sized("nvarchar", t.size/2)
	case typeNChar:
		return sized("nchar", t.size/2)
	case typeVarBinary:
		return sized("varbinary", t.size)
	case typeBinary:
		return sized("binary", t.size)
	case typeXML:
		return "xml"
	case typeText:
		return "text"
	case typeNText:
		return "ntext"
	case typeImage:
		return "image"
	}
	return fmt.Sprintf("type %#x", t.id)
}

// collation is SQL_Latin1_General_CP1_CI_AS. Of its code page 1252 the server
// knows what is Latin 1.
var collation = []byte{0x09, 0x04, 0xD0, 0x00, 0x34}

// writeType writes a type as columns have it.
func (e *encoder) writeType(t typeInfo) {
	e.bytes(t.id)
	switch t.id {
	case typeIntN, typeBitN, typeFloatN, typeMoneyN, typeDateTimeN, typeGUID:
		e.bytes(byte(t.size))
	case typeDecimalN, typeNumericN:
		e.bytes(byte(t.size), t.precision, t.scale)
	case typeDate:
	case typeTime, typeDateTime2, typeDateTimeOffset:
		e.bytes(t.scale)
	case typeVarChar, typeChar, typeNVarChar, typeNChar:
		e.uint16(uint16(t.size))
		e.bytes(collation...)
	case typeVarBinary, typeBinary:
		e.uint16(uint16(t.size))
	case typeXML:
		e.bytes(0) // no schema
	case typeText, typeNText:
		e.uint32(uint32(t.size))
		e.bytes(collation...)
		e.bytes(1)
		e.text16("t") // the table
	case typeImage:
		e.uint32(uint32(t.size))
		e.bytes(1)
		e.text16("t")
	default:
		panic("faketds: cannot write " + t.String())
	}
}

// readType reads the type of a parameter, or with column that of a column.
func (d *decoder) readType(column bool) typeInfo {
	t := typeInfo{id: d.byte()}
	switch t.id {
	case typeNull:
	case typeInt1, typeBit, typeInt2, typeInt4, typeInt8, typeFloat8, typeDateTime:
		return fixed[t.id]
	case typeIntN, typeBitN, typeFloatN, typeMoneyN, typeDateTimeN, typeGUID:
		t.size = int(d.byte())
	case typeDecimalN, typeNumericN:
		t.size, t.precision, t.scale = int(d.byte()), d.byte(), d.byte()
	case typeDate:
	case typeTime, typeDateTime2, typeDateTimeOffset:
		t.scale = d.byte()
	case typeVarChar, typeChar, typeNVarChar, typeNChar:
		t.size = int(d.uint16())
		d.bytes(len(collation))
	case typeVarBinary, typeBinary:
		t.size = int(d.uint16())
	case typeXML:
		t.max = true
		if d.byte() != 0 {
			panic("a schema of XML")
		}
	case typeText, typeNText, typeImage:
		t.size = int(d.uint32())
		if t.id != typeImage {
			d.bytes(len(collation))
		}
		if column {
			for range d.byte() {
				d.text16()
			}
		}
	default:
		panic(fmt.Sprintf("a parameter of type %#x", t.id))
	}
	if t.size == 0xFFFF {
		t.max = true
	}
	return t
}

// fixed are the types that cannot be NULL, as those that can.
var fixed = map[byte]typeInfo{
	typeInt1: {id: typeInt1, size: 1}, typeBit: {id: typeBit, size: 1}, typeInt2: {id: typeInt2, size: 2},
	typeInt4: {id: typeInt4, size: 4}, typeInt8: {id: typeInt8, size: 8}, typeFloat8: {id: typeFloat8, size: 8},
	typeDateTime: {id: typeDateTime, size: 8},
}
