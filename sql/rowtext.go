package sql

import (
	"fmt"
	"reflect"
	"strings"
)

// rowText is a row for people to read: what nullable columns point to, and NULL
// for nil.
func rowText(names []string, values ...any) string {
	var b strings.Builder
	b.WriteByte('(')
	for i, value := range values {
		if i > 0 {
			b.WriteString(", ")
		}
		if i < len(names) {
			b.WriteString(names[i] + ": ")
		}
		b.WriteString(valueText(value))
	}
	b.WriteByte(')')
	return b.String()
}

func valueText(value any) string {
	v := reflect.ValueOf(value)
	switch {
	case !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil():
		return "NULL"
	case v.Kind() == reflect.Pointer && v.Elem().Kind() != reflect.Struct:
		if _, printsItself := value.(fmt.Stringer); !printsItself {
			return fmt.Sprint(v.Elem().Interface())
		}
	}
	return fmt.Sprint(value)
}
