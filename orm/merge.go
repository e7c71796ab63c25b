package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/loading"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// Merge copies the state of an object that is not in the session onto the
// session's object of the same key, which is read where it is not there, or
// made where there is no such row, and gives that. It passes along loaded
// relationships that cascade merge, as they do by default. The given object
// itself stays as it is. Of one that expired before it left its session, only
// the changes since then are copied.
func Merge[T any](ctx context.Context, s *Session, object *T) (*T, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	i, err := s.instrument(object)
	if err != nil {
		return nil, fmt.Errorf("merge: %w", err)
	}
	if err := s.autoflush(ctx); err != nil {
		return nil, err
	}
	m := merger{session: s, merged: map[*state.Instance]*state.Instance{}}
	into, err := m.merge(ctx, i, nil)
	if err != nil {
		return nil, fmt.Errorf("merge %s: %w", i.Entity.Name, err)
	}
	return (*T)(into.Object), nil
}

// A merger is one Merge, along all that it cascades to.
type merger struct {
	session *Session
	merged  map[*state.Instance]*state.Instance
}

// merge merges one object, which via led to.
func (m *merger) merge(ctx context.Context, given *state.Instance, via *mapping.Relationship) (*state.Instance, error) {
	if into := m.merged[given]; into != nil {
		return into, nil
	}
	if given.Owner == state.Owner(m.session) {
		m.merged[given] = given
		return given, nil
	}
	into, err := m.find(ctx, given)
	if err != nil {
		return nil, err
	}
	e := given.Entity
	if into == nil {
		into = state.Instrument(e, e.Layout.NewStruct())
		m.session.Attach(into)
	}
	m.merged[given] = into
	if v := e.Version; v != nil && into.Snapshot != nil && !v.Codec.Zero(v.At(given.Object)) &&
		!v.Codec.Equal(v.At(given.Object), v.At(into.Snapshot)) {
		return nil, fmt.Errorf("the object with key %s has another version than its row: %w", state.KeyText(e, given.Object), ErrStale)
	}
	stale := given.Expired && given.Snapshot != nil
	for _, c := range e.Columns {
		if stale && !given.Changed(c) {
			continue // what an expired object shows is not its state
		}
		if c.Codec.Zero(c.At(given.Object)) && ruled(given, c, via) {
			continue
		}
		c.Codec.Copy(c.At(into.Object), c.At(given.Object))
	}
	for _, r := range e.Relationships {
		if r.Has(mapping.Merge) {
			if err := m.relationship(ctx, r, given, into); err != nil {
				return nil, err
			}
		}
	}
	return into, nil
}

// ruled reports whether a column is a foreign key that a merged relationship
// decides on: literals often leave it out.
func ruled(given *state.Instance, c *mapping.Column, via *mapping.Relationship) bool {
	if via != nil && via.Direction == mapping.OneToMany && slices.Contains(via.Remote, c) {
		return true
	}
	for _, r := range given.Entity.Relationships {
		if r.Direction == mapping.ManyToOne && r.Has(mapping.Merge) && slices.Contains(r.Local, c) && given.Reference(r).Value() != nil {
			return true
		}
	}
	return false
}

// find gives the session's object with the given one's key, or nil.
func (m *merger) find(ctx context.Context, given *state.Instance) (*state.Instance, error) {
	e := given.Entity
	for _, c := range e.Keys {
		if c.Codec.Zero(c.At(given.Object)) && (c == e.Generated || c.Codec.Nullable()) {
			return nil, nil
		}
	}
	if i := m.session.identityOf(e).Get(given.Object); i != nil {
		if !i.Expired {
			return i, nil
		}
		found, err := loading.Refresh(ctx, loaderScope{m.session}, i)
		if found || err != nil {
			return i, err
		}
		m.session.noteDeleted(i)
		return nil, nil
	}
	return loading.Get(ctx, loaderScope{m.session}, e, given.Object)
}

func (m *merger) relationship(ctx context.Context, r *mapping.Relationship, given, into *state.Instance) error {
	if !r.Many {
		f := given.Reference(r)
		if !f.Fresh() || !f.Assigned() {
			return nil
		}
		if f.Value() == nil {
			into.Reference(r).Set(nil)
			return nil
		}
		target, err := m.merge(ctx, state.Instrument(r.Target, f.Value()), r)
		if err == nil {
			into.Reference(r).Set(target.Object)
		}
		return err
	}
	c := given.Collection(r)
	if !c.Assigned() {
		return nil
	}
	if !c.Fresh() {
		return m.changes(ctx, r, c, into.Collection(r))
	}
	if !into.Collection(r).Fresh() {
		if err := loading.Related(ctx, loaderScope{m.session}, r, []*state.Instance{into}, nil, false); err != nil {
			return err
		}
	}
	objects := make([]unsafe.Pointer, 0, len(c.Items()))
	for _, object := range c.Items() {
		target, err := m.merge(ctx, state.Instrument(r.Target, object), r)
		if err != nil {
			return err
		}
		objects = append(objects, target.Object)
	}
	into.Collection(r).Set(objects)
	return nil
}

// changes passes what was put into and taken out of a collection whose content
// is not known.
func (m *merger) changes(ctx context.Context, r *mapping.Relationship, given, into *state.Collection) error {
	added, removed := given.Changes()
	for _, object := range added {
		target, err := m.merge(ctx, state.Instrument(r.Target, object), r)
		if err != nil {
			return err
		}
		if !slices.Contains(into.Items(), target.Object) {
			into.Append(target.Object)
		}
	}
	for _, object := range removed {
		target, err := m.merge(ctx, state.Instrument(r.Target, object), r)
		if err != nil {
			return err
		}
		into.Remove(target.Object)
	}
	return nil
}
