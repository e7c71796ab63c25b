package orm

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// Many is the field of a relationship that leads to any number of objects:
//
//	Addresses orm.Many[Address] `orm:",back=User,order=id,cascade=all delete-orphan"`
//
// Its zero value is ready for use. Append, Remove and Set change it without
// talking to the database and keep the other side of the relationship in step:
// at once for objects of a session or made by Entity.New, at Session.Add for
// plain literals. What changed is written by the next flush.
//
// A copy of an object reads what the original had loaded. Once it is added to a
// session, or one of its relationships changed, it is an object of its own,
// whose relationships begin empty.
type Many[T any] struct{ c state.Collection }

func (m *Many[T]) target() (reflect.Type, bool) { return reflect.TypeFor[T](), true }

// Append adds objects at the end. Into a collection that is not loaded they are
// put without loading it. New objects join the owner's session if the
// relationship cascades save-update, as it does by default.
func (m *Many[T]) Append(objects ...*T) {
	for _, object := range objects {
		if object != nil {
			m.c.Append(unsafe.Pointer(object))
		}
	}
}

// Remove takes objects out. What becomes of their rows is the cascade's matter:
// with delete-orphan they are deleted, else they lose their foreign key or
// their link row.
func (m *Many[T]) Remove(objects ...*T) {
	for _, object := range objects {
		if object != nil {
			m.c.Remove(unsafe.Pointer(object))
		}
	}
}

// Set replaces the content. Objects that were in it and no longer are, are
// removed; if the collection is not loaded, the flush finds them.
func (m *Many[T]) Set(objects ...*T) {
	pointers := make([]unsafe.Pointer, 0, len(objects))
	for _, object := range objects {
		if object != nil {
			pointers = append(pointers, unsafe.Pointer(object))
		}
	}
	m.c.Set(pointers)
}

// All gives the objects, loading them where they are not loaded or have
// expired: by default for all owners that came from the same result, in one
// SELECT. The slice belongs to the collection and must not be changed.
func (m *Many[T]) All(ctx context.Context) ([]*T, error) {
	if !m.c.Fresh() {
		if m.c.Copied() {
			return nil, copiedError(m.c.Owner)
		}
		if err := loadField(ctx, m.c.Owner, m.c.Relationship(), m.c.Policy); err != nil {
			return nil, err
		}
	} else if r := m.relationship(); r != nil && r.Strategy == mapping.Dynamic && m.c.Owner.HasRow() {
		return nil, dynamicError(r)
	}
	return pointersTo[T](m.c.Items()), nil
}

// Items gives the objects and never loads them; for a collection that is not
// loaded it panics and says so. After a commit or rollback it still gives what
// was there before. The slice belongs to the collection and must not be changed.
func (m *Many[T]) Items() []*T {
	if !m.c.Known() {
		panic(notLoadedMessage(m.c.Owner, m.c.Relationship(), "All(ctx)"))
	}
	return pointersTo[T](m.c.Items())
}

// Loaded reports whether Items can be called.
func (m *Many[T]) Loaded() bool { return m.c.Known() }

// Contains reports whether an object is in the collection; like Items it never
// loads.
func (m *Many[T]) Contains(object *T) bool { return slices.Contains(m.Items(), object) }

// MarshalJSON gives the objects as an array, or null where they are not
// loaded; with the option omitzero in the field's json tag, relationships that
// are not loaded are left out. Relationships that lead back to an object which
// is being written are null, so that graphs with circles end.
func (m Many[T]) MarshalJSON() ([]byte, error) {
	if !m.c.Known() {
		return []byte("null"), nil
	}
	items := m.c.Items()
	values := make([]json.RawMessage, 0, len(items))
	for _, item := range items {
		text, err := marshalRelated[T](m.c.Owner, item)
		if err != nil {
			return nil, err
		}
		values = append(values, text)
	}
	return json.Marshal(values)
}

// IsZero reports whether there is nothing to marshal: the relationship is not
// loaded, or leads back to an object that is being marshalled.
func (m Many[T]) IsZero() bool { return !m.c.Known() }

func (m *Many[T]) relationship() *mapping.Relationship {
	if m.c.Owner == nil || m.c.Copied() {
		return nil
	}
	return m.c.Relationship()
}

// pointersTo gives pointers their type; both slices have the same layout.
func pointersTo[T any](objects []unsafe.Pointer) []*T {
	return unsafe.Slice((**T)(unsafe.Pointer(unsafe.SliceData(objects))), len(objects))
}

// copiedError is the error of loading a relationship of a copied object.
func copiedError(owner *state.Instance) error {
	return fmt.Errorf("loading a relationship of a copy of the %s with key %s: %w: load it by the object itself, or add the copy",
		owner.Entity.Name, state.KeyText(owner.Entity, owner.Object), ErrDetached)
}

func notLoadedMessage(owner *state.Instance, r *mapping.Relationship, cure string) string {
	if r == nil {
		return "orm: " + copiedError(owner).Error()
	}
	return fmt.Sprintf("orm: %s of the %s with key %s is not loaded: call %s, or have the query load it by orm.SelectIn or orm.Joined",
		r, owner.Entity.Name, state.KeyText(owner.Entity, owner.Object), cure)
}

func dynamicError(r *mapping.Relationship) error {
	return fmt.Errorf("%w: %s is dynamic and never loaded whole: query it by Query", ErrNotLoaded, r)
}
