package goora

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"fmt"

	"github.com/azoth-go/azoth/driver"
)

// A connection is one of go-ora's.
type connection struct {
	inner
	national bool // texts are bound as NVARCHAR2
	lost     bool // go-ora stopped reading in the middle of an answer
}

// An inner is what go-ora's connections have.
type inner interface {
	sqldriver.Conn
	sqldriver.ConnPrepareContext
	sqldriver.ExecerContext
	sqldriver.QueryerContext
	sqldriver.ConnBeginTx
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.NamedValueChecker
}

// newConnection wraps a connection of go-ora's; another driver's stays as it is.
func newConnection(conn sqldriver.Conn, national bool) sqldriver.Conn {
	if i, ok := conn.(inner); ok {
		return &connection{inner: i, national: national}
	}
	return conn
}

// Raw is go-ora's own connection.
func (c *connection) Raw() any { return c.inner }

// IsValid reports whether the pool may keep the connection, which go-ora tells
// when a session is reset.
func (c *connection) IsValid() bool {
	return !c.lost && c.inner.ResetSession(context.Background()) == nil
}

// PrepareContext gives a statement that is prepared when it runs, which go-ora
// does in the same exchange.
func (c *connection) PrepareContext(_ context.Context, query string) (sqldriver.Stmt, error) {
	return &statement{connection: c, query: query}, nil
}

// ExecContext runs a statement without parameters.
func (c *connection) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	result, err := c.inner.ExecContext(ctx, query, args)
	return affected(result), err
}

// QueryContext runs a query without parameters.
func (c *connection) QueryContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	inner, err := c.inner.QueryContext(ctx, query, args)
	if err != nil {
		return nil, err
	}
	return newRows(ctx, inner), nil
}

// BeginTx starts a transaction: go-ora stops committing after each statement, and
// what is not Oracle's default is the transaction's first statement.
func (c *connection) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	set := ""
	switch level := sql.IsolationLevel(options.Isolation); {
	case level != sql.LevelDefault && level != sql.LevelReadCommitted && level != sql.LevelSerializable:
		return nil, &driver.Error{Kind: driver.ErrUnsupportedOperation,
			Message: fmt.Sprintf("Oracle has no isolation level %s: use READ COMMITTED, which is the default, or SERIALIZABLE", level)}
	case options.ReadOnly:
		set = "SET TRANSACTION READ ONLY" // which sees one state of the database
	case level == sql.LevelSerializable:
		set = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"
	}
	life := &lifetime{ctx}
	tx, err := c.inner.BeginTx(life, sqldriver.TxOptions{})
	if err != nil {
		return nil, err
	}
	if set != "" {
		if _, err := c.inner.ExecContext(ctx, set, nil); err != nil {
			_ = tx.Rollback()
			return nil, err
		}
	}
	return &transaction{tx, life}, nil
}

// A lifetime is the context of a transaction, which go-ora keeps for its end.
type lifetime struct{ context.Context }

// A transaction ends by the context of its end.
type transaction struct {
	sqldriver.Tx
	life *lifetime
}

// CommitContext ends the transaction and keeps what it did.
func (t *transaction) CommitContext(ctx context.Context) error {
	t.life.Context = ctx
	return t.Tx.Commit()
}

// RollbackContext ends the transaction and undoes what it did.
func (t *transaction) RollbackContext(ctx context.Context) error {
	t.life.Context = ctx
	return t.Tx.Rollback()
}

// affected gives a result without a last insert ID, which Oracle has not.
func affected(result sqldriver.Result) sqldriver.Result {
	if result == nil {
		return nil
	}
	n, err := result.RowsAffected()
	if err != nil {
		return result
	}
	return sqldriver.RowsAffected(n)
}
