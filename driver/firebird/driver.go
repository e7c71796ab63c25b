package firebird

import (
	"context"
	"database/sql"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/driver"
)

func init() {
	driver.Register(firebirdDriver{}, "firebird", "firebird+firebirdsql")
}

type firebirdDriver struct{}

// Dialect is the SQL of Firebird.
func (firebirdDriver) Dialect() *dialect.Dialect { return firebird.Dialect }

// Wrap makes a Conn of a connection of firebirdsql's, also of a pool that a
// Connector of this package did not open.
func (firebirdDriver) Wrap(ctx context.Context, conn *sql.Conn) (driver.Conn, error) {
	return driver.NewAdapter(ctx, conn, adapterOptions)
}

// Connector reads the URL's options; see the package comment.
func (firebirdDriver) Connector(url *driver.URL) (driver.Connector, error) {
	config, err := configOf(url)
	if err != nil {
		return nil, err
	}
	return newConnector(config)
}
