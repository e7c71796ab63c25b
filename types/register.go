package types

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// The registries of types, filled while a program starts.
var (
	registeredNames sync.Map // lower-case string → *Type
	registeredTypes sync.Map // reflect.Type → *Type
)

// Register gives a type a name for struct tags: `orm:",type=money"`. Names are
// told apart without regard to case. It gives the type back, so that a variable
// which is declared before the entities that use the name can be both:
//
//	var Cents = types.Register("money", types.Decorate(…))
//
// It panics where the name is taken by another type.
func Register(name string, t *Type) *Type {
	if other, taken := registeredNames.LoadOrStore(strings.ToLower(name), t); taken && other != t {
		panic(fmt.Sprintf("types.Register: the type %q is registered twice", name))
	}
	return t
}

// Registered is the type of that name, or nil.
func Registered(name string) *Type {
	if t, ok := registeredNames.Load(strings.ToLower(name)); ok {
		return t.(*Type)
	}
	return nil
}

// RegisterFor makes a type the natural one of T (see [Of]): fields and
// attributes of T need no type option then. It must come before the first use of
// T, gives the type back, and panics where T has another already.
func RegisterFor[T any](t *Type) *Type {
	if other, taken := registeredTypes.LoadOrStore(reflect.TypeFor[T](), t); taken && other != t {
		panic(fmt.Sprintf("types.RegisterFor: %v has a type already", reflect.TypeFor[T]()))
	}
	return t
}

// naturally is the type that was registered for a Go type, or nil.
func naturally(t reflect.Type) *Type {
	if st, ok := registeredTypes.Load(t); ok {
		return st.(*Type)
	}
	return nil
}
