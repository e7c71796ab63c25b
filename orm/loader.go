package orm

import (
	"github.com/azoth-go/azoth/orm/internal/loading"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
)

// A Loader is an option that says how a relationship of O is loaded. It goes
// into a query of O, or into a loader that leads to O.
type Loader[O any] struct {
	resolve  func() (*mapping.Relationship, error)
	strategy mapping.Strategy
	nested   []loaderOption
	from     func() (view, error)
}

// Relation is a relationship attribute from O to T: ToMany[O, T] or ToOne[O, T].
type Relation[O, T any] interface {
	resolve() (*mapping.Relationship, error)
	leads(O, T)
}

func (x typedRelation[O, T]) leads(O, T) {}

// loaderOption is a Loader of whatever entity.
type loaderOption interface {
	loader() (*loading.Option, error)
}

// QueryOption marks a Loader as an option of queries.
func (l Loader[O]) QueryOption() {}

// OptionFor marks a Loader as an option of queries of O.
func (l Loader[O]) OptionFor(*O) {}

func (l Loader[O]) loader() (*loading.Option, error) {
	r, err := l.resolve()
	if err != nil {
		return nil, err
	}
	o := &loading.Option{Relationship: r, Strategy: l.strategy}
	if l.from != nil {
		v, err := l.from()
		if err != nil {
			return nil, err
		}
		o.From, o.Exprs = v.from, v.exprs
	}
	for _, n := range l.nested {
		nested, err := n.loader()
		if err != nil {
			return nil, err
		}
		o.Nested = append(o.Nested, nested)
	}
	return o, nil
}

func newLoader[O, T any](r Relation[O, T], strategy mapping.Strategy, nested []Loader[T]) Loader[O] {
	l := Loader[O]{resolve: r.resolve, strategy: strategy}
	for _, n := range nested {
		l.nested = append(l.nested, n)
	}
	return l
}

// SelectIn loads the relationship for all results by one further SELECT, which
// asks for their keys: … WHERE user_id IN (…). It is the best choice for
// collections.
func SelectIn[O, T any](r Relation[O, T], nested ...Loader[T]) Loader[O] {
	return newLoader(r, mapping.SelectIn, nested)
}

// Joined loads the relationship by a LEFT OUTER JOIN in the query itself. The
// join is of an anonymous alias, so that it changes no result and predicates
// cannot refer to it. It is the best choice for references.
func Joined[O, T any](r Relation[O, T], nested ...Loader[T]) Loader[O] {
	return newLoader(r, mapping.Joined, nested)
}

// Subquery loads the relationship for all results by one further SELECT, which
// holds the query itself as a derived table. A query with LIMIT needs an order
// on unique columns for it.
func Subquery[O, T any](r Relation[O, T], nested ...Loader[T]) Loader[O] {
	return newLoader(r, mapping.Subquery, nested)
}

// Immediate loads the relationship by a SELECT for each result, right after
// the query.
func Immediate[O, T any](r Relation[O, T], nested ...Loader[T]) Loader[O] {
	return newLoader(r, mapping.Immediate, nested)
}

// ContainsEager takes the relationship from a join that the query makes
// itself, so that its predicates and order apply:
//
//	Addresses.Join(Addresses.User).Where(Users.Name.Eq("jack")).
//		Options(orm.ContainsEager(Addresses.User))
func ContainsEager[O, T any](r Relation[O, T], nested ...Loader[T]) Loader[O] {
	return newLoader(r, mapping.ContainsEager, nested)
}

// ContainsEagerFrom is ContainsEager where the query joins an alias.
func ContainsEagerFrom[O, T any](r Relation[O, T], alias EntityOf[T], nested ...Loader[T]) Loader[O] {
	l := newLoader(r, mapping.ContainsEager, nested)
	v := alias.entityOf().view
	l.from = func() (view, error) { return v, v.fault() }
	return l
}

// Lazy loads the relationship when it is asked for, each owner's by a SELECT of
// its own.
func Lazy[O, T any](r Relation[O, T]) Loader[O] { return newLoader(r, mapping.Lazy, nil) }

// Batch loads the relationship when it is first asked for, for all results at
// once. It is the default.
func Batch[O, T any](r Relation[O, T]) Loader[O] { return newLoader(r, mapping.Batch, nil) }

// Raise makes loading the relationship on demand an error, ErrNotLoaded.
func Raise[O, T any](r Relation[O, T]) Loader[O] { return newLoader(r, mapping.Raise, nil) }

// NoLoad leaves the relationship empty, as if there were nothing.
func NoLoad[O, T any](r Relation[O, T]) Loader[O] { return newLoader(r, mapping.NoLoad, nil) }

// Overwrite is an option that has a query overwrite the objects that its rows
// meet, with the changes that were made to them.
func Overwrite[T any]() sql.OptionFor[*T] { return overwriteOption[T]{} }

type overwriteOption[T any] struct{}

type overwriting interface{ overwrites() }

func (overwriteOption[T]) QueryOption() {}
func (overwriteOption[T]) OptionFor(*T) {}
func (overwriteOption[T]) overwrites()  {}
