package types

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unsafe"
)

// JSONText is a JSON document as text. It is what codecs bind for JSON columns,
// so that drivers can tell a document from a string, and it may be used as the
// type of a field to keep a document unparsed. As part of another document it
// is embedded as it is.
type JSONText string

// JSONNull is the document that is JSON's null, which is a value like others and
// not SQL's NULL:
//
//	Documents.Data.Eq(types.JSONNull) // documents.data = 'null'
const JSONNull JSONText = "null"

// MarshalJSON gives the document itself; the empty text is null.
func (j JSONText) MarshalJSON() ([]byte, error) {
	if j == "" {
		return []byte("null"), nil
	}
	return []byte(j), nil
}

// UnmarshalJSON keeps the document as it is.
func (j *JSONText) UnmarshalJSON(document []byte) error {
	*j = JSONText(document)
	return nil
}

// jsonTextCodec is the codec of JSONText. Documents are the same when they
// differ only in white space or in the order of keys, which databases change.
type jsonTextCodec struct{ base }

func (c *jsonTextCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	v, err := row.String(i)
	if err != nil {
		return err
	}
	*(*JSONText)(dst) = JSONText(v)
	return nil
}

func (c *jsonTextCodec) Value(src unsafe.Pointer) (any, error) { return *(*JSONText)(src), nil }

func (c *jsonTextCodec) Assign(dst unsafe.Pointer, value any) error {
	if value == nil {
		*(*JSONText)(dst) = ""
		return nil
	}
	v, err := AnyToString(value)
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*JSONText)(dst) = JSONText(v)
	return nil
}

func (c *jsonTextCodec) Equal(a, b unsafe.Pointer) bool {
	x, y := *(*JSONText)(a), *(*JSONText)(b)
	return x == y || equalDocuments([]byte(x), []byte(y))
}

func (c *jsonTextCodec) Zero(p unsafe.Pointer) bool   { return *(*JSONText)(p) == "" }
func (c *jsonTextCodec) Copy(dst, src unsafe.Pointer) { *(*JSONText)(dst) = *(*JSONText)(src) }
func (c *jsonTextCodec) Vector() VectorKind           { return Anys }

func (c *jsonTextCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// equalDocuments reports whether two JSON texts are the same document.
func equalDocuments(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	x, err := canonicalDocument(a)
	if err != nil {
		return false
	}
	y, err := canonicalDocument(b)
	return err == nil && bytes.Equal(x, y)
}

// canonicalDocument gives the document without white space and with its keys in
// order. Numbers stay as they are written.
func canonicalDocument(text []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var document any
	if err := decoder.Decode(&document); err != nil {
		return nil, fmt.Errorf("not a JSON document: %w", err)
	}
	return json.Marshal(document)
}
