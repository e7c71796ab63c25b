package unitofwork

import (
	"context"
	"fmt"
	"unsafe"

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
	// Changed relationships may doom orphans, and what is doomed may doom more.
	for _, i := range u.touched {
		if err := u.resolveChanged(ctx, i); err != nil {
			return err
		}
	}
	for at := 0; at < len(u.doomed); at++ {
		if err := u.resolveDoomed(ctx, u.doomed[at]); err != nil {
			return err
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
// unread. Objects that stay in one are no change, also not on their side.
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
	}
	return nil
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
			u.resolveReference(i, r)
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

// resolveReference notes the foreign key of a changed many-to-one.
func (u *Unit) resolveReference(i *state.Instance, r *mapping.Relationship) {
	value, _, changed, _ := i.Reference(r).Changes()
	if !changed {
		return
	}
	if value == nil {
		if !u.isNew(i) && !u.hasParent(i, r.Local) {
			u.sync(i, r, r.Remote, r.Local, nil)
		}
		return
	}
	if parent := state.Of(r.Target, value); u.written(parent) {
		u.sync(i, r, r.Remote, r.Local, parent)
	}
}

// resolveChildren notes the foreign keys of the children that came and went.
func (u *Unit) resolveChildren(i *state.Instance, r *mapping.Relationship) {
	added, removed := i.Collection(r).Changes()
	for _, object := range added {
		u.adopt(i, r, state.Of(r.Target, object))
	}
	for _, object := range removed {
		u.release(i, r, state.Of(r.Target, object))
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
		u.release(i, r, state.Of(r.Target, committed))
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
	if !u.written(child) {
		return
	}
	if r.Back != nil && !r.Back.Many {
		if now := child.Reference(r.Back).Value(); now != nil && now != parent.Object {
			return
		}
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
	if !u.hasParent(child, r.Remote) && !u.isNew(child) {
		u.sync(child, r, r.Local, r.Remote, nil)
		u.forget(parent, r, child)
	}
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

// resolveDoomed follows the relationships of an object whose row goes.
func (u *Unit) resolveDoomed(ctx context.Context, i *state.Instance) error {
	for _, r := range i.Entity.Relationships {
		if r.ViewOnly {
			continue
		}
		switch r.Direction {
		case mapping.OneToMany:
			children, err := u.related(ctx, i, r)
			if err != nil {
				return err
			}
			for _, child := range children {
				u.bereave(i, r, child)
			}
		case mapping.ManyToMany:
			remotes, err := u.related(ctx, i, r)
			if err != nil {
				return err
			}
			for _, remote := range remotes {
				u.addLink(r, i, remote, true, 1)
				if r.Has(mapping.Delete) && u.written(remote) {
					u.doom(remote)
				}
			}
		case mapping.ManyToOne:
			if !r.Has(mapping.Delete) {
				continue
			}
			parents, err := u.related(ctx, i, r)
			if err != nil {
				return err
			}
			for _, parent := range parents {
				if u.written(parent) {
					u.doom(parent)
				}
			}
		}
	}
	return nil
}

// bereave deletes a child of a deleted parent, or blanks its foreign key.
func (u *Unit) bereave(parent *state.Instance, r *mapping.Relationship, child *state.Instance) {
	switch {
	case !u.written(child):
	case r.Has(mapping.Delete) && child.Status == state.Pending:
		u.node(child).operation = noOperation
		u.loader.Expunge(child)
	case r.Has(mapping.Delete):
		u.doom(child)
	case !u.hasParent(child, r.Remote):
		u.sync(child, r, r.Local, r.Remote, nil)
		u.forget(parent, r, child)
	}
}

// related gives what the database has on the other side of a relationship,
// and what the program put there.
func (u *Unit) related(ctx context.Context, i *state.Instance, r *mapping.Relationship) ([]*state.Instance, error) {
	if r.PassiveDeletes && r.Direction != mapping.ManyToOne && !u.known(i, r) {
		return nil, nil
	}
	var objects []unsafe.Pointer
	if r.Many {
		c := i.Collection(r)
		if r.Strategy == mapping.Dynamic || !c.Fresh() || c.Replaced() {
			if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
				return nil, err
			}
		}
		objects = c.Committed()
		added, _ := c.Changes()
		objects = append(objects[:len(objects):len(objects)], added...)
	} else {
		f := i.Reference(r)
		if !f.Fresh() {
			if err := u.loader.LoadRelated(ctx, r, []*state.Instance{i}); err != nil {
				return nil, err
			}
		}
		value, committed, _, _ := f.Changes()
		if committed != nil {
			objects = append(objects, committed)
		}
		if value != nil && value != committed {
			objects = append(objects, value)
		}
	}
	instances := make([]*state.Instance, 0, len(objects))
	for _, object := range objects {
		if instance := state.Of(r.Target, object); instance != nil {
			instances = append(instances, instance)
		}
	}
	return instances, nil
}

func (u *Unit) known(i *state.Instance, r *mapping.Relationship) bool {
	if r.Many {
		return i.Collection(r).Known()
	}
	return i.Reference(r).Known()
}

// A BlankKeyError says that releasing a row would write NULL where none can be.
type BlankKeyError struct {
	Relationship string // "ShoppingCart.Lines"
	Child        string // the entity that would lose its key
	Column       string
	PrimaryKey   bool
}

// Error names the relationship, the column and the cure.
func (e *BlankKeyError) Error() string {
	what := "is NOT NULL"
	if e.PrimaryKey {
		what = "is part of the primary key"
	}
	return fmt.Sprintf("%s: releasing a %s would set its column %s to NULL, which %s: give the relationship cascade=%q so that the row is deleted, or make the column nullable",
		e.Relationship, e.Child, e.Column, what, "all delete-orphan")
}

// checkBlank refuses to blank a foreign key that cannot be NULL.
func (u *Unit) checkBlank(s *sync) error {
	if s.parent != nil || u.isDoomed(s.child) || u.hasParent(s.child, s.destination) {
		return nil
	}
	for _, c := range s.destination {
		if c.Key || !c.Nullable() {
			return &BlankKeyError{Relationship: s.relationship.String(), Child: s.child.Entity.Name, Column: c.AST.Name, PrimaryKey: c.Key}
		}
	}
	return nil
}

// copyKnownKeys copies the keys of parents that have their row already, so that
// children whose key turns out the same are not written.
func (u *Unit) copyKnownKeys() error {
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != insertRow && n.operation != updateRow || n.syncs == 0 && n.operation == insertRow {
			continue
		}
		if err := u.copyKeys(n, func(s *sync) bool { return s.parent == nil }); err != nil {
			return err
		}
		if err := u.copyKeys(n, func(s *sync) bool { return s.parent != nil && !u.isNew(s.parent) }); err != nil {
			return err
		}
		if n.operation == updateRow && !n.instance.Modified() && !u.waits(n) {
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
