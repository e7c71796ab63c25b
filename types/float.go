package types

import (
	"math"
	"unsafe"
)

// floatCodec is the codec of every type that is a T underneath.
type floatCodec[T ~float32 | ~float64] struct{ base }

func (c *floatCodec[T]) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Float64(i)
	if err != nil {
		return err
	}
	return c.store(dst, v)
}

// store loses precision where T is float32, as Go's conversion does, but not
// the order of magnitude.
func (c *floatCodec[T]) store(dst unsafe.Pointer, v float64) error {
	n := T(v)
	if math.IsInf(float64(n), 0) && !math.IsInf(v, 0) {
		return rangeError(v, c.goType)
	}
	*(*T)(dst) = n
	return nil
}

func (c *floatCodec[T]) Value(src unsafe.Pointer) (any, error) {
	return float64(*(*T)(src)), nil
}

func (c *floatCodec[T]) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*T)(dst) = 0
		return nil
	}
	v, err := AnyToFloat64(value)
	if err == nil {
		err = c.store(dst, v)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	return nil
}

// Equal is ==, except that NaN equals itself: it would be written again at
// every flush otherwise.
func (c *floatCodec[T]) Equal(a, b unsafe.Pointer) bool {
	x, y := *(*T)(a), *(*T)(b)
	return x == y || x != x && y != y
}

func (c *floatCodec[T]) Zero(p unsafe.Pointer) bool   { return *(*T)(p) == 0 }
func (c *floatCodec[T]) Copy(dst, src unsafe.Pointer) { *(*T)(dst) = *(*T)(src) }
func (c *floatCodec[T]) Vector() VectorKind           { return Floats }

func (c *floatCodec[T]) Append(v *Vector, src unsafe.Pointer) error {
	v.Floats = append(v.Floats, float64(*(*T)(src)))
	return nil
}
