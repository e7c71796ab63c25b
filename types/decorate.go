package types

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"reflect"
	"unsafe"
)

// Decorate is a type for a Go type of the program's own: what the column holds
// is a base type, whose Go type is B; bind makes a B of what the program has,
// result the other way round. NULL does not reach them: a column that may be
// NULL has a pointer to T, or a sql.Null[T].
//
//	var Cents = types.Decorate(types.Numeric(12, 2),
//		func(m Money) (decimal.Decimal, error) { return decimal.New(int64(m), -2), nil },
//		func(d decimal.Decimal) (Money, error) { return Money(d.Shift(2).IntPart()), nil })
//
// Functions that differ between databases are variants: a decorated type in the
// place of another, by [Type.Variant]. [Register] gives the type a name for
// struct tags, [RegisterFor] makes it the natural type of T.
func Decorate[T, B any](of *Type, bind func(T) (B, error), result func(B) (T, error)) *Type {
	decorated := *of
	decorated.conversion = &converter[T, B]{base: of, bind: bind, result: result}
	return &decorated
}

// Gob is a type for Go values of any type that no query looks into: bytes, as
// encoding/gob writes them.
func Gob[T any]() *Type {
	return Decorate(Bytes,
		func(v T) ([]byte, error) {
			var buffer bytes.Buffer
			err := gob.NewEncoder(&buffer).Encode(&v)
			return buffer.Bytes(), err
		},
		func(text []byte) (v T, err error) {
			err = gob.NewDecoder(bytes.NewReader(text)).Decode(&v)
			return v, err
		})
}

// A conversion is what a decorated type has for the Go type that it is for.
type conversion interface {
	goType() reflect.Type
	codec(st *Type) (Codec, error)
}

type converter[T, B any] struct {
	base   *Type
	bind   func(T) (B, error)
	result func(B) (T, error)
}

func (c *converter[T, B]) goType() reflect.Type { return reflect.TypeFor[T]() }

func (c *converter[T, B]) codec(st *Type) (Codec, error) {
	inner, err := Of(reflect.TypeFor[B](), c.base)
	if err != nil {
		return nil, err
	}
	t := reflect.TypeFor[T]()
	return &decoratedCodec[T, B]{base{t, st}, c, inner, sharesMemory(t)}, nil
}

// decoratedCodec keeps a T as the B that it is converted to.
type decoratedCodec[T, B any] struct {
	base
	convert *converter[T, B]
	inner   Codec
	shared  bool
}

func (c *decoratedCodec[T, B]) Shared() bool { return c.shared }

func (c *decoratedCodec[T, B]) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	b := new(B)
	if err := c.inner.Decode(row, i, unsafe.Pointer(b)); err != nil {
		return err
	}
	return c.store(dst, *b)
}

func (c *decoratedCodec[T, B]) store(dst unsafe.Pointer, b B) (err error) {
	defer recoverTo(&err)
	v, err := c.convert.result(b)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.goType, err)
	}
	*(*T)(dst) = v
	return nil
}

func (c *decoratedCodec[T, B]) converted(src unsafe.Pointer) (b *B, err error) {
	defer recoverTo(&err)
	v, err := c.convert.bind(*(*T)(src))
	if err != nil {
		return nil, fmt.Errorf("value of %s: %w", c.goType, err)
	}
	return &v, nil
}

func (c *decoratedCodec[T, B]) Value(src unsafe.Pointer) (any, error) {
	b, err := c.converted(src)
	if err != nil {
		return nil, err
	}
	return c.inner.Value(unsafe.Pointer(b))
}

func (c *decoratedCodec[T, B]) Assign(dst unsafe.Pointer, value any) error {
	switch value := value.(type) {
	case nil:
		*(*T)(dst) = *new(T)
		return nil
	case T:
		*(*T)(dst) = value
		return nil
	}
	b := new(B)
	if err := c.inner.Assign(unsafe.Pointer(b), value); err != nil {
		return err
	}
	return c.store(dst, *b)
}

// Equal compares what the database would see.
func (c *decoratedCodec[T, B]) Equal(a, b unsafe.Pointer) bool {
	x, err := c.converted(a)
	if err != nil {
		return reflect.DeepEqual(*(*T)(a), *(*T)(b))
	}
	y, err := c.converted(b)
	return err == nil && c.inner.Equal(unsafe.Pointer(x), unsafe.Pointer(y))
}

func (c *decoratedCodec[T, B]) Zero(p unsafe.Pointer) bool {
	return reflect.NewAt(c.goType, p).Elem().IsZero()
}

func (c *decoratedCodec[T, B]) Copy(dst, src unsafe.Pointer) {
	if !c.shared {
		*(*T)(dst) = *(*T)(src)
		return
	}
	reflect.NewAt(c.goType, dst).Elem().Set(clone(reflect.NewAt(c.goType, src).Elem()))
}

func (c *decoratedCodec[T, B]) Vector() VectorKind { return c.inner.Vector() }

func (c *decoratedCodec[T, B]) Append(v *Vector, src unsafe.Pointer) error {
	b, err := c.converted(src)
	if err != nil {
		return err
	}
	return c.inner.Append(v, unsafe.Pointer(b))
}
