package types

import (
	"fmt"
	"reflect"
	"sync"
	"unsafe"
)

// arrayCodec keeps a slice as an array of the database. A nil slice is NULL.
type arrayCodec struct {
	base
	element Codec
}

// Natural is the SQL type that fits a Go type when none is stated: that of its
// codec, and of a slice that has none an array. It is nil where no type fits.
func Natural(t reflect.Type) *Type {
	if codec, err := Of(t, nil); err == nil && codec.Type().Kind != KindUnknown {
		return codec.Type()
	}
	if t.Kind() == reflect.Slice {
		if element := Natural(t.Elem()); element != nil {
			return Array(element)
		}
	}
	return nil
}

// arrayCodecs are the codecs of arrays, which depend on what the elements are
// too.
var arrayCodecs sync.Map // arrayKey → Codec

type arrayKey struct {
	goType  reflect.Type
	sqlType string
}

// ofArray is Of for a stated array type.
func ofArray(t reflect.Type, st *Type) (Codec, error) {
	key := arrayKey{t, st.String()}
	if c, ok := arrayCodecs.Load(key); ok {
		return c.(Codec), nil
	}
	c, err := makeCodec(t, st, KindArray)
	if err != nil {
		return nil, err
	}
	kept, _ := arrayCodecs.LoadOrStore(key, c)
	return kept.(Codec), nil
}

func newArrayCodec(t reflect.Type, st *Type) (Codec, error) {
	element, err := Of(t.Elem(), st.Element)
	if err != nil {
		return nil, err
	}
	return &arrayCodec{base{t, Array(element.Type())}, element}, nil
}

func (c *arrayCodec) Nullable() bool { return true }
func (c *arrayCodec) Shared() bool   { return true }

func (c *arrayCodec) at(p unsafe.Pointer) reflect.Value { return reflect.NewAt(c.goType, p).Elem() }

func (c *arrayCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		c.at(dst).SetZero()
		return nil
	}
	text, err := row.String(i)
	if err != nil {
		return err
	}
	elements, err := parseArray(text)
	if err != nil {
		return err
	}
	list := reflect.MakeSlice(c.goType, len(elements), len(elements))
	for at := range elements {
		if err := c.element.Decode(elements, at, list.Index(at).Addr().UnsafePointer()); err != nil {
			return fmt.Errorf("element %d: %w", at, err)
		}
	}
	c.at(dst).Set(list)
	return nil
}

func (c *arrayCodec) Value(src unsafe.Pointer) (any, error) {
	list := c.at(src)
	if list.IsNil() {
		return nil, nil
	}
	return clone(list).Interface(), nil
}

func (c *arrayCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		c.at(dst).SetZero()
		return nil
	}
	list := reflect.ValueOf(value)
	if !list.Type().AssignableTo(c.goType) {
		return assignError(c.goType, fmt.Errorf("a %T is not an array of it", value))
	}
	c.at(dst).Set(clone(list))
	return nil
}

func (c *arrayCodec) Equal(a, b unsafe.Pointer) bool {
	x, y := c.at(a), c.at(b)
	if x.IsNil() != y.IsNil() || x.Len() != y.Len() {
		return false
	}
	for i := range x.Len() {
		if !c.element.Equal(x.Index(i).Addr().UnsafePointer(), y.Index(i).Addr().UnsafePointer()) {
			return false
		}
	}
	return true
}

func (c *arrayCodec) Zero(p unsafe.Pointer) bool { return c.at(p).IsNil() }

func (c *arrayCodec) Copy(dst, src unsafe.Pointer) { c.at(dst).Set(clone(c.at(src))) }

func (c *arrayCodec) Vector() VectorKind { return Anys }

func (c *arrayCodec) Append(v *Vector, src unsafe.Pointer) error { return appendValue(c, v, src) }
