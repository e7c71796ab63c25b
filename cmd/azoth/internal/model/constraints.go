package model

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
)

// addConstraints says in the tags of columns which constraints and indexes they are
// part of. A tag has one option of a kind, and the columns of a constraint are
// those that have the same, in their order; what does not fit is left unsaid.
func (e *entity) addConstraints() {
	for _, u := range e.table.Uniques {
		option := "unique=" + u.Name
		if len(u.Columns) == 1 && u.Chosen() == "" {
			option = "unique"
		}
		e.say(u.Columns, option, fmt.Sprintf("UNIQUE (%s)", strings.Join(u.Columns, ", ")))
	}
	for _, x := range e.table.Indexes {
		if x.Constraint {
			continue
		}
		option := "index=" + x.Name
		switch columns := x.Columns(); {
		case x.Unique:
			option = "unique=" + x.Name
		case len(columns) == 1 && x.Name == "ix_"+e.table.Name+"_"+columns[0]:
			option = "index"
		}
		e.say(plainColumns(x), option, "index "+x.Name)
	}
	for _, fk := range e.table.ForeignKeys {
		e.refer(fk)
	}
}

// plainColumns are the columns of an index that is nothing but columns, else none.
func plainColumns(x *inspect.Index) (columns []string) {
	for _, part := range x.Parts {
		if part != (inspect.IndexPart{Column: part.Column}) || x.Where != "" || x.Method != "" || len(x.Include) > 0 {
			return nil
		}
		columns = append(columns, part.Column)
	}
	return columns
}

// say gives the fields of columns an option, or notes what cannot be said.
func (e *entity) say(columns []string, option, text string) {
	last := -1
	for _, name := range columns {
		at := slices.IndexFunc(e.fields, func(f *field) bool { return f.column.Name == name })
		if at <= last || e.fields[at].has(option) || strings.ContainsAny(option, ",()'") {
			columns = nil
			break
		}
		last = at
	}
	if len(columns) == 0 {
		e.unsaid = append(e.unsaid, text)
	}
	for _, name := range columns {
		f := e.field(name)
		f.tag = append(f.tag, option)
	}
}

// has reports whether the tag has an option of a kind already.
func (f *field) has(option string) bool {
	kind, _, _ := strings.Cut(option, "=")
	return slices.ContainsFunc(f.tag[1:], func(other string) bool {
		name, _, _ := strings.Cut(other, "=")
		return name == kind
	})
}

// addCheck says a check in the tag of the first column in it that has none yet.
func (e *entity) addCheck(k *inspect.Check) {
	words := strings.FieldsFunc(k.Condition, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, f := range e.fields {
		if f.column == nil || f.has("check") || !slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, f.column.Name) }) {
			continue
		}
		tag := append(slices.Clone(f.tag), "check="+quotedSQL(k.Condition))
		if name := k.Chosen(); name != "" {
			tag = append(tag, "checkname="+name)
		}
		if _, err := schema.ParseTag(strings.Join(tag, ",")); err == nil {
			f.tag = tag
			return
		}
	}
	e.unsaid = append(e.unsaid, fmt.Sprintf("CHECK (%s)", strings.Join(strings.Fields(k.Condition), " ")))
}

// refer says what the columns of a foreign key refer to.
func (e *entity) refer(fk *inspect.ForeignKey) {
	if len(fk.TargetColumns) != len(fk.Columns) || !e.hasFields(fk.Columns) ||
		slices.ContainsFunc(fk.Columns, func(name string) bool { return e.field(name).has("references") }) {
		e.unsaid = append(e.unsaid, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s", strings.Join(fk.Columns, ", "), fk.TargetName()))
		return
	}
	for i, name := range fk.Columns {
		f := e.field(name)
		f.tag = append(f.tag, "references="+fk.TargetName()+"."+fk.TargetColumns[i])
		if len(fk.Columns) > 1 {
			f.tag = append(f.tag, "foreign="+strings.Join(fk.Columns, "_"))
		}
		if fk.OnDelete != "" {
			f.tag = append(f.tag, "ondelete="+strings.ToLower(fk.OnDelete))
		}
		if fk.OnUpdate != "" {
			f.tag = append(f.tag, "onupdate="+strings.ToLower(fk.OnUpdate))
		}
	}
}
