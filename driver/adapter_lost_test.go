package driver_test

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"path/filepath"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

// A losing connection is lost where the test says.
type losing struct {
	sqldriver.Conn
	on func(query string) error
}

func (c losing) ExecContext(ctx context.Context, query string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	if err := c.on(query); err != nil {
		return nil, err
	}
	return c.Conn.(sqldriver.ExecerContext).ExecContext(ctx, query, args)
}

// lose gives a connection in a transaction that has written, and the number of
// times that a connection was abandoned.
func lose(t *testing.T, on func(query string) error) (conn driver.Conn, abandoned *int) {
	t.Helper()
	abandoned = new(int)
	pool := sql.OpenDB(opener{filepath.Join(t.TempDir(), "test.db")})
	t.Cleanup(func() { pool.Close() })
	if _, err := pool.Exec("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"); err != nil {
		t.Fatal(err)
	}
	conn = adapt(t, pool, driver.AdapterOptions{
		WrapConn:  func(conn sqldriver.Conn) sqldriver.Conn { return losing{conn, on} },
		BeginSQL:  func(driver.TxOptions) []string { return []string{"BEGIN"} },
		Abandoned: func(sqldriver.Conn) { *abandoned++ },
	})
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), driver.Statement{SQL: insertPerson, Args: []any{"ed"}}); err != nil {
		t.Fatal(err)
	}
	return conn, abandoned
}

func TestCommitThatNobodyAnswers(t *testing.T) {
	for _, end := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		conn, abandoned := lose(t, func(query string) error {
			if query != "COMMIT" {
				return nil
			}
			if end {
				cancel()
			}
			return io.ErrUnexpectedEOF
		})
		err := conn.Commit(ctx)
		if !errors.Is(err, driver.ErrCommitUnknown) || errors.Is(err, driver.ErrConnection) == end || errors.Is(err, context.Canceled) != end {
			t.Errorf("the context ended, %v: %v", end, err)
		}
		if *abandoned != 0 {
			t.Error("a COMMIT was abandoned to be stopped")
		}
		if err := conn.Rollback(t.Context()); err != nil {
			t.Errorf("rollback: %v", err)
		}
	}
}

// What the database refuses is known not to be committed.
func TestCommitThatIsRefused(t *testing.T) {
	refused := errors.New("refused")
	conn, _ := lose(t, func(query string) error {
		if query == "COMMIT" {
			return refused
		}
		return nil
	})
	if err := conn.Commit(t.Context()); !errors.Is(err, refused) || errors.Is(err, driver.ErrCommitUnknown) {
		t.Errorf("%v", err)
	}
}

func TestAbandonedStatement(t *testing.T) {
	for _, end := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		conn, abandoned := lose(t, func(query string) error {
			if query != "DELETE FROM people" {
				return nil
			}
			if end {
				cancel()
			}
			return io.ErrUnexpectedEOF
		})
		_, err := conn.Exec(ctx, driver.Statement{SQL: "DELETE FROM people"})
		if err == nil || errors.Is(err, driver.ErrCommitUnknown) {
			t.Errorf("%v", err)
		}
		if _, err := conn.Exec(t.Context(), driver.Statement{SQL: "DELETE FROM people"}); !errors.Is(err, driver.ErrConnection) {
			t.Errorf("the lost connection goes on: %v", err)
		}
		if want := map[bool]int{true: 1}[end]; *abandoned != want {
			t.Errorf("the context ended, %v: abandoned %d times", end, *abandoned)
		}
	}
}
