package types

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/shopspring/decimal"
)

// scannerCodec keeps a type that reads itself by Scan and binds itself by Value,
// as package database/sql has it.
type scannerCodec struct {
	base
	nullable bool
	shared   bool
	hidden   bool // memory that clone does not reach
}

// newScannerCodec finds out from the zero value what the type binds, and from
// scanning NULL whether it can hold that.
func newScannerCodec(t reflect.Type) *scannerCodec {
	c := &scannerCodec{base: base{t, Unknown}, shared: sharesMemory(t), hidden: hidesMemory(t, nil)}
	zero := reflect.New(t)
	value, err := valueOf(zero.Interface().(driver.Valuer))
	if err == nil {
		c.sqlType = typeOfValue(value)
	}
	if c.sqlType == Unknown && !writesText(t) {
		if basic, err := makeBasicCodec(t); err == nil {
			c.sqlType = basic.Type()
		}
	}
	if scan(zero.Interface().(sql.Scanner), nil) == nil {
		value, err := valueOf(zero.Interface().(driver.Valuer))
		c.nullable = err == nil && value == nil
	}
	return c
}

// typeOfValue is the SQL type that fits a bind value.
func typeOfValue(value any) *Type {
	switch value.(type) {
	case int64, uint64:
		return BigInteger
	case float64:
		return naturalFloat
	case bool:
		return Boolean
	case string:
		return naturalString
	case []byte:
		return naturalBytes
	case time.Time:
		return naturalDateTime
	case Date:
		return DateOnly
	case TimeOfDay:
		return naturalTime
	case decimal.Decimal:
		return naturalDecimal
	case JSONText:
		return naturalJSON
	case time.Duration:
		return naturalInterval
	}
	return Unknown
}

func (c *scannerCodec) Nullable() bool { return c.nullable }
func (c *scannerCodec) Shared() bool   { return c.shared }

func (c *scannerCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	var value any
	if !row.Null(i) {
		var err error
		if value, err = row.Any(i); err != nil {
			return err
		}
	} else if !c.nullable {
		return nullError(c.goType)
	}
	return c.scan(dst, value)
}

// scan reads into a fresh value, so that memory shared with a copy stays as it
// is.
func (c *scannerCodec) scan(dst unsafe.Pointer, value any) error {
	fresh := reflect.New(c.goType)
	if err := scan(fresh.Interface().(sql.Scanner), value); err != nil {
		return fmt.Errorf("scanning into %s: %w", c.goType, err)
	}
	reflect.NewAt(c.goType, dst).Elem().Set(fresh.Elem())
	return nil
}

func (c *scannerCodec) Value(src unsafe.Pointer) (any, error) {
	value, err := valueOf(reflect.NewAt(c.goType, src).Interface().(driver.Valuer))
	if err != nil {
		return nil, fmt.Errorf("value of %s: %w", c.goType, err)
	}
	return value, nil
}

// valueOf and scan turn a panic of a type that was not made for its zero value
// into an error.
func valueOf(v driver.Valuer) (value any, err error) {
	defer recoverTo(&err)
	return v.Value()
}

func scan(s sql.Scanner, value any) (err error) {
	defer recoverTo(&err)
	return s.Scan(value)
}

func recoverTo(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v", r)
	}
}

func (c *scannerCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil && !c.nullable {
		reflect.NewAt(c.goType, dst).Elem().SetZero()
		return nil
	}
	return c.scan(dst, value)
}

func (c *scannerCodec) Equal(a, b unsafe.Pointer) bool {
	x, err := c.Value(a)
	if err != nil {
		return false
	}
	y, err := c.Value(b)
	return err == nil && equalValues(x, y)
}

// equalValues compares two bind values as the database would.
func equalValues(x, y any) bool {
	switch x := x.(type) {
	case []byte:
		y, ok := y.([]byte)
		return ok && (x == nil) == (y == nil) && bytes.Equal(x, y)
	case time.Time:
		y, ok := y.(time.Time)
		return ok && x.UnixMicro() == y.UnixMicro()
	case decimal.Decimal:
		y, ok := y.(decimal.Decimal)
		return ok && x.Equal(y)
	case JSONText:
		y, ok := y.(JSONText)
		return ok && equalDocuments([]byte(x), []byte(y))
	}
	return reflect.DeepEqual(x, y)
}

func (c *scannerCodec) Zero(p unsafe.Pointer) bool {
	if reflect.NewAt(c.goType, p).Elem().IsZero() {
		return true
	}
	if !c.nullable {
		return false
	}
	value, err := c.Value(p)
	return err == nil && value == nil
}

// Copy goes through the bind value where the type hides memory that a copy
// would share.
func (c *scannerCodec) Copy(dst, src unsafe.Pointer) {
	if c.hidden {
		if value, err := c.Value(src); err == nil {
			if b, ok := value.([]byte); ok {
				value = bytes.Clone(b)
			}
			if c.scan(dst, value) == nil {
				return
			}
		}
	}
	reflect.NewAt(c.goType, dst).Elem().Set(clone(reflect.NewAt(c.goType, src).Elem()))
}

func (c *scannerCodec) Vector() VectorKind { return Anys }

func (c *scannerCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
