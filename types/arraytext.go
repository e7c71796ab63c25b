package types

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// An arrayRow is the elements of an array as a database spells it, read as if
// they were the columns of a row. An array within one is left as it is spelled.
type arrayRow []arrayElement

type arrayElement struct {
	text string
	null bool
}

// parseArray takes apart what PostgreSQL writes for an array: {1,NULL,"a,b"}.
func parseArray(text string) (arrayRow, error) {
	malformed := fmt.Errorf("%.80q is not an array", text)
	if at := strings.Index(text, "={"); at > 0 && text[0] == '[' { // bounds other than from 1
		text = text[at+1:]
	}
	if len(text) < 2 || text[0] != '{' || text[len(text)-1] != '}' {
		return nil, malformed
	}
	var row arrayRow
	for rest := text[1 : len(text)-1]; rest != ""; {
		element, length, ok := cutElement(rest)
		if !ok {
			return nil, malformed
		}
		row = append(row, element)
		rest = rest[length:]
		if rest == "" {
			break
		}
		if rest[0] != ',' || rest == "," {
			return nil, malformed
		}
		rest = rest[1:]
	}
	return row, nil
}

// cutElement reads the first element of what stands in braces.
func cutElement(s string) (e arrayElement, length int, ok bool) {
	switch s[0] {
	case '"':
		return cutQuoted(s)
	case '{':
		return cutNested(s)
	}
	length = strings.IndexByte(s, ',')
	if length < 0 {
		length = len(s)
	}
	e.text = s[:length]
	e.null = e.text == "NULL"
	return e, length, true
}

// cutQuoted reads an element in quotes, in which a backslash stands before a
// quote or another backslash.
func cutQuoted(s string) (e arrayElement, length int, ok bool) {
	var text strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			e.text = text.String()
			return e, i + 1, true
		case '\\':
			if i++; i == len(s) {
				return e, 0, false
			}
		}
		text.WriteByte(s[i])
	}
	return e, 0, false
}

// cutNested reads an array within an array.
func cutNested(s string) (e arrayElement, length int, ok bool) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			_, quoted, ok := cutQuoted(s[i:])
			if !ok {
				return e, 0, false
			}
			i += quoted - 1
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return arrayElement{text: s[:i+1]}, i + 1, true
			}
		}
	}
	return e, 0, false
}

func (r arrayRow) Null(i int) bool                { return r[i].null }
func (r arrayRow) Int64(i int) (int64, error)     { return AnyToInt64(r[i].text) }
func (r arrayRow) Float64(i int) (float64, error) { return AnyToFloat64(r[i].text) }
func (r arrayRow) Bool(i int) (bool, error)       { return AnyToBool(r[i].text) }
func (r arrayRow) String(i int) (string, error)   { return r[i].text, nil }
func (r arrayRow) Time(i int) (time.Time, error)  { return ParseTime(r[i].text) }
func (r arrayRow) Any(i int) (any, error) {
	if r[i].null {
		return nil, nil
	}
	return r[i].text, nil
}

// Bytes reads bytes as PostgreSQL spells them, and other types as their text.
func (r arrayRow) Bytes(i int) ([]byte, error) {
	if digits, ok := strings.CutPrefix(r[i].text, `\x`); ok {
		return hex.DecodeString(digits)
	}
	return []byte(r[i].text), nil
}
