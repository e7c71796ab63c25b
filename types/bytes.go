package types

import (
	"bytes"
	"unsafe"
)

// bytesCodec is the codec of every type that is a []byte underneath. nil is
// NULL, and differs from no bytes.
type bytesCodec struct{ base }

func (c *bytesCodec) Nullable() bool { return true }
func (c *bytesCodec) Shared() bool   { return true }

func (c *bytesCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		*(*[]byte)(dst) = nil
		return nil
	}
	v, err := row.Bytes(i)
	if err != nil {
		return err
	}
	if v == nil {
		v = []byte{}
	}
	*(*[]byte)(dst) = v
	return nil
}

func (c *bytesCodec) Value(src unsafe.Pointer) (any, error) {
	if v := *(*[]byte)(src); v != nil {
		return v, nil
	}
	return nil, nil
}

func (c *bytesCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*[]byte)(dst) = nil
		return nil
	}
	v, err := AnyToBytes(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*[]byte)(dst) = v
	return nil
}

func (c *bytesCodec) Equal(a, b unsafe.Pointer) bool {
	x, y := *(*[]byte)(a), *(*[]byte)(b)
	return (x == nil) == (y == nil) && bytes.Equal(x, y)
}

func (c *bytesCodec) Zero(p unsafe.Pointer) bool   { return *(*[]byte)(p) == nil }
func (c *bytesCodec) Copy(dst, src unsafe.Pointer) { *(*[]byte)(dst) = bytes.Clone(*(*[]byte)(src)) }
func (c *bytesCodec) Vector() VectorKind           { return Anys }

func (c *bytesCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
