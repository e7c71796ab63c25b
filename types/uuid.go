package types

import (
	"encoding/hex"
	"fmt"
	"reflect"
	"unsafe"
)

// isUUID reports whether a type holds UUIDs: it is 16 bytes and, if it spells
// itself, spells itself as a UUID. Other identifiers of 16 bytes (a ULID, say)
// have a notation of their own.
func isUUID(t reflect.Type) bool {
	if t.Kind() != reflect.Array || t.Len() != 16 || t.Elem().Kind() != reflect.Uint8 {
		return false
	}
	stringer, ok := reflect.New(t).Interface().(fmt.Stringer)
	return !ok || stringer.String() == formatUUID([16]byte{})
}

// newUUIDCodec gives the codec of a type of 16 bytes: bound as text, or as bytes
// where the column is stated to hold bytes.
func newUUIDCodec(t reflect.Type, kind Kind) Codec {
	if kind == KindBytes {
		return &binaryUUIDCodec{uuidCodec{base{t, Bytes}}}
	}
	return &uuidCodec{base{t, UUID}}
}

// uuidCodec reads UUIDs in any notation or as 16 bytes, and binds their
// canonical text.
type uuidCodec struct{ base }

func (c *uuidCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	text, err := row.String(i)
	if err != nil {
		raw, bytesErr := row.Bytes(i)
		if bytesErr != nil {
			return err
		}
		text = string(raw)
	}
	v, err := parseUUID(text)
	if err != nil {
		return err
	}
	*(*[16]byte)(dst) = v
	return nil
}

func (c *uuidCodec) Value(src unsafe.Pointer) (any, error) {
	return formatUUID(*(*[16]byte)(src)), nil
}

func (c *uuidCodec) Assign(dst unsafe.Pointer, value any) error {
	var v [16]byte
	var err error
	switch value := value.(type) {
	case nil:
	case string:
		v, err = parseUUID(value)
	case []byte:
		v, err = parseUUID(string(value))
	case [16]byte:
		v = value
	default:
		array := reflect.ValueOf(value)
		if !array.CanConvert(reflect.TypeFor[[16]byte]()) {
			return assignError(c.goType, fmt.Errorf("a %T is not a UUID", value))
		}
		v = array.Convert(reflect.TypeFor[[16]byte]()).Interface().([16]byte)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*[16]byte)(dst) = v
	return nil
}

func (c *uuidCodec) Equal(a, b unsafe.Pointer) bool { return *(*[16]byte)(a) == *(*[16]byte)(b) }
func (c *uuidCodec) Zero(p unsafe.Pointer) bool     { return *(*[16]byte)(p) == [16]byte{} }
func (c *uuidCodec) Copy(dst, src unsafe.Pointer)   { *(*[16]byte)(dst) = *(*[16]byte)(src) }
func (c *uuidCodec) Vector() VectorKind             { return Anys }

func (c *uuidCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// binaryUUIDCodec binds the 16 bytes.
type binaryUUIDCodec struct{ uuidCodec }

func (c *binaryUUIDCodec) Value(src unsafe.Pointer) (any, error) {
	v := *(*[16]byte)(src)
	return v[:], nil
}

func (c *binaryUUIDCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// uuidTextCodec keeps a string that is a UUID, and gives its canonical text
// however the database keeps it.
type uuidTextCodec struct{ textCodec }

func (c *uuidTextCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if err := c.textCodec.Decode(row, i, dst); err != nil {
		return err
	}
	if v, err := parseUUID(*(*string)(dst)); err == nil {
		*(*string)(dst) = formatUUID(v)
	}
	return nil
}

// UUIDDigits is the canonical text of a UUID without its hyphens, 32 digits, and
// any other text itself.
func UUIDDigits(text string) string {
	if len(text) != 36 {
		return text
	}
	if v, err := parseUUID(text); err == nil {
		return hex.EncodeToString(v[:])
	}
	return text
}

// hexadecimal reports whether a type keeps the 32 digits of a UUID without
// hyphens.
func (t *Type) hexadecimal(goType reflect.Type) bool {
	return t.Kind == KindString && t.Length == 32 && isUUID(goType)
}

// hexUUIDCodec binds the 32 digits.
type hexUUIDCodec struct{ uuidCodec }

func (c *hexUUIDCodec) Value(src unsafe.Pointer) (any, error) {
	v := *(*[16]byte)(src)
	return hex.EncodeToString(v[:]), nil
}

func (c *hexUUIDCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// formatUUID gives the canonical text, in lower case with four hyphens.
func formatUUID(u [16]byte) string {
	var text [36]byte
	hex.Encode(text[:], u[:4])
	text[8] = '-'
	hex.Encode(text[9:], u[4:6])
	text[13] = '-'
	hex.Encode(text[14:], u[6:8])
	text[18] = '-'
	hex.Encode(text[19:], u[8:10])
	text[23] = '-'
	hex.Encode(text[24:], u[10:])
	return string(text[:])
}

// parseUUID reads 16 bytes, 32 hexadecimal digits, or the canonical text, bare,
// in braces or after urn:uuid:.
func parseUUID(s string) (u [16]byte, err error) {
	digits := s
	switch len(s) {
	case 16:
		return [16]byte([]byte(s)), nil
	case 38:
		if s[0] == '{' && s[37] == '}' {
			digits = s[1:37]
		}
	case 45:
		if s[:9] == "urn:uuid:" {
			digits = s[9:]
		}
	}
	if len(digits) == 36 {
		if digits[8] != '-' || digits[13] != '-' || digits[18] != '-' || digits[23] != '-' {
			return u, uuidError(s)
		}
		digits = digits[:8] + digits[9:13] + digits[14:18] + digits[19:23] + digits[24:]
	}
	if len(digits) != 32 {
		return u, uuidError(s)
	}
	if _, err := hex.Decode(u[:], []byte(digits)); err != nil {
		return u, uuidError(s)
	}
	return u, nil
}

func uuidError(s string) error { return fmt.Errorf("cannot read text %q as a UUID", s) }
