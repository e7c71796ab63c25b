package goora

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/driver"
	goora "github.com/sijms/go-ora/v2"
)

func init() {
	driver.Register(oracleDriver{goora.NewConnector}, "oracle", "oracle+goora")
}

// An oracleDriver makes go-ora's connector of a data source name by new.
type oracleDriver struct {
	new func(source string) sqldriver.Connector
}

// Dialect is the SQL of Oracle.
func (oracleDriver) Dialect() *dialect.Dialect { return oracle.Dialect }

// Wrap makes a Conn of a connection of go-ora's, also of a pool that a Connector
// of this package did not open. That pool's sessions are then to be in UTC.
func (oracleDriver) Wrap(ctx context.Context, conn *sql.Conn) (driver.Conn, error) {
	return driver.NewAdapter(ctx, conn, adapterOptions)
}

// Connector reads the URL's options; see the package comment.
func (d oracleDriver) Connector(url *driver.URL) (driver.Connector, error) {
	c, err := configOf(url)
	if err != nil {
		return nil, err
	}
	return connector{driver.AdaptConnector(&opener{d.new(c.source), c}, adapterOptions)}, nil
}

// adapterOptions are what the generic adapter is told of Oracle.
var adapterOptions = driver.AdapterOptions{
	WrapConn:   func(conn sqldriver.Conn) sqldriver.Conn { return newConnection(conn, false) },
	MapError:   mapError,
	ConvertArg: convertArg,
	Value:      plainValue,
	Release:    func(string) string { return "" },
}

// A connector is go-ora's, its connections keeping their statements.
type connector struct {
	sqldriver.Connector
}

// Pool has no wishes.
func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close has nothing to release.
func (connector) Close() error { return nil }

// An opener opens connections and sets up their sessions.
type opener struct {
	sqldriver.Connector
	config config
}

// sessionSettings are what texts and points in time are converted by.
const sessionSettings = "ALTER SESSION SET TIME_ZONE = '+00:00' NLS_NUMERIC_CHARACTERS = '.,'" +
	" NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS' NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'" +
	" NLS_TIMESTAMP_TZ_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF TZH:TZM'"

// Connect opens a connection.
func (o *opener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	inner, err := o.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	conn := newConnection(inner, o.config.national)
	if c, ok := conn.(*connection); ok {
		if _, err := c.ExecContext(ctx, sessionSettings, nil); err != nil {
			_ = inner.Close()
			return nil, err
		}
	}
	return conn, nil
}
