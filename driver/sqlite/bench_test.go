package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// Each benchmark of the driver has a twin that does the same by database/sql
// over the same C library (modernc.org/sqlite), as one would without Azoth.

const (
	benchRows   = 10_000
	benchTable  = `CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50) NOT NULL, fullname TEXT, email TEXT, age INTEGER, balance FLOAT, active BOOLEAN, created_at DATETIME)`
	benchInsert = `INSERT INTO users (name, fullname, email, age, balance, active, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`
	benchFill   = `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 10000)
		INSERT INTO users SELECT i, 'name' || i, 'Full Name ' || i, 'user' || i || '@example.com', i % 90, i * 1.25, i % 2, '2024-05-06 07:08:09.123456' FROM c`
	benchRead  = `SELECT id, name, fullname, email, age, balance, active, created_at FROM users`
	benchByKey = benchRead + ` WHERE id = ?`
)

type user struct {
	id                    int64
	name, fullname, email string
	age                   int64
	balance               float64
	active                bool
	createdAt             time.Time
}

func (u *user) read(row types.Row) (err error) {
	for i, read := range [...]func(i int){
		func(i int) { u.id, err = row.Int64(i) },
		func(i int) { u.name, err = row.String(i) },
		func(i int) { u.fullname, err = row.String(i) },
		func(i int) { u.email, err = row.String(i) },
		func(i int) { u.age, err = row.Int64(i) },
		func(i int) { u.balance, err = row.Float64(i) },
		func(i int) { u.active, err = row.Bool(i) },
		func(i int) { u.createdAt, err = row.Time(i) },
	} {
		if !row.Null(i) {
			if read(i); err != nil {
				return err
			}
		}
	}
	return nil
}

func (u *user) pointers() []any {
	return []any{&u.id, &u.name, &u.fullname, &u.email, &u.age, &u.balance, &u.active, &u.createdAt}
}

func benchConn(b *testing.B) driver.Conn {
	conn := checkOut(b, openPool(b, fileURL(b, "?journal_mode=wal&synchronous=off")))
	exec(b, conn, benchTable)
	return conn
}

func benchPool(b *testing.B) *sql.DB {
	db, err := sql.Open("sqlite", filepath.Join(b.TempDir(), "a.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(off)")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	_, err = db.Exec(benchTable)
	must(b, err)
	return db
}

func BenchmarkRead10k(b *testing.B) {
	b.Run("azoth", func(b *testing.B) {
		conn := benchConn(b)
		exec(b, conn, benchFill)
		ctx := b.Context()
		b.ReportAllocs()
		for b.Loop() {
			rows, err := conn.Query(ctx, driver.Statement{SQL: benchRead, Returns: true})
			must(b, err)
			n := 0
			for rows.Next() {
				must(b, new(user).read(rows))
				n++
			}
			if must(b, rows.Close()); n != benchRows {
				b.Fatal(n)
			}
		}
	})
	b.Run("databasesql", func(b *testing.B) {
		db := benchPool(b)
		_, err := db.Exec(benchFill)
		must(b, err)
		ctx := b.Context()
		b.ReportAllocs()
		for b.Loop() {
			rows, err := db.QueryContext(ctx, benchRead)
			must(b, err)
			n := 0
			for rows.Next() {
				must(b, rows.Scan(new(user).pointers()...))
				n++
			}
			if must(b, rows.Close()); n != benchRows {
				b.Fatal(n)
			}
		}
	})
}

func BenchmarkGetByKey(b *testing.B) {
	b.Run("azoth", func(b *testing.B) {
		conn := benchConn(b)
		exec(b, conn, benchFill)
		ctx := b.Context()
		args := []any{int64(0)}
		key := int64(0)
		b.ReportAllocs()
		for b.Loop() {
			key = key%benchRows + 1
			args[0] = key
			rows, err := conn.Query(ctx, driver.Statement{SQL: benchByKey, Args: args, Returns: true})
			must(b, err)
			if !rows.Next() {
				b.Fatal(rows.Err())
			}
			must(b, new(user).read(rows))
			must(b, rows.Close())
		}
	})
	b.Run("databasesql", func(b *testing.B) {
		db := benchPool(b)
		_, err := db.Exec(benchFill)
		must(b, err)
		ctx := b.Context()
		stmt, err := db.PrepareContext(ctx, benchByKey)
		must(b, err)
		defer stmt.Close()
		key := int64(0)
		b.ReportAllocs()
		for b.Loop() {
			key = key%benchRows + 1
			must(b, stmt.QueryRowContext(ctx, key).Scan(new(user).pointers()...))
		}
	})
}

func BenchmarkInsert10k(b *testing.B) {
	var batch []*types.Vector
	at := time.Date(2024, 5, 6, 7, 8, 9, 123456000, time.UTC)
	for i, kind := range []types.VectorKind{types.Strings, types.Strings, types.Strings, types.Ints, types.Floats, types.Bools, types.Times} {
		v := types.NewVector(kind, types.Unknown, benchRows)
		for n := range benchRows {
			switch kind {
			case types.Strings:
				v.Strings = append(v.Strings, [...]string{"name", "Full Name", "user@example.com"}[i])
			case types.Ints:
				v.Ints = append(v.Ints, int64(n%90))
			case types.Floats:
				v.Floats = append(v.Floats, float64(n)*1.25)
			case types.Bools:
				v.Bools = append(v.Bools, n%2 == 0)
			case types.Times:
				v.Times = append(v.Times, at)
			}
		}
		batch = append(batch, v)
	}
	for name, returning := range map[string]string{"azoth": "", "insertids": "", "returning": " RETURNING id"} {
		b.Run(name, func(b *testing.B) {
			conn := benchConn(b)
			ctx := b.Context()
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				exec(b, conn, "DELETE FROM users")
				b.StartTimer()
				stmt := driver.Statement{SQL: benchInsert + returning, Batch: batch, Returns: name != "azoth", InsertIDs: name == "insertids"}
				if !stmt.Returns {
					_, err := conn.Exec(ctx, stmt)
					must(b, err)
					continue
				}
				rows, err := conn.Query(ctx, stmt)
				must(b, err)
				n := int64(0)
				for rows.Next() {
					if _, err := rows.Int64(0); err != nil {
						b.Fatal(err)
					}
					n++
				}
				if must(b, rows.Close()); n != benchRows {
					b.Fatal(n)
				}
			}
		})
	}
	b.Run("databasesql", func(b *testing.B) {
		db := benchPool(b)
		ctx := b.Context()
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			_, err := db.Exec("DELETE FROM users")
			must(b, err)
			b.StartTimer()
			tx, err := db.BeginTx(ctx, nil)
			must(b, err)
			stmt, err := tx.PrepareContext(ctx, benchInsert)
			must(b, err)
			for n := range benchRows {
				_, err := stmt.ExecContext(ctx, "name", "Full Name", "user@example.com", int64(n%90), float64(n)*1.25, n%2 == 0, at)
				must(b, err)
			}
			must(b, stmt.Close())
			must(b, tx.Commit())
		}
	})
}
