package pgx

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
)

// A postgresqlDriver is the driver of PostgreSQL itself, whose servers write the
// SQL of their version.
type postgresqlDriver struct{ driver.Driver }

var _ driver.Detector = postgresqlDriver{}

// Detect reads the version that the server told when the connection began.
func (d postgresqlDriver) Detect(_ context.Context, connection driver.Conn) (*dialect.Dialect, error) {
	c, ok := connection.(*conn)
	if !ok {
		return nil, fmt.Errorf("the connection is a %T, not one of package pgx", connection)
	}
	major, minor := version(c.native.PgConn().ParameterStatus("server_version"))
	if major == 0 || major >= 14 && major < 18 {
		return d.Dialect(), nil // which is theirs
	}
	return postgresql.Version(major, minor), nil
}

// version reads what begins like 15.7, 9.6.24 or 18beta1, or gives 0.
func version(text string) (major, minor int) {
	first, rest, _ := strings.Cut(text, ".")
	return leading(first), leading(rest)
}

// leading is the number that a text begins with.
func leading(text string) int {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	n, _ := strconv.Atoi(text[:digits])
	return n
}
