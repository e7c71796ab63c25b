package firebird

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/driver"
	"github.com/nakagami/firebirdsql"
)

// connector is firebirdsql's, its connections keeping their prepared statements.
type connector struct {
	sqldriver.Connector
}

func newConnector(c config) (driver.Connector, error) {
	inner, err := open(c.source)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	return connector{driver.AdaptConnector(&opener{inner, c}, adapterOptions)}, nil
}

// Pool has no wishes.
func (connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close has nothing to release.
func (connector) Close() error { return nil }

// open gives firebirdsql's connector, which connects to nothing yet.
func open(source string) (sqldriver.Connector, error) {
	pool, err := sql.Open("firebirdsql", source)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	inner, err := pool.Driver().(sqldriver.DriverContext).OpenConnector(source)
	if strict, ok := inner.(sqldriver.DriverContext); ok && err == nil {
		return strict.OpenConnector(source) // does not keep what is wrong for Connect
	}
	return inner, err
}

// An opener opens connections as the URL says.
type opener struct {
	sqldriver.Connector
	config config
}

// Connect opens a connection, and makes the database where it is missing and the
// URL wants it.
func (o *opener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	if o.config.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, o.config.timeout)
		defer cancel()
	}
	conn, err := o.Connector.Connect(ctx)
	if err != nil && o.config.create && missing(err) {
		if err = create(ctx, o.config.source); err == nil {
			conn, err = o.Connector.Connect(ctx)
		}
	}
	if err != nil {
		return nil, refusal(err)
	}
	return newConnection(conn, o.config.grace), nil
}

// refusal gives the server's answer to a wrong password as its other errors, of
// which firebirdsql passes on the text alone.
func refusal(err error) error {
	if _, coded := errors.AsType[*firebirdsql.FbError](err); coded || !strings.HasPrefix(err.Error(), "Your user name and password are not defined") {
		return err
	}
	return &driver.Error{Kind: driver.ErrConnection, State: "28000", Code: -902, Message: strings.TrimSpace(err.Error()), Err: err}
}

// Create makes the empty database that a URL names, with UTF8 for its character
// set unless the option charset says another. A database that is there already
// is an error.
func Create(ctx context.Context, url string) error {
	parsed, err := driver.ParseURL(url)
	if err != nil {
		return err
	}
	c, err := configOf(parsed)
	if err != nil {
		return err
	}
	inner, err := open(c.source)
	if err != nil {
		return fmt.Errorf("database URL: %w", err)
	}
	// The server would write over a database that nobody is connected to.
	conn, err := inner.Connect(ctx)
	if err == nil {
		conn.Close()
		return fmt.Errorf("create %s: the database is there already", parsed)
	}
	if missing(err) {
		err = create(ctx, c.source)
	}
	if err != nil {
		return fmt.Errorf("create %s: %w", parsed, err)
	}
	return nil
}

func create(ctx context.Context, source string) error {
	pool, err := sql.Open("firebirdsql_createdb", source)
	if err != nil {
		return err
	}
	return errors.Join(pool.PingContext(ctx), pool.Close())
}

// missing reports that a database could not be opened because its file is not
// there.
func missing(err error) bool {
	failure, ok := errors.AsType[*firebirdsql.FbError](err)
	return ok && slices.Contains(failure.GDSCodes, ioOpenError)
}

const ioOpenError = 335544734 // isc_io_open_err: error while trying to open file
