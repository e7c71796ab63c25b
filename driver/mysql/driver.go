package mysql

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/driver"
)

func init() {
	driver.Register(mysqlDriver{mysql.Dialect}, "mysql", "mysql+gosql")
	driver.Register(mysqlDriver{mysql.MariaDB}, "mariadb", "mariadb+gosql")
}

// A mysqlDriver is the driver under the name of one of the two databases.
type mysqlDriver struct {
	named *dialect.Dialect
}

var _ driver.Detector = mysqlDriver{}

// Dialect is the SQL of the database that the scheme names.
func (d mysqlDriver) Dialect() *dialect.Dialect { return d.named }

// Detect asks the server which of the two databases it is.
func (d mysqlDriver) Detect(ctx context.Context, conn driver.Conn) (*dialect.Dialect, error) {
	version, err := serverVersion(ctx, conn)
	if err != nil {
		return nil, fmt.Errorf("ask the server for its version: %w", err)
	}
	if isMariaDB(version) {
		return mysql.MariaDB, nil
	}
	return mysql.Dialect, nil
}

// isMariaDB reads a server's version, such as 10.11.19-MariaDB or 8.4.0.
func isMariaDB(version string) bool {
	return strings.Contains(strings.ToLower(version), "mariadb")
}

func serverVersion(ctx context.Context, conn driver.Conn) (version string, err error) {
	rows, err := conn.Query(ctx, driver.Statement{SQL: "SELECT VERSION()", Returns: true})
	if err != nil {
		return "", err
	}
	defer rows.Close()
	if rows.Next() {
		version, err = rows.String(0)
	}
	if err == nil {
		err = rows.Err()
	}
	return version, err
}

// Wrap makes a Conn of a connection of go-sql-driver's. In a pool that a
// Connector of this package did not open, its Config decides: parseTime, a UTC
// location and clientFoundRows are what makes it behave as this package says.
func (d mysqlDriver) Wrap(ctx context.Context, conn *sql.Conn) (driver.Conn, error) {
	return driver.NewAdapter(ctx, conn, adapterOptions)
}

// Connector reads the URL's options; see the package comment.
func (d mysqlDriver) Connector(url *driver.URL) (driver.Connector, error) {
	config, err := configOf(url)
	if err != nil {
		return nil, err
	}
	kill, err := killOption(url)
	if err != nil {
		return nil, err
	}
	return newConnector(config, kill)
}
