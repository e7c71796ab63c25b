package orm

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/schema"
)

// A Registry holds the entities that know each other, and the tables below
// them. Most programs have one, the default.
type Registry struct{ r *mapping.Registry }

// NewRegistry makes an empty registry over a MetaData, which may hold tables
// already.
func NewRegistry(meta *schema.MetaData) *Registry {
	return &Registry{r: mapping.NewRegistry(meta)}
}

var defaultRegistry = NewRegistry(schema.DefaultMetaData)

// DefaultRegistry is the registry that Map maps into.
func DefaultRegistry() *Registry { return defaultRegistry }

// MetaData holds the tables of the registry's entities.
func (r *Registry) MetaData() *schema.MetaData { return r.r.MetaData }

// Configure resolves what entities say of each other: foreign keys, the
// targets and both sides of relationships. It is done by itself when it is
// first needed; a program that calls it at start-up hears of mistakes then. The
// error lists all of them.
func (r *Registry) Configure() error { return r.r.Configure() }

// Configure resolves the default registry; see Registry.Configure.
func Configure() error { return defaultRegistry.Configure() }

// entities finds the entity of a struct type, whatever its registry. It is
// filled by Map, which is called while packages are initialized.
var entities sync.Map // reflect.Type → *mapping.Entity

func entityOf(t reflect.Type) (*mapping.Entity, error) {
	switch {
	case t == nil:
		return nil, fmt.Errorf("%w: got nil, want a pointer to a mapped struct", ErrUnmapped)
	case t.Kind() == reflect.Slice:
		return nil, fmt.Errorf("%w: got %v, want a pointer to a mapped struct: give the elements one by one", ErrUnmapped, t)
	case t.Kind() != reflect.Pointer:
		return nil, fmt.Errorf("%w: got %v, want a pointer to a mapped struct: give the address, &", ErrUnmapped, t)
	}
	if e, ok := entities.Load(t.Elem()); ok {
		return e.(*mapping.Entity), nil
	}
	return nil, fmt.Errorf("%w: call orm.Map for %v", ErrUnmapped, t.Elem())
}
