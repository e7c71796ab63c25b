package conformance

import (
	"context"
	"errors"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var connectionCases = []Case{
	{Name: "connection/ping", run: ping},
	{Name: "connection/autocommit", run: autocommit},
	{Name: "connection/rollback", run: rollback},
	{Name: "connection/rollback-when-given-back", run: rollbackWhenGivenBack},
	{Name: "connection/savepoints", Needs: []Capability{Savepoints}, run: savepoints},
	{Name: "connection/isolation-levels", run: isolationLevels},
	{Name: "connection/repeatable-read", Needs: []Capability{RepeatableRead}, run: repeatableRead},
	{Name: "connection/isolation-is-reset", run: isolationIsReset},
	{Name: "connection/unknown-isolation", run: unknownIsolation},
	{Name: "connection/read-only", Needs: []Capability{ReadOnly}, run: readOnly},
	{Name: "connection/cancelled", run: cancelled},
}

var noOptions driver.TxOptions

func ping(t *trial) {
	if err := t.eng.Ping(t.ctx); err != nil {
		t.Error(err)
	}
	conn := t.connect()
	p := t.points
	givesOn(t, conn, "a statement afterwards", p.ids(p.id.Eq(1)), 1)
}

// counter is a table of one row, 1, and its column.
func counter(t *trial) (table *schema.Table, n sql.Number[int64]) {
	table = t.created("counter", key(), integer("n", schema.NotNull()))
	n = number(table, "n")
	t.insert(table, row(number(table, "id").Set(1), n.Set(1)))
	return table, n
}

// A statement outside of a transaction is committed at once, also on a connection
// that had a transaction before.
func autocommit(t *trial) {
	table, n := counter(t)
	one, other := t.connect(), t.connect()
	set := func(v int64) sql.UpdateBuilder { return sql.Update(table).Set(n.Set(v)).Everywhere() }
	t.execOn(one, set(2))
	givesOn(t, other, "committed by itself", sql.Select1(n), 2)
	for _, commit := range []bool{true, false} {
		if err := one.Begin(t.ctx, noOptions); err != nil {
			t.Fatal(err)
		}
		t.execOn(one, set(3))
		end := one.Rollback
		if commit {
			end = one.Commit
		}
		if err := end(t.ctx); err != nil {
			t.Fatal(err)
		}
		want := map[bool]int64{true: 3, false: 4}[commit]
		givesOn(t, other, "when the transaction has ended", sql.Select1(n), want)
		t.execOn(one, set(4))
		givesOn(t, other, "committed by itself again", sql.Select1(n), 4)
	}
}

func rollback(t *trial) {
	table, n := counter(t)
	undo := errors.New("undo")
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		t.execOn(tx, sql.Update(table).Set(n.Set(2)).Everywhere())
		givesOn(t, tx, "within", sql.Select1(n), 2)
		return undo
	})
	if !errors.Is(err, undo) {
		t.Error(err)
	}
	gives(t, "afterwards", sql.Select1(n), 1)
}

// A connection that is given back with a transaction open has none when it is
// taken again.
func rollbackWhenGivenBack(t *trial) {
	table, n := counter(t)
	conn := t.connect()
	if err := conn.Begin(t.ctx, noOptions); err != nil {
		t.Fatal(err)
	}
	t.execOn(conn, sql.Update(table).Set(n.Set(2)).Everywhere())
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	gives(t, "undone", sql.Select1(n), 1)
}

func savepoints(t *trial) {
	table, n := counter(t)
	undo := errors.New("undo")
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		add := func(tx *azoth.Tx) { t.execOn(tx, sql.Update(table).Set(sql.SetTo(n, n.Add(10))).Everywhere()) }
		add(tx)
		err := tx.Nested(t.ctx, func(tx *azoth.Tx) error {
			add(tx)
			return undo
		})
		if !errors.Is(err, undo) {
			t.Error(err)
		}
		givesOn(t, tx, "gone back to", sql.Select1(n), 11)
		return tx.Nested(t.ctx, func(tx *azoth.Tx) error {
			add(tx)
			return tx.Nested(t.ctx, func(tx *azoth.Tx) error { add(tx); return nil })
		})
	})
	if err != nil {
		t.Error(err)
	}
	gives(t, "committed", sql.Select1(n), 31)
}

var levels = []azoth.Isolation{azoth.DefaultIsolation, azoth.ReadUncommitted, azoth.ReadCommitted, azoth.RepeatableRead, azoth.Serializable}

// Every level is there, or a stricter one.
func isolationLevels(t *trial) {
	table, n := counter(t)
	for i, level := range levels {
		err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
			givesOn(t, tx, "read", sql.Select1(n), int64(i+1))
			t.execOn(tx, sql.Update(table).Set(n.Set(int64(i+2))).Everywhere())
			return nil
		}, azoth.IsolationLevel(level))
		if err != nil {
			t.Errorf("a transaction at %q: %v", level, err)
		}
		eng, err := azoth.Open(t.url, append(t.options, azoth.IsolationLevel(level))...)
		if err != nil {
			t.Fatalf("an engine at %q: %v", level, err)
		}
		err = eng.Run(t.ctx, func(tx *azoth.Tx) error { givesOn(t, tx, "read", sql.Select1(n), int64(i+2)); return nil })
		if err != nil {
			t.Errorf("an engine at %q: %v", level, err)
		}
		eng.Close()
	}
}

// changesBetween reads a row twice in a transaction, with an update by another
// connection between, and reports whether the second reading is another. Where the
// transaction has locked the row, the update fails.
func changesBetween(t *trial, conn *azoth.Conn, table *schema.Table, n sql.Number[int64], level azoth.Isolation) bool {
	t.Helper()
	if err := conn.Begin(t.ctx, driver.TxOptions{Isolation: level}); err != nil {
		t.Fatal(err)
	}
	before := allOn(t, conn, sql.Select1(n))
	ctx, cancel := context.WithTimeout(t.ctx, time.Second)
	_, _ = sql.Update(table).Set(sql.SetTo(n, n.Add(1))).Everywhere().Exec(ctx, t.eng)
	cancel()
	after := allOn(t, conn, sql.Select1(n))
	if err := conn.Rollback(t.ctx); err != nil {
		t.Fatal(err)
	}
	return before[0] != after[0]
}

func repeatableRead(t *trial) {
	table, n := counter(t)
	for _, level := range []azoth.Isolation{azoth.RepeatableRead, azoth.Serializable} {
		equal(t, level.String()+" sees another's change", changesBetween(t, t.connect(), table, n, level), false)
	}
}

// A connection has its own level again after a transaction with another, whether
// it was given back in between or not.
func isolationIsReset(t *trial) {
	table, n := counter(t)
	conn := t.connect()
	usual := changesBetween(t, conn, table, n, azoth.DefaultIsolation)
	changesBetween(t, conn, table, n, azoth.Serializable)
	equal(t, "sees another's change, as before", changesBetween(t, conn, table, n, azoth.DefaultIsolation), usual)

	one, err := azoth.Open(t.url, append(t.options, azoth.PoolSize(1), azoth.MaxOverflow(0))...)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	if err := one.Run(t.ctx, func(tx *azoth.Tx) error { allOn(t, tx, sql.Select1(n)); return nil }, azoth.IsolationLevel(azoth.Serializable)); err != nil {
		t.Fatal(err)
	}
	again, err := one.Connect(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	equal(t, "after it was given back", changesBetween(t, again, table, n, azoth.DefaultIsolation), usual)
}

func unknownIsolation(t *trial) {
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		_, err := t.points.ids().All(t.ctx, tx)
		return err
	}, azoth.IsolationLevel(99))
	if err == nil {
		t.Error("a transaction at a level that does not exist is no error")
	}
	if eng, err := azoth.Open(t.url, append(t.options, azoth.IsolationLevel(99))...); err == nil {
		eng.Close()
		t.Error("an engine at a level that does not exist is no error")
	}
}

func readOnly(t *trial) {
	table, n := counter(t)
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		givesOn(t, tx, "read", sql.Select1(n), 1)
		_, err := sql.Update(table).Set(n.Set(2)).Everywhere().Exec(t.ctx, tx)
		return err
	}, azoth.ReadOnly())
	if err == nil {
		t.Error("it was written in a transaction that is read-only")
	}
	gives(t, "afterwards", sql.Select1(n), 1)
}

// A context that has ended keeps a statement from running, and no connection.
func cancelled(t *trial) {
	ctx, cancel := context.WithCancel(t.ctx)
	cancel()
	if _, err := t.points.ids().All(ctx, t.eng); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	gives(t, "afterwards", t.points.ids().Limit(1), 1)
	equal(t, "connections in use", t.eng.Status().InUse, 0)
}
