package mysql

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
	"github.com/azoth-go/azoth/types"
	gomysql "github.com/go-sql-driver/mysql"
)

const people = "CREATE TABLE people (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(50) NOT NULL)"

// batch makes a batch of names.
func batch(names ...string) []*types.Vector {
	v := types.NewVector(types.Strings, types.String(50), len(names))
	v.Strings = append(v.Strings, names...)
	return []*types.Vector{v}
}

func TestExec(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	if got := exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed"); got != (driver.Result{RowsAffected: 1, LastInsertID: 1}) {
		t.Errorf("one row: %+v", got)
	}
	if got := exec(t, conn, "INSERT INTO people (name) VALUES (?), (?)", "wendy", "mary"); got != (driver.Result{RowsAffected: 2, LastInsertID: 2}) {
		t.Errorf("two rows: %+v", got)
	}
	if got := exec(t, conn, "UPDATE people SET name = ? WHERE id = ?", "ed", 1); got.RowsAffected != 1 {
		t.Errorf("an update that changes nothing counts %d rows", got.RowsAffected)
	}
	if got := exec(t, conn, "UPDATE people SET name = 'x' WHERE id > 99"); got.RowsAffected != 0 {
		t.Errorf("an update that finds nothing counts %d rows", got.RowsAffected)
	}
	if got := exec(t, conn, "DELETE FROM people"); got.RowsAffected != 3 {
		t.Errorf("the delete counts %d rows", got.RowsAffected)
	}
}

// Rows that nobody asked for are dropped, and the connection goes on.
func TestExecOfRows(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for range 2 { // prepared, and from the cache
		for sql, rows := range map[string]int64{
			"SELECT ? + 1":                              1,
			"(SELECT 1 WHERE ? > 5)":                    0,
			"WITH x AS (SELECT ? AS y) SELECT * FROM x": 1,
			"INSERT INTO people (name) VALUES (concat('a', ?)), ('b') RETURNING id": 2,
		} {
			result, err := conn.Exec(ctx, driver.Statement{SQL: sql, Args: []any{int64(1)}})
			if err != nil || result.RowsAffected != rows {
				t.Fatalf("%s: %+v, %v", sql, result, err)
			}
		}
	}
	if got := query(t, conn, "SELECT count(*) FROM people"); !slices.Equal(got, []string{"4"}) {
		t.Error(got)
	}
}

func TestBatch(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	result, err := conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO people (name) VALUES (?)", Batch: batch("ed", "wendy", "mary")})
	if err != nil || result != (driver.Result{RowsAffected: 3, LastInsertID: 1}) {
		t.Fatalf("%+v, %v", result, err)
	}
	result, err = conn.Exec(t.Context(), driver.Statement{SQL: "INSERT INTO people (name) VALUES (?)", Batch: batch()})
	if err != nil || result != (driver.Result{}) {
		t.Fatalf("empty: %+v, %v", result, err)
	}
	if got := query(t, conn, "SELECT * FROM people ORDER BY id"); !slices.Equal(got, []string{"1|ed", "2|wendy", "3|mary"}) {
		t.Error(got)
	}
}

const insertReturning = "INSERT INTO people (name) VALUES (?) RETURNING id, name"

func TestBatchReturning(t *testing.T) {
	db := newDatabase(t, "", people)
	requireMariaDB(t, db)
	conn := db.conn()
	run := func(names ...string) driver.Rows {
		t.Helper()
		rows, err := conn.Query(t.Context(), driver.Statement{SQL: insertReturning, Batch: batch(names...), Returns: true})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	rows := run("ed", "wendy", "mary")
	if got := rows.Columns(); !slices.Equal(got, []string{"id", "name"}) {
		t.Error(got)
	}
	if lines, err := drivertest.ReadAll(rows); err != nil || !slices.Equal(lines, []string{"1|ed", "2|wendy", "3|mary"}) {
		t.Error(lines, err)
	}
	if lines, err := drivertest.ReadAll(run()); err != nil || len(lines) != 0 {
		t.Error(lines, err)
	}
	// Closed after the first row: the others are written all the same.
	rows = run("jack", "jill", "joe")
	rows.Next()
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if got := query(t, conn, "SELECT COUNT(*) FROM people"); got[0] != "6" {
		t.Error(got)
	}
	// An error in the middle ends the rows.
	exec(t, conn, "ALTER TABLE people ADD UNIQUE KEY person (name)")
	lines, err := drivertest.ReadAll(run("new", "ed", "never"))
	if !errors.Is(err, driver.ErrUniqueViolation) || !slices.Equal(lines, []string{"7|new"}) {
		t.Error(lines, err)
	}
	if got := query(t, conn, "SELECT COUNT(*) FROM people"); got[0] != "7" {
		t.Error(got)
	}
}

func requireMariaDB(t *testing.T, db *database) {
	t.Helper()
	if version := query(t, db.conn(), "SELECT VERSION()")[0]; !isMariaDB(version) {
		t.Skip("RETURNING needs MariaDB: set AZOTH_TEST_MARIADB to the URL of one")
	}
}

func TestTransaction(t *testing.T) {
	db := newDatabase(t, "", people)
	conn, other := db.conn(), db.conn()
	ctx := t.Context()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	count := func() string { t.Helper(); return query(t, other, "SELECT COUNT(*) FROM people")[0] }

	check(conn.Begin(ctx, driver.TxOptions{}))
	if conn.Begin(ctx, driver.TxOptions{}) == nil {
		t.Error("a second begin was accepted")
	}
	exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
	if count() != "0" {
		t.Error("the row is visible before the commit")
	}
	check(conn.Savepoint(ctx, "odd ` name"))
	exec(t, conn, "INSERT INTO people (name) VALUES (?)", "wendy")
	check(conn.RollbackTo(ctx, "odd ` name"))
	check(conn.Release(ctx, "odd ` name"))
	check(conn.Commit(ctx))
	if count() != "1" {
		t.Error("the row is not visible after the commit")
	}

	check(conn.Begin(ctx, driver.TxOptions{}))
	check(conn.Savepoint(ctx, "first")) // begins
	exec(t, conn, "DELETE FROM people")
	check(conn.Rollback(ctx))
	if count() != "1" {
		t.Error("the delete was not rolled back")
	}
	for name, err := range map[string]error{
		"commit": conn.Commit(ctx), "rollback": conn.Rollback(ctx), "savepoint": conn.Savepoint(ctx, "x"),
	} {
		if err == nil {
			t.Errorf("%s without a transaction was accepted", name)
		}
	}
}

func TestReadOnlyTransaction(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	if err := conn.Begin(t.Context(), driver.TxOptions{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	_, err := conn.Exec(t.Context(), statement("INSERT INTO people (name) VALUES ('x')"))
	if failure, ok := errors.AsType[*driver.Error](err); !ok || failure.Code != 1792 {
		t.Errorf("%v", err)
	}
}

// TestIsolation tells the levels apart by what a transaction sees of another.
func TestIsolation(t *testing.T) {
	for _, c := range []struct {
		level                     driver.Isolation
		sees, seesCommitted, lock bool
	}{
		{driver.ReadUncommitted, true, true, false},
		{driver.ReadCommitted, false, true, false},
		{driver.RepeatableRead, false, false, false},
		{driver.Serializable, false, false, true},
	} {
		t.Run(c.level.String(), func(t *testing.T) {
			db := newDatabase(t, "", people, "INSERT INTO people (name) VALUES ('ed')")
			conn, other := db.conn(), db.conn()
			ctx := t.Context()
			if err := conn.Begin(ctx, driver.TxOptions{Isolation: c.level}); err != nil {
				t.Fatal(err)
			}
			sees := func() bool { return query(t, conn, "SELECT name FROM people WHERE id = 1")[0] != "ed" }
			sees()
			if err := other.Begin(ctx, driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
			rows, err := other.Query(ctx, statement("SELECT id FROM people WHERE id = 1 FOR UPDATE NOWAIT"))
			if err == nil {
				_, err = drivertest.ReadAll(rows)
			}
			if locked := errors.Is(err, driver.ErrTimeout); locked != c.lock || err != nil && !locked {
				t.Fatalf("the read locked the row: %v (%v)", locked, err)
			}
			if c.lock {
				return
			}
			exec(t, other, "UPDATE people SET name = 'wendy'")
			if sees() != c.sees {
				t.Errorf("it sees what is not committed: %v", !c.sees)
			}
			if err := other.Commit(ctx); err != nil {
				t.Fatal(err)
			}
			if sees() != c.seesCommitted {
				t.Errorf("it sees what was committed since: %v", !c.seesCommitted)
			}
		})
	}
}

// TestLazyBegin counts what is sent.
func TestLazyBegin(t *testing.T) {
	db := newDatabase(t, "", people)
	conn := db.conn()
	ctx := t.Context()
	before := status(t, conn, "Questions")
	for _, end := range []func(context.Context) error{conn.Commit, conn.Rollback} {
		if err := conn.Begin(ctx, driver.TxOptions{Isolation: driver.Serializable}); err != nil {
			t.Fatal(err)
		}
		if err := end(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if sent := status(t, conn, "Questions") - before; sent > 2 { // one or two for the question itself
		t.Errorf("%d statements were sent for transactions without one", sent)
	}
}

// status reads a counter of the session.
func status(t *testing.T, conn driver.Conn, name string) int {
	t.Helper()
	rows, err := conn.Query(t.Context(), driver.Statement{SQL: "SHOW SESSION STATUS LIKE '" + name + "'", Returns: true})
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	rows.Next()
	text, err := rows.String(1)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPipeline(t *testing.T) {
	db := newDatabase(t, "", people)
	conn, other := db.conn(), db.conn()
	ctx := t.Context()
	insert := func(id int, name string) driver.Statement {
		return statement("INSERT INTO people VALUES (?, ?)", id, name)
	}
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	var seen []string
	err := conn.Pipeline(ctx, []driver.Statement{insert(1, "ed"), statement("SELECT name FROM people"), insert(2, "wendy")}, true,
		func(i int, result driver.Result, rows driver.Rows) error {
			text := strconv.Itoa(i) + ": " + strconv.FormatInt(result.RowsAffected, 10)
			if rows != nil {
				lines, err := drivertest.ReadAll(rows)
				if err != nil {
					return err
				}
				text = strconv.Itoa(i) + ": " + lines[0]
			}
			seen = append(seen, text)
			return nil
		})
	if err != nil || !slices.Equal(seen, []string{"0: 1", "1: ed", "2: 1"}) {
		t.Fatal(seen, err)
	}
	if got := query(t, other, "SELECT COUNT(*) FROM people"); got[0] != "2" {
		t.Error("the pipeline did not commit")
	}

	stop := errors.New("stop")
	for _, c := range []struct {
		stmts []driver.Statement
		each  func(i int, result driver.Result, rows driver.Rows) error
		index int
		want  error
	}{
		{[]driver.Statement{insert(3, "mary"), insert(1, "ed"), insert(4, "never")}, nil, 1, driver.ErrUniqueViolation},
		{[]driver.Statement{insert(3, "mary"), insert(4, "jack")}, func(int, driver.Result, driver.Rows) error { return stop }, 0, stop},
		{[]driver.Statement{statement("SELECT * FROM people"), insert(4, "jack")}, func(int, driver.Result, driver.Rows) error { return stop }, 0, stop},
	} {
		if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		err := conn.Pipeline(ctx, c.stmts, true, c.each)
		failure, ok := errors.AsType[*driver.PipelineError](err)
		if !ok || failure.Index != c.index || !errors.Is(err, c.want) {
			t.Errorf("%v", err)
		}
		if err := conn.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
		if got := query(t, conn, "SELECT COUNT(*) FROM people"); got[0] != "2" {
			t.Error("not rolled back:", got)
		}
	}
}

func TestBusy(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	ctx := t.Context()
	rows, err := conn.Query(ctx, statement("SELECT 1 UNION SELECT 2"))
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	_, execErr := conn.Exec(ctx, statement("DELETE FROM people"))
	_, queryErr := conn.Query(ctx, statement("SELECT 1"))
	for _, err := range []error{execErr, queryErr, conn.Begin(ctx, driver.TxOptions{})} {
		if !errors.Is(err, driver.ErrConnectionBusy) {
			t.Error(err)
		}
	}
	for range 2 {
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if rows.Next() {
		t.Error("closed rows go on")
	}
	query(t, conn, "SELECT 1")
}

func TestCloseRollsBack(t *testing.T) {
	db := newDatabase(t, "", people)
	conn := db.conn()
	ctx := t.Context()
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
	rows, err := conn.Query(ctx, statement("SELECT * FROM people"))
	if err != nil {
		t.Fatal(err)
	}
	rows.Next()
	for range 2 {
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := conn.Exec(ctx, statement("SELECT 1")); !errors.Is(err, driver.ErrConnection) {
		t.Error("a closed connection goes on:", err)
	}
	if got := query(t, db.conn(), "SELECT COUNT(*) FROM people"); got[0] != "0" {
		t.Error("the transaction was not rolled back")
	}
	if open := db.pool.Stats().OpenConnections; open != 1 {
		t.Errorf("%d connections are open: the first was not used again", open)
	}
}

func TestRaw(t *testing.T) {
	raw := newDatabase(t, "").conn().Raw()
	if _, ok := raw.(sqldriver.Conn); !ok {
		t.Errorf("Raw gives a %T", raw)
	}
	if _, ok := raw.(driver.Conn); ok {
		t.Errorf("Raw gives a %T", raw)
	}
}

// TestStatementsSurviveCheckouts counts what the server prepares on one
// physical connection.
func TestStatementsSurviveCheckouts(t *testing.T) {
	db := newDatabase(t, "", people)
	db.pool.SetMaxOpenConns(1)
	prepared := func() int {
		conn, err := checkOut(t.Context(), db.pool)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		query(t, conn, "SELECT * FROM people WHERE id = ?", 1)
		exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
		return status(t, conn, "Com_stmt_prepare")
	}
	first := prepared()
	for range 3 {
		if again := prepared(); again != first {
			t.Errorf("%d statements were prepared instead of %d", again, first)
		}
	}
}

func TestForeignPool(t *testing.T) {
	db := newDatabase(t, "", people)
	config, err := configOf(db.url)
	if err != nil {
		t.Fatal(err)
	}
	pool, err := sql.Open("mysql", config.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	for i := range 3 {
		conn, err := checkOut(t.Context(), pool)
		if err != nil {
			t.Fatal(err)
		}
		exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
		if got := query(t, conn, "SELECT COUNT(*) FROM people WHERE name = ?", "ed"); got[0] != strconv.Itoa(i+1) {
			t.Error(got)
		}
		if open := status(t, conn, "Com_stmt_prepare") - status(t, conn, "Com_stmt_close"); open > 4 {
			t.Errorf("%d statements are open: those of the last checkout were not closed", open)
		}
		if err := conn.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	if err := pool.QueryRow("SELECT COUNT(*) FROM people").Scan(&n); err != nil || n != 3 {
		t.Error("the pool does not go on:", n, err)
	}
}

// TestStatementCacheEvicts runs more statements than are kept.
func TestStatementCacheEvicts(t *testing.T) {
	conn := newDatabase(t, "").conn()
	for round := range 2 {
		for i := range 150 {
			if got := query(t, conn, "SELECT ? + "+strconv.Itoa(i), 1); got[0] != strconv.Itoa(i+1) {
				t.Fatal(round, i, got)
			}
		}
	}
	if open := status(t, conn, "Com_stmt_prepare") - status(t, conn, "Com_stmt_close"); open > 130 {
		t.Errorf("%d statements are open", open)
	}
}

func TestSchemaChangeUnderPreparedStatement(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
	const all = "SELECT * FROM people"
	if got := query(t, conn, all); !slices.Equal(got, []string{"1|ed"}) {
		t.Error(got)
	}
	exec(t, conn, "ALTER TABLE people ADD age INT NOT NULL DEFAULT 7")
	if got := query(t, conn, all); !slices.Equal(got, []string{"1|ed|7"}) {
		t.Error(got)
	}
	exec(t, conn, "ALTER TABLE people MODIFY age VARCHAR(9)")
	if got := query(t, conn, all); !slices.Equal(got, []string{"1|ed|7"}) {
		t.Error(got)
	}
}

// TestPoolWorksAsSQLDB uses the connector's pool through package database/sql.
func TestPoolWorksAsSQLDB(t *testing.T) {
	db := newDatabase(t, "", people)
	ctx := t.Context()
	if err := db.pool.PingContext(ctx); err != nil {
		t.Fatal(err)
	}
	tx, err := db.pool.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "INSERT INTO people (id, name) VALUES (?, ?)", uint8(1), "ed"); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	stmt, err := db.pool.PrepareContext(ctx, "SELECT name FROM people WHERE id = ?")
	if err != nil {
		t.Fatal(err)
	}
	defer stmt.Close()
	var name string
	if err := stmt.QueryRowContext(ctx, 1).Scan(&name); err != nil || name != "ed" {
		t.Error(name, err)
	}
	if err := db.pool.QueryRowContext(ctx, "SELECT name FROM people").Scan(&name); err != nil || name != "ed" {
		t.Error(name, err)
	}
}

func TestCancel(t *testing.T) {
	db := newDatabase(t, "")
	for name, run := range map[string]func(context.Context, driver.Conn) error{
		"exec": func(ctx context.Context, conn driver.Conn) error {
			_, err := conn.Exec(ctx, statement("DO SLEEP(60)"))
			return err
		},
		"query": func(ctx context.Context, conn driver.Conn) error {
			rows, err := conn.Query(ctx, statement("SELECT SLEEP(?)", 60))
			if err == nil {
				_, err = drivertest.ReadAll(rows)
			}
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			conn := db.conn()
			if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
			query(t, conn, "SELECT 1")
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(20*time.Millisecond, cancel)
			if err := run(ctx, conn); !errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrConnection) {
				t.Errorf("%v", err)
			}
			if _, err := conn.Exec(t.Context(), statement("SELECT 1")); !errors.Is(err, driver.ErrConnection) {
				t.Errorf("the lost connection goes on: %v", err)
			}
			if err := conn.Rollback(ctx); err != nil {
				t.Errorf("rollback: %v", err)
			}
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
			query(t, db.conn(), "SELECT 1")
		})
	}

	t.Run("deadline", func(t *testing.T) {
		conn := db.conn()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		_, err := conn.Exec(ctx, statement("DO SLEEP(60)"))
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrTimeout) {
			t.Errorf("%v", err)
		}
	})

	t.Run("before", func(t *testing.T) {
		conn := db.conn()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := conn.Exec(ctx, statement("DO 1")); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		query(t, conn, "SELECT 1") // nothing was sent, and nothing is lost
	})
}

func TestRollbackAfterCancel(t *testing.T) {
	db := newDatabase(t, "", people)
	conn := db.conn()
	ctx, cancel := context.WithCancel(t.Context())
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "INSERT INTO people (name) VALUES ('ed')")
	cancel()
	if err := conn.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("commit: %v", err)
	}
	if err := conn.Rollback(ctx); err != nil {
		t.Errorf("rollback: %v", err)
	}
	if got := query(t, conn, "SELECT COUNT(*) FROM people"); got[0] != "0" {
		t.Error(got)
	}
}

func TestUnpreparedStatements(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	for _, text := range []string{"SHOW TABLES", "EXPLAIN SELECT 1", "CHECK TABLE people", "HANDLER people OPEN"} {
		rows, err := conn.Query(t.Context(), driver.Statement{SQL: text, Returns: true})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if _, err := drivertest.ReadAll(rows); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestLoggerIsSilent(t *testing.T) {
	config, err := configOf(parseURL(t, "mysql://localhost/x"))
	if err != nil {
		t.Fatal(err)
	}
	if _, silent := config.Logger.(*gomysql.NopLogger); !silent {
		t.Errorf("the driver logs to a %T", config.Logger)
	}
}
