package firebird

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/azoth-go/azoth/driver"
	"github.com/nakagami/firebirdsql"
)

// kinds classifies errors by the codes of the server's status vector.
var kinds = map[int]error{
	firebirdsql.ISCUniqueKeyViolation: driver.ErrUniqueViolation,
	firebirdsql.ISCNoDup:              driver.ErrUniqueViolation, // of a unique index

	firebirdsql.ISCForeignKey:                  driver.ErrForeignKeyViolation,
	firebirdsql.ISCForeignKeyTargetDoesntExist: driver.ErrForeignKeyViolation,
	firebirdsql.ISCForeignKeyReferencesPresent: driver.ErrForeignKeyViolation,

	firebirdsql.ISCNotValid:        driver.ErrCheckViolation, // NOT NULL, or the check of a domain
	firebirdsql.ISCNotValidForVar:  driver.ErrCheckViolation,
	firebirdsql.ISCCheckConstraint: driver.ErrCheckViolation,

	firebirdsql.ISCStringTruncation:      driver.ErrFit,
	firebirdsql.ISCNumericOutOfRange:     driver.ErrFit,
	firebirdsql.ISCDateRangeExceeded:     driver.ErrFit,
	firebirdsql.ISCDatetimeRangeExceeded: driver.ErrFit,

	firebirdsql.ISCUpdateConflict: driver.ErrSerialization,
	firebirdsql.ISCDeadlock:       driver.ErrDeadlock,
	firebirdsql.ISCLockConflict:   driver.ErrTimeout, // of a transaction that does not wait
	firebirdsql.ISCLockTimeout:    driver.ErrTimeout,
	firebirdsql.ISCCfgStmtTimeout: driver.ErrTimeout,
	firebirdsql.ISCAttStmtTimeout: driver.ErrTimeout,
	firebirdsql.ISCReqStmtTimeout: driver.ErrTimeout,

	firebirdsql.ISCBadDbHandle:      driver.ErrConnection,
	firebirdsql.ISCIoError:          driver.ErrConnection,
	firebirdsql.ISCUnavailable:      driver.ErrConnection,
	firebirdsql.ISCConnectReject:    driver.ErrConnection,
	firebirdsql.ISCLogin:            driver.ErrConnection,
	firebirdsql.ISCLoginError:       driver.ErrConnection,
	firebirdsql.ISCShutinprog:       driver.ErrConnection,
	firebirdsql.ISCShutdown:         driver.ErrConnection,
	firebirdsql.ISCConnLost:         driver.ErrConnection,
	firebirdsql.ISCLostDbConnection: driver.ErrConnection,
	firebirdsql.ISCNetworkError:     driver.ErrConnection,
	firebirdsql.ISCNetReadErr:       driver.ErrConnection,
	firebirdsql.ISCNetWriteErr:      driver.ErrConnection,
	firebirdsql.ISCAttShutdown:      driver.ErrConnection,
	firebirdsql.ISCAttShutKilled:    driver.ErrConnection,
	firebirdsql.ISCAttShutIdle:      driver.ErrConnection,
	firebirdsql.ISCAttShutDbDown:    driver.ErrConnection,
	firebirdsql.ISCAttShutEngine:    driver.ErrConnection,
}

// mapError classifies an error of firebirdsql.
func mapError(err error) *driver.Error {
	failure, ok := errors.AsType[*firebirdsql.FbError](err)
	if !ok {
		if errors.Is(err, context.DeadlineExceeded) {
			// The driver has looked at the clock before the context has.
			return &driver.Error{Kind: driver.ErrTimeout, Message: err.Error(), Err: err}
		}
		if lost(err) {
			return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
		}
		return nil
	}
	e := &driver.Error{
		Code:    int(failure.SQLCode),
		State:   failure.SQLState,
		Message: strings.ReplaceAll(strings.TrimSpace(failure.Message), "\n", "; "),
		Err:     err,
	}
	for i, code := range failure.GDSCodes {
		kind := kinds[code]
		if kind == nil {
			continue
		}
		// A deadlock says next what it is.
		if e.Kind == nil || e.Kind == driver.ErrDeadlock || e.Kind == driver.ErrTimeout {
			e.Kind = kind
		}
		if i < len(failure.Params) {
			readNames(e, code, failure.Params[i])
		}
	}
	if e.Kind == driver.ErrForeignKeyViolation {
		readKey(e, failure)
	}
	return e
}

// lost reports whether the connection is gone, or never was.
func lost(err error) bool {
	if errors.Is(err, sqldriver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return true
	}
	// The ends of contexts are net.Errors too.
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	_, network := errors.AsType[net.Error](err)
	return network
}

// readNames takes the names of the constraint, the table and the column from
// what a code is given to say.
func readNames(e *driver.Error, code int, params []string) {
	switch code {
	case firebirdsql.ISCUniqueKeyViolation, firebirdsql.ISCForeignKey, firebirdsql.ISCCheckConstraint:
		if len(params) == 2 {
			e.Constraint, e.Table = foldName(params[0]), foldName(params[1])
		}
	case firebirdsql.ISCNoDup:
		if len(params) == 1 {
			e.Constraint = foldName(params[0])
		}
	case firebirdsql.ISCNotValid:
		if len(params) != 2 {
			return
		}
		if table, column, ok := strings.Cut(params[0], `"."`); ok {
			e.Table, e.Column = foldName(strings.TrimPrefix(table, `"`)), foldName(strings.TrimSuffix(column, `"`))
		}
		if params[1] == "*** null ***" {
			e.Kind = driver.ErrNotNullViolation
		}
	}
}

// problematicKey is the code that tells the values of a key: ("PARENT_ID" = 99).
const problematicKey = 335545072

// readKey takes the column of a foreign key from the value that refers to
// nothing.
func readKey(e *driver.Error, failure *firebirdsql.FbError) {
	target := false
	for i, code := range failure.GDSCodes {
		switch code {
		case firebirdsql.ISCForeignKeyTargetDoesntExist:
			target = true
		case problematicKey:
			if !target || i >= len(failure.Params) || len(failure.Params[i]) != 1 {
				return
			}
			name, rest, ok := strings.Cut(strings.TrimPrefix(failure.Params[i][0], `("`), `" = `)
			if ok && !strings.Contains(rest, `", "`) && !strings.Contains(rest, `, "`) {
				e.Column = foldName(name)
			}
		}
	}
}
