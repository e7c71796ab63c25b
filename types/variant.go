package types

import (
	"reflect"
	"slices"
	"unsafe"
)

type variant struct {
	dialect string
	of      *Type
}

// Variant is the type with another in its place on some databases, by the names
// of their dialects:
//
//	types.UUID.Variant(types.Named("BINARY(16)"), "mysql", "mariadb")
//
// What is bound and read there is bound and read as the other type has it, its
// functions included where it is decorated.
func (t *Type) Variant(other *Type, dialects ...string) *Type {
	varied := *t
	varied.variants = slices.Clone(t.variants)
	for _, name := range dialects {
		varied.variants = slices.DeleteFunc(varied.variants, func(v variant) bool { return v.dialect == name })
		varied.variants = append(varied.variants, variant{name, other})
	}
	return &varied
}

// On is what the type is on a database, by the name of its dialect: a variant
// or the type itself.
func (t *Type) On(dialect string) *Type {
	for _, v := range t.variants {
		if v.dialect == dialect {
			return v.of
		}
	}
	return t
}

// A Dialected row tells which dialect its database speaks, for types that
// differ between databases.
type Dialected interface{ Dialect() string }

// A DialectValue is a bind value that is not the same on every database. The
// dialect that a statement is compiled for resolves it.
type DialectValue struct {
	// Base is the value where no variant has another.
	Base any
	on   func(dialect string) (any, error)
}

// On is the value for a dialect.
func (v *DialectValue) On(dialect string) (any, error) { return v.on(dialect) }

// Resolve gives the bind value for a dialect: v itself unless it is a
// *DialectValue.
func Resolve(v any, dialect string) (any, error) {
	if d, ok := v.(*DialectValue); ok {
		return d.On(dialect)
	}
	return v, nil
}

// variantCodec keeps a Go type that is bound and read in different ways.
type variantCodec struct {
	Codec // of the type without its variants
	base
	on []variantOn
}

type variantOn struct {
	dialect string
	codec   Codec
}

// newVariantCodec gives own itself where the variants are kept in the same way.
func newVariantCodec(t reflect.Type, st *Type, own Codec) (Codec, error) {
	c := &variantCodec{Codec: own, base: base{t, st}}
	differ := false
	for _, v := range st.variants {
		codec, err := Of(t, v.of)
		if err != nil {
			return nil, err
		}
		if v.of.conversion != nil || reflect.TypeOf(codec) != reflect.TypeOf(own) {
			differ = true
		}
		c.on = append(c.on, variantOn{v.dialect, codec})
	}
	if !differ {
		return own, nil
	}
	return c, nil
}

func (c *variantCodec) of(dialect string) Codec {
	for _, v := range c.on {
		if v.dialect == dialect {
			return v.codec
		}
	}
	return c.Codec
}

func (c *variantCodec) Type() *Type { return c.base.sqlType }

func (c *variantCodec) Nullable() bool { return c.Codec.Nullable() }
func (c *variantCodec) Shared() bool   { return c.Codec.Shared() }

func (c *variantCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if d, ok := row.(Dialected); ok {
		return c.of(d.Dialect()).Decode(row, i, dst)
	}
	return c.Codec.Decode(row, i, dst)
}

func (c *variantCodec) Value(src unsafe.Pointer) (any, error) {
	own, err := c.Codec.Value(src)
	if err != nil || own == nil {
		return own, err
	}
	held := reflect.New(c.goType)
	c.Copy(held.UnsafePointer(), src)
	return &DialectValue{Base: own, on: func(dialect string) (any, error) {
		return c.of(dialect).Value(held.UnsafePointer())
	}}, nil
}

func (c *variantCodec) Assign(dst unsafe.Pointer, value any) error {
	if d, ok := value.(*DialectValue); ok {
		value = d.Base
	}
	return c.Codec.Assign(dst, value)
}

func (c *variantCodec) Vector() VectorKind { return Anys }

func (c *variantCodec) Append(v *Vector, src unsafe.Pointer) error { return appendValue(c, v, src) }
