package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestOptions(t *testing.T) {
	for _, test := range []struct{ options, pragma, want string }{
		{"", "busy_timeout", "0"}, // ours is a handler of its own
		{"", "foreign_keys", "1"},
		{"?foreign_keys=off", "foreign_keys", "0"},
		{"?foreign_keys=1", "foreign_keys", "1"},
		{"", "journal_mode", "delete"},
		{"?journal_mode=WAL", "journal_mode", "wal"},
		{"?journal_mode=truncate", "journal_mode", "truncate"},
		{"?synchronous=off", "synchronous", "0"},
		{"?synchronous=EXTRA", "synchronous", "3"},
		{"?cache=shared", "user_version", "0"},
		{"?mode=rwc", "user_version", "0"},
		{"?vfs=unix-dotfile", "user_version", "0"},
		{"?txlock=exclusive&busy_timeout=10s", "user_version", "0"},
	} {
		conn := checkOut(t, openPool(t, fileURL(t, test.options)))
		rows := query(t, conn, "PRAGMA "+test.pragma)
		if !rows.Next() {
			t.Fatal(rows.Err())
		}
		if got, err := rows.String(0); got != test.want || err != nil {
			t.Errorf("%s: PRAGMA %s is %q, %v; want %q", test.options, test.pragma, got, err, test.want)
		}
		rows.Close()
	}
}

func TestWrongOptions(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"sqlite:///a.db?journalmode=wal", `did you mean "journal_mode"?`},
		{"sqlite:///a.db?journal_mode=fast", "option journal_mode=fast: want one of delete,"},
		{"sqlite:///a.db?journal_mode=wal;DROP TABLE a", "%3B"},
		{"sqlite:///a.db?synchronous=1", "want one of off"},
		{"sqlite:///a.db?foreign_keys=maybe", "want on or off"},
		{"sqlite:///a.db?busy_timeout=soon", "milliseconds"},
		{"sqlite:///a.db?busy_timeout=-1", "milliseconds"},
		{"sqlite:///a.db?txlock=later", "want one of deferred"},
		{"sqlite:///a.db?mode=w", "want one of ro"},
		{"sqlite://a.db", "three slashes"},
		{"sqlite://user@/a.db", "three slashes"},
		{"sqlite:///a%00.db", "NUL"},
		{"sqlite://?vfs=unix", "name a file"},
	} {
		parsed, err := driver.ParseURL(test.url)
		if err == nil {
			_, err = driverOf(t).Connector(parsed)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.url, err, test.want)
		}
	}
}

// connect opens a connection that may fail to.
func connect(t *testing.T, url string) error {
	t.Helper()
	conn, err := openPool(t, url).Conn(t.Context())
	if err == nil {
		conn.Close()
	}
	return err
}

func TestFailingConnections(t *testing.T) {
	directory := t.TempDir()
	text := filepath.Join(directory, "text.db")
	must(t, os.WriteFile(text, []byte(strings.Repeat("this is no database\n", 100)), 0o600))
	for _, url := range []string{
		"sqlite:///" + directory,
		"sqlite:///" + directory + "/nowhere/a.db",
		"sqlite:///" + directory + "/missing.db?mode=rw",
		"sqlite:///" + directory + "/missing.db?mode=ro",
		"sqlite:///" + directory + "/a.db?vfs=nosuch",
		"sqlite:///" + text + "?journal_mode=wal",
	} {
		if err := connect(t, url); !errors.Is(err, driver.ErrConnection) {
			t.Errorf("%s: %v", url, err)
		}
	}
	if err := connect(t, "sqlite://?journal_mode=wal"); !errors.Is(err, driver.ErrUnsupportedOperation) {
		t.Errorf("WAL in memory: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := openPool(t, "sqlite://").Conn(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("connecting with a context that has ended: %v", err)
	}
}

func TestReadOnlyFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	exec(t, checkOut(t, openPool(t, "sqlite:///"+file)), "CREATE TABLE a (x INTEGER)")
	for _, option := range []string{"mode=ro", "immutable=on"} {
		conn := checkOut(t, openPool(t, "sqlite:///"+file+"?"+option))
		if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
			t.Errorf("%d rows", n)
		}
		if _, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (1)"}); err == nil {
			t.Errorf("%s: a write succeeded", option)
		}
	}
}

func TestFileNames(t *testing.T) {
	directory := t.TempDir()
	for _, name := range []string{"plain.db", "a b.db", "what?.db", "a#b.db", "100%.db", "%41.db", "a&b=c.db", "q?mode=memory.db", "ünï.db", "a+b.db", "file:x.db", `it's "q".db`} {
		u := driver.URL{Scheme: "sqlite", Dialect: "sqlite", Database: filepath.Join(directory, name)}
		for _, text := range []string{u.String(), "sqlite:///" + strings.ReplaceAll(url.PathEscape(u.Database), "%2F", "/")} {
			exec(t, checkOut(t, openPool(t, text)), "CREATE TABLE IF NOT EXISTS a (x INTEGER)")
		}
		if _, err := os.Stat(u.Database); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	entries, err := os.ReadDir(directory)
	if must(t, err); len(entries) != 12 {
		t.Errorf("%d files: %v", len(entries), entries)
	}

	// Relative to the working directory, and with more slashes than it takes.
	t.Chdir(directory)
	for text, file := range map[string]string{
		"sqlite:///rel.db":                    "rel.db",
		"sqlite:///./dot.db":                  "dot.db",
		"sqlite:////" + directory + "/two.db": "two.db",
	} {
		exec(t, checkOut(t, openPool(t, text)), "CREATE TABLE a (x INTEGER)")
		if _, err := os.Stat(filepath.Join(directory, file)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The pool is an ordinary *sql.DB.
func TestPackageDatabaseSQL(t *testing.T) {
	ctx := t.Context()
	db := openPool(t, "sqlite://")
	must(t, db.PingContext(ctx))
	_, err := db.ExecContext(ctx, "CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(20), ok BOOLEAN)")
	must(t, err)
	result, err := db.ExecContext(ctx, "INSERT INTO a (name, ok) VALUES (?, ?), (?, ?)", "ed", true, nil, false)
	must(t, err)
	affected, _ := result.RowsAffected()
	id, _ := result.LastInsertId()
	if affected != 2 || id != 2 {
		t.Errorf("affected %d, id %d", affected, id)
	}
	var name sql.NullString
	var ok bool
	must(t, db.QueryRowContext(ctx, "SELECT name, ok FROM a WHERE id = ?", 1).Scan(&name, &ok))
	if name.String != "ed" || !ok {
		t.Errorf("got %v, %v", name, ok)
	}

	stmt, err := db.PrepareContext(ctx, "SELECT count(*) FROM a WHERE id >= ?")
	must(t, err)
	defer stmt.Close()
	var n int
	must(t, stmt.QueryRowContext(ctx, 2).Scan(&n))
	if n != 1 {
		t.Errorf("counted %d", n)
	}
	if err := stmt.QueryRowContext(ctx).Scan(&n); err == nil {
		t.Error("a missing argument is no error")
	}
	if _, err := db.QueryContext(ctx, "SELECT :name", sql.Named("name", 1)); err == nil {
		t.Error("a named argument is no error")
	}

	tx, err := db.BeginTx(ctx, nil)
	must(t, err)
	_, err = tx.ExecContext(ctx, "INSERT INTO a (id) VALUES (1)")
	if !errors.Is(err, driver.ErrUniqueViolation) {
		t.Errorf("got %v", err)
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM a")
	must(t, err)
	must(t, tx.Rollback())
	tx, err = db.BeginTx(ctx, nil)
	must(t, err)
	_, err = tx.ExecContext(ctx, "UPDATE a SET ok = ? WHERE id = 2", true)
	must(t, err)
	must(t, tx.Commit())
	rows, err := db.QueryContext(ctx, "SELECT id, name FROM a ORDER BY id")
	must(t, err)
	defer rows.Close()
	columns, err := rows.ColumnTypes()
	must(t, err)
	if columns[1].DatabaseTypeName() != "VARCHAR" {
		t.Errorf("type %s", columns[1].DatabaseTypeName())
	}
	var ids []int64
	for rows.Next() {
		var id int64
		must(t, rows.Scan(&id, new(any)))
		ids = append(ids, id)
	}
	if !reflect.DeepEqual(ids, []int64{1, 2}) {
		t.Errorf("ids %v", ids)
	}

	// What the driver is asked by the name of a URL.
	conn, err := db.Driver().Open("sqlite://?busy_timeout=1")
	must(t, err)
	must(t, conn.Close())
}
