package model

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// An entity is a table with the names that it has in Go.
type entity struct {
	table *inspect.Table
	// name is the struct's, plural that of its attributes.
	name, plural string
	fields       []*field
	taken        names
	// code are items that say what tags cannot; unsaid is what those cannot either.
	code, unsaid []string
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
func (m *model) addColumns(e *entity) {
	for _, c := range e.table.Columns {
		if err := e.addColumn(m.dialect, c); err != nil {
			e.unsaid = append(e.unsaid, fmt.Sprintf("column %s: %v", c.Name, err))
		}
	}
	m.addKey(e)
	m.addConstraints(e)
	m.codeOfTable(e)
}

// position is that of a column among the fields, or -1.
func (e *entity) position(column string) int {
	return slices.IndexFunc(e.fields, func(f *field) bool { return f.column != nil && f.column.Name == column })
}

// addKey names the primary key, and notes where its columns are in an order of their
// own.
func (m *model) addKey(e *entity) {
	key := e.table.PrimaryKey
	if key.Deferrable || m.beyond(&key.ConstraintDetails) {
		e.unsaid = append(e.unsaid, "what the primary key says besides its columns")
	}
	if !slices.IsSortedFunc(key.Columns, func(a, b string) int { return e.position(a) - e.position(b) }) {
		e.unsaid = append(e.unsaid, fmt.Sprintf("the order of PRIMARY KEY (%s)", strings.Join(key.Columns, ", ")))
	}
	name, first := key.Chosen(), e.field(key.Columns[0])
	if name == "" || name == e.table.Name+"_pkey" || first == nil { // which PostgreSQL chooses
		return
	}
	if strings.ContainsAny(name, ",()'\n") {
		e.unsaid = append(e.unsaid, "the name of the primary key, "+name)
		return
	}
	first.tag = append(first.tag, "pkname="+name)
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
	if name == "Entity" || name == "Declared" || name == "Table" { // which attributes have
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
	if c.Collation != "" && (c.Type.Kind == types.KindString || c.Type.Kind == types.KindText) {
		f.tag = append(f.tag, "collate="+c.Collation)
	}
	if c.Nullable && !key && !t.nilIsNull {
		f.written = "*" + t.name
	}
	if !c.Nullable && !key && t.nilIsNull {
		f.tag = append(f.tag, "notnull")
	}
	f.tag = append(f.tag, e.identityOption(d, c, key)...)
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
	if c.Comment != "" {
		f.tag = append(f.tag, "comment='"+strings.ReplaceAll(c.Comment, "'", "''")+"'")
	}
	if c.Domain != "" {
		e.unsaid = append(e.unsaid, fmt.Sprintf("the domain %s of column %s", c.Domain, c.Name))
	}
	if c.OnConflict != "" {
		e.unsaid = append(e.unsaid, fmt.Sprintf("NOT NULL ON CONFLICT %s of column %s", c.OnConflict, c.Name))
	}
	if c.OnUpdate != "" {
		e.unsaid = append(e.unsaid, fmt.Sprintf("ON UPDATE %s of column %s", c.OnUpdate, c.Name))
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
func (e *entity) identityOption(d *dialect.Dialect, c *inspect.Column, key bool) []string {
	alone := key && len(e.table.PrimaryKey.Columns) == 1 && len(e.foreignKeysOf(c.Name)) == 0 && c.Default == ""
	switch {
	case c.Identity != nil:
		return e.identity(d, c, alone)
	case c.Identity == nil && alone && (strings.HasPrefix(goTypes[c.Type.Kind].name, "int")):
		return []string{"noidentity"}
	}
	return nil
}

// identity says how the database generates the values of a column.
func (e *entity) identity(d *dialect.Dialect, c *inspect.Column, assumed bool) (options []string) {
	identity := c.Identity
	first := int64(1)
	if identity.Increment < 0 {
		first = -1
	}
	switch {
	case identity.Always:
		options = append(options, "identity=always")
	case !assumed, d.DDL.Identity == dialect.IdentityGenerated && !identity.Serial, identity.Start != 0 && identity.Start != first:
		options = append(options, "identity")
	}
	if identity.Serial {
		return options
	}
	if identity.Start != 0 && identity.Start != first {
		options = append(options, fmt.Sprintf("start=%d", identity.Start))
	}
	if identity.Increment != 0 && identity.Increment != 1 {
		options = append(options, fmt.Sprintf("increment=%d", identity.Increment))
	}
	if identity.Min != 0 || identity.Max != 0 || identity.Cycle || identity.Cache != 0 {
		e.unsaid = append(e.unsaid, fmt.Sprintf("the bounds and the cache of the identity %s", c.Name))
	}
	return options
}

func (e *entity) foreignKeysOf(column string) (found []*inspect.ForeignKey) {
	for _, fk := range e.table.ForeignKeys {
		if slices.Contains(fk.Columns, column) && len(fk.Columns) == len(fk.TargetColumns) {
			found = append(found, fk)
		}
	}
	return found
}
