package mssql

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"strings"

	gomssql "github.com/microsoft/go-mssqldb"
)

// A connection is one of go-mssqldb's that declares the types of parameters, and
// whose isolation level and contexts last no longer than they should.
type connection struct {
	*gomssql.Conn
	snapshot bool
}

// newConnection wraps a connection of go-mssqldb's; another driver's stays as it
// is.
func newConnection(conn sqldriver.Conn) sqldriver.Conn {
	if inner, ok := conn.(*gomssql.Conn); ok {
		return &connection{Conn: inner}
	}
	return conn
}

// Raw is go-mssqldb's own connection.
func (c *connection) Raw() any { return c.Conn }

// PrepareContext gives a statement, of which nothing is sent yet. A text of
// go-mssqldb's for a bulk copy is prepared by itself.
func (c *connection) PrepareContext(ctx context.Context, query string) (sqldriver.Stmt, error) {
	plain, err := c.Conn.PrepareContext(ctx, query)
	if err != nil || strings.HasPrefix(query, "INSERTBULK ") {
		return plain, err
	}
	return &statement{Stmt: plain, connection: c, query: query}, nil
}

// Prepare is what an old database/sql would call.
func (c *connection) Prepare(query string) (sqldriver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// BeginTx starts a transaction. Of being read-only the server knows nothing.
//
// The driver keeps the context for the COMMIT, which is another's business than
// that of the statement which began: it ends with ctx only as long as the
// transaction begins.
func (c *connection) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	options.ReadOnly = false
	if c.snapshot && options.Isolation == sqldriver.IsolationLevel(sql.LevelRepeatableRead) {
		options.Isolation = sqldriver.IsolationLevel(sql.LevelSnapshot)
	}
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, end)
	tx, err := c.Conn.BeginTx(life, options)
	if stop() {
		if err != nil {
			end()
			return nil, err
		}
		return &transaction{Tx: tx, connection: c, isolated: options.Isolation != sqldriver.IsolationLevel(sql.LevelDefault)}, nil
	}
	if err == nil {
		_ = tx.Rollback()
	}
	return nil, ctx.Err()
}

// A transaction is one that may have an isolation level of its own.
type transaction struct {
	sqldriver.Tx
	connection *connection
	isolated   bool
}

// Commit ends the transaction.
func (t *transaction) Commit() error {
	err := t.Tx.Commit()
	t.leave()
	return err
}

// Rollback ends the transaction.
func (t *transaction) Rollback() error {
	err := t.Tx.Rollback()
	t.leave()
	return err
}

// leave takes back the isolation level, which the server keeps for the session.
// What an error of that could say, the next use of the connection says too.
func (t *transaction) leave() {
	if !t.isolated || !t.connection.IsValid() {
		return
	}
	ctx := context.Background()
	if stmt, err := t.connection.Conn.PrepareContext(ctx, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED"); err == nil {
		_, _ = stmt.(sqldriver.StmtExecContext).ExecContext(ctx, nil)
	}
}
