package sqlite

import (
	"context"
	"database/sql"

	"github.com/azoth-go/azoth/dialect"
	sqlitedialect "github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/driver"
)

func init() { driver.Register(Driver{}, "sqlite", "sqlite+zombiezen") }

// Driver is the driver for SQLite.
type Driver struct{}

// Dialect is SQLite's SQL.
func (Driver) Dialect() *dialect.Dialect { return sqlitedialect.Dialect }

// Connector makes what opens connections to the URL's database. It opens no
// file.
func (Driver) Connector(url *driver.URL) (driver.Connector, error) {
	settings, err := parseSettings(url)
	if err != nil {
		return nil, err
	}
	return &connector{settings: settings}, nil
}

// Wrap makes a Conn of a connection from a pool. One that another SQLite driver
// opened works through that driver, without this one's native interface.
func (Driver) Wrap(ctx context.Context, pooled *sql.Conn) (driver.Conn, error) {
	var native *connection
	err := pooled.Raw(func(driverConn any) error {
		native, _ = driverConn.(*connection)
		return nil
	})
	switch {
	case err != nil:
		return nil, &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
	case native == nil:
		return driver.NewAdapter(ctx, pooled, foreign)
	}
	return &conn{connection: native, pooled: pooled}, nil
}
