package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func TestTransaction(t *testing.T) {
	db := openPool(t, fileURL(t, ""))
	conn, other := checkOut(t, db), checkOut(t, db)
	ctx := t.Context()
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")

	must(t, conn.Begin(ctx, driver.TxOptions{}))
	exec(t, conn, "INSERT INTO a VALUES (1)")
	if n := count(t, other, "SELECT count(*) FROM a"); n != 0 {
		t.Error("another connection sees what is not committed")
	}
	must(t, conn.Commit(ctx))
	if n := count(t, other, "SELECT count(*) FROM a"); n != 1 {
		t.Error("another connection does not see what is committed")
	}

	must(t, conn.Begin(ctx, driver.TxOptions{Isolation: driver.ReadCommitted}))
	exec(t, conn, "INSERT INTO a VALUES (2)")
	rows := query(t, conn, "SELECT id FROM a")
	rows.Next()
	must(t, conn.Rollback(ctx))
	if rows.Next() {
		t.Error("a result outlived the rollback")
	}
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 1 {
		t.Errorf("%d rows after the rollback", n)
	}

	// Nothing is sent without a statement.
	must(t, conn.Begin(ctx, driver.TxOptions{}))
	must(t, conn.Commit(ctx))
	must(t, conn.Begin(ctx, driver.TxOptions{}))
	must(t, conn.Rollback(ctx))

	if conn.Commit(ctx) == nil || conn.Rollback(ctx) == nil || conn.Savepoint(ctx, "s") == nil {
		t.Error("ending no transaction is no error")
	}
	must(t, conn.Begin(ctx, driver.TxOptions{}))
	if conn.Begin(ctx, driver.TxOptions{}) == nil {
		t.Error("beginning twice is no error")
	}
	must(t, conn.Rollback(ctx))
}

func TestSavepoints(t *testing.T) {
	conn := memory(t)
	ctx := t.Context()
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	must(t, conn.Begin(ctx, driver.TxOptions{}))
	const odd = `a"; DROP TABLE a; --`
	must(t, conn.Savepoint(ctx, odd)) // begins the transaction
	exec(t, conn, "INSERT INTO a VALUES (1)")
	must(t, conn.Savepoint(ctx, "inner"))
	exec(t, conn, "INSERT INTO a VALUES (2)")
	must(t, conn.RollbackTo(ctx, "inner"))
	must(t, conn.Release(ctx, "inner"))
	exec(t, conn, "INSERT INTO a VALUES (3)")
	must(t, conn.Release(ctx, odd))
	if err := conn.RollbackTo(ctx, "nowhere"); err == nil || !strings.Contains(err.Error(), "no such savepoint") {
		t.Errorf("an unknown savepoint: %v", err)
	}
	must(t, conn.Commit(ctx))
	if got := fmt.Sprint(table(t, query(t, conn, "SELECT id FROM a ORDER BY id"))); got != "[[1] [3]]" {
		t.Errorf("got %s", got)
	}
}

func TestReadOnlyTransaction(t *testing.T) {
	conn := memory(t)
	ctx := t.Context()
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	for _, end := range []func(context.Context) error{conn.Commit, conn.Rollback} {
		must(t, conn.Begin(ctx, driver.TxOptions{ReadOnly: true}))
		if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
			t.Error(n)
		}
		if _, err := conn.Exec(ctx, driver.Statement{SQL: "INSERT INTO a VALUES (1)"}); err == nil {
			t.Error("a read-only transaction wrote")
		}
		must(t, end(ctx))
	}
	exec(t, conn, "INSERT INTO a VALUES (1)")
}

func TestCloseRollsBack(t *testing.T) {
	db := openPool(t, "sqlite://")
	db.SetMaxOpenConns(1)
	conn := checkOut(t, db)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	must(t, conn.Begin(t.Context(), driver.TxOptions{ReadOnly: false}))
	exec(t, conn, "INSERT INTO a VALUES (1)")
	rows := query(t, conn, "SELECT id FROM a")
	rows.Next()
	must(t, conn.Close())

	conn = checkOut(t, db)
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
		t.Errorf("%d rows of a transaction nobody committed", n)
	}
	exec(t, conn, "BEGIN") // by hand
	exec(t, conn, "INSERT INTO a VALUES (1)")
	must(t, conn.Close())
	conn = checkOut(t, db)
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
		t.Errorf("%d rows of a transaction nobody committed", n)
	}
}

func TestDeferredForeignKeyFailsCommit(t *testing.T) {
	conn := memory(t)
	ctx := t.Context()
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, of INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)")
	must(t, conn.Begin(ctx, driver.TxOptions{}))
	exec(t, conn, "INSERT INTO a VALUES (1, 99)")
	if err := conn.Commit(ctx); !errors.Is(err, driver.ErrForeignKeyViolation) {
		t.Errorf("commit: %v", err)
	}
	must(t, conn.Rollback(ctx))
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

const endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "

func TestCancellation(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (x INTEGER)")
	for _, test := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"query", func(ctx context.Context) error {
			_, err := conn.Query(ctx, driver.Statement{SQL: endless + "SELECT count(*) FROM c", Returns: true})
			return err
		}},
		{"exec", func(ctx context.Context) error {
			_, err := conn.Exec(ctx, driver.Statement{SQL: endless + "INSERT INTO a SELECT x FROM c"})
			return err
		}},
		{"rows", func(ctx context.Context) error {
			rows, err := conn.Query(ctx, driver.Statement{SQL: endless + "SELECT x FROM c", Returns: true})
			if err != nil {
				return err
			}
			for rows.Next() {
			}
			return rows.Err()
		}},
		{"a step between rows", func(ctx context.Context) error {
			rows, err := conn.Query(ctx, driver.Statement{SQL: endless + "SELECT x FROM c WHERE x < 3", Returns: true})
			if err != nil {
				return err
			}
			for rows.Next() {
			}
			return rows.Err()
		}},
		{"batch", func(ctx context.Context) error {
			numbers := make([]int64, 5_000_000)
			_, err := conn.Exec(ctx, driver.Statement{SQL: "INSERT INTO a VALUES (?)", Batch: []*types.Vector{{Kind: types.Ints, Ints: numbers}}})
			return err
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
			defer cancel()
			err := test.run(ctx)
			if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrTimeout) {
				t.Errorf("got %v", err)
			}
			cause := errors.New("the user went away")
			ctx, stop := context.WithCancelCause(context.Background())
			time.AfterFunc(20*time.Millisecond, func() { stop(cause) })
			err = test.run(ctx)
			if !errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrTimeout) || !strings.Contains(err.Error(), cause.Error()) {
				t.Errorf("got %v", err)
			}
			if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
				t.Errorf("%d rows were written", n)
			}
		})
	}
}

// A context that ends at any moment stops its own statement and no other.
func TestCancellationRaces(t *testing.T) {
	conn := memory(t)
	for i := range 300 {
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(time.Duration(i)*time.Microsecond, cancel)
		_, err := conn.Query(ctx, driver.Statement{SQL: endless + "SELECT count(*) FROM c", Returns: true})
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		timer.Stop()
		cancel()
		ctx, cancel = context.WithCancel(context.Background())
		if _, err := conn.Exec(ctx, driver.Statement{SQL: "SELECT 1"}); err != nil {
			t.Fatalf("the next statement: %v", err)
		}
		cancel()
	}
}

func TestCancelledWriteEndsTransaction(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (x INTEGER)")
	must(t, conn.Begin(t.Context(), driver.TxOptions{}))
	exec(t, conn, "INSERT INTO a VALUES (1)")
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := conn.Exec(ctx, driver.Statement{SQL: endless + "INSERT INTO a SELECT x FROM c"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	// SQLite has rolled back; nothing may run outside of the transaction.
	if _, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (2)"}); err == nil || !strings.Contains(err.Error(), "rolled the transaction back") {
		t.Errorf("the next statement: %v", err)
	}
	if err := conn.Commit(t.Context()); err == nil {
		t.Error("the commit is no error")
	}
	must(t, conn.Rollback(t.Context()))
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 0 {
		t.Errorf("%d rows", n)
	}
}

func TestLockedDatabase(t *testing.T) {
	for _, url := range []string{fileURL(t, "?busy_timeout=20"), fileURL(t, "?busy_timeout=20&journal_mode=wal"), "sqlite://?busy_timeout=20ms", "sqlite://?busy_timeout=20&cache=shared"} {
		t.Run(url[strings.IndexByte(url, '?'):], func(t *testing.T) {
			db := openPool(t, url)
			conn, other := checkOut(t, db), checkOut(t, db)
			exec(t, conn, "CREATE TABLE a (x INTEGER)")
			exec(t, conn, "INSERT INTO a VALUES (1)")
			must(t, conn.Begin(t.Context(), driver.TxOptions{}))
			exec(t, conn, "INSERT INTO a VALUES (2)")
			_, err := other.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (3)"})
			if !errors.Is(err, driver.ErrTimeout) {
				t.Errorf("a second writer: %v", err)
			}
			must(t, conn.Commit(t.Context()))

			// A reader that is not done, and a writer: neither waits forever.
			must(t, other.Begin(t.Context(), driver.TxOptions{}))
			rows := query(t, other, "SELECT x FROM a")
			rows.Next()
			if _, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (4)"}); err != nil && !errors.Is(err, driver.ErrTimeout) {
				t.Errorf("a writer beside a reader: %v", err)
			}
			must(t, other.Rollback(t.Context()))
			exec(t, conn, "INSERT INTO a VALUES (5)")
		})
	}
}

func TestWaitForLock(t *testing.T) {
	db := openPool(t, fileURL(t, ""))
	conn, other := checkOut(t, db), checkOut(t, db)
	exec(t, conn, "CREATE TABLE a (x INTEGER)")
	must(t, conn.Begin(t.Context(), driver.TxOptions{}))
	exec(t, conn, "INSERT INTO a VALUES (1)")

	// The wait ends with the context, before the busy timeout of 5 seconds.
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := other.Exec(ctx, driver.Statement{SQL: "INSERT INTO a VALUES (2)"})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	// Also where the schema is not known yet: compiling the statement waits.
	exec(t, conn, "PRAGMA locking_mode = exclusive")
	exec(t, conn, "INSERT INTO a VALUES (1)")
	fresh := checkOut(t, db)
	ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	must(t, conn.Commit(t.Context()))
	_, err = fresh.Exec(ctx, driver.Statement{SQL: "SELECT * FROM a"})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	exec(t, conn, "PRAGMA locking_mode = normal")
	must(t, conn.Begin(t.Context(), driver.TxOptions{}))
	exec(t, conn, "DELETE FROM a")
	// And with the lock.
	var done sync.WaitGroup
	done.Go(func() {
		_, err := other.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (2)"})
		if err != nil {
			t.Errorf("after the lock was given up: %v", err)
		}
	})
	must(t, conn.Commit(t.Context()))
	done.Wait()
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 1 {
		t.Errorf("%d rows", n)
	}
}

func TestStaleSnapshotIsASerializationFailure(t *testing.T) {
	db := openPool(t, fileURL(t, "?journal_mode=wal"))
	conn, other := checkOut(t, db), checkOut(t, db)
	exec(t, conn, "CREATE TABLE a (x INTEGER)")
	must(t, conn.Begin(t.Context(), driver.TxOptions{}))
	count(t, conn, "SELECT count(*) FROM a")
	exec(t, other, "INSERT INTO a VALUES (1)")
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO a VALUES (2)"})
	if !errors.Is(err, driver.ErrSerialization) {
		t.Errorf("got %v", err)
	}
	must(t, conn.Rollback(t.Context()))
}

func TestTransactionLock(t *testing.T) {
	db := openPool(t, fileURL(t, "?txlock=immediate&busy_timeout=0"))
	conn, other := checkOut(t, db), checkOut(t, db)
	must(t, conn.Begin(t.Context(), driver.TxOptions{}))
	count(t, conn, "SELECT 1")
	must(t, other.Begin(t.Context(), driver.TxOptions{}))
	_, err := other.Query(t.Context(), driver.Statement{SQL: "SELECT 1", Returns: true})
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok || failure.Kind != driver.ErrTimeout || failure.SQL != "BEGIN IMMEDIATE" {
		t.Errorf("a second immediate transaction: %v", err)
	}
	must(t, conn.Rollback(t.Context()))
	count(t, other, "SELECT 1") // the transaction begins after all
	must(t, other.Commit(t.Context()))
}
