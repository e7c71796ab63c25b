package azoth_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
)

var errBoom = errors.New("boom")

func TestRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		insert := func(n int64, end error) func(*azoth.Tx) error {
			return func(tx *azoth.Tx) error {
				exec(t, tx, "INSERT INTO numbers VALUES (?)", n)
				return end
			}
		}
		if err := eng.Run(t.Context(), insert(1, nil)); err != nil {
			t.Error(err)
		}
		if err := eng.Run(t.Context(), insert(2, errBoom)); err != errBoom {
			t.Errorf("got %v, want the function's own error", err)
		}
		func() {
			defer func() {
				if got := recover(); got != "panicking" {
					t.Errorf("recovered %v", got)
				}
			}()
			_ = eng.Run(t.Context(), func(tx *azoth.Tx) error {
				exec(t, tx, "INSERT INTO numbers VALUES (3)")
				panic("panicking")
			})
		}()
		var group sync.WaitGroup
		group.Go(func() {
			_ = eng.Run(t.Context(), func(tx *azoth.Tx) error {
				_, _ = tx.ExecStatement(t.Context(), text("INSERT INTO numbers VALUES (4)"))
				runtime.Goexit()
				return nil
			})
		})
		group.Wait()
		// The function may end the transaction itself.
		if err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO numbers VALUES (5)")
			return tx.Commit(t.Context())
		}); err != nil {
			t.Error(err)
		}
		if err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO numbers VALUES (6)")
			return tx.Rollback(t.Context())
		}); err != nil {
			t.Error(err)
		}
		// A cancelled context does not keep a transaction open.
		ctx, cancel := context.WithCancel(t.Context())
		err := eng.Run(ctx, func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO numbers VALUES (7)")
			cancel()
			return ctx.Err()
		})
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		wantIntegers(t, eng, "SELECT n FROM numbers ORDER BY n", 1, 5)
		if status := eng.Status(); status.InUse != 0 {
			t.Errorf("afterwards: %v", status)
		}
	})
}

func TestRunRetries(t *testing.T) {
	tests := []struct {
		name     string
		opts     []azoth.TxOption
		failures []error
		want     error
		attempts int
	}{
		{"no failure", []azoth.TxOption{azoth.Retry(2)}, nil, nil, 1},
		{"not asked to", nil, []error{azoth.ErrDeadlock}, azoth.ErrDeadlock, 1},
		{"in time", []azoth.TxOption{azoth.Retry(2)}, []error{azoth.ErrSerialization, azoth.ErrDeadlock}, nil, 3},
		{"too often", []azoth.TxOption{azoth.Retry(1)}, []error{azoth.ErrSerialization, azoth.ErrDeadlock}, azoth.ErrDeadlock, 2},
		{"another failure", []azoth.TxOption{azoth.Retry(2)}, []error{azoth.ErrIntegrity}, azoth.ErrIntegrity, 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			eng := open(t, "sqlite://")
			exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
			attempts := 0
			err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
				exec(t, tx, "INSERT INTO numbers VALUES (?)", int64(attempts))
				attempts++
				if attempts <= len(test.failures) {
					return fmt.Errorf("attempt %d: %w", attempts, test.failures[attempts-1])
				}
				return nil
			}, test.opts...)
			if !errors.Is(err, test.want) || attempts != test.attempts {
				t.Errorf("%v after %d attempts, want %v after %d", err, attempts, test.want, test.attempts)
			}
			if test.want == nil {
				wantIntegers(t, eng, "SELECT n FROM numbers", int64(attempts-1))
			}
		})
	}
}

func TestRetryOfAConflict(t *testing.T) {
	eng := open(t, postgresql(t), azoth.IsolationLevel(azoth.Serializable))
	exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
	exec(t, eng, "INSERT INTO numbers VALUES (0)")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
				n, err := integers(tx, t.Context(), "SELECT n FROM numbers")
				if err != nil {
					return err
				}
				_, err = tx.ExecStatement(t.Context(), text("UPDATE numbers SET n = ?", n[0]+1))
				return err
			}, azoth.Retry(100))
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	wantIntegers(t, eng, "SELECT n FROM numbers", 4)
}

func TestTxOptions(t *testing.T) {
	onServers(t, func(t *testing.T, url string) {
		eng := open(t, url, azoth.IsolationLevel(azoth.RepeatableRead))
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			_, err := tx.ExecStatement(t.Context(), text("INSERT INTO numbers VALUES (1)"))
			return err
		}, azoth.ReadOnly())
		if err == nil {
			t.Error("a transaction that is read-only wrote")
		}
		if _, err := eng.Begin(t.Context(), azoth.Retry(-1)); err == nil || !strings.Contains(err.Error(), "Retry(-1)") {
			t.Errorf("Retry(-1): %v", err)
		}
		if eng.Name() != "postgresql" {
			return
		}
		for _, test := range []struct {
			opts []azoth.TxOption
			want string
		}{
			{nil, "repeatable read"},
			{[]azoth.TxOption{azoth.IsolationLevel(azoth.Serializable)}, "serializable"},
		} {
			err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
				rows, err := tx.QueryStatement(t.Context(), text("SHOW transaction_isolation"))
				if err != nil {
					return err
				}
				defer rows.Close()
				rows.Next()
				if got, err := rows.String(0); got != test.want || err != nil {
					t.Errorf("isolation is %q, %v, want %q", got, err, test.want)
				}
				return nil
			}, test.opts...)
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func TestTxOptionsOfOthers(t *testing.T) {
	properties, retries, err := azoth.TxOptions(azoth.ReadOnly(), azoth.IsolationLevel(azoth.Serializable), azoth.Retry(3))
	if want := (driver.TxOptions{Isolation: azoth.Serializable, ReadOnly: true}); properties != want || retries != 3 || err != nil {
		t.Errorf("got %v, %d, %v", properties, retries, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	attempts := 0
	err = azoth.Retrying(ctx, 3, func() error {
		attempts++
		cancel()
		return azoth.ErrDeadlock
	})
	if attempts != 1 || err != azoth.ErrDeadlock {
		t.Errorf("%v after %d attempts, want no more after the context ended", err, attempts)
	}
}

func TestTxIsDone(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		for name, end := range map[string]func(*azoth.Tx, context.Context) error{"Commit": (*azoth.Tx).Commit, "Rollback": (*azoth.Tx).Rollback} {
			tx, err := eng.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			wantIntegers(t, tx, "SELECT 1", 1)
			if err := end(tx, t.Context()); err != nil {
				t.Fatal(err)
			}
			if status := eng.Status(); status.InUse != 0 {
				t.Errorf("after %s: %v", name, status)
			}
			_, query := tx.QueryStatement(t.Context(), text("SELECT 1"))
			_, exec := tx.ExecStatement(t.Context(), text("SELECT 1"))
			nested := tx.Nested(t.Context(), func(*azoth.Tx) error { return nil })
			for _, err := range []error{query, exec, nested, tx.Commit(t.Context()), tx.Rollback(t.Context())} {
				if !errors.Is(err, azoth.ErrTxDone) {
					t.Errorf("after %s: %v", name, err)
				}
			}
		}
	})
}

func TestNested(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		var savepoints []string
		eng := open(t, url, azoth.Listen(func(_ context.Context, e azoth.Event) {
			if e.Savepoint != "" {
				savepoints = append(savepoints, e.Kind.String()+" "+e.Savepoint)
			}
		}))
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO numbers VALUES (1)")
			if err := tx.Nested(t.Context(), func(tx *azoth.Tx) error {
				exec(t, tx, "INSERT INTO numbers VALUES (2)")
				return nil
			}); err != nil {
				t.Error(err)
			}
			var kept *azoth.Tx
			if err := tx.Nested(t.Context(), func(tx *azoth.Tx) error {
				kept = tx
				exec(t, tx, "INSERT INTO numbers VALUES (3)")
				if err := tx.Nested(t.Context(), func(tx *azoth.Tx) error {
					exec(t, tx, "INSERT INTO numbers VALUES (4)")
					return nil
				}); err != nil {
					t.Error(err)
				}
				return errBoom
			}); err != errBoom {
				t.Errorf("got %v, want the function's own error", err)
			}
			if _, err := kept.ExecStatement(t.Context(), text("SELECT 1")); !errors.Is(err, azoth.ErrTxDone) {
				t.Errorf("a nested transaction after its end: %v", err)
			}
			// The database refuses a statement; what came before is kept.
			if err := tx.Nested(t.Context(), func(tx *azoth.Tx) error {
				_, err := tx.ExecStatement(t.Context(), text("INSERT INTO nowhere VALUES (5)"))
				return err
			}); err == nil {
				t.Error("no error of a table that does not exist")
			}
			func() {
				defer func() { _ = recover() }()
				_ = tx.Nested(t.Context(), func(tx *azoth.Tx) error {
					exec(t, tx, "INSERT INTO numbers VALUES (6)")
					panic("panicking")
				})
			}()
			exec(t, tx, "INSERT INTO numbers VALUES (7)")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		wantIntegers(t, eng, "SELECT n FROM numbers ORDER BY n", 1, 2, 7)
		want := []string{
			"savepoint sp_1", "release sp_1",
			"savepoint sp_2", "savepoint sp_3", "release sp_3", "rollback to sp_2",
			"savepoint sp_4", "rollback to sp_4",
			"savepoint sp_5", "rollback to sp_5",
		}
		if !slices.Equal(savepoints, want) {
			t.Errorf("got  %q\nwant %q", savepoints, want)
		}
	})
}

func TestNestedThatHidesAFailure(t *testing.T) {
	eng := open(t, postgresql(t))
	exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
	err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
		exec(t, tx, "INSERT INTO numbers VALUES (1)")
		err := tx.Nested(t.Context(), func(tx *azoth.Tx) error {
			_, _ = tx.ExecStatement(t.Context(), text("INSERT INTO nowhere VALUES (2)"))
			return nil
		})
		if err == nil {
			t.Error("a savepoint with a failed statement was released")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	wantIntegers(t, eng, "SELECT n FROM numbers", 1)
}

func TestCommitThatIsRefused(t *testing.T) {
	eng := open(t, postgresql(t))
	exec(t, eng, "CREATE TABLE numbers (n INTEGER UNIQUE DEFERRABLE INITIALLY DEFERRED)")
	err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
		exec(t, tx, "INSERT INTO numbers VALUES (1), (1)")
		return nil
	})
	if !errors.Is(err, azoth.ErrUniqueViolation) {
		t.Errorf("a COMMIT over a violated constraint: %v", err)
	}
	// A statement failed before, and the function did not say so.
	err = eng.Run(t.Context(), func(tx *azoth.Tx) error {
		_, _ = tx.ExecStatement(t.Context(), text("INSERT INTO nowhere VALUES (1)"))
		return nil
	})
	if err == nil {
		t.Error("the COMMIT of a failed transaction reported success")
	}
	wantIntegers(t, eng, "SELECT n FROM numbers")
	if status := eng.Status(); status.InUse != 0 {
		t.Errorf("afterwards: %v", status)
	}
}

func TestConnTransaction(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		conn := connect(t, eng)
		ctx := t.Context()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := conn.Commit(ctx); err == nil {
			t.Error("Commit without a transaction")
		}
		if err := conn.Savepoint(ctx, "mark"); err == nil {
			t.Error("Savepoint without a transaction")
		}
		must(conn.Rollback(ctx))
		exec(t, conn, "INSERT INTO numbers VALUES (1)") // committed by itself

		must(conn.Begin(ctx, driver.TxOptions{}))
		if !conn.InTransaction() {
			t.Error("not in a transaction after Begin")
		}
		if err := conn.Begin(ctx, driver.TxOptions{}); err == nil {
			t.Error("Begin within a transaction")
		}
		exec(t, conn, "INSERT INTO numbers VALUES (2)")
		const strange = "a mark\"`; DROP"
		must(conn.Savepoint(ctx, strange))
		exec(t, conn, "INSERT INTO numbers VALUES (3)")
		must(conn.RollbackTo(ctx, strange))
		must(conn.Release(ctx, strange))
		must(conn.Commit(ctx))
		if conn.InTransaction() {
			t.Error("in a transaction after Commit")
		}
		must(conn.Begin(ctx, driver.TxOptions{}))
		must(conn.Commit(ctx)) // of nothing

		must(conn.Begin(ctx, driver.TxOptions{}))
		exec(t, conn, "INSERT INTO numbers VALUES (4)")
		must(conn.Close()) // rolls back
		must(conn.Close())
		if _, err := integers(conn, ctx, "SELECT 1"); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
		if conn.Raw() != nil {
			t.Error("Raw gives a connection after Close")
		}
		wantIntegers(t, eng, "SELECT n FROM numbers ORDER BY n", 1, 2)
	})
}
