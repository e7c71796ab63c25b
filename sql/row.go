package sql

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Row is a result of a query whose columns are known only when the program
// runs. A column of one of the kinds of this package has its Go value (a
// pointer, where it may be NULL), another what the driver makes of it.
type Row struct {
	names  []string
	values []any
}

// Columns are the names of the columns.
func (r Row) Columns() []string { return slices.Clone(r.names) }

// Len is the number of columns.
func (r Row) Len() int { return len(r.values) }

// At gives the value of column i, counted from 0.
func (r Row) At(i int) any { return r.values[i] }

// Get gives the value of a column by name, and whether there is one of that
// name.
func (r Row) Get(name string) (value any, ok bool) {
	if i := slices.Index(r.names, name); i >= 0 {
		return r.values[i], true
	}
	return nil, false
}

// Map gives the values by name. Of several columns with one name it has the
// last.
func (r Row) Map() map[string]any {
	m := make(map[string]any, len(r.names))
	for i, name := range r.names {
		m[name] = r.values[i]
	}
	return m
}

// Scan stores the values behind pointers, one for each column; nil leaves a
// column out. A value converts as far as nothing is lost.
func (r Row) Scan(dest ...any) error {
	if len(dest) != len(r.values) {
		return fmt.Errorf("scan into %d variables: the row has %d columns", len(dest), len(r.values))
	}
	for i, d := range dest {
		if d == nil {
			continue
		}
		if err := assign(d, r.values[i]); err != nil {
			return fmt.Errorf("column %q: %w", r.names[i], err)
		}
	}
	return nil
}

func assign(dest, value any) error {
	target := reflect.ValueOf(dest)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return fmt.Errorf("cannot store in a %T: pass a pointer", dest)
	}
	elem := target.Elem()
	if v := reflect.ValueOf(value); v.IsValid() && v.Type().AssignableTo(elem.Type()) {
		elem.Set(v)
		return nil
	}
	codec, err := types.Of(elem.Type(), nil)
	if err != nil {
		return err
	}
	bound, _, err := types.Bind(value)
	if err != nil {
		return err
	}
	if bound == nil && !codec.Nullable() {
		return types.ErrNull
	}
	return codec.Assign(target.UnsafePointer(), bound)
}

// String gives the columns with their values for people to read:
// (id: 1, name: ed).
func (r Row) String() string { return rowText(r.names, r.values...) }

// Select is a query whose columns are known only when the program runs.
// Otherwise Select1 and its like give typed rows.
func Select(items ...Projection) Query[Row] { return Query[Row]{row: selected(items)} }

// selected is the projection of Select.
type selected []Projection

func (s selected) items() []Projection { return s }

// Columns are the expressions of all items.
func (s selected) Columns() (columns []ast.Expr) {
	columns = make([]ast.Expr, 0, len(s))
	for _, item := range s {
		if item != nil {
			columns = append(columns, item.Columns()...)
		}
	}
	return columns
}

// appendPlain adds the columns of a projection that consists of this package's
// expressions, which have nothing to say to a plan but what they are.
func appendPlain(to []ast.Expr, p Projection) (columns []ast.Expr, plain bool) {
	switch p := p.(type) {
	case interface {
		Expression
		kinded
	}:
		return append(to, p.Node()), true
	case interface{ items() []Projection }:
		for _, item := range p.items() {
			if to, plain = appendPlain(to, item); !plain {
				return nil, false
			}
		}
		return to, true
	}
	return nil, false
}

func (s selected) fault() error {
	for _, item := range s {
		if err := projectionFault(item); err != nil {
			return err
		}
	}
	return nil
}

// Prepare gives the reader of whole rows.
func (s selected) Prepare(p *Plan) (Reader[Row], error) {
	if err := s.fault(); err != nil {
		return nil, err
	}
	var (
		names   []string
		readers []func(row types.Row) (any, error)
	)
	for _, item := range s {
		for _, e := range item.Columns() {
			positions, err := p.Add(e)
			if err != nil {
				return nil, err
			}
			names = append(names, nameOf(e))
			read, err := valueReader(item, e, positions[0])
			if err != nil {
				return nil, err
			}
			readers = append(readers, read)
		}
	}
	return func(row types.Row, into *Row) (err error) {
		into.names, into.values = names, make([]any, len(readers))
		for i, read := range readers {
			if into.values[i], err = read(row); err != nil {
				return fmt.Errorf("reading column %q: %w", names[i], err)
			}
		}
		return nil
	}, nil
}

// valueReader reads a column into the Go type that the item has for it.
func valueReader(item Projection, e ast.Expr, position int) (func(types.Row) (any, error), error) {
	kind, ok := item.(kinded)
	if !ok {
		return func(row types.Row) (any, error) {
			if row.Null(position) {
				return nil, nil
			}
			return row.Any(position)
		}, nil
	}
	t := kind.kind().row
	codec, err := types.Of(t, typeOf(e))
	if err != nil {
		return nil, err
	}
	return func(row types.Row) (any, error) {
		v := reflect.New(t)
		err := codec.Decode(row, position, v.UnsafePointer())
		return v.Elem().Interface(), err
	}, nil
}
