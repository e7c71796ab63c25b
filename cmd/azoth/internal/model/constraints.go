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
// those that have the same, in their order; what does not fit is said by code.
func (m *model) addConstraints(e *entity) {
	for _, u := range e.table.Uniques {
		if !e.known(u.Columns, "UNIQUE") {
			continue
		}
		option := "unique=" + u.Name
		if len(u.Columns) == 1 && u.Chosen() == "" {
			option = "unique"
		}
		if u.Deferrable || m.beyond(&u.ConstraintDetails) || !e.say(u.Columns, option) {
			m.codeOfUnique(e, u)
		}
	}
	for _, x := range e.table.Indexes {
		if x.Constraint || !e.known(slices.DeleteFunc(slices.Concat(x.Columns(), x.Include), func(name string) bool { return name == "" }), "index "+x.Name) {
			continue
		}
		option := "index=" + x.Name
		switch columns := x.Columns(); {
		case x.Unique:
			option = "uniqueindex=" + x.Name
		case len(columns) == 1 && x.Name == "ix_"+e.table.Name+"_"+columns[0]:
			option = "index"
		}
		if !e.say(plainColumns(x), option) {
			m.codeOfIndex(e, x)
		}
	}
	for _, fk := range e.table.ForeignKeys {
		if e.known(fk.Columns, "FOREIGN KEY") && !m.refer(e, fk) {
			m.codeOfForeignKey(e, fk)
		}
	}
	for _, k := range e.table.Checks {
		if m.beyond(&k.ConstraintDetails) || !e.addCheck(k) {
			m.codeOfCheck(e, k)
		}
	}
	for _, x := range e.table.Excludes {
		m.codeOfExclude(e, x)
	}
}

// beyond reports whether a constraint says what tags do not.
func (m *model) beyond(d *inspect.ConstraintDetails) bool {
	return d.Comment != "" || len(m.constraintOptions(d)) > 0
}

// known reports whether all of the columns have fields, and notes where not.
func (e *entity) known(columns []string, what string) bool {
	if e.hasFields(columns) {
		return true
	}
	e.unsaid = append(e.unsaid, fmt.Sprintf("%s (%s)", what, strings.Join(columns, ", ")))
	return false
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

// say gives the fields of columns an option, and reports whether that can be said.
func (e *entity) say(columns []string, option string) bool {
	last := -1
	for _, name := range columns {
		at := slices.IndexFunc(e.fields, func(f *field) bool { return f.column.Name == name })
		if at <= last || e.fields[at].has(option) || strings.ContainsAny(option, ",()'") {
			columns = nil
			break
		}
		last = at
	}
	for _, name := range columns {
		f := e.field(name)
		f.tag = append(f.tag, option)
	}
	return len(columns) > 0
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
func (e *entity) addCheck(k *inspect.Check) bool {
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
			return true
		}
	}
	return false
}

// refer says what the columns of a foreign key refer to, and reports whether tags can.
func (m *model) refer(e *entity, fk *inspect.ForeignKey) bool {
	if len(fk.TargetColumns) != len(fk.Columns) || m.beyond(&fk.ConstraintDetails) ||
		slices.ContainsFunc(fk.Columns, func(name string) bool { return e.field(name).has("references") }) ||
		slices.ContainsFunc(append(slices.Clone(fk.TargetColumns), fk.TargetName(), fk.Chosen()), func(name string) bool { return strings.ContainsAny(name, ",()'\n") }) ||
		!slices.IsSortedFunc(fk.Columns, func(a, b string) int { return e.position(a) - e.position(b) }) {
		return false
	}
	name := fk.Chosen()
	if name == e.table.Name+"_"+strings.Join(fk.Columns, "_")+"_fkey" { // which PostgreSQL chooses
		name = ""
	}
	for i, column := range fk.Columns {
		f := e.field(column)
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
		if fk.Match != "" {
			f.tag = append(f.tag, "match="+strings.ToLower(fk.Match))
		}
		switch {
		case fk.InitiallyDeferred:
			f.tag = append(f.tag, "deferrable=deferred")
		case fk.Deferrable:
			f.tag = append(f.tag, "deferrable")
		}
		if name != "" && i == 0 {
			f.tag = append(f.tag, "fkname="+name)
		}
	}
	return true
}
