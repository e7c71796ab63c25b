package orm

import (
	"context"
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/state"
)

// One is the field of a relationship that leads to one object at the most:
//
//	User orm.One[User] `orm:",back=Addresses"`
//
// Its zero value is ready for use. Set changes it without talking to the
// database and keeps the other side in step, as Many does.
type One[T any] struct{ f state.Reference }

func (o *One[T]) target() (reflect.Type, bool) { return reflect.TypeFor[T](), false }

// Set stores an object, or nil for none. A new object joins the owner's
// session if the relationship cascades save-update, as it does by default.
func (o *One[T]) Set(object *T) { o.f.Set(unsafe.Pointer(object)) }

// Get gives the object, or nil where there is none, loading it if it is not
// loaded or has expired. An object that is in the session already is found
// there without SQL; others are loaded, by default for all owners that came
// from the same result, in one SELECT.
func (o *One[T]) Get(ctx context.Context) (*T, error) {
	if !o.f.Fresh() {
		if o.f.Copied() {
			return nil, copiedError(o.f.Owner)
		}
		if err := loadField(ctx, o.f.Owner, o.f.Relationship(), o.f.Policy); err != nil {
			return nil, err
		}
	}
	return (*T)(o.f.Value()), nil
}

// Value gives the object, or nil where there is none, and never loads; for a
// relationship that is not loaded it panics and says so.
func (o *One[T]) Value() *T {
	if !o.f.Known() {
		panic(notLoadedMessage(o.f.Owner, o.f.Relationship(), "Get(ctx)"))
	}
	return (*T)(o.f.Value())
}

// Loaded reports whether Value can be called.
func (o *One[T]) Loaded() bool { return o.f.Known() }

// MarshalJSON gives the object, or null where there is none, where it is not
// loaded, and where it is being written already; see Many.MarshalJSON.
func (o One[T]) MarshalJSON() ([]byte, error) {
	if !o.f.Known() || o.f.Value() == nil {
		return []byte("null"), nil
	}
	return marshalRelated[T](o.f.Owner, o.f.Value())
}

// IsZero reports whether there is nothing to marshal: the relationship is not
// loaded.
func (o One[T]) IsZero() bool { return !o.f.Known() }
