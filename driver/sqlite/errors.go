package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
	zombiezen "zombiezen.com/go/sqlite"

	"github.com/azoth-go/azoth/driver"
)

// failure is the error of a result code that a C function has just given.
func (db *database) failure(rc int32) *driver.Error {
	code := rc
	message := libc.GoString(lib.Xsqlite3_errstr(db.tls, rc))
	// What the connection remembers may be of another call.
	if last := lib.Xsqlite3_extended_errcode(db.tls, db.handle); last&0xff == rc&0xff {
		code, message = last, libc.GoString(lib.Xsqlite3_errmsg(db.tls, db.handle))
	}
	failure := describe(int(code), message)
	if failure.Kind == driver.ErrTimeout {
		failure.Message = fmt.Sprintf("%s by another connection's transaction (busy_timeout is %v)", message, db.busyTimeout)
	}
	failure.Err = zombiezen.ResultCode(code).ToError()
	return failure
}

// describe classifies what SQLite reports.
func describe(code int, message string) *driver.Error {
	failure := &driver.Error{Kind: kind(code), Code: code, Message: message}
	constraint, of, found := strings.Cut(message, " constraint failed: ")
	if !found {
		return failure
	}
	switch {
	case strings.HasSuffix(constraint, "CHECK"):
		failure.Constraint = of
	case strings.HasPrefix(of, "index '"): // of a unique index over expressions
		failure.Constraint = strings.Trim(strings.TrimPrefix(of, "index "), "'")
	default: // table.column, table.column
		columns := strings.Split(of, ", ")
		for i, column := range columns {
			failure.Table, columns[i], _ = strings.Cut(column, ".")
		}
		failure.Column = strings.Join(columns, ", ")
	}
	return failure
}

// kind gives the kind of failure for an extended result code, or nil.
func kind(code int) error {
	switch code {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		return driver.ErrUniqueViolation
	case lib.SQLITE_CONSTRAINT_FOREIGNKEY:
		return driver.ErrForeignKeyViolation
	case lib.SQLITE_CONSTRAINT_NOTNULL:
		return driver.ErrNotNullViolation
	case lib.SQLITE_CONSTRAINT_CHECK:
		return driver.ErrCheckViolation
	case lib.SQLITE_BUSY_SNAPSHOT:
		return driver.ErrSerialization
	case lib.SQLITE_LOCKED_SHAREDCACHE:
		return driver.ErrTimeout
	}
	switch code & 0xff {
	case lib.SQLITE_CONSTRAINT:
		return driver.ErrIntegrity
	case lib.SQLITE_BUSY:
		return driver.ErrTimeout
	case lib.SQLITE_LOCKED: // by a result that is open on the same connection
		return driver.ErrConnectionBusy
	case lib.SQLITE_CANTOPEN, lib.SQLITE_NOTADB:
		return driver.ErrConnection
	}
	return nil
}

// explain makes the error of a statement: of the database's with the statement
// added, or of the context where that has ended the statement.
func explain(ctx context.Context, stmt driver.Statement, err error) error {
	failure := &driver.Error{Message: err.Error(), Err: err}
	if reported, ok := errors.AsType[*driver.Error](err); ok {
		if reported.SQL != "" {
			return err
		}
		copied := *reported // it may be shared
		failure = &copied
	} else if errors.Is(err, driver.ErrUnsupportedOperation) {
		failure.Kind = driver.ErrUnsupportedOperation
		failure.Message = strings.Replace(failure.Message, driver.ErrUnsupportedOperation.Error()+": ", "", 1)
	}
	failure.SQL, failure.Args = stmt.SQL, driver.FormatArgs(stmt)

	ended := ctx.Err()
	if ended == nil {
		return failure
	}
	// A wait for a lock that the context ends looks like a lock that stays.
	switch primary := failure.Code & 0xff; {
	case primary == lib.SQLITE_INTERRUPT, primary == lib.SQLITE_BUSY, primary == lib.SQLITE_LOCKED, failure.Err == ended:
		failure.Kind = nil
		if errors.Is(ended, context.DeadlineExceeded) {
			failure.Kind = driver.ErrTimeout
		}
		failure.Message = context.Cause(ctx).Error()
		if failure.Err != ended {
			failure.Err = errors.Join(ended, failure.Err)
		}
	}
	return failure
}
