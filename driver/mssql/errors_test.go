package mssql

import (
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/driver/internal/faketds"
	gomssql "github.com/microsoft/go-mssqldb"
)

// The messages are those that SQL Server's documentation has for the numbers.
func TestErrors(t *testing.T) {
	s, conn := start(t, "")
	for _, c := range []struct {
		number                    int32
		message                   string
		kind                      error
		constraint, table, column string
	}{
		{2627, "Violation of UNIQUE KEY constraint 'uq_users_name'. Cannot insert duplicate key in object 'dbo.users'. The duplicate key value is (ed).",
			driver.ErrUniqueViolation, "uq_users_name", "users", ""},
		{2601, "Cannot insert duplicate key row in object 'dbo.users' with unique index 'ix_users_name'. The duplicate key value is (ed).",
			driver.ErrUniqueViolation, "ix_users_name", "users", ""},
		{547, `The INSERT statement conflicted with the FOREIGN KEY constraint "fk_user". The conflict occurred in database "app", table "dbo.users", column 'id'.`,
			driver.ErrForeignKeyViolation, "fk_user", "", ""},
		{547, `The DELETE statement conflicted with the REFERENCE constraint "fk_user". The conflict occurred in database "app", table "dbo.addresses", column 'user_id'.`,
			driver.ErrForeignKeyViolation, "fk_user", "addresses", "user_id"},
		{547, `The INSERT statement conflicted with the CHECK constraint "ck_age". The conflict occurred in database "app", table "dbo.users", column 'age'.`,
			driver.ErrCheckViolation, "ck_age", "users", "age"},
		{547, `Die INSERT-Anweisung steht in Konflikt.`, driver.ErrIntegrity, "", "", ""},
		{515, "Cannot insert the value NULL into column 'name', table 'app.dbo.users'; column does not allow nulls. INSERT fails.",
			driver.ErrNotNullViolation, "", "users", "name"},
		{1205, "Transaction (Process ID 51) was deadlocked.", driver.ErrDeadlock, "", "", ""},
		{3960, "Snapshot isolation transaction aborted due to update conflict.", driver.ErrSerialization, "", "", ""},
		{3961, "Snapshot isolation transaction failed in database 'app'.", driver.ErrSerialization, "", "", ""},
		{1222, "Lock request time out period exceeded.", driver.ErrTimeout, "", "", ""},
		{2628, "String or binary data would be truncated in table 'app.dbo.users', column 'name'. Truncated value: 'edw'.", driver.ErrFit, "", "users", "name"},
		{8152, "String or binary data would be truncated.", driver.ErrFit, "", "", ""},
		{8115, "Arithmetic overflow error converting expression to data type int.", driver.ErrFit, "", "", ""},
		{220, "Arithmetic overflow error for data type tinyint, value = 300.", driver.ErrFit, "", "", ""},
		{208, "Invalid object name 'users'.", nil, "", "", ""},
	} {
		s.When("UPDATE t SET a = @p1").Reply(faketds.Fail(c.number, c.message)).Times(1)
		_, err := conn.Exec(t.Context(), newStatement("UPDATE t SET a = @p1", "edward"))
		var failure *driver.Error
		if !errors.As(err, &failure) {
			t.Fatalf("%d: %v", c.number, err)
		}
		if failure.Kind != c.kind || failure.Code != int(c.number) || failure.Message != c.message ||
			failure.Constraint != c.constraint || failure.Table != c.table || failure.Column != c.column {
			t.Errorf("%d: %+v", c.number, failure)
		}
		if failure.SQL != "UPDATE t SET a = @p1" || len(failure.Args) != 1 || failure.Args[0] != "'edward'" {
			t.Errorf("%d: %q %q", c.number, failure.SQL, failure.Args)
		}
		var own gomssql.Error
		if !errors.As(err, &own) || own.Number != c.number {
			t.Errorf("%d: the driver's error is lost: %v", c.number, err)
		}
	}
	s.When("SELECT 1").Reply(faketds.Rows("n int", faketds.Row{1}))
	if rows := query(t, conn, "SELECT 1"); len(rows) != 1 {
		t.Error("the connection is of no more use")
	}
}

func TestLoginErrors(t *testing.T) {
	s := faketds.Start(t)
	for url, want := range map[string]struct {
		code int
		part string
	}{
		"mssql://sa:n0t-th1s@" + s.Address() + "/app":   {18456, "Login failed for user 'sa'"},
		"mssql://sa:secret@" + s.Address() + "/missing": {4060, `Cannot open database "missing"`},
	} {
		_, err := checkOut(t.Context(), openPool(t, url))
		var failure *driver.Error
		if !errors.As(err, &failure) || failure.Kind != driver.ErrConnection || failure.Code != want.code ||
			!strings.Contains(err.Error(), want.part) || strings.Contains(err.Error(), "n0t-th1s") {
			t.Errorf("%s: %v", url, err)
		}
	}
	s.Close()
	if _, err := checkOut(t.Context(), openPool(t, urlOf(s)+"?timeout=2s")); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("no server: %v", err)
	}
}
