package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// typeDDL writes the statement for a type that is created by name, where there
// are such types.
func (c *Compiler) typeDDL(s schema.TypeDDL) {
	d := c.dialect
	if d.CreateType == nil {
		return
	}
	write, t := d.CreateType, *s.Type.On(d.Name)
	if schemaName, ok := d.Schemas[t.Schema]; ok {
		t.Schema = schemaName
	}
	if s.Drop {
		write = func(t *types.Type) (string, error) { return d.DropType(t, s.Guarded) }
	}
	text, err := write(&t)
	if err != nil {
		c.Fail(err)
	}
	c.WriteString(text)
}

// types gives the types by name that the tables of the scope use, every one
// once, those that others consist of first.
func (p *planner) types() (list []*types.Type) {
	if p.dialect.CreateType == nil {
		return nil
	}
	tables := p.scope.Tables
	if tables == nil {
		tables = p.scope.MetaData.Tables()
	}
	for _, t := range tables {
		for _, column := range t.Columns {
			list = p.addType(list, column.Type)
		}
	}
	return list
}

// TypeSchemas are the schemas of the types by name that the tables of a scope
// use.
func (d *Dialect) TypeSchemas(s Scope) (names []string) {
	p := planner{dialect: d, scope: s}
	for _, t := range p.types() {
		names = append(names, t.Schema)
	}
	return names
}

func (p *planner) addType(list []*types.Type, t *types.Type) []*types.Type {
	if t == nil {
		return list
	}
	t = t.On(p.dialect.Name)
	if t.Element != nil {
		return p.addType(list, t.Element)
	}
	if !t.IsNamed() || slices.ContainsFunc(list, func(other *types.Type) bool { return typeObject(other) == typeObject(t) }) {
		return list
	}
	if t.Domain != nil {
		list = p.addType(list, t.Domain.Base)
	}
	return append(list, t)
}
