package odbc

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/drivertest"
	"github.com/azoth-go/azoth/driver/internal/faketds"
	"github.com/azoth-go/azoth/types"
	"github.com/shopspring/decimal"
)

var noon = time.Date(2024, 2, 29, 12, 30, 1, 123_000_000, time.UTC)

func TestLogin(t *testing.T) {
	s := server(t)
	conn, err := checkOut(t.Context(), openPool(t, urlOf(s)))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	requests := s.Requests()
	if requests[0].User != "sa" || requests[0].Password != "secret" {
		t.Errorf("%+v", requests[0])
	}
	logged(t, s, "select @@spid use [app]", sessionSettings[0])

	_, err = checkOut(t.Context(), openPool(t, strings.Replace(urlOf(s), "secret", "n0t-th1s", 1)))
	if !errors.Is(err, driver.ErrConnection) || strings.Contains(err.Error(), "n0t-th1s") || !strings.Contains(err.Error(), "Login failed") {
		t.Errorf("a wrong password: %v", err)
	}
	_, err = checkOut(t.Context(), openPool(t, strings.Replace(urlOf(s), "/app", "/missing", 1)))
	if !errors.Is(err, driver.ErrConnection) {
		t.Errorf("a missing database: %v", err)
	}
	s.Close()
	if _, err = checkOut(t.Context(), openPool(t, urlOf(s))); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("no server: %v", err)
	}
}

func TestRows(t *testing.T) {
	s, conn := start(t)
	s.When("SELECT * FROM t").Reply(faketds.Rows(
		"id int, big bigint, small smallint, flag bit, ratio float, price numeric(38,10), name varchar(50), code char(3), raw varbinary(8), at datetime, day date, doc text, img image",
		faketds.Row{1, int64(1) << 40, -2, true, 1.5, "-1234567890123456789012345678.0123456789", "żółw", "abc", []byte{0, 0xAB}, noon, noon, strings.Repeat("long ", 1000), []byte{1}},
		faketds.Row{nil, nil, nil, false, nil, nil, nil, nil, nil, nil, nil, nil, nil}))
	rows, err := conn.Query(t.Context(), newStatement("SELECT * FROM t"))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	want := []any{int64(1), int64(1) << 40, int64(-2), true, 1.5, "-1234567890123456789012345678.0123456789", "żółw", "abc", "\x00\xab",
		noon, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), strings.Repeat("long ", 1000), "\x01"}
	for i, name := range rows.Columns() {
		got, err := rows.Any(i)
		if b, ok := got.([]byte); ok {
			got = string(b)
		}
		same := got == want[i]
		if at, ok := want[i].(time.Time); ok {
			read, isTime := got.(time.Time)
			same = isTime && read.Equal(at)
		}
		if err != nil || !same {
			t.Errorf("%s: %T %v, %v", name, got, got, err)
		}
	}
	if text, err := rows.String(10); err != nil || text != "2024-02-29" {
		t.Errorf("the date is %q, %v", text, err)
	}
	if !rows.Next() {
		t.Fatal(rows.Err())
	}
	for i, name := range rows.Columns() {
		if name != "flag" && !rows.Null(i) {
			t.Errorf("%s is not NULL", name)
		}
	}
	if rows.Next() || rows.Err() != nil {
		t.Error("a third row, or", rows.Err())
	}
	logged(t, s, "SELECT * FROM t")
}

// Arguments arrive as they are, by a statement that is prepared once.
func TestParameters(t *testing.T) {
	s, conn := start(t)
	const update = "UPDATE t SET a = ?"
	s.When(update).Reply(faketds.Count(1))
	for _, c := range []struct{ arg, want any }{
		{nil, nil}, {"żółw", "żółw"}, {int64(7), int64(7)}, {int64(1) << 40, int64(1) << 40}, {true, true}, {1.5, 1.5},
		{[]byte{1, 2}, []byte{1, 2}}, {[]byte(nil), nil}, {noon, noon}, {types.DateOf(noon), "2024-02-29"},
		{decimal.RequireFromString("-12.50"), "-12.5"},
		{decimal.RequireFromString("1234567890123456789012345678.0123456789"), "1234567890123456789012345678.0123456789"},
		{strings.Repeat("x", 5000), strings.Repeat("x", 5000)},
	} {
		s.Forget()
		if result := exec(t, conn, update, c.arg); result.RowsAffected != 1 {
			t.Errorf("%+v", result)
		}
		requests := s.Requests()
		if len(requests) != 1 || len(requests[0].Parameters) != 1 {
			t.Fatalf("%T: %+v", c.arg, requests)
		}
		got := requests[0].Parameters[0]
		same := got.Value == nil && c.want == nil
		switch want := c.want.(type) {
		case []byte:
			b, ok := got.Value.([]byte)
			same = ok && string(b) == string(want)
		case time.Time:
			at, ok := got.Value.(time.Time)
			same = ok && at.Equal(want)
		case nil:
		default:
			same = got.Value == want
		}
		if !same {
			t.Errorf("%T %.20v arrives as %s %.40v", c.arg, c.arg, got.Type, got.Value)
		}
	}
}

func TestTransactions(t *testing.T) {
	s, conn := start(t)
	s.When("DELETE FROM t").Reply(faketds.Count(2))
	ctx := t.Context()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(conn.Begin(ctx, driver.TxOptions{ReadOnly: true}))
	check(conn.Savepoint(ctx, "sp_1"))
	if result := exec(t, conn, "DELETE FROM t"); result.RowsAffected != 2 {
		t.Errorf("%+v", result)
	}
	check(conn.RollbackTo(ctx, "sp_1"))
	check(conn.Release(ctx, "sp_1"))
	check(conn.Commit(ctx))
	logged(t, s, "BEGIN TRANSACTION", "SAVE TRANSACTION sp_1", "DELETE FROM t", "ROLLBACK TRANSACTION sp_1 SAVE TRANSACTION sp_1", "COMMIT TRANSACTION")

	for _, level := range []driver.Isolation{driver.ReadUncommitted, driver.ReadCommitted, driver.RepeatableRead, driver.Serializable} {
		check(conn.Begin(ctx, driver.TxOptions{Isolation: level}))
		exec(t, conn, "DELETE FROM t")
		check(conn.Rollback(ctx))
		logged(t, s, "SET TRANSACTION ISOLATION LEVEL "+level.String()+" BEGIN TRANSACTION", "DELETE FROM t",
			"IF @@trancount > 0 ROLLBACK TRANSACTION SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
	}
}

func TestInsert(t *testing.T) {
	s, conn := start(t)
	s.When("INSERT INTO t (a) VALUES (?)"+identity).Reply(faketds.Count(1), faketds.Rows("key_ bigint", faketds.Row{41}))
	result := exec(t, conn, "INSERT INTO t (a) VALUES (?)", "x")
	if result.RowsAffected != 1 || result.LastInsertID != 41 {
		t.Errorf("%+v", result)
	}
}

// The messages are those of the server's documentation.
func TestErrors(t *testing.T) {
	s, conn := start(t)
	for _, c := range []struct {
		number                    int32
		message                   string
		kind                      error
		constraint, table, column string
	}{
		{247, "Arithmetic overflow during explicit conversion of VARCHAR value '300' to a TINYINT field.", driver.ErrFit, "", "", ""},
		{9502, "Data exception - string data right truncated.", driver.ErrFit, "", "", ""},
		{2601, "Attempt to insert duplicate key row in object 'users' with unique index 'uq_name'", driver.ErrUniqueViolation, "uq_name", "users", ""},
		{546, "Foreign key constraint violation occurred, dbname =  'app', table name = 'addresses', constraint name = 'fk_user'.", driver.ErrForeignKeyViolation, "fk_user", "addresses", ""},
		{547, "Dependent foreign key constraint violation in a referential integrity constraint. dbname =  'app', table name = 'users', constraint name = 'fk_user'.", driver.ErrForeignKeyViolation, "fk_user", "users", ""},
		{548, "Check constraint violation occurred, dbname = 'app', table name = 'users', constraint name = 'ck_age'.", driver.ErrCheckViolation, "ck_age", "users", ""},
		{515, "Attempt to insert NULL value into column 'name', table 'app.dbo.users'; column does not allow nulls. Update fails.", driver.ErrNotNullViolation, "", "users", "name"},
		{12205, "Could not acquire a lock within the specified wait period.", driver.ErrTimeout, "", "", ""},
		{208, "users not found.", nil, "", "", ""},
	} {
		s.When("UPDATE t SET a = ?").Reply(faketds.Fail(c.number, c.message)).Times(1)
		_, err := conn.Exec(t.Context(), newStatement("UPDATE t SET a = ?", "x"))
		var failure *driver.Error
		if !errors.As(err, &failure) {
			t.Fatalf("%d: %v", c.number, err)
		}
		if failure.Kind != c.kind || failure.Code != int(c.number) || failure.Message != c.message ||
			failure.Constraint != c.constraint || failure.Table != c.table || failure.Column != c.column {
			t.Errorf("%d: %+v", c.number, failure)
		}
	}
	s.When("UPDATE t SET a = ?").Reply(faketds.Deadlock()).Times(1)
	if _, err := conn.Exec(t.Context(), newStatement("UPDATE t SET a = ?", "x")); !errors.Is(err, driver.ErrDeadlock) {
		t.Errorf("%v", err)
	}
	s.When("SELECT n FROM t").Reply(faketds.Rows("n int", faketds.Row{1}))
	if rows := query(t, conn, "SELECT n FROM t"); len(rows) != 1 {
		t.Error("the connection is of no more use")
	}
}

func TestCancel(t *testing.T) {
	s, conn := start(t)
	s.When("SELECT n FROM slow WHERE a = ?").Reply(faketds.Hold(faketds.Result{}))
	s.When("SELECT n FROM quick").Reply(faketds.Rows("n int", faketds.Row{7}))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	rows, err := conn.Query(ctx, newStatement("SELECT n FROM slow WHERE a = ?", int64(1)))
	if err == nil {
		_, err = drivertest.ReadAll(rows)
	}
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrTimeout) {
		t.Errorf("%v", err)
	}
	if rows := query(t, conn, "SELECT n FROM quick"); len(rows) != 1 || rows[0] != "7" {
		t.Errorf("%q", rows)
	}
	logged(t, s, "SELECT n FROM slow WHERE a = ? [1]", "attention", "SELECT n FROM quick")
}

func TestLostConnection(t *testing.T) {
	s := server(t)
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
		conn.Close()
	}
}
