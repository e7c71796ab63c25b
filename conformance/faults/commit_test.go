package faults

import (
	"context"
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
)

// written begins a transaction that has written a row.
func written(t *trial) *azoth.Tx {
	t.Helper()
	tx, err := t.eng.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := insert(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	return tx
}

// The COMMIT arrives, its answer does not: the row is there, and the program can
// know only that it may be.
func TestConnectionCutInCommit(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.cut(0)
		err := tx.Commit(t.Context())
		wants(t, "commit", err, azoth.ErrConnection, azoth.ErrCommitUnknown)
		wants(t, "commit again", tx.Commit(t.Context()), azoth.ErrTxDone)
		t.settled(1)
	})
}

// The COMMIT does not even arrive: the row is not there, and the program cannot
// tell that from the case above.
func TestCommitLost(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.swallow()
		wants(t, "commit", tx.Commit(soon(t)), context.DeadlineExceeded, azoth.ErrTimeout, azoth.ErrCommitUnknown)
		t.settled(0)
	})
}

func TestContextEndsInCommit(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.mute()
		wants(t, "commit", tx.Commit(soon(t)), context.DeadlineExceeded, azoth.ErrTimeout, azoth.ErrCommitUnknown)
		t.settled(1)
	})
}

// A COMMIT that was never sent leaves nothing in doubt.
func TestContextEndsBeforeCommit(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := tx.Commit(ctx)
		wants(t, "commit", err, context.Canceled)
		t.settled(0)
		if errors.Is(err, azoth.ErrCommitUnknown) {
			t.Errorf("the COMMIT was not sent: %v", err)
		}
	})
}

func TestConnectionLostBeforeCommit(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.cut(0)
		wants(t, "a statement", insert(t.Context(), tx), azoth.ErrConnection)
		err := tx.Commit(t.Context())
		wants(t, "commit", err, azoth.ErrConnection)
		if errors.Is(err, azoth.ErrCommitUnknown) {
			t.Errorf("the connection was gone before the COMMIT: %v", err)
		}
		t.settled(0)
	})
}

// A transaction that nobody wants is rolled back whatever the context says.
func TestContextEndsBeforeRollback(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := tx.Rollback(ctx); err != nil {
			t.Error(err)
		}
		t.settled(0)
	})
}

func TestNoAnswerInRollback(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.mute()
		// The connection is given up, and the transaction with it.
		if err := tx.Rollback(soon(t)); err != nil {
			t.Error(err)
		}
		t.settled(0)
	})
}

func TestConnectionCutInRollback(t *testing.T) {
	onServers(t, func(t *trial) {
		tx := written(t)
		t.cut(0)
		if err := tx.Rollback(t.Context()); err != nil {
			t.Error(err)
		}
		t.settled(0)
	})
}
