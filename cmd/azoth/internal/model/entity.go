package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
)

// An entity is a table with the names that it has in Go.
type entity struct {
	table *inspect.Table
	// name is the struct's, plural that of its attributes.
	name, plural string
	fields       []*field
	taken        names
	// unsaid is what tags cannot say of the table.
	unsaid []string
}

// A field is a column or a relationship.
type field struct {
	name    string
	column  *inspect.Column // nil for a relationship
	goType  goType
	written string // the type as it is written
	tag     []string
	comment string
}

// isEntity reports whether rows of the table can be objects: they have a key.
func isEntity(t *inspect.Table) bool { return t.PrimaryKey != nil }

// field finds the field of a column, or gives nil.
func (e *entity) field(column string) *field {
	for _, f := range e.fields {
		if f.column != nil && f.column.Name == column {
			return f
		}
	}
	return nil
}

// addColumns makes a field of every column that can be one.
func (e *entity) addColumns(d *dialect.Dialect) {
	for _, c := range e.table.Columns {
		if err := e.addColumn(d, c); err != nil {
			e.unsaid = append(e.unsaid, fmt.Sprintf("column %s: %v", c.Name, err))
		}
	}
	e.addConstraints()
	for _, k := range e.table.Checks {
		e.addCheck(k)
	}
}

func (e *entity) addColumn(d *dialect.Dialect, c *inspect.Column) error {
	if strings.ContainsAny(c.Name, ",'()=\n") || c.Name == "-" {
		return fmt.Errorf("its name cannot be said in a tag")
	}
	t, err := goTypeOf(d, c)
	if err != nil {
		return err
	}
	options, err := typeOptions(d, t, c)
	if err != nil {
		return err
	}
	name := exported(c.Name)
	if name == "Entity" || name == "Declared" {
		name += "Value"
	}
	f := &field{name: e.taken.take(name), column: c, goType: t, written: t.name, comment: c.Comment}
	columnName := ""
	if schema.ColumnName(f.name) != c.Name {
		columnName = c.Name
	}
	f.tag = []string{columnName}
	key := slices.Contains(e.table.PrimaryKey.Columns, c.Name)
	if key {
		f.tag = append(f.tag, "pk")
	}
	if options != "" {
		f.tag = append(f.tag, options)
	}
	if c.Nullable && !key && !t.nilIsNull {
		f.written = "*" + t.name
	}
	if !c.Nullable && !key && t.nilIsNull {
		f.tag = append(f.tag, "notnull")
	}
	f.tag = append(f.tag, e.identityOption(c, key)...)
	f.tag = append(f.tag, computation(d, c)...)
	if _, err := schema.ParseTag(strings.Join(f.tag, ",")); err != nil && c.Computed != "" {
		return fmt.Errorf("the database computes it as %s, which cannot be said in a tag", c.Computed)
	}
	if c.Default != "" && c.Identity == nil && c.Computed == "" {
		f.tag = append(f.tag, "default="+c.Default)
	}
	if _, err := schema.ParseTag(strings.Join(f.tag, ",")); err != nil {
		return fmt.Errorf("its default cannot be said in a tag: %s", c.Default)
	}
	e.fields = append(e.fields, f)
	return nil
}

// computation says what the database computes, and that it keeps it where it would
// not by itself.
func computation(d *dialect.Dialect, c *inspect.Column) []string {
	if c.Computed == "" {
		return nil
	}
	options := []string{"computed=" + quotedSQL(c.Computed)}
	if kept := d.DDL.Computed[schema.Stored]; c.Stored && kept != d.DDL.Computed[schema.StorageDefault] {
		options = append(options, "stored")
	}
	return options
}

// quotedSQL writes SQL as the value of an option, on one line.
func quotedSQL(text string) string {
	return "'" + strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "'", "''") + "'"
}

// identityOption says how the key is made where that is not what is assumed.
func (e *entity) identityOption(c *inspect.Column, key bool) []string {
	alone := key && len(e.table.PrimaryKey.Columns) == 1 && len(e.foreignKeysOf(c.Name)) == 0 && c.Default == ""
	switch {
	case c.Identity != nil && !alone:
		return []string{"identity"}
	case c.Identity == nil && alone && (strings.HasPrefix(goTypes[c.Type.Kind].name, "int")):
		return []string{"noidentity"}
	}
	return nil
}

func (e *entity) foreignKeysOf(column string) (found []*inspect.ForeignKey) {
	for _, fk := range e.table.ForeignKeys {
		if slices.Contains(fk.Columns, column) && len(fk.Columns) == len(fk.TargetColumns) {
			found = append(found, fk)
		}
	}
	return found
}
