package types

import "unsafe"

// An IntCodec is the codec of an integer type, or of a pointer to one, whose
// values all fit in an int64. It moves them unboxed, as keys are. The codecs of
// uint, uint64 and uintptr are none, because their values may not fit.
type IntCodec interface {
	Codec
	// LoadInt gives the value at p; ok is false for NULL.
	LoadInt(p unsafe.Pointer) (v int64, ok bool)
	// StoreInt stores v, which must be in the type's range.
	StoreInt(p unsafe.Pointer, v int64)
}

// integer are the integer types that an int64 can hold.
type integer interface {
	~int | ~int64 | ~int32 | ~int16 | ~int8 | ~uint32 | ~uint16 | ~uint8
}

// integerCodec is the codec of every type that is a T underneath.
type integerCodec[T integer] struct{ base }

func (c *integerCodec[T]) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Int64(i)
	if err != nil {
		return err
	}
	return c.store(dst, v)
}

func (c *integerCodec[T]) store(dst unsafe.Pointer, v int64) error {
	n := T(v)
	if int64(n) != v {
		return rangeError(v, c.goType)
	}
	*(*T)(dst) = n
	return nil
}

func (c *integerCodec[T]) Value(src unsafe.Pointer) (any, error) {
	return int64(*(*T)(src)), nil
}

func (c *integerCodec[T]) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*T)(dst) = 0
		return nil
	}
	v, err := AnyToInt64(value)
	if err == nil {
		err = c.store(dst, v)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	return nil
}

func (c *integerCodec[T]) Equal(a, b unsafe.Pointer) bool { return *(*T)(a) == *(*T)(b) }
func (c *integerCodec[T]) Zero(p unsafe.Pointer) bool     { return *(*T)(p) == 0 }
func (c *integerCodec[T]) Copy(dst, src unsafe.Pointer)   { *(*T)(dst) = *(*T)(src) }
func (c *integerCodec[T]) Vector() VectorKind             { return Ints }

func (c *integerCodec[T]) Append(v *Vector, src unsafe.Pointer) error {
	v.Ints = append(v.Ints, int64(*(*T)(src)))
	return nil
}

func (c *integerCodec[T]) LoadInt(p unsafe.Pointer) (int64, bool) { return int64(*(*T)(p)), true }
func (c *integerCodec[T]) StoreInt(p unsafe.Pointer, v int64)     { *(*T)(p) = T(v) }
