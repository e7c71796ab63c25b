package types

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// GoString is the Go source that makes the type, as one would write it:
// types.String(50), types.Lossless(types.Text), types.Array(types.Integer),
// types.Enum("mood", "sad", "glad"). The source of a decorated type is the name that
// it was registered by, types.Registered("money"); of another one it says by an
// ellipsis that there are functions to fill in.
func (t *Type) GoString() string {
	if t == nil {
		return "nil"
	}
	if t.conversion != nil {
		if name := registeredName(t); name != "" {
			return "types.Registered(" + strconv.Quote(name) + ")"
		}
	}
	s := source{rest: *t}
	s.begin()
	s.methods()
	if t.conversion != nil {
		s.text = "types.Decorate(" + s.text + ", …)"
	}
	for _, v := range t.variants {
		s.call("Variant", v.of.GoString(), strconv.Quote(v.dialect))
	}
	return s.text
}

// A source is Go source for a type, and what of the type it does not say yet.
type source struct {
	text string
	rest Type
}

// plainNames are the types that are variables of this package.
var plainNames = sync.OnceValue(func() map[Kind][]named {
	names := map[Kind][]named{}
	for name, t := range map[string]*Type{
		"Unknown": Unknown, "Boolean": Boolean, "SmallInteger": SmallInteger, "Integer": Integer, "BigInteger": BigInteger,
		"Float": Float, "Double": Double, "Text": Text, "UnicodeText": UnicodeText, "Bytes": Bytes, "DateOnly": DateOnly,
		"TimeOnly": TimeOnly, "TimeOnlyTZ": TimeOnlyTZ, "DateTime": DateTime, "DateTimeTZ": DateTimeTZ,
		"Interval": Interval, "JSON": JSON, "UUID": UUID,
	} {
		names[t.Kind] = append(names[t.Kind], named{"types." + name, t})
	}
	return names
})

type named struct {
	name string
	of   *Type
}

// begin writes what the type begins with: a variable or a function of this package,
// or where neither makes it, its fields.
func (s *source) begin() {
	t := &s.rest
	switch {
	case t.Domain != nil:
		d := t.Domain
		s.text = "types.DomainOf(" + strconv.Quote(t.Name) + ", " + domainSource(d) + ")"
		base := *d.Base
		base.Name, base.Domain = t.Name, d
		s.said(base)
	case t.Kind == KindEnum:
		s.text = "types.Enum(" + quotedList(append([]string{t.Name}, t.Labels...)) + ")"
		t.Labels, t.Name, t.Kind = nil, "", KindUnknown
	case t.Name != "" && s.is("types.Named("+strconv.Quote(t.Name)+")", Named(t.Name)):
	case t.Kind == KindArray && t.Name == "":
		s.text = "types.Array(" + t.Element.GoString() + ")"
		t.Element, t.Kind = nil, KindUnknown
	default:
		s.generic()
	}
	if t.Lossless && s.text != "" {
		s.text, t.Lossless = "types.Lossless("+s.text+")", false
	}
	if s.text == "" {
		s.fields()
	}
}

// generic begins with a generic type.
func (s *source) generic() {
	t := &s.rest
	length := "(" + strconv.Itoa(t.Length) + ")"
	switch {
	case t.Name != "":
	case t.Kind == KindString:
		_ = s.is("types.String"+length, String(t.Length)) || s.is("types.Unicode"+length, Unicode(t.Length)) ||
			s.is("types.Char"+length, Char(t.Length))
	case t.Kind == KindNumeric:
		s.is("types.Numeric("+strconv.Itoa(t.Precision)+", "+strconv.Itoa(t.Scale)+")", Numeric(t.Precision, t.Scale))
	case t.Kind == KindBytes && t.Length > 0:
		s.is("types.Binary"+length, Binary(t.Length))
	default:
		for _, plain := range plainNames()[t.Kind] {
			if s.is(plain.name, plain.of) {
				return
			}
		}
	}
}

// is begins with a text where the type has what that text makes; what methods say
// of it besides may differ.
func (s *source) is(text string, made *Type) bool {
	t := &s.rest
	precise := made.Precision != t.Precision
	if precise && (made.Precision != 0 || t.Kind == KindNumeric) {
		return false
	}
	if made.Kind != t.Kind || made.Length != t.Length || made.Scale != t.Scale || made.Timezone != t.Timezone ||
		made.Fixed != t.Fixed || made.National != t.National || made.Name != t.Name {
		return false
	}
	s.text = text
	s.said(*made)
	return true
}

// said takes off the type what a text says of it.
func (s *source) said(made Type) {
	rest := Type{
		Lossless: s.rest.Lossless, Collation: s.rest.Collation, Check: s.rest.Check, Schema: s.rest.Schema,
		BindSQL: s.rest.BindSQL, ColumnSQL: s.rest.ColumnSQL,
	}
	if made.Precision != s.rest.Precision {
		rest.Precision = s.rest.Precision
	}
	s.rest = rest
}

// methods adds the calls for what is left to say.
func (s *source) methods() {
	t := &s.rest
	if t.Precision > 0 {
		s.call("WithPrecision", strconv.Itoa(t.Precision))
	}
	if t.Collation != "" {
		s.call("WithCollation", strconv.Quote(t.Collation))
	}
	if t.Check != "" {
		s.call("WithCheck", strconv.Quote(t.Check))
	}
	if t.Schema != "" {
		s.call("InSchema", strconv.Quote(t.Schema))
	}
	if t.BindSQL != "" || t.ColumnSQL != "" {
		s.call("Through", strconv.Quote(t.BindSQL), strconv.Quote(t.ColumnSQL))
	}
}

func (s *source) call(method string, arguments ...string) {
	s.text += "." + method + "(" + strings.Join(arguments, ", ") + ")"
}

// fields writes the type as a literal.
func (s *source) fields() {
	var list []string
	v := reflect.ValueOf(s.rest)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if !field.IsExported() || v.Field(i).IsZero() {
			continue
		}
		value := ""
		switch field.Type.Kind() {
		case reflect.Uint8:
			value = "types.Kind" + kindWords[s.rest.Kind]
		case reflect.Int:
			value = strconv.FormatInt(v.Field(i).Int(), 10)
		case reflect.Bool:
			value = "true"
		case reflect.String:
			value = strconv.Quote(v.Field(i).String())
		case reflect.Slice:
			value = "[]string{" + quotedList(s.rest.Labels) + "}"
		case reflect.Pointer:
			value = s.rest.Element.GoString()
		}
		list = append(list, field.Name+": "+value)
	}
	s.text, s.rest = "(&types.Type{"+strings.Join(list, ", ")+"})", Type{}
}

var kindWords = [kindCount]string{
	"Unknown", "Boolean", "SmallInteger", "Integer", "BigInteger", "Float", "Numeric", "String", "Text", "Bytes", "Date",
	"Time", "DateTime", "Interval", "JSON", "UUID", "Named", "Double", "Array", "Enum",
}

func domainSource(d *Domain) string {
	fields := []string{"Base: " + d.Base.GoString()}
	if d.Check != "" {
		fields = append(fields, "Check: "+strconv.Quote(d.Check))
	}
	if d.Default != "" {
		fields = append(fields, "Default: "+strconv.Quote(d.Default))
	}
	if d.NotNull {
		fields = append(fields, "NotNull: true")
	}
	return "types.Domain{" + strings.Join(fields, ", ") + "}"
}

func quotedList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = strconv.Quote(text)
	}
	return strings.Join(quoted, ", ")
}

// registeredName is the name that a type was registered by, or "".
func registeredName(t *Type) (name string) {
	registeredNames.Range(func(key, value any) bool {
		if value == any(t) {
			name = key.(string)
		}
		return name == ""
	})
	return name
}
