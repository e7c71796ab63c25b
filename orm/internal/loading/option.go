package loading

import (
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// An Option says how one relationship of the objects of a query is loaded, and
// those of the objects that it leads to.
type Option struct {
	Relationship *mapping.Relationship
	Strategy     mapping.Strategy
	Nested       []*Option
	// From is what a contains-eager load reads from, an alias of the target's
	// table or a subquery, and Exprs are its columns; nil is the table.
	From  ast.From
	Exprs []ast.Expr
}

// Prepare adds the columns of an entity to a plan, with everything that the
// options and the mapping's own strategies ask for. Exprs are the columns, of
// the entity's table or of an alias; from is where they come from.
func Prepare(p *sql.Plan, scope Scope, e *mapping.Entity, from ast.From, exprs []ast.Expr, options []*Option, overwrite bool) (*Reader, error) {
	return prepare(p, scope, e, from, exprs, options, overwrite, nil)
}

// A trail are the relationships that led to the entity which is being read.
type trail []*mapping.Relationship

// and is the trail with one more relationship.
func (t trail) and(r *mapping.Relationship) trail { return append(t[:len(t):len(t)], r) }

// passed reports whether the trail came through an entity.
func (t trail) passed(e *mapping.Entity) bool {
	return slices.ContainsFunc(t, func(r *mapping.Relationship) bool { return r.Owner == e })
}

func prepare(p *sql.Plan, scope Scope, e *mapping.Entity, from ast.From, exprs []ast.Expr, options []*Option, overwrite bool, way trail) (*Reader, error) {
	r := &Reader{
		Entity: e, Siblings: &state.Siblings{}, scope: scope, key: -1,
		overwrite: overwrite, tracks: scope.Tracks(), way: way,
	}
	r.slots = &e.Layout.Plain
	if r.tracks {
		r.slots = &e.Layout.Tracked
	}
	if len(way) == 0 {
		r.expect(p)
	}
	effective, err := r.effective(options)
	if err != nil {
		return nil, err
	}
	if from, exprs, err = limitOwners(p, from, exprs, effective); err != nil {
		return nil, err
	}
	if r.Positions, err = p.Add(exprs...); err != nil {
		return nil, err
	}
	if r.tracks || len(effective) > 0 {
		r.identify()
		r.identity.Reserve(r.expected)
	}
	for _, o := range effective {
		if err := r.load(p, scope, from, exprs, o); err != nil {
			return nil, fmt.Errorf("loading %s: %w", o.Relationship, err)
		}
	}
	return r, nil
}

// effective joins the query's options with the strategies of the mapping. A
// later option for the same relationship replaces an earlier one.
func (r *Reader) effective(options []*Option) (effective []*Option, err error) {
	for _, relationship := range r.Entity.Relationships {
		var chosen *Option
		for _, o := range options {
			if o.Relationship == relationship {
				chosen = o
			}
		}
		if chosen == nil {
			switch relationship.Strategy {
			case mapping.Joined, mapping.SelectIn, mapping.Subquery, mapping.Immediate:
				// The mapping's own strategies end where a relationship leads
				// back to an entity, or loads would never end.
				if relationship.Target == r.Entity || r.way.passed(relationship.Target) {
					continue
				}
				chosen = &Option{Relationship: relationship, Strategy: relationship.Strategy}
			case mapping.NoLoad:
				chosen = &Option{Relationship: relationship, Strategy: mapping.NoLoad}
			default:
				continue
			}
		}
		effective = append(effective, chosen)
	}
	for _, o := range options {
		if o.Relationship.Owner != r.Entity {
			return nil, fmt.Errorf("a loader for %s was given to a query of %s", o.Relationship, r.Entity.Name)
		}
		if o.Relationship.Strategy == mapping.Dynamic {
			return nil, fmt.Errorf("%s is dynamic and never loaded: query it by its Query method", o.Relationship)
		}
	}
	return effective, nil
}

// load sets one relationship's strategy to work.
func (r *Reader) load(p *sql.Plan, scope Scope, from ast.From, exprs []ast.Expr, o *Option) error {
	switch o.Strategy {
	case mapping.Joined:
		return r.join(p, scope, from, exprs, o)
	case mapping.ContainsEager:
		return r.contain(p, scope, o)
	case mapping.SelectIn:
		r.loadAfter(p, scope, o)
	case mapping.Subquery:
		return r.loadBySubquery(p, scope, from, exprs, o)
	case mapping.Immediate:
		r.loadOneByOne(p, scope, o)
	case mapping.Raise:
		r.policies = append(r.policies, policy{relationship: o.Relationship, policy: state.PolicyRaise})
	case mapping.NoLoad:
		r.policies = append(r.policies, policy{relationship: o.Relationship, empty: true})
	case mapping.Lazy:
		r.policies = append(r.policies, policy{relationship: o.Relationship, policy: state.PolicyLazy})
	case mapping.Batch:
		r.policies = append(r.policies, policy{relationship: o.Relationship, policy: state.PolicyBatch})
	}
	return nil
}

// pending gives the objects of the result whose relationship is to be loaded.
func (r *Reader) pending(relationship *mapping.Relationship) []*state.Instance {
	owners := make([]*state.Instance, 0, len(r.Siblings.Instances))
	for _, i := range r.Siblings.Instances {
		if r.overwrite || !fresh(i, relationship) {
			owners = append(owners, i)
		}
	}
	return owners
}

func fresh(i *state.Instance, relationship *mapping.Relationship) bool {
	if relationship.Many {
		return i.Collection(relationship).Fresh()
	}
	return i.Reference(relationship).Fresh()
}
