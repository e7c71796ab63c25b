package unitofwork

import (
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// Results are the objects whose rows a flush wrote.
type Results struct {
	Inserted, Updated, Deleted []*state.Instance
}

// Results gives what was written, for the session to note.
func (u *Unit) Results() (r Results) {
	for at := range u.nodes {
		n := &u.nodes[at]
		switch {
		case n.inserted():
			r.Inserted = append(r.Inserted, n.instance)
		case n.operation == updateRow:
			r.Updated = append(r.Updated, n.instance)
		case n.operation == deleteRow || n.operation == replacedRow:
			r.Deleted = append(r.Deleted, n.instance)
		}
	}
	return r
}

// CommitRelationships notes the relationships of the objects that changed, and
// of those inserted, as what the database has. Save is called before, for
// every relationship of an object that had a row.
func (u *Unit) CommitRelationships(inserted []*state.Instance, save func(*state.Instance, *mapping.Relationship)) {
	for _, i := range u.touched {
		i.Touched = false
		if i.Status == state.Transient || u.Inserts(i) {
			continue
		}
		for _, r := range i.Entity.Relationships {
			save(i, r)
			if r.Many {
				i.Collection(r).Commit()
			} else {
				i.Reference(r).Commit()
			}
		}
	}
	for _, r := range u.released {
		save(r.instance, r.relationship)
		r.instance.Reference(r.relationship).Clear()
	}
	for _, i := range inserted {
		i.Touched = false
		for _, r := range i.Entity.Relationships {
			switch {
			case !r.Many:
				i.Reference(r).Flushed()
			case r.Strategy != mapping.Dynamic:
				i.Collection(r).Flushed()
			default:
				i.Collection(r).Unload()
			}
		}
	}
}

// Deletes reports whether the flush deletes an object.
func (u *Unit) Deletes(i *state.Instance) bool { return u.isDoomed(i) }

// Inserts reports whether the flush gives a new object its row.
func (u *Unit) Inserts(i *state.Instance) bool {
	n := u.lookup(i)
	return n != nil && n.inserted()
}

// Incomplete reports whether the row of an object has values that the flush
// did not read back.
func (u *Unit) Incomplete(i *state.Instance) bool {
	n := u.lookup(i)
	return n != nil && n.incomplete
}

// inserted reports whether the object gets its row by this flush.
func (n *node) inserted() bool { return n.operation == insertRow || n.replaces != nil }
