package azoth

import (
	"context"
	"errors"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// transactionState is where the transaction of a connection stands.
type transactionState uint8

const (
	noTransaction transactionState = iota
	// pendingTransaction begins with the next statement.
	pendingTransaction
	openTransaction
)

var (
	errNoTransaction   = errors.New("no transaction is open on this connection: call Begin first")
	errOpenTransaction = errors.New("begin: a transaction is open on this connection: end it first, or use a savepoint")
)

// rollbackTimeout bounds a rollback whose context has ended: a transaction that
// nobody wants must not keep its locks.
const rollbackTimeout = 5 * time.Second

// InTransaction reports whether a transaction was begun and not ended, also
// while nothing of it was sent.
func (c *Conn) InTransaction() bool { return c.transaction != noTransaction }

// Begin begins a transaction. Nothing is sent before its first statement, with
// which the BEGIN travels where the driver can, so that a transaction without a
// statement costs nothing.
func (c *Conn) Begin(ctx context.Context, opts driver.TxOptions) error {
	if c.native == nil {
		return errConnClosed
	}
	if c.transaction != noTransaction {
		return errOpenTransaction
	}
	if opts.Isolation == DefaultIsolation {
		opts.Isolation = c.engine.txDefaults.Isolation
	}
	if err := c.native.Begin(ctx, opts); err != nil {
		return c.failed(err)
	}
	c.transaction, c.txOptions = pendingTransaction, opts
	return nil
}

// began notes that the transaction is being sent.
func (c *Conn) began(ctx context.Context) {
	c.transaction = openTransaction
	if c.engine.observed {
		c.engine.emit(ctx, Event{Kind: EventBegin, Tx: c.txOptions, Rows: -1})
	}
}

// Commit ends the transaction and keeps what it did. When it fails, the
// transaction is still to be rolled back.
func (c *Conn) Commit(ctx context.Context) error {
	switch {
	case c.native == nil:
		return errConnClosed
	case c.transaction == noTransaction:
		return errNoTransaction
	}
	err := c.end(ctx, EventCommit, driver.Conn.Commit)
	if err != nil {
		return err
	}
	c.transaction = noTransaction
	return nil
}

// Rollback ends the transaction and undoes what it did; without a transaction
// it does nothing. It works also when ctx has ended.
func (c *Conn) Rollback(ctx context.Context) error {
	switch {
	case c.native == nil:
		return errConnClosed
	case c.transaction == noTransaction:
		return nil
	}
	if ctx.Err() != nil {
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
		defer cancel()
		ctx = detached
	}
	if err := c.end(ctx, EventRollback, driver.Conn.Rollback); err != nil {
		return err
	}
	c.transaction = noTransaction
	return nil
}

// end commits or rolls back. A transaction of which nothing was sent ends
// without an event.
func (c *Conn) end(ctx context.Context, kind EventKind, end func(driver.Conn, context.Context) error) error {
	if c.transaction == pendingTransaction || !c.engine.observed {
		if err := end(c.native, ctx); err != nil {
			return c.failed(err)
		}
		return nil
	}
	start := time.Now()
	err := end(c.native, ctx)
	if err != nil {
		err = c.failed(err)
	}
	c.engine.emit(ctx, Event{Kind: kind, Duration: time.Since(start), Rows: -1, Err: err})
	return err
}

// Savepoint sets a savepoint, a mark in the transaction to go back to.
func (c *Conn) Savepoint(ctx context.Context, name string) error {
	return c.savepoint(ctx, EventSavepoint, name, driver.Conn.Savepoint)
}

// Release forgets a savepoint and keeps what was done since.
func (c *Conn) Release(ctx context.Context, name string) error {
	return c.savepoint(ctx, EventRelease, name, driver.Conn.Release)
}

// RollbackTo undoes what was done since a savepoint, which stays. It works also
// when ctx has ended.
func (c *Conn) RollbackTo(ctx context.Context, name string) error {
	if ctx.Err() != nil {
		detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
		defer cancel()
		ctx = detached
	}
	return c.savepoint(ctx, EventRollbackTo, name, driver.Conn.RollbackTo)
}

func (c *Conn) savepoint(ctx context.Context, kind EventKind, name string, do func(driver.Conn, context.Context, string) error) error {
	if c.transaction == noTransaction && c.native != nil {
		return errNoTransaction
	}
	if err := c.use(ctx); err != nil {
		return err
	}
	if !c.engine.observed {
		if err := do(c.native, ctx, name); err != nil {
			return c.failed(err)
		}
		return nil
	}
	start := time.Now()
	err := do(c.native, ctx, name)
	if err != nil {
		err = c.failed(err)
	}
	c.engine.emit(ctx, Event{Kind: kind, Savepoint: name, Duration: time.Since(start), Rows: -1, Err: err})
	return err
}
