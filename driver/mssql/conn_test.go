package mssql

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
	"github.com/azoth-go/azoth/driver/internal/faketds"
	gomssql "github.com/microsoft/go-mssqldb"
)

func TestTransactions(t *testing.T) {
	s, conn := start(t, "")
	s.When("DELETE FROM t").Reply(faketds.Count(2))
	ctx := t.Context()
	begin := func(options driver.TxOptions) {
		t.Helper()
		if err := conn.Begin(ctx, options); err != nil {
			t.Fatal(err)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	begin(driver.TxOptions{})
	check(conn.Commit(ctx))
	logged(t, s)

	begin(driver.TxOptions{ReadOnly: true})
	if result := exec(t, conn, "DELETE FROM t"); result.RowsAffected != 2 {
		t.Errorf("%+v", result)
	}
	check(conn.Commit(ctx))
	logged(t, s, "begin", "DELETE FROM t", "commit")

	for _, level := range []driver.Isolation{driver.ReadUncommitted, driver.ReadCommitted, driver.RepeatableRead, driver.Serializable} {
		begin(driver.TxOptions{Isolation: level})
		exec(t, conn, "DELETE FROM t")
		check(conn.Rollback(ctx))
		logged(t, s, "begin "+level.String(), "DELETE FROM t", "rollback", "SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
	}

	begin(driver.TxOptions{})
	check(conn.Savepoint(ctx, "a]b"))
	exec(t, conn, "DELETE FROM t")
	check(conn.RollbackTo(ctx, "a]b"))
	check(conn.Release(ctx, "a]b"))
	check(conn.Commit(ctx))
	logged(t, s, "begin", "SAVE TRANSACTION [a]]b]", "DELETE FROM t", "ROLLBACK TRANSACTION [a]]b]; SAVE TRANSACTION [a]]b]", "commit")

	exec(t, conn, "DELETE FROM t")
	if requests := s.Requests(); requests[0].InTransaction {
		t.Error("a transaction is open after its COMMIT")
	}
	s.Forget()
}

func TestSnapshot(t *testing.T) {
	s, conn := start(t, "?repeatableRead=snapshot")
	s.When("DELETE FROM t").Reply(faketds.Count(2))
	if err := conn.Begin(t.Context(), driver.TxOptions{Isolation: driver.RepeatableRead}); err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "DELETE FROM t")
	if err := conn.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin SNAPSHOT", "DELETE FROM t", "commit", "SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
}

// The context of the statement that began the transaction may end before it.
func TestCommitAfterTheContextOfBegin(t *testing.T) {
	s, conn := start(t, "")
	s.When("DELETE FROM t").Reply(faketds.Count(2))
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := conn.Exec(ctx, newStatement("DELETE FROM t")); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := conn.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin", "DELETE FROM t", "commit")
}

// The server ends the transaction of a deadlock: nothing that follows may pass
// for a part of it.
func TestDeadlock(t *testing.T) {
	s, conn := start(t, "")
	s.When("UPDATE t SET a = @p1", 1).Reply(faketds.Deadlock())
	s.When("UPDATE t SET a = @p1", 2).Reply(faketds.Count(1))
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	_, err := conn.Exec(t.Context(), newStatement("UPDATE t SET a = @p1", int64(1)))
	if !errors.Is(err, driver.ErrDeadlock) {
		t.Errorf("%v", err)
	}
	if _, err := conn.Exec(t.Context(), newStatement("UPDATE t SET a = @p1", int64(2))); err == nil {
		t.Error("a statement ran outside of the transaction that it was meant for")
	}
	if err := conn.Rollback(t.Context()); err != nil {
		t.Error(err)
	}
	exec(t, conn, "UPDATE t SET a = @p1", int64(2))
	logged(t, s, "begin", "UPDATE t SET a = @p1 [1]", "UPDATE t SET a = @p1 [2]")
}

// A context that ends stops the statement, and the connection and its
// transaction are as before.
func TestCancel(t *testing.T) {
	for name, held := range map[string]faketds.Result{
		"before a row": {},
		"among rows":   faketds.Rows("n int", faketds.Row{1}, faketds.Row{2}),
	} {
		t.Run(name, func(t *testing.T) {
			s, conn := start(t, "")
			s.When("SELECT n FROM slow").Reply(faketds.Hold(held))
			s.When("SELECT n FROM quick").Reply(faketds.Rows("n int", faketds.Row{7}))
			s.When("UPDATE slow SET n = @p1").Reply(faketds.Hold(faketds.Result{}))
			if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(20*time.Millisecond, cancel)
			rows, err := conn.Query(ctx, newStatement("SELECT n FROM slow"))
			if err == nil {
				_, err = drivertest.ReadAll(rows)
			}
			if !errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrConnection) {
				t.Errorf("%v", err)
			}
			if rows := query(t, conn, "SELECT n FROM quick"); len(rows) != 1 || rows[0] != "7" {
				t.Errorf("%q", rows)
			}
			ctx, cancel = context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			_, err = conn.Exec(ctx, newStatement("UPDATE slow SET n = @p1", int64(1)))
			if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrTimeout) {
				t.Errorf("%v", err)
			}
			if err := conn.Commit(t.Context()); err != nil {
				t.Error(err)
			}
			logged(t, s, "begin", "SELECT n FROM slow", "attention", "SELECT n FROM quick", "UPDATE slow SET n = @p1 [1]", "attention", "commit")
		})
	}
}

// Rows that are closed early leave a usable connection.
func TestCloseRowsEarly(t *testing.T) {
	s, conn := start(t, "")
	many := make([]faketds.Row, 5000)
	for i := range many {
		many[i] = faketds.Row{i, "some text of a row"}
	}
	s.When("SELECT n, s FROM t").Reply(faketds.Rows("n int, s nvarchar(50)", many...))
	for range 2 {
		rows, err := conn.Query(t.Context(), newStatement("SELECT n, s FROM t"))
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if !rows.Next() {
				t.Fatal(rows.Err())
			}
		}
		if n, err := rows.Int64(0); err != nil || n != 1 {
			t.Errorf("%d, %v", n, err)
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if rows := query(t, conn, "SELECT n, s FROM t"); len(rows) != 5000 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestLostConnection(t *testing.T) {
	s := faketds.Start(t)
	s.When("SELECT n FROM t").Reply(faketds.Cut()).Times(1)
	s.When("SELECT n FROM t").Reply(faketds.Rows("n int", faketds.Row{7}))
	pool := openPool(t, urlOf(s))
	for attempt := range 2 {
		conn, err := checkOut(t.Context(), pool)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := conn.Query(t.Context(), newStatement("SELECT n FROM t"))
		if err == nil {
			_, err = drivertest.ReadAll(rows)
		}
		if lost := errors.Is(err, driver.ErrConnection); lost != (attempt == 0) {
			t.Errorf("attempt %d: %v", attempt, err)
		}
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A key that is generated comes as a row of OUTPUT, and an error after the
// description of the rows is not lost.
func TestOutput(t *testing.T) {
	s, conn := start(t, "")
	const insert = "INSERT INTO users (name) OUTPUT inserted.id VALUES (@p1)"
	s.When(insert, "ed").Reply(faketds.Rows("id bigint", faketds.Row{41}))
	failed := faketds.Rows("id bigint")
	failed.Counted = false
	failed.Error = &faketds.Error{Number: 2601, Class: 14, Message: "Cannot insert duplicate key row in object 'dbo.users' with unique index 'ix_name'. The duplicate key value is (jo)."}
	s.When(insert, "jo").Reply(failed)
	if rows := query(t, conn, insert, "ed"); len(rows) != 1 || rows[0] != "41" {
		t.Errorf("%q", rows)
	}
	rows, err := conn.Query(t.Context(), newStatement(insert, "jo"))
	if err == nil {
		_, err = drivertest.ReadAll(rows)
	}
	if !errors.Is(err, driver.ErrUniqueViolation) {
		t.Errorf("%v", err)
	}
}

func TestPipeline(t *testing.T) {
	s, conn := start(t, "")
	s.When("UPDATE t SET a = @p1").Reply(faketds.Count(3))
	s.When("SELECT a FROM t").Reply(faketds.Rows("a int", faketds.Row{1}))
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	var got []any
	err := conn.Pipeline(t.Context(), []driver.Statement{newStatement("UPDATE t SET a = @p1", int64(1)), newStatement("SELECT a FROM t")}, true,
		func(i int, result driver.Result, rows driver.Rows) error {
			if rows == nil {
				got = append(got, result.RowsAffected)
				return nil
			}
			lines, err := drivertest.ReadAll(rows)
			got = append(got, lines[0])
			return err
		})
	if err != nil || len(got) != 2 || got[0] != int64(3) || got[1] != "1" {
		t.Errorf("%v, %v", got, err)
	}
	logged(t, s, "begin", "UPDATE t SET a = @p1 [1]", "SELECT a FROM t", "commit")
}

// Bulk copy is the driver's own, within the transaction.
func TestBulkCopy(t *testing.T) {
	s, conn := start(t, "")
	s.When("DELETE FROM users").Reply(faketds.Count(0))
	s.When("select * from [users] SET FMTONLY OFF").Reply(faketds.Rows("id bigint, name nvarchar(50), born date"))
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "DELETE FROM users")
	bulk := conn.Raw().(*gomssql.Conn).CreateBulkContext(t.Context(), "users", []string{"id", "name", "born"})
	born := time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, row := range [][]any{{int64(1), "żółw", born}, {int64(2), nil, nil}} {
		if err := bulk.AddRow(row); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := bulk.Done(); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	if err := conn.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	logged(t, s, "begin", "DELETE FROM users", "SET FMTONLY ON", "select * from [users] SET FMTONLY OFF",
		"INSERT BULK [users] ([id] bigint, [name] nvarchar(50), [born] date) ",
		"bulk [[1 żółw 1999-12-31 00:00:00 +0000 UTC] [2 <nil> <nil>]]", "commit")
}

// A connection that comes from the pool again begins with a new session.
func TestSessionIsReset(t *testing.T) {
	s := faketds.Start(t)
	s.When("SELECT n FROM t").Reply(faketds.Rows("n int"))
	pool := openPool(t, urlOf(s))
	pool.SetMaxOpenConns(1)
	for range 2 {
		conn, err := checkOut(t.Context(), pool)
		if err != nil {
			t.Fatal(err)
		}
		query(t, conn, "SELECT n FROM t")
		query(t, conn, "SELECT n FROM t")
		conn.Close()
	}
	var resets []bool
	for _, r := range s.Requests() {
		if r.Kind == "batch" {
			resets = append(resets, r.Reset)
		}
	}
	if len(resets) != 4 || !resets[0] || resets[1] || !resets[2] || resets[3] {
		t.Errorf("sessions were reset before %v", resets)
	}
}
