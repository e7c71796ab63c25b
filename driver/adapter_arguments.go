package driver

import (
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

// errArgument is what ConvertArg gives for a value it knows nothing of; the
// driver itself may.
var errArgument = errors.New("unsupported argument type")

// bind converts the arguments of one execution. The result is valid until the
// next call.
func (a *adapter) bind(prepared *preparedStatement, stmt Statement, row int) ([]sqldriver.NamedValue, error) {
	n := len(stmt.Args)
	if len(stmt.Batch) > 0 {
		n = len(stmt.Batch) + stmt.Outs
	}
	if prepared.inputs >= 0 && prepared.inputs != n {
		return nil, fmt.Errorf("the statement has %d parameters and %d arguments", prepared.inputs, n)
	}
	if cap(a.args) < n {
		a.args = make([]sqldriver.NamedValue, n)
	}
	a.args = a.args[:n]
	for i := range a.args {
		var arg any
		switch {
		case len(stmt.Batch) == 0:
			arg = stmt.Args[i]
		case i >= len(stmt.Batch):
			arg = stmt.Args[i-len(stmt.Batch)] // what the database fills
		case row < stmt.Batch[i].Len():
			arg = stmt.Batch[i].Value(row)
			if t := stmt.Batch[i].Type; arg == nil && t != nil && t.Kind == types.KindBytes {
				arg = []byte(nil) // some databases convert no other NULL to bytes
			}
		default:
			return nil, fmt.Errorf("the batch has %d rows, but only %d values of argument %d", stmt.Rows(), stmt.Batch[i].Len(), i+1)
		}
		value, err := a.convert(prepared, i+1, arg)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		a.args[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: value}
	}
	return a.args, nil
}

func (a *adapter) convert(prepared *preparedStatement, ordinal int, arg any) (sqldriver.Value, error) {
	convert := a.options.ConvertArg
	if convert == nil {
		convert = ConvertArg
	}
	value, err := convert(arg)
	if err == nil || !errors.Is(err, errArgument) {
		return value, err
	}
	// A type that only the driver knows.
	checker, ok := prepared.Stmt.(sqldriver.NamedValueChecker)
	if !ok {
		checker, ok = a.raw.(sqldriver.NamedValueChecker)
	}
	if !ok {
		return nil, err
	}
	named := sqldriver.NamedValue{Ordinal: ordinal, Value: arg}
	if checker.CheckNamedValue(&named) != nil {
		return nil, err
	}
	return named.Value, nil
}

// ConvertArg turns a bind value into one that every database/sql driver takes:
// dates, times of day, decimals, documents and integers beyond int64 as text, a
// driver.Valuer by its value, a pointer by what it points to, and any other type
// by its kind. An array (*types.Vector) is an error that matches
// ErrUnsupportedOperation.
func ConvertArg(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case nil, int64, float64, bool, string, []byte, time.Time:
		return v, nil
	case int:
		return int64(v), nil
	case uint64:
		return convertUint(v), nil
	case types.Date:
		return v.String(), nil
	case types.TimeOfDay:
		return v.String(), nil
	case types.JSONText:
		return string(v), nil
	case decimal.Decimal:
		return v.String(), nil
	case *types.Vector:
		return nil, fmt.Errorf("%w: an array of values as one parameter", ErrUnsupportedOperation)
	case sqldriver.Valuer:
		return convertValuer(v)
	}
	return convertKind(arg)
}

// convertValuer calls Value, save on a nil pointer whose method has a value
// receiver: that is NULL.
func convertValuer(valuer sqldriver.Valuer) (sqldriver.Value, error) {
	v := reflect.ValueOf(valuer)
	if v.Kind() == reflect.Pointer && v.IsNil() && v.Type().Elem().Implements(reflect.TypeFor[sqldriver.Valuer]()) {
		return nil, nil
	}
	value, err := valuer.Value()
	if err != nil {
		return nil, fmt.Errorf("value of %T: %w", valuer, err)
	}
	if _, again := value.(sqldriver.Valuer); again && reflect.TypeOf(value) == v.Type() {
		return nil, fmt.Errorf("value of %T: gives a %T again", valuer, value)
	}
	return ConvertArg(value)
}

func convertKind(arg any) (sqldriver.Value, error) {
	v := reflect.ValueOf(arg)
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil, nil
		}
		return ConvertArg(v.Elem().Interface())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int(), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return convertUint(v.Uint()), nil
	case reflect.Float32, reflect.Float64:
		return v.Float(), nil
	case reflect.Bool:
		return v.Bool(), nil
	case reflect.String:
		return v.String(), nil
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			if v.IsNil() {
				return nil, nil
			}
			return v.Bytes(), nil
		}
	}
	return nil, fmt.Errorf("%w %T", errArgument, arg)
}

func convertUint(v uint64) sqldriver.Value {
	if v > math.MaxInt64 {
		return strconv.FormatUint(v, 10)
	}
	return int64(v)
}
