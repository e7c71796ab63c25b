package faketds

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"
)

// writeValue writes a value of a type as a row has it.
func (e *encoder) writeValue(t typeInfo, value any) {
	if value == nil {
		e.writeNull(t)
		return
	}
	switch t.id {
	case typeIntN, typeBitN, typeFloatN, typeMoneyN, typeDateTimeN, typeGUID, typeDecimalN, typeNumericN,
		typeDate, typeTime, typeDateTime2, typeDateTimeOffset:
		b := fixedBytes(t, value)
		e.bytes(byte(len(b)))
		e.bytes(b...)
	case typeText, typeNText, typeImage:
		b := textBytes(t, value)
		e.bytes(16)
		e.bytes(make([]byte, 16+8)...) // a pointer and a time that nobody reads
		e.uint32(uint32(len(b)))
		e.bytes(b...)
	default:
		b := textBytes(t, value)
		if !t.max {
			e.uint16(uint16(len(b)))
			e.bytes(b...)
			return
		}
		e.uint64(uint64(len(b)))
		for len(b) > 0 { // in chunks, so that clients put them together
			n := min(len(b), 3000)
			e.uint32(uint32(n))
			e.bytes(b[:n]...)
			b = b[n:]
		}
		e.uint32(0)
	}
}

func (e *encoder) writeNull(t typeInfo) {
	switch t.id {
	case typeIntN, typeBitN, typeFloatN, typeMoneyN, typeDateTimeN, typeGUID, typeDecimalN, typeNumericN,
		typeDate, typeTime, typeDateTime2, typeDateTimeOffset, typeText, typeNText, typeImage:
		e.bytes(0)
	default:
		if t.max {
			e.uint64(math.MaxUint64)
		} else {
			e.uint16(0xFFFF)
		}
	}
}

// textBytes gives text or bytes as the type keeps them.
func textBytes(t typeInfo, value any) []byte {
	switch v := value.(type) {
	case []byte:
		return v
	case string:
		switch t.id {
		case typeNVarChar, typeNChar, typeNText, typeXML:
			return toUTF16(v)
		case typeVarBinary, typeBinary, typeImage:
			return []byte(v)
		}
		return toLatin1(v)
	}
	panic(fmt.Sprintf("faketds: a %T in a %s", value, t))
}

// fixedBytes gives a number, a time or a UUID as the type keeps it.
func fixedBytes(t typeInfo, value any) []byte {
	value = plain(value)
	switch t.id {
	case typeIntN:
		return littleEndian(value.(int64), t.size)
	case typeBitN:
		if value.(bool) {
			return []byte{1}
		}
		return []byte{0}
	case typeFloatN:
		if t.size == 4 {
			return binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(value.(float64))))
		}
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(value.(float64)))
	case typeMoneyN:
		n := scaled(value.(string), 4).Int64()
		if t.size == 4 {
			return littleEndian(n, 4)
		}
		return append(littleEndian(n>>32, 4), littleEndian(n, 4)...)
	case typeDecimalN, typeNumericN:
		n := scaled(value.(string), int(t.scale))
		b := make([]byte, 1+decimalBytes(t.precision))
		if n.Sign() >= 0 {
			b[0] = 1
		}
		magnitude := n.Bytes()
		for i, digit := range magnitude {
			b[len(magnitude)-i] = digit
		}
		return b
	case typeGUID:
		return guidBytes(value.(string))
	case typeDateTimeN:
		return dateTimeBytes(value.(time.Time), t.size)
	case typeDate:
		return dateBytes(value.(time.Time))
	case typeTime:
		return clockBytes(value.(time.Time), t.scale)
	case typeDateTime2:
		at := value.(time.Time)
		return append(clockBytes(at, t.scale), dateBytes(at)...)
	default: // typeDateTimeOffset
		at := value.(time.Time)
		_, offset := at.Zone()
		b := append(clockBytes(at.UTC(), t.scale), dateBytes(at.UTC())...)
		return binary.LittleEndian.AppendUint16(b, uint16(int16(offset/60)))
	}
}

func littleEndian(n int64, size int) []byte {
	return binary.LittleEndian.AppendUint64(nil, uint64(n))[:size]
}

// scaled gives a decimal as a whole number of its last digits.
func scaled(text string, scale int) *big.Int {
	whole, fraction, _ := strings.Cut(text, ".")
	if len(fraction) > scale {
		panic(fmt.Sprintf("faketds: %s has more than %d digits after the point", text, scale))
	}
	n, ok := new(big.Int).SetString(whole+fraction+strings.Repeat("0", scale-len(fraction)), 10)
	if !ok {
		panic("faketds: not a decimal: " + text)
	}
	return n
}

// unscaled is the opposite of scaled.
func unscaled(n *big.Int, scale int) string {
	digits := new(big.Int).Abs(n).String()
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if scale > 0 {
		digits = digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
	}
	if n.Sign() < 0 {
		digits = "-" + digits
	}
	return digits
}

// decimalBytes is how many bytes the number of a decimal takes.
func decimalBytes(precision byte) int {
	switch {
	case precision <= 9:
		return 4
	case precision <= 19:
		return 8
	case precision <= 28:
		return 12
	}
	return 16
}

// guidBytes gives a UUID as SQL Server does: its first three groups are numbers,
// the lowest byte first.
func guidBytes(text string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(text, "-", ""))
	if err != nil || len(b) != 16 {
		panic("faketds: not a UUID: " + text)
	}
	return swapGUID(b)
}

func swapGUID(b []byte) []byte {
	return []byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]}
}

func guidText(b []byte) string {
	b = swapGUID(b)
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

var (
	epochDate     = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	epochDateTime = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
)

// days counts the days from one date to another.
func days(from, to time.Time) int64 {
	to = time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, time.UTC)
	return (to.Unix() - from.Unix()) / 86400
}

func dateBytes(t time.Time) []byte { return littleEndian(days(epochDate, t), 3) }

func sinceMidnight(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute +
		time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
}

func clockBytes(t time.Time, scale byte) []byte {
	n := int64(sinceMidnight(t))
	for range 9 - int(scale) {
		n /= 10
	}
	return littleEndian(n, clockSize(scale))
}

func clockSize(scale byte) int {
	switch {
	case scale <= 2:
		return 3
	case scale <= 4:
		return 4
	}
	return 5
}

func dateTimeBytes(t time.Time, size int) []byte {
	if size == 4 {
		return append(littleEndian(days(epochDateTime, t), 2), littleEndian(int64(sinceMidnight(t)/time.Minute), 2)...)
	}
	ticks := (int64(sinceMidnight(t))*3 + 5e6) / 1e7 // 300ths of a second
	return append(littleEndian(days(epochDateTime, t), 4), littleEndian(ticks, 4)...)
}
