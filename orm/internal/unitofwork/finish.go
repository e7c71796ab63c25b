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
		switch n.operation {
		case insertRow:
			r.Inserted = append(r.Inserted, n.instance)
		case updateRow:
			r.Updated = append(r.Updated, n.instance)
		case deleteRow:
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
		if i.Status == state.Transient || u.isNew(i) {
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
				i.Collection(r).Commit()
			}
		}
	}
}

// Deletes reports whether the flush deletes an object's row.
func (u *Unit) Deletes(i *state.Instance) bool { return u.isDoomed(i) }
