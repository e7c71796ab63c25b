package faults

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
)

// soon is a context that ends by its deadline, after what is waited for has begun.
func soon(t *trial) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

// cancelled is a context that is cancelled once the server works.
func cancelled(t *trial) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		t.begun()
		cancel()
	}()
	return ctx
}

func TestContextEndsWhileWaitingForAConnection(t *testing.T) {
	onServers(t, func(t *trial) {
		held, err := t.eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = integers(soon(t), t.eng, t.one)
		wants(t, "query", err, context.DeadlineExceeded)
		_, err = t.eng.Begin(soon(t))
		wants(t, "begin", err, context.DeadlineExceeded)
		if err != nil && !strings.Contains(err.Error(), t.eng.URL()) {
			t.Errorf("the error does not say what was waited for: %v", err)
		}
		held.Close()
		t.settled(0)
	}, azoth.StaticPool())
}

func TestContextEndsWhileConnecting(t *testing.T) {
	onServers(t, func(t *trial) {
		t.mute()
		_, err := integers(soon(t), t.eng, t.one)
		wants(t, "deadline", err, context.DeadlineExceeded)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, cancel)
		_, err = integers(ctx, t.eng, t.one)
		wants(t, "cancel", err, context.Canceled)
		if status := t.eng.Status(); status.Open != 0 {
			t.Errorf("a connection was kept that was never made: %v", status)
		}
		t.settled(0)
	})
}

func TestContextEndsInBegin(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.swallow()
		ctx := soon(t)
		err := t.eng.Run(ctx, func(tx *azoth.Tx) error { return insert(ctx, tx) })
		wants(t, "first statement", err, context.DeadlineExceeded)
		t.settled(0)
	})
}

func TestContextEndsWhileSending(t *testing.T) {
	body := strings.Repeat("x", 8<<20)
	onServers(t, func(t *trial) {
		t.warm()
		t.clog()
		_, err := t.eng.ExecStatement(soon(t), text("INSERT INTO numbers (n, body) VALUES (?, ?)", int64(1), body))
		wants(t, "a long argument", err, context.DeadlineExceeded)
		t.settled(0)
	})
}

func TestContextEndsBeforeTheFirstRow(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		_, err := integers(cancelled(t), t.eng, t.slow)
		wants(t, "query", err, context.Canceled)
		t.settled(0)
	})
}

func TestContextEndsInATransaction(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		err := t.eng.Run(t.Context(), func(tx *azoth.Tx) error {
			if err := insert(t.Context(), tx); err != nil {
				return err
			}
			_, err := integers(cancelled(t), tx, t.slow)
			return err
		})
		wants(t, "query", err, context.Canceled)
		t.settled(0)
	})
}

func TestContextEndsBetweenRows(t *testing.T) {
	onServers(t, func(t *trial) {
		for _, name := range []string{"read on", "closed"} {
			t.Run(name, func(*testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				rows, err := t.eng.QueryStatement(ctx, text(t.wide))
				if err != nil {
					t.Fatal(err)
				}
				for range 10 {
					if !rows.Next() {
						t.Fatal(rows.Err())
					}
				}
				cancel()
				if name == "read on" {
					read := 10
					for rows.Next() {
						read++
					}
					if read == 10_000 && rows.Err() == nil {
						t.Log("all had been sent") // to the driver, before the context ended
					} else {
						wants(t, "rows", rows.Err(), context.Canceled)
					}
				}
				rows.Close()
				t.settled(0)
			})
		}
	})
}

func TestNoAnswerBetweenRows(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
		defer cancel()
		rows, err := t.eng.QueryStatement(ctx, text(t.wide))
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		t.mute()
		for rows.Next() {
		}
		wants(t, "rows", rows.Err(), context.DeadlineExceeded)
		rows.Close()
		t.settled(0)
	})
}

// A connection that does not answer the ping before its use is not used again.
func TestNoAnswerToPrePing(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.mute()
		_, err := integers(soon(t), t.eng, t.one)
		wants(t, "query", err, context.DeadlineExceeded)
		if status := t.eng.Status(); status.Open != 0 {
			t.Errorf("the connection is still in the pool: %v", status)
		}
		t.settled(0)
	}, azoth.PrePing())
}

func TestContextEndsInASavepoint(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		err := t.eng.Run(t.Context(), func(tx *azoth.Tx) error {
			if err := insert(t.Context(), tx); err != nil {
				return err
			}
			t.mute()
			return tx.Nested(soon(t), func(*azoth.Tx) error { return nil })
		})
		wants(t, "savepoint", err, context.DeadlineExceeded)
		t.settled(0)
	})
}
