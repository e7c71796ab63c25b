package types

import (
	"math"
	"strconv"
	"unsafe"
)

// unsigned are the integer types that may go beyond an int64.
type unsigned interface{ ~uint | ~uint64 | ~uintptr }

// unsignedCodec binds int64 as long as the value fits, and uint64 above, which
// is for the driver to accept (MySQL's BIGINT UNSIGNED) or refuse.
type unsignedCodec[T unsigned] struct{ base }

func (c *unsignedCodec[T]) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Int64(i)
	if err == nil {
		return c.storeSigned(dst, v)
	}
	// A column above the range of int64 is still readable as text.
	text, textErr := row.String(i)
	if textErr != nil {
		return err
	}
	u, parseErr := strconv.ParseUint(text, 10, 64)
	if parseErr != nil {
		return err
	}
	return c.store(dst, u)
}

func (c *unsignedCodec[T]) storeSigned(dst unsafe.Pointer, v int64) error {
	if v < 0 {
		return rangeError(v, c.goType)
	}
	return c.store(dst, uint64(v))
}

func (c *unsignedCodec[T]) store(dst unsafe.Pointer, v uint64) error {
	n := T(v)
	if uint64(n) != v {
		return rangeError(v, c.goType)
	}
	*(*T)(dst) = n
	return nil
}

func (c *unsignedCodec[T]) Value(src unsafe.Pointer) (any, error) {
	v := uint64(*(*T)(src))
	if v > math.MaxInt64 {
		return v, nil
	}
	return int64(v), nil
}

func (c *unsignedCodec[T]) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*T)(dst) = 0
		return nil
	}
	v, err := anyToUint64(value)
	if err == nil {
		err = c.store(dst, v)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	return nil
}

func (c *unsignedCodec[T]) Equal(a, b unsafe.Pointer) bool { return *(*T)(a) == *(*T)(b) }
func (c *unsignedCodec[T]) Zero(p unsafe.Pointer) bool     { return *(*T)(p) == 0 }
func (c *unsignedCodec[T]) Copy(dst, src unsafe.Pointer)   { *(*T)(dst) = *(*T)(src) }
func (c *unsignedCodec[T]) Vector() VectorKind             { return Anys }

func (c *unsignedCodec[T]) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
