package state

import (
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
)

// Policy is what a loader option left in a relationship field for its lazy
// load; the zero value is the mapping's own strategy.
type Policy uint8

// The policies.
const (
	PolicyDefault Policy = iota
	PolicyBatch
	PolicyLazy
	PolicyRaise
)

// A Collection is the content of an orm.Many field: the objects of the other
// side, and how they differ from what the database has.
type Collection struct {
	Owner    *Instance
	contents *contents
	Policy   Policy
}

// contents are the parts of a collection that most objects never need.
type contents struct {
	items     []unsafe.Pointer // what the program sees, when loaded
	committed []unsafe.Pointer // of items, what the database has
	added     []unsafe.Pointer // while not loaded: put in since the last flush
	removed   []unsafe.Pointer // while not loaded: taken out since the last flush
	// replaced says that items are to take the place of what the database has,
	// which nobody has read yet.
	replaced   bool
	loaded     bool
	generation uint32
}

// Copied reports whether the field came into its object by a copy of another
// object: it can read what that one had loaded, and no more.
func (c *Collection) Copied() bool { return c.Owner != nil && !c.Owner.holds(unsafe.Pointer(c)) }

// own makes a copied field one of its own, with nothing in it.
func (c *Collection) own() {
	if c.Copied() {
		*c = Collection{}
	}
}

func (c *Collection) touch() *contents {
	if c.contents == nil {
		c.contents = &contents{}
		c.contents.loaded = c.Owner != nil && !c.Owner.HasRow()
	}
	return c.contents
}

// Relationship finds which relationship of its owner the collection is.
func (c *Collection) Relationship() *mapping.Relationship {
	return relationshipAt(c.Owner, unsafe.Pointer(c))
}

func relationshipAt(owner *Instance, field unsafe.Pointer) *mapping.Relationship {
	offset := uintptr(field) - uintptr(owner.Object)
	for _, r := range owner.Entity.Relationships {
		if r.Offset == offset {
			return r
		}
	}
	return nil
}

// Known reports whether the items can be read without a load.
func (c *Collection) Known() bool {
	if c.Owner == nil || !c.Owner.HasRow() {
		return true
	}
	return c.contents != nil && (c.contents.loaded || c.contents.replaced)
}

// Fresh reports whether the items are known and did not expire.
func (c *Collection) Fresh() bool {
	if c.Owner == nil || !c.Owner.HasRow() {
		return true
	}
	if c.contents == nil {
		return false
	}
	return c.contents.replaced || c.contents.loaded && c.contents.generation == c.Owner.Generation
}

// Items are the known items, in memory that belongs to the collection.
func (c *Collection) Items() []unsafe.Pointer {
	if c.contents == nil {
		return nil
	}
	return c.contents.items
}

// Append puts objects at the end, each of which then refers back.
func (c *Collection) Append(object unsafe.Pointer) {
	c.own()
	contents := c.touch()
	if c.Owner == nil {
		contents.items = append(contents.items, object)
		return
	}
	r := c.Relationship()
	item := Instrument(r.Target, object)
	c.insert(item)
	if r.Back != nil {
		item.link(r.Back, c.Owner)
	}
	c.cascade(r, item)
}

// Remove takes the first mention of an object out; one that is known not to be
// there is ignored.
func (c *Collection) Remove(object unsafe.Pointer) {
	c.own()
	contents := c.touch()
	if c.Owner == nil {
		if at := slices.Index(contents.items, object); at >= 0 {
			contents.items = slices.Delete(contents.items, at, at+1)
		}
		return
	}
	r := c.Relationship()
	item := Instrument(r.Target, object)
	if !c.drop(item) {
		return
	}
	if r.Back != nil {
		item.unlink(r.Back, c.Owner)
	}
	item.orphan(r)
}

// Set replaces the content.
func (c *Collection) Set(objects []unsafe.Pointer) {
	c.own()
	contents := c.touch()
	if c.Owner == nil {
		contents.items = slices.Clone(objects)
		return
	}
	if !contents.loaded && !contents.replaced {
		contents.items = slices.Clone(contents.added)
	}
	for _, object := range slices.Clone(contents.items) {
		if !slices.Contains(objects, object) {
			c.Remove(object)
		}
	}
	if !c.Fresh() {
		// What the database has is read by the flush, which then knows what to
		// take out.
		contents.replaced, contents.loaded = true, false
		contents.added, contents.removed = nil, nil
	}
	kept := contents.items
	contents.items = nil
	for _, object := range objects {
		if slices.Contains(kept, object) {
			contents.items = append(contents.items, object)
		} else {
			c.Append(object)
		}
	}
	c.Owner.touch()
}

// insert adds an item on this side only.
func (c *Collection) insert(item *Instance) {
	contents := c.touch()
	switch {
	case contents.loaded || contents.replaced:
		contents.items = append(contents.items, item.Object)
	case slices.Contains(contents.removed, item.Object):
		contents.removed = without(contents.removed, item.Object)
	default:
		contents.added = append(contents.added, item.Object)
	}
	c.Owner.touch()
}

// drop takes an item out on this side only, and reports whether it may have
// been there.
func (c *Collection) drop(item *Instance) bool {
	contents := c.touch()
	switch {
	case contents.loaded || contents.replaced:
		at := slices.Index(contents.items, item.Object)
		if at < 0 && (c.Fresh() || slices.Contains(contents.committed, item.Object)) {
			return false
		}
		if at < 0 {
			// The database may have got it since the collection was loaded.
			if !slices.Contains(contents.removed, item.Object) {
				contents.removed = append(contents.removed, item.Object)
			}
			break
		}
		// A new array, so that a slice handed out before keeps its items.
		items := make([]unsafe.Pointer, 0, len(contents.items)-1)
		contents.items = append(append(items, contents.items[:at]...), contents.items[at+1:]...)
	case slices.Contains(contents.added, item.Object):
		contents.added = without(contents.added, item.Object)
	case !slices.Contains(contents.removed, item.Object):
		contents.removed = append(contents.removed, item.Object)
	}
	c.Owner.touch()
	return true
}

func (c *Collection) cascade(r *mapping.Relationship, item *Instance) {
	if c.Owner.Owner != nil && !item.InSession() && r.Has(mapping.SaveUpdate) {
		c.Owner.Owner.Attach(item)
	}
}

// Load stores what the database has and puts the program's changes since the
// last flush back on top.
func (c *Collection) Load(objects []unsafe.Pointer) {
	contents := c.touch()
	added, removed := c.Changes()
	replaced := contents.replaced
	contents.committed = objects
	contents.loaded, contents.replaced = true, false
	contents.generation = c.Owner.Generation
	contents.added, contents.removed = nil, nil
	if replaced {
		return
	}
	if len(added) == 0 && len(removed) == 0 {
		contents.items = objects
		return
	}
	items := make([]unsafe.Pointer, 0, len(objects)+len(added))
	for _, object := range objects {
		if !slices.Contains(removed, object) {
			items = append(items, object)
		}
	}
	for _, object := range added {
		if !slices.Contains(items, object) {
			items = append(items, object)
		}
	}
	contents.items = items
}

// Extend adds one object that a joined result gave to a collection that is
// being loaded by Begin.
func (c *Collection) Extend(object unsafe.Pointer) {
	contents := c.contents
	for _, known := range contents.items[max(0, len(contents.items)-16):] {
		if known == object {
			return
		}
	}
	if len(contents.items) > 16 && slices.Contains(contents.items, object) {
		return
	}
	contents.items = append(contents.items, object)
	contents.committed = contents.items
}

// Clear empties what is known, as before a load.
func (c *Collection) Clear() { c.contents = nil }

// Replaced reports whether the content was set without knowing what the
// database has.
func (c *Collection) Replaced() bool { return c.contents != nil && c.contents.replaced }

// Changes gives what was put in and taken out since the last flush. A mention
// that stands twice counts twice.
func (c *Collection) Changes() (added, removed []unsafe.Pointer) {
	contents := c.contents
	if contents == nil {
		return nil, nil
	}
	if contents.replaced {
		return contents.items, nil
	}
	if !contents.loaded {
		return contents.added, contents.removed
	}
	if slices.Equal(contents.items, contents.committed) {
		return nil, contents.removed
	}
	removed = minus(contents.committed, contents.items)
	if len(contents.removed) > 0 {
		removed = slices.Concat(removed, contents.removed)
	}
	return minus(contents.items, contents.committed), removed
}

// Committed is what the database has, of a loaded collection.
func (c *Collection) Committed() []unsafe.Pointer {
	if c.contents == nil {
		return nil
	}
	return c.contents.committed
}

// Commit notes the content as what the database has.
func (c *Collection) Commit() {
	contents := c.contents
	if contents == nil {
		return
	}
	if contents.loaded {
		contents.committed = slices.Clip(contents.items)
		contents.items = contents.committed
	}
	contents.added, contents.removed = nil, nil
}

// Flushed notes that the owner's row was written for the first time: the
// collection is what the program made it.
func (c *Collection) Flushed() {
	contents := c.contents
	if contents == nil {
		contents = c.touch()
	}
	contents.loaded = true
	contents.generation = c.Owner.Generation
	c.Commit()
}

// Unload notes that the owner's row was written for the first time and that
// the collection is not to be kept in memory.
func (c *Collection) Unload() {
	c.Commit()
	if c.contents != nil {
		c.contents.loaded = false
	}
}

// Saved is the remembered content of a collection.
type Saved struct {
	contents contents
	had      bool
}

// Save remembers what the database had before a change, for a rollback.
func (c *Collection) Save() Saved {
	if c.contents == nil {
		return Saved{}
	}
	s := Saved{had: true, contents: *c.contents}
	if !s.contents.loaded {
		s.contents.committed = nil
	}
	s.contents.items = s.contents.committed
	s.contents.added, s.contents.removed, s.contents.replaced = nil, nil, false
	return s
}

// Restore brings a remembered content back.
func (c *Collection) Restore(s Saved) {
	if !s.had {
		c.contents = nil
		return
	}
	contents := s.contents
	c.contents = &contents
}

// Revert drops the changes since the last flush.
func (c *Collection) Revert() {
	contents := c.contents
	if contents == nil {
		return
	}
	contents.items = contents.committed
	contents.added, contents.removed = nil, nil
	if contents.replaced {
		contents.replaced, contents.items = false, nil
	}
}

// minus gives the items of a that are not in b, mention by mention.
func minus(a, b []unsafe.Pointer) []unsafe.Pointer {
	if len(b) == 0 {
		return a
	}
	if len(a) == 0 {
		return nil
	}
	if len(a)+len(b) < 32 {
		var rest []unsafe.Pointer
		left := slices.Clone(b)
		for _, x := range a {
			if at := slices.Index(left, x); at >= 0 {
				left = slices.Delete(left, at, at+1)
				continue
			}
			rest = append(rest, x)
		}
		return rest
	}
	count := make(map[unsafe.Pointer]int, len(b))
	for _, x := range b {
		count[x]++
	}
	var rest []unsafe.Pointer
	for _, x := range a {
		if count[x] > 0 {
			count[x]--
			continue
		}
		rest = append(rest, x)
	}
	return rest
}

func without(list []unsafe.Pointer, object unsafe.Pointer) []unsafe.Pointer {
	at := slices.Index(list, object)
	return slices.Delete(slices.Clone(list), at, at+1)
}

// Renew has the content count as new, as when the owner's row was undone.
func (c *Collection) Renew() {
	if c.contents != nil {
		c.contents.committed, c.contents.loaded = nil, true
	}
}

// Assigned reports whether anything was ever put into or loaded for the
// collection.
func (c *Collection) Assigned() bool { return c.contents != nil }

// Kept are the items that the database has too.
func (c *Collection) Kept() (kept []unsafe.Pointer) {
	for _, object := range c.Items() {
		if slices.Contains(c.Committed(), object) {
			kept = append(kept, object)
		}
	}
	return kept
}

// Lose notes that the database is about to lose an object which the program
// took out of the other side without knowing.
func (c *Collection) Lose(object unsafe.Pointer) {
	contents := c.contents
	if contents != nil && contents.loaded && slices.Contains(contents.committed, object) && slices.Contains(contents.items, object) {
		contents.items, contents.committed = without(contents.items, object), without(contents.committed, object)
	}
}

// Settle notes that the database has an object already which was put into the
// collection.
func (c *Collection) Settle(object unsafe.Pointer) {
	contents := c.contents
	switch {
	case contents == nil || contents.replaced:
	case !contents.loaded && slices.Contains(contents.added, object):
		contents.added = without(contents.added, object)
	case contents.loaded && slices.Contains(minus(contents.items, contents.committed), object):
		if slices.Contains(contents.committed, object) {
			contents.items = without(contents.items, object) // a second mention
		} else {
			contents.committed = append(slices.Clip(contents.committed), object)
		}
	}
}
