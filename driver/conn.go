package driver

import (
	"context"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/types"
)

// A Conn is one connection, checked out of the pool and used by one goroutine.
// Errors that the database reports come back as *Error; a context that ends
// stops the statement and its error wraps ctx.Err().
type Conn interface {
	// Query runs a statement that gives rows. At most one Rows is open at a
	// time; it must be closed before the connection is used again.
	Query(ctx context.Context, stmt Statement) (Rows, error)
	// Exec runs a statement, once or once for each row of its batch, and gives
	// the sum of the rows that it touched. Rows matched by an UPDATE count even
	// when their values stay the same.
	Exec(ctx context.Context, stmt Statement) (Result, error)
	// Pipeline runs statements in order, in one round trip where the driver
	// can, and hands every result to each as it arrives; with commit it ends
	// the transaction after the last. It stops at the first error, of the
	// database or of each; an error says at which statement by *PipelineError,
	// and the transaction is then to be rolled back.
	Pipeline(ctx context.Context, stmts []Statement, commit bool, each func(i int, result Result, rows Rows) error) error

	// Begin starts a transaction with the next statement: nothing is sent
	// before that, and a driver that pipelines sends both in one round trip.
	Begin(ctx context.Context, opts TxOptions) error
	// Commit and Rollback end the transaction; without a statement since Begin
	// they send nothing. Where the connection is lost after the COMMIT was sent,
	// here or in Pipeline, the error says so by CommitUnknown. A connection that
	// is lost takes its transaction with it, which Rollback takes for done.
	Commit(ctx context.Context) error
	Rollback(ctx context.Context) error
	// Savepoint, Release and RollbackTo work on a savepoint of that name, which
	// is quoted as an identifier.
	Savepoint(ctx context.Context, name string) error
	Release(ctx context.Context, name string) error
	RollbackTo(ctx context.Context, name string) error

	// Close gives the connection back to the pool, rolling back what is open.
	Close() error
	// Raw is the driver's own connection: *pgx.Conn, *sqlite.Conn, or the
	// database/sql/driver.Conn.
	Raw() any
}

// A Statement is compiled SQL with what is bound to it.
type Statement = dialect.Statement

// A Result is what a statement that gives no rows reports.
type Result struct {
	RowsAffected int64
	// LastInsertID is the generated key where the database reports it so
	// (SQLite, MySQL), else 0. Of a multi-row INSERT on MySQL it is the first.
	LastInsertID int64
}

// Rows is an open result. It is itself the current row.
type Rows interface {
	types.Row
	// Columns gives the names of the result's columns.
	Columns() []string
	// Next steps to the next row and reports whether there is one.
	Next() bool
	// Err is the error that ended the iteration, if one did.
	Err() error
	// Close ends the result early or late; it may be called twice.
	Close() error
}

// TxOptions are the properties of a transaction.
type TxOptions struct {
	Isolation Isolation
	ReadOnly  bool
}

// Isolation is a transaction's isolation level; the zero value is the
// database's default.
type Isolation uint8

// The isolation levels of the SQL standard.
const (
	DefaultIsolation Isolation = iota
	ReadUncommitted
	ReadCommitted
	RepeatableRead
	Serializable
)

// String gives the level as SQL spells it, or "" for the default.
func (i Isolation) String() string {
	return [...]string{"", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"}[i]
}
