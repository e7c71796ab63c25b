package types

import (
	"encoding"
	"fmt"
	"reflect"
	"unsafe"
)

// writesText reports whether a type has a notation of its own.
func writesText(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// textualCodec keeps a type in its own notation, as text.
type textualCodec struct {
	base
	shared bool
}

func newTextualCodec(t reflect.Type) *textualCodec {
	return &textualCodec{base{t, naturalString}, sharesMemory(t)}
}

func (c *textualCodec) Shared() bool { return c.shared }

func (c *textualCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	text, err := row.Bytes(i)
	if err != nil {
		return err
	}
	return c.read(dst, text)
}

// read reads into a fresh value, so that memory shared with a copy stays as it
// is.
func (c *textualCodec) read(dst unsafe.Pointer, text []byte) error {
	fresh := reflect.New(c.goType)
	if err := fresh.Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
		return fmt.Errorf("cannot read text %q as %s: %w", text, c.goType, err)
	}
	reflect.NewAt(c.goType, dst).Elem().Set(fresh.Elem())
	return nil
}

func (c *textualCodec) write(src unsafe.Pointer) (string, error) {
	text, err := reflect.NewAt(c.goType, src).Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return "", fmt.Errorf("writing %s as text: %w", c.goType, err)
	}
	return string(text), nil
}

func (c *textualCodec) Value(src unsafe.Pointer) (any, error) {
	text, err := c.write(src)
	if err != nil {
		return nil, err
	}
	return text, nil
}

func (c *textualCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		reflect.NewAt(c.goType, dst).Elem().SetZero()
		return nil
	}
	text, err := AnyToBytes(value)
	if err == nil {
		err = c.read(dst, text)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	return nil
}

func (c *textualCodec) Equal(a, b unsafe.Pointer) bool {
	x, err := c.write(a)
	if err != nil {
		return false
	}
	y, err := c.write(b)
	return err == nil && x == y
}

func (c *textualCodec) Zero(p unsafe.Pointer) bool {
	return reflect.NewAt(c.goType, p).Elem().IsZero()
}

// Copy goes through the text where a plain copy would share memory.
func (c *textualCodec) Copy(dst, src unsafe.Pointer) {
	if c.shared {
		if text, err := c.write(src); err == nil && c.read(dst, []byte(text)) == nil {
			return
		}
	}
	plainCopy(c.goType, dst, src)
}

func (c *textualCodec) Vector() VectorKind { return Strings }

func (c *textualCodec) Append(v *Vector, src unsafe.Pointer) error {
	text, err := c.write(src)
	if err != nil {
		return err
	}
	v.Strings = append(v.Strings, text)
	return nil
}
