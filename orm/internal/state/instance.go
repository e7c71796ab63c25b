package state

import (
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
)

// Status is where an object is in its life.
type Status uint8

// The states of an object.
const (
	Transient  Status = iota // not in a session, has no row
	Pending                  // added, its row is not written yet
	Persistent               // in a session, has a row
	Deleted                  // its row was deleted in the transaction under way
	Detached                 // has or had a row, in no session
)

// String names the state as the documentation does.
func (s Status) String() string {
	return [...]string{"transient", "pending", "persistent", "deleted", "detached"}[s]
}

// A Marker is the field through which an object finds its state.
type Marker struct{ instance *Instance }

// An Instance is what is known of one object.
type Instance struct {
	Entity *mapping.Entity
	Object unsafe.Pointer
	// Snapshot is the object as the database has it; nil before its first
	// flush.
	Snapshot unsafe.Pointer
	// Owner is the session that the object belongs to, or nil.
	Owner Owner
	// Siblings are the objects that came from the same result.
	Siblings *Siblings
	// Overrides is the first of the values set by expression or explicitly, until
	// the flush.
	Overrides *Override
	// Position is where the instance stands in its identity map's list.
	Position int32
	// Order is the order of addition, of pending objects.
	Order int32
	// Generation counts the times that the object expired: what was loaded in
	// an earlier one is read again.
	Generation uint32
	Status     Status
	// Expired says that the next row that meets the object overwrites it.
	Expired bool
	// Generated says that the database made the object's key.
	Generated bool
	// Doomed marks the object for deletion by the next flush.
	Doomed bool
	// Touched says that a relationship changed since the last flush.
	Touched bool
	// Mark is free for the algorithm under way; it is zero outside of one.
	Mark uint32
}

// An Override is a column whose next write is not the field's plain value.
type Override struct {
	Column *mapping.Column
	Expr   any // an ast.Expr, or nil to write the field even where it is zero
	next   *Override
}

// Override has the next flush write a column by an expression, or, where that
// is nil, its field even where that is zero.
func (i *Instance) Override(c *mapping.Column, expr any) {
	if o := i.OverrideOf(c); o != nil {
		o.Expr = expr
		return
	}
	i.Overrides = &Override{Column: c, Expr: expr, next: i.Overrides}
}

// OverrideOf gives the override of a column, or nil.
func (i *Instance) OverrideOf(c *mapping.Column) *Override {
	for o := i.Overrides; o != nil; o = o.next {
		if o.Column == c {
			return o
		}
	}
	return nil
}

// HasExpression reports whether any column is written by an expression.
func (i *Instance) HasExpression() bool {
	for o := i.Overrides; o != nil; o = o.next {
		if o.Expr != nil {
			return true
		}
	}
	return false
}

// An Owner is a session, as the objects in it need to know it.
type Owner interface {
	// Attach brings an object into the session along a save-update cascade.
	Attach(*Instance)
	// Touch notes that a relationship of the object changed.
	Touch(*Instance)
	// Release takes a pending object out of the session that lost the parent it
	// came by.
	Release(*Instance)
}

// Siblings are the objects that one result gave.
type Siblings struct{ Instances []*Instance }

// Add adds an object to those of the result.
func (s *Siblings) Add(i *Instance) { s.Instances = appendDoubling(s.Instances, i) }

// appendDoubling appends to a list that may get very long: where append grows a
// list by a quarter, and so leaves four times its memory behind, it doubles.
func appendDoubling(list []*Instance, i *Instance) []*Instance {
	if len(list) == cap(list) {
		list = slices.Grow(list, max(1, len(list)))
	}
	return append(list, i)
}

// Of gives the state of an object, or nil for one that nobody knows yet. A
// struct copied from a mapped object has no state of its own.
func Of(e *mapping.Entity, object unsafe.Pointer) *Instance {
	instance := (*Marker)(unsafe.Add(object, e.StateOffset)).instance
	if instance == nil || instance.Object != object {
		return nil
	}
	return instance
}

// Instrument gives an object its state: it knows its relationships from now
// on, and what plain literals put into them is linked in both directions. What
// came into them by copying another object is dropped: it is that one's.
func Instrument(e *mapping.Entity, object unsafe.Pointer) *Instance {
	if instance := Of(e, object); instance != nil {
		return instance
	}
	for _, r := range e.Relationships {
		if r.Many {
			(*Collection)(r.At(object)).own()
		} else {
			(*Reference)(r.At(object)).own()
		}
	}
	instance := &Instance{Entity: e}
	instance.Bind(object)
	for _, r := range e.Relationships {
		if r.Many {
			linkCollection(instance, r)
		} else {
			linkReference(instance, r)
		}
	}
	return instance
}

// Bind makes the instance the state of an object, whose relationships then
// know their owner.
func (i *Instance) Bind(object unsafe.Pointer) {
	i.Object = object
	e := i.Entity
	(*Marker)(unsafe.Add(object, e.StateOffset)).instance = i
	for _, r := range e.Relationships {
		if r.Many {
			i.Collection(r).Owner = i
		} else {
			i.Reference(r).Owner = i
		}
	}
}

// Collection is the object's collection for a relationship.
func (i *Instance) Collection(r *mapping.Relationship) *Collection {
	return (*Collection)(r.At(i.Object))
}

// Reference is the object's reference for a relationship.
func (i *Instance) Reference(r *mapping.Relationship) *Reference {
	return (*Reference)(r.At(i.Object))
}

// holds reports whether a field lies within the object.
func (i *Instance) holds(field unsafe.Pointer) bool {
	return uintptr(field)-uintptr(i.Object) < i.Entity.Type.Size()
}

// InSession reports whether the object belongs to a session.
func (i *Instance) InSession() bool { return i.Owner != nil }

// HasRow reports whether unloaded relationships may have something in the
// database.
func (i *Instance) HasRow() bool {
	return i.Status == Persistent || i.Status == Deleted || i.Status == Detached
}

// Changed reports whether a column differs from the snapshot.
func (i *Instance) Changed(c *mapping.Column) bool {
	return i.Snapshot == nil || !c.Codec.Equal(c.At(i.Object), c.At(i.Snapshot))
}

// Modified reports whether any column differs from the snapshot, or is to be
// written by an override.
func (i *Instance) Modified() bool {
	if i.Overrides != nil {
		return true
	}
	for _, c := range i.Entity.Columns {
		if !c.Codec.Equal(c.At(i.Object), c.At(i.Snapshot)) {
			return true
		}
	}
	return false
}

// TakeSnapshot notes the columns as what the database has.
func (i *Instance) TakeSnapshot() {
	if i.Snapshot == nil {
		i.Snapshot = i.Entity.Layout.NewStruct()
	}
	i.Entity.Snapshot(i.Snapshot, i.Object)
}

// Expire has the next row or load that meets the object overwrite it.
func (i *Instance) Expire() {
	i.Expired = true
	i.Generation++
}

// touch notes a changed relationship, here and in the session.
func (i *Instance) touch() {
	if i.Touched {
		return
	}
	i.Touched = true
	if i.Owner != nil {
		i.Owner.Touch(i)
	}
}
