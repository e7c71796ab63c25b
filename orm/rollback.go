package orm

import (
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// A level is the transaction or a savepoint in it, with what a rollback to its
// beginning has to restore.
type level struct {
	savepoint string // "" is the transaction itself
	inserted  []*state.Instance
	deleted   []*state.Instance
	columns   map[*state.Instance]unsafe.Pointer // snapshots as they were
	relations map[relationKey]savedRelation
}

type relationKey struct {
	instance     *state.Instance
	relationship *mapping.Relationship
}

type savedRelation struct {
	collection state.Saved
	reference  state.SavedReference
}

// current is the innermost level.
func (s *Session) current() *level { return s.levels[len(s.levels)-1] }

// saveColumns remembers an object's snapshot before its first update in the
// level.
func (l *level) saveColumns(i *state.Instance) {
	if _, saved := l.columns[i]; saved {
		return
	}
	if l.columns == nil {
		l.columns = make(map[*state.Instance]unsafe.Pointer)
	}
	before := i.Entity.Layout.NewStruct()
	i.Entity.Snapshot(before, i.Snapshot)
	l.columns[i] = before
}

// saveRelation remembers a relationship before its first change in the level.
func (l *level) saveRelation(i *state.Instance, r *mapping.Relationship) {
	key := relationKey{i, r}
	if _, saved := l.relations[key]; saved {
		return
	}
	if l.relations == nil {
		l.relations = make(map[relationKey]savedRelation)
	}
	var saved savedRelation
	if r.Many {
		saved.collection = i.Collection(r).Save()
	} else {
		saved.reference = i.Reference(r).Save()
	}
	l.relations[key] = saved
}

// absorb takes over what an inner level would have restored.
func (l *level) absorb(inner *level) {
	l.inserted = append(l.inserted, inner.inserted...)
	l.deleted = append(l.deleted, inner.deleted...)
	for i, before := range inner.columns {
		if _, saved := l.columns[i]; !saved {
			if l.columns == nil {
				l.columns = make(map[*state.Instance]unsafe.Pointer)
			}
			l.columns[i] = before
		}
	}
	for key, before := range inner.relations {
		if _, saved := l.relations[key]; !saved {
			if l.relations == nil {
				l.relations = make(map[relationKey]savedRelation)
			}
			l.relations[key] = before
		}
	}
}

// restore undoes the flushes of the innermost level in memory, and ends it.
func (s *Session) restore() {
	l := s.current()
	s.levels = s.levels[:len(s.levels)-1]
	for _, i := range slices.Backward(l.deleted) {
		i.Status, i.Owner, i.Doomed = state.Persistent, s, false
		s.identityOf(i.Entity).Put(i)
	}
	for _, i := range l.inserted {
		if i.Status == state.Persistent {
			s.identityOf(i.Entity).Remove(i)
		}
		s.makeTransient(i)
	}
	for i, before := range l.columns {
		if i.Status != state.Persistent {
			continue
		}
		s.identityOf(i.Entity).Remove(i)
		i.Entity.Snapshot(i.Object, before)
		i.Entity.Snapshot(i.Snapshot, before)
		s.identityOf(i.Entity).Put(i)
		i.Expire()
	}
	for key, before := range l.relations {
		if key.instance.Status != state.Persistent {
			continue // a new object keeps what it leads to
		}
		if key.relationship.Many {
			key.instance.Collection(key.relationship).Restore(before.collection)
		} else {
			key.instance.Reference(key.relationship).Restore(before.reference)
		}
		key.instance.Generation++
	}
}

// makeTransient takes an object out of the session as if it had never been
// written.
func (s *Session) makeTransient(i *state.Instance) {
	if i.Generated && i.Entity.Generated != nil {
		c := i.Entity.Generated
		_ = c.Codec.Assign(c.At(i.Object), nil)
	}
	i.Status, i.Owner, i.Snapshot, i.Doomed, i.Generated, i.Expired = state.Transient, nil, nil, false, false, false
	i.Siblings, i.Overrides = nil, nil
	i.Touched = true // what it leads to is new to the session that it is added to
	for _, r := range i.Entity.Relationships {
		if r.Many {
			i.Collection(r).Renew()
		} else {
			i.Reference(r).Renew()
		}
	}
}

// revert drops the changes that were not flushed; with expire, all objects are
// to be read again.
func (s *Session) revert(expire bool) {
	for _, i := range s.pending {
		s.makeTransient(i)
	}
	for _, i := range s.touched {
		if i.Status != state.Persistent {
			continue // it is to be resolved when it is added again
		}
		i.Touched = false
		for _, r := range i.Entity.Relationships {
			if r.Many {
				i.Collection(r).Revert()
			} else {
				i.Reference(r).Revert()
			}
		}
	}
	for _, i := range s.doomed {
		i.Doomed = false
	}
	s.pending, s.touched, s.doomed = nil, nil, nil
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			if i.Overrides != nil || i.Modified() {
				i.Overrides = nil
				i.Entity.Snapshot(i.Object, i.Snapshot)
			}
			if expire {
				i.Expire()
			}
		}
	}
}
