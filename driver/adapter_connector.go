package driver

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"io"
)

// AdaptConnector gives a connector whose connections keep their prepared
// statements, as many of them as the options say, when they go back to the
// pool. Errors of connecting are of the kind ErrConnection unless the options
// map them to another. The connections work as the inner connector's in every
// other way.
func AdaptConnector(inner sqldriver.Connector, options AdapterOptions) sqldriver.Connector {
	return &adaptedConnector{Connector: inner, options: options}
}

type adaptedConnector struct {
	sqldriver.Connector
	options AdapterOptions
}

// Connect opens a connection.
func (c *adaptedConnector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		failure := mapError(ctx, err, c.options.MapError)
		if failure.Kind == nil && ctx.Err() == nil {
			failure.Kind = ErrConnection
		}
		return nil, failure
	}
	return &adaptedConn{Conn: conn, statements: newStatementCache(c.options.StatementCacheCapacity)}, nil
}

// Close closes the inner connector where it wants to be.
func (c *adaptedConnector) Close() error {
	if closer, ok := c.Connector.(io.Closer); ok {
		return closer.Close()
	}
	return nil
}

// An adaptedConn is a driver's connection with its prepared statements. It has
// all optional methods and falls back, where the driver lacks one, to what
// package database/sql does then.
type adaptedConn struct {
	sqldriver.Conn
	statements *statementCache
}

var _ interface {
	sqldriver.QueryerContext
	sqldriver.ExecerContext
	sqldriver.ConnPrepareContext
	sqldriver.ConnBeginTx
	sqldriver.Pinger
	sqldriver.SessionResetter
	sqldriver.Validator
	sqldriver.NamedValueChecker
} = (*adaptedConn)(nil)

// QueryContext runs a query unprepared.
func (c *adaptedConn) QueryContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if q, ok := c.Conn.(sqldriver.QueryerContext); ok {
		return q.QueryContext(ctx, query, args)
	}
	return nil, sqldriver.ErrSkip
}

// ExecContext runs a statement unprepared.
func (c *adaptedConn) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if e, ok := c.Conn.(sqldriver.ExecerContext); ok {
		return e.ExecContext(ctx, query, args)
	}
	return nil, sqldriver.ErrSkip
}

// PrepareContext prepares a statement that its caller closes.
func (c *adaptedConn) PrepareContext(ctx context.Context, query string) (sqldriver.Stmt, error) {
	return prepareDirect(ctx, c.Conn, query)
}

// BeginTx starts a transaction.
func (c *adaptedConn) BeginTx(ctx context.Context, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	return beginDirect(ctx, c.Conn, options)
}

// Ping checks the connection where the driver can.
func (c *adaptedConn) Ping(ctx context.Context) error {
	if p, ok := c.Conn.(sqldriver.Pinger); ok {
		return p.Ping(ctx)
	}
	return nil
}

// ResetSession prepares the connection for its next use.
func (c *adaptedConn) ResetSession(ctx context.Context) error {
	if r, ok := c.Conn.(sqldriver.SessionResetter); ok {
		return r.ResetSession(ctx)
	}
	return nil
}

// IsValid reports whether the pool may keep the connection.
func (c *adaptedConn) IsValid() bool {
	v, ok := c.Conn.(sqldriver.Validator)
	return !ok || v.IsValid()
}

// CheckNamedValue converts an argument as the driver does.
func (c *adaptedConn) CheckNamedValue(arg *sqldriver.NamedValue) error {
	if checker, ok := c.Conn.(sqldriver.NamedValueChecker); ok {
		return checker.CheckNamedValue(arg)
	}
	return sqldriver.ErrSkip
}

// Close closes the statements and the connection.
func (c *adaptedConn) Close() error {
	if c.IsValid() {
		c.statements.close()
	}
	return c.Conn.Close()
}

// execDirect runs a statement without arguments unprepared, and gives ErrSkip
// where the driver cannot.
func execDirect(ctx context.Context, conn sqldriver.Conn, query string) (sqldriver.Result, error) {
	if e, ok := conn.(sqldriver.ExecerContext); ok {
		return e.ExecContext(ctx, query, nil)
	}
	return nil, sqldriver.ErrSkip
}

func queryDirect(ctx context.Context, conn sqldriver.Conn, query string) (sqldriver.Rows, error) {
	if q, ok := conn.(sqldriver.QueryerContext); ok {
		return q.QueryContext(ctx, query, nil)
	}
	return nil, sqldriver.ErrSkip
}

func prepareDirect(ctx context.Context, conn sqldriver.Conn, query string) (sqldriver.Stmt, error) {
	if p, ok := conn.(sqldriver.ConnPrepareContext); ok {
		return p.PrepareContext(ctx, query)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return conn.Prepare(query)
}

func beginDirect(ctx context.Context, conn sqldriver.Conn, options sqldriver.TxOptions) (sqldriver.Tx, error) {
	if b, ok := conn.(sqldriver.ConnBeginTx); ok {
		return b.BeginTx(ctx, options)
	}
	if options.Isolation != sqldriver.IsolationLevel(sql.LevelDefault) {
		return nil, errors.New("begin: the driver knows no isolation levels")
	}
	if options.ReadOnly {
		return nil, errors.New("begin: the driver knows no read-only transactions")
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	//lint:ignore SA1019 the only method that an old driver has
	return conn.Begin()
}
