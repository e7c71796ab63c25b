package loading

import (
	"context"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Scope is whose objects a query reads: a session's, or, where the query runs
// on an engine or a connection, nobody's.
type Scope interface {
	// Identity is the identity map of an entity.
	Identity(e *mapping.Entity) *state.IdentityMap
	// Tracks reports whether the scope is a session, which keeps snapshots.
	Tracks() bool
	// Admit makes the scope the owner of an object that was just read.
	Admit(i *state.Instance)
	// QueryStatement runs a statement of a loader, without a flush before it.
	QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error)
}

// Untracked is the scope of queries outside of a session. Its identity maps
// live as long as one query with its loaders.
type Untracked struct {
	Executor sql.Executor
	maps     map[*mapping.Entity]*state.IdentityMap
}

// Identity is the identity map of an entity within the query.
func (u *Untracked) Identity(e *mapping.Entity) *state.IdentityMap {
	if u.maps == nil {
		u.maps = make(map[*mapping.Entity]*state.IdentityMap)
	}
	m := u.maps[e]
	if m == nil {
		m = state.NewIdentityMap(e)
		u.maps[e] = m
	}
	return m
}

// Tracks is false.
func (u *Untracked) Tracks() bool { return false }

// Admit leaves the object to itself.
func (u *Untracked) Admit(i *state.Instance) { i.Status = state.Detached }

// QueryStatement runs a statement on the executor.
func (u *Untracked) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	return u.Executor.QueryStatement(ctx, stmt)
}

// direction is how a relationship's order is written: ascending is what there
// is without a word.
func direction(descending bool) ast.Direction {
	if descending {
		return ast.Descending
	}
	return ast.DirectionDefault
}
