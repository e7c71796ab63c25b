package types

import "unsafe"

// booleanCodec is the codec of every type that is a bool underneath.
type booleanCodec struct{ base }

func (c *booleanCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.Bool(i)
	if err != nil {
		return err
	}
	*(*bool)(dst) = v
	return nil
}

func (c *booleanCodec) Value(src unsafe.Pointer) (any, error) { return *(*bool)(src), nil }

func (c *booleanCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*bool)(dst) = false
		return nil
	}
	v, err := AnyToBool(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*bool)(dst) = v
	return nil
}

func (c *booleanCodec) Equal(a, b unsafe.Pointer) bool { return *(*bool)(a) == *(*bool)(b) }
func (c *booleanCodec) Zero(p unsafe.Pointer) bool     { return !*(*bool)(p) }
func (c *booleanCodec) Copy(dst, src unsafe.Pointer)   { *(*bool)(dst) = *(*bool)(src) }
func (c *booleanCodec) Vector() VectorKind             { return Bools }

func (c *booleanCodec) Append(v *Vector, src unsafe.Pointer) error {
	v.Bools = append(v.Bools, *(*bool)(src))
	return nil
}
