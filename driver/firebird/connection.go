package firebird

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"fmt"
	"regexp"
	"time"

	"github.com/azoth-go/azoth/driver"
)

// A connection is one of firebirdsql's that runs what is outside of a
// transaction in one of its own. Left to itself firebirdsql keeps a transaction
// open then, which it forgets with the next one begun, and commits no INSERT …
// RETURNING that was prepared.
type connection struct {
	inner
	grace     time.Duration // for a statement whose context has ended
	abandoned bool          // somebody else waits for the server, and then closes it
	open      *transaction
	begun     int
	prepared  []*statement // of the open transaction
}

// An inner is what firebirdsql's connections have.
type inner interface {
	sqldriver.Conn
	sqldriver.ConnPrepareContext
	sqldriver.ExecerContext
	sqldriver.QueryerContext
	sqldriver.ConnBeginTx
	sqldriver.Pinger
	sqldriver.Validator
	sqldriver.NamedValueChecker
}

// newConnection wraps a connection of firebirdsql's; another driver's stays as
// it is.
func newConnection(conn sqldriver.Conn, grace time.Duration) sqldriver.Conn {
	if i, ok := conn.(inner); ok {
		return &connection{inner: i, grace: grace}
	}
	return conn
}

// maxTransactions is how many transactions a connection has before the pool gets
// a new one: firebirdsql remembers all of them, and rolls each back once more
// when the connection closes.
const maxTransactions = 1000

// ResetSession ends what a user of the pool left open, and has the pool drop a
// connection that has done its work.
func (c *connection) ResetSession(context.Context) error {
	if c.abandoned || c.begun >= maxTransactions {
		return sqldriver.ErrBadConn
	}
	if c.open != nil {
		return c.open.Rollback()
	}
	return nil
}

// IsValid reports whether the pool may keep the connection.
func (c *connection) IsValid() bool { return !c.abandoned && c.inner.IsValid() }

// Raw is firebirdsql's own connection.
func (c *connection) Raw() any { return c.inner }

// BeginTx starts a transaction at the isolation level or at one that is
// stronger.
func (c *connection) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	tx, err := c.begin(ctx, options)
	if err != nil {
		return nil, err
	}
	return tx, nil
}

func (c *connection) begin(ctx context.Context, options sqldriver.TxOptions) (*transaction, error) {
	switch level := sql.IsolationLevel(options.Isolation); {
	case level == sql.LevelReadUncommitted:
		options.Isolation = sqldriver.IsolationLevel(sql.LevelReadCommitted)
	case options.ReadOnly && level > sql.LevelReadCommitted:
		return nil, &driver.Error{Kind: driver.ErrUnsupportedOperation,
			Message: fmt.Sprintf("the driver has no read-only transactions at the level %s: begin it without one of the two", level)}
	}
	life := &lifetime{ctx}
	tx, err := c.inner.BeginTx(life, options)
	if err != nil {
		return nil, err
	}
	// The COMMIT is another's business than that of the statement which began.
	life.Context = context.WithoutCancel(ctx)
	c.begun++
	c.open = &transaction{connection: c, Tx: tx, life: life}
	return c.open, nil
}

// A lifetime is the context of a transaction, which firebirdsql keeps for the
// COMMIT.
type lifetime struct{ context.Context }

// A transaction is the one that a connection has open.
type transaction struct {
	sqldriver.Tx
	connection *connection
	life       *lifetime
}

// CommitContext ends the transaction, unless ctx ends first.
func (t *transaction) CommitContext(ctx context.Context) error {
	t.life.Context = ctx
	return t.Commit()
}

// Commit ends the transaction; where it fails the transaction is still open.
func (t *transaction) Commit() error {
	t.connection.unprepare()
	err := t.Tx.Commit()
	if err == nil {
		t.connection.open = nil
	}
	return err
}

// Rollback ends the transaction.
func (t *transaction) Rollback() error { return t.RollbackContext(context.Background()) }

// RollbackContext ends the transaction, unless ctx ends first.
func (t *transaction) RollbackContext(ctx context.Context) error {
	t.connection.unprepare()
	t.connection.open = nil
	_, err := bounded(ctx, t.connection, func() (struct{}, error) { return struct{}{}, t.Tx.Rollback() })
	return err
}

// end commits, or rolls back where err is not nil, and gives the first error.
func (t *transaction) end(err error) error {
	if err == nil {
		err = t.Commit()
	}
	if err != nil && t.connection.IsValid() {
		_ = t.Rollback()
	}
	t.connection.open = nil
	return err
}

// own begins a transaction for one statement; nil, where one is open.
func (c *connection) own(ctx context.Context) (*transaction, error) {
	if c.open != nil {
		return nil, nil
	}
	return c.begin(ctx, sqldriver.TxOptions{})
}

// within runs f in the open transaction or in one of its own.
func (c *connection) within(ctx context.Context, f func() error) error {
	tx, err := c.own(ctx)
	if err != nil {
		return err
	}
	err = f()
	if tx != nil {
		err = tx.end(err)
	}
	return err
}

// PrepareContext gives a statement that is prepared when it runs.
func (c *connection) PrepareContext(_ context.Context, query string) (sqldriver.Stmt, error) {
	return &statement{connection: c, query: query}, nil
}

// ExecContext prepares a statement, runs it, and drops it.
func (c *connection) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (result sqldriver.Result, err error) {
	err = c.within(ctx, func() error {
		if definition.MatchString(query) {
			c.unprepare() // a table cannot be dropped that a statement of ours uses
		}
		result, err = sending(ctx, c, numbers(args), func(args []sqldriver.NamedValue) (sqldriver.Result, error) {
			return c.inner.ExecContext(ctx, query, args)
		})
		return err
	})
	return affected(result), err
}

// definition is what changes the schema.
var definition = regexp.MustCompile(`(?i)^\s*(?:CREATE|ALTER|DROP|RECREATE)\s`)

// unprepare drops the prepared statements. They do not outlive their
// transaction, since as long as they are there nobody can drop a table that they
// use: the server has them wait without end. Within a transaction dropping them
// costs no round trip.
func (c *connection) unprepare() {
	for _, s := range c.prepared {
		if s.Stmt != nil && c.IsValid() {
			_ = s.Stmt.Close()
		}
		s.Stmt = nil
	}
	c.prepared = c.prepared[:0]
}

// QueryContext prepares a query, runs it, and drops it with its rows.
func (c *connection) QueryContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	return c.query(ctx, func() (sqldriver.Rows, error) {
		return sending(ctx, c, numbers(args), func(args []sqldriver.NamedValue) (sqldriver.Rows, error) {
			return c.inner.QueryContext(ctx, query, args)
		})
	})
}

// query gives the rows of f, which end the transaction that they have of their
// own.
func (c *connection) query(ctx context.Context, f func() (sqldriver.Rows, error)) (sqldriver.Rows, error) {
	tx, err := c.own(ctx)
	if err != nil {
		return nil, err
	}
	inner, err := f()
	if err != nil {
		if tx != nil {
			err = tx.end(err)
		}
		return nil, err
	}
	return newRows(inner, tx), nil
}

// Close rolls back what is open. It waits no longer for a server that does not
// answer than a statement whose context has ended does: a pool closes its
// connections one after the other.
func (c *connection) Close() error {
	c.open = nil
	if c.abandoned {
		return nil
	}
	closed := make(chan error, 1)
	go func() { closed <- c.inner.Close() }()
	grace := time.NewTimer(c.grace)
	defer grace.Stop()
	select {
	case err := <-closed:
		return err
	case <-grace.C:
		return nil
	}
}
