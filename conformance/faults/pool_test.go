package faults

import (
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
)

func TestPoolExhausted(t *testing.T) {
	options := []azoth.Option{azoth.PoolSize(1), azoth.MaxOverflow(1), azoth.PoolTimeout(30 * time.Millisecond)}
	for _, d := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(d.Name, func(t *testing.T) {
			eng := d.Open(t, options...)
			first, err := eng.Connect(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			second, err := eng.Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, connect := eng.Connect(t.Context())
			run := eng.Run(t.Context(), func(*azoth.Tx) error { return nil })
			for what, err := range map[string]error{"connect": connect, "run": run, "ping": eng.Ping(t.Context())} {
				wants(t, what, err, azoth.ErrPoolTimeout)
				// What the pool is, and what to do.
				if err != nil && (!strings.Contains(err.Error(), "size 1 overflow 1") || !strings.Contains(err.Error(), "raise PoolSize")) {
					t.Errorf("%s: %v", what, err)
				}
			}
			first.Close()
			if err := eng.Ping(t.Context()); err != nil {
				t.Errorf("with room again: %v", err)
			}
			if err := second.Rollback(t.Context()); err != nil {
				t.Error(err)
			}
			if status := eng.Status(); status.InUse != 0 || status.Open > 1 {
				t.Errorf("afterwards: %v", status)
			}
		})
	}
}

// A pool whose connections were all lost has room for others.
func TestLostConnectionsLeaveThePool(t *testing.T) {
	onServers(t, func(t *trial) {
		for range 5 {
			t.warm()
			t.cut(0)
			_, err := integers(t.Context(), t.eng, t.one)
			wants(t, "query", err, azoth.ErrConnection)
			t.settled(0)
		}
	}, azoth.StaticPool(), azoth.PoolTimeout(5*time.Second))
}

func TestConnectionCutAmidAResult(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.cut(100_000)
		rows, err := t.eng.QueryStatement(t.Context(), text(t.wide))
		n := 0
		if err == nil {
			for rows.Next() {
				n++
			}
			err = rows.Err()
		}
		wants(t, "rows", err, azoth.ErrConnection)
		if n == 10_000 {
			t.Error("more rows than were sent")
		}
		t.settled(0)
	})
}

func TestConnectionResetAmidAResult(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.reset()
		_, err := integers(t.Context(), t.eng, t.wide)
		wants(t, "rows", err, azoth.ErrConnection)
		t.settled(0)
	})
}

// An engine whose server does not answer can be closed.
func TestCloseWithoutAnswer(t *testing.T) {
	onServers(t, func(t *trial) {
		var conns []*azoth.Conn
		for range 3 {
			conn, err := t.eng.Connect(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			conns = append(conns, conn)
		}
		for _, conn := range conns {
			conn.Close()
		}
		t.mute()
		if err := t.eng.Close(); err != nil {
			t.Error(err)
		}
		t.heal()
		t.gone("sessions", t.sessions, 0)
	})
}

// A server that is slow to see that the other end is gone keeps nothing.
func TestSlowClose(t *testing.T) {
	onServers(t, func(t *trial) {
		t.warm()
		t.linger()
		_, err := integers(cancelled(t), t.eng, t.slow)
		if err == nil {
			t.Error("the query was not cancelled")
		}
		t.settled(0)
	})
}
