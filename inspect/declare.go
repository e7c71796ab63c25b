package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// An UnreflectableError says that a table of the database cannot be declared.
type UnreflectableError struct {
	Table string // its full name
	Err   error
}

// Error names the table and what is wrong with it.
func (e *UnreflectableError) Error() string {
	return fmt.Sprintf("table %q of the database cannot be declared: %v", e.Table, e.Err)
}

// Unwrap is the reason.
func (e *UnreflectableError) Unwrap() error { return e.Err }

// A LeftOutError warns that something was left out of a declaration.
type LeftOutError struct {
	// Table is the full name of the table, What is what was left out.
	Table, What string
	// Reason says why.
	Reason string
}

// Error names what was left out, and why.
func (e *LeftOutError) Error() string {
	return fmt.Sprintf("table %q: %s is left out: %s", e.Table, e.What, e.Reason)
}

// A declaration makes the items of one table.
type declaration struct {
	*reflection
	table *Table
	items []schema.Item
	// columns are those that the declaration has.
	columns map[string]bool
}

// declare adds a table to the MetaData.
func (r *reflection) declare(t *Table) error {
	d := &declaration{reflection: r, table: t, columns: map[string]bool{}}
	if t.Schema != "" {
		d.items = append(d.items, schema.InSchema(t.Schema))
	}
	if t.Comment != "" {
		d.items = append(d.items, schema.Comment(t.Comment))
	}
	own := r.overrides[t.FullName()]
	overridden := schema.ColumnNames(own...)
	for _, name := range overridden {
		d.columns[name] = true
	}
	for _, c := range t.Columns {
		if !slices.Contains(overridden, c.Name) && d.wanted(c.Name) {
			d.columns[c.Name] = true
			d.items = append(d.items, d.column(c))
		}
	}
	d.items = append(d.items, own...)
	d.constraints()
	d.indexes()
	if _, err := r.meta.Add(t.Name, d.items...); err != nil {
		return &UnreflectableError{Table: t.FullName(), Err: err}
	}
	return nil
}

func (d *declaration) wanted(column string) bool {
	included, bounded := d.includes[d.table.FullName()]
	return (!bounded || slices.Contains(included, column)) && !slices.Contains(d.excludes[d.table.FullName()], column)
}

// column makes a column of what the database has.
func (d *declaration) column(found *Column) schema.Item {
	c := *found
	if d.each != nil {
		d.each(d.table, &c)
		c.Name = found.Name
	}
	var options []schema.ColumnOption
	key := d.table.PrimaryKey != nil && slices.Contains(d.table.PrimaryKey.Columns, c.Name)
	switch {
	case c.Identity != nil && isInteger(c.Type):
		options = append(options, schema.Identity())
	case key:
		options = append(options, schema.NoIdentity())
	}
	if !c.Nullable && !key {
		options = append(options, schema.NotNull())
	}
	if c.Default != "" && c.Identity == nil {
		options = append(options, schema.Default(c.Default))
	}
	if c.Comment != "" {
		options = append(options, schema.Comment(c.Comment))
	}
	if c.Computed != "" {
		d.leaveOut(fmt.Sprintf("the expression of column %q", c.Name), "a declaration has no computed columns")
	}
	return schema.Col(c.Name, c.Type, options...)
}

func isInteger(t *types.Type) bool {
	return t.Kind == types.KindInteger || t.Kind == types.KindBigInteger || t.Kind == types.KindSmallInteger
}

// constraints declares keys, unique constraints and checks.
func (d *declaration) constraints() {
	if key := d.table.PrimaryKey; key != nil && d.has("the primary key", key.Columns) {
		d.items = append(d.items, schema.PrimaryKey(key.Columns...))
	}
	for _, u := range d.table.Uniques {
		if d.has("a unique constraint", u.Columns) {
			d.items = append(d.items, schema.Unique(u.Columns...).Named(u.Chosen()))
		}
	}
	for _, k := range d.table.Checks {
		if name := d.excludedIn(k.Condition); name != "" {
			d.leaveOut("a check", fmt.Sprintf("column %q is", name))
			continue
		}
		d.items = append(d.items, schema.Check(k.Condition).Named(k.Chosen()))
	}
	for _, fk := range d.table.ForeignKeys {
		if d.has("the foreign key to "+fk.TargetName(), fk.Columns) {
			d.items = append(d.items, schema.ForeignKey(fk.Columns, fk.TargetName(), fk.TargetColumns, foreignKeyOptions(fk)...))
		}
	}
}

func foreignKeyOptions(fk *ForeignKey) []schema.ForeignKeyOption {
	options := []schema.ForeignKeyOption{schema.Named(fk.Chosen())}
	if fk.OnDelete != "" {
		options = append(options, schema.OnDelete(fk.OnDelete))
	}
	if fk.OnUpdate != "" {
		options = append(options, schema.OnUpdate(fk.OnUpdate))
	}
	if fk.Deferrable {
		options = append(options, schema.Deferrable(fk.InitiallyDeferred))
	}
	return options
}

// indexes declares the indexes that are there for their own sake.
func (d *declaration) indexes() {
	for _, x := range d.table.Indexes {
		what := fmt.Sprintf("index %q", x.Name)
		switch {
		case x.Constraint:
			continue
		case !plainIndex(x):
			d.leaveOut(what, "a declaration has only columns in an index")
			continue
		case !d.has(what, x.Columns()):
			continue
		}
		index := schema.Index(x.Columns()...)
		if x.Unique {
			index = schema.UniqueIndex(x.Columns()...)
		}
		d.items = append(d.items, index.Named(x.Name))
	}
}

// plainIndex reports whether an index is nothing but columns.
func plainIndex(x *Index) bool {
	plain := func(p IndexPart) bool { return p == IndexPart{Column: p.Column} && p.Column != "" }
	return x.Where == "" && x.Method == "" && len(x.Include) == 0 && !slices.ContainsFunc(x.Parts, func(p IndexPart) bool { return !plain(p) })
}

// has reports whether the declaration has all of the columns, and tells where it
// has not.
func (d *declaration) has(what string, columns []string) bool {
	for _, name := range columns {
		if !d.columns[name] {
			d.leaveOut(what, fmt.Sprintf("column %q is", name))
			return false
		}
	}
	return true
}

// excludedIn finds a column in a text that the declaration does not have.
func (d *declaration) excludedIn(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && r != '$' && r < 0x80 && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
	for _, c := range d.table.Columns {
		if !d.columns[c.Name] && slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, c.Name) }) {
			return c.Name
		}
	}
	return ""
}

func (d *declaration) leaveOut(what, reason string) {
	if warn := d.inspector.options.warn; warn != nil {
		warn(&LeftOutError{Table: d.table.FullName(), What: what, Reason: reason})
	}
}
