package sql

import (
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// fillBind makes b carry v, named and typed like the expression that v meets.
func fillBind[T any](b *ast.Bind, beside ast.Expr, v T) (err error) {
	return fillTypedBind(b, nameOf(beside), typeOf(beside), v)
}

// bindBeside is a bind of v, named and typed like the term that it meets.
func bindBeside[T any](t *term, v T) (b *ast.Bind, err error) {
	b = new(ast.Bind)
	return b, fillBind(b, t.expr(), v)
}

func fillTypedBind[T any](b *ast.Bind, name string, st *types.Type, v T) (err error) {
	b.Name, b.Type = name, st
	if b.Value, err = bindValue(v, st); err != nil && name != "" {
		err = fmt.Errorf("column %s: %w", name, err)
	}
	if st == nil {
		b.Type = types.For[T]().Type()
	}
	return err
}

// bindValue gives what travels for v to an expression of SQL type st, which
// may be nil. What needs no conversion takes a short way, on which v itself
// stays off the heap.
func bindValue[T any](v T, st *types.Type) (any, error) {
	if st != nil {
		if st.Converts() {
			return codecValue(v, st)
		}
		switch st.Kind {
		case types.KindJSON, types.KindDate, types.KindTime, types.KindInterval, types.KindNamed:
			return codecValue(v, st)
		}
	}
	switch p := any(&v).(type) {
	case *string:
		return *p, nil
	case *int64:
		return *p, nil
	case *int:
		return int64(*p), nil
	case *int32:
		return int64(*p), nil
	case *int16:
		return int64(*p), nil
	case *int8:
		return int64(*p), nil
	case *float64:
		return *p, nil
	case *bool:
		return *p, nil
	case *time.Time:
		return *p, nil
	case *decimal.Decimal:
		return *p, nil
	}
	return codecValue(v, st)
}

//go:noinline
func codecValue[T any](v T, st *types.Type) (any, error) {
	codec, err := types.Of(reflect.TypeFor[T](), st)
	if err != nil {
		return nil, fmt.Errorf("binding a value: %w", err)
	}
	value, err := codec.Value(unsafe.Pointer(&v))
	if err != nil {
		return nil, fmt.Errorf("binding a %T: %w", v, err)
	}
	return value, nil
}

// bindAny is bindValue for a value whose type is known only when the program
// runs.
func bindAny(v any, st *types.Type) (any, error) {
	if v == nil {
		return nil, nil
	}
	if st == nil || st.Kind == types.KindUnknown {
		value, _, err := types.Bind(v)
		return value, err
	}
	codec, err := types.Of(reflect.TypeOf(v), st)
	if err != nil {
		return nil, fmt.Errorf("binding a value: %w", err)
	}
	holder := reflect.New(reflect.TypeOf(v))
	holder.Elem().Set(reflect.ValueOf(v))
	value, err := codec.Value(holder.UnsafePointer())
	if err != nil {
		return nil, fmt.Errorf("binding a %T: %w", v, err)
	}
	return value, nil
}
