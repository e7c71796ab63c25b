package mssql

import (
	"strings"

	"github.com/azoth-go/azoth/driver"
)

// adapterOptions are what the generic adapter is told of SQL Server.
var adapterOptions = driver.AdapterOptions{
	WrapConn:        newConnection,
	MapError:        mapError,
	ConvertArg:      convertArg,
	Savepoint:       func(quoted string) string { return "SAVE TRANSACTION " + quoted },
	Release:         func(string) string { return "" }, // ends with its transaction
	RollbackTo:      rollbackTo,
	QuoteIdentifier: func(name string) string { return "[" + strings.ReplaceAll(name, "]", "]]") + "]" },
}

// rollbackTo rolls back to a savepoint and sets it again, since nothing says that
// it is there for a second time.
func rollbackTo(quoted string) string {
	return "ROLLBACK TRANSACTION " + quoted + "; SAVE TRANSACTION " + quoted
}
