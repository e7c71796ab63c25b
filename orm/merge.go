package orm

import (
	"context"
	"fmt"
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
	into, err := m.merge(ctx, i)
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

func (m *merger) merge(ctx context.Context, given *state.Instance) (*state.Instance, error) {
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
		if !f.Known() || !f.Assigned() {
			return nil
		}
		if f.Value() == nil {
			into.Reference(r).Set(nil)
			return nil
		}
		target, err := m.merge(ctx, state.Instrument(r.Target, f.Value()))
		if err == nil {
			into.Reference(r).Set(target.Object)
		}
		return err
	}
	c := given.Collection(r)
	if !c.Known() || !c.Assigned() {
		return nil
	}
	if !into.Collection(r).Fresh() {
		if err := loading.Related(ctx, loaderScope{m.session}, r, []*state.Instance{into}, nil, false); err != nil {
			return err
		}
	}
	objects := make([]unsafe.Pointer, 0, len(c.Items()))
	for _, object := range c.Items() {
		target, err := m.merge(ctx, state.Instrument(r.Target, object))
		if err != nil {
			return err
		}
		objects = append(objects, target.Object)
	}
	into.Collection(r).Set(objects)
	return nil
}
