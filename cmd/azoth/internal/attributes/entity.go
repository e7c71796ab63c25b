package attributes

import (
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/schema"
)

// An entity is a struct to write attributes for.
type entity struct {
	decl      *structDecl
	variable  string
	table     string
	comment   string // of the table
	marker    token.Pos
	fields    []field
	ownFields map[string]*field
}

// A field is a mapped field: a column, or a relationship.
type field struct {
	name   string
	pos    token.Pos
	tag    schema.Tag
	syntax ast.Expr
	file   *ast.File
	// attribute is the type of its attribute, as syntax without packages'
	// names resolved.
	attribute attribute
	// target is the struct that a relationship leads to, where it is of the
	// same package.
	target string
	many   bool
}

// entities reads the structs that have an orm.Table field, and checks them.
func (p *source) entities() []*entity {
	var all, written []*entity
	for _, decl := range p.ordered {
		marker, tag := p.marker(decl)
		if marker == nil {
			continue
		}
		e := p.entity(decl, marker, tag)
		if e == nil || p.handwritten[decl.name] {
			continue // the tags were read; the rest is orm.Map's to check
		}
		all = append(all, e)
		if !decl.beside {
			written = append(written, e)
		}
	}
	p.checkVariables(written)
	if len(p.errs) == 0 {
		p.checkReferences(all)
		p.checkRelationships(all)
	}
	return written
}

// marker finds the field that makes a struct an entity.
func (p *source) marker(decl *structDecl) (*ast.Field, string) {
	for _, f := range decl.syntax.Fields.List {
		if importedFrom, name := qualified(decl.file, f.Type); importedFrom == ormPath && name == "Table" {
			return f, p.tag(f)
		}
	}
	return nil, ""
}

// tag gives the text of a field's orm tag.
func (p *source) tag(f *ast.Field) string {
	if f.Tag == nil {
		return ""
	}
	text, err := strconv.Unquote(f.Tag.Value)
	if err != nil {
		p.fail(f.Pos(), "the tag is not a string")
		return ""
	}
	value, found := reflect.StructTag(text).Lookup("orm")
	if !found && (strings.HasPrefix(text, "orm") || strings.Contains(text, " orm:")) {
		p.fail(f.Pos(), "tag %s is malformed: write `orm:\"…\"`", f.Tag.Value)
	}
	return value
}

func (p *source) entity(decl *structDecl, marker *ast.Field, tag string) *entity {
	e := &entity{decl: decl, variable: Plural(decl.name), marker: marker.Pos(), ownFields: map[string]*field{}}
	parsed, err := schema.ParseTag(tag)
	switch {
	case decl.generic:
		p.fail(marker.Pos(), "%s: an entity has no type parameters: declare a struct for each table", decl.name)
		return nil
	case err != nil:
		p.fail(marker.Pos(), "%s: %w", decl.name, err)
		return nil
	case parsed.Name == "":
		p.fail(marker.Pos(), "%s: the table has no name: write _ orm.Table `orm:\"%s\"`", decl.name, schema.ColumnName(e.variable))
		return nil
	}
	e.table, e.comment = parsed.Name, parsed.Comment
	for _, group := range decl.directives {
		if group == nil {
			continue
		}
		for _, comment := range group.List {
			if name, found := strings.CutPrefix(comment.Text, "//azoth:name "); found {
				e.variable = strings.TrimSpace(name)
			}
		}
	}
	if !token.IsIdentifier(e.variable) {
		p.fail(decl.syntax.Pos(), "%s: %q is not a name: write //azoth:name and one identifier", decl.name, e.variable)
		return nil
	}
	p.readFields(e, decl, map[*structDecl]bool{decl: true})
	for i := range e.fields {
		e.ownFields[e.fields[i].name] = &e.fields[i]
	}
	return e
}

// readFields takes in the fields of a struct, and those of the structs that it
// embeds.
func (p *source) readFields(e *entity, decl *structDecl, seen map[*structDecl]bool) {
	for _, f := range decl.syntax.Fields.List {
		if importedFrom, name := qualified(decl.file, f.Type); importedFrom == ormPath && name == "Table" {
			continue
		}
		if len(f.Names) == 0 {
			p.readEmbedded(e, decl, f, seen)
			continue
		}
		for _, name := range f.Names {
			if name.IsExported() {
				p.readField(e, decl, f, name.Name)
			} else if name.Name != "_" && p.tag(f) != "" && p.tag(f) != "-" {
				p.fail(name.Pos(), "%s.%s: the field has a tag but is not exported: begin its name with a capital, or remove the tag", decl.name, name.Name)
			}
		}
	}
}

func (p *source) readField(e *entity, decl *structDecl, f *ast.Field, name string) {
	tag, err := schema.ParseTag(p.tag(f))
	if err != nil {
		p.fail(f.Pos(), "%s.%s: %w", decl.name, name, err)
		return
	}
	if tag.Skip {
		return
	}
	if name == "Entity" {
		p.fail(f.Pos(), "%s.%s: the attributes embed orm.Entity, so that no field can have that name: rename it, keeping its column: `orm:\"entity\"`", decl.name, name)
		return
	}
	result := field{name: name, pos: f.Pos(), tag: tag, syntax: f.Type, file: decl.file}
	if target, kind := relationship(decl.file, f.Type); kind != "" {
		if err := tag.CheckRelationship(); err != nil {
			p.fail(f.Pos(), "%s.%s: %w", decl.name, name, err)
			return
		}
		result.many = kind == "Many"
		result.attribute = attribute{kind: "orm.To" + kind, owner: e.decl.name, of: target}
		if local, isLocal := target.(*ast.Ident); isLocal {
			result.target = local.Name
		}
	} else {
		if err = tag.CheckColumn(); err == nil {
			result.attribute, err = p.attributeOf(decl.file, f.Type, tag)
		}
		if err != nil {
			p.fail(f.Pos(), "%s.%s: %w", decl.name, name, err)
			return
		}
	}
	e.fields = append(e.fields, result)
}

// relationship gives the target and the kind, Many or One, of a relationship's
// type; kind is "" for any other.
func relationship(file *ast.File, x ast.Expr) (target ast.Expr, kind string) {
	index, ok := x.(*ast.IndexExpr)
	if !ok {
		return nil, ""
	}
	importedFrom, name := qualified(file, index.X)
	if importedFrom != ormPath || name != "Many" && name != "One" {
		return nil, ""
	}
	return index.Index, name
}
