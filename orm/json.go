package orm

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/state"
)

// JSON gives an entity a form that marshals without the relationships that are
// not loaded, whatever the json tags of its fields say, and that ends on graphs
// with circles. json.Marshal of the entity itself does the same for everything
// below the first level; there a relationship that is not loaded is null,
// unless its field has the tag json:",omitzero".
func JSON[T any](object *T) json.Marshaler { return entityJSON[T]{object} }

type entityJSON[T any] struct{ object *T }

func (e entityJSON[T]) MarshalJSON() ([]byte, error) {
	if e.object == nil {
		return []byte("null"), nil
	}
	return marshalRelated[T](nil, unsafe.Pointer(e.object))
}

// marshalRelated writes an object that a relationship of owner leads to.
func marshalRelated[T any](owner *state.Instance, object unsafe.Pointer) (json.RawMessage, error) {
	value := reflect.NewAt(reflect.TypeFor[T](), object)
	if _, own := value.Interface().(json.Marshaler); own {
		return json.Marshal(value.Interface())
	}
	var path []unsafe.Pointer
	if owner != nil {
		path = append(path, owner.Object)
	}
	w := graphWriter{path: path}
	if err := w.object(value.Elem()); err != nil {
		return nil, err
	}
	return w.b.Bytes(), nil
}

// A graphWriter writes entities as encoding/json would, except that it leaves
// out relationships that are not loaded or lead back to where it came from.
type graphWriter struct {
	b    bytes.Buffer
	path []unsafe.Pointer // the objects being written
}

// related is what the writer needs of Many and One.
type related interface {
	loadedObjects() (objects []reflect.Value, many, loaded bool)
}

func (m *Many[T]) loadedObjects() (objects []reflect.Value, many, loaded bool) {
	for _, o := range m.c.Items() {
		objects = append(objects, reflect.NewAt(reflect.TypeFor[T](), o))
	}
	return objects, true, m.c.Known()
}

func (o *One[T]) loadedObjects() (objects []reflect.Value, many, loaded bool) {
	if v := o.f.Value(); v != nil {
		objects = []reflect.Value{reflect.NewAt(reflect.TypeFor[T](), v)}
	}
	return objects, false, o.f.Known()
}

func (w *graphWriter) object(v reflect.Value) error {
	w.path = append(w.path, v.Addr().UnsafePointer())
	defer func() { w.path = w.path[:len(w.path)-1] }()
	w.b.WriteByte('{')
	first := true
	if err := w.fields(v, &first); err != nil {
		return err
	}
	w.b.WriteByte('}')
	return nil
}

func (w *graphWriter) fields(v reflect.Value, first *bool) error {
	t := v.Type()
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" && options == "" || !f.IsExported() && !f.Anonymous {
			continue
		}
		field := v.Field(i)
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct {
			if err := w.fields(field, first); err != nil {
				return err
			}
			continue
		}
		if !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if r, ok := field.Addr().Interface().(related); ok {
			if err := w.relationship(name, r, first); err != nil {
				return err
			}
			continue
		}
		if has(options, "omitzero") && field.IsZero() || has(options, "omitempty") && empty(field) {
			continue
		}
		text, err := json.Marshal(field.Interface())
		if err != nil {
			return err
		}
		if has(options, "string") {
			if quoted, err := json.Marshal(string(text)); err == nil && text[0] != '"' {
				text = quoted
			}
		}
		w.name(name, first)
		w.b.Write(text)
	}
	return nil
}

func (w *graphWriter) relationship(name string, r related, first *bool) error {
	objects, many, loaded := r.loadedObjects()
	back := func(v reflect.Value) bool { return slices.Contains(w.path, v.UnsafePointer()) }
	if !loaded || !many && len(objects) == 1 && back(objects[0]) {
		return nil
	}
	w.name(name, first)
	if !many && len(objects) == 0 {
		w.b.WriteString("null")
		return nil
	}
	if many {
		w.b.WriteByte('[')
	}
	written := 0
	for _, v := range objects {
		if back(v) {
			continue
		}
		if written++; written > 1 {
			w.b.WriteByte(',')
		}
		if m, own := v.Interface().(json.Marshaler); own {
			text, err := m.MarshalJSON()
			if err != nil {
				return err
			}
			w.b.Write(text)
			continue
		}
		if err := w.object(v.Elem()); err != nil {
			return err
		}
	}
	if many {
		w.b.WriteByte(']')
	}
	return nil
}

func (w *graphWriter) name(name string, first *bool) {
	if !*first {
		w.b.WriteByte(',')
	}
	*first = false
	text, _ := json.Marshal(name)
	w.b.Write(text)
	w.b.WriteByte(':')
}

func has(options, option string) bool {
	return slices.Contains(strings.Split(options, ","), option)
}

func empty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String, reflect.Array:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}
