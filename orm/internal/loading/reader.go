package loading

import (
	"fmt"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// chunkBytes is how much is allocated for objects at once, about. Chunks double
// up to it, so that one object costs one slot. It is what the allocator has
// size classes for: beyond, every chunk would be a mapping of its own.
const chunkBytes = 32 << 10

// A Reader reads the objects of one entity from the rows of one result.
type Reader struct {
	Entity *mapping.Entity
	// Positions are where the columns lie in a row, by column index.
	Positions []int
	// Siblings are the objects that the result gave.
	Siblings *state.Siblings

	scope    Scope
	identity *state.IdentityMap // nil where every row is an object of its own
	key      int                // the position of an integer key, or -1
	// overwrite has rows overwrite objects that are there already, changed or
	// not.
	overwrite bool
	policies  []policy
	joined    []*joinedReader
	tracks    bool
	way       trail

	expected  int            // how many more objects come, by the LIMIT; 0 where nobody knows
	slots     *mapping.Slots // how objects lie in a chunk
	chunk     unsafe.Pointer
	left      int
	chunkSize int
	scratch   unsafe.Pointer
}

// A policy is how a relationship that the query does not load is to be loaded
// later.
type policy struct {
	relationship *mapping.Relationship
	policy       state.Policy
	empty        bool // no load: the relationship counts as loaded and empty
}

// Read reads the object of the current row: the one that the scope has, or a
// new one. A row whose key is NULL, as an outer join gives it, has none.
func (r *Reader) Read(row types.Row) (*state.Instance, error) {
	i, err := r.read(row)
	if err != nil || i == nil {
		return nil, err
	}
	for _, j := range r.joined {
		if err := j.read(row, i); err != nil {
			return nil, err
		}
	}
	return i, nil
}

func (r *Reader) read(row types.Row) (*state.Instance, error) {
	if r.identity == nil {
		if row.Null(r.Positions[r.Entity.Keys[0].Index]) {
			return nil, nil
		}
		return r.create(row)
	}
	if r.key >= 0 {
		if row.Null(r.key) {
			return nil, nil
		}
		key, err := row.Int64(r.key)
		if err != nil {
			return nil, r.fail(r.Entity.Keys[0], err)
		}
		if i := r.identity.GetInt(key); i != nil {
			return i, r.meet(i, row)
		}
		i, err := r.create(row)
		if err == nil {
			r.identity.PutInt(key, i)
		}
		return i, err
	}
	if r.scratch == nil {
		r.scratch = r.Entity.Layout.NewStruct()
	}
	for _, c := range r.Entity.Keys {
		if row.Null(r.Positions[c.Index]) {
			return nil, nil
		}
		if err := c.Codec.Decode(row, r.Positions[c.Index], c.At(r.scratch)); err != nil {
			return nil, r.fail(c, err)
		}
	}
	if i := r.identity.Get(r.scratch); i != nil {
		return i, r.meet(i, row)
	}
	i, err := r.create(row)
	if err == nil {
		if i.Snapshot == nil {
			i.Snapshot = i.Object
		}
		r.identity.Put(i)
	}
	return i, err
}

// create decodes a row into a new object.
func (r *Reader) create(row types.Row) (*state.Instance, error) {
	e := r.Entity
	slot := r.slot()
	for at, c := range e.Columns {
		if err := c.Codec.Decode(row, r.Positions[at], unsafe.Add(slot, c.Offset)); err != nil {
			return nil, r.fail(c, err)
		}
	}
	i := (*state.Instance)(unsafe.Add(slot, r.slots.StateOffset))
	i.Entity = e
	if r.tracks {
		i.Snapshot = unsafe.Add(slot, r.slots.SnapshotOffset)
		e.Layout.CopyStruct(i.Snapshot, slot)
		for _, c := range e.Shared {
			c.Codec.Copy(c.At(i.Snapshot), c.At(slot))
		}
		i.Status = state.Persistent
	}
	i.Bind(slot)
	r.scope.Admit(i)
	i.Siblings = r.Siblings
	r.Siblings.Add(i)
	r.apply(i)
	return i, nil
}

// meet notes that a row met an object that is there already.
func (r *Reader) meet(i *state.Instance, row types.Row) error {
	if i.Siblings == r.Siblings {
		return nil
	}
	i.Siblings = r.Siblings
	r.Siblings.Add(i)
	r.apply(i)
	if !i.Expired && !r.overwrite {
		return nil
	}
	return r.Refresh(i, row)
}

// Refresh overwrites an object from the current row: the columns that the
// program did not change since they were last read, or all where the reader
// overwrites.
func (r *Reader) Refresh(i *state.Instance, row types.Row) error {
	if i.Snapshot == nil {
		return nil
	}
	if r.overwrite && !i.Expired {
		i.Generation++ // relationships are read again too
	}
	for at, c := range r.Entity.Columns {
		modified := !r.overwrite && !c.Codec.Equal(c.At(i.Object), c.At(i.Snapshot))
		if err := c.Codec.Decode(row, r.Positions[at], c.At(i.Snapshot)); err != nil {
			return r.fail(c, err)
		}
		if !modified {
			c.Codec.Copy(c.At(i.Object), c.At(i.Snapshot))
		}
	}
	i.Expired = false
	return nil
}

// identify has the reader give one object for each row of the database, also
// where the query alone would not need it.
func (r *Reader) identify() {
	if r.identity != nil {
		return
	}
	r.identity = r.scope.Identity(r.Entity)
	if r.identity.Integer() {
		r.key = r.Positions[r.Entity.Keys[0].Index]
	}
}

func (r *Reader) apply(i *state.Instance) {
	for _, p := range r.policies {
		switch {
		case p.relationship.Many && p.empty:
			if c := i.Collection(p.relationship); !c.Fresh() {
				c.Load(nil)
			}
		case p.empty:
			if f := i.Reference(p.relationship); !f.Fresh() {
				f.Load(nil)
			}
		case p.relationship.Many:
			i.Collection(p.relationship).Policy = p.policy
		default:
			i.Reference(p.relationship).Policy = p.policy
		}
	}
}

// mostExpected bounds what room is made for before there is a row.
const mostExpected = 256

// expect makes room for as many objects as the query's LIMIT lets through.
func (r *Reader) expect(p *sql.Plan) {
	if p.Statement == nil {
		return
	}
	limit, ok := p.Statement.Limit.(*ast.Bind)
	if !ok {
		return
	}
	if n, ok := limit.Value.(int64); ok && n > 1 {
		r.expected = int(min(n, mostExpected))
		r.Siblings.Instances = make([]*state.Instance, 0, r.expected)
	}
}

// slot takes the next object of a chunk.
func (r *Reader) slot() unsafe.Pointer {
	if r.left == 0 {
		wanted := r.chunkSize * 2
		if r.expected > 0 {
			wanted = r.expected
		}
		r.chunkSize = max(1, min(wanted, chunkBytes/int(r.slots.Size)))
		r.expected = max(0, r.expected-r.chunkSize)
		r.chunk = r.slots.Allocate(r.chunkSize)
		r.left = r.chunkSize
	}
	slot := r.chunk
	if r.left--; r.left > 0 {
		r.chunk = unsafe.Add(r.chunk, r.slots.Size)
	}
	return slot
}

func (r *Reader) fail(c *mapping.Column, err error) error {
	return fmt.Errorf("reading %s.%s from column %s: %w", r.Entity.Name, c.Field, c.AST.Name, err)
}
