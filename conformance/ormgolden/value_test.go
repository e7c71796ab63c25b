package ormgolden

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/schema"
)

// decode reads JSON with its numbers as they are written.
func decode(data []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		panic(err)
	}
	return value
}

// equal compares a value of Go with a recorded one.
func (r *run) equal(got, want any) bool {
	v := reflect.ValueOf(got)
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		if v.IsNil() {
			return want == nil
		}
		if recorded, ok := want.(map[string]any); ok && recorded["$class"] != nil && v.Kind() == reflect.Pointer {
			return r.equalObject(v.Interface(), recorded)
		}
		v = v.Elem()
	}
	if !v.IsValid() || want == nil {
		return !v.IsValid() && want == nil
	}
	got = v.Interface()
	switch want := want.(type) {
	case bool:
		return equalBool(got, want)
	case json.Number:
		return equalNumber(got, want.String())
	case string:
		return equalText(got, want)
	case []any:
		return r.equalList(v, want)
	case map[string]any:
		return r.equalMap(v, want)
	}
	return false
}

func equalBool(got any, want bool) bool {
	switch got := got.(type) {
	case bool:
		return got == want
	case int64:
		return got == 0 && !want || got == 1 && want
	case []byte:
		return len(got) == 1 && (got[0] == 1 || got[0] == '1') == want
	}
	return false
}

func equalNumber(got any, want string) bool {
	if text, ok := got.([]byte); ok {
		got = string(text)
	}
	if b, ok := got.(bool); ok {
		return b == (want == "1") && (want == "0" || want == "1")
	}
	a, ok := new(big.Rat).SetString(fmt.Sprint(got))
	b, ok2 := new(big.Rat).SetString(want)
	return ok && ok2 && a.Cmp(b) == 0
}

// layouts are how times are recorded.
var layouts = []string{"2006-01-02", "2006-01-02T15:04:05.999999", "15:04:05.999999", time.RFC3339Nano}

func equalText(got any, want string) bool {
	switch got := got.(type) {
	case string:
		if got == want {
			return true
		}
	case []byte:
		if string(got) == want {
			return true
		}
	case time.Time:
		for _, layout := range layouts {
			if at, err := time.Parse(layout, want); err == nil {
				return got.Equal(at) || got.Format(layout) == at.Format(layout)
			}
		}
		return false
	case [16]byte:
		return hex.EncodeToString(got[:]) == strings.ReplaceAll(want, "-", "")
	}
	text := fmt.Sprintf("%v", got)
	if b, ok := got.([]byte); ok {
		text = string(b)
	}
	if text == want {
		return true
	}
	// Decimals are recorded as strings, with the places that the database gave.
	a, ok := new(big.Rat).SetString(text)
	b, ok2 := new(big.Rat).SetString(want)
	return ok && ok2 && a.Cmp(b) == 0
}

// items are the elements of a list, or of a row of a result.
func items(v reflect.Value) ([]any, bool) {
	var all []any
	switch {
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		for i := range v.Len() {
			all = append(all, v.Index(i).Interface())
		}
	case v.Kind() == reflect.Struct && v.NumField() > 0 && v.Type().Field(0).Name == "V1":
		for i := range v.NumField() {
			all = append(all, v.Field(i).Interface())
		}
	default:
		return nil, false
	}
	return all, true
}

func (r *run) equalList(v reflect.Value, want []any) bool {
	got, ok := items(v)
	if !ok {
		// A row of one column is its value.
		return len(want) == 1 && r.equal(v.Interface(), want[0])
	}
	return slices.EqualFunc(got, want, r.equal)
}

func (r *run) equalMap(v reflect.Value, want map[string]any) bool {
	if text, ok := want["$hex"].(string); ok {
		b, isBytes := v.Interface().([]byte)
		return isBytes && hex.EncodeToString(b) == text
	}
	if seconds, ok := want["$seconds"].(json.Number); ok {
		d, isDuration := v.Interface().(time.Duration)
		return isDuration && equalNumber(d.Seconds(), seconds.String())
	}
	if v.Kind() != reflect.Map || v.Len() != len(want) {
		return false
	}
	for _, key := range v.MapKeys() {
		recorded, ok := want[fmt.Sprint(key.Interface())]
		if !ok || !r.equal(v.MapIndex(key).Interface(), recorded) {
			return false
		}
	}
	return true
}

// equalObject compares a mapped object: which one it is, and its columns.
func (r *run) equalObject(object any, want map[string]any) bool {
	if name, ok := want["$name"].(string); ok {
		if known, ok := r.names[name]; ok && known != object {
			return false
		}
	}
	columns := columnsOf(reflect.ValueOf(object).Elem())
	transient := orm.StateOf(object) == orm.Transient || orm.StateOf(object) == orm.Pending
	for name, recorded := range want {
		if strings.HasPrefix(name, "$") {
			continue
		}
		got, ok := columns[name]
		if !ok || !r.equal(got, recorded) && !(recorded == nil && transient && reflect.ValueOf(got).IsZero()) {
			return false
		}
	}
	return true
}

// columnsOf are the fields of a struct by the names of their columns and, where
// that is another, of their attributes.
func columnsOf(v reflect.Value) map[string]any {
	columns := map[string]any{}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() {
			continue
		}
		if field.Anonymous && field.Type.Kind() == reflect.Struct {
			for name, value := range columnsOf(v.Field(i)) {
				columns[name] = value
			}
			continue
		}
		value := v.Field(i).Interface()
		columns[schema.ColumnName(field.Name)] = value
		if name, _, _ := strings.Cut(field.Tag.Get("orm"), ","); name != "" {
			columns[name] = value
		}
	}
	return columns
}

// show writes a value of Go as it is recorded, for messages.
func (r *run) show(value any) string {
	v := reflect.ValueOf(value)
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) {
		if v.IsNil() {
			return "null"
		}
		if v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
			for name, known := range r.names {
				if known == v.Interface() {
					return name + fmt.Sprint(columnsOf(v.Elem()))
				}
			}
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return "null"
	}
	if list, ok := items(v); ok {
		parts := make([]string, len(list))
		for i, item := range list {
			parts[i] = r.show(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if expression, ok := v.Interface().(azothtest.Expression); ok {
		return "sql:" + string(expression)
	}
	return fmt.Sprintf("%#v", v.Interface())
}

func (r *run) compareResult(k *taking) {
	r.t.Helper()
	s := k.step
	if s.Error == nil {
		for i, line := range k.printed {
			if i >= len(s.Printed) || line != s.Printed[i] {
				r.differs(s, "printed", "%q, want %q", k.printed, s.Printed)
				break
			}
		}
		if len(k.printed) < len(s.Printed) {
			r.differs(s, "printed", "%q, want %q", k.printed, s.Printed)
		}
	}
	switch {
	case s.Result == nil && k.given:
		r.t.Errorf("step %d (%s): a result, where none is recorded", s.N, s.Do)
		return
	case s.Result == nil:
		return
	case !k.given:
		if s.Error == nil {
			r.differs(s, "result", "there is none, want %s", s.Result)
		}
		return
	}
	for _, recorded := range variants(r.scenario, r.database, s.N, "result", s.Result) {
		want := decode(recorded)
		if r.equal(k.result, want) || k.anyhow && r.equalUnordered(k.result, want) {
			return
		}
	}
	r.differs(s, "result", "%s, want %s", r.show(k.result), s.Result)
}

// equalUnordered compares lists without regard to their order.
func (r *run) equalUnordered(got, want any) bool {
	list, ok := items(reflect.ValueOf(got))
	recorded, ok2 := want.([]any)
	if !ok || !ok2 || len(list) != len(recorded) {
		return false
	}
	recorded = slices.Clone(recorded)
	for _, item := range list {
		at := slices.IndexFunc(recorded, func(want any) bool { return r.equal(item, want) })
		if at < 0 {
			return false
		}
		recorded = slices.Delete(recorded, at, at+1)
	}
	return true
}
