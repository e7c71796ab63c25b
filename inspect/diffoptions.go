package inspect

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// options compares what options of dialects say of a table, as far as the wanted one
// states it: what it leaves to the database may be anything.
func (c *comparison) options(want, got *schema.Table) {
	known := &c.dialect.Reflection
	for _, wanted := range want.Options {
		w := reflect.ValueOf(wanted)
		if known.TableOptions == nil || w.Type() != reflect.TypeOf(known.TableOptions) {
			continue
		}
		g := reflect.Zero(w.Type())
		for _, found := range got.Options {
			if reflect.TypeOf(found) == w.Type() {
				g = reflect.ValueOf(found)
			}
		}
		for i := range w.NumField() {
			name := w.Type().Field(i).Name
			if w.Field(i).IsZero() || slices.Contains(known.Unread, name) || g.Field(i).IsZero() && slices.Contains(known.Usual, name) {
				continue
			}
			c.differ("the option "+name, optionText(w.Field(i)), optionText(g.Field(i)))
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
