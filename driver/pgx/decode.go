package pgx

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
)

var errLength = errors.New("the value has not the length that its type has")

// appendBinaryAsText writes a value in the binary format as PostgreSQL would
// write it as text.
func appendBinaryAsText(buf []byte, kind columnKind, v []byte) ([]byte, error) {
	switch kind {
	case kindInt2:
		if len(v) == 2 {
			return strconv.AppendInt(buf, int64(int16(binary.BigEndian.Uint16(v))), 10), nil
		}
	case kindInt4:
		if len(v) == 4 {
			return strconv.AppendInt(buf, int64(int32(binary.BigEndian.Uint32(v))), 10), nil
		}
	case kindInt8:
		if len(v) == 8 {
			return strconv.AppendInt(buf, int64(binary.BigEndian.Uint64(v)), 10), nil
		}
	case kindOID:
		if len(v) == 4 {
			return strconv.AppendUint(buf, uint64(binary.BigEndian.Uint32(v)), 10), nil
		}
	case kindFloat4:
		if len(v) == 4 {
			return appendFloat(buf, float64(math.Float32frombits(binary.BigEndian.Uint32(v))), 32), nil
		}
	case kindFloat8:
		if len(v) == 8 {
			return appendFloat(buf, math.Float64frombits(binary.BigEndian.Uint64(v)), 64), nil
		}
	case kindBool:
		if len(v) == 1 {
			return strconv.AppendBool(buf, v[0] != 0), nil
		}
	case kindDate, kindTime, kindTimeTZ, kindTimestamp, kindTimestampTZ:
		return appendBinaryTime(buf, kind, v)
	case kindInterval:
		return appendInterval(buf, v)
	case kindNumeric:
		if len(v) >= 8 {
			return appendNumeric(buf, v), nil
		}
	case kindJSONB:
		if len(v) >= 1 && v[0] == jsonbVersion {
			return append(buf, v[1:]...), nil
		}
		return nil, errors.New("this version of jsonb's binary format is not known")
	case kindUUID:
		if len(v) == 16 {
			return appendUUIDText(buf, v), nil
		}
	default:
		return append(buf, v...), nil
	}
	return nil, errLength
}

// jsonbVersion precedes a jsonb in the binary format.
const jsonbVersion = 1

// appendFloat writes a float with the fewest digits that give it back, in
// PostgreSQL's notation.
func appendFloat(buf []byte, f float64, bits int) []byte {
	switch {
	case math.IsInf(f, 1):
		return append(buf, "Infinity"...)
	case math.IsInf(f, -1):
		return append(buf, "-Infinity"...)
	}
	digits := 1e15
	if bits == 32 {
		digits = 1e6
	}
	if size := math.Abs(f); size != 0 && (size < 1e-4 || size >= digits) {
		return strconv.AppendFloat(buf, f, 'e', -1, bits)
	}
	return strconv.AppendFloat(buf, f, 'f', -1, bits)
}

// appendNumeric writes a numeric in full, with the zeros that its scale asks
// for. On the wire it is a number of digits in base 10,000, the power of that
// base which the first digit stands for, a sign, the number of decimals, and
// the digits.
func appendNumeric(buf, v []byte) []byte {
	if len(v) < 8 {
		return buf
	}
	count := min(int(binary.BigEndian.Uint16(v)), (len(v)-8)/2)
	weight := int(int16(binary.BigEndian.Uint16(v[2:])))
	scale := int(binary.BigEndian.Uint16(v[6:]))
	switch binary.BigEndian.Uint16(v[4:]) {
	case 0x4000:
		buf = append(buf, '-')
	case 0xC000:
		return append(buf, "NaN"...)
	case 0xD000:
		return append(buf, "Infinity"...)
	case 0xF000:
		return append(buf, "-Infinity"...)
	}
	digit := func(i int) int {
		if i < 0 || i >= count {
			return 0
		}
		return int(binary.BigEndian.Uint16(v[8+2*i:]))
	}

	if weight < 0 {
		buf = append(buf, '0')
	}
	for i := 0; i <= weight; i++ {
		if i == 0 {
			buf = strconv.AppendInt(buf, int64(digit(0)), 10)
		} else {
			buf = appendFourDigits(buf, digit(i))
		}
	}
	if scale == 0 {
		return buf
	}
	buf = append(buf, '.')
	end := len(buf) + scale
	for i := weight + 1; len(buf) < end; i++ {
		buf = appendFourDigits(buf, digit(i))
	}
	return buf[:end]
}

func appendFourDigits(buf []byte, n int) []byte {
	return append(buf, byte('0'+n/1000), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
}

// appendInterval writes an interval in the style "1 year 2 mons 3 days
// 04:05:06". On the wire it is microseconds, days and months.
func appendInterval(buf, v []byte) ([]byte, error) {
	if len(v) != 16 {
		return nil, errLength
	}
	micros := int64(binary.BigEndian.Uint64(v))
	days := int64(int32(binary.BigEndian.Uint32(v[8:])))
	months := int64(int32(binary.BigEndian.Uint32(v[12:])))
	switch {
	case micros == math.MaxInt64 && days == math.MaxInt32 && months == math.MaxInt32:
		return append(buf, "infinity"...), nil
	case micros == math.MinInt64 && days == math.MinInt32 && months == math.MinInt32:
		return append(buf, "-infinity"...), nil
	}

	start, negative := len(buf), false
	unit := func(n int64, name string) {
		if n == 0 {
			return
		}
		if len(buf) > start {
			buf = append(buf, ' ')
		}
		if negative && n > 0 {
			buf = append(buf, '+')
		}
		buf = strconv.AppendInt(buf, n, 10)
		buf = append(append(buf, ' '), name...)
		if n != 1 {
			buf = append(buf, 's')
		}
		negative = n < 0
	}
	unit(months/12, "year")
	unit(months%12, "mon")
	unit(days, "day")
	if micros == 0 && len(buf) > start {
		return buf, nil
	}
	if len(buf) > start {
		buf = append(buf, ' ')
	}
	// The magnitude as unsigned: the smallest int64 has no positive twin.
	size := uint64(micros)
	if micros < 0 {
		buf = append(buf, '-')
		size = -size
	} else if negative {
		buf = append(buf, '+')
	}
	return appendClock(buf, size), nil
}

const hexDigits = "0123456789abcdef"

// appendUUIDText writes 16 bytes as a UUID is written.
func appendUUIDText(buf, v []byte) []byte {
	for i, b := range v {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			buf = append(buf, '-')
		}
		buf = append(buf, hexDigits[b>>4], hexDigits[b&15])
	}
	return buf
}

// appendUUID reads the 16 bytes of a written UUID.
func appendUUID(buf []byte, text string) ([]byte, error) {
	digits := make([]byte, 0, 32)
	for i := range len(text) {
		if c := text[i]; c != '-' && c != '{' && c != '}' {
			digits = append(digits, c)
		}
	}
	if len(digits) == 32 {
		if decoded, err := hex.AppendDecode(buf, digits); err == nil {
			return decoded, nil
		}
	}
	return nil, fmt.Errorf("%q is no UUID", text)
}

// parseInteger reads a whole number, which may have decimals that are zero.
func parseInteger(v []byte) (int64, error) {
	text := string(v)
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil {
		return n, nil
	}
	for i := range len(text) {
		if text[i] != '.' {
			continue
		}
		for _, c := range text[i+1:] {
			if c != '0' {
				return 0, fmt.Errorf("%q is no whole number", text)
			}
		}
		return strconv.ParseInt(text[:i], 10, 64)
	}
	return 0, err
}

// decodeByteaText reads a bytea in either of the two notations that the setting
// bytea_output knows.
func decodeByteaText(v []byte) ([]byte, error) {
	if len(v) >= 2 && v[0] == '\\' && v[1] == 'x' {
		decoded := make([]byte, hex.DecodedLen(len(v)-2))
		_, err := hex.Decode(decoded, v[2:])
		return decoded, err
	}
	decoded := make([]byte, 0, len(v))
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] != '\\':
			decoded = append(decoded, v[i])
		case i+1 < len(v) && v[i+1] == '\\':
			decoded = append(decoded, '\\')
			i++
		case i+3 < len(v):
			n, err := strconv.ParseUint(string(v[i+1:i+4]), 8, 8)
			if err != nil {
				return nil, err
			}
			decoded = append(decoded, byte(n))
			i += 3
		default:
			return nil, errLength
		}
	}
	return decoded, nil
}
