package mssql

import (
	"context"
	sqldriver "database/sql/driver"

	"github.com/azoth-go/azoth/driver"
	gomssql "github.com/microsoft/go-mssqldb"
)

// connector is go-mssqldb's, its connections running what is sent as this package
// says.
type connector struct {
	sqldriver.Connector
}

func newConnector(c config) driver.Connector {
	inner := &opener{gomssql.NewConnectorConfig(c.Config), c.snapshot}
	return connector{driver.AdaptConnector(inner, adapterOptions)}
}

// Pool has no wishes.
func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close has nothing to release.
func (connector) Close() error { return nil }

// An opener opens connections as the URL says.
type opener struct {
	*gomssql.Connector
	snapshot bool
}

// Connect opens a connection.
func (o *opener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := o.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	wrapped := newConnection(conn)
	if c, ok := wrapped.(*connection); ok {
		c.snapshot = o.snapshot
	}
	return wrapped, nil
}
