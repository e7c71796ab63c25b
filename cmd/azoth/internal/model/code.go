package model

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// What tags do not say of a table is said by items of package schema, which are added
// to it when the program starts.

func (m *model) schema(name string) string {
	m.imports[schemaPath] = true
	return "schema." + name
}

func (m *model) sql(name string) string {
	m.imports[sqlPath] = true
	return "sql." + name
}

// item adds an item to what code says of a table.
func (e *entity) item(format string, args ...any) {
	e.code = append(e.code, fmt.Sprintf(format, args...))
}

func quotedList(list []string) string {
	quoted := make([]string, len(list))
	for i, text := range list {
		quoted[i] = strconv.Quote(text)
	}
	return strings.Join(quoted, ", ")
}

// method is a call behind another, or nothing where its argument is "".
func method(name, argument string) string {
	if argument == "" {
		return ""
	}
	return "." + name + "(" + strconv.Quote(argument) + ")"
}

// options is a call of a method that takes options of dialects, or nothing.
func (m *model) options(name string, options []schema.DialectOptions) string {
	if len(options) == 0 {
		return ""
	}
	return name + "(" + m.optionList(options) + ")"
}

func (m *model) optionList(options []schema.DialectOptions) string {
	texts := make([]string, len(options))
	for i, o := range options {
		texts[i] = m.literal(reflect.ValueOf(o))
	}
	return strings.Join(texts, ", ")
}

// details is what calls behind a constraint say: its name, when it is checked, its
// comment, and what only the database says.
func (m *model) details(name string, deferrable, deferred bool, d *inspect.ConstraintDetails) string {
	text := method("Named", name)
	if deferrable {
		text += fmt.Sprintf(".Deferrable(%t)", deferred)
	}
	return text + method("Comment", d.Comment) + m.options(".With", m.constraintOptions(d))
}

func (m *model) constraintOptions(d *inspect.ConstraintDetails) []schema.DialectOptions {
	if read := m.dialect.Reflection.Constraint; read != nil {
		return read(d)
	}
	return nil
}

func (m *model) codeOfUnique(e *entity, u *inspect.Unique) {
	e.item("%s(%s)%s", m.schema("Unique"), quotedList(u.Columns), m.details(u.Chosen(), u.Deferrable, u.InitiallyDeferred, &u.ConstraintDetails))
}

func (m *model) codeOfCheck(e *entity, k *inspect.Check) {
	e.item("%s(%s)%s", m.schema("Check"), strconv.Quote(k.Condition), m.details(k.Chosen(), false, false, &k.ConstraintDetails))
}

func (m *model) codeOfForeignKey(e *entity, fk *inspect.ForeignKey) {
	columns := func(names []string) string { return "[]string{" + quotedList(names) + "}" }
	arguments := []string{columns(fk.Columns), strconv.Quote(fk.TargetName()), columns(fk.TargetColumns)}
	say := func(name, value string) {
		if value != "" {
			arguments = append(arguments, m.schema(name)+"("+strconv.Quote(value)+")")
		}
	}
	say("Named", fk.Chosen())
	say("OnDelete", fk.OnDelete)
	say("OnUpdate", fk.OnUpdate)
	say("Match", fk.Match)
	if fk.Deferrable {
		arguments = append(arguments, fmt.Sprintf("%s(%t)", m.schema("Deferrable"), fk.InitiallyDeferred))
	}
	say("Comment", fk.Comment)
	if own := m.constraintOptions(&fk.ConstraintDetails); len(own) > 0 {
		arguments = append(arguments, m.schema("With")+"("+m.optionList(own)+")")
	}
	e.item("%s(%s)", m.schema("ForeignKey"), strings.Join(arguments, ", "))
}

func (m *model) codeOfExclude(e *entity, x *inspect.Exclude) {
	elements := make([]string, len(x.Elements))
	for i, part := range x.Elements {
		class := ""
		if part.Class != "" {
			class = ", Class: " + strconv.Quote(part.Class)
		}
		elements[i] = fmt.Sprintf("%s{Expression: %s, Operator: %q%s}", m.schema("ExcludeElement"), m.expression(part.Column, part.Expression), part.Operator, class)
	}
	text := fmt.Sprintf("%s(%s)%s%s", m.schema("Exclude"), strings.Join(elements, ", "), method("Using", x.Method), method("Named", x.Chosen()))
	if x.Where != "" {
		text += fmt.Sprintf(".Where(%s[%s](%s))", m.sql("TextOf"), m.sql("Bool"), verbatim(x.Where))
	}
	if x.Deferrable {
		text += fmt.Sprintf(".Deferrable(%t)", x.InitiallyDeferred)
	}
	e.item("%s%s", text, method("Comment", x.Comment))
}

// expression is a column or an SQL text.
func (m *model) expression(column, text string) string {
	if column != "" {
		return fmt.Sprintf("%s[%s](%q)", m.sql("Column"), m.sql("String"), column)
	}
	return fmt.Sprintf("%s[%s](%s)", m.sql("TextOf"), m.sql("String"), verbatim(text))
}

// verbatim is a text in which nothing is taken for a parameter.
func verbatim(text string) string { return strconv.Quote(sql.Verbatim(text)) }

// codeOfIndex says what an index is, or why that cannot be said.
func (m *model) codeOfIndex(e *entity, found *inspect.Index) {
	x := *found
	x.Parts = slices.Clone(found.Parts)
	var options []schema.DialectOptions
	if read := m.dialect.Reflection.Index; read != nil {
		var unsaid string
		if options, unsaid = read(&x); unsaid != "" {
			e.unsaid = append(e.unsaid, fmt.Sprintf("index %s: %s", x.Name, unsaid))
			return
		}
	}
	plain := !slices.ContainsFunc(x.Parts, func(p inspect.IndexPart) bool { return p.Column == "" || p.Descending || p.Nulls != "" })
	text := m.schema("Index") + "(" + quotedList(x.Columns()) + ")"
	if !plain {
		parts := make([]string, len(x.Parts))
		for i, p := range x.Parts {
			if parts[i] = m.expression(p.Column, p.Expression); p.Descending {
				parts[i] += ".Desc()"
			} else if p.Nulls != "" {
				parts[i] += ".Asc()"
			}
			switch p.Nulls {
			case "first":
				parts[i] += ".NullsFirst()"
			case "last":
				parts[i] += ".NullsLast()"
			}
		}
		text = m.schema("IndexOn") + "(" + strings.Join(parts, ", ") + ")"
	}
	text += method("Named", x.Name)
	if x.Unique {
		text += ".Unique()"
	}
	if x.Where != "" {
		text += fmt.Sprintf(".Where(%s[%s](%s))", m.sql("TextOf"), m.sql("Bool"), verbatim(x.Where))
	}
	e.item("%s%s", text, m.options(".With", options))
}

// codeOfTable says what only the database says of the table.
func (m *model) codeOfTable(e *entity) {
	if e.name == "" && e.table.Comment != "" { // whose tag has no place for it
		e.item("%s(%q)", m.schema("Comment"), e.table.Comment)
	}
	read := m.dialect.Reflection.Table
	if read == nil {
		return
	}
	items, unsaid := read(e.table)
	e.unsaid = append(e.unsaid, unsaid...)
	scratch, err := schema.NewMetaData().Add(e.table.Name, items...)
	if err != nil {
		e.unsaid = append(e.unsaid, err.Error())
		return
	}
	for _, words := range scratch.Prefixes {
		e.item("%s(%q)", m.schema("Prefix"), words)
	}
	if scratch.Temporary {
		e.item("%s()", m.schema("Temporary"))
	}
	for _, o := range scratch.Options {
		if own := m.unusual(reflect.ValueOf(o)); !own.IsZero() {
			e.item("%s(%s)", m.schema("With"), m.literal(own))
		}
	}
}

// unusual is an option without what most tables have.
func (m *model) unusual(o reflect.Value) reflect.Value {
	own := reflect.New(o.Type()).Elem()
	own.Set(o)
	for name, value := range m.usual {
		if f := own.FieldByName(name); f.IsValid() && f.Kind() == reflect.String && f.String() == value {
			f.SetZero()
		}
	}
	return own
}

// findUsual finds the options that most tables have alike, which the database gives
// them by itself.
func (m *model) findUsual(tables []*inspect.Table) {
	read := m.dialect.Reflection.Table
	if read == nil {
		return
	}
	counts := map[string]map[string]int{}
	for _, t := range tables {
		items, _ := read(t)
		scratch, err := schema.NewMetaData().Add(t.Name, items...)
		if t.Kind != inspect.KindTable || err != nil || len(scratch.Options) == 0 {
			continue
		}
		for _, name := range m.dialect.Reflection.Usual {
			if counts[name] == nil {
				counts[name] = map[string]int{}
			}
			if f := reflect.ValueOf(scratch.Options[0]).FieldByName(name); f.Kind() == reflect.String {
				counts[name][f.String()]++
			}
		}
	}
	for name, of := range counts {
		for _, value := range slices.Sorted(maps.Keys(of)) {
			if of[value] > of[m.usual[name]] {
				m.usual[name] = value
			}
		}
	}
}

// literal writes a value as Go source, without its zero fields.
func (m *model) literal(v reflect.Value) string {
	t := v.Type()
	name := func() string {
		if t.PkgPath() == "" {
			return t.String()
		}
		m.imports[t.PkgPath()] = true
		return path.Base(t.PkgPath()) + "." + t.Name()
	}
	switch v.Kind() {
	case reflect.Interface:
		return m.literal(v.Elem())
	case reflect.Struct:
		var fields []string
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				fields = append(fields, t.Field(i).Name+": "+m.literal(v.Field(i)))
			}
		}
		return name() + "{" + strings.Join(fields, ", ") + "}"
	case reflect.Slice:
		elements := make([]string, v.Len())
		for i := range elements {
			elements[i] = m.literal(v.Index(i))
		}
		of := t.String()
		if element := t.Elem(); element.PkgPath() != "" {
			m.imports[element.PkgPath()] = true
			of = "[]" + path.Base(element.PkgPath()) + "." + element.Name()
		}
		return of + "{" + strings.Join(elements, ", ") + "}"
	case reflect.Map:
		var elements []string
		for _, key := range v.MapKeys() {
			elements = append(elements, m.literal(key)+": "+m.literal(v.MapIndex(key)))
		}
		slices.Sort(elements)
		return t.String() + "{" + strings.Join(elements, ", ") + "}"
	case reflect.Uint8, reflect.Uint, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10)
	}
	return fmt.Sprintf("%#v", v.Interface())
}

// renderCode writes what is added to the tables when the program starts.
func (m *model) renderCode(b *bytes.Buffer) {
	var calls bytes.Buffer
	for _, e := range slices.Concat(m.entities, m.associations) {
		if len(e.code) == 0 {
			continue
		}
		fmt.Fprintf(&calls, "\t\t%s.Table().Add(\n", e.plural)
		for _, item := range e.code {
			fmt.Fprintf(&calls, "\t\t\t%s,\n", item)
		}
		calls.WriteString("\t\t),\n")
	}
	if calls.Len() == 0 {
		return
	}
	m.imports["errors"] = true
	fmt.Fprintf(b, "\n// What tags do not say.\nfunc init() {\n\tif err := errors.Join(\n%s\t); err != nil {\n\t\tpanic(err)\n\t}\n}\n", calls.Bytes())
}
