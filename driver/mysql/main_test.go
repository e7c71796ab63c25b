package mysql

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net"
	neturl "net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
)

// serverURL gives the URL of the test server, or skips the test when there is
// none.
func serverURL(t testing.TB) string {
	t.Helper()
	if url := os.Getenv("AZOTH_TEST_MARIADB"); url != "" {
		return url
	}
	conn, err := net.DialTimeout("tcp", "127.0.0.1:3306", time.Second)
	if err != nil {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("no server on 127.0.0.1:3306, and AZOTH_TEST_REQUIRE is set: set AZOTH_TEST_MARIADB")
		}
		t.Skip("no server on 127.0.0.1:3306: set AZOTH_TEST_MARIADB to the URL of a MariaDB or MySQL server")
	}
	conn.Close()
	return "mysql://root@127.0.0.1:3306/test"
}

func parseURL(t testing.TB, text string) *driver.URL {
	t.Helper()
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// A database is a scratch database and a pool over it.
type database struct {
	t    testing.TB
	url  *driver.URL
	pool *sql.DB
}

var databases atomic.Int32

// newDatabase creates a database that is dropped when the test ends, with the
// tables that the statements create. Options are added to the URL.
func newDatabase(t testing.TB, options string, statements ...string) *database {
	t.Helper()
	url := parseURL(t, serverURL(t))
	admin := openPool(t, url)
	name := fmt.Sprintf("azoth_driver_%d_%d", os.Getpid(), databases.Add(1))
	if _, err := admin.Exec("CREATE DATABASE " + name + " CHARACTER SET utf8mb4"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP DATABASE " + name); err != nil {
			t.Error(err)
		}
	})
	url.Database = name
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
	d, err := driver.Lookup(url.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	connector, err := d.Connector(url)
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
	return drivertest.CheckOut(ctx, mysqlDriver{}, pool)
}

func statement(query string, args ...any) driver.Statement {
	return driver.Statement{SQL: query, Args: args, Returns: strings.HasPrefix(query, "SELECT") || strings.Contains(query, "RETURNING")}
}

func exec(t testing.TB, conn driver.Conn, query string, args ...any) driver.Result {
	t.Helper()
	return drivertest.Exec(t, conn, statement(query, args...))
}

// query gives all rows as text, columns separated by |.
func query(t testing.TB, conn driver.Conn, query string, args ...any) []string {
	t.Helper()
	return drivertest.Query(t, conn, statement(query, args...))
}
