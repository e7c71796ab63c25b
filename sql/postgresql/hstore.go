package postgresql

import (
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// An HStore is a value of the type of that name: texts, which may be NULL, by
// their keys. A column of it is declared so:
//
//	Attributes sql.NullValue[postgresql.HStore] `orm:",type=HSTORE"`
//
// HasKey, Contains and ContainedBy ask what is in it.
type HStore map[string]*string

// Value gives what is bound: "key"=>"value", ….
func (h HStore) Value() (driver.Value, error) {
	if h == nil {
		return nil, nil
	}
	var text strings.Builder
	for i, key := range slices.Sorted(maps.Keys(h)) {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(quoted(key) + "=>")
		if value := h[key]; value != nil {
			text.WriteString(quoted(*value))
		} else {
			text.WriteString("NULL")
		}
	}
	return text.String(), nil
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

func quoted(s string) string { return `"` + escaper.Replace(s) + `"` }

// Scan reads what the database gives.
func (h *HStore) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*h = nil
		return nil
	case string:
		return h.parse(v)
	case []byte:
		return h.parse(string(v))
	}
	return fmt.Errorf("an hstore cannot be read from a %T", value)
}

func (h *HStore) parse(text string) error {
	read := HStore{}
	for rest := text; rest != ""; {
		key, after, ok := cutText(rest)
		if !ok || !strings.HasPrefix(after, "=>") {
			return fmt.Errorf("%.80q is not an hstore", text)
		}
		rest = after[len("=>"):]
		if after, null := strings.CutPrefix(rest, "NULL"); null {
			read[key], rest = nil, after
		} else {
			value, after, ok := cutText(rest)
			if !ok {
				return fmt.Errorf("%.80q is not an hstore", text)
			}
			read[key], rest = &value, after
		}
		rest = strings.TrimPrefix(rest, ", ")
	}
	*h = read
	return nil
}

// cutText reads a text in quotes, in which a backslash stands before a quote or
// another backslash.
func cutText(s string) (text, rest string, ok bool) {
	if s == "" || s[0] != '"' {
		return "", "", false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return b.String(), s[i+1:], true
		case '\\':
			if i++; i == len(s) {
				return "", "", false
			}
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}
