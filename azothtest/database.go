package azothtest

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mysql"  // the driver of MariaDB
	_ "github.com/azoth-go/azoth/driver/pgx"    // the driver of PostgreSQL
	_ "github.com/azoth-go/azoth/driver/sqlite" // the driver of SQLite
)

// A Database is one to test against.
type Database struct {
	// Name is "sqlite", "postgresql", "mariadb", "firebird" or "mysql".
	Name string
	// Variable is the environment variable that has the URL of the server, or
	// "" where there is none.
	Variable string

	standard string // the URL where the variable is not set
	port     int
}

// Databases are those that tests run on: SQLite, PostgreSQL and MariaDB. A
// server is looked for at the URL in AZOTH_TEST_POSTGRESQL or
// AZOTH_TEST_MARIADB, where the user may create databases, and without that at
// the usual local address:
//
//	postgresql://postgres@127.0.0.1:5432/test
//	mysql://root@127.0.0.1:3306/test
//
// All three are listed whether their servers answer or not: run a subtest for
// each, which [Database.Open] skips where nothing answers, naming the variable.
// With AZOTH_TEST_REQUIRE=1 a missing server is a failure instead.
func Databases(t testing.TB) []Database {
	t.Helper()
	return []Database{
		{Name: "sqlite"},
		{Name: "postgresql", Variable: "AZOTH_TEST_POSTGRESQL", standard: "postgresql://postgres@127.0.0.1:5432/test", port: 5432},
		{Name: "mariadb", Variable: "AZOTH_TEST_MARIADB", standard: "mysql://root@127.0.0.1:3306/test", port: 3306},
	}
}

// MySQL is a database to test on besides those of [Databases], where
// AZOTH_TEST_MYSQL has the URL of a server: MySQL 8 or later, or one that speaks
// its SQL. Without the variable ok is false: no test counts on it.
func MySQL() (d Database, ok bool) {
	d = Database{Name: "mysql", Variable: "AZOTH_TEST_MYSQL", port: 3306}
	return d, os.Getenv(d.Variable) != ""
}

// Open opens an engine over an empty database of the test's own, which is
// closed and dropped when the test ends. Sessions of several goroutines may use
// it at once.
func (d Database) Open(t testing.TB, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	return open(t, d.Scratch(t), options...)
}

// Scratch makes an empty database of the test's own, which is dropped when the
// test ends, and gives its URL. SQLite's is a file with a write-ahead log.
func (d Database) Scratch(t testing.TB) string {
	t.Helper()
	if d.Name == "sqlite" {
		return "sqlite:///" + filepath.Join(t.TempDir(), "test.db") + "?journal_mode=wal&synchronous=off"
	}
	if d.Name == "firebird" {
		return d.scratchFirebird(t)
	}
	server := d.server(t)
	name := fmt.Sprintf("azothtest_%d_%d_%d", os.Getpid(), time.Now().UnixMilli(), scratch.Add(1))
	admin := open(t, server.Reveal())
	run(t, admin, "CREATE DATABASE "+name)
	t.Cleanup(func() {
		drop := "DROP DATABASE " + name
		if server.Dialect == "postgresql" {
			drop += " WITH (FORCE)"
		}
		run(t, admin, drop)
	})
	own := *server
	own.Database = name
	return own.Reveal()
}

// scratch counts the databases that were made.
var scratch atomic.Int64

// server finds the server, or ends the test.
func (d Database) server(t testing.TB) *driver.URL {
	t.Helper()
	text := os.Getenv(d.Variable)
	missing := fmt.Sprintf("set %s to the URL of a %s server whose user may create databases", d.Variable, d.Name)
	if text == "" {
		text = d.standard
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatalf("%s: %v", d.Variable, err)
	}
	if os.Getenv(d.Variable) != "" {
		return url
	}
	conn, err := net.DialTimeout("tcp", d.address(url), time.Second)
	if err == nil {
		conn.Close()
		return url
	}
	if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
		t.Fatalf("no server answers at %s, and AZOTH_TEST_REQUIRE is set: %s", d.address(url), missing)
	}
	t.Skipf("no server answers at %s: %s", d.address(url), missing)
	return nil
}

// address is where the server of a URL listens.
func (d Database) address(url *driver.URL) string {
	host, port := url.Host, url.Port
	if host == "" {
		host = "127.0.0.1"
	}
	if port == 0 {
		port = d.port
	}
	return net.JoinHostPort(host, strconv.Itoa(port))
}

func open(t testing.TB, url string, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	eng, err := azoth.Open(url, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eng.Close(); err != nil {
			t.Errorf("close the engine: %v", err)
		}
	})
	return eng
}

// run runs a statement outside of transactions, also when the test is over.
func run(t testing.TB, eng *azoth.Engine, sql string) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	conn, err := eng.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Exec(ctx, dialect.Statement{SQL: sql}); err != nil {
		t.Fatal(err)
	}
}
