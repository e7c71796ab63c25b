package mapping

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Field is a field of a struct to be mapped.
type Field struct {
	Name   string
	Offset uintptr
	Type   reflect.Type
	Tag    string
	// Target and Many are set for the field of a relationship.
	Target reflect.Type
	Many   bool
}

// maxColumns is how many columns an entity may have: sets of changed columns
// are fixed bit sets.
const maxColumns = 256

// relationshipSpec is what a relationship's tag says, until it is resolved.
type relationshipSpec struct {
	target    reflect.Type
	back      string
	order     []schema.OrderTerm
	secondary string
	foreign   []string
}

var strategies = map[string]Strategy{
	"": Batch, "batch": Batch, "select": Lazy, "immediate": Immediate, "joined": Joined,
	"selectin": SelectIn, "subquery": Subquery, "raise": Raise, "noload": NoLoad, "dynamic": Dynamic,
}

var cascades = map[string]Cascade{
	"save-update": SaveUpdate, "merge": Merge, "delete": Delete, "delete-orphan": DeleteOrphan,
	"expunge": Expunge, "refresh-expire": RefreshExpire,
	"all":  SaveUpdate | Merge | Delete | Expunge | RefreshExpire,
	"none": 0,
}

// Build maps a struct: its table is declared in the registry's metadata. All
// that is wrong with it comes back in one error.
func Build(r *Registry, name string, structType reflect.Type, tableTag string, fields []Field, layout Layout) (*Entity, error) {
	e := &Entity{Name: name, Type: structType, Registry: r, Layout: layout}
	marker, err := schema.ParseTag(tableTag)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if marker.Name == "" {
		return nil, fmt.Errorf("%s: the table has no name: write _ orm.Table `orm:\"%s\"`", name, strings.ToLower(name)+"s")
	}
	var items []schema.Item
	if marker.Comment != "" {
		items = append(items, schema.Comment(marker.Comment))
	}
	var errs []error
	var groups schema.TagGroups
	for _, f := range fields {
		tag, err := schema.ParseTag(f.Tag)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s.%s: %w", name, f.Name, err))
			continue
		}
		if tag.Skip {
			continue
		}
		if f.Target != nil {
			relationship, err := newRelationship(e, f, tag)
			if err != nil {
				errs = append(errs, fmt.Errorf("%s.%s: %w", name, f.Name, err))
				continue
			}
			e.Relationships = append(e.Relationships, relationship)
			continue
		}
		column, item, err := newColumn(e, f, tag)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s.%s: %w", name, f.Name, err))
			continue
		}
		e.Columns = append(e.Columns, column)
		items = append(items, item)
		groups.Add(column.AST.Name, tag)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	if err := e.declare(marker.Name, append(items, groups.Items()...)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return e, nil
}

// declare makes the entity's table and links its columns with it.
func (e *Entity) declare(table string, items []schema.Item) (err error) {
	if len(e.Columns) > maxColumns {
		return fmt.Errorf("%d columns are more than the %d that an entity may have", len(e.Columns), maxColumns)
	}
	keyed := false
	for _, c := range e.Columns {
		keyed = keyed || c.Key
	}
	if !keyed {
		return fmt.Errorf("no primary key: mark the key column's field, such as ID int64 `orm:\",pk\"`")
	}
	if schemaName, name, qualified := strings.Cut(table, "."); qualified {
		table = name
		items = append(items, schema.InSchema(schemaName))
	}
	if e.Table, err = e.Registry.MetaData.Add(table, items...); err != nil {
		return err
	}
	for i, c := range e.Columns {
		c.Index = i
		c.Schema = e.Table.Column(c.AST.Name)
		c.AST = c.Schema.AST()
		c.Defaulted = c.Schema.HasDefault()
		c.ServerMade = c.Schema.ServerMade()
		c.NotNull = !c.Schema.Nullable
		c.Integer, _ = c.Codec.(types.IntCodec)
		e.Exprs = append(e.Exprs, c.AST)
		if c.Key {
			e.Keys = append(e.Keys, c)
		}
		if c.Schema.Identity {
			e.Generated = c
		}
		e.Computes = e.Computes || c.Computed()
		if c.Codec.Shared() {
			e.Shared = append(e.Shared, c)
		}
	}
	return nil
}

func newColumn(e *Entity, f Field, tag schema.Tag) (*Column, schema.Item, error) {
	if err := tag.CheckColumn(); err != nil {
		return nil, nil, err
	}
	stated, err := tag.SQLType(nil)
	if err != nil {
		return nil, nil, err
	}
	codec, err := types.Of(f.Type, stated)
	if err != nil {
		return nil, nil, fmt.Errorf("%w, or leave the field out by the tag `orm:\"-\"`", err)
	}
	sqlType, err := tag.SQLType(codec.Type())
	if err != nil {
		return nil, nil, err
	}
	name := tag.Name
	if name == "" {
		name = schema.ColumnName(f.Name)
	}
	options, err := columnOptions(tag, codec)
	if err != nil {
		return nil, nil, err
	}
	column := &Column{Field: f.Name, Offset: f.Offset, Codec: codec, Key: tag.PK, AST: &ast.Column{Name: name}, Version: tag.Version}
	if tag.Version {
		if e.Version != nil {
			return nil, nil, fmt.Errorf("a second version column: %s is one already", e.Version.Field)
		}
		e.Version = column
	}
	return column, schema.Col(name, sqlType, options...), nil
}

func columnOptions(tag schema.Tag, codec types.Codec) ([]schema.ColumnOption, error) {
	options, err := tag.ColumnOptions()
	if err != nil {
		return nil, err
	}
	if !tag.PK && !tag.NotNull && !tag.Null && !codec.Nullable() {
		options = append(options, schema.NotNull())
	}
	return options, nil
}

func newRelationship(e *Entity, f Field, tag schema.Tag) (*Relationship, error) {
	if err := tag.CheckRelationship(); err != nil {
		return nil, err
	}
	r := &Relationship{
		Index: len(e.Relationships), Owner: e, Field: f.Name, Offset: f.Offset, Many: f.Many,
		Cascade: SaveUpdate | Merge, Strategy: strategies[tag.Lazy],
		PassiveDeletes: tag.PassiveDeletes, PassiveDeletesAll: tag.PassiveDeletesAll, PostUpdate: tag.PostUpdate, ViewOnly: tag.ViewOnly, SingleParent: tag.SingleParent,
		spec: relationshipSpec{target: f.Target, back: tag.Back, order: tag.Order, secondary: tag.Secondary, foreign: tag.Foreign},
	}
	if len(tag.Cascade) > 0 {
		r.Cascade = 0
		for _, word := range tag.Cascade {
			r.Cascade |= cascades[word]
		}
	}
	if r.ViewOnly {
		r.Cascade = 0
	}
	if r.Strategy == Dynamic && !f.Many {
		return nil, fmt.Errorf("lazy=dynamic is for collections (orm.Many): a reference has nothing to query")
	}
	return r, nil
}
