package faults

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
)

// writes are the statements of a flush.
func writes(sql ...string) (writes []azoth.Write) {
	for _, text := range sql {
		writes = append(writes, azoth.Write{Statement: dialect.Statement{SQL: text, Returns: strings.HasPrefix(text, "SELECT")}})
	}
	return writes
}

const insertNumber = "INSERT INTO numbers (n) VALUES (1)"

// pipeline sends writes and the COMMIT, on a connection that has begun.
func pipeline(ctx context.Context, t *trial, sql ...string) error {
	conn, err := t.eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	return conn.Pipeline(ctx, writes(sql...), true, func(_ int, _ driver.Result, rows driver.Rows) error {
		for rows != nil && rows.Next() {
		}
		return nil
	})
}

func TestConnectionCutInAPipeline(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.cut(0)
		err := pipeline(t.Context(), t, insertNumber, insertNumber)
		wants(t, "pipeline", err, azoth.ErrConnection)
		// What sends all at once has sent the COMMIT, too.
		unknown := t.server.Name == "postgresql"
		if errors.Is(err, azoth.ErrCommitUnknown) != unknown {
			t.Errorf("the outcome is unknown: want %v: %v", unknown, err)
		}
		t.settled(allOrNothing(t, unknown, "numbers", 2))
	})
}

// allOrNothing gives the rows that are in a table once the server has done with a
// transaction: so many or none where its outcome is unknown, else none.
func allOrNothing(t *trial, unknown bool, table string, all int64) int64 {
	t.Helper()
	t.heal()
	t.gone("work for nobody", t.busy, 0)
	t.gone("open transactions", t.transactions, 0)
	n, err := integers(t.Context(), t.admin, "SELECT count(*) FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	if n[0] != 0 && (n[0] != all || !unknown) {
		t.Errorf("%s has %d rows of a transaction of %d whose outcome is unknown: %v", table, n[0], all, unknown)
	}
	return n[0]
}

func TestContextEndsInAPipeline(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		err := pipeline(cancelled(t), t, insertNumber, t.slow)
		wants(t, "pipeline", err, context.Canceled)
		t.settled(0)
	})
}

// A flush that commits in the same round trip has its COMMIT in doubt; one that
// commits in another has not begun it.
func TestConnectionCutInASaveThatCommits(t *testing.T) {
	onServers(t, func(t *trial) {
		s, n := flushing(t)
		s.Expunge(n)
		s.Add(&note{Title: "alone"})
		t.cut(0)
		err := s.Commit(t.Context())
		wants(t, "commit", err, azoth.ErrConnection)
		unknown := t.server.Name == "postgresql"
		if errors.Is(err, azoth.ErrCommitUnknown) != unknown {
			t.Errorf("the outcome is unknown: want %v: %v", unknown, err)
		}
		t.heal()
		if err := s.Rollback(t.Context()); err != nil {
			t.Error(err)
		}
		allOrNothing(t, unknown, "notes", 1)
		t.settled(0)
	})
}

// What the server refuses is known not to be committed, though the COMMIT went out
// with it.
func TestRefusedInAPipeline(t *testing.T) {
	onServers(t, func(t *trial) {
		err := pipeline(t.Context(), t, insertNumber, "INSERT INTO nowhere (n) VALUES (1)")
		if err == nil || errors.Is(err, azoth.ErrCommitUnknown) || errors.Is(err, azoth.ErrConnection) {
			t.Errorf("%v", err)
		}
		t.settled(0)
	})
}
