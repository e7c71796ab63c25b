package firebird

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	neturl "net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
)

// serverURL gives the URL of the directory of the test server's databases, or
// skips the test when there is none.
func serverURL(t testing.TB) string {
	t.Helper()
	url := os.Getenv("AZOTH_TEST_FIREBIRD")
	if url == "" {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("AZOTH_TEST_REQUIRE is set, and AZOTH_TEST_FIREBIRD is not: set it to what scripts/servers prints")
		}
		t.Skip("set AZOTH_TEST_FIREBIRD to the URL of a directory on a Firebird server, as scripts/servers prints it")
	}
	return url
}

func parseURL(t testing.TB, text string) *driver.URL {
	t.Helper()
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// A database is one of the test's own and a pool over it.
type database struct {
	t    testing.TB
	url  *driver.URL
	pool *sql.DB
}

var databases atomic.Int32

// databaseURL gives the URL of a database that is not there yet, whose file is
// removed when the test ends.
func databaseURL(t testing.TB) *driver.URL {
	t.Helper()
	url := parseURL(t, serverURL(t))
	url.Database += fmt.Sprintf("azoth_driver_%d_%d.fdb", os.Getpid(), databases.Add(1))
	t.Cleanup(func() { os.Remove("/" + url.Database) })
	return url
}

// newDatabase creates a database that is dropped when the test ends, with the
// tables that the statements create. Options are added to the URL.
func newDatabase(t testing.TB, options string, statements ...string) *database {
	t.Helper()
	url := databaseURL(t)
	if err := Create(t.Context(), url.Reveal()); err != nil {
		t.Fatal(err)
	}
	added, err := neturl.ParseQuery(options)
	if err != nil {
		t.Fatal(err)
	}
	changed := *url
	changed.Query = neturl.Values{}
	maps.Copy(changed.Query, url.Query)
	maps.Copy(changed.Query, added)
	url = &changed
	db := &database{t: t, url: url, pool: openPool(t, url)}
	for _, statement := range statements {
		if _, err := db.pool.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func openPool(t testing.TB, url *driver.URL) *sql.DB {
	t.Helper()
	connector, err := firebirdDriver{}.Connector(url)
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { pool.Close() })
	return pool
}

// conn checks a connection out that is closed when the test ends.
func (db *database) conn() driver.Conn {
	db.t.Helper()
	conn, err := checkOut(db.t.Context(), db.pool)
	if err != nil {
		db.t.Fatal(err)
	}
	db.t.Cleanup(func() { conn.Close() })
	return conn
}

func checkOut(ctx context.Context, pool *sql.DB) (driver.Conn, error) {
	return drivertest.CheckOut(ctx, firebirdDriver{}, pool)
}

func newStatement(query string, args ...any) driver.Statement {
	return driver.Statement{SQL: query, Args: args, Returns: strings.HasPrefix(query, "SELECT") || strings.Contains(query, "RETURNING")}
}

func exec(t testing.TB, conn driver.Conn, query string, args ...any) driver.Result {
	t.Helper()
	return drivertest.Exec(t, conn, newStatement(query, args...))
}

// query gives all rows as text, columns separated by |.
func query(t testing.TB, conn driver.Conn, query string, args ...any) []string {
	t.Helper()
	return drivertest.Query(t, conn, newStatement(query, args...))
}
