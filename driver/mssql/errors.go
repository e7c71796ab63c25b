package mssql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/azoth-go/azoth/driver"
	gomssql "github.com/microsoft/go-mssqldb"
)

// kinds classifies errors by the server's number; see "Database engine events and
// errors" in its documentation. 547 needs its message, too.
var kinds = map[int32]error{
	2601: driver.ErrUniqueViolation, // of a unique index
	2627: driver.ErrUniqueViolation, // of a constraint
	547:  driver.ErrIntegrity,
	515:  driver.ErrNotNullViolation,

	220:  driver.ErrFit, // out of range for a small type
	242:  driver.ErrFit, // a time out of range
	2628: driver.ErrFit, // too long
	8115: driver.ErrFit, // out of range
	8152: driver.ErrFit, // too long, before version 2019

	1205:  driver.ErrDeadlock,
	3960:  driver.ErrSerialization, // a row changed since the snapshot
	3961:  driver.ErrSerialization, // a table's definition changed since the snapshot
	41302: driver.ErrSerialization, // in memory: a row changed since the transaction began
	41305: driver.ErrSerialization, // in memory: a repeatable read would not be
	41325: driver.ErrSerialization, // in memory: not serializable
	41301: driver.ErrSerialization, // in memory: depends on a transaction that failed

	1222: driver.ErrTimeout, // LOCK_TIMEOUT
	3617: driver.ErrTimeout, // cancelled

	233:   driver.ErrConnection, // nobody at the other end
	596:   driver.ErrConnection, // the session was killed
	4060:  driver.ErrConnection, // no such database
	4064:  driver.ErrConnection, // no such default database
	6005:  driver.ErrConnection, // shutting down
	17142: driver.ErrConnection, // paused
	17187: driver.ErrConnection, // not ready
	17809: driver.ErrConnection, // too many connections
	18401: driver.ErrConnection, // starting
	18451: driver.ErrConnection, // administrators only
	18452: driver.ErrConnection, // untrusted domain
	18456: driver.ErrConnection, // wrong user or password
	18461: driver.ErrConnection, // single user
	18487: driver.ErrConnection, // the password expired
	18488: driver.ErrConnection, // the password must be changed
	40197: driver.ErrConnection, // Azure: moved
	40501: driver.ErrConnection, // Azure: busy
	40613: driver.ErrConnection, // Azure: not available
}

// mapError classifies an error of go-mssqldb.
func mapError(err error) *driver.Error {
	failure, ok := errors.AsType[gomssql.Error](err)
	if !ok {
		if lost(err) {
			return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
		}
		return nil
	}
	e := &driver.Error{Err: err}
	all := failure.All
	if len(all) == 0 {
		all = []gomssql.Error{failure}
	}
	// The one that says what it is; others follow from it. Without such, the last.
	main := all[len(all)-1]
	for _, one := range all {
		if kinds[one.Number] != nil {
			main = one
			break
		}
	}
	messages := make([]string, len(all))
	for i, one := range all {
		messages[i] = one.Message
	}
	e.Kind, e.Code, e.Message = kinds[main.Number], int(main.Number), strings.Join(messages, "; ")
	if _, fatal := errors.AsType[gomssql.ServerError](err); fatal && e.Kind == nil {
		e.Kind = driver.ErrConnection
	}
	readMessage(e, main.Message)
	return e
}

// lost reports whether the connection is gone, or never was.
func lost(err error) bool {
	if errors.Is(err, sqldriver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return true
	}
	if _, ok := errors.AsType[gomssql.StreamError](err); ok {
		return true
	}
	if _, ok := errors.AsType[gomssql.ServerError](err); ok {
		return true
	}
	// The ends of contexts are net.Errors too.
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	_, network := errors.AsType[net.Error](err)
	return network
}

// readMessage takes from the message what the server says nowhere else: the
// names of the constraint, the table and the column. In a language other than
// English it finds what it can.
func readMessage(e *driver.Error, message string) {
	quoted := func(quote string, before string) string {
		_, rest, found := strings.Cut(message, before+quote)
		if !found {
			return ""
		}
		name, _, _ := strings.Cut(rest, quote)
		return name
	}
	switch e.Code {
	case 2627: // Violation of UNIQUE KEY constraint 'uq'. Cannot insert duplicate key in object 'dbo.t'. The duplicate key value is (1).
		e.Constraint, e.Table = quoted("'", "constraint "), bare(quoted("'", "object "))
	case 2601: // Cannot insert duplicate key row in object 'dbo.t' with unique index 'ix'. The duplicate …
		e.Constraint, e.Table = quoted("'", "index "), bare(quoted("'", "object "))
	case 547: // The INSERT statement conflicted with the FOREIGN KEY constraint "fk". The conflict occurred in database "d", table "dbo.t", column 'id'.
		e.Constraint, e.Table, e.Column = quoted(`"`, "constraint "), bare(quoted(`"`, "table ")), quoted("'", "column ")
		switch {
		case strings.Contains(message, "FOREIGN KEY"), strings.Contains(message, "REFERENCE"):
			e.Kind = driver.ErrForeignKeyViolation
			if !strings.Contains(message, "REFERENCE") {
				// The table that is named is the one referred to.
				e.Table, e.Column = "", ""
			}
		case strings.Contains(message, "CHECK"):
			e.Kind = driver.ErrCheckViolation
		}
	case 515: // Cannot insert the value NULL into column 'name', table 'd.dbo.t'; column does not allow nulls. INSERT fails.
		e.Column, e.Table = quoted("'", "column "), bare(quoted("'", "table "))
	case 2628: // String or binary data would be truncated in table 'd.dbo.t', column 'name'. Truncated value: 'ab'.
		e.Column, e.Table = quoted("'", "column "), bare(quoted("'", "table "))
	}
}

// bare gives the last part of a name.
func bare(name string) string {
	return name[strings.LastIndexByte(name, '.')+1:]
}
