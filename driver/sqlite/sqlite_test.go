package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/sqlite"
)

// openPool opens a database by URL, which is closed with the test.
func openPool(tb testing.TB, url string) *sql.DB {
	tb.Helper()
	parsed, err := driver.ParseURL(url)
	if err != nil {
		tb.Fatal(err)
	}
	connector, err := sqlite.Driver{}.Connector(parsed)
	if err != nil {
		tb.Fatal(err)
	}
	db := sql.OpenDB(connector)
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Errorf("closing the pool: %v", err)
		}
	})
	return db
}

// fileURL names a database in the test's own directory.
func fileURL(tb testing.TB, options string) string {
	url := driver.URL{Scheme: "sqlite", Database: filepath.Join(tb.TempDir(), "test.db")}
	return url.String() + options
}

// checkOut takes a connection from a pool, to be given back when the test ends.
func checkOut(tb testing.TB, db *sql.DB) driver.Conn {
	tb.Helper()
	pooled, err := db.Conn(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	conn, err := sqlite.Driver{}.Wrap(context.Background(), pooled)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := conn.Close(); err != nil {
			tb.Errorf("closing the connection: %v", err)
		}
	})
	return conn
}

// memory opens a database in memory, and one connection to it.
func memory(tb testing.TB) driver.Conn {
	tb.Helper()
	return checkOut(tb, openPool(tb, "sqlite://"))
}

func exec(tb testing.TB, conn driver.Conn, sql string, args ...any) driver.Result {
	tb.Helper()
	result, err := conn.Exec(context.Background(), driver.Statement{SQL: sql, Args: args})
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

func query(tb testing.TB, conn driver.Conn, sql string, args ...any) driver.Rows {
	tb.Helper()
	rows, err := conn.Query(context.Background(), driver.Statement{SQL: sql, Args: args, Returns: true})
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

// table reads a result into one value per column and row.
func table(tb testing.TB, rows driver.Rows) [][]any {
	tb.Helper()
	var all [][]any
	for rows.Next() {
		row := make([]any, len(rows.Columns()))
		for i := range row {
			var err error
			if row[i], err = rows.Any(i); err != nil {
				tb.Fatal(err)
			}
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		tb.Fatal(err)
	}
	return all
}

// count reads the one integer that a query gives.
func count(tb testing.TB, conn driver.Conn, sql string, args ...any) int64 {
	tb.Helper()
	all := table(tb, query(tb, conn, sql, args...))
	if len(all) != 1 {
		tb.Fatalf("%s: %d rows", sql, len(all))
	}
	n, ok := all[0][0].(int64)
	if !ok {
		tb.Fatalf("%s: %v", sql, all[0][0])
	}
	return n
}

func wrap(pooled *sql.Conn) (driver.Conn, error) {
	return sqlite.Driver{}.Wrap(context.Background(), pooled)
}

// driverOf is the driver that the package registers for its scheme.
func driverOf(tb testing.TB) driver.Driver {
	tb.Helper()
	d, err := driver.Lookup("sqlite")
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// open connects to the database of a URL.
func open(url *driver.URL) (conn driver.Conn, done func(), err error) {
	d, err := driver.Lookup(url.Scheme)
	if err != nil {
		return nil, nil, err
	}
	connector, err := d.Connector(url)
	if err != nil {
		return nil, nil, err
	}
	db := sql.OpenDB(connector)
	pooled, err := db.Conn(context.Background())
	if err != nil {
		return nil, nil, err
	}
	conn, err = d.Wrap(context.Background(), pooled)
	return conn, func() { conn.Close(); db.Close() }, err
}
