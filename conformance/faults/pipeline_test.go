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
		rows := int64(0)
		if unknown {
			rows = 2
		}
		t.settled(rows)
	})
}

func TestContextEndsInAPipeline(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		err := pipeline(cancelled(t), t, insertNumber, t.slow)
		wants(t, "pipeline", err, context.Canceled)
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
