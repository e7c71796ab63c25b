package sqlite

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"sync"

	"github.com/azoth-go/azoth/driver"
)

// A connector opens connections to one database.
type connector struct {
	settings *settings

	mu     sync.Mutex
	anchor *connection // keeps a database in memory alive
	closed bool
}

// Connect opens a connection.
func (c *connector) Connect(ctx context.Context) (sqldriver.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, explain(ctx, driver.Statement{}, err)
	}
	if err := c.hold(); err != nil {
		return nil, err
	}
	conn, err := connect(c.settings)
	if err != nil {
		return nil, connectFailure(err)
	}
	return conn, nil
}

// hold keeps a database in memory from going with its last connection.
func (c *connector) hold() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return &driver.Error{Kind: driver.ErrConnection, Message: "the connector was closed"}
	}
	if !c.settings.memory || c.anchor != nil {
		return nil
	}
	var err error
	c.anchor, err = connect(c.settings)
	return err
}

// connectFailure names the kind of an error of connecting that has none.
func connectFailure(err error) error {
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok {
		return &driver.Error{Kind: driver.ErrConnection, Message: err.Error(), Err: err}
	}
	if failure.Kind == nil {
		failure.Kind = driver.ErrConnection
	}
	return failure
}

// Driver is only there for package database/sql.
func (c *connector) Driver() sqldriver.Driver { return poolDriver{} }

// Pool has no wishes: the connections of a database in memory share it.
func (c *connector) Pool() driver.PoolHints { return driver.PoolHints{} }

// Close lets go of a database in memory. The pool calls it when it is closed;
// it may be called twice.
func (c *connector) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.anchor == nil {
		return nil
	}
	anchor := c.anchor
	c.anchor = nil
	return anchor.Close()
}

// poolDriver opens connections by URL.
type poolDriver struct{}

func (poolDriver) Open(url string) (sqldriver.Conn, error) {
	parsed, err := driver.ParseURL(url)
	if err != nil {
		return nil, err
	}
	settings, err := parseSettings(parsed)
	if err != nil {
		return nil, err
	}
	conn, err := connect(settings)
	if err != nil {
		return nil, connectFailure(err)
	}
	return conn, nil
}
