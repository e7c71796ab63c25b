package types

import (
	"reflect"
	"strings"
	"unsafe"

	"github.com/shopspring/decimal"
)

// isNullStruct reports whether t is one of database/sql's types of a value and
// whether it is there (Null[T], NullString, NullInt64 …), or decimal's.
func isNullStruct(t reflect.Type) bool {
	if t == reflect.TypeFor[decimal.NullDecimal]() {
		return true
	}
	return t.Kind() == reflect.Struct && t.PkgPath() == "database/sql" && strings.HasPrefix(t.Name(), "Null") &&
		t.NumField() == 2 && t.Field(1).Name == "Valid" && t.Field(1).Type.Kind() == reflect.Bool
}

// nullCodec keeps the first field of such a struct; not valid is NULL.
type nullCodec struct {
	base
	elem  Codec
	valid uintptr // where the second field is
}

func newNullCodec(t reflect.Type, elem Codec) Codec {
	c := nullCodec{base{t, elem.Type()}, elem, t.Field(1).Offset}
	switch elem := elem.(type) {
	case IntCodec:
		return &intNullCodec{c, elem}
	case StringCodec:
		return &stringNullCodec{c, elem}
	}
	return &c
}

func (c *nullCodec) Nullable() bool { return true }
func (c *nullCodec) Shared() bool   { return c.elem.Shared() }

func (c *nullCodec) isValid(p unsafe.Pointer) *bool { return (*bool)(unsafe.Add(p, c.valid)) }

func (c *nullCodec) setNull(p unsafe.Pointer) { reflect.NewAt(c.goType, p).Elem().SetZero() }

func (c *nullCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		c.setNull(dst)
		return nil
	}
	if err := c.elem.Decode(row, i, dst); err != nil {
		return err
	}
	*c.isValid(dst) = true
	return nil
}

func (c *nullCodec) Value(src unsafe.Pointer) (any, error) {
	if !*c.isValid(src) {
		return nil, nil
	}
	return c.elem.Value(src)
}

func (c *nullCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		c.setNull(dst)
		return nil
	}
	if err := c.elem.Assign(dst, value); err != nil {
		return err
	}
	*c.isValid(dst) = true
	return nil
}

func (c *nullCodec) Equal(a, b unsafe.Pointer) bool {
	valid := *c.isValid(a)
	return valid == *c.isValid(b) && (!valid || c.elem.Equal(a, b))
}

func (c *nullCodec) Zero(p unsafe.Pointer) bool { return !*c.isValid(p) }

func (c *nullCodec) Copy(dst, src unsafe.Pointer) {
	c.elem.Copy(dst, src)
	*c.isValid(dst) = *c.isValid(src)
}

func (c *nullCodec) Vector() VectorKind { return c.elem.Vector() }

func (c *nullCodec) Append(v *Vector, src unsafe.Pointer) error {
	if !*c.isValid(src) {
		v.AppendNull()
		return nil
	}
	return c.elem.Append(v, src)
}

// intNullCodec is the codec of sql.Null of an integer.
type intNullCodec struct {
	nullCodec
	integer IntCodec
}

func (c *intNullCodec) LoadInt(p unsafe.Pointer) (int64, bool) {
	if !*c.isValid(p) {
		return 0, false
	}
	return c.integer.LoadInt(p)
}

func (c *intNullCodec) StoreInt(p unsafe.Pointer, v int64) {
	c.integer.StoreInt(p, v)
	*c.isValid(p) = true
}

// stringNullCodec is the codec of sql.Null of a string.
type stringNullCodec struct {
	nullCodec
	text StringCodec
}

func (c *stringNullCodec) LoadString(p unsafe.Pointer) (string, bool) {
	if !*c.isValid(p) {
		return "", false
	}
	return c.text.LoadString(p)
}

func (c *stringNullCodec) StoreString(p unsafe.Pointer, s string) {
	c.text.StoreString(p, s)
	*c.isValid(p) = true
}
