package orm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/orm/internal/loading"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/orm/internal/unitofwork"
)

// flush writes what changed; with commit it may end the transaction in the same
// round trip, and says so.
func (s *Session) flush(ctx context.Context, commit bool) (committed bool, err error) {
	s.findModified()
	if len(s.pending) == 0 && len(s.modified) == 0 && len(s.touched) == 0 && len(s.doomed) == 0 {
		return false, nil
	}
	unit := unitofwork.New(flushLoader{s})
	defer unit.Close()
	if err := s.plan(ctx, unit); err != nil {
		s.rollbackAfter(ctx, err)
		return false, fmt.Errorf("flush: %w", err)
	}
	if unit.Empty() {
		s.finish(unit)
		return false, nil
	}
	conflict := s.conflict(unit)
	conn, err := s.transaction(ctx)
	if err != nil {
		return false, err
	}
	if committed, err = unit.Write(ctx, conn, commit && len(s.levels) == 1); err != nil {
		if conflict != nil && errors.Is(err, driver.ErrUniqueViolation) {
			err = fmt.Errorf("%w: %w", conflict, err)
		}
		s.rollbackAfter(ctx, err)
		return false, fmt.Errorf("flush: %w", err)
	}
	s.finish(unit)
	return committed, nil
}

// plan gives a unit of work everything that changed.
func (s *Session) plan(ctx context.Context, unit *unitofwork.Unit) error {
	unit.Collect(s.pending, s.modified, s.touched, s.doomed)
	if err := unit.Resolve(ctx); err != nil {
		return err
	}
	return unit.Order()
}

// findModified gathers the persistent objects whose columns changed.
func (s *Session) findModified() {
	s.modified = s.modified[:0]
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			if !i.Doomed && i.Modified() {
				s.modified = append(s.modified, i)
			}
		}
	}
}

// conflict finds a new object whose key belongs to another object of the
// session, which is why the database may refuse it.
func (s *Session) conflict(unit *unitofwork.Unit) error {
	for _, i := range unit.Results().Inserted {
		if len(i.Entity.Keys) == 1 && i.Entity.Keys[0].Codec.Zero(i.Entity.Keys[0].At(i.Object)) {
			continue
		}
		if other := s.identityOf(i.Entity).Get(i.Object); other != nil && !unit.Deletes(other) {
			return fmt.Errorf("new %s with key %s: %w: use Merge, or change the object that is there",
				i.Entity.Name, state.KeyText(i.Entity, i.Object), ErrIdentityConflict)
		}
	}
	return nil
}

// finish notes what was written.
func (s *Session) finish(unit *unitofwork.Unit) {
	results := unit.Results()
	var l *level
	if len(s.levels) > 0 {
		l = s.current()
	}
	for _, i := range results.Deleted {
		s.identityOf(i.Entity).Remove(i)
		i.Status, i.Doomed = state.Deleted, false
		l.deleted = append(l.deleted, i)
	}
	for _, i := range results.Updated {
		l.saveColumns(i)
		rekey := keyChanged(i)
		if rekey {
			s.identityOf(i.Entity).Remove(i)
		}
		if unit.Incomplete(i) {
			i.Expire()
		}
		i.Overrides = nil
		i.TakeSnapshot()
		if rekey {
			s.identityOf(i.Entity).Put(i)
		}
	}
	for _, i := range results.Inserted {
		i.Status = state.Persistent
		if unit.Incomplete(i) {
			i.Expire()
		}
		i.Overrides = nil
		i.TakeSnapshot()
		if other := s.identityOf(i.Entity).Get(i.Object); other != nil {
			// Its row was deleted behind the session's back, or there would be
			// no room for this one.
			s.noteDeleted(other)
		}
		s.identityOf(i.Entity).Put(i)
		l.inserted = append(l.inserted, i)
	}
	unit.CommitRelationships(results.Inserted, func(i *state.Instance, r *mapping.Relationship) {
		if l != nil && i.Status != state.Pending {
			l.saveRelation(i, r)
		}
	})
	s.pending = slices.DeleteFunc(s.pending, func(i *state.Instance) bool { return i.Status != state.Pending })
	s.touched, s.doomed = s.touched[:0], s.doomed[:0]
}

func keyChanged(i *state.Instance) bool {
	for _, c := range i.Entity.Keys {
		if i.Changed(c) {
			return true
		}
	}
	return false
}

// noteDeleted notes that an object's row was deleted other than by a flush.
func (s *Session) noteDeleted(i *state.Instance) {
	s.identityOf(i.Entity).Remove(i)
	if i.Doomed {
		s.doomed = slices.DeleteFunc(s.doomed, func(d *state.Instance) bool { return d == i })
	}
	i.Status, i.Doomed = state.Deleted, false
	if len(s.levels) == 0 {
		i.Status, i.Owner = state.Detached, nil
		return
	}
	l := s.current()
	l.deleted = append(l.deleted, i)
}

// flushLoader is what a unit of work needs of the session.
type flushLoader struct{ s *Session }

// LoadRelated loads a relationship of objects.
func (l flushLoader) LoadRelated(ctx context.Context, r *mapping.Relationship, owners []*state.Instance) error {
	return loading.Related(ctx, loaderScope{l.s}, r, owners, nil, false)
}

// Find gives the object that a many-to-one leads to, if it is in the identity
// map.
func (l flushLoader) Find(r *mapping.Relationship, object unsafe.Pointer) *state.Instance {
	return loading.Present(l.s, r, object)
}

// Present gives the persistent object that has the same key as another.
func (l flushLoader) Present(i *state.Instance) *state.Instance {
	return l.s.identityOf(i.Entity).Get(i.Object)
}

// Expunge takes a pending object out of the session.
func (l flushLoader) Expunge(i *state.Instance) { l.s.expunge(i) }

// loadField loads the relationship of a field that was asked for.
func loadField(ctx context.Context, owner *state.Instance, r *mapping.Relationship, policy state.Policy) error {
	s, ok := owner.Owner.(*Session)
	if !ok {
		return fmt.Errorf("loading %s of the %s with key %s: %w: add it to a session, or load the relationship with its query",
			r, owner.Entity.Name, state.KeyText(owner.Entity, owner.Object), ErrDetached)
	}
	if r.Strategy == mapping.Dynamic {
		return dynamicError(r)
	}
	if policy == state.PolicyRaise || policy == state.PolicyDefault && r.Strategy == mapping.Raise {
		return fmt.Errorf("%s of the %s with key %s: %w, and its mapping or query forbids loading it on demand (Raise): have the query load it by orm.SelectIn or orm.Joined",
			r, owner.Entity.Name, state.KeyText(owner.Entity, owner.Object), ErrNotLoaded)
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if err := s.autoflush(ctx); err != nil {
		return err
	}
	if owner.Owner == nil || owner.Status != state.Persistent {
		return nil
	}
	if owner.Expired && r.Direction == mapping.ManyToOne {
		if err := s.refresh(ctx, owner); err != nil {
			return err
		}
	}
	owners := []*state.Instance{owner}
	if policy != state.PolicyLazy && (policy == state.PolicyBatch || r.Strategy != mapping.Lazy) && owner.Siblings != nil {
		owners = siblings(owner, r)
	}
	return loading.Related(ctx, loaderScope{s}, r, owners, nil, false)
}

// siblings are the objects that came from the same result as the owner and
// whose relationship is not loaded either, the owner first.
func siblings(owner *state.Instance, r *mapping.Relationship) []*state.Instance {
	owners := make([]*state.Instance, 1, len(owner.Siblings.Instances))
	owners[0] = owner
	for _, i := range owner.Siblings.Instances {
		if i == owner || i.Owner != owner.Owner || i.Status != state.Persistent || i.Siblings != owner.Siblings {
			continue
		}
		if i.Expired && r.Direction == mapping.ManyToOne {
			continue
		}
		if r.Many && !i.Collection(r).Fresh() || !r.Many && !i.Reference(r).Fresh() {
			owners = append(owners, i)
		}
	}
	return owners
}

// refresh reads an object's row again.
func (s *Session) refresh(ctx context.Context, i *state.Instance) error {
	found, err := loading.Refresh(ctx, loaderScope{s}, i)
	if err == nil && !found {
		err = fmt.Errorf("%s with key %s: %w", i.Entity.Name, state.KeyText(i.Entity, i.Snapshot), ErrDeletedRow)
	}
	return err
}
