package faults

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/orm"
)

// endless is a query that ends when it is told to.
const endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"

// SQLite has no network; what is waited for is the statement itself and the lock
// of another process, which a second engine stands for. Nothing is ever in doubt.
func TestContextEndsOnSQLite(t *testing.T) {
	soon := func() context.Context {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		t.Cleanup(cancel)
		return ctx
	}
	for name, c := range map[string]struct {
		locked bool // the other one holds the lock to write
		run    func(t *testing.T, eng *azoth.Engine) error
	}{
		"first row": {false, func(t *testing.T, eng *azoth.Engine) error {
			_, err := integers(soon(), eng, endless)
			return err
		}},
		"between rows": {false, func(t *testing.T, eng *azoth.Engine) error {
			ctx := soon()
			rows, err := eng.QueryStatement(ctx, text("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c"))
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
			}
			return rows.Err()
		}},
		"lock": {true, func(t *testing.T, eng *azoth.Engine) error { return insert(soon(), eng) }},
		"lock in a transaction": {true, func(t *testing.T, eng *azoth.Engine) error {
			ctx := soon()
			return eng.Run(ctx, func(tx *azoth.Tx) error { return insert(ctx, tx) })
		}},
		"statement of a transaction": {false, func(t *testing.T, eng *azoth.Engine) error {
			return eng.Run(t.Context(), func(tx *azoth.Tx) error {
				if err := insert(t.Context(), tx); err != nil {
					return err
				}
				_, err := integers(soon(), tx, endless)
				return err
			})
		}},
		"savepoint": {false, func(t *testing.T, eng *azoth.Engine) error {
			return eng.Run(t.Context(), func(tx *azoth.Tx) error {
				ctx := soon()
				<-ctx.Done()
				return tx.Nested(ctx, func(*azoth.Tx) error { return nil })
			})
		}},
		"commit": {false, func(t *testing.T, eng *azoth.Engine) error {
			tx, err := eng.Begin(t.Context())
			if err != nil {
				return err
			}
			if err := insert(t.Context(), tx); err != nil {
				return err
			}
			ctx := soon()
			<-ctx.Done()
			return tx.Commit(ctx)
		}},
		"flush": {true, func(t *testing.T, eng *azoth.Engine) error {
			s := orm.NewSession(eng)
			defer s.Close()
			s.Add(&note{Title: "first"})
			return s.Commit(soon())
		}},
	} {
		t.Run(name, func(t *testing.T) {
			url := azothtest.Databases(t)[0].Scratch(t)
			eng, other := open(t, url), open(t, url)
			execute(t, other, "CREATE TABLE numbers (n INTEGER)")
			if err := orm.CreateAll(t.Context(), other); err != nil {
				t.Fatal(err)
			}
			holder, err := other.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if c.locked {
				execute(t, holder, "DELETE FROM numbers")
			}
			err = c.run(t, eng)
			wants(t, name, err, context.DeadlineExceeded)
			if errors.Is(err, azoth.ErrCommitUnknown) {
				t.Errorf("nothing is in doubt: %v", err)
			}
			if status := eng.Status(); status.InUse != 0 {
				t.Errorf("connections are in use: %v", status)
			}
			if err := holder.Rollback(t.Context()); err != nil {
				t.Error(err)
			}
			// No lock is left, no row, and the engine goes on.
			execute(t, other, "DELETE FROM notes")
			if n, err := integers(t.Context(), eng, "SELECT count(*) FROM numbers"); err != nil || n[0] != 0 {
				t.Errorf("%v rows, %v", n, err)
			}
			if err := insert(t.Context(), eng); err != nil {
				t.Error(err)
			}
		})
	}
}
