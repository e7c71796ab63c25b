package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/azoth-go/azoth/driver"
	gomysql "github.com/go-sql-driver/mysql"
)

// kinds classifies errors by the server's number. Servers that speak MySQL's
// protocol agree on these, and not on SQLSTATE.
var kinds = map[uint16]error{
	1022: driver.ErrUniqueViolation, // ER_DUP_KEY
	1062: driver.ErrUniqueViolation, // ER_DUP_ENTRY
	1169: driver.ErrUniqueViolation, // ER_DUP_UNIQUE
	1586: driver.ErrUniqueViolation, // ER_DUP_ENTRY_WITH_KEY_NAME

	1216: driver.ErrForeignKeyViolation, // ER_NO_REFERENCED_ROW
	1217: driver.ErrForeignKeyViolation, // ER_ROW_IS_REFERENCED
	1451: driver.ErrForeignKeyViolation, // ER_ROW_IS_REFERENCED_2
	1452: driver.ErrForeignKeyViolation, // ER_NO_REFERENCED_ROW_2

	1048: driver.ErrNotNullViolation, // ER_BAD_NULL_ERROR
	1364: driver.ErrNotNullViolation, // ER_NO_DEFAULT_FOR_FIELD

	3819: driver.ErrCheckViolation, // MySQL: ER_CHECK_CONSTRAINT_VIOLATED
	4025: driver.ErrCheckViolation, // MariaDB: ER_CONSTRAINT_FAILED

	1264: driver.ErrFit, // ER_WARN_DATA_OUT_OF_RANGE
	1406: driver.ErrFit, // ER_DATA_TOO_LONG
	1690: driver.ErrFit, // ER_DATA_OUT_OF_RANGE

	1020: driver.ErrSerialization, // ER_CHECKREAD: changed since the snapshot
	3101: driver.ErrSerialization, // ER_TRANSACTION_ROLLBACK_DURING_COMMIT
	1213: driver.ErrDeadlock,      // ER_LOCK_DEADLOCK
	1614: driver.ErrDeadlock,      // ER_XA_RBDEADLOCK

	1205: driver.ErrTimeout, // ER_LOCK_WAIT_TIMEOUT
	1969: driver.ErrTimeout, // MariaDB: ER_STATEMENT_TIMEOUT
	3024: driver.ErrTimeout, // MySQL: ER_QUERY_TIMEOUT
	3572: driver.ErrTimeout, // MySQL: ER_LOCK_NOWAIT

	1040: driver.ErrConnection, // ER_CON_COUNT_ERROR
	1042: driver.ErrConnection, // ER_BAD_HOST_ERROR
	1043: driver.ErrConnection, // ER_HANDSHAKE_ERROR
	1045: driver.ErrConnection, // ER_ACCESS_DENIED_ERROR
	1053: driver.ErrConnection, // ER_SERVER_SHUTDOWN
	1080: driver.ErrConnection, // ER_FORCING_CLOSE
	1129: driver.ErrConnection, // ER_HOST_IS_BLOCKED
	1130: driver.ErrConnection, // ER_HOST_NOT_PRIVILEGED
	1152: driver.ErrConnection, // ER_ABORTING_CONNECTION
	1158: driver.ErrConnection, // ER_NET_READ_ERROR
	1159: driver.ErrConnection, // ER_NET_READ_INTERRUPTED
	1160: driver.ErrConnection, // ER_NET_ERROR_ON_WRITE
	1161: driver.ErrConnection, // ER_NET_WRITE_INTERRUPTED
	1184: driver.ErrConnection, // ER_NEW_ABORTING_CONNECTION
	1203: driver.ErrConnection, // ER_TOO_MANY_USER_CONNECTIONS
	1698: driver.ErrConnection, // ER_ACCESS_DENIED_NO_PASSWORD_ERROR
	1927: driver.ErrConnection, // MariaDB: ER_CONNECTION_KILLED
	2006: driver.ErrConnection, // CR_SERVER_GONE_ERROR
	2013: driver.ErrConnection, // CR_SERVER_LOST
	4031: driver.ErrConnection, // MySQL: ER_CLIENT_INTERACTION_TIMEOUT
}

// mapError classifies an error of go-sql-driver.
func mapError(err error) *driver.Error {
	failure, ok := errors.AsType[*gomysql.MySQLError](err)
	if !ok {
		if lost(err) {
			return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
		}
		return nil
	}
	e := &driver.Error{
		Kind:    kinds[failure.Number],
		Code:    int(failure.Number),
		Message: failure.Message,
		Err:     err,
	}
	if failure.SQLState != [5]byte{} {
		e.State = string(failure.SQLState[:])
	}
	readMessage(e)
	return e
}

// lost reports whether the connection is gone, or never was.
func lost(err error) bool {
	if errors.Is(err, gomysql.ErrInvalidConn) || errors.Is(err, sqldriver.ErrBadConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, gomysql.ErrMalformPkt) || errors.Is(err, gomysql.ErrPktSync) || errors.Is(err, gomysql.ErrPktSyncMul) {
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
// names of the constraint, the table and the column.
func readMessage(e *driver.Error) {
	switch e.Code {
	case 1062, 1586: // Duplicate entry 'x' for key 'users.name', or 'name' on MariaDB
		_, key, _ := cutLast(e.Message, " for key ")
		key = strings.Trim(key, "'`")
		if table, name, qualified := strings.Cut(key, "."); qualified {
			e.Table, key = table, name
		}
		e.Constraint = key
	case 1169: // Can't write, because of unique constraint, to table 'users'
		_, table, _ := cutLast(e.Message, " to table ")
		e.Table = strings.Trim(table, "'`")
	case 1451, 1452:
		readForeignKey(e)
	case 1048, 1364: // Column 'name' cannot be null · Field 'name' doesn't have a default value
		if _, rest, ok := strings.Cut(e.Message, "'"); ok {
			if name, _, ok := cutLast(rest, "'"+map[int]string{1048: " cannot", 1364: " doesn"}[e.Code]); ok {
				e.Column = name
			}
		}
	case 1264, 1406: // Out of range value for column 'n' at row 1
		_, rest, _ := strings.Cut(e.Message, " for column ")
		if name, _, ok := cutLast(rest, " at row "); ok {
			if _, last, qualified := cutLast(name, "`.`"); qualified {
				name = last
			}
			e.Column = strings.Trim(name, "`'")
		}
	case 3819: // Check constraint 'positive' is violated.
		if _, rest, ok := strings.Cut(e.Message, "'"); ok {
			e.Constraint, _, _ = cutLast(rest, "'")
		}
	case 4025: // CONSTRAINT `positive` failed for `database`.`table`
		names := quotedNames(e.Message)
		if len(names) == 3 {
			e.Constraint, e.Table = names[0], names[2]
			// The check of a column is called table.column.
			if column, ok := strings.CutPrefix(e.Constraint, e.Table+"."); ok {
				e.Column = column
			}
		}
	}
}

// readForeignKey reads … a foreign key constraint fails (`database`.`child`,
// CONSTRAINT `name` FOREIGN KEY (`column`) REFERENCES `parent` (`id`)).
func readForeignKey(e *driver.Error) {
	table, rest, found := strings.Cut(e.Message, ", CONSTRAINT ")
	if !found {
		return
	}
	if names := quotedNames(table); len(names) > 0 {
		e.Table = names[len(names)-1]
	}
	constraint, rest, _ := strings.Cut(rest, " FOREIGN KEY ")
	if names := quotedNames(constraint); len(names) > 0 {
		e.Constraint = names[0]
	}
	columns, _, _ := strings.Cut(rest, " REFERENCES ")
	if names := quotedNames(columns); len(names) == 1 {
		e.Column = names[0]
	}
}

// quotedNames gives the names in backticks, or in double quotes where the
// session has ANSI_QUOTES.
func quotedNames(text string) (names []string) {
	for {
		start := strings.IndexAny(text, "`\"")
		if start < 0 {
			return names
		}
		quote, rest := text[start:start+1], text[start+1:]
		name := ""
		for {
			part, after, closed := strings.Cut(rest, quote)
			if !closed {
				return names
			}
			name += part
			// A doubled quote stands for one in the name.
			if rest, closed = strings.CutPrefix(after, quote); !closed {
				text = after
				break
			}
			name += quote
		}
		names = append(names, name)
	}
}

// cutLast cuts at the last separator.
func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}
