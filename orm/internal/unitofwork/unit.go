package unitofwork

import (
	"cmp"
	"context"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Loader is what a Unit needs of its session while it resolves
// relationships.
type Loader interface {
	// LoadRelated loads one relationship of objects of one entity.
	LoadRelated(ctx context.Context, r *mapping.Relationship, owners []*state.Instance) error
	// Find gives the object of an entity with the key that columns of another
	// object hold, if it is in the identity map.
	Find(r *mapping.Relationship, object unsafe.Pointer) *state.Instance
	// Expunge takes a pending object out of the session.
	Expunge(i *state.Instance)
	// Present gives the persistent object that has the same key as another, or
	// nil.
	Present(i *state.Instance) *state.Instance
}

type operation uint8

const (
	noOperation operation = iota
	updateRow
	insertRow
	deleteRow
	// replacedRow: the object is deleted, but its row goes on as that of a new
	// object with the same key.
	replacedRow
)

// A node is an object with what the flush does to its row.
type node struct {
	instance  *state.Instance
	operation operation
	syncs     int32 // first of its syncs, 1-based index
	level     int32 // which round of writes
	depth     int32 // within a cycle of entities
	visiting  bool
	ordered   bool
	// late are foreign keys written by an UPDATE of their own afterwards.
	late int32
	// replaces is the deleted object whose row a new one takes over.
	replaces *state.Instance
	// releases says that the update only lets foreign keys go.
	releases bool
	// incomplete says that the row has values that were not read back.
	incomplete bool
}

// before is the row as the database has it; nil of one that is inserted.
func (n *node) before() unsafe.Pointer {
	if n.replaces != nil {
		return n.replaces.Snapshot
	}
	return n.instance.Snapshot
}

// A sync is a foreign key to be copied from a parent's row, or blanked.
type sync struct {
	relationship *mapping.Relationship
	child        *state.Instance
	// source and destination are the columns, in pairs.
	source, destination []*mapping.Column
	parent              *state.Instance // nil to blank
	next                int32
}

// A link is a row of an association table.
type link struct {
	relationship *mapping.Relationship // the side it is written from
	local        *state.Instance
	remote       *state.Instance
	remove       bool
	level        int32 // the round in which it is inserted
}

type linkKey struct {
	relationship *mapping.Relationship
	left, right  unsafe.Pointer
	remove       bool
}

// A Unit is one flush.
type Unit struct {
	loader  Loader
	nodes   []node
	syncs   []sync
	links   []link
	linked  map[linkKey]int
	touched []*state.Instance
	doomed  []*state.Instance
	// departures are the children that left a parent.
	departures []departure
	// released are references to an owner that lost the object.
	released []reference
}

// A reference is the to-one side of an object.
type reference struct {
	instance     *state.Instance
	relationship *mapping.Relationship
}

// New begins a flush.
func New(loader Loader) *Unit { return &Unit{loader: loader} }

// Collect takes the objects that the session found: pending ones in the order
// of their addition, persistent ones whose columns changed, those whose
// relationships changed, and those marked for deletion.
func (u *Unit) Collect(pending, modified, touched, doomed []*state.Instance) {
	u.nodes = make([]node, 0, len(pending)+len(modified)+len(doomed)+8)
	slices.SortFunc(pending, func(a, b *state.Instance) int { return cmp.Compare(a.Order, b.Order) })
	for _, i := range pending {
		u.node(i).operation = insertRow
	}
	for _, i := range modified {
		u.node(i).operation = updateRow
	}
	for _, i := range doomed {
		u.doom(i)
	}
	u.touched = touched
}

// Empty reports whether there is nothing to write.
func (u *Unit) Empty() bool {
	if len(u.links) > 0 {
		return false
	}
	for i := range u.nodes {
		if u.nodes[i].operation != noOperation {
			return false
		}
	}
	return true
}

// Close forgets the marks that the flush left on objects.
func (u *Unit) Close() {
	for i := range u.nodes {
		u.nodes[i].instance.Mark = 0
	}
}

// node gives the node of an object, making one where there is none. It is valid
// until the next call.
func (u *Unit) node(i *state.Instance) *node {
	if i.Mark == 0 {
		u.nodes = append(u.nodes, node{instance: i})
		i.Mark = uint32(len(u.nodes))
	}
	return &u.nodes[i.Mark-1]
}

// lookup gives the node of an object, or nil.
func (u *Unit) lookup(i *state.Instance) *node {
	if i.Mark == 0 {
		return nil
	}
	return &u.nodes[i.Mark-1]
}

func (u *Unit) doom(i *state.Instance) {
	n := u.node(i)
	if n.operation == deleteRow {
		return
	}
	n.operation = deleteRow
	u.doomed = append(u.doomed, i)
}

func (u *Unit) isDoomed(i *state.Instance) bool {
	n := u.lookup(i)
	return n != nil && (n.operation == deleteRow || n.operation == replacedRow)
}

// isNew reports whether the object's row is inserted by this flush.
func (u *Unit) isNew(i *state.Instance) bool {
	n := u.lookup(i)
	return n != nil && n.operation == insertRow
}

// written reports whether the object's row is inserted, updated or kept: the
// object takes part in relationships that are written.
func (u *Unit) written(i *state.Instance) bool {
	return i != nil && (i.Status == state.Persistent || i.Status == state.Pending) && i.InSession() && !u.isDoomed(i)
}

// sync notes a foreign key to copy from parent into the child's row, or to
// blank.
func (u *Unit) sync(child *state.Instance, r *mapping.Relationship, source, destination []*mapping.Column, parent *state.Instance) {
	n := u.node(child)
	if len(u.syncs) == cap(u.syncs) {
		// Doubled also when there are many, which append does not.
		u.syncs = slices.Grow(u.syncs, max(8, len(u.syncs)))
	}
	u.syncs = append(u.syncs, sync{relationship: r, child: child, source: source, destination: destination, parent: parent, next: n.syncs})
	n.syncs = int32(len(u.syncs))
	if n.operation == noOperation {
		n.operation = updateRow
	}
}

// hasParent reports whether a sync already gives the columns a parent that
// stays.
func (u *Unit) hasParent(child *state.Instance, destination []*mapping.Column) bool {
	return u.hasOtherParent(child, destination, nil)
}

// hasOtherParent is hasParent that leaves one parent out.
func (u *Unit) hasOtherParent(child *state.Instance, destination []*mapping.Column, except *state.Instance) bool {
	n := u.lookup(child)
	if n == nil {
		return false
	}
	for at := n.syncs; at != 0; at = u.syncs[at-1].next {
		s := &u.syncs[at-1]
		if s.parent != nil && s.parent != except && slices.Equal(s.destination, destination) && !u.isDoomed(s.parent) {
			return true
		}
	}
	return false
}

// addLink notes a row of an association table, which both sides of a
// relationship may ask for. It is kept from the side that was declared first.
func (u *Unit) addLink(r *mapping.Relationship, local, remote *state.Instance, remove bool, mentions int) {
	if r.Back != nil && (r.Back.Owner.ID < r.Owner.ID || r.Back.Owner.ID == r.Owner.ID && r.Back.Index < r.Index) {
		r, local, remote = r.Back, remote, local
	}
	key := linkKey{relationship: r, left: local.Object, right: remote.Object, remove: remove}
	if u.linked == nil {
		u.linked = make(map[linkKey]int)
	}
	if u.linked[key] >= mentions {
		return
	}
	u.linked[key]++
	u.links = append(u.links, link{relationship: r, local: local, remote: remote, remove: remove})
}

// linkColumn pairs a column of an association table with the mapped column
// that it holds.
type linkColumn struct {
	link   *ast.Column
	column *mapping.Column
	remote bool
}

// linkColumns gives the columns of a relationship's association table.
func linkColumns(r *mapping.Relationship) []linkColumn {
	columns := make([]linkColumn, 0, len(r.LocalLinks)+len(r.RemoteLinks))
	for i, c := range r.LocalLinks {
		columns = append(columns, linkColumn{c, r.Local[i], false})
	}
	for i, c := range r.RemoteLinks {
		columns = append(columns, linkColumn{c, r.Remote[i], true})
	}
	return columns
}
