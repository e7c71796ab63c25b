package unitofwork

import (
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// ErrCircularDependency says that rows refer to each other in a circle, so that
// none can be written first.
var ErrCircularDependency = errors.New("rows depend on each other in a circle")

// Order says in which round every row is written. Rows of one table go out
// together as far as their dependencies allow: a row waits for another only
// where it needs a key that the database makes, and within a table only where
// rows of that table, or of tables that refer back to it, need each other.
func (u *Unit) Order() error {
	u.postpone()
	if err := u.orderInserts(); err != nil {
		return err
	}
	u.orderUpdates()
	u.orderLinks()
	return u.orderDeletes()
}

// postpone moves foreign keys of post-update relationships between new rows
// into statements of their own.
func (u *Unit) postpone() {
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != insertRow {
			continue
		}
		for link := &n.syncs; *link != 0; {
			s := &u.syncs[*link-1]
			if s.relationship.PostUpdate && s.parent != nil {
				here := *link
				*link = s.next
				s.next = n.late
				n.late = here
				continue
			}
			link = &s.next
		}
	}
}

// orderInserts gives every new row its level. Entities are taken by rank, so
// that a parent's level is known before its children's; those that refer to
// each other are taken as one and ordered row by row.
func (u *Unit) orderInserts() error {
	groups := map[int][]*node{}
	maximum := 0
	for at := range u.nodes {
		if n := &u.nodes[at]; n.operation == insertRow {
			rank := n.instance.Entity.Rank
			groups[rank] = append(groups[rank], n)
			maximum = max(maximum, rank)
		}
	}
	for rank := 0; rank <= maximum; rank++ {
		group := groups[rank]
		if len(group) == 0 {
			continue
		}
		level := int32(0)
		for _, n := range group {
			for s := n.syncs; s != 0; s = u.syncs[s-1].next {
				parent := u.parentNode(&u.syncs[s-1])
				if parent == nil || parent.instance.Entity.Rank == rank {
					continue
				}
				level = max(level, parent.level+u.wait(parent))
			}
		}
		for _, n := range group {
			n.level = level
		}
		if group[0].instance.Entity.Cycle == 0 {
			continue
		}
		for _, n := range group {
			if err := u.orderWithin(n, level); err != nil {
				return err
			}
		}
	}
	return nil
}

// orderWithin puts a row of a cycle of entities behind the rows it refers to.
func (u *Unit) orderWithin(n *node, level int32) error {
	if n.ordered {
		return nil
	}
	if n.visiting {
		return fmt.Errorf("%w: %s %s refers to itself through other new rows: mark one of the relationships post_update",
			ErrCircularDependency, n.instance.Entity.Name, state.KeyText(n.instance.Entity, n.instance.Object))
	}
	n.visiting = true
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		parent := u.parentNode(&u.syncs[s-1])
		if parent == nil || parent.instance.Entity.Rank != n.instance.Entity.Rank {
			continue
		}
		if err := u.orderWithin(parent, level); err != nil {
			return err
		}
		n.level = max(n.level, parent.level+u.wait(parent))
		n.depth = max(n.depth, parent.depth+1)
	}
	n.visiting, n.ordered = false, true
	return nil
}

// parentNode gives the new row that a sync waits for, or nil.
func (u *Unit) parentNode(s *sync) *node {
	if s.parent == nil {
		return nil
	}
	if n := u.lookup(s.parent); n != nil && n.operation == insertRow {
		return n
	}
	return nil
}

// wait is how many rounds a child waits for a new parent: none where the
// program knew the key beforehand.
func (u *Unit) wait(parent *node) int32 {
	if u.generates(parent) {
		return 1
	}
	return 0
}

// generates reports whether the database makes the key of a new row.
func (u *Unit) generates(n *node) bool {
	e := n.instance.Entity
	for _, c := range e.Keys {
		if c.Defaulted && c.Codec.Zero(c.At(n.instance.Object)) && !u.synced(n, c) {
			return true
		}
	}
	// A key that is itself a copied one is known when the parent's is.
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		for _, c := range u.syncs[s-1].destination {
			if c.Key && u.parentNode(&u.syncs[s-1]) != nil {
				return true
			}
		}
	}
	return false
}

func (u *Unit) synced(n *node, column *mapping.Column) bool {
	for s := n.syncs; s != 0; s = u.syncs[s-1].next {
		for _, c := range u.syncs[s-1].destination {
			if c == column {
				return true
			}
		}
	}
	return false
}

// orderUpdates has updates wait for the keys that they write.
func (u *Unit) orderUpdates() {
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation != updateRow {
			continue
		}
		for s := n.syncs; s != 0; s = u.syncs[s-1].next {
			if parent := u.parentNode(&u.syncs[s-1]); parent != nil {
				n.level = max(n.level, parent.level+u.wait(parent))
			}
		}
	}
}

// orderLinks has association rows wait for both of their sides. It is settled
// here, while it is still known whose keys the database is going to make.
func (u *Unit) orderLinks() {
	u.links = slices.DeleteFunc(u.links, func(l link) bool {
		return !l.remove && (u.isDoomed(l.local) || u.isDoomed(l.remote))
	})
	for at := range u.links {
		l := &u.links[at]
		for _, side := range []*state.Instance{l.local, l.remote} {
			if n := u.lookup(side); n != nil && n.operation == insertRow && !l.remove {
				l.level = max(l.level, n.level+u.wait(n))
			}
		}
	}
}

// orderDeletes gives rows of entities in a cycle their depth: children are
// deleted before what they refer to.
func (u *Unit) orderDeletes() error {
	var holders map[*state.Instance][]*node
	for at := range u.nodes {
		n := &u.nodes[at]
		if n.operation == deleteRow && n.instance.Entity.Cycle != 0 {
			if holders == nil {
				holders = u.holders()
			}
			u.orderDelete(n, holders)
		}
	}
	return nil
}

func (u *Unit) orderDelete(n *node, holders map[*state.Instance][]*node) {
	if n.ordered || n.visiting {
		return // rows in a circle: the database decides
	}
	n.visiting = true
	for _, parent := range u.doomedParents(n, holders) {
		u.orderDelete(parent, holders)
		n.depth = max(n.depth, parent.depth+1)
	}
	n.visiting, n.ordered = false, true
}

// doomedParents gives the rows of the same cycle, deleted by the same flush,
// that a row refers to.
func (u *Unit) doomedParents(n *node, holders map[*state.Instance][]*node) []*node {
	parents := holders[n.instance]
	for _, r := range n.instance.Entity.Relationships {
		if r.Direction != mapping.ManyToOne || r.PostUpdate || r.Target.Rank != n.instance.Entity.Rank {
			continue
		}
		if parent := u.loader.Find(r, n.instance.Snapshot); parent != nil && parent != n.instance && u.isDoomed(parent) {
			parents = append(parents, u.lookup(parent))
		}
	}
	return parents
}

// holders gives, for rows in cycles that are deleted, the deleted parents that
// know them by a collection only.
func (u *Unit) holders() map[*state.Instance][]*node {
	found := map[*state.Instance][]*node{}
	for at := range u.nodes {
		parent := &u.nodes[at]
		if parent.operation != deleteRow || parent.instance.Entity.Cycle == 0 {
			continue
		}
		for _, r := range parent.instance.Entity.Relationships {
			if r.Direction != mapping.OneToMany || r.Back != nil || !r.Many || r.PostUpdate || r.Target.Rank != parent.instance.Entity.Rank {
				continue
			}
			for _, object := range parent.instance.Collection(r).Committed() {
				if child := state.Of(r.Target, object); child != nil && child != parent.instance {
					found[child] = append(found[child], parent)
				}
			}
		}
	}
	return found
}
