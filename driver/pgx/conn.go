package pgx

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"time"

	pgxv5 "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// conn is a connection on loan from the pool.
type conn struct {
	*session
	pool   *sql.Conn
	native *pgxv5.Conn

	// begin is the BEGIN that travels with the next statement, or "".
	begin string
	// transaction reports whether one is open on the server.
	transaction bool

	rows       *rows // the open result
	pipelining bool  // Pipeline is handing out results
	returned   bool  // to the pool
}

func newConn(pool *sql.Conn, native *pgxv5.Conn) *conn {
	c := &conn{session: sessionOf(native.PgConn()), pool: pool, native: native}
	c.settle()
	return c
}

// Raw gives the *pgx.Conn.
func (c *conn) Raw() any { return c.native }

// ready reports why the connection cannot take a statement. One that can has
// nothing prepared that another connection put out of date.
func (c *conn) ready(stmt *driver.Statement) error {
	failure := &driver.Error{}
	if stmt != nil {
		failure.SQL = stmt.SQL
	}
	switch {
	case c.returned:
		failure.Kind, failure.Message, failure.Err = driver.ErrConnection, "it was closed and given back to the pool", sql.ErrConnDone
	case c.rows != nil:
		failure.Kind, failure.Message = driver.ErrConnectionBusy, "close the rows before the next statement"
	case c.pipelining:
		failure.Kind, failure.Message = driver.ErrConnectionBusy, "results of a pipeline are still to come"
	default:
		c.follow()
		return nil
	}
	return failure
}

// settle takes over what the server said last of the transaction, which text
// that was executed may have begun or ended as well.
func (c *conn) settle() {
	c.transaction = !c.pg.IsClosed() && c.pg.TxStatus() != statusIdle
	c.tell(c.transaction)
}

// The transaction states that the server reports.
const (
	statusIdle   = 'I'
	statusFailed = 'E'
)

// Query runs a statement that gives rows. What the statement itself violates is
// reported here, not by the rows.
func (c *conn) Query(ctx context.Context, stmt driver.Statement) (driver.Rows, error) {
	if err := c.ready(&stmt); err != nil {
		return nil, err
	}
	r := &rows{conn: c, ctx: ctx, stmt: stmt}
	c.rows = r
	err := c.query(r)
	if err != nil && c.renew(r.stmt.SQL, err) {
		*r = rows{conn: c, ctx: ctx, stmt: stmt}
		c.rows = r
		err = c.query(r)
	}
	if err != nil {
		c.rows = nil
		return nil, c.fail(ctx, err, &stmt)
	}
	return r, nil
}

func (c *conn) query(r *rows) error {
	if s := c.direct(&r.stmt); s != nil {
		reader, err := c.execute(r.ctx, s, r.stmt.Args)
		if err != nil {
			return err
		}
		r.reader, r.columns, r.names = reader, s.columns, s.names
	} else {
		f, err := c.launch(r.ctx, []driver.Statement{r.stmt}, false)
		if err != nil {
			return cause(err)
		}
		r.flight = f
		if err := f.results(r); err != nil {
			c.rows = nil
			f.finish()
			c.settle()
			return err
		}
	}
	// The first row is read ahead: with it comes what the statement violates.
	r.ahead = r.Next()
	return cause(r.err)
}

// direct gives the statement to execute without further ado: nothing else is to
// be sent with it.
func (c *conn) direct(stmt *driver.Statement) *statement {
	if c.begin != "" || len(stmt.Batch) > 0 {
		return nil
	}
	return c.statements.get(stmt.SQL)
}

// execute runs a prepared statement.
func (c *conn) execute(ctx context.Context, s *statement, args []any) (*pgconn.ResultReader, error) {
	if err := c.encode(s, args); err != nil {
		return nil, err
	}
	reader := c.pg.ExecStatement(ctx, s.description, c.parameters.values, c.parameters.formats, s.formats)
	c.parameters.reset()
	return reader, nil
}

// encode encodes the arguments of a described statement.
func (c *conn) encode(s *statement, args []any) error {
	oids := s.description.ParamOIDs
	if len(args) != len(oids) {
		return fmt.Errorf("the statement has %d parameters, but %d arguments were given", len(oids), len(args))
	}
	c.parameters.reset()
	for i, arg := range args {
		if err := c.parameters.addValue(arg, oids[i]); err != nil {
			return fmt.Errorf("argument $%d: %w", i+1, err)
		}
	}
	return nil
}

// Exec runs a statement and drops the rows that it may give. Without arguments,
// a text that is not a query may hold several statements.
func (c *conn) Exec(ctx context.Context, stmt driver.Statement) (driver.Result, error) {
	if err := c.ready(&stmt); err != nil {
		return driver.Result{}, err
	}
	result, err := c.exec(ctx, &stmt)
	if err != nil && c.renew(stmt.SQL, err) {
		result, err = c.exec(ctx, &stmt)
	}
	c.settle()
	if err != nil {
		return driver.Result{}, c.fail(ctx, err, &stmt)
	}
	return result, nil
}

func (c *conn) exec(ctx context.Context, stmt *driver.Statement) (driver.Result, error) {
	if s := c.direct(stmt); s != nil {
		reader, err := c.execute(ctx, s, stmt.Args)
		if err != nil {
			return driver.Result{}, err
		}
		tag, err := reader.Close()
		return driver.Result{RowsAffected: tag.RowsAffected()}, err
	}
	if len(stmt.Args) == 0 && len(stmt.Batch) == 0 && !worthPreparing(stmt.SQL) {
		c.watch(stmt.SQL)
		return c.script(ctx, stmt.SQL)
	}
	f, err := c.launch(ctx, []driver.Statement{*stmt}, false)
	if err != nil {
		return driver.Result{}, cause(err)
	}
	result, err := f.result()
	if finished := f.finish(); err == nil {
		err = finished
	}
	return result, err
}

// script executes a text of one or more statements in the simple protocol.
func (c *conn) script(ctx context.Context, text string) (driver.Result, error) {
	if err := refuseCopy(text); err != nil {
		return driver.Result{}, err
	}
	if c.begin != "" {
		// Not in one message with the text: were it malformed, the transaction
		// would not have begun.
		if err := c.command(ctx, c.begin); err != nil {
			return driver.Result{}, err
		}
		c.begin = ""
	}
	var result driver.Result
	results := c.pg.Exec(ctx, text)
	for results.NextResult() {
		tag, err := results.ResultReader().Close()
		if err != nil {
			break // Close gives it
		}
		if tag.Insert() || tag.Update() || tag.Delete() {
			result.RowsAffected += tag.RowsAffected()
		}
	}
	return result, results.Close()
}

// refuseCopy refuses the statement that the server would wait for data of, for
// ever.
func refuseCopy(sql string) error {
	fields := strings.Fields(sql)
	if len(fields) == 0 || !strings.EqualFold(fields[0], "copy") || !strings.Contains(strings.ToLower(strings.Join(fields, " ")), " from stdin") {
		return nil
	}
	return &driver.Error{Kind: driver.ErrUnsupportedOperation, SQL: sql, Message: "COPY FROM STDIN needs data to copy: call CopyFrom of the *pgx.Conn that Raw gives"}
}

// renew forgets a prepared statement that the server no longer executes, and
// reports whether it is worth another try: nothing was executed, but a
// transaction has failed with it.
func (c *conn) renew(sql string, err error) bool {
	one, all := outdated(err)
	switch {
	case all:
		c.statements.forget()
	case one:
		if s := c.statements.get(sql); s != nil {
			c.statements.evict(s)
		}
	}
	return one && !c.pg.IsClosed() && c.pg.TxStatus() == statusIdle
}

// cause takes an error out of what was said about where it happened.
func cause(err error) error {
	if failed, ok := errors.AsType[*driver.PipelineError](err); ok {
		err = failed.Err
	}
	return err
}

// closeTimeout bounds the rollback of a transaction that was left open.
const closeTimeout = 5 * time.Second

// Close gives the connection back to the pool, rolling back what is open. A
// connection that died, or whose transaction cannot be ended, leaves the pool.
func (c *conn) Close() error {
	if c.returned {
		return nil
	}
	if c.rows != nil {
		_ = c.rows.Close() // its error was the rows' to report
	}
	c.returned = true
	c.begin = ""
	usable := !c.pg.IsClosed() && !c.pg.IsBusy()
	if usable && c.pg.TxStatus() != statusIdle {
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		usable = c.command(ctx, "rollback") == nil
		cancel()
	}
	if !usable {
		_ = c.pool.Raw(func(any) error { return sqldriver.ErrBadConn })
	}
	if err := c.pool.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) && !errors.Is(err, sqldriver.ErrBadConn) {
		return fmt.Errorf("giving a connection back to the pool: %w", err)
	}
	return nil
}
