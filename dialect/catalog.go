package dialect

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// A Catalog has queries for the names of the objects in a schema: one column, a
// row each, as programs write the names. schema "" is the connection's own. A
// query that is nil is not known, and such objects are taken not to exist.
type Catalog struct {
	Indexes, Sequences, Views, Types func(schema string) Statement
}

// An Object is something that a database has, by its name as programs write it.
type Object struct {
	Kind         ObjectKind
	Schema, Name string
}

// ObjectKind is the kind of an Object.
type ObjectKind uint8

// The kinds.
const (
	TableObject ObjectKind = iota
	IndexObject
	SequenceObject
	ViewObject
	TypeObject
)

// ObjectOf gives the object that a statement creates or drops, where it is of
// one of the kinds that can be looked up, by the name that it has in the database.
func (d *Dialect) ObjectOf(s schema.DDL) (o Object, drop, ok bool) {
	switch s := s.(type) {
	case schema.TableDDL:
		return tableObject(s.Table), s.Drop, true
	case schema.IndexDDL:
		return d.indexObject(s.Index), s.Drop, true
	case schema.SequenceDDL:
		return sequenceObject(s.Sequence), s.Drop, true
	case schema.ViewDDL:
		return viewObject(s.View), s.Drop, true
	case schema.TypeDDL:
		return typeObject(s.Type), s.Drop, true
	case schema.ConditionalDDL:
		return d.ObjectOf(s.DDL)
	}
	return Object{}, false, false
}

func tableObject(t *schema.Table) Object       { return Object{TableObject, t.Schema, t.Name} }
func sequenceObject(s *schema.Sequence) Object { return Object{SequenceObject, s.Schema, s.Name} }
func viewObject(v *schema.View) Object         { return Object{ViewObject, v.Schema, v.Name} }

// indexObject has the name that was made to fit, where nobody chose it.
func (d *Dialect) indexObject(x *schema.TableIndex) Object {
	name := x.Name
	if x.NameIsMade() {
		name = d.shortened(name)
	}
	return Object{IndexObject, x.Table.Schema, name}
}

func typeObject(t *types.Type) Object { return Object{TypeObject, t.Schema, t.Name} }

// ObjectsQuery is the query for the names of the objects of a kind in a schema,
// and reports whether there is one.
func (d *Dialect) ObjectsQuery(kind ObjectKind, schemaName string) (query Statement, ok bool) {
	if translated, ok := d.Schemas[schemaName]; ok {
		schemaName = translated
	}
	ask := d.Tables
	switch kind {
	case IndexObject:
		ask = d.Catalog.Indexes
	case SequenceObject:
		ask = d.Catalog.Sequences
	case ViewObject:
		ask = d.Catalog.Views
	case TypeObject:
		ask = d.Catalog.Types
	}
	if ask == nil {
		return Statement{}, false
	}
	return ask(schemaName), true
}
