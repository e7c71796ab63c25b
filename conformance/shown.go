package conformance

import (
	"fmt"
	"reflect"
	"strings"
)

// shown writes a value for messages, with what its pointers point to.
func shown(v any) string {
	var b strings.Builder
	show(&b, reflect.ValueOf(v))
	return b.String()
}

func show(b *strings.Builder, v reflect.Value) {
	switch {
	case !v.IsValid():
		b.WriteString("nil")
	case v.Kind() == reflect.Pointer && v.IsNil():
		b.WriteString("NULL")
	case v.Kind() == reflect.Pointer:
		show(b, v.Elem())
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				b.WriteByte(' ')
			}
			show(b, v.Index(i))
		}
		b.WriteByte(']')
	case v.Kind() == reflect.Struct && strings.HasPrefix(v.Type().Name(), "Row"):
		b.WriteByte('{')
		for i := range v.NumField() {
			if i > 0 {
				b.WriteByte(' ')
			}
			show(b, v.Field(i))
		}
		b.WriteByte('}')
	case v.Kind() == reflect.String:
		fmt.Fprintf(b, "%q", v)
	default:
		fmt.Fprintf(b, "%v", v)
	}
}
