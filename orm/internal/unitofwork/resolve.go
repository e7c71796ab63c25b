package unitofwork

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// Resolve follows the relationships of everything collected. Where a deletion
// or a replaced collection has to know rows that are not loaded, it loads
// them.
func (u *Unit) Resolve(ctx context.Context) error {
	for _, i := range u.touched {
		if err := u.settleReplaced(ctx, i); err != nil {
			return err
		}
	}
	// Who got a new parent has to be known before anybody counts as left alone,
	// and changed relationships may doom orphans, and what is doomed may doom
	// more.
	for _, i := range u.touched {
		if err := u.resolveChanged(ctx, i); err != nil {
			return err
		}
	}
	for _, d := range u.departures {
		u.release(d.parent, d.relationship, d.child)
	}
	for done := 0; done < len(u.doomed); {
		wave := u.doomed[done:]
		done = len(u.doomed)
		if err := u.loadForDeletion(ctx, wave); err != nil {
			return err
		}
		for _, i := range wave {
			u.resolveDoomed(i)
		}
	}
	for at := range u.syncs {
		if err := u.checkBlank(&u.syncs[at]); err != nil {
			return err
		}
	}
	return u.copyKnownKeys()
}

// settleReplaced reads what the database has of collections that were replaced
// unread. Objects that stay in one are no change, also not on their side; those
// that do not forget the owner on theirs.
func (u *Unit) settleReplaced(ctx context.Context, i *state.Instance) error {
	for _, r := range i.Entity.Relationships {
		if r.ViewOnly || !r.Many || !i.Collection(r).Replaced() || u.isDoomed(i) || !u.written(i) {
			continue
		}
		if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
			return err
		}
		if r.Back == nil || !r.Back.Many {
			continue
		}
		for _, object := range i.Collection(r).Kept() {
			if item := state.Of(r.Target, object); item != nil {
				item.Collection(r.Back).Settle(i.Object)
			}
		}
		_, removed := i.Collection(r).Changes()
		for _, object := range removed {
			if item := state.Of(r.Target, object); item != nil {
				item.Collection(r.Back).Lose(i.Object)
			}
		}
	}
	return nil
}

// A departure is a child that its parent's relationship no longer holds.
type departure struct {
	parent       *state.Instance
	relationship *mapping.Relationship
	child        *state.Instance
}

// resolveChanged follows the relationships of an object that the program
// changed.
func (u *Unit) resolveChanged(ctx context.Context, i *state.Instance) error {
	if u.isDoomed(i) || !u.written(i) {
		return nil
	}
	for _, r := range i.Entity.Relationships {
		if r.ViewOnly {
			continue
		}
		var err error
		switch {
		case r.Direction == mapping.ManyToOne:
			err = u.resolveReference(ctx, i, r)
		case r.Direction == mapping.OneToMany && r.Many:
			u.resolveChildren(i, r)
		case r.Direction == mapping.OneToMany:
			err = u.resolveChild(ctx, i, r)
		default:
			err = u.resolveLinks(ctx, i, r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// resolveReference notes the foreign key of a changed many-to-one. Where the
// object was the only one to hold its target, the target is an orphan.
func (u *Unit) resolveReference(ctx context.Context, i *state.Instance, r *mapping.Relationship) error {
	f := i.Reference(r)
	value, committed, changed, known := f.Changes()
	if !changed {
		return nil
	}
	if r.Has(mapping.DeleteOrphan) && i.Status == state.Persistent {
		if !known {
			if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
				return err
			}
			value, committed, _, _ = f.Changes()
		}
		if committed != nil && committed != value {
			if orphan := state.Of(r.Target, committed); u.written(orphan) && orphan.Status == state.Persistent {
				u.doom(orphan)
			}
		}
	}
	if value == nil {
		if !u.isNew(i) && !u.hasParent(i, r.Local) {
			u.sync(i, r, r.Remote, r.Local, nil)
		}
		return nil
	}
	if parent := state.Of(r.Target, value); u.written(parent) {
		u.sync(i, r, r.Remote, r.Local, parent)
	}
	return nil
}

// resolveChildren notes the foreign keys of the children that came and went.
func (u *Unit) resolveChildren(i *state.Instance, r *mapping.Relationship) {
	added, removed := i.Collection(r).Changes()
	for _, object := range added {
		u.adopt(i, r, state.Of(r.Target, object))
	}
	for _, object := range removed {
		u.departures = append(u.departures, departure{i, r, state.Of(r.Target, object)})
	}
}

// resolveChild does the same for the scalar side of a one-to-one.
func (u *Unit) resolveChild(ctx context.Context, i *state.Instance, r *mapping.Relationship) error {
	f := i.Reference(r)
	value, committed, changed, known := f.Changes()
	if !changed {
		return nil
	}
	if !known && i.Status == state.Persistent {
		if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
			return err
		}
		value, committed, changed, _ = f.Changes()
		if !changed {
			return nil
		}
	}
	if committed != nil {
		u.departures = append(u.departures, departure{i, r, state.Of(r.Target, committed)})
	}
	if value != nil {
		u.adopt(i, r, state.Of(r.Target, value))
	}
	return nil
}

func (u *Unit) adopt(parent *state.Instance, r *mapping.Relationship, child *state.Instance) {
	if u.written(child) {
		u.sync(child, r, r.Local, r.Remote, parent)
	}
}

// release lets a child go: an orphan is deleted, any other loses its foreign
// key, unless it already went to another parent.
func (u *Unit) release(parent *state.Instance, r *mapping.Relationship, child *state.Instance) {
	if !u.written(child) || u.moved(parent, r, child) {
		return
	}
	if r.Has(mapping.DeleteOrphan) {
		if child.Status == state.Pending {
			u.node(child).operation = noOperation
			u.loader.Expunge(child)
			return
		}
		u.doom(child)
		return
	}
	if !u.isNew(child) {
		u.sync(child, r, r.Local, r.Remote, nil)
		u.forget(parent, r, child)
	}
}

// moved reports whether a child that a parent loses has another one.
func (u *Unit) moved(parent *state.Instance, r *mapping.Relationship, child *state.Instance) bool {
	if u.hasOtherParent(child, r.Remote, parent) {
		return true
	}
	if r.Back == nil || r.Back.Many {
		return false
	}
	now := child.Reference(r.Back).Value()
	if now == nil || now == parent.Object {
		return false
	}
	other := state.Of(r.Owner, now)
	return other == nil || !u.isDoomed(other)
}

// forget has a child no longer refer to an owner that lost it, once the flush
// is done.
func (u *Unit) forget(parent *state.Instance, r *mapping.Relationship, child *state.Instance) {
	if r.Back != nil && !r.Back.Many && child.Reference(r.Back).Value() == parent.Object {
		u.released = append(u.released, reference{child, r.Back})
	}
}

// resolveLinks notes the link rows of a changed many-to-many.
func (u *Unit) resolveLinks(ctx context.Context, i *state.Instance, r *mapping.Relationship) error {
	var added, removed []unsafe.Pointer
	if r.Many {
		added, removed = i.Collection(r).Changes()
	} else {
		f := i.Reference(r)
		value, committed, changed, known := f.Changes()
		if changed && !known && i.Status == state.Persistent {
			if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
				return err
			}
			value, committed, changed, _ = f.Changes()
		}
		if changed && value != nil {
			added = []unsafe.Pointer{value}
		}
		if changed && committed != nil {
			removed = []unsafe.Pointer{committed}
		}
	}
	for at, object := range added {
		if remote := state.Of(r.Target, object); u.written(remote) {
			u.addLink(r, i, remote, false, mentions(added[:at+1], object))
		}
	}
	for at, object := range removed {
		remote := state.Of(r.Target, object)
		if remote == nil || remote.Status == state.Pending || remote.Status == state.Transient {
			continue
		}
		u.addLink(r, i, remote, true, mentions(removed[:at+1], object))
		if r.Has(mapping.DeleteOrphan) && u.written(remote) {
			u.doom(remote)
		}
	}
	return nil
}

// mentions counts how often an object stands in a list.
func mentions(list []unsafe.Pointer, object unsafe.Pointer) int {
	n := 0
	for _, o := range list {
		if o == object {
			n++
		}
	}
	return n
}

// loadForDeletion reads what the deletion of objects has to know, by one
// statement for each relationship.
func (u *Unit) loadForDeletion(ctx context.Context, doomed []*state.Instance) error {
	var relationships []*mapping.Relationship
	owners := map[*mapping.Relationship][]*state.Instance{}
	for _, i := range doomed {
		for _, r := range i.Entity.Relationships {
			if !u.concerned(r) || r.PassiveDeletes && r.Direction != mapping.ManyToOne || current(i, r) {
				continue
			}
			if owners[r] == nil {
				relationships = append(relationships, r)
			}
			owners[r] = append(owners[r], i)
		}
	}
	for _, r := range relationships {
		if err := u.loader.LoadRelated(ctx, r, owners[r]); err != nil {
			return err
		}
	}
	return nil
}

// concerned reports whether a deletion has something to do along a
// relationship.
func (u *Unit) concerned(r *mapping.Relationship) bool {
	return !r.ViewOnly && !r.PassiveDeletesAll && (r.Direction != mapping.ManyToOne || r.Has(mapping.Delete))
}

// current reports whether it is known what the database has on the other side.
func current(i *state.Instance, r *mapping.Relationship) bool {
	if !r.Many {
		return i.Reference(r).Current()
	}
	c := i.Collection(r)
	return r.Strategy != mapping.Dynamic && c.Fresh() && !c.Replaced()
}

// resolveDoomed follows the relationships of an object whose row goes.
func (u *Unit) resolveDoomed(i *state.Instance) {
	for _, r := range i.Entity.Relationships {
		if !u.concerned(r) {
			continue
		}
		for _, other := range u.related(i, r) {
			switch r.Direction {
			case mapping.OneToMany:
				u.bereave(i, r, other)
			case mapping.ManyToMany:
				u.addLink(r, i, other, true, 1)
				if r.Has(mapping.Delete) && u.written(other) {
					u.doom(other)
				}
			case mapping.ManyToOne:
				if u.written(other) {
					u.doom(other)
				}
			}
		}
	}
}

// bereave deletes a child of a deleted parent, or blanks its foreign key.
func (u *Unit) bereave(parent *state.Instance, r *mapping.Relationship, child *state.Instance) {
	switch {
	case !u.written(child), u.moved(parent, r, child):
	case r.Has(mapping.Delete) && child.Status == state.Pending:
		u.node(child).operation = noOperation
		u.loader.Expunge(child)
	case r.Has(mapping.Delete):
		u.doom(child)
	default:
		u.sync(child, r, r.Local, r.Remote, nil)
		u.forget(parent, r, child)
	}
}

// related gives what the database has on the other side of a relationship, as
// far as it is known, and what the program put there; of a many-to-many, where
// only what has link rows matters, without the latter.
func (u *Unit) related(i *state.Instance, r *mapping.Relationship) []*state.Instance {
	var objects []unsafe.Pointer
	known := current(i, r) || !r.PassiveDeletes
	if r.Many {
		c := i.Collection(r)
		if known {
			objects = c.Committed()
		}
		if r.Direction != mapping.ManyToMany {
			added, _ := c.Changes()
			objects = append(objects[:len(objects):len(objects)], added...)
		}
	} else {
		value, committed, changed, _ := i.Reference(r).Changes()
		if known && committed != nil {
			objects = append(objects, committed)
		}
		if changed && value != nil && value != committed && r.Direction != mapping.ManyToMany {
			objects = append(objects, value)
		}
	}
	instances := make([]*state.Instance, 0, len(objects))
	for _, object := range objects {
		if instance := state.Of(r.Target, object); instance != nil {
			instances = append(instances, instance)
		}
	}
	return instances
}

// A BlankKeyError says that releasing a row would write NULL where none can be.
type BlankKeyError struct {
	Relationship string // "ShoppingCart.Lines", or "Line.Cart" where it has no other side
	Child        string // the entity that would lose its key
	Column       string
	PrimaryKey   bool

	reference bool // the relationship is the child's
}

// Error names the relationship, the column and the cure.
func (e *BlankKeyError) Error() string {
	what := "is NOT NULL"
	if e.PrimaryKey {
		what = "is part of the primary key"
	}
	cure := fmt.Sprintf("give %s cascade=%q so that the row is deleted", e.Relationship, "all delete-orphan")
	if e.reference {
		cure = "set another object, or delete the " + e.Child
	}
	return fmt.Sprintf("%s: releasing a %s would set its column %s to NULL, which %s: %s, or make the column nullable",
		e.Relationship, e.Child, e.Column, what, cure)
}

// Is tells that the database would have refused the NULL.
func (e *BlankKeyError) Is(target error) bool {
	return target == azoth.ErrIntegrity || target == azoth.ErrNotNullViolation
}

// checkBlank refuses to blank a foreign key that cannot be NULL.
func (u *Unit) checkBlank(s *sync) error {
	if s.parent != nil || u.isDoomed(s.child) || u.hasParent(s.child, s.destination) {
		return nil
	}
	for _, c := range s.destination {
		if c.Key || !c.Nullable() {
			r := s.relationship
			if r.Direction == mapping.ManyToOne && r.Back != nil {
				r = r.Back // where the cascade belongs
			}
			return &BlankKeyError{Relationship: r.String(), Child: s.child.Entity.Name, Column: c.AST.Name, PrimaryKey: c.Key,
				reference: r.Direction == mapping.ManyToOne}
		}
	}
	return nil
}

// copyKnownKeys copies the keys of parents that have their row already, so that
// children whose key turns out the same are not written. A key made of such
// keys may show that a new object takes over the row of a deleted one, whose
// children then know their key, too.
func (u *Unit) copyKnownKeys() error {
	for at := range u.nodes {
		if n := &u.nodes[at]; n.operation == insertRow {
			if err := u.makeKey(n); err != nil {
				return err
			}
		}
	}
	for {
		for at := range u.nodes {
			n := &u.nodes[at]
			if n.operation != insertRow && n.operation != updateRow || n.syncs == 0 {
				continue
			}
			if err := u.copyKeys(n, func(s *sync) bool { return s.parent == nil }); err != nil {
				return err
			}
			if err := u.copyKeys(n, func(s *sync) bool { return s.parent != nil && !u.isNew(s.parent) && !u.isDoomed(s.parent) }); err != nil {
				return err
			}
		}
		switched, err := u.switchRows()
		if err != nil {
			return err
		}
		if !switched {
			break
		}
	}
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation == updateRow && n.replaces == nil && !n.instance.Modified() && !u.waits(n) {
			n.operation = noOperation
		}
	}
	return nil
}

// copyKeys copies the foreign keys of a row that a condition picks.
func (u *Unit) copyKeys(n *node, pick func(*sync) bool) error {
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		if sync := &u.syncs[s-1]; pick(sync) {
			if err := sync.apply(); err != nil {
				return err
			}
		}
	}
	return nil
}

// waits reports whether a foreign key of the row is not known yet.
func (u *Unit) waits(n *node) bool {
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		if sync := &u.syncs[s-1]; sync.parent != nil && u.isNew(sync.parent) {
			return true
		}
	}
	return false
}

// apply copies the key into the child's object, or blanks it.
func (s *sync) apply() error {
	child := s.child
	for at, destination := range s.destination {
		if s.parent == nil {
			if err := destination.Codec.Assign(destination.At(child.Object), nil); err != nil {
				return err
			}
			continue
		}
		source := s.source[at]
		if source.Integer != nil && destination.Integer != nil {
			if v, ok := source.Integer.LoadInt(source.At(s.parent.Object)); ok {
				destination.Integer.StoreInt(destination.At(child.Object), v)
				continue
			}
		}
		value, err := source.Codec.Value(source.At(s.parent.Object))
		if err == nil {
			err = destination.Codec.Assign(destination.At(child.Object), value)
		}
		if err != nil {
			return fmt.Errorf("%s: copying key %s to %s: %w", s.relationship, source.AST.Name, destination.AST.Name, err)
		}
	}
	return nil
}
