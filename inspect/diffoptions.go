package inspect

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// optionsOf compares what options of a type say, as far as the wanted ones state it:
// what they leave to the database may be anything.
func (c *comparison) optionsOf(what string, of schema.DialectOptions, want, got schema.Options) {
	known := &c.dialect.Reflection
	for _, wanted := range want {
		w := reflect.ValueOf(wanted)
		if of == nil || w.Type() != reflect.TypeOf(of) {
			continue
		}
		g := reflect.Zero(w.Type())
		for _, found := range got {
			if reflect.TypeOf(found) == w.Type() {
				g = reflect.ValueOf(found)
			}
		}
		for i := range w.NumField() {
			name := w.Type().Field(i).Name
			if w.Field(i).IsZero() || slices.Contains(known.Unread, name) || g.Field(i).IsZero() && slices.Contains(known.Usual, name) {
				continue
			}
			c.differ(what+name, optionText(w.Field(i)), optionText(g.Field(i)))
		}
	}
}

// optionText spells the value of an option so that spellings of one value are equal.
func optionText(v reflect.Value) string {
	if v.IsZero() {
		return ""
	}
	if v.Kind() == reflect.Slice {
		texts := make([]string, v.Len())
		for i := range texts {
			texts[i] = optionText(v.Index(i))
		}
		return strings.Join(texts, ", ")
	}
	return canonical(strings.ToLower(fmt.Sprint(v.Interface())))
}
