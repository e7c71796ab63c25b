package azoth_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
)

func connect(t testing.TB, eng *azoth.Engine) *azoth.Conn {
	t.Helper()
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func TestPoolExhaustion(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url, azoth.PoolSize(1), azoth.MaxOverflow(0), azoth.PoolTimeout(20*time.Millisecond))
		held := connect(t, eng)

		_, err := eng.Connect(t.Context())
		const want = "pool limit of size 1 overflow 0 reached, connection timed out after 20ms"
		if !errors.Is(err, azoth.ErrPoolTimeout) || !strings.Contains(err.Error(), want) {
			t.Errorf("with all in use: %v\nwant %s", err, want)
		}
		if _, err := integers(eng, t.Context(), "SELECT 1"); !errors.Is(err, azoth.ErrPoolTimeout) {
			t.Errorf("a query with all in use: %v", err)
		}
		if err := eng.Ping(t.Context()); !errors.Is(err, azoth.ErrPoolTimeout) {
			t.Errorf("Ping with all in use: %v", err)
		}
		if err := held.Close(); err != nil {
			t.Fatal(err)
		}
		wantIntegers(t, eng, "SELECT 1", 1)
	})
}

func TestWaitForAConnectionObeysContext(t *testing.T) {
	for name, timeout := range map[string]time.Duration{"with PoolTimeout": time.Hour, "without": 0} {
		t.Run(name, func(t *testing.T) {
			eng := open(t, sqliteFile(t), azoth.PoolSize(1), azoth.MaxOverflow(0), azoth.PoolTimeout(timeout))
			connect(t, eng)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			_, err := eng.Connect(ctx)
			if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, azoth.ErrPoolTimeout) {
				t.Errorf("the caller's deadline came first: %v", err)
			}
			ctx, cancel = context.WithCancel(t.Context())
			cancel()
			if _, err := eng.Connect(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("with a cancelled context: %v", err)
			}
		})
	}
}

func TestAWaiterGetsTheConnectionGivenBack(t *testing.T) {
	eng := open(t, sqliteFile(t), azoth.StaticPool())
	held := connect(t, eng)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err := integers(eng, t.Context(), "SELECT 1"); err != nil {
				t.Error(err)
			}
		})
	}
	for eng.Status().Waits < 4 {
		time.Sleep(time.Millisecond)
	}
	held.Close()
	group.Wait()
}

func TestCloseEndsTheWait(t *testing.T) {
	eng := open(t, sqliteFile(t), azoth.StaticPool(), azoth.PoolTimeout(0))
	connect(t, eng)
	var group sync.WaitGroup
	group.Go(func() {
		if _, err := eng.Connect(t.Context()); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("waiting for a connection of an engine that was closed: %v", err)
		}
	})
	for eng.Status().Waits == 0 {
		time.Sleep(time.Millisecond)
	}
	eng.Close()
	group.Wait()
}

func TestPoolUsedAlsoByOthers(t *testing.T) {
	eng := open(t, sqliteFile(t), azoth.StaticPool(), azoth.PoolTimeout(20*time.Millisecond))
	theirs, err := eng.DB().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := eng.Connect(t.Context()); !errors.Is(err, azoth.ErrPoolTimeout) {
		t.Errorf("with the connection in use by others: %v", err)
	}
	theirs.Close()
	wantIntegers(t, eng, "SELECT 1", 1)

	over, err := azoth.OpenDB(eng.DB(), "sqlite", azoth.PoolTimeout(20*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	held := connect(t, eng)
	const want = "pool limit of size 1 overflow 0 reached, connection timed out after 20ms"
	if _, err := over.Connect(t.Context()); !errors.Is(err, azoth.ErrPoolTimeout) || !strings.Contains(err.Error(), want) {
		t.Errorf("over a pool whose owner uses it: %v", err)
	}
	held.Close()
	wantIntegers(t, over, "SELECT 1", 1)
}

func TestPoolSettings(t *testing.T) {
	tests := []struct {
		name     string
		opts     []azoth.Option
		out      int // connections taken at once
		kept     int // connections open after they were given back
		exceeded bool
	}{
		{"defaults", nil, 15, 5, true},
		{"size and overflow", []azoth.Option{azoth.PoolSize(2), azoth.MaxOverflow(1)}, 3, 2, true},
		{"no overflow", []azoth.Option{azoth.PoolSize(2), azoth.MaxOverflow(0)}, 2, 2, true},
		{"unlimited overflow", []azoth.Option{azoth.PoolSize(1), azoth.MaxOverflow(-1)}, 20, 1, false},
		{"unlimited size", []azoth.Option{azoth.PoolSize(0)}, 20, 20, false},
		{"null pool", []azoth.Option{azoth.NullPool()}, 20, 0, false},
		{"static pool", []azoth.Option{azoth.StaticPool()}, 1, 1, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			eng := open(t, sqliteFile(t), append(test.opts, azoth.PoolTimeout(time.Millisecond))...)
			var conns []*azoth.Conn
			for range test.out {
				conns = append(conns, connect(t, eng))
			}
			conn, err := eng.Connect(t.Context())
			if errors.Is(err, azoth.ErrPoolTimeout) != test.exceeded {
				t.Errorf("one more than %d: %v", test.out, err)
			}
			if err == nil {
				conn.Close()
			}
			for _, conn := range conns {
				conn.Close()
			}
			status := eng.Status()
			wantKept := test.kept
			if !test.exceeded && test.kept == 20 {
				wantKept = 21
			}
			if status.Open != wantKept || status.InUse != 0 || status.Idle != wantKept {
				t.Errorf("afterwards %v, want %d open", status, wantKept)
			}
		})
	}
}

func TestMemoryDatabaseOutlivesItsPool(t *testing.T) {
	for name, opts := range map[string][]azoth.Option{
		"defaults":     nil,
		"unlimited":    {azoth.PoolSize(0)},
		"null pool":    {azoth.NullPool()},
		"static pool":  {azoth.StaticPool()},
		"pool recycle": {azoth.PoolRecycle(time.Nanosecond)},
	} {
		t.Run(name, func(t *testing.T) {
			eng := open(t, "sqlite://", opts...)
			exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
			var group sync.WaitGroup
			for i := range 5 {
				group.Go(func() {
					if _, err := eng.ExecStatement(t.Context(), text("INSERT INTO numbers VALUES (?)", int64(i))); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			wantIntegers(t, eng, "SELECT n FROM numbers ORDER BY n", 0, 1, 2, 3, 4)
		})
	}
}

func TestMemoryDatabasesAreApart(t *testing.T) {
	one, other := open(t, "sqlite://"), open(t, "sqlite://")
	exec(t, one, "CREATE TABLE numbers (n INTEGER)")
	if _, err := integers(other, t.Context(), "SELECT n FROM numbers"); err == nil {
		t.Error("two engines share a database in memory")
	}
}

func TestPoolRecycle(t *testing.T) {
	eng := open(t, sqliteFile(t), azoth.PoolRecycle(time.Nanosecond))
	first := connect(t, eng)
	exec(t, first, "CREATE TEMPORARY TABLE mine (n INTEGER)")
	first.Close()
	if _, err := integers(eng, t.Context(), "SELECT n FROM mine"); err == nil {
		t.Error("a connection past its age was used again")
	}
}

func TestConnectTimeout(t *testing.T) {
	eng := open(t, postgresql(t), azoth.ConnectTimeout(time.Nanosecond))
	if _, err := eng.Connect(t.Context()); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, azoth.ErrPoolTimeout) {
		t.Errorf("connecting within a nanosecond: %v", err)
	}
}

func TestPoolStatusString(t *testing.T) {
	eng := open(t, sqliteFile(t))
	connect(t, eng)
	if got, want := fmt.Sprint(eng.Status()), "pool of size 5 overflow 10: 1 open, 1 in use, 0 idle"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// sessionID is the query for the number that kill ends a session by.
func sessionID(eng *azoth.Engine) string {
	if eng.Name() == "postgresql" {
		return "SELECT pg_backend_pid()"
	}
	return "SELECT connection_id()"
}

// kill ends a session of the server and waits until it is gone.
func kill(t *testing.T, admin *azoth.Engine, id int64) {
	t.Helper()
	end, there := fmt.Sprintf("KILL %d", id), fmt.Sprintf("SELECT count(*) FROM information_schema.processlist WHERE id = %d", id)
	if admin.Name() == "postgresql" {
		end, there = fmt.Sprintf("SELECT pg_terminate_backend(%d)", id), fmt.Sprintf("SELECT count(*) FROM pg_stat_activity WHERE pid = %d", id)
	}
	exec(t, admin, end)
	for {
		n, err := integers(admin, t.Context(), there)
		if err != nil {
			t.Fatal(err)
		}
		if n[0] == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

func TestKilledWhileIdle(t *testing.T) {
	onServers(t, func(t *testing.T, url string) {
		admin := open(t, url)
		for name, opts := range map[string][]azoth.Option{
			"without pre-ping": nil,
			"with pre-ping":    {azoth.PrePing()},
		} {
			t.Run(name, func(t *testing.T) {
				eng := open(t, url, opts...)
				// Two connections lie in the pool when the server ends both.
				one, two := connect(t, eng), connect(t, eng)
				var ids []int64
				for _, conn := range []*azoth.Conn{one, two} {
					id, err := integers(conn, t.Context(), sessionID(eng))
					if err != nil {
						t.Fatal(err)
					}
					ids = append(ids, id...)
				}
				one.Close()
				two.Close()
				// Drivers have checks of their own, which they leave out for a
				// connection that was used just now.
				one, two = connect(t, eng), connect(t, eng)
				one.Close()
				two.Close()
				for _, id := range ids {
					kill(t, admin, id)
				}

				_, err := integers(eng, t.Context(), "SELECT 1")
				if len(opts) > 0 && err != nil {
					t.Errorf("with pre-ping the first query failed: %v", err)
				}
				if err != nil && !errors.Is(err, azoth.ErrConnection) {
					t.Errorf("the first query: %v is no ErrConnection", err)
				}
				// Whatever the first one met, the engine has recovered.
				for range 5 {
					wantIntegers(t, eng, "SELECT 1", 1)
				}
				if status := eng.Status(); status.InUse != 0 {
					t.Errorf("afterwards: %v", status)
				}
			})
		}
	})
}

func TestKilledInTransaction(t *testing.T) {
	onServers(t, func(t *testing.T, url string) {
		admin := open(t, url)
		var kinds []azoth.EventKind
		eng := open(t, url, azoth.Listen(func(_ context.Context, e azoth.Event) {
			if e.Kind == azoth.EventInvalidate {
				kinds = append(kinds, e.Kind)
			}
		}))
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO numbers VALUES (1)")
			id, err := integers(tx, t.Context(), sessionID(eng))
			if err != nil {
				return err
			}
			kill(t, admin, id[0])
			_, err = tx.ExecStatement(t.Context(), text("INSERT INTO numbers VALUES (2)"))
			return err
		})
		if !errors.Is(err, azoth.ErrConnection) {
			t.Errorf("in the transaction whose session was ended: %v is no ErrConnection", err)
		}
		if len(kinds) != 1 {
			t.Errorf("%d connections were found dead, want 1", len(kinds))
		}
		wantIntegers(t, eng, "SELECT n FROM numbers")
		if status := eng.Status(); status.InUse != 0 {
			t.Errorf("afterwards: %v", status)
		}
	})
}

func TestCancelledStatement(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		sleep := map[string]string{
			"sqlite":     "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c",
			"postgresql": "SELECT pg_sleep(60)",
			"mysql":      "SELECT sleep(60)",
		}[strings.SplitN(url, ":", 2)[0]]
		if err := eng.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := integers(eng, ctx, sleep); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a statement past its deadline: %v", err)
		}
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(50*time.Millisecond, cancel)
			_, err := integers(tx, ctx, sleep)
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a transaction whose context was cancelled: %v", err)
		}
		wantIntegers(t, eng, "SELECT 1", 1)
		if status := eng.Status(); status.InUse != 0 {
			t.Errorf("afterwards: %v", status)
		}
	})
}

func TestPasswordStaysHidden(t *testing.T) {
	for _, test := range []struct{ variable, address, url string }{
		{"AZOTH_TEST_POSTGRESQL", "127.0.0.1:5432", "postgresql://azoth_nobody:hunter%232@127.0.0.1:5432/nowhere"},
		{"AZOTH_TEST_MARIADB", "127.0.0.1:3306", "mysql://azoth_nobody:hunter%232@127.0.0.1:3306/nowhere"},
	} {
		serverURL(t, test.variable, test.address, test.url)
		var events []error
		eng := open(t, test.url, azoth.Listen(func(_ context.Context, e azoth.Event) { events = append(events, e.Err) }))
		_, err := eng.Connect(t.Context())
		if err == nil {
			t.Fatal("a user that does not exist was let in")
		}
		for _, err := range append(events, err) {
			for ; err != nil; err = errors.Unwrap(err) {
				if strings.Contains(err.Error(), "hunter") {
					t.Errorf("the password is shown: %v", err)
				}
			}
		}
		if shown := fmt.Sprintf("%v %+v %#v %s", eng, eng, eng, eng.URL()); strings.Contains(shown, "hunter") {
			t.Errorf("the password is shown: %s", shown)
		}
	}
}
