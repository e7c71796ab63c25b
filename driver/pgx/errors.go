package pgx

import (
	"context"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// connectError describes a connection that could not be opened.
func connectError(ctx context.Context, err error) error {
	failure := &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		failure.State = pg.Code
	}
	if ended := ctx.Err(); ended != nil {
		failure.Err = errors.Join(ended, err)
	}
	return failure
}

// fail describes what went wrong with stmt, which is nil for a statement that
// the driver itself sent.
func (c *conn) fail(ctx context.Context, err error, stmt *driver.Statement) error {
	var described *driver.Error
	if errors.As(err, &described) || errors.Is(err, driver.ErrConnectionBusy) {
		return err
	}
	failure := &driver.Error{Message: err.Error(), Err: err}
	if stmt != nil {
		failure.SQL, failure.Args = stmt.SQL, driver.FormatArgs(*stmt)
	}

	var pg *pgconn.PgError
	reported := errors.As(err, &pg)
	if reported {
		failure.Kind, failure.State, failure.Message = kind(pg.Code), pg.Code, pg.Message
		failure.Constraint, failure.Table, failure.Column = pg.ConstraintName, pg.TableName, pg.ColumnName
		if pg.Hint != "" {
			failure.Message += " (" + pg.Hint + ")"
		}
	}
	// A context that ends stops the statement in one of two ways: the server
	// reports that it was told to, or the connection is given up.
	if ended := ctx.Err(); ended != nil && (!reported || pg.Code == queryCanceled || failure.Kind == driver.ErrConnection) {
		failure.Kind = nil
		if errors.Is(ended, context.DeadlineExceeded) {
			failure.Kind = driver.ErrTimeout
		}
		failure.Message = ended.Error()
		failure.Err = errors.Join(ended, err)
		return failure
	}
	if c.pg.IsClosed() {
		failure.Kind = driver.ErrConnection
	}
	return failure
}

// The states that the driver itself acts on.
const (
	queryCanceled           = "57014"
	featureNotSupported     = "0A000"
	invalidSQLStatementName = "26000"
	failedTransaction       = "25P02"
)

// kind gives the kind of failure for an SQLSTATE, or nil.
func kind(state string) error {
	switch state {
	case "23505":
		return driver.ErrUniqueViolation
	case "23503", "23001":
		return driver.ErrForeignKeyViolation
	case "23502":
		return driver.ErrNotNullViolation
	case "23514":
		return driver.ErrCheckViolation
	case "22001", "22003", "22008": // too long, out of range, of a date
		return driver.ErrFit
	case "40001":
		return driver.ErrSerialization
	case "40P01":
		return driver.ErrDeadlock
	case queryCanceled, "55P03":
		return driver.ErrTimeout
	case "08P01": // a malformed message, which the connection survives
		return nil
	case "53300", "57P01", "57P02", "57P03", "57P05", "25P03", "25P04":
		return driver.ErrConnection
	}
	switch {
	case strings.HasPrefix(state, "23"):
		return driver.ErrIntegrity
	case strings.HasPrefix(state, "08"):
		return driver.ErrConnection
	}
	return nil
}

// outdated reports whether a prepared statement can no longer be executed, and
// whether that holds for all of them: a table that it reads was altered, or
// somebody deallocated statements.
func outdated(err error) (one, all bool) {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false, false
	}
	switch pg.Code {
	case featureNotSupported:
		return pg.Routine == "RevalidateCachedQuery", false
	case invalidSQLStatementName:
		return true, true
	}
	return false, false
}
