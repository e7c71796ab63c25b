package driver

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"time"
)

// AdapterOptions say what NewAdapter cannot know of a database. The zero value
// is a database that follows the SQL standard and classifies no errors.
type AdapterOptions struct {
	// WrapConn gives what stands in for a connection of the driver where that
	// does less than package database/sql asks. AdaptConnector leaves it to its
	// inner connector. Nil takes the connection as it is.
	WrapConn func(conn sqldriver.Conn) sqldriver.Conn
	// MapError classifies an error of the driver. The statement and the
	// driver's error itself are filled in afterwards; nil leaves the error
	// without a kind.
	MapError func(err error) *Error
	// ConvertArg turns a bind value into what the driver takes; it leaves what
	// is nothing special to the function ConvertArg, which nil stands for.
	ConvertArg func(arg any) (sqldriver.Value, error)
	// Value gives what Any returns for a value of a column of that database
	// type, where the value alone does not say: text that arrives as bytes,
	// for one. Nil takes every value as it is.
	Value func(databaseType string, value sqldriver.Value) any
	// NotPreparable reports that Prepare refused a statement that runs
	// unprepared. Nil is never.
	NotPreparable func(err error) bool
	// TooManyStatements reports that Prepare failed because the server keeps
	// more prepared statements than it may. The connection then closes its own
	// and tries again. Nil is never.
	TooManyStatements func(err error) bool
	// GivesRows tells, of a driver that cannot execute a prepared statement which
	// gives rows, whether a text does: Exec then queries it and drops the rows.
	// Nil leaves them to the driver.
	GivesRows func(sql string) bool
	// Abandoned is called for a connection that was lost because a context ended
	// while the server worked on a statement other than COMMIT and ROLLBACK, for
	// a server that goes on working then. It must not wait. Nil does nothing.
	Abandoned func(conn sqldriver.Conn)
	// BeginSQL gives the statements that start a transaction, which then ends
	// by COMMIT or ROLLBACK. Nil leaves transactions to the driver's BeginTx.
	BeginSQL func(opts TxOptions) []string
	// Savepoint, Release and RollbackTo spell the statement for a savepoint of
	// that quoted name; "" sends nothing. Nil is the standard's SAVEPOINT,
	// RELEASE SAVEPOINT and ROLLBACK TO SAVEPOINT.
	Savepoint, Release, RollbackTo func(quoted string) string
	// QuoteIdentifier quotes the name of a savepoint. Nil is double quotes.
	QuoteIdentifier func(name string) string
	// StatementCacheCapacity is how many prepared statements are kept for a
	// connection that no AdaptConnector opened; 0 is 128.
	StatementCacheCapacity int
}

// rollbackTimeout bounds a rollback that its caller's context does not bound.
const rollbackTimeout = 5 * time.Second

// An adapter is a Conn over a connection of any database/sql driver. It works
// at the level of database/sql/driver: values reach the getters of types.Row
// without package database/sql in between.
type adapter struct {
	pool    *sql.Conn
	raw     sqldriver.Conn
	options AdapterOptions
	// statements outlives the adapter where its connection owns it.
	statements     *statementCache
	ownsStatements bool

	transaction transaction
	ending      bool // COMMIT or ROLLBACK is under way
	open        *adapterRows
	broken      bool // the pool must drop the connection
	args        []sqldriver.NamedValue
}

// NewAdapter makes a Conn of a connection that was checked out of a
// database/sql pool, whatever its driver. Closing it gives the connection back.
//
// Statements with arguments and queries are prepared once and kept: for the
// life of the connection where AdaptConnector opened it, and else until Close.
func NewAdapter(_ context.Context, conn *sql.Conn, options AdapterOptions) (Conn, error) {
	a := &adapter{pool: conn, options: options}
	err := conn.Raw(func(driverConn any) error {
		switch c := driverConn.(type) {
		case *adaptedConn:
			a.raw, a.statements = c.Conn, c.statements
		case sqldriver.Conn:
			a.raw, a.statements, a.ownsStatements = c, newStatementCache(options.StatementCacheCapacity), true
			if options.WrapConn != nil {
				a.raw = options.WrapConn(c)
			}
		default:
			return &Error{Kind: ErrUnsupportedOperation, Message: "the pool's connection is not a database/sql/driver.Conn"}
		}
		return nil
	})
	if err != nil {
		return nil, a.fail(context.Background(), Statement{}, err)
	}
	return a, nil
}

// Raw gives the driver's own database/sql/driver.Conn.
func (a *adapter) Raw() any {
	if wrapped, ok := a.raw.(interface{ Raw() any }); ok {
		return wrapped.Raw()
	}
	return a.raw
}

// Exec runs a statement without rows, or drops the rows that it gives.
func (a *adapter) Exec(ctx context.Context, stmt Statement) (Result, error) {
	if err := a.ready(ctx, stmt); err != nil {
		return Result{}, err
	}
	result, err := a.exec(ctx, stmt, nil)
	clear(a.args)
	if err != nil {
		return Result{}, a.fail(ctx, stmt, err)
	}
	return result, nil
}

// exec hands the result of every execution to each, which may be nil.
func (a *adapter) exec(ctx context.Context, stmt Statement, each func(Result)) (Result, error) {
	if len(stmt.Args) == 0 && len(stmt.Batch) == 0 {
		result, err := execDirect(ctx, a.raw, stmt.SQL)
		if err != sqldriver.ErrSkip {
			one := resultOf(result)
			if err == nil && each != nil {
				each(one)
			}
			return one, err
		}
	}
	prepared, err := a.prepare(ctx, stmt.SQL)
	if err != nil {
		return Result{}, err
	}
	execute := prepared.exec
	if a.options.GivesRows != nil && a.options.GivesRows(stmt.SQL) {
		execute = prepared.drain
	}
	var total Result
	for row := range stmt.Rows() {
		args, err := a.bind(prepared, stmt, row)
		if err != nil {
			return Result{}, err
		}
		result, err := execute(ctx, args)
		if err != nil {
			a.reconsider(prepared, err)
			return Result{}, err
		}
		one := resultOf(result)
		total.RowsAffected += one.RowsAffected
		if total.LastInsertID == 0 {
			total.LastInsertID = one.LastInsertID
		}
		if each != nil {
			each(one)
		}
	}
	return total, nil
}

// resultOf leaves at 0 what the driver does not report.
func resultOf(result sqldriver.Result) (r Result) {
	if result == nil {
		return r
	}
	if n, err := result.RowsAffected(); err == nil {
		r.RowsAffected = n
	}
	if id, err := result.LastInsertId(); err == nil {
		r.LastInsertID = id
	}
	return r
}

// Query runs a statement that gives rows; with a batch, the rows of all
// executions follow each other.
func (a *adapter) Query(ctx context.Context, stmt Statement) (Rows, error) {
	if err := a.ready(ctx, stmt); err != nil {
		return nil, err
	}
	if stmt.InsertIDs {
		return a.insertIDs(ctx, stmt)
	}
	rows := &adapterRows{adapter: a, ctx: ctx, stmt: stmt}
	if err := rows.start(); err != nil {
		clear(a.args)
		return nil, a.fail(ctx, stmt, err)
	}
	a.open = rows
	return rows, nil
}

// insertIDs gives the keys that an INSERT generates as rows.
func (a *adapter) insertIDs(ctx context.Context, stmt Statement) (Rows, error) {
	ids := make([]int64, 0, stmt.Rows())
	_, err := a.exec(ctx, stmt, func(result Result) {
		if result.RowsAffected > 0 {
			ids = append(ids, result.LastInsertID)
		}
	})
	clear(a.args)
	if err != nil {
		return nil, a.fail(ctx, stmt, err)
	}
	return InsertIDRows(ids), nil
}

// ready reports why the connection cannot take a statement, and starts the
// transaction that waits for one.
func (a *adapter) ready(ctx context.Context, stmt Statement) error {
	if err := a.idle(stmt); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return a.fail(ctx, stmt, err)
	}
	return a.start(ctx, stmt)
}

// idle reports why the connection cannot be used.
func (a *adapter) idle(stmt Statement) error {
	switch {
	case a.pool == nil:
		return &Error{Kind: ErrConnection, Message: "the connection was closed", SQL: stmt.SQL, Err: sql.ErrConnDone}
	case a.open != nil:
		return &Error{Kind: ErrConnectionBusy, Message: "close the rows that are open before the next statement", SQL: stmt.SQL}
	case a.broken:
		return &Error{Kind: ErrConnection, Message: "the connection was lost", SQL: stmt.SQL, Err: sqldriver.ErrBadConn}
	}
	return nil
}

func (a *adapter) prepare(ctx context.Context, query string) (*preparedStatement, error) {
	if prepared := a.statements.get(query); prepared != nil {
		return prepared, nil
	}
	stmt, err := prepareDirect(ctx, a.raw, query)
	if err != nil && a.options.TooManyStatements != nil && a.options.TooManyStatements(err) {
		a.statements.close()
		stmt, err = prepareDirect(ctx, a.raw, query)
	}
	if err != nil {
		return nil, err
	}
	return a.statements.add(query, stmt), nil
}

// reconsider drops a prepared statement that failed for a reason nobody knows:
// it may be the statement itself that the server no longer accepts.
func (a *adapter) reconsider(prepared *preparedStatement, err error) {
	if a.options.MapError != nil {
		if mapped := a.options.MapError(err); mapped != nil && mapped.Kind != nil {
			return
		}
	}
	a.statements.remove(prepared)
}

// fail makes the error of a statement of what the driver returned, and notes
// when the connection went with it.
func (a *adapter) fail(ctx context.Context, stmt Statement, err error) error {
	known := a.broken
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, sqldriver.ErrBadConn) {
		a.broken = true
	}
	if v, ok := a.raw.(sqldriver.Validator); ok && a.open == nil && !v.IsValid() {
		a.broken = true
	}
	failure := mapError(ctx, err, a.options.MapError)
	if failure.Kind == ErrConnection {
		a.broken = true
	}
	if a.broken && !known && !a.ending && ctx.Err() != nil && a.options.Abandoned != nil {
		a.options.Abandoned(a.raw)
	}
	failure.SQL = stmt.SQL
	if failure.Args == nil {
		failure.Args = FormatArgs(stmt)
	}
	return failure
}

// mapError classifies an error of the driver; one that the end of ctx explains
// wraps ctx.Err().
func mapError(ctx context.Context, err error, classify func(error) *Error) *Error {
	if done, ok := errors.AsType[*Error](err); ok {
		return done
	}
	var failure *Error
	if classify != nil {
		failure = classify(err)
	}
	if failure == nil {
		failure = &Error{Message: err.Error()}
		if errors.Is(err, sqldriver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) {
			failure.Kind = ErrConnection
		}
	}
	if failure.Err == nil {
		failure.Err = err
	}
	ended := ctx.Err()
	if ended == nil {
		return failure
	}
	// What the database says of the data stays; what a lost connection or a
	// stopped statement looks like is the context's doing.
	if failure.Kind == nil || failure.Kind == ErrConnection || failure.Kind == ErrTimeout {
		failure.Kind = nil
		if errors.Is(ended, context.DeadlineExceeded) {
			failure.Kind = ErrTimeout
		}
		failure.Message = ended.Error()
		if !errors.Is(failure.Err, ended) {
			failure.Err = errors.Join(ended, failure.Err)
		}
	}
	return failure
}

// Close rolls back what is open and gives the connection back to the pool, or
// has the pool drop it when it is no longer usable.
func (a *adapter) Close() error {
	if a.pool == nil {
		return nil
	}
	if a.open != nil {
		a.open.discard()
	}
	if a.transaction.state != noTransaction && !a.broken {
		ctx, cancel := context.WithTimeout(context.Background(), rollbackTimeout)
		if err := a.Rollback(ctx); err != nil {
			a.broken = true // the server rolls back what loses its connection
		}
		cancel()
	}
	if a.ownsStatements {
		a.statements.close()
	}
	pool := a.pool
	a.pool = nil
	if a.broken {
		_ = pool.Raw(func(any) error { return sqldriver.ErrBadConn })
	}
	if err := pool.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) && !errors.Is(err, sqldriver.ErrBadConn) {
		return err
	}
	return nil
}
