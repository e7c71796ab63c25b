package types

import (
	"errors"
	"fmt"
	"reflect"
)

// ErrNull is the error of reading NULL into a Go type that has no value for it.
// The cure is a pointer (*T) or sql.Null[T] in place of T.
var ErrNull = errors.New("NULL into a type that cannot hold it: use a pointer or sql.Null[T]")

// nullError says which Go type NULL could not be read into.
func nullError(t reflect.Type) error { return fmt.Errorf("%s: %w", t, ErrNull) }

// rangeError says which value a Go type was too small for.
func rangeError(value any, t reflect.Type) error {
	return fmt.Errorf("%v does not fit in %s", value, t)
}

// assignError says why a bind value could not be stored.
func assignError(t reflect.Type, err error) error {
	return fmt.Errorf("storing in %s: %w", t, err)
}

// errUnsupported marks the error of Of.
var errUnsupported = errors.New("no SQL type fits Go type")

// unsupportedError says that a Go type has no codec, and what to do about it.
func unsupportedError(t reflect.Type) error {
	return fmt.Errorf("%w %s: implement sql.Scanner and driver.Valuer on it, or state type=json", errUnsupported, t)
}
