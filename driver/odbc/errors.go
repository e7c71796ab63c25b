package odbc

import (
	sqldriver "database/sql/driver"
	"errors"
	"strings"

	"github.com/alexbrainman/odbc"
	"github.com/azoth-go/azoth/driver"
)

// kinds classifies errors by the server's number; see "Error Messages and
// Troubleshooting Guide" of its documentation.
var kinds = map[int]error{
	2601: driver.ErrUniqueViolation,
	2615: driver.ErrUniqueViolation, // a row like another one
	546:  driver.ErrForeignKeyViolation,
	547:  driver.ErrForeignKeyViolation, // rows refer to it
	548:  driver.ErrCheckViolation,
	233:  driver.ErrNotNullViolation,
	515:  driver.ErrNotNullViolation,

	247:  driver.ErrFit, // out of range in a conversion
	3606: driver.ErrFit, // out of range
	9502: driver.ErrFit, // too long

	1205:  driver.ErrDeadlock,
	12205: driver.ErrTimeout, // SET LOCK WAIT

	911:   driver.ErrConnection, // no such database
	916:   driver.ErrConnection, // not a user of the database
	4002:  driver.ErrConnection, // wrong user or password
	18456: driver.ErrConnection,
	20002: driver.ErrConnection, // FreeTDS: the login failed
	20003: driver.ErrTimeout,    // FreeTDS: no answer in time
	20004: driver.ErrConnection, // FreeTDS: reading failed
	20006: driver.ErrConnection, // FreeTDS: writing failed
	20017: driver.ErrConnection, // FreeTDS: the server hung up
	20009: driver.ErrConnection, // FreeTDS: nobody listens
	20047: driver.ErrConnection, // FreeTDS: the connection is dead
}

// mapError classifies an error of ODBC's.
func mapError(err error) *driver.Error {
	failure, ok := errors.AsType[*odbc.Error](err)
	if !ok || len(failure.Diag) == 0 {
		if lost(err) {
			return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
		}
		return nil
	}
	// The one that says what it is; others follow from it.
	main := failure.Diag[0]
	for _, one := range failure.Diag {
		if kinds[one.NativeError] != nil {
			main = one
			break
		}
	}
	messages := make([]string, len(failure.Diag))
	for i, one := range failure.Diag {
		messages[i] = bareMessage(one.Message)
	}
	e := &driver.Error{
		Kind: kinds[main.NativeError], State: main.State, Code: main.NativeError,
		Message: strings.Join(messages, "; "), Err: err,
	}
	if e.Kind == nil {
		switch {
		case strings.HasPrefix(main.State, "08"), strings.HasPrefix(main.State, "28"):
			e.Kind = driver.ErrConnection
		case main.State == "HYT00", main.State == "HYT01", main.State == "S1T00":
			e.Kind = driver.ErrTimeout
		}
	}
	readMessage(e, bareMessage(main.Message))
	return e
}

// bareMessage gives a message without the names of those who passed it on.
func bareMessage(message string) string {
	for strings.HasPrefix(message, "[") {
		_, rest, found := strings.Cut(message, "]")
		if !found {
			break
		}
		message = rest
	}
	return strings.TrimSpace(message)
}

// lost reports whether the connection is gone.
func lost(err error) bool {
	if errors.Is(err, sqldriver.ErrBadConn) {
		return true
	}
	failure, ok := errors.AsType[*odbc.Error](err)
	if !ok {
		return false
	}
	for _, one := range failure.Diag {
		if strings.HasPrefix(one.State, "08") || one.NativeError >= 20000 && kinds[one.NativeError] == driver.ErrConnection {
			return true
		}
	}
	return false
}

// readMessage takes from the message what the server says nowhere else: the names
// of the constraint, the table and the column.
func readMessage(e *driver.Error, message string) {
	quoted := func(before string) string {
		_, rest, found := strings.Cut(message, before+"'")
		if !found {
			return ""
		}
		name, _, _ := strings.Cut(rest, "'")
		return name
	}
	switch e.Code {
	case 2601: // Attempt to insert duplicate key row in object 't' with unique index 'ix'
		e.Table, e.Constraint = quoted("object "), quoted("index ")
	case 546, 547, 548: // … violation occurred, dbname =  'd', table name = 't', constraint name = 'c'.
		e.Table, e.Constraint = quoted("table name = "), quoted("constraint name = ")
	case 515: // Attempt to insert NULL value into column 'c', table 'd.dbo.t'; column does not allow nulls. Update fails.
		e.Column, e.Table = quoted("column "), quoted("table ")
		e.Table = e.Table[strings.LastIndexByte(e.Table, '.')+1:]
	}
}
