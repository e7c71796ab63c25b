package odbc

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
	"github.com/azoth-go/azoth/driver/internal/faketds"
)

func parseURL(t testing.TB, text string) *driver.URL {
	t.Helper()
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

// server gives a server, or skips the test where FreeTDS's ODBC driver is missing.
func server(t testing.TB) *faketds.Server {
	t.Helper()
	if !filepath.IsAbs(freeTDS()) {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("FreeTDS's ODBC driver is missing, and AZOTH_TEST_REQUIRE is set: install tdsodbc")
		}
		t.Skip("FreeTDS's ODBC driver is missing: install tdsodbc")
	}
	return faketds.Start(t)
}

func urlOf(s *faketds.Server) string { return "sybase://sa:secret@" + s.Address() + "/app" }

// start gives a server and a connection to it.
func start(t testing.TB) (*faketds.Server, driver.Conn) {
	t.Helper()
	s := server(t)
	conn, err := checkOut(t.Context(), openPool(t, urlOf(s)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	s.Forget()
	return s, conn
}

func openPool(t testing.TB, url string) *sql.DB {
	t.Helper()
	connector, err := odbcDriver{}.Connector(parseURL(t, url))
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { pool.Close() })
	return pool
}

func checkOut(ctx context.Context, pool *sql.DB) (driver.Conn, error) {
	return drivertest.CheckOut(ctx, odbcDriver{}, pool)
}

func newStatement(query string, args ...any) driver.Statement {
	return driver.Statement{SQL: query, Args: args, Dialect: "sybase", Returns: strings.HasPrefix(query, "SELECT")}
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

// logged compares what the server received since it forgot.
func logged(t testing.TB, s *faketds.Server, want ...string) {
	t.Helper()
	if got := s.Log(); !slices.Equal(got, want) {
		t.Errorf("the server received\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	s.Forget()
}
