package azoth_test

import (
	"context"
	stdsql "database/sql"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
)

// nativeConn gives a connection as the driver makes it, without an engine.
func nativeConn(t testing.TB, url string) driver.Conn {
	t.Helper()
	parsed, err := driver.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	d, err := driver.Lookup(parsed.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	connector, err := d.Connector(parsed)
	if err != nil {
		t.Fatal(err)
	}
	db := stdsql.OpenDB(connector)
	pooled, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := d.Wrap(t.Context(), pooled)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		conn.Close()
		db.Close()
	})
	return conn
}

// statements are what an azoth.Conn and a driver.Conn have in common.
type statements interface {
	Query(ctx context.Context, stmt driver.Statement) (driver.Rows, error)
	Exec(ctx context.Context, stmt driver.Statement) (driver.Result, error)
	Begin(ctx context.Context, opts driver.TxOptions) error
	Commit(ctx context.Context) error
}

var (
	_ statements = (*azoth.Conn)(nil)
	_ statements = driver.Conn(nil)
)

// work is a small transaction; the marks are the database's for parameters.
type work struct{ update, query driver.Statement }

func newWork(url string) work {
	w := work{
		update: statement("UPDATE numbers SET n = ? WHERE n = ?", int64(2), int64(1)),
		query:  driver.Statement{SQL: "SELECT n FROM numbers WHERE n > ?", Args: []any{int64(0)}, Returns: true},
	}
	if strings.HasPrefix(url, "postgresql") {
		w.update.SQL = "UPDATE numbers SET n = $1 WHERE n = $2"
		w.query.SQL = "SELECT n FROM numbers WHERE n > $1"
	}
	return w
}

func (w work) run(t testing.TB, conn statements) {
	ctx := context.Background()
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, w.update); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(ctx, w.query)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if err := conn.Commit(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestStatementsAllocateNothing(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		w := newWork(url)
		measure := func(conn statements) float64 {
			if _, err := conn.Exec(t.Context(), statement("CREATE TEMPORARY TABLE numbers (n INTEGER)")); err != nil {
				t.Fatal(err)
			}
			// Other goroutines can only add to what is counted.
			least := testing.AllocsPerRun(20, func() { w.run(t, conn) })
			for range 9 {
				least = min(least, testing.AllocsPerRun(20, func() { w.run(t, conn) }))
			}
			return least
		}
		native := measure(nativeConn(t, url))
		if got := measure(connect(t, open(t, url))); got > native {
			t.Errorf("a transaction on an engine's connection makes %v allocations, on the driver's %v", got, native)
		}
	})
}

func BenchmarkConn(b *testing.B) {
	for name, opts := range map[string][]azoth.Option{
		"silent":   nil,
		"listener": {azoth.Listen(func(context.Context, azoth.Event) {})},
	} {
		b.Run(name, func(b *testing.B) {
			conn := connect(b, open(b, "sqlite://", opts...))
			w := newWork("sqlite://")
			exec(b, conn, "CREATE TABLE numbers (n INTEGER)")
			b.ReportAllocs()
			for b.Loop() {
				w.run(b, conn)
			}
		})
	}
}

func BenchmarkConnect(b *testing.B) {
	for name, opts := range map[string][]azoth.Option{
		"pool timeout":    nil,
		"no pool timeout": {azoth.PoolTimeout(0)},
	} {
		b.Run(name, func(b *testing.B) {
			eng := open(b, "sqlite://", opts...)
			b.ReportAllocs()
			for b.Loop() {
				conn, err := eng.Connect(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				conn.Close()
			}
		})
	}
}
