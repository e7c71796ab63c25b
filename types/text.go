package types

import "unsafe"

// A StringCodec is the codec of a string type, or of a pointer to one. It moves
// keys unboxed.
type StringCodec interface {
	Codec
	// LoadString gives the value at p; ok is false for NULL.
	LoadString(p unsafe.Pointer) (s string, ok bool)
	// StoreString stores s.
	StoreString(p unsafe.Pointer, s string)
}

// textCodec is the codec of every type that is a string underneath.
type textCodec struct{ base }

func (c *textCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.String(i)
	if err != nil {
		return err
	}
	*(*string)(dst) = v
	return nil
}

func (c *textCodec) Value(src unsafe.Pointer) (any, error) { return *(*string)(src), nil }

func (c *textCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*string)(dst) = ""
		return nil
	}
	v, err := AnyToString(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*string)(dst) = v
	return nil
}

func (c *textCodec) Equal(a, b unsafe.Pointer) bool { return *(*string)(a) == *(*string)(b) }
func (c *textCodec) Zero(p unsafe.Pointer) bool     { return *(*string)(p) == "" }
func (c *textCodec) Copy(dst, src unsafe.Pointer)   { *(*string)(dst) = *(*string)(src) }
func (c *textCodec) Vector() VectorKind             { return Strings }

func (c *textCodec) Append(v *Vector, src unsafe.Pointer) error {
	v.Strings = append(v.Strings, *(*string)(src))
	return nil
}

func (c *textCodec) LoadString(p unsafe.Pointer) (string, bool) { return *(*string)(p), true }
func (c *textCodec) StoreString(p unsafe.Pointer, s string)     { *(*string)(p) = s }
