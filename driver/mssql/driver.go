package mssql

import (
	"context"
	"database/sql"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/driver"
)

func init() {
	driver.Register(mssqlDriver{}, "mssql", "mssql+gomssqldb", "sqlserver")
}

type mssqlDriver struct{}

// Dialect is the SQL of SQL Server.
func (mssqlDriver) Dialect() *dialect.Dialect { return mssql.Dialect }

// Wrap makes a Conn of a connection of go-mssqldb's, also of a pool that a
// Connector of this package did not open.
func (mssqlDriver) Wrap(ctx context.Context, conn *sql.Conn) (driver.Conn, error) {
	return driver.NewAdapter(ctx, conn, adapterOptions)
}

// Connector reads the URL's options; see the package comment.
func (mssqlDriver) Connector(url *driver.URL) (driver.Connector, error) {
	config, err := configOf(url)
	if err != nil {
		return nil, err
	}
	return newConnector(config), nil
}
