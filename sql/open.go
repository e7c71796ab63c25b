package sql

import (
	"context"
	"fmt"

	"github.com/azoth-go/azoth/types"
)

// A Reserver is an executor that a query has to itself while it runs, from its
// preparation to the end of the loaders that follow it, as a session does.
type Reserver interface {
	// Reserve begins that, or tells why it cannot.
	Reserve() (Reservation, error)
}

// A Reservation is what a query runs on in place of the executor that it
// reserved.
type Reservation interface {
	Executor
	// Release lets others use the executor again.
	Release()
}

// reserve gives what a query is to run on, and the reservation, if any.
func reserve(ex Executor) (Executor, Reservation, error) {
	r, ok := ex.(Reserver)
	if !ok {
		return ex, nil, nil
	}
	held, err := r.Reserve()
	return held, held, err
}

// An opened query is one that was sent: its result, and what is to happen after
// it. It knows no types, so that they cost a program little to compile.
type opened struct {
	rows    Rows
	current types.Row // of rows
	plan    Plan
	held    Reservation // of the executor, or nil
}

// A preparer is the row of a query, which keeps the reader that it makes.
type preparer interface {
	projection() Projection
	prepare(*Plan) error
}

// on has send run a statement, a query or whatever else it is called in errors,
// on what the executor gives to run it on.
func (o *opened) on(ex Executor, statement string, send func() error) error {
	if ex == nil {
		return fmt.Errorf("%s without an executor: pass an engine, a connection, a transaction or a session", statement)
	}
	ex, held, err := reserve(ex)
	if err != nil {
		return err
	}
	o.plan.Executor = ex
	if err := send(); err != nil {
		if held != nil {
			held.Release()
		}
		return err
	}
	o.held, o.current = held, RowOf(o.rows)
	return nil
}

func (o *opened) send(ctx context.Context, ex Executor, s *selection, row preparer, limit int64) error {
	o.plan.Options = s.options
	return o.on(ex, "query", func() error {
		switch {
		case s.text != nil:
			return o.sendText(ctx, s, row)
		case s.more != nil:
			return o.sendRare(ctx, s, row, limit)
		}
		return o.sendSelect(ctx, s, row, limit)
	})
}

func (o *opened) sendSelect(ctx context.Context, s *selection, row preparer, limit int64) (err error) {
	if o.plan.Statement, err = s.statement(row.projection()); err != nil {
		return err
	}
	if limit >= 0 && (!s.limited || limit < s.limit) {
		o.plan.Statement.Limit = countBind(limit)
	}
	if err := row.prepare(&o.plan); err != nil {
		return err
	}
	if err := check(o.plan.Statement); err != nil {
		return err
	}
	o.rows, err = o.plan.Executor.QueryStatement(ctx, o.plan.Statement)
	return err
}

// finish closes the result and runs what the plan has for after it.
func (o *opened) finish(ctx context.Context, err error) error {
	defer o.release()
	if closeErr := o.rows.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return o.plan.Finish(ctx)
}

// release ends the reservation.
func (o *opened) release() {
	if o.held != nil {
		o.held.Release()
		o.held = nil
	}
}
