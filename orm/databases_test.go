package orm_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A world is a database with the tables of a registry, and what was sent to it.
type world struct {
	testing.TB
	engine   *azoth.Engine
	registry *orm.Registry
	dialect  string
	sent     *log
}

// eachDatabase runs a test on every database that can be reached, each time in
// a database of its own with the tables of the registry.
func eachDatabase(t *testing.T, registry *orm.Registry, test func(w *world)) {
	t.Helper()
	run := func(name string, url func(t *testing.T) string) {
		t.Run(name, func(t *testing.T) {
			w := &world{TB: t, registry: registry, dialect: name, sent: &log{}}
			engine, err := azoth.Open(url(t), azoth.Listen(w.sent.note))
			if err != nil {
				t.Fatal(err)
			}
			w.engine = engine
			t.Cleanup(func() {
				if err := engine.Close(); err != nil {
					t.Error(err)
				}
			})
			w.check(registry.CreateAll(t.Context(), engine))
			w.sent.take()
			test(w)
		})
	}
	run("sqlite", func(t *testing.T) string {
		return "sqlite:///" + filepath.Join(t.TempDir(), "test.db") + "?journal_mode=wal&synchronous=off"
	})
	run("postgresql", func(t *testing.T) string {
		return scratchDatabase(t, "AZOTH_TEST_POSTGRESQL", "127.0.0.1:5432", "postgresql://postgres@127.0.0.1:5432/test", " WITH (FORCE)")
	})
	run("mariadb", func(t *testing.T) string {
		return scratchDatabase(t, "AZOTH_TEST_MARIADB", "127.0.0.1:3306", "mysql://root@127.0.0.1:3306/test", "")
	})
}

var scratch atomic.Int32

// scratchDatabase makes a database of the test's own on a server, or skips the
// test where there is none.
func scratchDatabase(t *testing.T, variable, address, standard, force string) string {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			t.Skipf("no server answers on %s: set %s to the URL of one", address, variable)
		}
		conn.Close()
		text = standard
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := azoth.Open(url.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("azoth_orm_%d_%d", os.Getpid(), scratch.Add(1))
	do := func(text string) {
		if _, err := sql.Text(text).Exec(context.Background(), admin); err != nil {
			t.Error(err)
		}
	}
	do("CREATE DATABASE " + name)
	t.Cleanup(func() {
		do("DROP DATABASE " + name + force)
		admin.Close()
	})
	own := *url
	own.Database = name
	return own.Reveal()
}

// session makes a session that is closed with the test.
func (w *world) session(options ...orm.Option) *orm.Session {
	w.Helper()
	s := orm.NewSession(w.engine, append(options, orm.InRegistry(w.registry))...)
	w.Cleanup(func() { s.Close() })
	return s
}

func (w *world) ctx() context.Context { return w.Context() }

// check fails the test on an error.
func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// wants fails the test unless an error is one of a kind.
func (w *world) wants(err, kind error) {
	w.Helper()
	if !errors.Is(err, kind) {
		w.Fatalf("got the error %v, want %v", err, kind)
	}
}

// exec runs a textual statement outside of any session.
func (w *world) exec(text string, params ...sql.P) {
	w.Helper()
	w.execOn(w.engine, text, params...)
	w.sent.take()
}

// execOn runs a textual statement on an executor.
func (w *world) execOn(ex sql.Executor, text string, params ...sql.P) {
	w.Helper()
	_, err := sql.Text(text, params...).Exec(w.ctx(), ex)
	w.check(err)
}

// rows fails the test unless a textual query outside of the session gives
// these rows, each with its values separated by a blank.
func (w *world) rows(query string, want ...string) {
	w.Helper()
	var got []string
	rows, err := w.engine.QueryStatement(w.ctx(), &ast.TextStatement{Text: &ast.Text{Parts: []string{query}}})
	w.check(err)
	defer rows.Close()
	for rows.Next() {
		var values []string
		for i := range rows.Columns() {
			value, err := rows.Any(i)
			w.check(err)
			if text, ok := value.([]byte); ok {
				value = string(text)
			}
			values = append(values, fmt.Sprint(value))
		}
		got = append(got, strings.Join(values, " "))
	}
	w.check(rows.Err())
	w.check(rows.Close())
	w.sent.take()
	if !slices.Equal(got, want) {
		w.Fatalf("%s\n gives %q\n want  %q", query, got, want)
	}
}

// expect fails the test unless these statements, and no others, were sent
// since it was last asked; see log.
func (w *world) expect(want ...string) {
	w.Helper()
	if got := w.sent.take(); !slices.Equal(got, want) {
		w.Fatalf("sent\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// states fails the test unless objects are in the states given for them.
func (w *world) states(pairs ...any) {
	w.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if got := orm.StateOf(pairs[i]); got != pairs[i+1].(orm.State) {
			w.Fatalf("object %d, %+v, is %v, want %v", i/2+1, pairs[i], got, pairs[i+1])
		}
	}
}

// A log writes down what is sent: "INSERT customers(name,city) 2" for what a
// flush writes, with the number of rows; "SELECT customers" for queries;
// "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ROLLBACK TO".
type log struct {
	mu      sync.Mutex
	entries []logEntry
	texts   []string // the SQL of each statement
}

type logEntry struct {
	text string
	rows int // of a write
}

var (
	firstTable = regexp.MustCompile("(?is)\\b(?:FROM|INTO|UPDATE)\\s+[(]*[\"`]?(\\w+)")
	firstWord  = regexp.MustCompile(`^\s*\w+`)
)

func (l *log) note(_ context.Context, e azoth.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var entry logEntry
	switch e.Kind {
	case azoth.EventBegin:
		entry.text = "BEGIN"
	case azoth.EventCommit:
		entry.text = "COMMIT"
	case azoth.EventRollback:
		entry.text = "ROLLBACK"
	case azoth.EventSavepoint:
		entry.text = "SAVEPOINT"
	case azoth.EventRelease:
		entry.text = "RELEASE"
	case azoth.EventRollbackTo:
		entry.text = "ROLLBACK TO"
	case azoth.EventStatement:
		l.texts = append(l.texts, e.Statement.SQL)
		if write := e.Write; write != nil {
			columns := write.Columns
			if write.Operation == "DELETE" {
				columns = nil
			}
			entry = logEntry{fmt.Sprintf("%s %s(%s)", write.Operation, write.Table, strings.Join(columns, ",")), write.Count}
			break
		}
		entry.text = strings.ToUpper(strings.TrimSpace(firstWord.FindString(e.Statement.SQL)))
		if table := firstTable.FindStringSubmatch(e.Statement.SQL); table != nil {
			entry.text += " " + table[1]
		}
	default:
		return
	}
	// However a database takes several rows, they are told as one.
	if last := len(l.entries) - 1; entry.rows > 0 && last >= 0 && l.entries[last].text == entry.text {
		l.entries[last].rows += entry.rows
		return
	}
	l.entries = append(l.entries, entry)
}

// take gives what was written down, and begins anew.
func (l *log) take() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	texts := make([]string, len(l.entries))
	for i, e := range l.entries {
		texts[i] = e.text
		if e.rows > 0 {
			texts[i] += fmt.Sprintf(" %d", e.rows)
		}
	}
	l.entries, l.texts = nil, nil
	return texts
}
