package model

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/inspect"
)

// A model is what the tables of a database become in Go.
type model struct {
	dialect      *dialect.Dialect
	entities     []*entity
	associations []*entity // declared without a struct
	byTable      map[string]*entity
	imports      map[string]bool
	usual        map[string]string // options that most tables have alike
	left         []string          // what there is no struct for
}

const (
	ormPath    = "github.com/azoth-go/azoth/orm"
	sqlPath    = "github.com/azoth-go/azoth/sql"
	schemaPath = "github.com/azoth-go/azoth/schema"
)

// Write gives the source of a file with a struct for each table that has a key, and
// a declaration for each that only connects two others. What tags cannot say is said by
// code, and what that cannot say either stands in comments, as do the views, the
// tables without a key and the sequences, which are left out.
func Write(packageName string, d *dialect.Dialect, tables []*inspect.Table, sequences []inspect.Sequence) ([]byte, error) {
	m := &model{dialect: d, byTable: map[string]*entity{}, imports: map[string]bool{}, usual: map[string]string{}}
	m.findUsual(tables)
	taken := names{}
	for _, t := range tables {
		if t.Kind != inspect.KindTable || !isEntity(t) {
			reason := "no primary key"
			if t.Kind != inspect.KindTable {
				reason = "a " + string(t.Kind)
			}
			m.left = append(m.left, t.FullName()+": "+reason)
			continue
		}
		e := &entity{table: t, taken: names{}}
		if isAssociation(t) {
			e.plural = taken.take(exported(t.Name))
			m.associations = append(m.associations, e)
		} else {
			e.name = taken.take(exported(singular(t.Name)))
			e.plural = taken.take(attributes.Plural(e.name))
			m.byTable[t.FullName()] = e
			m.entities = append(m.entities, e)
		}
		m.addColumns(e)
	}
	for _, s := range sequences {
		if !s.Owned {
			m.left = append(m.left, s.Name+": a sequence")
		}
	}
	m.matchKeys()
	m.relate()
	return m.render(packageName)
}

// matchKeys gives the fields of foreign keys the types of what they refer to.
func (m *model) matchKeys() {
	for _, e := range slices.Concat(m.entities, m.associations) {
		for _, fk := range e.table.ForeignKeys {
			target := m.byTable[fk.TargetName()]
			if target == nil || len(fk.TargetColumns) != len(fk.Columns) {
				continue
			}
			for i, name := range fk.Columns {
				own, other := e.field(name), target.field(fk.TargetColumns[i])
				if own == nil || other == nil || own.goType.name == other.goType.name {
					continue
				}
				options, err := typeOptions(m.dialect, other.goType, own.column)
				if err != nil {
					continue
				}
				own.written = strings.Replace(own.written, own.goType.name, other.goType.name, 1)
				own.goType = other.goType
				own.tag = slices.DeleteFunc(own.tag, func(option string) bool { return strings.HasPrefix(option, "type=") })
				if options != "" {
					own.tag = append(own.tag, options)
				}
			}
		}
	}
}

func (m *model) orm(name string) string {
	m.imports[ormPath] = true
	return "orm." + name
}

func (m *model) render(packageName string) ([]byte, error) {
	var body bytes.Buffer
	for _, e := range m.entities {
		m.renderEntity(&body, e)
	}
	for _, e := range m.associations {
		m.renderAssociation(&body, e)
	}
	m.renderCode(&body)
	if len(m.left) > 0 {
		body.WriteString("\n// Left out:\n")
		for _, text := range m.left {
			renderComment(&body, "", "  - "+text)
		}
	}
	var whole bytes.Buffer
	fmt.Fprintf(&whole, "// Written by azoth gen --from after a database of %s. It is yours to change.\n", m.dialect.Name)
	var usual []string
	for _, name := range slices.Sorted(maps.Keys(m.usual)) {
		if value := m.usual[name]; value != "" {
			usual = append(usual, name+" "+value)
		}
	}
	if len(usual) > 0 {
		fmt.Fprintf(&whole, "// Left to the database, as most tables have it: %s.\n", strings.Join(usual, ", "))
	}
	fmt.Fprintf(&whole, "\npackage %s\n\n", packageName)
	if len(m.imports) > 0 {
		whole.WriteString("import (\n")
		var standard, others []string
		for _, imported := range slices.Sorted(maps.Keys(m.imports)) {
			if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
				others = append(others, imported)
			} else {
				standard = append(standard, imported)
			}
		}
		for _, imported := range standard {
			fmt.Fprintf(&whole, "\t%q\n", imported)
		}
		whole.WriteString("\n")
		for _, imported := range others {
			fmt.Fprintf(&whole, "\t%q\n", imported)
		}
		whole.WriteString(")\n")
	}
	whole.Write(body.Bytes())
	content, err := format.Source(whole.Bytes())
	if err != nil {
		return nil, fmt.Errorf("formatting what was generated: %w\n%s", err, whole.Bytes())
	}
	return content, nil
}

func (m *model) renderEntity(b *bytes.Buffer, e *entity) {
	fmt.Fprintf(b, "\n// %s is a row of table %s.\n", e.name, e.table.FullName())
	renderComments(b, e)
	if e.plural != attributes.Plural(e.name) {
		fmt.Fprintf(b, "//\n//azoth:name %s\n", e.plural)
	}
	fmt.Fprintf(b, "type %s struct {\n\t_ %s %s\n", e.name, m.orm("Table"), tagLiteral(tableTag(e.table)))
	for _, f := range e.fields {
		if f.comment != "" {
			renderComment(b, "\t", f.comment)
		}
		if f.goType.path != "" {
			m.imports[f.goType.path] = true
		}
		fmt.Fprintf(b, "\t%s %s%s\n", f.name, f.written, tagLiteral(f.tag))
	}
	b.WriteString("}\n")
}

// renderAssociation declares a table by its attributes.
func (m *model) renderAssociation(b *bytes.Buffer, e *entity) {
	m.imports[schemaPath], m.imports[sqlPath] = true, true
	fmt.Fprintf(b, "\n// %s connects the rows of two tables.\n", e.plural)
	renderComments(b, e)
	fmt.Fprintf(b, "var %s = schema.Declare[struct {\n\tschema.Declared\n\t_ schema.Name %s\n", e.plural, tagLiteral([]string{e.table.FullName()}))
	for _, f := range e.fields {
		kind := "sql." + f.goType.kind
		if f.goType.of != "" {
			kind += "[" + f.goType.of + "]"
			if f.goType.path != "" {
				m.imports[f.goType.path] = true
			}
		}
		fmt.Fprintf(b, "\t%s %s%s\n", f.name, kind, tagLiteral(f.tag))
	}
	b.WriteString("}]()\n")
}

func tableTag(t *inspect.Table) []string {
	if t.Comment == "" {
		return []string{t.FullName()}
	}
	return []string{t.FullName(), "comment='" + strings.ReplaceAll(t.Comment, "'", "''") + "'"}
}

func renderComments(b *bytes.Buffer, e *entity) {
	if e.table.Comment != "" {
		b.WriteString("//\n")
		renderComment(b, "", e.table.Comment)
	}
	if len(e.unsaid) > 0 {
		b.WriteString("//\n// Of the table, neither tags nor code say:\n")
		for _, text := range e.unsaid {
			renderComment(b, "", "  - "+text)
		}
	}
}

func renderComment(b *bytes.Buffer, indent, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprintf(b, "%s// %s\n", indent, strings.TrimRight(line, "\r\n"))
	}
}

// tagLiteral writes a tag, or nothing where it says nothing.
func tagLiteral(options []string) string {
	text := strings.Join(options, ",")
	if text == "" {
		return ""
	}
	tag := "orm:" + strconv.Quote(text)
	if strconv.CanBackquote(tag) {
		return " `" + tag + "`"
	}
	return " " + strconv.Quote(tag)
}

// PackageName gives the name of a package in a directory.
func PackageName(dir string) string {
	name := strings.ToLower(exported(path.Base(dir)))
	if name == "x" {
		return "model"
	}
	return name
}
