package inspect

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect/structure"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
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
	d.options()
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
	if c.Domain != "" {
		d.leaveOut(fmt.Sprintf("the domain %s of column %q", c.Domain, c.Name), "the column is declared by what the domain consists of")
	}
	if c.OnUpdate != "" {
		d.leaveOut(fmt.Sprintf("ON UPDATE %s of column %q", c.OnUpdate, c.Name), "no declaration says what the database sets a column to when its row is updated")
	}
	var options []schema.ColumnOption
	key := d.table.PrimaryKey != nil && slices.Contains(d.table.PrimaryKey.Columns, c.Name)
	switch {
	case c.Identity != nil && isInteger(c.Type):
		options = append(options, d.identity(c.Identity))
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
		options = append(options, schema.Computed(c.Computed, storage(&c)))
	}
	if reflect := d.inspector.reflection().Column; reflect != nil {
		options = append(options, schema.With(reflect(&c)...))
	}
	if c.Collation != "" && (c.Type.Kind == types.KindString || c.Type.Kind == types.KindText) {
		c.Type = c.Type.WithCollation(c.Collation)
	}
	return schema.Col(c.Name, c.Type, options...)
}

// identity says how the values of a column are generated: in the usual way of the
// database where nothing else was said.
func (d *declaration) identity(identity *Identity) schema.ColumnOption {
	var options []schema.IdentityOption
	number := func(option func(n int64) schema.SequenceOption, n, usual int64) {
		if n != 0 && n != usual {
			options = append(options, option(n))
		}
	}
	if identity.Always {
		options = append(options, schema.Always())
	}
	first := int64(1)
	if identity.Increment < 0 {
		first = cmp.Or(identity.Max, -1)
	} else if identity.Min != 0 {
		first = identity.Min
	}
	number(schema.StartWith, identity.Start, first)
	number(schema.IncrementBy, identity.Increment, 1)
	number(schema.MinValue, identity.Min, 0)
	number(schema.MaxValue, identity.Max, 0)
	number(schema.Cache, identity.Cache, 0)
	if identity.Cycle {
		options = append(options, schema.Cycle())
	}
	if len(options) == 0 && !(d.inspector.stated() && !identity.Serial) {
		return schema.AutoIncrement()
	}
	return schema.Identity(options...)
}

func storage(c *Column) schema.Storage {
	if c.Stored {
		return schema.Stored
	}
	return schema.Virtual
}

func isInteger(t *types.Type) bool {
	return t.Kind == types.KindInteger || t.Kind == types.KindBigInteger || t.Kind == types.KindSmallInteger
}

// constraints declares keys, unique constraints and checks.
func (d *declaration) constraints() {
	if key := d.table.PrimaryKey; key != nil && d.has("the primary key", key.Columns) {
		d.items = append(d.items, d.detailed(schema.PrimaryKey(key.Columns...).Named(key.Chosen()), key.Timing, &key.ConstraintDetails))
	}
	for _, u := range d.table.Uniques {
		if d.has("a unique constraint", u.Columns) {
			d.items = append(d.items, d.detailed(schema.Unique(u.Columns...).Named(u.Chosen()), u.Timing, &u.ConstraintDetails))
		}
	}
	for _, k := range d.table.Checks {
		if name := d.excludedIn(k.Condition); name != "" {
			d.leaveOut("a check", fmt.Sprintf("column %q is", name))
			continue
		}
		d.items = append(d.items, d.detailed(schema.Check(k.Condition).Named(k.Chosen()), structure.Timing{}, &k.ConstraintDetails))
	}
	for _, fk := range d.table.ForeignKeys {
		if d.has("the foreign key to "+fk.TargetName(), fk.Columns) {
			d.items = append(d.items, schema.ForeignKey(fk.Columns, fk.TargetName(), fk.TargetColumns, d.foreignKeyOptions(fk)...))
		}
	}
	for _, x := range d.table.Excludes {
		d.exclude(x)
	}
}

// detailed says of a constraint when it is checked, and what only the database says.
func (d *declaration) detailed(c *schema.Constraint, timing structure.Timing, details *structure.ConstraintDetails) *schema.Constraint {
	if timing.Deferrable {
		c = c.Deferrable(timing.InitiallyDeferred)
	}
	if details.Comment != "" {
		c = c.Comment(details.Comment)
	}
	return c.With(d.constraintOptions(details)...)
}

func (d *declaration) constraintOptions(details *structure.ConstraintDetails) []schema.DialectOptions {
	if reflect := d.inspector.reflection().Constraint; reflect != nil {
		return reflect(details)
	}
	return nil
}

func (d *declaration) exclude(x *Exclude) {
	elements := make([]schema.ExcludeElement, len(x.Elements))
	text := x.Where
	for i, e := range x.Elements {
		if e.Column != "" && !d.has("an exclusion", []string{e.Column}) {
			return
		}
		text += " " + e.Expression
		elements[i] = schema.ExcludeElement{Expression: indexPart(IndexPart{Column: e.Column, Expression: e.Expression}), Operator: e.Operator, Class: e.Class}
	}
	if name := d.excludedIn(text); name != "" {
		d.leaveOut("an exclusion", fmt.Sprintf("column %q is", name))
		return
	}
	exclusion := schema.Exclude(elements...).Using(x.Method).Named(x.Chosen()).Comment(x.Comment)
	if x.Where != "" {
		exclusion = exclusion.Where(sql.TextOf[sql.Bool](sql.Verbatim(x.Where)))
	}
	if x.Deferrable {
		exclusion = exclusion.Deferrable(x.InitiallyDeferred)
	}
	d.items = append(d.items, exclusion)
}

func (d *declaration) foreignKeyOptions(fk *ForeignKey) []schema.ForeignKeyOption {
	options := []schema.ForeignKeyOption{schema.Named(fk.Chosen())}
	if fk.OnDelete != "" {
		options = append(options, schema.OnDelete(fk.OnDelete))
	}
	if fk.OnUpdate != "" {
		options = append(options, schema.OnUpdate(fk.OnUpdate))
	}
	if fk.Match != "" {
		options = append(options, schema.Match(fk.Match))
	}
	if fk.Deferrable {
		options = append(options, schema.Deferrable(fk.InitiallyDeferred))
	}
	if fk.Comment != "" {
		options = append(options, schema.Comment(fk.Comment))
	}
	return append(options, schema.With(d.constraintOptions(&fk.ConstraintDetails)...))
}

// indexes declares the indexes that are there for their own sake.
func (d *declaration) indexes() {
	for _, x := range d.table.Indexes {
		what := fmt.Sprintf("index %q", x.Name)
		switch {
		case x.Constraint:
			continue
		case !d.has(what, columnsOf(x)), !d.has(what, x.Include):
			continue
		}
		own := *x
		own.Parts = slices.Clone(x.Parts)
		options, unsaid := d.indexOptions(&own)
		if unsaid != "" {
			d.leaveOut(what, unsaid)
			continue
		}
		if name := d.excludedIn(expressionsOf(x)); name != "" {
			d.leaveOut(what, fmt.Sprintf("column %q is", name))
			continue
		}
		d.items = append(d.items, indexDefinition(&own).With(options...))
	}
}

// options declares what only the database says of the table.
func (d *declaration) options() {
	reflect := d.inspector.reflection().Table
	if reflect == nil {
		return
	}
	items, unsaid := reflect(d.table)
	d.items = append(d.items, items...)
	for _, what := range unsaid {
		d.leaveOut(what, "no option of its database says it")
	}
}

// indexOptions gives what only the database says of an index, or why that cannot
// be said.
func (d *declaration) indexOptions(x *Index) (options []schema.DialectOptions, unsaid string) {
	if reflect := d.inspector.reflection().Index; reflect != nil {
		return reflect(x)
	}
	special := func(p IndexPart) bool { return p.Class != "" || p.Length > 0 }
	if x.Method != "" || len(x.Include) > 0 || slices.ContainsFunc(x.Parts, special) {
		return nil, "no option of its database says what it is"
	}
	return nil, ""
}

// columnsOf are the columns of an index, its expressions left out.
func columnsOf(x *Index) []string {
	return slices.DeleteFunc(x.Columns(), func(name string) bool { return name == "" })
}

// expressionsOf are the texts of an index, in which columns may stand.
func expressionsOf(x *Index) string {
	text := x.Where
	for _, p := range x.Parts {
		text += " " + p.Expression
	}
	return text
}

func indexDefinition(x *Index) *schema.IndexDefinition {
	plain := !slices.ContainsFunc(x.Parts, func(p IndexPart) bool { return p.Column == "" || p.Descending || p.Nulls != "" })
	index := schema.Index(x.Columns()...)
	if !plain {
		parts := make([]sql.Expression, len(x.Parts))
		for i, p := range x.Parts {
			parts[i] = indexPart(p)
		}
		index = schema.IndexOn(parts...)
	}
	if x.Unique {
		index = index.Unique()
	}
	if x.Where != "" {
		index = index.Where(sql.TextOf[sql.Bool](sql.Verbatim(x.Where)))
	}
	return index.Named(x.Name)
}

func indexPart(p IndexPart) sql.Expression {
	part := sql.Column[sql.String](p.Column)
	if p.Column == "" {
		part = sql.TextOf[sql.String](sql.Verbatim(p.Expression))
	}
	if !p.Descending && p.Nulls == "" {
		return part
	}
	order := part.Asc()
	if p.Descending {
		order = part.Desc()
	}
	switch p.Nulls {
	case "first":
		order = order.NullsFirst()
	case "last":
		order = order.NullsLast()
	}
	return order
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
