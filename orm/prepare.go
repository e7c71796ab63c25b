package orm

import (
	"fmt"

	"github.com/azoth-go/azoth/orm/internal/loading"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func (e Entity[T]) prepare(p *sql.Plan, given []sql.Option) (sql.Reader[*T], error) {
	reader, err := prepareEntity(p, e.mapping, e.view, given)
	if err != nil {
		return nil, err
	}
	return func(row types.Row, into **T) error {
		i, err := reader.Read(row)
		if err != nil {
			return err
		}
		if i == nil {
			*into = nil
			return nil
		}
		*into = (*T)(i.Object)
		return nil
	}, nil
}

// prepareEntity makes the reader of an entity's objects, from a view of it.
func prepareEntity(p *sql.Plan, e *mapping.Entity, v view, given []sql.Option) (*loading.Reader, error) {
	if e == nil {
		return nil, fmt.Errorf("%w: an Entity is made by orm.Map", sql.ErrUnmapped)
	}
	if err := e.Registry.Configure(); err != nil {
		return nil, err
	}
	if err := v.fault(); err != nil {
		return nil, fmt.Errorf("reading %s: %w", e.Name, err)
	}
	var options []*loading.Option
	overwrite := false
	for _, o := range given {
		switch o := o.(type) {
		case loaderOption:
			option, err := o.loader()
			if err != nil {
				return nil, err
			}
			options = append(options, option)
		case overwriting:
			overwrite = true
		}
	}
	var scope loading.Scope
	if s := sessionOf(p.Executor); s != nil {
		if e.Registry != s.registry {
			return nil, otherRegistry(e)
		}
		scope = loaderScope{s}
	} else {
		scope = &loading.Untracked{Executor: p.Executor}
	}
	return loading.Prepare(p, scope, e, v.from, v.exprs, options, overwrite)
}

// With is an entity with loader options of its own, for queries that select
// more than one thing:
//
//	sql.Select2(orm.With(Users, orm.SelectIn(Users.Addresses)), sql.Count(Orders.ID))
func With[T any](e EntityOf[T], options ...sql.OptionFor[*T]) sql.Typed[*T] {
	w := withOptions[T]{Entity: e.entityOf()}
	for _, o := range options {
		w.options = append(w.options, o)
	}
	return w
}

type withOptions[T any] struct {
	Entity[T]
	options []sql.Option
}

func (w withOptions[T]) Prepare(p *sql.Plan) (sql.Reader[*T], error) {
	return w.prepare(p, w.options)
}
