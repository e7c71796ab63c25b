package mssql

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
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
	pooled, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return mssqlDriver{}.Wrap(ctx, pooled)
}

func newStatement(query string, args ...any) driver.Statement {
	return driver.Statement{SQL: query, Args: args, Dialect: "mssql",
		Returns: strings.HasPrefix(query, "SELECT") || strings.Contains(query, "OUTPUT")}
}

func exec(t testing.TB, conn driver.Conn, query string, args ...any) driver.Result {
	t.Helper()
	result, err := conn.Exec(t.Context(), newStatement(query, args...))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// query gives all rows as text, columns separated by |.
func query(t testing.TB, conn driver.Conn, query string, args ...any) []string {
	t.Helper()
	rows, err := conn.Query(t.Context(), newStatement(query, args...))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := readAll(rows)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func readAll(rows driver.Rows) (lines []string, err error) {
	defer rows.Close()
	for rows.Next() {
		var fields []string
		for i := range rows.Columns() {
			text := "NULL"
			if !rows.Null(i) {
				if text, err = rows.String(i); err != nil {
					return nil, err
				}
			}
			fields = append(fields, text)
		}
		lines = append(lines, strings.Join(fields, "|"))
	}
	return lines, rows.Err()
}

// logged compares what the server received since it forgot.
func logged(t testing.TB, s *faketds.Server, want ...string) {
	t.Helper()
	if got := s.Log(); !slices.Equal(got, want) {
		t.Errorf("the server received\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
	s.Forget()
}
