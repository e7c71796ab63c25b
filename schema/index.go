package schema

import (
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql"
)

// A TableIndex is an index of a table.
type TableIndex struct {
	Table *Table
	Name  string
	// Columns are the columns that the index is on, those inside expressions
	// left out.
	Columns []*Column
	// Parts are what it is on, in order: columns and expressions.
	Parts  []IndexPart
	Unique bool
	// Where limits it to some rows; nil is all. Databases that have no partial
	// indexes leave it out.
	Where sql.Predicate
	// Wheres are such conditions for single dialects, by name.
	Wheres    map[string]sql.Predicate
	Condition Condition
	Options   Options

	made bool
}

// An IndexPart is a column or an expression that an index is on.
type IndexPart struct {
	Column     *Column
	Expression sql.Expression // where Column is nil
}

// NameIsMade reports whether the name was made by a naming convention, so that
// it is cut where it is too long.
func (x *TableIndex) NameIsMade() bool { return x.made }

// An IndexDefinition is an index being declared. Its methods give another one.
type IndexDefinition struct {
	name        string
	columns     []string
	expressions []sql.Expression
	index       TableIndex
}

// Index is an index. Without a name the naming convention makes one, which by
// default is ix_<table>_<columns>.
func Index(columns ...string) *IndexDefinition { return &IndexDefinition{columns: columns} }

// UniqueIndex is an index that forbids two rows with the same values.
func UniqueIndex(columns ...string) *IndexDefinition {
	return &IndexDefinition{columns: columns, index: TableIndex{Unique: true}}
}

// IndexOn is an index on expressions: sql.Lower(Users.Name), Users.Name.Desc().
// It needs a name.
func IndexOn(expressions ...sql.Expression) *IndexDefinition {
	return &IndexDefinition{expressions: expressions}
}

// Named gives the index a name.
func (d *IndexDefinition) Named(name string) *IndexDefinition {
	changed := *d
	changed.name = name
	return &changed
}

// Unique forbids two rows with the same values.
func (d *IndexDefinition) Unique() *IndexDefinition {
	changed := *d
	changed.index.Unique = true
	return &changed
}

// Where limits the index to the rows that fulfil a condition, on databases that
// can, or only on the dialects named. Values in it are written into the
// statement.
func (d *IndexDefinition) Where(condition sql.Predicate, dialects ...string) *IndexDefinition {
	changed := *d
	if len(dialects) == 0 {
		changed.index.Where = condition
		return &changed
	}
	changed.index.Wheres = map[string]sql.Predicate{}
	for name, known := range d.index.Wheres {
		changed.index.Wheres[name] = known
	}
	for _, name := range dialects {
		changed.index.Wheres[name] = condition
	}
	return &changed
}

// When leaves the index out of databases that do not meet the condition.
func (d *IndexDefinition) When(condition Condition) *IndexDefinition {
	changed := *d
	changed.index.Condition = condition
	return &changed
}

// With adds options of dialects.
func (d *IndexDefinition) With(options ...DialectOptions) *IndexDefinition {
	changed := *d
	changed.index.Options = slices.Concat(d.index.Options, options)
	return &changed
}

func (d *IndexDefinition) addTo(t *Table) error {
	x := d.index
	x.Table, x.Name = t, d.name
	if len(d.expressions) == 0 {
		columns, err := t.columns("Index", d.columns)
		if err != nil {
			return err
		}
		for _, c := range columns {
			x.Parts = append(x.Parts, IndexPart{Column: c})
		}
		x.Columns = columns
	}
	for _, e := range d.expressions {
		if e == nil {
			return fmt.Errorf("an expression of an index is nil")
		}
		part := IndexPart{Expression: e}
		if c := t.columnOf(e); c != nil {
			part = IndexPart{Column: c}
			x.Columns = append(x.Columns, c)
		}
		x.Parts = append(x.Parts, part)
	}
	if x.Name != "" && t.Index(x.Name) != nil {
		return fmt.Errorf("index %q is declared twice: give one another name with Named", x.Name)
	}
	t.Indexes = append(t.Indexes, &x)
	return nil
}

// applyTo makes an index on the column.
func (d *IndexDefinition) applyTo(c *Column) error {
	own := *d
	own.columns = []string{c.Name}
	return own.addTo(c.Table)
}

// Index finds an index by its name, or gives nil.
func (t *Table) Index(name string) *TableIndex {
	for _, x := range t.Indexes {
		if x.Name == name {
			return x
		}
	}
	return nil
}
