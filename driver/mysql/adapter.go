package mysql

import (
	sqldriver "database/sql/driver"
	"encoding/binary"
	"errors"
	"regexp"
	"strings"
	"time"

	"github.com/azoth-go/azoth/driver"
	gomysql "github.com/go-sql-driver/mysql"
)

// adapterOptions are what the generic adapter is told of the two databases.
var adapterOptions = driver.AdapterOptions{
	MapError:          mapError,
	ConvertArg:        convertArg,
	Value:             plainValue,
	NotPreparable:     func(err error) bool { return hasNumber(err, 1295) }, // ER_UNSUPPORTED_PS
	TooManyStatements: func(err error) bool { return hasNumber(err, 1461) }, // ER_MAX_PREPARED_STMT_COUNT_REACHED
	GivesRows:         givesRows,
	Abandoned:         abandoned,
	BeginSQL:          beginSQL,
	QuoteIdentifier:   func(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" },
}

// beginSQL starts a transaction. The isolation level is set for this one only,
// which takes a statement of its own.
func beginSQL(options driver.TxOptions) []string {
	begin := "START TRANSACTION"
	if options.ReadOnly {
		begin = "START TRANSACTION READ ONLY"
	}
	if options.Isolation == driver.DefaultIsolation {
		return []string{begin}
	}
	return []string{"SET TRANSACTION ISOLATION LEVEL " + options.Isolation.String(), begin}
}

// convertArg binds unsigned integers as they are. The driver would send Go's
// zero time as 0000-00-00, which strict servers refuse.
func convertArg(arg any) (sqldriver.Value, error) {
	switch v := arg.(type) {
	case uint64:
		return v, nil
	case time.Time:
		if v.IsZero() {
			return "0001-01-01 00:00:00", nil
		}
		return v, nil
	}
	return driver.ConvertArg(arg)
}

// plainValue tells text from bytes, and reads a BIT as the number it is.
func plainValue(databaseType string, value sqldriver.Value) any {
	b, ok := value.([]byte)
	if !ok {
		return value
	}
	switch databaseType {
	case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB", "GEOMETRY", "VECTOR":
		return b
	case "BIT":
		var number [8]byte
		if len(b) <= len(number) {
			copy(number[len(number)-len(b):], b)
			if n := int64(binary.BigEndian.Uint64(number[:])); n >= 0 {
				return n
			}
		}
		return b
	}
	return string(b)
}

// rowsOf finds the statements that give rows: by their first word, or by their
// RETURNING (a word within a string or a comment is taken for it, which costs the
// number of rows affected only).
var rowsOf = regexp.MustCompile(`(?i)^[\s(]*(select|with|values|table|show|desc|describe|explain|call|check|analyze|optimize|repair|checksum)\b|\breturning\b`)

// givesRows reports whether a statement gives rows. The driver waits forever for
// the columns of one that was prepared and is executed without asking for them,
// where MariaDB does not send again what it said when preparing.
func givesRows(sql string) bool { return rowsOf.MatchString(sql) }

// hasNumber reports whether err is the server's error of that number.
func hasNumber(err error, number uint16) bool {
	failure, ok := errors.AsType[*gomysql.MySQLError](err)
	return ok && failure.Number == number
}
