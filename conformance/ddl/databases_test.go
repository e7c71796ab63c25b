package ddl

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/firebird"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// everywhere runs a test on every database, empty, or on those named.
func everywhere(t *testing.T, test func(t *testing.T, eng *azoth.Engine), only ...string) {
	wanted := func(name string) bool { return len(only) == 0 || strings.Contains(strings.Join(only, " "), name) }
	on := func(name string, open func(t *testing.T) *azoth.Engine) {
		if !wanted(name) {
			return
		}
		t.Run(name, func(t *testing.T) {
			eng := open(t)
			conn, err := eng.Connect(t.Context()) // which finds out what the database is
			if err != nil {
				t.Fatal(err)
			}
			conn.Close()
			test(t, eng)
		})
	}
	for _, d := range azothtest.Databases(t) {
		on(d.Name, func(t *testing.T) *azoth.Engine { return d.Open(t) })
	}
	on("firebird", openFirebird)
}

var scratch atomic.Int32

func openFirebird(t *testing.T) *azoth.Engine {
	t.Helper()
	text := os.Getenv("AZOTH_TEST_FIREBIRD")
	if text == "" {
		if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
			t.Fatal("AZOTH_TEST_REQUIRE is set, and AZOTH_TEST_FIREBIRD is not: set it to what scripts/servers prints")
		}
		t.Skip("set AZOTH_TEST_FIREBIRD to the URL of a directory on a Firebird server, as scripts/servers prints it")
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	url.Database += fmt.Sprintf("azoth_ddl_%d_%d.fdb", os.Getpid(), scratch.Add(1))
	t.Cleanup(func() { os.Remove("/" + url.Database) })
	if err := firebird.Create(t.Context(), url.Reveal()); err != nil {
		t.Fatal(err)
	}
	eng, err := azoth.Open(url.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng
}

// An executor is an engine, a connection or a transaction.
type executor interface {
	sql.Executor
	ExecDDL(ctx context.Context, ddl ...schema.DDL) error
}

// run executes statements, each of which must work.
func run(t *testing.T, ex executor, ddl ...schema.DDL) {
	t.Helper()
	for _, s := range ddl {
		if err := ex.ExecDDL(t.Context(), s); err != nil {
			t.Fatalf("%#v: %v", s, err)
		}
	}
}

// exec executes a text.
func exec(t *testing.T, ex sql.Executor, text string) {
	t.Helper()
	if _, err := sql.Text(text).Exec(t.Context(), ex); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
}

// refused executes a text that must fail with an error.
func refused(t *testing.T, ex sql.Executor, text string, want error) {
	t.Helper()
	if _, err := sql.Text(text).Exec(t.Context(), ex); err == nil || !isError(err, want) {
		t.Errorf("%s: got error %v, want %v", text, err, want)
	}
}

// read gives the rows of a query, the columns with blanks between.
func read(t *testing.T, ex sql.Executor, query string, columns int) (lines []string) {
	t.Helper()
	rows, err := ex.QueryStatement(t.Context(), &ast.TextStatement{Text: &ast.Text{Parts: []string{query}}})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		words := make([]string, columns)
		for i := range words {
			if rows.Null(i) {
				words[i] = "NULL"
				continue
			}
			value, err := rows.Any(i)
			if err != nil {
				t.Fatal(err)
			}
			if text, ok := value.([]byte); ok {
				value = string(text)
			}
			words[i] = strings.TrimSpace(fmt.Sprint(value))
		}
		lines = append(lines, strings.Join(words, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

func wantRows(t *testing.T, ex sql.Executor, query string, columns int, want ...string) {
	t.Helper()
	if got := read(t, ex, query, columns); strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("%s gives %q, want %q", query, got, want)
	}
}

// objects gives what the database has of a kind, in its default schema.
func objects(t *testing.T, eng *azoth.Engine, kind dialect.ObjectKind) (names []string) {
	t.Helper()
	query, known := eng.Dialect().ObjectsQuery(kind, "")
	if !known {
		return nil
	}
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	rows, err := conn.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		name, err := rows.String(0)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// empty looks whether anything is left.
func empty(t *testing.T, eng *azoth.Engine) {
	t.Helper()
	for _, kind := range []dialect.ObjectKind{dialect.TableObject, dialect.IndexObject, dialect.SequenceObject, dialect.ViewObject} {
		if left := objects(t, eng, kind); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func table(name string, items ...schema.Item) *schema.Table {
	return schema.New(schema.NewMetaData(), name, items...)
}

func integer(name string, options ...schema.ColumnOption) schema.Item {
	return schema.Col(name, types.Integer, options...)
}
