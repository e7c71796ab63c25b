package odbc

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"regexp"
	"strings"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/driver"
)

func init() {
	driver.Register(odbcDriver{}, "sybase", "sybase+odbc")
}

type odbcDriver struct{}

// Dialect is the SQL of Adaptive Server Enterprise.
func (odbcDriver) Dialect() *dialect.Dialect { return sybase.Dialect }

// Wrap makes a Conn of a connection of this package's, or of another ODBC
// driver's.
func (odbcDriver) Wrap(ctx context.Context, conn *sql.Conn) (driver.Conn, error) {
	return driver.NewAdapter(ctx, conn, adapterOptions)
}

// Connector reads the URL's options; see the package comment.
func (odbcDriver) Connector(url *driver.URL) (driver.Connector, error) {
	c, err := configOf(url)
	if err != nil {
		return nil, err
	}
	return connector{driver.AdaptConnector(&opener{c}, adapterOptions)}, nil
}

// adapterOptions are what the generic adapter is told of the database.
var adapterOptions = driver.AdapterOptions{
	MapError:        mapError,
	ConvertArg:      convertArg,
	Savepoint:       func(name string) string { return "SAVE TRANSACTION " + name },
	Release:         func(string) string { return "" }, // ends with its transaction
	RollbackTo:      func(name string) string { return "ROLLBACK TRANSACTION " + name + " SAVE TRANSACTION " + name },
	QuoteIdentifier: savepointName,
}

var word = regexp.MustCompile(`^[A-Za-z_]\w*$`)

// savepointName leaves a plain name as it is: the quotes of others are the
// server's to judge.
func savepointName(name string) string {
	if word.MatchString(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// connector opens connections for a pool.
type connector struct {
	sqldriver.Connector
}

// Pool has no wishes.
func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close has nothing to release.
func (connector) Close() error { return nil }

// An opener opens connections as the URL says.
type opener struct{ config config }

// Driver is none of database/sql's.
func (o *opener) Driver() sqldriver.Driver { return nil }

// Connect opens a connection. ODBC knows no way to stop connecting but its own
// timeout, which is the time that ctx leaves where that is shorter.
func (o *opener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	timeout := o.config.timeout
	if deadline, ok := ctx.Deadline(); ok {
		if left := time.Until(deadline); timeout == 0 || left < timeout {
			timeout = max(left, time.Second)
		}
	}
	c, err := connect(o.config.source, timeout)
	if err != nil {
		return nil, err
	}
	for _, setting := range sessionSettings {
		if err := c.run(ctx, setting); err != nil {
			c.Close()
			return nil, err
		}
	}
	return c, nil
}

// sessionSettings are what every connection begins with: identifiers in quotes,
// as the dialect writes them, and errors for what does not fit.
var sessionSettings = []string{"SET QUOTED_IDENTIFIER ON SET STRING_RTRUNCATION ON SET ARITHABORT NUMERIC_TRUNCATION ON"}
