package azoth

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
)

// What follows is the way of statements while somebody listens or rows must be
// looked at: Query, Exec and Pipeline with events around them.

func (c *Conn) observeExec(ctx context.Context, stmt dialect.Statement) (driver.Result, error) {
	start := time.Now()
	result, err := c.native.Exec(ctx, stmt)
	event := Event{Kind: EventStatement, Statement: stmt, Duration: time.Since(start), Rows: result.RowsAffected}
	if err != nil {
		err = c.failed(err)
		result, event.Rows, event.Err = driver.Result{}, -1, err
	}
	c.engine.emit(ctx, event)
	return result, err
}

func (c *Conn) observeQuery(ctx context.Context, stmt dialect.Statement) (driver.Rows, error) {
	start := time.Now()
	stmt.Dialect = c.dialect.Name
	rows, err := c.native.Query(ctx, stmt)
	if err != nil {
		err = c.failed(err)
	}
	c.engine.emit(ctx, Event{Kind: EventStatement, Statement: stmt, Duration: time.Since(start), Rows: -1, Err: err})
	if err != nil {
		return nil, err
	}
	return c.observeRows(ctx, stmt, rows), nil
}

func (c *Conn) observePipeline(ctx context.Context, writes []Write, statements []dialect.Statement, commit bool,
	each func(i int, result driver.Result, rows driver.Rows) error) error {
	last := time.Now()
	told := 0 // the number of writes that were reported
	tell := func(i int, rows int64, err error) {
		now := time.Now()
		c.engine.emit(ctx, Event{Kind: EventStatement, Statement: statements[i], Write: &writes[i], Duration: now.Sub(last), Rows: rows, Err: err})
		last, told = now, i+1
	}
	err := c.native.Pipeline(ctx, statements, commit, func(i int, result driver.Result, rows driver.Rows) error {
		if rows == nil {
			tell(i, result.RowsAffected, nil)
			return each(i, result, nil)
		}
		tell(i, -1, nil)
		return each(i, result, c.observeRows(ctx, statements[i], rows))
	})
	if err != nil {
		err = c.failed(err)
	}
	failed := told
	if at, ok := errors.AsType[*driver.PipelineError](err); ok {
		failed = at.Index
	}
	switch {
	case err != nil && failed < len(writes) && failed >= told:
		tell(failed, -1, err)
	case commit && (err == nil || failed == len(writes)):
		c.engine.emit(ctx, Event{Kind: EventCommit, Duration: time.Since(last), Rows: -1, Err: err})
	}
	return err
}

// observedRows report the failure of reading them, and log each row where that
// is asked for.
type observedRows struct {
	driver.Rows
	conn  *Conn
	ctx   context.Context
	stmt  dialect.Statement
	read  int64
	ended bool
}

func (c *Conn) observeRows(ctx context.Context, stmt dialect.Statement, rows driver.Rows) driver.Rows {
	return &observedRows{Rows: rows, conn: c, ctx: ctx, stmt: stmt}
}

func (r *observedRows) Next() bool {
	if r.Rows.Next() {
		r.read++
		for _, logger := range r.conn.engine.rowLoggers {
			r.log(logger)
		}
		return true
	}
	r.end()
	return false
}

func (r *observedRows) Close() error {
	err := r.Rows.Close()
	r.end()
	if err != nil {
		return r.conn.failed(err)
	}
	return nil
}

func (r *observedRows) Err() error {
	if err := r.Rows.Err(); err != nil {
		return r.conn.failed(err)
	}
	return nil
}

func (r *observedRows) end() {
	if r.ended {
		return
	}
	r.ended = true
	if err := r.Err(); err != nil {
		r.conn.engine.emit(r.ctx, Event{Kind: EventFetch, Statement: r.stmt, Rows: r.read, Err: err})
	}
}

func (r *observedRows) log(logger *slog.Logger) {
	if !logger.Enabled(r.ctx, slog.LevelDebug) {
		return
	}
	columns := r.Columns()
	attrs := make([]slog.Attr, len(columns))
	for i, name := range columns {
		value, err := r.Any(i)
		if err != nil {
			value = err
		}
		attrs[i] = slog.Any(name, value)
	}
	logger.LogAttrs(r.ctx, slog.LevelDebug, "row", slog.GroupAttrs("columns", attrs...))
}
