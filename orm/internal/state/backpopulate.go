package state

import (
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
)

// link has an object refer to another on its side of a relationship, because
// the other side was changed by the program.
func (i *Instance) link(r *mapping.Relationship, other *Instance) {
	if r.Many {
		c := i.Collection(r)
		if !c.mentions(other.Object) {
			c.insert(other)
		}
		return
	}
	f := i.Reference(r)
	old := f.value
	if old == other.Object && f.Known() {
		return
	}
	f.value, f.set = other.Object, true
	i.touch()
	if old != nil && r.Back != nil {
		if partner := Of(r.Target, old); partner != nil {
			partner.release(r.Back, i)
		}
	}
}

// unlink has an object no longer refer to another.
func (i *Instance) unlink(r *mapping.Relationship, other *Instance) {
	if r.Many {
		i.Collection(r).drop(other)
		return
	}
	f := i.Reference(r)
	if f.Known() && f.value != other.Object {
		return
	}
	f.value, f.set = nil, true
	i.touch()
}

// orphan lets a pending object leave its session that lost its parent along a
// relationship which deletes orphans: there is no row to delete.
func (i *Instance) orphan(r *mapping.Relationship) {
	if i.Status == Pending && i.Owner != nil && r.Has(mapping.DeleteOrphan) {
		i.Owner.Release(i)
	}
}

// release takes an item that went to another owner out of this one.
func (i *Instance) release(r *mapping.Relationship, item *Instance) {
	if r.Many {
		i.Collection(r).drop(item)
		return
	}
	if f := i.Reference(r); f.value == item.Object {
		f.value, f.set = nil, true
		i.touch()
	}
}

// mentions reports whether the collection is known to hold an object.
func (c *Collection) mentions(object unsafe.Pointer) bool {
	contents := c.contents
	if contents == nil {
		return false
	}
	if contents.loaded || contents.replaced {
		return slices.Contains(contents.items, object)
	}
	return slices.Contains(contents.added, object)
}

// linkCollection takes up what a plain literal put into a collection before
// its owner was known.
func linkCollection(i *Instance, r *mapping.Relationship) {
	c := i.Collection(r)
	if c.contents == nil {
		return
	}
	c.contents.loaded = true
	if len(c.contents.items) > 0 {
		i.touch()
	}
	for _, object := range c.contents.items {
		item := Instrument(r.Target, object)
		if r.Back != nil {
			item.link(r.Back, i)
		}
	}
}

// linkReference takes up what a plain literal put into a reference.
func linkReference(i *Instance, r *mapping.Relationship) {
	f := i.Reference(r)
	if !f.set || f.value == nil {
		return
	}
	i.touch()
	item := Instrument(r.Target, f.value)
	if r.Back != nil {
		item.link(r.Back, i)
	}
}
