package sql

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// Bulk is an executor that takes part in the UPDATE and DELETE of a query, as
// a session does, whose objects the statement may change or remove.
type Bulk interface {
	// ExecBulk runs the statement in place of ExecStatement.
	ExecBulk(ctx context.Context, stmt ast.Statement) (Result, error)
}

// ErrEverywhere is the error of an UPDATE or DELETE without a condition.
var ErrEverywhere = errors.New("statement would touch every row: add a Where, or say Everywhere() if that is meant")

// Delete deletes the rows of the query's one table that it gives, in one
// DELETE, and tells how many there were.
func (q Query[R]) Delete(ctx context.Context, ex Executor) (int64, error) {
	target, err := q.s.target(q.row)
	if err != nil {
		return 0, fmt.Errorf("delete: %w", err)
	}
	return execBulk(ctx, ex, &ast.Delete{Table: target, Where: clip(q.s.where), All: q.s.everywhere})
}

// Update assigns to columns of the rows of the query's one table, in one
// UPDATE, and tells how many rows there were.
//
//	Users.Where(Users.Name.Eq("ed")).Update(ctx, s, Users.Nickname.Set("eddie"))
func (q Query[R]) Update(ctx context.Context, ex Executor, assignments ...Assignment) (int64, error) {
	target, err := q.s.target(q.row)
	if err != nil {
		return 0, fmt.Errorf("update: %w", err)
	}
	set, err := setClause(ast.BaseTable(target), assignments)
	if err == nil {
		set, err = updateDefaults(target, set)
	}
	if err != nil {
		return 0, fmt.Errorf("update of %s: %w", sourceName(target), err)
	}
	return execBulk(ctx, ex, &ast.Update{Table: target, Set: set, Where: clip(q.s.where), All: q.s.everywhere})
}

// target is the one table that a bulk statement changes.
func (s *selection) target(row Projection) (ast.From, error) {
	if s.err != nil {
		return nil, s.err
	}
	if err := projectionFault(row); err != nil {
		return nil, err
	}
	switch {
	case s.text != nil:
		return nil, errors.New("the query is a textual statement")
	case len(s.joins) > 0:
		return nil, errors.New("the query has joins: put them into the condition with sql.In or sql.Exists")
	case s.limited || s.skips || s.distinct || len(s.groupBy) > 0 || len(s.having) > 0:
		return nil, errors.New("the query has a limit, offset, distinct or groups, which the statement cannot take")
	case len(s.where) == 0 && !s.everywhere:
		return nil, ErrEverywhere
	}
	sources := s.from
	if len(sources) == 0 {
		for _, e := range row.Columns() {
			sources = appendMentioned(sources, e)
		}
	}
	if len(sources) != 1 || ast.BaseTable(sources[0]) == nil {
		return nil, errors.New("the query is not of exactly one table")
	}
	return sources[0], nil
}

// setClause gives the assignments to columns of a table.
func setClause(table *ast.Table, assignments []Assignment) ([]ast.Assignment, error) {
	if len(assignments) == 0 {
		return nil, errors.New("nothing is assigned")
	}
	set := make([]ast.Assignment, len(assignments))
	for i, a := range assignments {
		if err := a.Err(); err != nil {
			return nil, err
		}
		if err := assignable(table, a.column); err != nil {
			return nil, err
		}
		set[i] = ast.Assignment{Column: a.column, Value: a.value, Target: a.target}
	}
	return set, nil
}

// assignmentsTo gives the assignments of an UPDATE, with the defaults for it.
// They may be to columns of other tables that it names, which MySQL has.
func assignmentsTo(target ast.From, others []ast.From, assignments []Assignment) ([]ast.Assignment, error) {
	var table *ast.Table
	if len(others) == 0 {
		table = ast.BaseTable(target)
	}
	set, err := setClause(table, assignments)
	if err != nil {
		return nil, err
	}
	for i, a := range set {
		if from := a.Column.From; from != target && from == ast.From(ast.BaseTable(target)) {
			set[i].Column = columnIn(target, a.Column)
		} else if err := assignable(ast.BaseTable(target), a.Column); err != nil && !slices.Contains(others, from) {
			return nil, err
		}
	}
	return updateDefaults(target, set)
}

// assignable refuses a column of another table: SQL names the columns that are
// written by their bare names, so that it could not tell.
func assignable(table *ast.Table, c *ast.Column) error {
	if from := ast.BaseTable(c.From); table != nil && from != nil && from != table {
		return fmt.Errorf("%s is no column of %s: use an attribute of the table that is written", describe(c), sourceName(table))
	}
	return nil
}

func execBulk(ctx context.Context, ex Executor, stmt ast.Statement) (int64, error) {
	result, err := exec(ctx, ex, stmt)
	return result.RowsAffected, err
}

// exec runs a statement that gives no rows.
func exec(ctx context.Context, ex Executor, stmt ast.Statement) (Result, error) {
	if ex == nil {
		return Result{}, errors.New("statement without an executor: pass an engine, a connection, a transaction or a session")
	}
	if err := checkParameters(stmt); err != nil {
		return Result{}, err
	}
	if b, ok := ex.(Bulk); ok {
		switch stmt.(type) {
		case *ast.Update, *ast.Delete:
			return b.ExecBulk(ctx, stmt)
		}
	}
	return ex.ExecStatement(ctx, stmt)
}

// checkParameters finds parameters without a value and attributes without a
// column.
func checkParameters(stmt ast.Statement) error {
	var c checker
	c.parameters = parametersOf(stmt)
	ast.Walk(stmt, c.visit)
	return c.err
}
