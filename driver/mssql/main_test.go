package mssql

import (
	"context"
	"database/sql"
	"fmt"
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

func urlOf(s *faketds.Server) string { return fmt.Sprintf("mssql://sa:secret@%s/app", s.Address()) }

// start gives a server and a connection to it. Options are added to the URL.
func start(t testing.TB, options string) (*faketds.Server, driver.Conn) {
	t.Helper()
	s := faketds.Start(t)
	conn, err := checkOut(t.Context(), openPool(t, urlOf(s)+options))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return s, conn
}

func openPool(t testing.TB, url string) *sql.DB {
	t.Helper()
	connector, err := mssqlDriver{}.Connector(parseURL(t, url))
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { pool.Close() })
	return pool
}

func checkOut(ctx context.Context, pool *sql.DB) (driver.Conn, error) {
	return drivertest.CheckOut(ctx, mssqlDriver{}, pool)
}

func newStatement(query string, args ...any) driver.Statement {
	return driver.Statement{SQL: query, Args: args, Dialect: "mssql",
		Returns: strings.HasPrefix(query, "SELECT") || strings.Contains(query, "OUTPUT")}
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
