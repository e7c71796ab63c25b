package sqlite

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/azoth-go/azoth/driver"
)

// What package database/sql asks of a connection, so that the pool's *sql.DB
// can also be used as such.
var _ interface {
	sqldriver.ConnBeginTx
	sqldriver.ConnPrepareContext
	sqldriver.ExecerContext
	sqldriver.QueryerContext
	sqldriver.NamedValueChecker
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.Validator
} = (*connection)(nil)

// Ping reports whether the database can be read.
func (c *connection) Ping(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.watchContext(ctx)
	return c.run("PRAGMA schema_version")
}

// ResetSession rolls back what the last user left open.
func (c *connection) ResetSession(context.Context) error {
	c.unwatch()
	if c.broken || c.rollback() != nil {
		return sqldriver.ErrBadConn
	}
	return nil
}

// IsValid reports whether the pool may keep the connection.
func (c *connection) IsValid() bool { return !c.broken }

// Close closes the database.
func (c *connection) Close() error { return c.closeDatabase() }

// CheckNamedValue takes any value; binding it tells whether SQLite has one for
// it.
func (c *connection) CheckNamedValue(value *sqldriver.NamedValue) error {
	if value.Name != "" {
		return fmt.Errorf("parameter %s: name no parameters: SQLite's are counted", value.Name)
	}
	return nil
}

// ExecContext runs a statement, or several.
func (c *connection) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	stmt := driver.Statement{SQL: query, Args: positional(args)}
	result, err := c.exec(ctx, stmt, nil)
	if err != nil {
		return nil, explain(ctx, stmt, err)
	}
	return poolResult{result}, nil
}

// QueryContext runs a statement that gives rows.
func (c *connection) QueryContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	stmt := driver.Statement{SQL: query, Args: positional(args), Returns: true}
	rows, err := c.query(ctx, stmt)
	if err != nil {
		return nil, explain(ctx, stmt, err)
	}
	return &poolRows{rows}, nil
}

func positional(args []sqldriver.NamedValue) []any {
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = arg.Value
	}
	return values
}

// Prepare compiles a statement.
func (c *connection) Prepare(query string) (sqldriver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// PrepareContext compiles a statement.
func (c *connection) PrepareContext(ctx context.Context, query string) (sqldriver.Stmt, error) {
	c.watchContext(ctx)
	s, err := c.statements.take(query)
	if err != nil {
		return nil, explain(ctx, driver.Statement{SQL: query}, err)
	}
	defer c.statements.put(s)
	return &poolStatement{connection: c, query: query, parameters: s.parameters}, nil
}

// Begin begins a transaction.
func (c *connection) Begin() (sqldriver.Tx, error) {
	return c.BeginTx(context.Background(), sqldriver.TxOptions{})
}

// BeginTx begins a transaction. Every isolation level is served by SQLite's
// own, which is serializable.
func (c *connection) BeginTx(ctx context.Context, opts sqldriver.TxOptions) (sqldriver.Tx, error) {
	if opts.ReadOnly {
		return nil, &driver.Error{Kind: driver.ErrUnsupportedOperation, Message: "a read-only transaction by package database/sql: begin it on the engine's connection"}
	}
	c.watchContext(ctx)
	if err := c.control(c.begin); err != nil {
		return nil, explain(ctx, driver.Statement{SQL: c.begin}, err)
	}
	return poolTx{c}, nil
}

type poolTx struct{ connection *connection }

func (tx poolTx) Commit() error {
	tx.connection.unwatch()
	if tx.connection.autocommit() {
		return errRolledBack
	}
	return tx.connection.control("COMMIT")
}

func (tx poolTx) Rollback() error { return tx.connection.rollback() }

type poolResult struct{ result driver.Result }

func (r poolResult) LastInsertId() (int64, error) { return r.result.LastInsertID, nil }
func (r poolResult) RowsAffected() (int64, error) { return r.result.RowsAffected, nil }

// A poolStatement is a text: the connection keeps what was compiled of it.
type poolStatement struct {
	connection *connection
	query      string
	parameters int
}

func (s *poolStatement) Close() error  { return nil }
func (s *poolStatement) NumInput() int { return s.parameters }

func (s *poolStatement) Exec([]sqldriver.Value) (sqldriver.Result, error) {
	return nil, errors.New("use ExecContext")
}

func (s *poolStatement) Query([]sqldriver.Value) (sqldriver.Rows, error) {
	return nil, errors.New("use QueryContext")
}

func (s *poolStatement) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	return s.connection.ExecContext(ctx, s.query, args)
}

func (s *poolStatement) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	return s.connection.QueryContext(ctx, s.query, args)
}

// poolRows is a result with its values boxed.
type poolRows struct{ rows *rows }

func (r *poolRows) Columns() []string { return r.rows.Columns() }
func (r *poolRows) Close() error      { return r.rows.Close() }

func (r *poolRows) Next(values []sqldriver.Value) error {
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	for i := range values {
		value, err := r.rows.Any(i)
		if err != nil {
			return err
		}
		values[i] = value
	}
	return nil
}

// ColumnTypeDatabaseTypeName gives the type that a column was declared with.
func (r *poolRows) ColumnTypeDatabaseTypeName(i int) string {
	r.rows.describe()
	if i < len(r.rows.declared) {
		return r.rows.declared[i].name
	}
	return ""
}
