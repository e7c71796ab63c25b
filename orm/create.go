package orm

import (
	"context"
	"errors"

	"github.com/azoth-go/azoth"
)

var errNoEngine = errors.New("a nil engine was given: azoth.Open makes one")

// CreateAll creates the tables of all mapped entities, and those declared
// beside them, in the order of their foreign keys and in one transaction.
// Tables that exist are left as they are.
func CreateAll(ctx context.Context, engine *azoth.Engine) error {
	return defaultRegistry.CreateAll(ctx, engine)
}

// DropAll drops the tables that CreateAll creates, with everything in them.
func DropAll(ctx context.Context, engine *azoth.Engine) error {
	return defaultRegistry.DropAll(ctx, engine)
}

// CreateAll creates the tables of the registry; see the function.
func (r *Registry) CreateAll(ctx context.Context, engine *azoth.Engine) error {
	if engine == nil {
		return errNoEngine
	}
	if err := r.Configure(); err != nil {
		return err
	}
	return engine.CreateAll(ctx, r.MetaData())
}

// DropAll drops the tables of the registry; see the function.
func (r *Registry) DropAll(ctx context.Context, engine *azoth.Engine) error {
	if engine == nil {
		return errNoEngine
	}
	if err := r.Configure(); err != nil {
		return err
	}
	return engine.DropAll(ctx, r.MetaData())
}
