package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// sendRare runs a query that has more than most have.
func (q Query[R]) sendRare(ctx context.Context, ex Executor, limit int64) (*reading[R], error) {
	if limit >= 0 && q.s.more.limit == nil && q.s.more.modifiers.Fetch == nil && (!q.s.limited || limit < q.s.limit) {
		q.s.limit, q.s.limited = limit, true
	}
	r := &reading[R]{own: Plan{Executor: ex, Options: q.s.options}}
	r.plan = &r.own
	stmt, err := q.rareStatement(r)
	if err != nil {
		return nil, err
	}
	if stmt, err = withParameters(stmt, q.s.more.parameters); err != nil {
		return nil, err
	}
	if err := checkQuery(stmt); err != nil {
		return nil, err
	}
	r.rows, err = ex.QueryStatement(ctx, stmt)
	return r, err
}

func (q Query[R]) rareStatement(r *reading[R]) (stmt ast.Statement, err error) {
	if q.s.more.compound != nil {
		stmt, r.read, err = q.prepareCompound(r.plan)
		return stmt, err
	}
	if r.plan.Statement, err = q.s.statement(q.row); err != nil {
		return nil, err
	}
	r.read, err = q.row.Prepare(r.plan)
	return r.plan.Statement, err
}

// rareTree is the statement without an executor.
func (q Query[R]) rareTree() (ast.Statement, error) {
	r := &reading[R]{own: Plan{Options: q.s.options}}
	r.plan = &r.own
	stmt, err := q.rareStatement(r)
	if err != nil {
		return nil, err
	}
	return withParameters(stmt, q.s.more.parameters)
}
