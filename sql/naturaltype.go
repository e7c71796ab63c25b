package sql

import (
	"reflect"

	"github.com/azoth-go/azoth/types"
)

// naturalType is the SQL type that fits a Go type, of a slice an array, or nil
// where none does.
func naturalType[T any]() *types.Type { return types.Natural(reflect.TypeFor[T]()) }

// statedType is the SQL type of an expression that is said to be of a kind and
// tells nothing itself, or nil.
func statedType[K any]() *types.Type {
	var k K
	switch d := any(k).(type) {
	case interface{ defaultType() *types.Type }:
		return d.defaultType()
	case interface{ naturalType() *types.Type }:
		return d.naturalType()
	}
	return nil
}

func (x expression[T, R, K]) naturalType() *types.Type { return naturalType[T]() }
