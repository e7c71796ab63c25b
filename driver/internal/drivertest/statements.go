package drivertest

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

// CheckOut takes a connection of a driver from its pool.
func CheckOut(ctx context.Context, d driver.Driver, pool *sql.DB) (driver.Conn, error) {
	pooled, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return d.Wrap(ctx, pooled)
}

// Exec runs a statement that has to succeed.
func Exec(t testing.TB, conn driver.Conn, statement driver.Statement) driver.Result {
	t.Helper()
	result, err := conn.Exec(t.Context(), statement)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// Query gives all rows of a statement that has to succeed, as [ReadAll] does.
func Query(t testing.TB, conn driver.Conn, statement driver.Statement) []string {
	t.Helper()
	rows, err := conn.Query(t.Context(), statement)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := ReadAll(rows)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// ReadAll gives a line of text for each row, its values separated by |, and NULL
// for NULL. It closes the rows.
func ReadAll(rows driver.Rows) (lines []string, err error) {
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
