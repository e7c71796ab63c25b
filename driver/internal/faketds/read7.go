package faketds

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"time"
)

// readValue reads a value of a type, of a parameter or a row.
func (d *decoder) readValue(t typeInfo) any {
	switch t.id {
	case typeNull:
		return nil
	case typeInt1, typeBit, typeInt2, typeInt4, typeInt8, typeFloat8, typeDateTime:
		return numberOf(t, d.bytes(t.size))
	case typeIntN, typeBitN, typeFloatN, typeMoneyN, typeDateTimeN, typeGUID, typeDecimalN, typeNumericN,
		typeDate, typeTime, typeDateTime2, typeDateTimeOffset:
		size := int(d.byte())
		if size == 0 {
			return nil
		}
		return numberOf(t, d.bytes(size))
	case typeText, typeNText, typeImage:
		size := d.uint32()
		if size == math.MaxUint32 {
			return nil
		}
		return textOf(t, d.bytes(int(size)))
	}
	if !t.max {
		size := d.uint16()
		if size == 0xFFFF {
			return nil
		}
		return textOf(t, d.bytes(int(size)))
	}
	total := d.uint64()
	if total == math.MaxUint64 {
		return nil
	}
	b := []byte{}
	for {
		n := d.uint32()
		if n == 0 {
			break
		}
		b = append(b, d.bytes(int(n))...)
	}
	if total != math.MaxUint64-1 && total != uint64(len(b)) {
		panic(fmt.Sprintf("%d bytes announced, %d sent", total, len(b)))
	}
	return textOf(t, b)
}

func textOf(t typeInfo, b []byte) any {
	switch t.id {
	case typeNVarChar, typeNChar, typeNText, typeXML:
		return fromUTF16(b)
	case typeVarBinary, typeBinary, typeImage:
		return append([]byte{}, b...)
	}
	return fromLatin1(b)
}

// numberOf reads a number, a time or a UUID.
func numberOf(t typeInfo, b []byte) any {
	switch t.id {
	case typeBit, typeBitN:
		return b[0] != 0
	case typeInt1, typeInt2, typeInt4, typeInt8, typeIntN:
		return signed(b)
	case typeFloat8, typeFloatN:
		if len(b) == 4 {
			return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	case typeMoneyN:
		if len(b) == 4 {
			return unscaled(big.NewInt(signed(b)), 4)
		}
		return unscaled(big.NewInt(signed(b[:4])<<32|int64(binary.LittleEndian.Uint32(b[4:]))), 4)
	case typeDecimalN, typeNumericN:
		n := new(big.Int)
		for i := len(b) - 1; i > 0; i-- {
			n.Or(n.Lsh(n, 8), big.NewInt(int64(b[i])))
		}
		if b[0] == 0 {
			n.Neg(n)
		}
		return unscaled(n, int(t.scale))
	case typeGUID:
		return guidText(b)
	case typeDateTime, typeDateTimeN:
		if len(b) == 4 {
			return epochDateTime.AddDate(0, 0, int(binary.LittleEndian.Uint16(b))).Add(time.Duration(binary.LittleEndian.Uint16(b[2:])) * time.Minute)
		}
		ticks := time.Duration(binary.LittleEndian.Uint32(b[4:]))
		return epochDateTime.AddDate(0, 0, int(signed(b[:4]))).Add(ticks * time.Second / 300)
	case typeDate:
		return dateOf(b)
	case typeTime:
		return epochDate.Add(clockOf(b, t.scale))
	case typeDateTime2:
		size := clockSize(t.scale)
		return dateOf(b[size:]).Add(clockOf(b[:size], t.scale))
	default: // typeDateTimeOffset
		size := clockSize(t.scale)
		at := dateOf(b[size : size+3]).Add(clockOf(b[:size], t.scale))
		return at.In(time.FixedZone("", 60*int(int16(binary.LittleEndian.Uint16(b[size+3:])))))
	}
}

// signed reads a whole number; one of a single byte has no sign.
func signed(b []byte) int64 {
	switch len(b) {
	case 1:
		return int64(b[0])
	case 2:
		return int64(int16(binary.LittleEndian.Uint16(b)))
	case 4:
		return int64(int32(binary.LittleEndian.Uint32(b)))
	}
	return int64(binary.LittleEndian.Uint64(b))
}

func dateOf(b []byte) time.Time {
	return epochDate.AddDate(0, 0, int(b[0])|int(b[1])<<8|int(b[2])<<16)
}

func clockOf(b []byte, scale byte) time.Duration {
	var n int64
	for i := len(b) - 1; i >= 0; i-- {
		n = n<<8 | int64(b[i])
	}
	for range 9 - int(scale) {
		n *= 10
	}
	return time.Duration(n)
}
