package pgx

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
)

// postgreSQL is the driver that is tested.
var postgreSQL = NewDriver(postgresql.Dialect)

// schemaName is the schema that the tests work in.
var schemaName = fmt.Sprintf("azoth_pgx_%d", os.Getpid())

const (
	variable   = "AZOTH_TEST_POSTGRESQL"
	defaultURL = "postgresql://postgres@127.0.0.1:5432/test"
)

// serverURL gives the URL of the server to test against, and skips the test
// where there is none.
func serverURL(tb testing.TB) *driver.URL {
	tb.Helper()
	text := os.Getenv(variable)
	if text == "" {
		text = defaultURL
		probe, err := net.DialTimeout("tcp", "127.0.0.1:5432", time.Second)
		if err != nil {
			if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
				tb.Fatalf("no PostgreSQL server, and AZOTH_TEST_REQUIRE is set: set %s", variable)
			}
			tb.Skipf("no PostgreSQL server: set %s to the URL of one", variable)
		}
		probe.Close()
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		tb.Fatal(err)
	}
	if url.Query == nil {
		url.Query = map[string][]string{}
	}
	url.Query.Set("search_path", schemaName)
	return url
}

func TestMain(m *testing.M) {
	code := m.Run()
	if created.Load() {
		text := os.Getenv(variable)
		if text == "" {
			text = defaultURL
		}
		if err := dropSchema(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

var created atomic.Bool

func dropSchema(text string) error {
	url, err := driver.ParseURL(text)
	if err != nil {
		return err
	}
	connector, err := postgreSQL.Connector(url)
	if err != nil {
		return err
	}
	pool := sql.OpenDB(connector)
	defer pool.Close()
	_, err = pool.Exec("drop schema if exists " + schemaName + " cascade")
	return err
}

// openPool opens a pool with options added to the URL.
func openPool(tb testing.TB, options ...string) *sql.DB {
	tb.Helper()
	url := serverURL(tb)
	for i := 0; i < len(options); i += 2 {
		url.Query.Set(options[i], options[i+1])
	}
	return openURL(tb, url)
}

func openURL(tb testing.TB, url *driver.URL) *sql.DB {
	tb.Helper()
	connector, err := postgreSQL.Connector(url)
	if err != nil {
		tb.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	tb.Cleanup(func() { pool.Close() })
	if _, err := pool.Exec("create schema if not exists " + schemaName); err != nil {
		tb.Fatal(err)
	}
	created.Store(true)
	return pool
}

// checkOut takes a connection from the pool and closes it with the test.
func checkOut(tb testing.TB, pool *sql.DB) *conn {
	tb.Helper()
	pooled, err := pool.Conn(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	wrapped, err := postgreSQL.Wrap(context.Background(), pooled)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { wrapped.Close() })
	return wrapped.(*conn)
}

// connect gives a connection of its own pool.
func connect(tb testing.TB, options ...string) *conn {
	tb.Helper()
	return checkOut(tb, openPool(tb, options...))
}

func statementOf(sql string, args ...any) driver.Statement {
	return driver.Statement{SQL: sql, Args: args}
}

func queryOf(sql string, args ...any) driver.Statement {
	return driver.Statement{SQL: sql, Args: args, Returns: true}
}

func mustExec(tb testing.TB, c *conn, sql string, args ...any) driver.Result {
	tb.Helper()
	result, err := c.Exec(context.Background(), statementOf(sql, args...))
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

// makeTable creates a table that goes with the test.
func makeTable(tb testing.TB, c *conn, columns string) string {
	tb.Helper()
	name := "t" + fmt.Sprint(tables.Add(1))
	mustExec(tb, c, "create table "+name+" ("+columns+")")
	dropLater(tb, c, name)
	return name
}

var tables atomic.Int64

// dropLater drops a table with the test, if the connection is still there then;
// TestMain drops what is left.
func dropLater(tb testing.TB, c *conn, name string) {
	tb.Cleanup(func() {
		_ = c.Rollback(context.Background())
		_, _ = c.Exec(context.Background(), statementOf("drop table if exists "+name+" cascade"))
	})
}

// readStrings gives every row's columns as texts, NULL as "NULL".
func readStrings(tb testing.TB, c *conn, sql string, args ...any) [][]string {
	tb.Helper()
	rows, err := c.Query(context.Background(), queryOf(sql, args...))
	if err != nil {
		tb.Fatal(err)
	}
	return drain(tb, rows)
}

func drain(tb testing.TB, rows driver.Rows) [][]string {
	tb.Helper()
	var result [][]string
	for rows.Next() {
		row := make([]string, len(rows.Columns()))
		for i := range row {
			if row[i] = "NULL"; !rows.Null(i) {
				text, err := rows.String(i)
				if err != nil {
					tb.Fatal(err)
				}
				row[i] = text
			}
		}
		result = append(result, row)
	}
	if err := rows.Close(); err != nil {
		tb.Fatal(err)
	}
	return result
}

// readOne gives the one column of the one row.
func readOne(tb testing.TB, c *conn, sql string, args ...any) string {
	tb.Helper()
	rows := readStrings(tb, c, sql, args...)
	if len(rows) != 1 || len(rows[0]) != 1 {
		tb.Fatalf("%s gave %v", sql, rows)
	}
	return rows[0][0]
}

// A proxy stands between the driver and the server and counts round trips: how
// often the client speaks again after the server did.
type proxy struct {
	listener net.Listener
	trips    atomic.Int64
	answered atomic.Bool
}

func startProxy(tb testing.TB, server string) *proxy {
	tb.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	p := &proxy{listener: listener}
	p.answered.Store(true)
	tb.Cleanup(func() { listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("tcp", server)
			if err != nil {
				client.Close()
				continue
			}
			go p.pipe(upstream, client, func() {
				if p.answered.Swap(false) {
					p.trips.Add(1)
				}
			})
			go p.pipe(client, upstream, func() { p.answered.Store(true) })
		}
	}()
	return p
}

func (p *proxy) pipe(to, from net.Conn, seen func()) {
	defer to.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			seen()
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err == io.EOF || err != nil {
			return
		}
	}
}

// count gives the round trips that f took.
func (p *proxy) count(f func()) int64 {
	before := p.trips.Load()
	f()
	return p.trips.Load() - before
}

// connectThrough gives a connection through a counting proxy.
func connectThrough(tb testing.TB, options ...string) (*conn, *proxy) {
	tb.Helper()
	url := serverURL(tb)
	port := url.Port
	if port == 0 {
		port = 5432
	}
	if strings.HasPrefix(url.Host, "/") {
		tb.Skip("round trips are counted over TCP")
	}
	p := startProxy(tb, net.JoinHostPort(url.Host, fmt.Sprint(port)))
	url.Host, url.Port = "127.0.0.1", p.listener.Addr().(*net.TCPAddr).Port
	for i := 0; i < len(options); i += 2 {
		url.Query.Set(options[i], options[i+1])
	}
	return checkOut(tb, openURL(tb, url)), p
}
