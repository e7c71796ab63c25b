package attributes

import (
	"errors"
	"strings"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// checkVariables finds names of attributes that are taken.
func (p *source) checkVariables(entities []*entity) {
	taken := map[string]*entity{}
	for _, e := range entities {
		if at, declared := p.declared[e.variable]; declared {
			p.fail(e.marker, "%s: its attributes would be called %s, which is declared at line %d: rename one, or write //azoth:name and another name above the struct",
				e.decl.name, e.variable, p.fileSet.Position(at).Line)
		}
		if other := taken[e.variable]; other != nil {
			p.fail(e.marker, "%s: its attributes would be called %s, as those of %s: write //azoth:name and another name above the struct",
				e.decl.name, e.variable, other.decl.name)
		}
		taken[e.variable] = e
	}
}

// checkReferences finds foreign keys to columns that the package's own tables
// do not have, and what else is wrong with the tables. Tables that are not
// there may be declared elsewhere.
func (p *source) checkReferences(entities []*entity) {
	meta, fields := p.declare(entities)
	p.reportReferences(meta.Resolve(), fields)
}

// declare makes the tables of entities, and tells which column is whose field, by
// its full name.
func (p *source) declare(entities []*entity) (*schema.MetaData, map[string]*field) {
	meta := schema.NewMetaData()
	fields := map[string]*field{}
	for _, e := range entities {
		table, items := e.table, []schema.Item{}
		if schemaName, name, qualified := strings.Cut(e.table, "."); qualified {
			table = name
			items = append(items, schema.InSchema(schemaName))
		}
		if e.comment != "" {
			items = append(items, schema.Comment(e.comment))
		}
		keyed := false
		var groups schema.TagGroups
		for i := range e.fields {
			f := &e.fields[i]
			if strings.HasPrefix(f.attribute.kind, "orm.") {
				continue
			}
			keyed = keyed || f.tag.PK
			options, err := f.tag.ColumnOptions()
			var sqlType *types.Type
			if err == nil {
				sqlType, err = f.tag.SQLType(f.inferred())
			}
			if err != nil {
				p.fail(f.pos, "%s.%s: %w", e.decl.name, f.name, err)
				continue
			}
			if sqlType == nil {
				sqlType = types.Unknown
			}
			if !f.nullable() {
				options = append(options, schema.NotNull())
			}
			fields[e.table+"."+f.column()] = f
			items = append(items, schema.Col(f.column(), sqlType, options...))
			groups.Add(f.column(), f.tag)
		}
		if !keyed {
			p.fail(e.marker, "%s: no field is the primary key: tag one, ID int64 `orm:\",pk\"`", e.decl.name)
		}
		if _, err := meta.Add(table, append(items, groups.Items()...)...); err != nil {
			p.fail(e.marker, "%s: %w", e.decl.name, err)
		}
	}
	return meta, fields
}

func (p *source) reportReferences(err error, fields map[string]*field) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return
	}
	for _, err := range joined.Unwrap() {
		var reference *schema.ReferenceError
		if errors.As(err, &reference) && reference.MissingColumn != "" {
			p.fail(fields[reference.Column].pos, "%w", err)
		}
	}
}

// checkRelationships finds targets that are no entities, and tags that name
// fields and columns which the target does not have.
func (p *source) checkRelationships(entities []*entity) {
	byName := map[string]*entity{}
	for _, e := range entities {
		byName[e.decl.name] = e
	}
	for _, e := range entities {
		for i := range e.fields {
			f := &e.fields[i]
			if f.target == "" {
				continue
			}
			target := byName[f.target]
			if target == nil {
				p.fail(f.pos, "%s.%s: %s is not an entity: add the field _ orm.Table to it", e.decl.name, f.name, f.target)
				continue
			}
			p.checkBack(e, f, target)
			p.checkOrder(e, f, target)
		}
	}
}

func (p *source) checkBack(e *entity, f *field, target *entity) {
	if f.tag.Back == "" {
		return
	}
	back := target.ownFields[f.tag.Back]
	switch {
	case back == nil:
		p.fail(f.pos, "%s.%s: back=%s names no field of %s: %s", e.decl.name, f.name, f.tag.Back, target.decl.name, target.leadingTo(e))
	case back.target == "":
		p.fail(f.pos, "%s.%s: back=%s names a field of %s that is not a relationship: %s", e.decl.name, f.name, f.tag.Back, target.decl.name, target.leadingTo(e))
	case back.target != e.decl.name:
		p.fail(f.pos, "%s.%s: back=%s names a relationship of %s that leads to %s, not back to %s: %s",
			e.decl.name, f.name, f.tag.Back, target.decl.name, back.target, e.decl.name, target.leadingTo(e))
	}
}

// leadingTo lists the relationships that lead to an entity, for messages.
func (e *entity) leadingTo(other *entity) string {
	var names []string
	for _, f := range e.fields {
		if f.target == other.decl.name {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		return "add one there, " + other.decl.name + " orm.One[" + other.decl.name + "], or remove the option"
	}
	return "those that lead back are " + strings.Join(names, ", ")
}

func (p *source) checkOrder(e *entity, f *field, target *entity) {
	var columns []string
	known := map[string]bool{}
	for i := range target.fields {
		if c := &target.fields[i]; !strings.HasPrefix(c.attribute.kind, "orm.") {
			columns = append(columns, c.column())
			known[c.column()] = true
		}
	}
	for _, term := range f.tag.Order {
		if !known[term.Column] {
			p.fail(f.pos, "%s.%s: order names column %q, which table %q does not have: its columns are %s",
				e.decl.name, f.name, term.Column, target.table, strings.Join(columns, ", "))
		}
	}
}

// column is the name of a field's column.
func (f *field) column() string {
	if f.tag.Name != "" {
		return f.tag.Name
	}
	return schema.ColumnName(f.name)
}

// integers are the types of columns of Go's integers; those of other names are not
// told apart.
var integers = map[string]*types.Type{
	"int8": types.SmallInteger, "uint8": types.SmallInteger, "byte": types.SmallInteger, "int16": types.SmallInteger,
	"uint16": types.Integer, "int32": types.Integer, "rune": types.Integer,
	"uint32": types.BigInteger, "int": types.BigInteger, "int64": types.BigInteger, "uint": types.BigInteger, "uint64": types.BigInteger,
}

// nullable reports whether the field's column may be NULL.
func (f *field) nullable() bool {
	kind := strings.TrimPrefix(f.attribute.kind, "sql.")
	return f.tag.Null || strings.HasPrefix(kind, "Null") || kind == "Bytes" || kind == "JSON" || kind == "Array"
}

// inferred is the family of types that a field's column has by itself, nil
// where only the Go type tells.
func (f *field) inferred() *types.Type {
	of := ""
	if f.attribute.of != nil {
		of = text(f.attribute.of)
	}
	switch kind := strings.TrimPrefix(strings.TrimPrefix(f.attribute.kind, "sql."), "Null"); {
	case kind == "String":
		return types.Lossless(types.String(0))
	case kind == "Bool":
		return types.Boolean
	case kind == "Bytes":
		return types.Lossless(types.Bytes)
	case kind == "Time":
		return types.Lossless(types.DateTime)
	case kind == "Date":
		return types.DateOnly
	case kind == "JSON":
		return types.Lossless(types.JSON)
	case kind == "TimeOfDay":
		return types.Lossless(types.TimeOnly)
	case kind == "Duration":
		return types.BigInteger
	case kind == "Value" && strings.HasSuffix(of, ".UUID"):
		return types.UUID
	case kind == "Number" && strings.HasPrefix(of, "float"):
		return types.Lossless(types.Float)
	case kind == "Number" && strings.HasSuffix(of, ".Decimal"):
		return types.Lossless(types.Numeric(0, 0))
	case kind == "Number":
		if t := integers[of]; t != nil {
			return t
		}
		return types.BigInteger
	}
	return nil
}
