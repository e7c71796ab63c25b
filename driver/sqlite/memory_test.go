package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestMemoryIsSharedByThePool(t *testing.T) {
	for _, url := range []string{"sqlite://", "sqlite:///:memory:", "sqlite+zombiezen://", "sqlite:///ignored?mode=memory", "sqlite:///" + t.Name() + "?mode=memory&cache=shared"} {
		t.Run(url, func(t *testing.T) {
			db := openPool(t, url)
			first := checkOut(t, db)
			exec(t, first, "CREATE TABLE a (x INTEGER)")
			exec(t, first, "INSERT INTO a VALUES (1)")
			second := checkOut(t, db) // while the first is out
			if n := count(t, second, "SELECT count(*) FROM a"); n != 1 {
				t.Errorf("%d rows", n)
			}

			// All connections go, the data stays.
			must(t, first.Close())
			must(t, second.Close())
			db.SetMaxIdleConns(0)
			if db.Stats().OpenConnections != 0 {
				t.Fatal("connections are open")
			}
			if n := count(t, checkOut(t, db), "SELECT count(*) FROM a"); n != 1 {
				t.Errorf("%d rows", n)
			}
		})
	}
}

func TestMemoriesAreApart(t *testing.T) {
	one, two := memory(t), memory(t)
	exec(t, one, "CREATE TABLE a (x INTEGER)")
	if n := count(t, two, "SELECT count(*) FROM sqlite_master"); n != 0 {
		t.Error("two databases in memory are one")
	}
}

func TestMemoryFromManyGoroutines(t *testing.T) {
	db := openPool(t, "sqlite://")
	exec(t, checkOut(t, db), "CREATE TABLE a (x INTEGER)")
	const goroutines, rows = 8, 25
	var all sync.WaitGroup
	for g := range goroutines {
		all.Go(func() {
			runtime.LockOSThread()
			for range rows {
				pooled, err := db.Conn(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				conn, err := wrap(pooled)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := conn.Exec(context.Background(), driver.Statement{SQL: "INSERT INTO a VALUES (?)", Args: []any{g}}); err != nil {
					t.Error(err)
				}
				conn.Close()
			}
		})
	}
	all.Wait()
	if n := count(t, checkOut(t, db), "SELECT count(*) FROM a"); n != goroutines*rows {
		t.Errorf("%d rows, want %d", n, goroutines*rows)
	}
}

func TestMemoryEndsWithItsPool(t *testing.T) {
	url, err := driver.ParseURL("sqlite://")
	must(t, err)
	connector, err := driverOf(t).Connector(url)
	must(t, err)
	conn, err := connector.Connect(t.Context())
	must(t, err)
	must(t, conn.Close())
	must(t, connector.Close())
	must(t, connector.Close())
	if _, err := connector.Connect(t.Context()); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("connecting after close: %v", err)
	}
}

func ExampleDriver() {
	url, err := driver.ParseURL("sqlite://")
	if err != nil {
		fmt.Println(err)
		return
	}
	conn, done, err := open(url)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer done()
	ctx := context.Background()
	conn.Exec(ctx, driver.Statement{SQL: "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"})
	result, err := conn.Exec(ctx, driver.Statement{SQL: "INSERT INTO users (name) VALUES (?)", Args: []any{"ed"}})
	fmt.Println(result.LastInsertID, err)

	_, err = conn.Exec(ctx, driver.Statement{SQL: "INSERT INTO users (name) VALUES (?)", Args: []any{"ed"}})
	fmt.Println(errors.Is(err, driver.ErrUniqueViolation))
	fmt.Println(err)

	rows, err := conn.Query(ctx, driver.Statement{SQL: "SELECT id, name FROM users", Returns: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		id, _ := rows.Int64(0)
		name, _ := rows.String(1)
		fmt.Println(id, name)
	}
	// Output:
	// 1 <nil>
	// true
	// unique constraint violated: UNIQUE constraint failed: users.name
	//   statement: INSERT INTO users (name) VALUES (?)
	//   arguments: ['ed']
	// 1 ed
}
