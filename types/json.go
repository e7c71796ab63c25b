package types

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"unsafe"
)

// jsonCodec keeps a value of any Go type as a JSON document, by encoding/json.
// For a type that has nil (a map, a slice, an interface) nil is NULL.
type jsonCodec struct {
	base
	nullable bool
	shared   bool
}

func newJSONCodec(t reflect.Type) *jsonCodec {
	c := &jsonCodec{base: base{t, naturalJSON}, shared: sharesMemory(t)}
	switch t.Kind() {
	case reflect.Map, reflect.Slice, reflect.Interface:
		c.nullable = true
	}
	return c
}

func (c *jsonCodec) Nullable() bool { return c.nullable }
func (c *jsonCodec) Shared() bool   { return c.shared }

func (c *jsonCodec) at(p unsafe.Pointer) reflect.Value { return reflect.NewAt(c.goType, p).Elem() }

func (c *jsonCodec) isNull(p unsafe.Pointer) bool { return c.nullable && c.at(p).IsNil() }

func (c *jsonCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		if !c.nullable {
			return nullError(c.goType)
		}
		c.at(dst).SetZero()
		return nil
	}
	text, err := row.Bytes(i)
	if err != nil {
		return err
	}
	return c.unmarshal(text, dst)
}

// unmarshal reads into a fresh value: what dst held is not to shine through,
// and a snapshot may share its memory.
func (c *jsonCodec) unmarshal(text []byte, dst unsafe.Pointer) error {
	fresh := reflect.New(c.goType)
	if err := json.Unmarshal(text, fresh.Interface()); err != nil {
		return fmt.Errorf("reading JSON into %s: %w", c.goType, err)
	}
	c.at(dst).Set(fresh.Elem())
	return nil
}

func (c *jsonCodec) marshal(src unsafe.Pointer) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(reflect.NewAt(c.goType, src).Interface()); err != nil {
		return nil, fmt.Errorf("writing %s as JSON: %w", c.goType, err)
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), nil
}

func (c *jsonCodec) Value(src unsafe.Pointer) (any, error) {
	if c.isNull(src) {
		return nil, nil
	}
	text, err := c.marshal(src)
	if err != nil {
		return nil, err
	}
	return JSONText(text), nil
}

func (c *jsonCodec) Assign(dst unsafe.Pointer, value any) error {
	switch value := value.(type) {
	case nil:
		c.at(dst).SetZero()
		return nil
	case JSONText:
		return c.unmarshal([]byte(value), dst)
	case string:
		return c.unmarshal([]byte(value), dst)
	case []byte:
		return c.unmarshal(value, dst)
	}
	if v := reflect.ValueOf(value); v.Type().AssignableTo(c.goType) {
		c.at(dst).Set(clone(v))
		return nil
	}
	return assignError(c.goType, fmt.Errorf("a %T is not a JSON document", value))
}

// Equal compares documents, after asking for the far cheaper sameness of the Go
// values.
func (c *jsonCodec) Equal(a, b unsafe.Pointer) bool {
	if c.isNull(a) || c.isNull(b) {
		return c.isNull(a) && c.isNull(b)
	}
	if reflect.DeepEqual(reflect.NewAt(c.goType, a).Interface(), reflect.NewAt(c.goType, b).Interface()) {
		return true
	}
	x, err := c.marshal(a)
	if err != nil {
		return false
	}
	y, err := c.marshal(b)
	return err == nil && equalDocuments(x, y)
}

func (c *jsonCodec) Zero(p unsafe.Pointer) bool { return c.at(p).IsZero() }

func (c *jsonCodec) Copy(dst, src unsafe.Pointer) { c.at(dst).Set(clone(c.at(src))) }

func (c *jsonCodec) Vector() VectorKind { return Anys }

func (c *jsonCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}
