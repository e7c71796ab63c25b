package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/azoth-go/azoth/driver"
)

// A conn is a pooled connection for the time that it is checked out. Several
// results may be open on it at once.
type conn struct {
	connection  *connection
	pooled      *sql.Conn // nil once it is closed
	transaction transaction
	readOnly    bool
}

// A transaction is where a transaction stands.
type transaction uint8

const (
	none transaction = iota
	pending
	begun
)

// Query runs a statement up to its first row.
func (c *conn) Query(ctx context.Context, stmt driver.Statement) (driver.Rows, error) {
	if err := c.ready(ctx, stmt); err != nil {
		return nil, err
	}
	if stmt.InsertIDs {
		return c.insertIDs(ctx, stmt)
	}
	rows, err := c.connection.query(ctx, stmt)
	if err != nil {
		return nil, explain(ctx, stmt, err)
	}
	return rows, nil
}

// insertIDs gives the keys that an INSERT generates as rows.
func (c *conn) insertIDs(ctx context.Context, stmt driver.Statement) (driver.Rows, error) {
	ids := make([]int64, 0, stmt.Rows())
	_, err := c.connection.exec(ctx, stmt, func(result driver.Result) {
		if result.RowsAffected > 0 {
			ids = append(ids, result.LastInsertID)
		}
	})
	if err != nil {
		return nil, explain(ctx, stmt, err)
	}
	return driver.InsertIDRows(ids), nil
}

// Exec runs a statement to its end. A batch outside of a transaction is one of
// its own. Without arguments the text may be several statements.
func (c *conn) Exec(ctx context.Context, stmt driver.Statement) (driver.Result, error) {
	if err := c.ready(ctx, stmt); err != nil {
		return driver.Result{}, err
	}
	result, err := c.connection.exec(ctx, stmt, nil)
	if err != nil {
		return driver.Result{}, explain(ctx, stmt, err)
	}
	return result, nil
}

// Pipeline runs the statements one after the other.
func (c *conn) Pipeline(ctx context.Context, stmts []driver.Statement, commit bool, each func(i int, result driver.Result, rows driver.Rows) error) error {
	for i, stmt := range stmts {
		if err := c.pipelined(ctx, i, stmt, each); err != nil {
			return &driver.PipelineError{Index: i, Err: err}
		}
	}
	if commit {
		if err := c.Commit(ctx); err != nil {
			return &driver.PipelineError{Index: len(stmts), Err: err}
		}
	}
	return nil
}

func (c *conn) pipelined(ctx context.Context, i int, stmt driver.Statement, each func(int, driver.Result, driver.Rows) error) error {
	if !stmt.Returns {
		result, err := c.Exec(ctx, stmt)
		if err != nil || each == nil {
			return err
		}
		return each(i, result, nil)
	}
	rows, err := c.Query(ctx, stmt)
	if err != nil {
		return err
	}
	if each != nil {
		if err := each(i, driver.Result{}, rows); err != nil {
			rows.Close()
			return err
		}
	}
	return rows.Close()
}

// ready reports why a statement cannot run, and begins the transaction that
// waits for one.
func (c *conn) ready(ctx context.Context, stmt driver.Statement) error {
	switch err := ctx.Err(); {
	case c.pooled == nil:
		return &driver.Error{Kind: driver.ErrConnection, Message: "the connection was closed", SQL: stmt.SQL, Err: sql.ErrConnDone}
	case err != nil:
		return explain(ctx, stmt, err)
	case c.transaction == none:
		return nil
	case c.transaction == pending:
		return c.sendBegin(ctx, stmt)
	case c.connection.autocommit():
		return explain(ctx, stmt, errRolledBack)
	}
	return nil
}

// errRolledBack keeps a program from going on outside of the transaction that
// it believes itself in.
var errRolledBack = errors.New("SQLite has rolled the transaction back, because of an earlier error: call Rollback and begin anew")

func (c *conn) sendBegin(ctx context.Context, stmt driver.Statement) error {
	c.connection.watchContext(ctx)
	begin := c.connection.begin
	if c.readOnly {
		begin = "BEGIN"
		if err := c.connection.control("PRAGMA query_only = true"); err != nil {
			return explain(ctx, stmt, err)
		}
	}
	if err := c.connection.control(begin); err != nil {
		c.allowWrites()
		return explain(ctx, driver.Statement{SQL: begin}, err)
	}
	c.transaction = begun
	return nil
}

// allowWrites ends what a read-only transaction forbids.
func (c *conn) allowWrites() {
	if c.readOnly && c.connection.control("PRAGMA query_only = false") != nil {
		c.connection.broken = true
	}
}

// Begin starts a transaction with the next statement. Every isolation level is
// served by SQLite's own, which is serializable.
func (c *conn) Begin(_ context.Context, opts driver.TxOptions) error {
	if c.pooled == nil {
		return &driver.Error{Kind: driver.ErrConnection, Message: "begin: the connection was closed", Err: sql.ErrConnDone}
	}
	if c.transaction != none {
		return errors.New("begin: a transaction is open on this connection: end it first, or use a savepoint")
	}
	c.transaction, c.readOnly = pending, opts.ReadOnly
	return nil
}

// Commit ends the transaction. When it fails, the transaction stays open for
// Rollback.
func (c *conn) Commit(ctx context.Context) error {
	switch c.transaction {
	case none:
		return errors.New("commit: no transaction was begun on this connection")
	case begun:
		stmt := driver.Statement{SQL: "COMMIT"}
		if err := c.ready(ctx, stmt); err != nil {
			return err
		}
		c.connection.watchContext(ctx)
		if err := c.connection.control("COMMIT"); err != nil {
			return explain(ctx, stmt, err)
		}
		c.allowWrites()
	}
	c.transaction = none
	return nil
}

// Rollback ends the transaction, and the results that are open. It works
// whether or not ctx has ended: a transaction that nobody wants must not keep
// its locks.
func (c *conn) Rollback(ctx context.Context) error {
	if c.transaction == none {
		return errors.New("rollback: no transaction was begun on this connection")
	}
	if c.transaction == begun && c.pooled != nil {
		c.discardRows()
		if err := c.connection.rollback(); err != nil {
			return explain(ctx, driver.Statement{SQL: "ROLLBACK"}, err)
		}
		c.allowWrites()
	}
	c.transaction = none
	return nil
}

func (c *conn) discardRows() {
	for open := c.connection.open; len(open) > 0; open = c.connection.open {
		open[len(open)-1].discard()
	}
}

// Savepoint sets a savepoint, which begins a transaction that is still to
// begin.
func (c *conn) Savepoint(ctx context.Context, name string) error {
	return c.savepoint(ctx, "SAVEPOINT ", name)
}

// Release forgets a savepoint and keeps what was done since.
func (c *conn) Release(ctx context.Context, name string) error {
	return c.savepoint(ctx, "RELEASE SAVEPOINT ", name)
}

// RollbackTo undoes what was done since the savepoint, which stays.
func (c *conn) RollbackTo(ctx context.Context, name string) error {
	return c.savepoint(ctx, "ROLLBACK TO SAVEPOINT ", name)
}

func (c *conn) savepoint(ctx context.Context, command, name string) error {
	if c.transaction == none {
		return errors.New("savepoint " + name + ": no transaction was begun on this connection")
	}
	stmt := driver.Statement{SQL: command + `"` + strings.ReplaceAll(name, `"`, `""`) + `"`}
	if err := c.ready(ctx, stmt); err != nil {
		return err
	}
	c.connection.watchContext(ctx)
	if err := c.connection.control(stmt.SQL); err != nil {
		return explain(ctx, stmt, err)
	}
	return nil
}

// Close gives the connection back to the pool, rolling back what is open. It
// may be called twice.
func (c *conn) Close() error {
	if c.pooled == nil {
		return nil
	}
	c.discardRows()
	err := c.connection.rollback()
	if c.transaction == begun {
		c.allowWrites()
	}
	c.transaction = none
	c.connection.unwatch()
	pooled := c.pooled
	c.pooled = nil
	if closed := pooled.Close(); err == nil && !errors.Is(closed, sql.ErrConnDone) {
		err = closed
	}
	return err
}

// Raw is the *sqlite.Conn of zombiezen.com/go/sqlite, for what SQL cannot do:
// functions, incremental blobs, backups, sessions. It is for use while the
// connection is checked out.
func (c *conn) Raw() any { return c.connection.zombiezen }
