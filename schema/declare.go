package schema

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Name marks a struct of attributes as a table; its tag is the table's name,
// after the schema and a point where there is one.
type Name struct{}

// Declared, embedded in a struct of attributes, makes the declared table
// something to select from and to join with.
type Declared struct{ table *Table }

// Table is the declared table.
func (d Declared) Table() *Table { return d.table }

// From is the table as a source of rows.
func (d Declared) From() ast.From { return d.table.From() }

// JoinSteps lets a query be joined with the table, on the foreign key between
// it and what was joined before.
func (d Declared) JoinSteps(left []ast.From) ([]sql.JoinStep, error) {
	if d.table == nil {
		return nil, errors.New("table is not declared: make the attributes with schema.Declare")
	}
	return d.table.JoinSteps(left)
}

// Declare declares a table that no entity is mapped to, in DefaultMetaData, by
// its attributes, and gives them back ready for use:
//
//	var MoviesActors = schema.Declare[struct {
//		schema.Declared
//		_       schema.Name        `orm:"movies_actors"`
//		MovieID sql.Number[int64]  `orm:",pk,references=movies.id"`
//		ActorID sql.Number[int64]  `orm:",pk,references=actors.id"`
//	}]()
//
// Tags are those of Tag; the types of columns follow from the attributes'. A
// column is NOT NULL unless its attribute is one of the nullable kinds. Declare
// panics when a tag is wrong, naming the field and the cure.
func Declare[A any]() A { return DeclareIn[A](DefaultMetaData) }

// DeclareIn declares a table as Declare does, in a MetaData of its own.
func DeclareIn[A any](meta *MetaData) A {
	var attributes A
	if err := declare(meta, reflect.ValueOf(&attributes).Elem()); err != nil {
		panic("schema.Declare: " + err.Error())
	}
	return attributes
}

var (
	nameType     = reflect.TypeFor[Name]()
	declaredType = reflect.TypeFor[Declared]()
)

// A declaration is a table being read from a struct of attributes.
type declaration struct {
	table    string
	schema   string
	items    []Item
	groups   TagGroups
	columns  map[int]string // by the field's index
	declared int            // the index of the embedded Declared, or -1
}

func declare(meta *MetaData, attributes reflect.Value) error {
	t := attributes.Type()
	if t.Kind() != reflect.Struct {
		return fmt.Errorf("%v is not a struct of attributes", t)
	}
	d := declaration{columns: map[int]string{}, declared: -1}
	var errs []error
	for i := range t.NumField() {
		if err := d.field(i, t.Field(i)); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		if d.table != "" {
			return fmt.Errorf("table %q: %w", d.table, errors.Join(errs...))
		}
		return errors.Join(errs...)
	}
	if d.table == "" {
		return fmt.Errorf("the table has no name: add the field _ schema.Name `orm:\"table_name\"`")
	}
	items := append(d.items, d.groups.Items()...)
	if d.schema != "" {
		items = append(items, InSchema(d.schema))
	}
	table, err := meta.Add(d.table, items...)
	if err != nil {
		return err
	}
	for i, name := range d.columns {
		sql.BindAttribute(attributes.Field(i).Addr().Interface(), table.Column(name).node)
	}
	if d.declared >= 0 {
		attributes.Field(d.declared).Set(reflect.ValueOf(Declared{table}))
	}
	return nil
}

func (d *declaration) field(i int, f reflect.StructField) error {
	switch f.Type {
	case nameType:
		return d.marker(string(f.Tag))
	case declaredType:
		if f.Anonymous {
			d.declared = i
			return nil
		}
	}
	column, item, tag, err := attributeColumn(f)
	if err != nil {
		return fmt.Errorf("field %s: %w", f.Name, err)
	}
	if tag.Skip {
		return nil
	}
	d.columns[i] = column
	d.items = append(d.items, item)
	d.groups.Add(column, tag)
	return nil
}

// marker reads the tag of the field that marks the table: orm:"name", or the
// name alone.
func (d *declaration) marker(tag string) error {
	name, found := reflect.StructTag(tag).Lookup("orm")
	if !found {
		name = tag
	}
	if name == "" || strings.ContainsAny(name, "`\":,") {
		return fmt.Errorf("tag %q of schema.Name is not a table's name: write _ schema.Name `orm:\"table_name\"`", tag)
	}
	if schema, table, qualified := strings.Cut(name, "."); qualified {
		d.schema, name = schema, table
	}
	d.table = name
	return nil
}

func attributeColumn(f reflect.StructField) (column string, item Item, tag Tag, err error) {
	if tag, err = ParseTag(f.Tag.Get("orm")); err != nil || tag.Skip {
		return "", nil, tag, err
	}
	goType, nullable, ok := sql.AttributeType(f.Type)
	switch {
	case !f.IsExported():
		return "", nil, tag, errors.New("it is not exported: begin its name with a capital, or tag it `orm:\"-\"`")
	case !ok:
		return "", nil, tag, fmt.Errorf("%v is not an attribute: use sql.String, sql.Number[int64], sql.Time … or their nullable kinds, sql.NullString …", f.Type)
	}
	stated, err := tag.SQLType(nil)
	if err != nil {
		return "", nil, tag, err
	}
	switch {
	case stated != nil:
	case isKind(f.Type, "JSON[", "NullJSON["):
		stated = typeNames["json"]
	case isKind(f.Type, "Array[", "NullArray["):
		stated = types.Natural(goType)
	}
	codec, err := types.Of(goType, stated)
	if err != nil {
		return "", nil, tag, err
	}
	if stated == nil {
		stated = codec.Type()
	}
	sqlType, err := tag.SQLType(stated)
	if err != nil {
		return "", nil, tag, err
	}
	options, err := tag.ColumnOptions()
	if err != nil {
		return "", nil, tag, err
	}
	if !nullable && !tag.PK && !tag.NotNull && !tag.Null {
		options = append(options, NotNull())
	}
	column = tag.Name
	if column == "" {
		column = ColumnName(f.Name)
	}
	return column, Col(column, sqlType, options...), tag, nil
}

// isKind reports whether an attribute is of one of the kinds of package sql that
// begin so: those whose Go types have no SQL type by themselves.
func isKind(t reflect.Type, names ...string) bool {
	return t.PkgPath() == declaredSQL && slices.ContainsFunc(names, func(name string) bool {
		return strings.HasPrefix(t.Name(), name)
	})
}

var declaredSQL = reflect.TypeFor[sql.String]().PkgPath()
