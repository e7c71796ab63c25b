package sql

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// fillBind makes b carry v, named and typed like the expression that v meets.
func fillBind[T any](b *ast.Bind, beside ast.Expr, v T) (err error) {
	b.Name, b.Type = nameOf(beside), typeOf(beside)
	b.Value, err = bindValue(v)
	if b.Type == nil {
		if codec, codecErr := types.For[T](); codecErr == nil {
			b.Type = codec.Type()
		}
	}
	return err
}

// bindValue gives what travels for v. The types that need no conversion take
// a short way, on which v itself stays off the heap.
func bindValue[T any](v T) (any, error) {
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
	case *[]byte:
		return *p, nil
	case *time.Time:
		return *p, nil
	case *decimal.Decimal:
		return *p, nil
	}
	return codecValue(v)
}

//go:noinline
func codecValue[T any](v T) (any, error) {
	codec, err := types.For[T]()
	if err != nil {
		return nil, fmt.Errorf("binding a %T: %w", v, err)
	}
	value, err := codec.Value(unsafe.Pointer(&v))
	if err != nil {
		return nil, fmt.Errorf("binding a %T: %w", v, err)
	}
	return value, nil
}
