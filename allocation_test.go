package azoth_test

import (
	"context"
	stdsql "database/sql"
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

var (
	update = statement("UPDATE numbers SET n = ? WHERE n = ?", int64(2), int64(1))
	query  = driver.Statement{SQL: "SELECT n FROM numbers WHERE n > ?", Args: []any{int64(0)}, Returns: true}
)

// work is a small transaction.
func work(t testing.TB, conn statements) {
	ctx := context.Background()
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, update); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(ctx, query)
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

// The engine's part is the same on every database; SQLite's driver has no
// goroutines of its own whose allocations would be counted, too.
func TestStatementsAllocateNothing(t *testing.T) {
	measure := func(conn statements) float64 {
		if _, err := conn.Exec(t.Context(), statement("CREATE TABLE numbers (n INTEGER)")); err != nil {
			t.Fatal(err)
		}
		return testing.AllocsPerRun(100, func() { work(t, conn) })
	}
	native := measure(nativeConn(t, "sqlite://"))
	if got := measure(connect(t, open(t, "sqlite://"))); got > native {
		t.Errorf("a transaction on an engine's connection makes %v allocations, on the driver's %v", got, native)
	}
}

func BenchmarkConn(b *testing.B) {
	for name, opts := range map[string][]azoth.Option{
		"silent":   nil,
		"listener": {azoth.Listen(func(context.Context, azoth.Event) {})},
	} {
		b.Run(name, func(b *testing.B) {
			conn := connect(b, open(b, "sqlite://", opts...))
			exec(b, conn, "CREATE TABLE numbers (n INTEGER)")
			b.ReportAllocs()
			for b.Loop() {
				work(b, conn)
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
