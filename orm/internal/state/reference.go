package state

import (
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
)

// A Reference is the content of an orm.One field: the object of the other
// side, or none.
type Reference struct {
	Owner     *Instance
	value     unsafe.Pointer // what the program sees, when loaded or set
	committed unsafe.Pointer // what the database has, when loaded
	Policy    Policy
	loaded    bool // committed is known
	set       bool // value was set since the last flush
	// generation is the owner's when the value was loaded, in its low bits.
	generation uint32
}

// Copied reports whether the field came into its object by a copy of another
// object: it can read what that one had loaded, and no more.
func (f *Reference) Copied() bool { return f.Owner != nil && !f.Owner.holds(unsafe.Pointer(f)) }

// own makes a copied field one of its own, with nothing in it.
func (f *Reference) own() {
	if f.Copied() {
		*f = Reference{}
	}
}

// Relationship finds which relationship of its owner the reference is.
func (f *Reference) Relationship() *mapping.Relationship {
	return relationshipAt(f.Owner, unsafe.Pointer(f))
}

// Known reports whether the value can be read without a load.
func (f *Reference) Known() bool {
	return f.loaded || f.set || f.Owner == nil || !f.Owner.HasRow()
}

// Fresh reports whether the value is known and did not expire.
func (f *Reference) Fresh() bool {
	if f.set || f.Owner == nil || !f.Owner.HasRow() {
		return true
	}
	return f.loaded && f.generation == f.Owner.Generation
}

// Current reports whether it is known what the database has, also where the
// program has set another value since.
func (f *Reference) Current() bool {
	return f.Owner == nil || !f.Owner.HasRow() || f.loaded && f.generation == f.Owner.Generation
}

// Value is the known value, or nil.
func (f *Reference) Value() unsafe.Pointer { return f.value }

// Set stores a value, nil for none, and keeps the other side in step.
func (f *Reference) Set(object unsafe.Pointer) {
	f.own()
	if f.Owner == nil {
		f.value, f.set = object, true
		return
	}
	r := f.Relationship()
	if object == nil {
		f.assign(r, nil)
		return
	}
	item := Instrument(r.Target, object)
	f.assign(r, item)
	if f.Owner.Owner != nil && !item.InSession() && r.Has(mapping.SaveUpdate) {
		f.Owner.Owner.Attach(item)
	}
}

// assign stores a value on this side, lets the old partner go and tells the new
// one.
func (f *Reference) assign(r *mapping.Relationship, item *Instance) {
	old := f.value
	var object unsafe.Pointer
	if item != nil {
		object = item.Object
	}
	if f.Known() && old == object && (f.set || f.Fresh()) {
		if !f.set && f.Owner.HasRow() {
			return
		}
	}
	f.value, f.set = object, true
	f.Owner.touch()
	if old != nil && old != object {
		if partner := Of(r.Target, old); partner != nil {
			if r.Back != nil {
				partner.unlink(r.Back, f.Owner)
			}
			partner.orphan(r)
		}
		if item == nil && r.Back != nil {
			f.Owner.orphan(r.Back)
		}
	}
	if r.Back == nil {
		return
	}
	if item != nil {
		item.link(r.Back, f.Owner)
	}
}

// Load stores what the database has; a value set since the last flush stays.
func (f *Reference) Load(object unsafe.Pointer) {
	f.committed, f.loaded = object, true
	f.generation = f.Owner.Generation
	if !f.set {
		f.value = object
	}
}

// Forget drops what is known, as before a load.
func (f *Reference) Forget() {
	f.value, f.committed, f.loaded, f.set = nil, nil, false, false
}

// Changes gives the value and what the database has; known says whether the
// latter was ever read.
func (f *Reference) Changes() (value, committed unsafe.Pointer, changed, known bool) {
	if !f.set {
		return f.value, f.committed, false, f.loaded
	}
	return f.value, f.committed, !f.loaded || f.value != f.committed, f.loaded
}

// Commit notes the value as what the database has.
func (f *Reference) Commit() {
	if f.set {
		f.committed, f.loaded, f.set = f.value, true, false
		f.generation = f.Owner.Generation
	}
}

// SavedReference is the remembered content of a reference.
type SavedReference struct {
	committed unsafe.Pointer
	loaded    bool
}

// Save remembers what the database had before a change, for a rollback.
func (f *Reference) Save() SavedReference { return SavedReference{f.committed, f.loaded} }

// Restore brings a remembered content back.
func (f *Reference) Restore(s SavedReference) {
	f.value, f.committed, f.loaded, f.set = s.committed, s.committed, s.loaded, false
}

// Revert drops a value set since the last flush.
func (f *Reference) Revert() {
	f.value, f.set = f.committed, false
}

// Flushed notes that the owner's row was written for the first time: a
// reference that the program set is known, one that it left alone is not, since
// a foreign key may have been set in its place.
func (f *Reference) Flushed() { f.Commit() }

// Renew has the value count as new, as when the owner's row was undone.
func (f *Reference) Renew() {
	f.committed, f.loaded = nil, false
	f.set = f.value != nil
}

// Assigned reports whether a value was set or loaded.
func (f *Reference) Assigned() bool { return f.set || f.loaded }

// Clear notes that the owner leads to nothing, in the database too.
func (f *Reference) Clear() {
	f.value, f.committed, f.loaded, f.set = nil, nil, true, false
	f.generation = f.Owner.Generation
}
