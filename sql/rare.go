package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// sendRare runs a query that has more than most have.
func (o *opened) sendRare(ctx context.Context, s *selection, row preparer, limit int64) error {
	if limit >= 0 && s.more.limit == nil && s.more.modifiers.Fetch == nil && (!s.limited || limit < s.limit) {
		bounded := *s
		bounded.limit, bounded.limited = limit, true
		s = &bounded
	}
	stmt, err := s.rareStatement(row, &o.plan)
	if err != nil {
		return err
	}
	if err := checkQuery(stmt); err != nil {
		return err
	}
	o.rows, err = o.plan.Executor.QueryStatement(ctx, stmt)
	return err
}

func (s *selection) rareStatement(row preparer, plan *Plan) (stmt ast.Statement, err error) {
	if s.more.compound != nil {
		stmt, err = s.prepareCompound(row, plan)
	} else if plan.Statement, err = s.statement(row.projection()); err == nil {
		err = row.prepare(plan)
		stmt = plan.Statement
	}
	if err != nil {
		return nil, err
	}
	return withParameters(stmt, s.more.parameters)
}
