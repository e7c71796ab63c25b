package pgx

import (
	"context"
	"errors"
	"strings"

	pgxv5 "github.com/jackc/pgx/v5"

	"github.com/azoth-go/azoth/driver"
)

// Begin sends nothing: BEGIN goes out with the first statement.
func (c *conn) Begin(_ context.Context, opts driver.TxOptions) error {
	if err := c.ready(nil); err != nil {
		return err
	}
	if c.transaction || c.begin != "" {
		return &driver.Error{Message: "a transaction is open already: use a savepoint for one within it"}
	}
	c.begin = "begin"
	if opts.Isolation != driver.DefaultIsolation {
		c.begin += " isolation level " + strings.ToLower(opts.Isolation.String())
	}
	if opts.ReadOnly {
		c.begin += " read only"
	}
	return nil
}

// Commit ends the transaction. Where it had failed, PostgreSQL rolls back
// instead, which is an error here.
func (c *conn) Commit(ctx context.Context) error {
	if err := c.ready(nil); err != nil {
		return err
	}
	switch {
	case c.begin != "":
		c.begin = ""
		return nil
	case c.pg.IsClosed():
		return &driver.Error{Kind: driver.ErrConnection, Message: "it was lost, and the transaction with it"}
	case !c.transaction:
		return &driver.Error{Message: "no transaction is open: it was never begun, or has ended"}
	}
	err := c.control(ctx, "commit")
	if failure, ok := errors.AsType[*driver.Error](err); ok {
		failure.CommitUnknown = c.pg.IsClosed()
	}
	return err
}

// Rollback ends the transaction without a trace. A transaction that is over
// already is none to roll back, which is no error; so is one whose connection is
// lost, which the server rolls back when it sees that.
func (c *conn) Rollback(ctx context.Context) error {
	if err := c.ready(nil); err != nil {
		return err
	}
	if c.begin != "" || !c.transaction || c.pg.IsClosed() {
		c.begin, c.transaction = "", false
		return nil
	}
	if err := c.control(ctx, "rollback"); err != nil && !c.pg.IsClosed() {
		return err
	}
	return nil
}

// Savepoint sets a savepoint, beginning the transaction in the same round trip
// where it is still to begin.
func (c *conn) Savepoint(ctx context.Context, name string) error {
	return c.savepoint(ctx, "savepoint ", name)
}

// Release keeps what was done since the savepoint.
func (c *conn) Release(ctx context.Context, name string) error {
	return c.savepoint(ctx, "release savepoint ", name)
}

// RollbackTo undoes what was done since the savepoint, also of a transaction
// that has failed since.
func (c *conn) RollbackTo(ctx context.Context, name string) error {
	return c.savepoint(ctx, "rollback to savepoint ", name)
}

func (c *conn) savepoint(ctx context.Context, command, name string) error {
	if err := c.ready(nil); err != nil {
		return err
	}
	command += pgxv5.Identifier{name}.Sanitize()
	if c.begin != "" {
		command = c.begin + "; " + command
	}
	if err := c.control(ctx, command); err != nil {
		return err
	}
	c.begin = ""
	return nil
}

// control runs a statement that is the driver's own.
func (c *conn) control(ctx context.Context, command string) error {
	err := c.command(ctx, command)
	c.settle()
	if err != nil {
		return c.fail(ctx, err, &driver.Statement{SQL: command})
	}
	return nil
}

func (c *conn) command(ctx context.Context, command string) error {
	results := c.pg.Exec(ctx, command)
	rolledBack := false
	for results.NextResult() {
		tag, err := results.ResultReader().Close()
		rolledBack = err == nil && tag.String() == "ROLLBACK"
	}
	if err := results.Close(); err != nil {
		return err
	}
	if rolledBack && command == "commit" {
		return errRolledBack()
	}
	return nil
}

// errRolledBack is what a COMMIT of a failed transaction amounts to.
func errRolledBack() error {
	return &driver.Error{State: failedTransaction, SQL: "commit", Message: "the transaction had failed before and was rolled back instead"}
}
