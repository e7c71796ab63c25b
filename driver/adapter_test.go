package driver_test

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
	"modernc.org/sqlite"
)

// The adapter's tests run on a driver that nothing was written for: they pass
// options only where a test is about one.

// opener is a connector of a driver that has only Open.
type opener struct{ name string }

func (o opener) Connect(context.Context) (sqldriver.Conn, error) { return o.Driver().Open(o.name) }
func (o opener) Driver() sqldriver.Driver                        { return &sqlite.Driver{} }

// plainConn hides all that a connection can do besides what it must.
type plainConn struct{ sqldriver.Conn }

type plainStmt struct{ sqldriver.Stmt }

func (c plainConn) Prepare(query string) (sqldriver.Stmt, error) {
	stmt, err := c.Conn.Prepare(query)
	if err != nil {
		return nil, err
	}
	return plainStmt{stmt}, nil
}

type plainOpener struct{ opener }

func (o plainOpener) Connect(ctx context.Context) (sqldriver.Conn, error) {
	conn, err := o.opener.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return plainConn{conn}, nil
}

// pools are a pool of connections that the adapter opened, one that it did
// not, and one of connections as old drivers have them.
func pools(t *testing.T) map[string]*sql.DB {
	t.Helper()
	all := map[string]*sql.DB{}
	for name, connector := range map[string]func(o opener) sqldriver.Connector{
		"adapted": func(o opener) sqldriver.Connector { return driver.AdaptConnector(o, driver.AdapterOptions{}) },
		"foreign": func(o opener) sqldriver.Connector { return o },
		"plain":   func(o opener) sqldriver.Connector { return plainOpener{o} },
	} {
		pool := sql.OpenDB(connector(opener{filepath.Join(t.TempDir(), name+".db")}))
		t.Cleanup(func() { pool.Close() })
		if _, err := pool.Exec("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"); err != nil {
			t.Fatal(err)
		}
		all[name] = pool
	}
	return all
}

func adapt(t *testing.T, pool *sql.DB, options driver.AdapterOptions) driver.Conn {
	t.Helper()
	pooled, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := driver.NewAdapter(t.Context(), pooled, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func names(t *testing.T, conn driver.Conn) (names []string) {
	t.Helper()
	rows, err := conn.Query(t.Context(), driver.Statement{SQL: "SELECT name FROM people ORDER BY id", Returns: true})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		name, err := rows.String(0)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return names
}

const insertPerson = "INSERT INTO people (name) VALUES (?)"

func TestAdapter(t *testing.T) {
	for name, pool := range pools(t) {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			conn := adapt(t, pool, driver.AdapterOptions{})
			must := func(err error) {
				t.Helper()
				if err != nil {
					t.Fatal(err)
				}
			}
			result, err := conn.Exec(ctx, driver.Statement{SQL: insertPerson, Args: []any{"ed"}})
			if err != nil || result != (driver.Result{RowsAffected: 1, LastInsertID: 1}) {
				t.Fatal(result, err)
			}
			many := types.NewVector(types.Strings, types.Text, 2)
			many.Strings = append(many.Strings, "wendy", "mary")
			result, err = conn.Exec(ctx, driver.Statement{SQL: insertPerson, Batch: []*types.Vector{many}})
			if err != nil || result.RowsAffected != 2 {
				t.Fatal(result, err)
			}

			must(conn.Begin(ctx, driver.TxOptions{}))
			must(conn.Savepoint(ctx, `a "name"`))
			_, err = conn.Exec(ctx, driver.Statement{SQL: "DELETE FROM people"})
			must(err)
			must(conn.RollbackTo(ctx, `a "name"`))
			must(conn.Release(ctx, `a "name"`))
			must(conn.Commit(ctx))
			if got := names(t, conn); !slices.Equal(got, []string{"ed", "wendy", "mary"}) {
				t.Error(got)
			}

			must(conn.Begin(ctx, driver.TxOptions{}))
			_, err = conn.Exec(ctx, driver.Statement{SQL: "DELETE FROM people"})
			must(err)
			must(conn.Rollback(ctx))
			if got := names(t, conn); len(got) != 3 {
				t.Error(got)
			}

			_, err = conn.Exec(ctx, driver.Statement{SQL: insertPerson, Args: []any{"ed"}})
			failure, ok := errors.AsType[*driver.Error](err)
			if !ok || failure.Kind != nil || failure.SQL != insertPerson || failure.Message == "" {
				t.Errorf("%+v", failure)
			}
			must(conn.Close())
			if _, err := pool.Exec("DELETE FROM people"); err != nil {
				t.Error("the connection went back in a bad state:", err)
			}
		})
	}
}

func TestAdapterOptions(t *testing.T) {
	pool := pools(t)["foreign"]
	var sent []string
	spell := func(verb string) func(string) string {
		return func(quoted string) string {
			sent = append(sent, verb+quoted)
			if verb == "FORGET " {
				return ""
			}
			return verb + quoted
		}
	}
	conn := adapt(t, pool, driver.AdapterOptions{
		MapError: func(err error) *driver.Error {
			if e, ok := errors.AsType[*sqlite.Error](err); ok && e.Code() == 2067 {
				return &driver.Error{Kind: driver.ErrUniqueViolation, Code: e.Code(), Message: e.Error()}
			}
			return nil
		},
		ConvertArg: func(arg any) (sqldriver.Value, error) {
			if s, ok := arg.(string); ok {
				return s + "!", nil
			}
			return driver.ConvertArg(arg)
		},
		Value: func(databaseType string, value sqldriver.Value) any {
			return fmt.Sprintf("%s %v", databaseType, value)
		},
		BeginSQL: func(options driver.TxOptions) []string {
			sent = append(sent, "BEGIN "+options.Isolation.String())
			return []string{"BEGIN IMMEDIATE"}
		},
		QuoteIdentifier: func(name string) string { return "[" + name + "]" },
		Savepoint:       spell("SAVEPOINT "),
		Release:         spell("FORGET "),
		RollbackTo:      spell("ROLLBACK TO "),
	})
	ctx := t.Context()
	insert := driver.Statement{SQL: insertPerson, Args: []any{"ed"}}
	for _, step := range []func() error{
		func() error { return conn.Begin(ctx, driver.TxOptions{Isolation: driver.Serializable}) },
		func() error { return conn.Savepoint(ctx, "s") },
		func() error { return conn.RollbackTo(ctx, "s") },
		func() error { return conn.Release(ctx, "s") },
		func() error { _, err := conn.Exec(ctx, insert); return err },
		func() error { return conn.Commit(ctx) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"SAVEPOINT [s]", "BEGIN SERIALIZABLE", "ROLLBACK TO [s]", "FORGET [s]"}; !slices.Equal(sent, want) {
		t.Error(sent)
	}
	if got := names(t, conn); !slices.Equal(got, []string{"ed!"}) {
		t.Error(got)
	}
	if _, err := conn.Exec(ctx, insert); !errors.Is(err, driver.ErrUniqueViolation) || !errors.Is(err, driver.ErrIntegrity) {
		t.Error(err)
	}
	rows, err := conn.Query(ctx, driver.Statement{SQL: "SELECT id FROM people", Returns: true})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	rows.Next()
	if v, err := rows.Any(0); err != nil || v != "INTEGER 1" {
		t.Error(v, err)
	}
}

func TestAdapterReturningBatch(t *testing.T) {
	conn := adapt(t, pools(t)["adapted"], driver.AdapterOptions{})
	many := types.NewVector(types.Strings, types.Text, 3)
	many.Strings = append(many.Strings, "ed", "wendy", "mary")
	var ids []int64
	err := conn.Pipeline(t.Context(), []driver.Statement{{SQL: insertPerson + " RETURNING id", Batch: []*types.Vector{many}, Returns: true}}, true,
		func(_ int, _ driver.Result, rows driver.Rows) error {
			for rows.Next() {
				id, err := rows.Int64(0)
				if err != nil {
					return err
				}
				ids = append(ids, id)
			}
			return rows.Err()
		})
	if err != nil || !slices.Equal(ids, []int64{1, 2, 3}) {
		t.Error(ids, err)
	}
}

func TestAdapterRaggedBatch(t *testing.T) {
	conn := adapt(t, pools(t)["adapted"], driver.AdapterOptions{})
	many, few := types.NewVector(types.Ints, types.Integer, 2), types.NewVector(types.Strings, types.Text, 1)
	many.Ints = append(many.Ints, 1, 2)
	few.Strings = append(few.Strings, "ed")
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO people VALUES (?, ?)", Batch: []*types.Vector{many, few}})
	if err == nil {
		t.Error("accepted")
	}
}

func TestAdapterContext(t *testing.T) {
	for name, pool := range pools(t) {
		t.Run(name, func(t *testing.T) {
			conn := adapt(t, pool, driver.AdapterOptions{})
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			_, execErr := conn.Exec(ctx, driver.Statement{SQL: "DELETE FROM people"})
			_, queryErr := conn.Query(ctx, driver.Statement{SQL: "SELECT 1", Returns: true})
			for _, err := range []error{execErr, queryErr} {
				if !errors.Is(err, context.Canceled) {
					t.Error(err)
				}
			}
			names(t, conn)
		})
	}
}

type celsius float64

type euros struct{ cents int64 }

func (e euros) Value() (sqldriver.Value, error) { return e.cents, nil }

type failing struct{}

func (failing) Value() (sqldriver.Value, error) { return nil, errors.New("no value") }

func TestConvertArg(t *testing.T) {
	now := time.Now()
	for _, c := range []struct{ arg, want any }{
		{nil, nil},
		{1, int64(1)},
		{uint8(1), int64(1)},
		{uint64(math.MaxInt64), int64(math.MaxInt64)},
		{uint64(math.MaxUint64), "18446744073709551615"},
		{uint(math.MaxUint64), "18446744073709551615"},
		{float32(0.5), 0.5},
		{celsius(1.5), 1.5},
		{true, true},
		{now, now},
		{types.NewDate(2024, 2, 29), "2024-02-29"},
		{types.NewTimeOfDay(1, 2, 3, 0), "01:02:03"},
		{types.JSONText("{}"), "{}"},
		{decimal.RequireFromString("1.50"), "1.5"},
		{euros{150}, int64(150)},
		{(*euros)(nil), nil},
		{&euros{150}, int64(150)},
		{(*int)(nil), nil},
		{new(7), int64(7)},
		{time.Second, int64(time.Second)},
	} {
		if got, err := driver.ConvertArg(c.arg); err != nil || got != c.want {
			t.Errorf("%T %v: %T %v, %v", c.arg, c.arg, got, got, err)
		}
	}
	for _, arg := range []any{struct{}{}, make(chan int), []int{1}, failing{}} {
		if got, err := driver.ConvertArg(arg); err == nil {
			t.Errorf("%T: %v", arg, got)
		}
	}
	if _, err := driver.ConvertArg(types.NewVector(types.Ints, types.Integer, 0)); !errors.Is(err, driver.ErrUnsupportedOperation) {
		t.Error(err)
	}
}

// A driver that Azoth has no package for is used through the adapter.
func ExampleNewAdapter() {
	ctx := context.Background()
	pool, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pool.Close()
	pooled, err := pool.Conn(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	conn, err := driver.NewAdapter(ctx, pooled, driver.AdapterOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer conn.Close() // gives the connection back to the pool

	rows, err := conn.Query(ctx, driver.Statement{SQL: "SELECT ? * 2", Args: []any{21}, Returns: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		fmt.Println(rows.Int64(0))
	}
	// Output: 42 <nil>
}
