package pgx

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// Pipeline sends all statements at once, each batch as one execution for each
// of its rows, and reads the results as they arrive: one round trip, together
// with the BEGIN that is pending, the statements that are to be prepared and the
// COMMIT.
//
// The server skips what follows the first failure, the COMMIT among it. But
// COMMIT is sent with the rest: an error of each comes too late to prevent it.
// Ask for commit only where no result decides whether to.
func (c *conn) Pipeline(ctx context.Context, stmts []driver.Statement, commit bool, each func(i int, result driver.Result, rows driver.Rows) error) error {
	if err := c.ready(nil); err != nil {
		return err
	}
	if len(stmts) == 0 {
		if !commit || c.begin == "" && !c.transaction {
			return nil
		}
		if err := c.Commit(ctx); err != nil {
			return &driver.PipelineError{Err: err}
		}
		return nil
	}
	commit = commit && (c.begin != "" || c.transaction)
	alive := !c.pg.IsClosed()
	failed := func(i int, err error) error {
		var stmt *driver.Statement
		if i < len(stmts) {
			stmt = &stmts[i]
		} else {
			stmt = &driver.Statement{SQL: "commit"}
		}
		if one, _ := outdated(err); one {
			c.renew(stmt.SQL, err)
		}
		failure := c.fail(ctx, err, stmt)
		if commit && alive && c.pg.IsClosed() && !refused(err) {
			if described, ok := errors.AsType[*driver.Error](failure); ok {
				described.CommitUnknown = true
			}
		}
		return &driver.PipelineError{Index: i, Err: failure}
	}

	f, err := c.launch(ctx, stmts, commit)
	if err != nil {
		at, _ := errors.AsType[*driver.PipelineError](err)
		return failed(at.Index, at.Err)
	}
	c.pipelining = true
	defer func() { c.pipelining = false }()
	for i := range stmts {
		if err := f.hand(i, &stmts[i], each); err != nil {
			f.finish()
			if own, ok := errors.AsType[*callerError](err); ok {
				return &driver.PipelineError{Index: i, Err: own.error}
			}
			return failed(i, err)
		}
	}
	err = f.committed()
	if finished := f.finish(); err == nil {
		err = finished
	}
	if err != nil {
		return failed(len(stmts), err)
	}
	return nil
}

// refused reports whether the server answered that it did not execute a
// statement. It then skips what was sent with it, the COMMIT above all, also
// where the connection is lost afterwards.
func refused(err error) bool {
	answer, ok := errors.AsType[*pgconn.PgError](err)
	return ok && answer.SeverityUnlocalized == "ERROR"
}

// A callerError came from the function that results are handed to.
type callerError struct{ error }

// hand reads the result of statement i and hands it on.
func (f *flight) hand(i int, stmt *driver.Statement, each func(i int, result driver.Result, rows driver.Rows) error) error {
	if !stmt.Returns {
		result, err := f.result()
		if err == nil && each != nil {
			if err = each(i, result, nil); err != nil {
				err = &callerError{err}
			}
		}
		return err
	}
	r := &rows{conn: f.conn, ctx: f.ctx, stmt: *stmt, flight: f, lent: true}
	if err := f.results(r); err != nil {
		return err
	}
	if each != nil {
		// Whoever iterates sees the error of the statement in the rows, and may
		// return one of its own because of it: the statement's counts.
		own := each(i, driver.Result{}, r)
		if err := r.Close(); err != nil {
			return err
		}
		if own != nil {
			return &callerError{own}
		}
		return nil
	}
	return r.Close()
}
