package sql

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Into reads the rows of a query into structs, each column into the field of
// its name: the one that a tag `sql:"name"` or `orm:"name"` calls so, or whose own
// name is the column's without regard to case and underscores (UserID, user_id).
// A field with the tag "-" takes part in nothing. A column without a field, and a
// field without a column, are errors before anything is sent.
//
//	type Total struct { UserID int64; Spent decimal.Decimal }
//	totals, err := sql.Into[Total](sql.Select(Orders.UserID, sql.Sum(Orders.Total).As("spent")).GroupBy(Orders.UserID)).All(ctx, eng)
func Into[T, R any](q Query[R]) Query[T] {
	var columns []ast.Expr
	if q.row != nil {
		columns = q.row.Columns()
	}
	s := q.s
	s.options = nil
	return Query[T]{row: structRow[T]{columns: columns, err: projectionFault(q.row)}, s: s}
}

// Structs reads the rows of a textual statement into structs, by the names of
// the fields as [Into] does:
//
//	users, err := sql.FromText(sql.Structs[User](), sql.Text("SELECT id, name FROM users")).All(ctx, eng)
//
// A field without a column is an error; columns without a field are left.
func Structs[T any]() Typed[T] {
	fields, err := structFields(reflect.TypeFor[T]())
	row := structRow[T]{err: err}
	for _, f := range fields {
		row.columns = append(row.columns, &ast.Column{Name: f.name})
	}
	return row
}

type structRow[T any] struct {
	columns []ast.Expr
	err     error
}

// Columns are those that are read.
func (r structRow[T]) Columns() []ast.Expr { return r.columns }

func (r structRow[T]) fault() error { return r.err }

// Prepare finds a field for every column and gives the reader.
func (r structRow[T]) Prepare(p *Plan) (Reader[T], error) {
	if r.err != nil {
		return nil, r.err
	}
	t := reflect.TypeFor[T]()
	fields, err := structFields(t)
	if err != nil {
		return nil, err
	}
	decoders := make([]fieldDecoder, 0, len(r.columns))
	taken := make([]bool, len(fields))
	for _, e := range r.columns {
		at := fieldFor(fields, nameOf(e))
		if at < 0 {
			return nil, fmt.Errorf("%v has no field for column %q: add one, tag one with `sql:%[2]q`, or label the column", t, nameOf(e))
		}
		if taken[at] {
			return nil, fmt.Errorf("two columns are called %q: label one of them", nameOf(e))
		}
		taken[at] = true
		positions, err := p.Add(e)
		if err != nil {
			return nil, err
		}
		codec, err := types.Of(fields[at].goType, typeOf(e))
		if err != nil {
			return nil, fmt.Errorf("reading column %q into %v: %w", nameOf(e), t, err)
		}
		decoders = append(decoders, fieldDecoder{codec, positions[0], fields[at].offset, nameOf(e)})
	}
	for i, f := range fields {
		if !taken[i] {
			return nil, fmt.Errorf("the query has no column for field %s of %v: it has %q; tag the field with `sql:\"-\"` to leave it out", f.name, t, columnNames(r.columns))
		}
	}
	return func(row types.Row, into *T) error {
		for _, d := range decoders {
			if err := d.codec.Decode(row, d.position, unsafe.Add(unsafe.Pointer(into), d.offset)); err != nil {
				return fmt.Errorf("reading column %q: %w", d.name, err)
			}
		}
		return nil
	}, nil
}

type fieldDecoder struct {
	codec    types.Codec
	position int
	offset   uintptr
	name     string
}

// A structField is a field that a column is read into.
type structField struct {
	name   string
	tagged bool
	goType reflect.Type
	offset uintptr
}

// structFields are the fields of a struct and of those embedded in it.
func structFields(t reflect.Type) (fields []structField, err error) {
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct: Select1 gives single values", t)
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, tagged := fieldTag(f)
		switch {
		case name == "-":
		case f.Anonymous && !tagged && f.Type.Kind() == reflect.Struct:
			embedded, err := structFields(f.Type)
			if err != nil {
				return nil, err
			}
			for _, e := range embedded {
				e.offset += f.Offset
				fields = append(fields, e)
			}
		case f.IsExported():
			fields = append(fields, structField{name, tagged, f.Type, f.Offset})
		}
	}
	if len(fields) == 0 {
		err = errors.Join(err, fmt.Errorf("%v has no exported field to read into", t))
	}
	return fields, err
}

func fieldTag(f reflect.StructField) (name string, tagged bool) {
	for _, key := range [...]string{"sql", "orm"} {
		if name, _, _ = strings.Cut(f.Tag.Get(key), ","); name != "" {
			return name, true
		}
	}
	return f.Name, false
}

// fieldFor finds the field for a column, or gives -1.
func fieldFor(fields []structField, column string) int {
	for i, f := range fields {
		if f.tagged && f.name == column {
			return i
		}
	}
	for i, f := range fields {
		if !f.tagged && folded(f.name) == folded(column) {
			return i
		}
	}
	return -1
}

func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }
