package unitofwork

import (
	"slices"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// switchRows has new objects take over the rows of deleted ones that have the
// same key, and reports whether there were any. Deleting the row and inserting
// it again would break what else refers to it, and inserts come first anyway.
func (u *Unit) switchRows() (switched bool, err error) {
	if len(u.doomed) == 0 {
		return false, nil
	}
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != insertRow || !u.keyed(n) {
			continue
		}
		old := u.loader.Present(n.instance)
		if old == nil || old == n.instance {
			continue
		}
		gone := u.lookup(old)
		if gone == nil || gone.operation != deleteRow {
			continue
		}
		gone.operation, n.operation, n.replaces = replacedRow, updateRow, old
		if err := n.takeOver(); err != nil {
			return true, err
		}
		u.keepLinks(n.instance, old)
		switched = true
	}
	return switched, nil
}

// keyed reports whether the key of a new row is known.
func (u *Unit) keyed(n *node) bool {
	for _, c := range n.instance.Entity.Keys {
		if c.Defaulted && c.Codec.Zero(c.At(n.instance.Object)) {
			return false
		}
	}
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		sync := &u.syncs[s-1]
		if sync.parent != nil && u.isNew(sync.parent) && slices.ContainsFunc(sync.destination, func(c *mapping.Column) bool { return c.Key }) {
			return false
		}
	}
	return true
}

// takeOver gives the columns that an INSERT would leave to their defaults those
// defaults.
func (n *node) takeOver() error {
	i := n.instance
	for _, c := range i.Entity.Columns {
		if c.Key || !c.Defaulted || !c.Codec.Zero(c.At(i.Object)) || i.OverrideOf(c) != nil {
			continue
		}
		if c.Schema.ClientDefault != nil {
			if err := clientDefault(i, c); err != nil {
				return err
			}
			continue
		}
		if value := c.Schema.ServerValue(); value != nil {
			i.Override(c, value.Node())
		}
	}
	return nil
}

// keepLinks leaves the association rows alone that the old object had and the
// new one has too.
func (u *Unit) keepLinks(fresh, old *state.Instance) {
	sides := func(l link) (mine, other *state.Instance) {
		if l.local == fresh || l.local == old {
			return l.local, l.remote
		}
		return l.remote, l.local
	}
	for at := 0; at < len(u.links); at++ {
		added := u.links[at]
		mine, other := sides(added)
		if added.remove || mine != fresh {
			continue
		}
		removed := slices.IndexFunc(u.links, func(l link) bool {
			theirs, same := sides(l)
			return l.remove && theirs == old && same == other && l.relationship == added.relationship
		})
		if removed < 0 {
			continue
		}
		u.links = slices.Delete(u.links, max(at, removed), max(at, removed)+1)
		u.links = slices.Delete(u.links, min(at, removed), min(at, removed)+1)
		at = -1
	}
}
