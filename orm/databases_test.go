package orm_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A world is a database with the empty tables of a registry, and what was sent
// to it.
type world struct {
	testing.TB
	engine   *azoth.Engine
	registry *orm.Registry
	dialect  string
	sent     *log
}

// shared are the databases that tests of one registry use one after the other,
// since making tables takes longer than most tests; see TestMain.
var shared = map[sharedKey]*world{}

type sharedKey struct {
	registry *orm.Registry
	database string
}

// keeper outlives a test: what it is told to clean up waits for the end of all
// tests.
type keeper struct {
	testing.TB
	cleanups []func()
}

func (k *keeper) Cleanup(f func())         { k.cleanups = append(k.cleanups, f) }
func (k *keeper) Context() context.Context { return context.Background() }

var keepers []*keeper

func TestMain(m *testing.M) {
	code := m.Run()
	for _, k := range keepers {
		for _, cleanup := range slices.Backward(k.cleanups) {
			cleanup()
		}
	}
	os.Exit(code)
}

// eachDatabase runs a test on every database that can be reached, with the
// tables of the registry, which are empty and number their rows from 1.
func eachDatabase(t *testing.T, registry *orm.Registry, test func(w *world)) {
	t.Helper()
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			if db.Name == "sqlite" {
				w := &world{TB: t, registry: registry, dialect: db.Name, sent: &log{}}
				w.engine = db.Open(t, azoth.Listen(w.sent.note))
				w.check(registry.CreateAll(t.Context(), w.engine))
				w.quiet()
				test(w)
				return
			}
			w := shared[sharedKey{registry, db.Name}]
			if w == nil {
				k := &keeper{TB: t}
				keepers = append(keepers, k)
				w = &world{TB: t, registry: registry, dialect: db.Name, sent: &log{}}
				w.engine = db.Open(k, azoth.Listen(w.sent.note))
				w.check(registry.CreateAll(t.Context(), w.engine))
				shared[sharedKey{registry, db.Name}] = w
			} else {
				w.TB = t
				w.empty()
			}
			w.quiet()
			test(w)
		})
	}
}

// empty empties the tables that were written to.
func (w *world) empty() {
	w.Helper()
	tables, _ := w.registry.MetaData().Sorted()
	var names []string
	for _, table := range slices.Backward(tables) {
		if w.sent.written[table.Name] {
			names = append(names, table.Name)
		}
	}
	switch {
	case len(names) == 0:
	case w.dialect == "postgresql":
		w.exec("TRUNCATE " + strings.Join(names, ", ") + " RESTART IDENTITY CASCADE")
	case w.dialect == "firebird":
		w.emptyFirebird(names)
	default:
		// Rows of one table may refer to each other.
		conn, err := w.engine.Connect(w.ctx())
		w.check(err)
		w.execOn(conn, "SET FOREIGN_KEY_CHECKS = 0")
		for _, name := range names {
			w.execOn(conn, "DELETE FROM "+name)
			w.execOn(conn, "ALTER TABLE "+name+" AUTO_INCREMENT = 1")
		}
		w.execOn(conn, "SET FOREIGN_KEY_CHECKS = 1")
		w.check(conn.Close())
	}
	w.sent.written = nil
}

// emptyFirebird empties tables with the rules that Firebird checks at each
// statement: what may be NULL of references goes first.
func (w *world) emptyFirebird(names []string) {
	w.Helper()
	for _, name := range names {
		table := w.registry.MetaData().Table(name)
		for _, key := range table.ForeignKeys {
			for _, column := range key.Columns {
				if table.Column(column.Name).Nullable {
					w.exec("UPDATE " + name + " SET " + column.Name + " = NULL")
				}
			}
		}
	}
	for _, name := range names {
		w.exec("DELETE FROM " + name)
		for _, column := range w.registry.MetaData().Table(name).Columns {
			if column.Identity {
				w.exec("ALTER TABLE " + name + " ALTER COLUMN " + column.Name + " RESTART WITH 0")
			}
		}
	}
}

// session makes a session that is closed with the test.
func (w *world) session(options ...orm.Option) *orm.Session {
	w.Helper()
	s := orm.NewSession(w.engine, append(options, orm.InRegistry(w.registry))...)
	w.Cleanup(func() { s.Close() })
	return s
}

func (w *world) ctx() context.Context { return w.Context() }

// check ends the test on an error.
func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// wants ends the test unless an error is one of a kind.
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
	w.quiet()
}

// execOn runs a textual statement on an executor.
func (w *world) execOn(ex sql.Executor, text string, params ...sql.P) {
	w.Helper()
	for _, statement := range w.singly(text) {
		_, err := sql.Text(statement, params...).Exec(w.ctx(), ex)
		w.check(err)
	}
}

// singly gives an INSERT of several rows as one for each of them on Firebird, which
// has no other.
func (w *world) singly(text string) []string {
	into, rows, ok := strings.Cut(text, " VALUES (")
	if w.dialect != "firebird" || !ok {
		return []string{text}
	}
	statements := strings.Split(rows, "), (")
	for i, row := range statements {
		statements[i] = into + " VALUES (" + strings.TrimSuffix(row, ")") + ")"
	}
	return statements
}

// length, beginning, quoted and limit are how the database spells what differs in
// the texts of tests.
func (w *world) length(x string) string {
	if w.dialect == "firebird" {
		return "char_length(" + x + ")"
	}
	return "length(" + x + ")"
}

func (w *world) beginning(x, length string) string {
	if w.dialect == "firebird" {
		return "substring(" + x + " FROM 1 FOR " + length + ")"
	}
	return "substr(" + x + ", 1, " + length + ")"
}

func (w *world) quoted(name string) string {
	if w.dialect == "firebird" {
		return `"` + name + `"`
	}
	return name
}

func (w *world) limit() string {
	if w.dialect == "firebird" {
		return "FIRST"
	}
	return "LIMIT"
}

// rows ends the test unless a textual query outside of the session gives these
// rows, each with its values separated by a blank.
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
	w.quiet()
	if !slices.Equal(got, want) {
		w.Fatalf("%s\n gives %q\n want  %q", query, got, want)
	}
}

// quiet forgets what was sent.
func (w *world) quiet() { w.sent.take() }

// expect ends the test unless these statements, and no others, were sent since
// it was last asked; see log.
func (w *world) expect(want ...string) {
	w.Helper()
	if got := w.sent.take(); !slices.Equal(got, want) {
		w.Fatalf("sent\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// states ends the test unless objects are in the states given for them.
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
	texts   []string        // the SQL of each statement
	written map[string]bool // the tables that rows were inserted into
}

type logEntry struct {
	text string
	rows int // of a write
}

var (
	firstTable = regexp.MustCompile("(?is)\\b(?:FROM|INTO|UPDATE)\\s+[\"`]?(\\w+)")
	intoTable  = regexp.MustCompile("(?is)^\\s*INSERT\\s+INTO\\s+[\"`]?(\\w+)")
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
		if l.written == nil {
			l.written = map[string]bool{}
		}
		if into := intoTable.FindStringSubmatch(e.Statement.SQL); into != nil {
			l.written[into[1]] = true
		}
		if e.Write != nil && e.Write.Operation == "INSERT" {
			l.written[e.Write.Table] = true
		}
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
