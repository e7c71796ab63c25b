package mapping

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/azoth-go/azoth/schema"
)

// A Registry holds entities that know each other, over one MetaData.
type Registry struct {
	MetaData *schema.MetaData

	mu       sync.Mutex
	entities []*Entity
	resolved int // how many entities the last resolution saw
	err      error
}

// NewRegistry makes an empty registry over a MetaData.
func NewRegistry(meta *schema.MetaData) *Registry { return &Registry{MetaData: meta} }

// Add takes in an entity.
func (r *Registry) Add(e *Entity) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.ID = len(r.entities)
	r.entities = append(r.entities, e)
}

// Entities gives the entities in the order in which they were mapped.
func (r *Registry) Entities() []*Entity {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.entities)
}

// Configure resolves what entities say of each other: foreign keys, targets,
// both sides of relationships. It does so once, and again after entities were
// added. The error lists every fault.
func (r *Registry) Configure() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.resolved == len(r.entities) {
		return r.err
	}
	r.resolved = len(r.entities)
	var errs []error
	if err := r.MetaData.Resolve(); err != nil {
		errs = append(errs, err)
	} else {
		errs = r.resolve()
	}
	if r.err = errors.Join(errs...); r.err != nil {
		r.err = fmt.Errorf("mapping: %w", r.err)
	}
	return r.err
}

func (r *Registry) resolve() (errs []error) {
	for _, e := range r.entities {
		for _, relationship := range e.Relationships {
			if err := r.connect(relationship); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", relationship, err))
			}
		}
	}
	if len(errs) > 0 {
		return errs
	}
	for _, e := range r.entities {
		for _, relationship := range e.Relationships {
			if err := relationship.pair(); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", relationship, err))
			}
			if err := relationship.sort(); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", relationship, err))
			}
			if err := relationship.check(); err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", relationship, err))
			}
		}
	}
	if len(errs) == 0 {
		rank(r.entities)
	}
	return errs
}

// entity finds the entity of a struct type.
func (r *Registry) entity(t reflect.Type) *Entity {
	for _, e := range r.entities {
		if e.Type == t {
			return e
		}
	}
	return nil
}

// pair finds the other side of a relationship and has both know each other.
func (r *Relationship) pair() error {
	if r.spec.back == "" {
		return nil
	}
	back := r.Target.Relationship(r.spec.back)
	if back == nil {
		var names []string
		for _, other := range r.Target.Relationships {
			names = append(names, other.Field)
		}
		return fmt.Errorf("back=%s: %s has no relationship of that name (it has: %s)", r.spec.back, r.Target.Name, strings.Join(names, ", "))
	}
	switch {
	case back.Target != r.Owner:
		return fmt.Errorf("back=%s: %s leads to %s, not to %s", r.spec.back, back, back.Target.Name, r.Owner.Name)
	case back.spec.back != "" && back.spec.back != r.Field:
		return fmt.Errorf("back=%s: %s says back=%s: both sides must name each other", r.spec.back, back, back.spec.back)
	case r == back:
		return fmt.Errorf("back=%s: a relationship cannot be its own other side", r.spec.back)
	case (r.Direction == ManyToMany) != (back.Direction == ManyToMany) ||
		r.Direction != ManyToMany && (r.Direction == ManyToOne) == (back.Direction == ManyToOne):
		return fmt.Errorf("back=%s: both sides have the foreign key on the same side: say fk=… on one of them", r.spec.back)
	}
	r.Back, back.Back = back, r
	return nil
}

// sort finds the columns that a collection is ordered by.
func (r *Relationship) sort() error {
	r.Order = r.Order[:0]
	for _, term := range r.spec.order {
		c := r.Target.Column(term.Column)
		if c == nil {
			return fmt.Errorf("order=%s: %s has no such column (it has: %s)", term.Column, r.Target.Name, strings.Join(r.Target.columnNames(), ", "))
		}
		r.Order = append(r.Order, Order{Column: c, Descending: term.Descending})
	}
	return nil
}

// check refuses combinations that mean nothing.
func (r *Relationship) check() error {
	if r.Has(DeleteOrphan) && r.Direction != OneToMany && !r.SingleParent {
		return fmt.Errorf("cascade=delete-orphan: a %s that one %s lets go of may still belong to another: put the cascade on the one-to-many side, or say single_parent",
			r.Target.Name, r.Owner.Name)
	}
	if r.PassiveDeletesAll && r.Has(Delete) {
		return fmt.Errorf("passive_deletes=all: the session leaves every %s to the database, so that it cannot cascade to them: leave out cascade=delete, or =all",
			r.Target.Name)
	}
	return nil
}

// rank orders entities so that those which others refer to come first, and
// numbers the groups that refer to each other.
func rank(entities []*Entity) {
	// Tarjan's strongly connected components, which come out in that order.
	index := make(map[*Entity]int, len(entities))
	low := make(map[*Entity]int, len(entities))
	onStack := make(map[*Entity]bool, len(entities))
	var stack []*Entity
	next, component := 1, 0
	var visit func(e *Entity)
	visit = func(e *Entity) {
		index[e], low[e] = next, next
		next++
		stack = append(stack, e)
		onStack[e] = true
		for _, parent := range parents(e, entities) {
			if index[parent] == 0 {
				visit(parent)
				low[e] = min(low[e], low[parent])
			} else if onStack[parent] {
				low[e] = min(low[e], index[parent])
			}
		}
		if low[e] != index[e] {
			return
		}
		at := slices.Index(stack, e)
		members := slices.Clone(stack[at:])
		stack = stack[:at]
		for _, m := range members {
			onStack[m] = false
			m.Rank, m.Cycle = component, 0
			if len(members) > 1 || slices.Contains(parents(m, entities), m) {
				m.Cycle = component + 1
			}
		}
		component++
	}
	for _, e := range entities {
		if index[e] == 0 {
			visit(e)
		}
	}
}

// parents gives the entities whose rows an entity's rows refer to.
func parents(e *Entity, entities []*Entity) (found []*Entity) {
	add := func(parent *Entity) {
		if !slices.Contains(found, parent) {
			found = append(found, parent)
		}
	}
	for _, fk := range e.Table.ForeignKeys {
		for _, parent := range entities {
			if parent.Table == fk.Target && !e.postUpdated(fk) {
				add(parent)
			}
		}
	}
	return found
}

// postUpdated reports whether a foreign key is written apart from its row.
func (e *Entity) postUpdated(fk *schema.ForeignKeyConstraint) bool {
	for _, other := range e.Registry.entities {
		for _, r := range other.Relationships {
			columns := r.Local
			switch {
			case !r.PostUpdate:
				continue
			case r.Direction == ManyToOne && r.Owner != e, r.Direction == OneToMany && r.Target != e:
				continue
			case r.Direction == OneToMany:
				columns = r.Remote
			}
			if len(columns) > 0 && columns[0].Schema == fk.Columns[0] {
				return true
			}
		}
	}
	return false
}
