package sql

import (
	"context"
	"iter"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Writing is an INSERT, UPDATE or DELETE on its way to [Returning].
type Writing interface {
	// returning is the statement with columns to give back of every row.
	returning(columns []ast.Expr) (ast.Statement, error)
}

func (b InsertBuilder) returning(columns []ast.Expr) (ast.Statement, error) {
	b.n.returning = columns
	return b.Statement()
}

func (b UpdateBuilder) returning(columns []ast.Expr) (ast.Statement, error) {
	b.ret = columns
	return b.Statement()
}

func (b DeleteBuilder) returning(columns []ast.Expr) (ast.Statement, error) {
	b.ret = columns
	return b.Statement()
}

// A ReturningQuery writes rows and gives of each what was asked for.
type ReturningQuery[R any] struct {
	write Writing
	row   Typed[R]
}

// Returning makes a statement give a column, or an entity, of every row that
// it wrote. A database that cannot gives an error before anything is sent.
//
//	id, err := sql.Returning(sql.Insert(Users).Values(Users.Name.Set("ed")), Users.ID).One(ctx, eng)
func Returning[R any](write Writing, row Typed[R]) ReturningQuery[R] {
	return ReturningQuery[R]{write, row}
}

// Statement is the statement as a tree.
func (q ReturningQuery[R]) Statement() (ast.Statement, error) {
	return returned(q.write, &reading[R]{row: q.row}, &Plan{})
}

// String is the statement in SQL that no database in particular speaks.
func (q ReturningQuery[R]) String() string { return printed(q.Statement()) }

// All runs the statement and gives a result for every row, in no order that is
// promised.
func (q ReturningQuery[R]) All(ctx context.Context, ex Executor) ([]R, error) {
	r, err := q.send(ctx, ex)
	if err != nil {
		return nil, err
	}
	return r.collect(ctx, []R{}, -1)
}

// One runs the statement, which writes one row. For none the error is
// ErrNoResult, for several ErrMultipleResults; the rows are written all the
// same until a transaction around it is rolled back.
func (q ReturningQuery[R]) One(ctx context.Context, ex Executor) (result R, err error) {
	r, err := q.send(ctx, ex)
	if err != nil {
		return result, err
	}
	return single(r.collect(ctx, nil, -1))
}

// Iter runs the statement, all of it, and gives one result after the other.
func (q ReturningQuery[R]) Iter(ctx context.Context, ex Executor) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		results, err := q.All(ctx, ex)
		if err != nil {
			var zero R
			yield(zero, err)
			return
		}
		for _, result := range results {
			if !yield(result, nil) {
				return
			}
		}
	}
}

func (q ReturningQuery[R]) send(ctx context.Context, ex Executor) (*reading[R], error) {
	r := &reading[R]{row: q.row}
	return r, r.sent.write(ctx, ex, q.write, r)
}

func (o *opened) write(ctx context.Context, ex Executor, write Writing, row preparer) error {
	return o.on(ex, "statement", func() error {
		stmt, err := returned(write, row, &o.plan)
		if err != nil {
			return err
		}
		if err := checkParameters(stmt); err != nil {
			return err
		}
		o.rows, err = o.plan.Executor.QueryStatement(ctx, stmt)
		return err
	})
}

// returned collects the columns on a SELECT, which is where projections add
// them, and moves them over.
func returned(write Writing, row preparer, plan *Plan) (ast.Statement, error) {
	plan.Statement = &ast.Select{}
	if err := row.prepare(plan); err != nil {
		return nil, err
	}
	return write.returning(plan.Statement.Columns)
}
