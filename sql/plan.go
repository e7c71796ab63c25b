package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// NewPlan begins the execution of a SELECT outside of a Query, as loaders of
// relationships do: projections prepare themselves on it, the statement is run,
// the rows are read, and Finish ends it.
func NewPlan(stmt *ast.Select, ex Executor) *Plan {
	return &Plan{Statement: stmt, Executor: ex, next: len(stmt.Columns)}
}

// Finish runs what was given to After, in order, until there is an error.
func (p *Plan) Finish(ctx context.Context) error {
	for at := 0; at < len(p.after); at++ {
		if err := p.after[at](ctx); err != nil {
			return err
		}
	}
	return nil
}

// HasAfter reports whether anything is to be done once the rows are read.
func (p *Plan) HasAfter() bool { return len(p.after) > 0 }
