package driver

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"

	"github.com/azoth-go/azoth/dialect"
)

// A Driver connects one kind of database. Each package below driver registers
// one when it is imported.
type Driver interface {
	// Dialect is the SQL that the database speaks.
	Dialect() *dialect.Dialect
	// Connector makes what the pool opens connections with. It connects to
	// nothing; a URL it does not understand, an unknown query option above all,
	// is an error that names the part.
	Connector(url *URL) (Connector, error)
	// Wrap makes a Conn of a connection that was checked out of the pool, also
	// of a pool that Connector did not make.
	Wrap(ctx context.Context, conn *sql.Conn) (Conn, error)
}

// A Detector is a Driver for servers of more than one kind behind one scheme,
// as MySQL and MariaDB are behind mysql://. The engine asks it once, on its
// first connection, and speaks the dialect that it gives from then on in place
// of the driver's Dialect.
type Detector interface {
	Detect(ctx context.Context, conn Conn) (*dialect.Dialect, error)
}

// A Connector opens connections for a pool.
type Connector interface {
	sqldriver.Connector
	// Pool gives what the database wants of its pool, such as the one shared
	// connection that keeps an in-memory database alive.
	Pool() PoolHints
	// Close releases what the connector holds besides its connections.
	Close() error
}

// PoolHints are a database's wishes for its pool; the zero value has none.
type PoolHints struct {
	// MaxOpen bounds the connections whatever the engine's options say; 0 is
	// no bound.
	MaxOpen int
}
