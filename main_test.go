package azoth_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// serverURL gives the URL of a test server, or skips the test where there is
// none.
func serverURL(t testing.TB, variable, address, standard string) *driver.URL {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			if os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
				t.Fatalf("no server answers on %s, and AZOTH_TEST_REQUIRE is set: set %s", address, variable)
			}
			t.Skipf("no server answers on %s: set %s to the URL of one", address, variable)
		}
		conn.Close()
		text = standard
	}
	url, err := driver.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return url
}

var scratch atomic.Int32

// scratchDatabase makes a database of the test's own on a server.
func scratchDatabase(t testing.TB, url *driver.URL) string {
	t.Helper()
	admin := open(t, url.Reveal())
	name := fmt.Sprintf("azoth_root_%d_%d", os.Getpid(), scratch.Add(1))
	exec(t, admin, "CREATE DATABASE "+name)
	t.Cleanup(func() {
		drop := "DROP DATABASE " + name
		if url.Dialect == "postgresql" {
			drop += " WITH (FORCE)"
		}
		exec(t, admin, drop)
	})
	own := *url
	own.Database = name
	return own.Reveal()
}

func postgresql(t testing.TB) string {
	t.Helper()
	return scratchDatabase(t, serverURL(t, "AZOTH_TEST_POSTGRESQL", "127.0.0.1:5432", "postgresql://postgres@127.0.0.1:5432/test"))
}

func mariadb(t testing.TB) string {
	t.Helper()
	return scratchDatabase(t, serverURL(t, "AZOTH_TEST_MARIADB", "127.0.0.1:3306", "mysql://root@127.0.0.1:3306/test"))
}

func sqliteFile(t testing.TB) string {
	t.Helper()
	return "sqlite:///" + filepath.Join(t.TempDir(), "test.db")
}

// everywhere runs a test on every database that can be reached.
func everywhere(t *testing.T, f func(t *testing.T, url string)) {
	t.Run("sqlite in memory", func(t *testing.T) { f(t, "sqlite://") })
	t.Run("sqlite", func(t *testing.T) { f(t, sqliteFile(t)) })
	t.Run("postgresql", func(t *testing.T) { f(t, postgresql(t)) })
	t.Run("mariadb", func(t *testing.T) { f(t, mariadb(t)) })
}

// onServers runs a test on every server that can be reached.
func onServers(t *testing.T, f func(t *testing.T, url string)) {
	t.Run("postgresql", func(t *testing.T) { f(t, postgresql(t)) })
	t.Run("mariadb", func(t *testing.T) { f(t, mariadb(t)) })
}

func open(t testing.TB, url string, opts ...azoth.Option) *azoth.Engine {
	t.Helper()
	eng, err := azoth.Open(url, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eng.Close(); err != nil {
			t.Error(err)
		}
	})
	return eng
}

// text makes a statement of SQL whose question marks stand for args.
func text(query string, args ...any) ast.Statement {
	n := &ast.TextStatement{Text: &ast.Text{Parts: strings.Split(query, "?")}}
	for _, arg := range args {
		n.Text.Binds = append(n.Text.Binds, &ast.Bind{Value: arg})
	}
	return n
}

func exec(t testing.TB, executor sql.Executor, query string, args ...any) sql.Result {
	t.Helper()
	result, err := executor.ExecStatement(t.Context(), text(query, args...))
	if t.Context().Err() != nil { // in a Cleanup
		result, err = executor.ExecStatement(context.Background(), text(query, args...))
	}
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// integers gives the first column of a query.
func integers(executor sql.Executor, ctx context.Context, query string, args ...any) (values []int64, err error) {
	rows, err := executor.QueryStatement(ctx, text(query, args...))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		n, err := rows.Int64(0)
		if err != nil {
			return nil, err
		}
		values = append(values, n)
	}
	return values, rows.Err()
}

func wantIntegers(t testing.TB, executor sql.Executor, query string, want ...int64) {
	t.Helper()
	got, err := integers(executor, t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s gave %v, want %v", query, got, want)
	}
}

func statement(query string, args ...any) dialect.Statement {
	return dialect.Statement{SQL: query, Args: args}
}
