package types

import (
	"errors"
	"reflect"
	"unsafe"

	"github.com/shopspring/decimal"
)

// Bind gives what to bind for a Go value whose type is known only when the
// program runs (see Codec.Value), and the SQL type that fits it; for nil that
// is Unknown. The error names a type that no SQL type fits.
func Bind(v any) (value any, t *Type, err error) {
	switch v.(type) {
	case nil:
		return nil, Unknown, nil
	case int64, uint64, float64, bool, string, Date, TimeOfDay, decimal.Decimal, JSONText:
		return v, typeOfValue(v), nil
	}
	c, err := Of(reflect.TypeOf(v), nil)
	if err != nil {
		return nil, nil, err
	}
	p := reflect.New(reflect.TypeOf(v))
	p.Elem().Set(reflect.ValueOf(v))
	value, err = c.Value(p.UnsafePointer())
	return value, c.Type(), err
}

// appendValue adds the boxed bind value to a vector of Anys.
func appendValue(c Codec, v *Vector, src unsafe.Pointer) error {
	value, err := c.Value(src)
	if err != nil {
		return err
	}
	v.Anys = append(v.Anys, value)
	return nil
}

// anyCodec is the codec of any: it reads what the driver makes of a column, and
// binds whatever it is given; a value of a type that has no codec goes to the
// driver as it is.
type anyCodec struct{ base }

func (c *anyCodec) Nullable() bool { return true }
func (c *anyCodec) Shared() bool   { return true }

func (c *anyCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		*(*any)(dst) = nil
		return nil
	}
	v, err := row.Any(i)
	if err != nil {
		return err
	}
	*(*any)(dst) = v
	return nil
}

func (c *anyCodec) Value(src unsafe.Pointer) (any, error) {
	v := *(*any)(src)
	value, _, err := Bind(v)
	if err != nil && errors.Is(err, errUnsupported) {
		return v, nil
	}
	return value, err
}

func (c *anyCodec) Assign(dst unsafe.Pointer, value any) error {
	*(*any)(dst) = value
	return nil
}

func (c *anyCodec) Equal(a, b unsafe.Pointer) bool {
	x, err := c.Value(a)
	if err != nil {
		return false
	}
	y, err := c.Value(b)
	return err == nil && equalValues(x, y)
}

func (c *anyCodec) Zero(p unsafe.Pointer) bool { return *(*any)(p) == nil }

func (c *anyCodec) Copy(dst, src unsafe.Pointer) {
	reflect.NewAt(c.goType, dst).Elem().Set(clone(reflect.NewAt(c.goType, src).Elem()))
}

func (c *anyCodec) Vector() VectorKind { return Anys }

func (c *anyCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
