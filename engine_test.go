package azoth_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/sql/ast"
)

func TestOpenConnectsToNothing(t *testing.T) {
	for _, scheme := range []string{"postgresql", "mysql"} {
		t.Run(scheme, func(t *testing.T) {
			// The port was free a moment ago, so that nobody answers there.
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			address := listener.Addr().String()
			listener.Close()
			eng := open(t, scheme+"://scott:tiger%2Fcat@"+address+"/app")

			if got, want := eng.URL(), scheme+"://scott:***@"+address+"/app"; got != want {
				t.Errorf("URL() = %s, want %s", got, want)
			}
			if eng.Dialect() == nil {
				t.Error("no dialect before the first connection")
			}
			_, query := integers(eng, t.Context(), "SELECT 1")
			_, connect := eng.Connect(t.Context())
			_, begin := eng.Begin(t.Context())
			for name, err := range map[string]error{"query": query, "Connect": connect, "Begin": begin, "Ping": eng.Ping(t.Context())} {
				if !errors.Is(err, azoth.ErrConnection) {
					t.Errorf("%s: %v is no ErrConnection", name, err)
				}
				if err == nil || strings.Contains(err.Error(), "tiger") || !strings.Contains(err.Error(), eng.URL()) {
					t.Errorf("%s: want the URL without its password: %v", name, err)
				}
			}
		})
	}
}

func TestOpenErrors(t *testing.T) {
	tests := []struct {
		url  string
		opts []azoth.Option
		want string
	}{
		{"app.db", nil, "sqlite:///app.db"},
		{"oracle://scott:tiger@host/db", nil, `add import _ "github.com/azoth-go/azoth/driver/goora"`},
		{"nosuch://scott:tiger@host/db", nil, `unknown database scheme "nosuch"`},
		{"postgresql://scott:tiger@host/db?sslmod=off", nil, `did you mean "sslmode"?`},
		{"sqlite://", []azoth.Option{azoth.PoolSize(-1)}, "PoolSize(-1)"},
		{"sqlite://", []azoth.Option{azoth.MaxOverflow(-2)}, "MaxOverflow(-2)"},
		{"sqlite://", []azoth.Option{azoth.PoolTimeout(-1)}, "PoolTimeout(-1ns)"},
		{"sqlite://", []azoth.Option{azoth.PoolRecycle(-1)}, "PoolRecycle(-1ns)"},
		{"sqlite://", []azoth.Option{azoth.ConnectTimeout(-1)}, "ConnectTimeout(-1ns)"},
		{"sqlite://", []azoth.Option{azoth.Listen(nil)}, "Listen(nil)"},
		{"sqlite://", []azoth.Option{azoth.IsolationLevel(9)}, "IsolationLevel(9)"},
		{"sqlite://", []azoth.Option{azoth.NullPool(), azoth.StaticPool()}, "exclude each other"},
		{"sqlite://", []azoth.Option{azoth.NullPool(), azoth.PoolSize(3)}, "PoolSize has no meaning"},
	}
	for _, test := range tests {
		eng, err := azoth.Open(test.url, test.opts...)
		if err == nil {
			eng.Close()
			t.Errorf("Open(%s): no error, want %q", test.url, test.want)
			continue
		}
		if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "tiger") {
			t.Errorf("Open(%s): %v\nwant %q, and no password", test.url, err, test.want)
		}
	}
}

func TestEngineSaysWhatItIs(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		if err := eng.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantIntegers(t, eng, "SELECT 1", 1)
		want := map[string][2]string{
			"sqlite":     {"sqlite", "sqlite"},
			"postgresql": {"postgresql", "pgx"},
			"mysql":      {"mariadb", "mysql"},
		}[strings.SplitN(url, ":", 2)[0]]
		if got := [2]string{eng.Name(), eng.DriverName()}; got != want {
			t.Errorf("name and driver are %v, want %v", got, want)
		}
	})
}

func TestStatementsOnAnEngine(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		if got := exec(t, eng, "INSERT INTO numbers VALUES (?), (?)", int64(1), int64(2)); got.RowsAffected != 2 {
			t.Errorf("the INSERT touched %d rows, want 2", got.RowsAffected)
		}
		wantIntegers(t, eng, "SELECT n FROM numbers ORDER BY n", 1, 2)

		rows, err := eng.QueryStatement(t.Context(), text("SELECT n FROM numbers ORDER BY n"))
		if err != nil {
			t.Fatal(err)
		}
		if !rows.Next() || eng.Status().InUse != 1 {
			t.Errorf("while rows are open: %v, want one connection in use", eng.Status())
		}
		for range 2 {
			if err := rows.Close(); err != nil {
				t.Error(err)
			}
		}
		if rows.Next() || rows.Err() != nil || eng.Status().InUse != 0 {
			t.Errorf("after Close: err %v, %v", rows.Err(), eng.Status())
		}

		rows, err = eng.QueryStatement(t.Context(), text("SELECT n FROM numbers"))
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
		}
		if eng.Status().InUse != 0 {
			t.Errorf("after the last row: %v", eng.Status())
		}

		_, err = integers(eng, t.Context(), "SELECT nothing FROM nowhere")
		var failure *azoth.DBError
		if !errors.As(err, &failure) || !strings.Contains(failure.SQL, "nowhere") {
			t.Errorf("a query of no table: %v", err)
		}
		if eng.Status().InUse != 0 {
			t.Errorf("after a failure: %v", eng.Status())
		}
	})
}

func TestCompileErrorTakesNoConnection(t *testing.T) {
	eng := open(t, "sqlite://", azoth.Listen(func(_ context.Context, e azoth.Event) {
		if e.Kind != azoth.EventClose {
			t.Errorf("unexpected event: %v", e.Kind)
		}
	}))
	table := &ast.Table{Name: "t"}
	if _, err := eng.ExecStatement(t.Context(), &ast.Delete{Table: table}); !errors.Is(err, azoth.ErrUnfiltered) {
		t.Errorf("DELETE without WHERE: %v", err)
	}
	if status := eng.Status(); status.Open != 0 {
		t.Errorf("a connection was opened: %v", status)
	}
}

func TestConcurrentUse(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url, azoth.PoolSize(2), azoth.MaxOverflow(1))
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				for j := range 5 {
					_, err := eng.ExecStatement(t.Context(), text("INSERT INTO numbers VALUES (?)", int64(i*5+j)))
					if err != nil {
						t.Error(err)
					}
					if _, err := integers(eng, t.Context(), "SELECT count(*) FROM numbers"); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		wantIntegers(t, eng, "SELECT count(*) FROM numbers", 40)
		if status := eng.Status(); status.Open > 3 || status.InUse != 0 {
			t.Errorf("afterwards: %v", status)
		}
	})
}

func TestClose(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		conn, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := eng.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := conn.Close(); err != nil {
			t.Errorf("giving back a connection after Close: %v", err)
		}
		_, query := integers(eng, t.Context(), "SELECT 1")
		_, exec := eng.ExecStatement(t.Context(), text("SELECT 1"))
		_, connect := eng.Connect(t.Context())
		_, begin := eng.Begin(t.Context())
		run := eng.Run(t.Context(), func(*azoth.Tx) error { return nil })
		for name, err := range map[string]error{"query": query, "exec": exec, "Connect": connect, "Begin": begin, "Run": run, "Ping": eng.Ping(t.Context())} {
			if !errors.Is(err, azoth.ErrClosed) {
				t.Errorf("%s after Close: %v", name, err)
			}
		}
	})
}

func TestOpenDB(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		owner := open(t, url)
		eng, err := azoth.OpenDB(owner.DB(), strings.SplitN(url, ":", 2)[0])
		if err != nil {
			t.Fatal(err)
		}
		exec(t, eng, "CREATE TABLE numbers (n INTEGER)")
		exec(t, eng, "INSERT INTO numbers VALUES (7)")
		if err := eng.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := eng.Connect(t.Context()); !errors.Is(err, azoth.ErrClosed) {
			t.Errorf("after Close: %v", err)
		}
		wantIntegers(t, owner, "SELECT n FROM numbers", 7)
	})
}

func TestOpenDBErrors(t *testing.T) {
	owner := open(t, "sqlite://")
	if _, err := azoth.OpenDB(nil, "sqlite"); err == nil {
		t.Error("no error for a nil pool")
	}
	if _, err := azoth.OpenDB(owner.DB(), "oracle"); err == nil || !strings.Contains(err.Error(), "oracle") {
		t.Errorf("an unknown scheme: %v", err)
	}
	if _, err := azoth.OpenDB(owner.DB(), "sqlite", azoth.PoolSize(3)); err == nil || !strings.Contains(err.Error(), "PoolSize") {
		t.Errorf("the size of somebody else's pool: %v", err)
	}
}
