package azoth

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Conn is one connection of an engine, used by one goroutine at a time.
// Outside of a transaction every statement is committed by itself. At most one
// result may be open; close it before the next statement.
type Conn struct {
	engine      *Engine
	dialect     *dialect.Dialect
	native      driver.Conn // nil once it is closed
	transaction transactionState
	txOptions   driver.TxOptions
	broken      error // how the connection was found dead
	statements  []dialect.Statement
}

var _ sql.Executor = (*Conn)(nil)

var errConnClosed = fmt.Errorf("the connection: %w", ErrClosed)

// Engine is the engine that the connection belongs to.
func (c *Conn) Engine() *Engine { return c.engine }

// Dialect is the SQL that the database speaks.
func (c *Conn) Dialect() *dialect.Dialect { return c.dialect }

// Raw is the driver's own connection: a *pgx.Conn, a *sqlite.Conn, or a
// connection of package database/sql/driver; nil after Close. What it does, the
// Conn does not know of.
func (c *Conn) Raw() any {
	if c.native == nil {
		return nil
	}
	return c.native.Raw()
}

// Compile writes a statement as the database's SQL. Nothing is sent.
func (c *Conn) Compile(stmt ast.Statement) (dialect.Statement, error) { return c.dialect.Compile(stmt) }

// QueryStatement runs a statement that gives rows.
func (c *Conn) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	compiled, err := c.dialect.Compile(stmt)
	if err != nil {
		return nil, err
	}
	compiled.Returns = true // also of text, which does not say
	rows, err := c.Query(ctx, compiled)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// ExecStatement runs a statement that gives no rows.
func (c *Conn) ExecStatement(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	compiled, err := c.dialect.Compile(stmt)
	if err != nil {
		return sql.Result{}, err
	}
	return c.execCompiled(ctx, compiled)
}

func resultOf(r driver.Result) sql.Result {
	return sql.Result{RowsAffected: r.RowsAffected, LastInsertID: r.LastInsertID}
}

// Query runs a compiled statement that gives rows.
func (c *Conn) Query(ctx context.Context, stmt dialect.Statement) (driver.Rows, error) {
	if err := c.use(ctx); err != nil {
		return nil, err
	}
	if c.engine.watchesRows {
		return c.observeQuery(ctx, stmt)
	}
	stmt.Dialect = c.dialect.Name
	rows, err := c.native.Query(ctx, stmt)
	if err != nil {
		return nil, c.failed(err)
	}
	return rows, nil
}

// Exec runs a compiled statement that gives no rows, once or once for each row
// of its batch.
func (c *Conn) Exec(ctx context.Context, stmt dialect.Statement) (driver.Result, error) {
	if err := c.use(ctx); err != nil {
		return driver.Result{}, err
	}
	if c.engine.observed {
		return c.observeExec(ctx, stmt)
	}
	result, err := c.native.Exec(ctx, stmt)
	if err != nil {
		return driver.Result{}, c.failed(err)
	}
	return result, nil
}

// Pipeline runs the statements of a flush in order, in one round trip where the
// driver can, and hands every result to each, which may be nil; the rows are
// closed for it. With commit, the COMMIT travels behind the last statement. It
// stops at the first error, which says by [driver.PipelineError] where; the
// transaction is then to be rolled back.
func (c *Conn) Pipeline(ctx context.Context, writes []Write, commit bool, each func(i int, result driver.Result, rows driver.Rows) error) error {
	if commit && c.transaction == noTransaction {
		return errNoTransaction
	}
	if len(writes) == 0 {
		if commit {
			return c.Commit(ctx)
		}
		return nil
	}
	if err := c.use(ctx); err != nil {
		return err
	}
	if each == nil {
		each = func(int, driver.Result, driver.Rows) error { return nil }
	}
	statements := c.statements[:0]
	for i := range writes {
		statements = append(statements, writes[i].Statement)
	}
	var err error
	if c.engine.watchesRows {
		err = c.observePipeline(ctx, writes, statements, commit, each)
	} else {
		err = c.native.Pipeline(ctx, statements, commit, each)
	}
	clear(statements)
	c.statements = statements[:0]
	if err != nil {
		return c.failed(err)
	}
	if commit {
		c.transaction = noTransaction
	}
	return nil
}

// use makes the connection ready for a statement that is sent now.
func (c *Conn) use(ctx context.Context) error {
	if c.native == nil {
		return errConnClosed
	}
	if c.transaction == pendingTransaction {
		c.began(ctx)
	}
	return nil
}

// failed notes what an error of the driver means for the connection, and keeps
// from it what it must not tell.
func (c *Conn) failed(err error) error {
	if c.engine.hideParameters {
		hideArguments(err)
	}
	if c.broken == nil && (errors.Is(err, ErrConnection) || errors.Is(err, sqldriver.ErrBadConn)) {
		c.broken = err
	}
	return err
}

// Close gives the connection back to the pool, rolling back the transaction
// that is open. A connection that was found dead leaves the pool. Closing twice
// does nothing.
func (c *Conn) Close() error {
	if c.native == nil {
		return nil
	}
	ctx := context.Background()
	if c.transaction == openTransaction && c.broken == nil {
		bounded, cancel := context.WithTimeout(ctx, rollbackTimeout)
		// Where it fails, closing the driver's connection sees to it.
		_ = c.Rollback(bounded)
		cancel()
	}
	native := c.native
	c.native = nil
	c.transaction = noTransaction
	err := native.Close()
	c.engine.release()
	if c.broken != nil {
		c.engine.invalidated(ctx, c.broken)
		err = nil // of a connection that is gone anyway
	}
	if c.engine.observed {
		c.engine.emit(ctx, Event{Kind: EventCheckin, Rows: -1, Err: err})
	}
	if err != nil {
		return fmt.Errorf("give a connection back: %w", c.failed(err))
	}
	return nil
}
