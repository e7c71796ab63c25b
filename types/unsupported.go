package types

import (
	"reflect"
	"unsafe"
)

// unsupportedCodec stands for a Go type that has no codec; whatever may fail
// fails with the reason.
type unsupportedCodec struct {
	base
	err error
}

func (c *unsupportedCodec) Decode(Row, int, unsafe.Pointer) error { return c.err }
func (c *unsupportedCodec) Value(unsafe.Pointer) (any, error)     { return nil, c.err }
func (c *unsupportedCodec) Assign(unsafe.Pointer, any) error      { return c.err }
func (c *unsupportedCodec) Append(*Vector, unsafe.Pointer) error  { return c.err }
func (c *unsupportedCodec) Vector() VectorKind                    { return Anys }
func (c *unsupportedCodec) Equal(a, b unsafe.Pointer) bool        { return a == b }
func (c *unsupportedCodec) Zero(p unsafe.Pointer) bool {
	return reflect.NewAt(c.goType, p).Elem().IsZero()
}
func (c *unsupportedCodec) Copy(dst, src unsafe.Pointer) { plainCopy(c.goType, dst, src) }

// plainCopy copies a value as Go's assignment does.
func plainCopy(t reflect.Type, dst, src unsafe.Pointer) {
	reflect.NewAt(t, dst).Elem().Set(reflect.NewAt(t, src).Elem())
}
