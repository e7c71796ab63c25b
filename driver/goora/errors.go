package goora

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/azoth-go/azoth/driver"
	"github.com/sijms/go-ora/v2/network"
)

// kinds classifies errors by the number behind ORA-; see the Database Error
// Messages Reference.
var kinds = map[int]error{
	1:    driver.ErrUniqueViolation,
	2290: driver.ErrCheckViolation,
	2291: driver.ErrForeignKeyViolation, // no parent
	2292: driver.ErrForeignKeyViolation, // a child
	1400: driver.ErrNotNullViolation,    // of an INSERT
	1407: driver.ErrNotNullViolation,    // of an UPDATE

	1401:  driver.ErrFit, // too long
	1426:  driver.ErrFit, // numeric overflow
	1438:  driver.ErrFit, // larger than the precision
	12899: driver.ErrFit, // too long

	8177: driver.ErrSerialization,
	60:   driver.ErrDeadlock,

	54:    driver.ErrTimeout, // locked, and NOWAIT
	1013:  driver.ErrTimeout, // cancelled
	30006: driver.ErrTimeout, // locked, and WAIT

	28:    driver.ErrConnection, // killed
	1005:  driver.ErrConnection, // no password
	1012:  driver.ErrConnection, // not logged on
	1017:  driver.ErrConnection, // wrong user or password
	1033:  driver.ErrConnection, // starting or stopping
	1034:  driver.ErrConnection, // not available
	1089:  driver.ErrConnection, // stopping
	1090:  driver.ErrConnection, // stopping
	1092:  driver.ErrConnection, // instance terminated
	2391:  driver.ErrConnection, // too many sessions of the user
	2396:  driver.ErrConnection, // idle for too long
	2399:  driver.ErrConnection, // connected for too long
	3113:  driver.ErrConnection, // end of file
	3114:  driver.ErrConnection, // not connected
	3135:  driver.ErrConnection, // lost contact
	12170: driver.ErrConnection, // timeout while connecting
	12505: driver.ErrConnection, // unknown SID
	12506: driver.ErrConnection, // refused by the listener
	12514: driver.ErrConnection, // unknown service
	12516: driver.ErrConnection, // no handler
	12519: driver.ErrConnection, // no handler
	12520: driver.ErrConnection, // no handler
	12528: driver.ErrConnection, // instance takes no new connections
	12537: driver.ErrConnection, // connection closed
	12541: driver.ErrConnection, // no listener
	12547: driver.ErrConnection, // lost contact
	12560: driver.ErrConnection, // protocol adapter
	12564: driver.ErrConnection, // refused
	12571: driver.ErrConnection, // packet writer
	28000: driver.ErrConnection, // the account is locked
	28001: driver.ErrConnection, // the password has expired
}

// mapError classifies an error of go-ora.
func mapError(err error) *driver.Error {
	failure, ok := errors.AsType[*network.OracleError](err)
	if !ok {
		if lost(err) {
			return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
		}
		return nil
	}
	if failure.ErrMsg == "" {
		_ = failure.Error() // which translates the number
	}
	e := &driver.Error{Kind: kinds[failure.ErrCode], Code: failure.ErrCode, Message: strings.TrimSpace(failure.ErrMsg), Err: err}
	readMessage(e)
	return e
}

// lost reports whether the connection is gone, or never was.
func lost(err error) bool {
	if errors.Is(err, sqldriver.ErrBadConn) || errors.Is(err, network.ErrConnReset) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return true
	}
	// The ends of contexts are net.Errors too.
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	_, network := errors.AsType[net.Error](err)
	return network
}

// readMessage takes from the message what the server says nowhere else: the names
// of the constraint, the table and the column.
func readMessage(e *driver.Error) {
	switch e.Code {
	case 1, 2290, 2291, 2292: // unique constraint (SCOTT.CHILD_NAME) violated
		_, rest, _ := strings.Cut(e.Message, "(")
		if name, _, ok := strings.Cut(rest, ")"); ok {
			e.Constraint = foldName(name[strings.LastIndexByte(name, '.')+1:])
		}
	case 1400, 1407, 12899: // cannot insert NULL into ("SCOTT"."PEOPLE"."NAME")
		if names := quotedNames(e.Message); len(names) >= 3 {
			e.Table, e.Column = foldName(names[1]), foldName(names[2])
		}
	}
}

// quotedNames gives the names in double quotes.
func quotedNames(text string) (names []string) {
	parts := strings.Split(text, `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		names = append(names, parts[i])
	}
	return names
}
