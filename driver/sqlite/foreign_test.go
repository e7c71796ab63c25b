package sqlite_test

import (
	"database/sql"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// A pool of another SQLite driver works as the package's own, by way of
// database/sql.
func TestPoolOfAnotherDriver(t *testing.T) {
	db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "a.db"))
	must(t, err)
	t.Cleanup(func() { db.Close() })
	conn := checkOut(t, db)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, at DATETIME, ok BOOLEAN)")
	at := time.Date(2024, 5, 6, 9, 8, 9, 0, time.FixedZone("", 2*3600))
	rows, err := conn.Query(t.Context(), driver.Statement{
		SQL:     "INSERT INTO a (name, at, ok) VALUES (?, ?, ?) RETURNING id",
		Batch:   []*types.Vector{vector(types.Strings, "ed", "wendy"), vector(types.Times, at, nil), vector(types.Bools, true, false)},
		Returns: true,
	})
	must(t, err)
	if got := table(t, rows); !reflect.DeepEqual(got, [][]any{{int64(1)}, {int64(2)}}) {
		t.Errorf("ids %v", got)
	}
	rows = query(t, conn, "SELECT at, ok, typeof(at), CAST(at AS TEXT) FROM a WHERE name = ?", "ed")
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	read, err := rows.Time(0)
	if err != nil || !read.Equal(at) {
		t.Errorf("got %v, %v", read, err)
	}
	if ok, err := rows.Bool(1); !ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
	if text, err := rows.String(3); text != "2024-05-06 07:08:09" || err != nil {
		t.Errorf("stored %q, %v", text, err)
	}
	must(t, rows.Close())

	rows, err = conn.Query(t.Context(), driver.Statement{
		SQL:       "INSERT INTO a (name) VALUES (?)",
		Batch:     []*types.Vector{vector(types.Strings, "fred", "mary")},
		Returns:   true,
		InsertIDs: true,
	})
	must(t, err)
	if got := table(t, rows); !reflect.DeepEqual(got, [][]any{{int64(3)}, {int64(4)}}) {
		t.Errorf("ids %v", got)
	}

	_, err = conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a (name) VALUES (?)", Args: []any{"ed"}})
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok || failure.Kind != driver.ErrUniqueViolation || failure.Table != "a" || failure.Column != "name" {
		t.Errorf("got %+v", failure)
	}
	_, err = conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a (name) VALUES (NULL)"})
	if !errors.Is(err, driver.ErrNotNullViolation) {
		t.Errorf("got %v", err)
	}
}
