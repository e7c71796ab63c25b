package types

import (
	"reflect"
	"unsafe"
)

// pointerCodec keeps what a pointer points to; nil is NULL. Whatever it stores
// it stores in new memory, because copies of the pointer may be about.
type pointerCodec struct {
	base
	elem     Codec
	elemType reflect.Type
}

func newPointerCodec(t reflect.Type, elem Codec) Codec {
	c := pointerCodec{base{t, elem.Type()}, elem, t.Elem()}
	switch elem := elem.(type) {
	case IntCodec:
		return &intPointerCodec{c, elem}
	case StringCodec:
		return &stringPointerCodec{c, elem}
	}
	return &c
}

func (c *pointerCodec) Nullable() bool { return true }
func (c *pointerCodec) Shared() bool   { return true }

func (c *pointerCodec) allocate() unsafe.Pointer { return reflect.New(c.elemType).UnsafePointer() }

func (c *pointerCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		*(*unsafe.Pointer)(dst) = nil
		return nil
	}
	p := c.allocate()
	if err := c.elem.Decode(row, i, p); err != nil {
		return err
	}
	*(*unsafe.Pointer)(dst) = p
	return nil
}

func (c *pointerCodec) Value(src unsafe.Pointer) (any, error) {
	p := *(*unsafe.Pointer)(src)
	if p == nil {
		return nil, nil
	}
	return c.elem.Value(p)
}

func (c *pointerCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*unsafe.Pointer)(dst) = nil
		return nil
	}
	p := c.allocate()
	if err := c.elem.Assign(p, value); err != nil {
		return err
	}
	*(*unsafe.Pointer)(dst) = p
	return nil
}

func (c *pointerCodec) Equal(a, b unsafe.Pointer) bool {
	p, q := *(*unsafe.Pointer)(a), *(*unsafe.Pointer)(b)
	if p == q {
		return true
	}
	return p != nil && q != nil && c.elem.Equal(p, q)
}

func (c *pointerCodec) Zero(p unsafe.Pointer) bool { return *(*unsafe.Pointer)(p) == nil }

func (c *pointerCodec) Copy(dst, src unsafe.Pointer) {
	p := *(*unsafe.Pointer)(src)
	if p == nil {
		*(*unsafe.Pointer)(dst) = nil
		return
	}
	q := c.allocate()
	c.elem.Copy(q, p)
	*(*unsafe.Pointer)(dst) = q
}

func (c *pointerCodec) Vector() VectorKind { return c.elem.Vector() }

func (c *pointerCodec) Append(v *Vector, src unsafe.Pointer) error {
	p := *(*unsafe.Pointer)(src)
	if p == nil {
		v.AppendNull()
		return nil
	}
	return c.elem.Append(v, p)
}

// intPointerCodec is the codec of a pointer to an integer.
type intPointerCodec struct {
	pointerCodec
	integer IntCodec
}

func (c *intPointerCodec) LoadInt(p unsafe.Pointer) (int64, bool) {
	if p = *(*unsafe.Pointer)(p); p == nil {
		return 0, false
	}
	return c.integer.LoadInt(p)
}

func (c *intPointerCodec) StoreInt(p unsafe.Pointer, v int64) {
	q := c.allocate()
	c.integer.StoreInt(q, v)
	*(*unsafe.Pointer)(p) = q
}

// stringPointerCodec is the codec of a pointer to a string.
type stringPointerCodec struct {
	pointerCodec
	text StringCodec
}

func (c *stringPointerCodec) LoadString(p unsafe.Pointer) (string, bool) {
	if p = *(*unsafe.Pointer)(p); p == nil {
		return "", false
	}
	return c.text.LoadString(p)
}

func (c *stringPointerCodec) StoreString(p unsafe.Pointer, s string) {
	q := c.allocate()
	c.text.StoreString(q, s)
	*(*unsafe.Pointer)(p) = q
}
