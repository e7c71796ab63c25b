package goora

import (
	"errors"
	"net"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	azothsql "github.com/azoth-go/azoth/sql"
	"github.com/sijms/go-ora/v2/network"
)

// TestMessages reads what Oracle says, as its manual of messages has it.
func TestMessages(t *testing.T) {
	for _, c := range []struct {
		code                      int
		message                   string
		kind                      error
		constraint, table, column string
	}{
		{1, "ORA-00001: unique constraint (SCOTT.CHILD_NAME) violated\n", driver.ErrUniqueViolation, "child_name", "", ""},
		{2290, "ORA-02290: check constraint (SCOTT.Odd Name) violated", driver.ErrCheckViolation, "Odd Name", "", ""},
		{2291, "ORA-02291: integrity constraint (SCOTT.FK) violated - parent key not found", driver.ErrForeignKeyViolation, "fk", "", ""},
		{2292, "ORA-02292: integrity constraint (SCOTT.FK) violated - child record found", driver.ErrForeignKeyViolation, "fk", "", ""},
		{1400, `ORA-01400: cannot insert NULL into ("SCOTT"."PEOPLE"."NAME")`, driver.ErrNotNullViolation, "", "people", "name"},
		{1407, `ORA-01407: cannot update ("SCOTT"."PEOPLE"."Name") to NULL`, driver.ErrNotNullViolation, "", "people", "Name"},
		{12899, `ORA-12899: value too large for column "SCOTT"."PEOPLE"."NAME" (actual: 5, maximum: 3)`, driver.ErrFit, "", "people", "name"},
		{1438, "ORA-01438: value larger than specified precision allowed for this column", driver.ErrFit, "", "", ""},
		{60, "ORA-00060: deadlock detected while waiting for resource", driver.ErrDeadlock, "", "", ""},
		{8177, "ORA-08177: can't serialize access for this transaction", driver.ErrSerialization, "", "", ""},
		{54, "ORA-00054: resource busy and acquire with NOWAIT specified or timeout expired", driver.ErrTimeout, "", "", ""},
		{1017, "ORA-01017: invalid username/password; logon denied", driver.ErrConnection, "", "", ""},
		{12541, "ORA-12541: TNS:no listener", driver.ErrConnection, "", "", ""},
		{12514, "", driver.ErrConnection, "", "", ""},
		{12170, "ORA-12170: TNS:Connect timeout occurred", driver.ErrConnection, "", "", ""},
		{3113, "ORA-03113: end-of-file on communication channel", driver.ErrConnection, "", "", ""},
		{942, "ORA-00942: table or view does not exist", nil, "", "", ""},
		{1, "", driver.ErrUniqueViolation, "", "", ""},
		{1400, "", driver.ErrNotNullViolation, "", "", ""},
	} {
		e := mapError(&network.OracleError{ErrCode: c.code, ErrMsg: c.message})
		if e.Kind != c.kind || e.Code != c.code || e.Constraint != c.constraint || e.Table != c.table || e.Column != c.column || e.Message == "" {
			t.Errorf("%s\n%+v", c.message, e)
		}
	}
	if mapError(errors.New("other")) != nil {
		t.Error("an error that is not the server's was mapped")
	}
	for _, err := range []error{&net.OpError{Op: "read", Err: errors.New("reset")}, network.ErrConnReset} {
		if e := mapError(err); e == nil || e.Kind != driver.ErrConnection {
			t.Errorf("%v: %v", err, e)
		}
	}
}

func TestStatementInError(t *testing.T) {
	eng, r := record(t)
	r.fails = func(query string) error {
		if query == sessionSettings {
			return nil
		}
		return &network.OracleError{ErrCode: 1, ErrMsg: "ORA-00001: unique constraint (SCOTT.CHILD_NAME) violated"}
	}
	_, err := azothsql.Insert(entries).Values(entries.AccountID.Set(3)).Exec(t.Context(), eng)
	failure, ok := errors.AsType[*azoth.DBError](err)
	if !ok || !errors.Is(err, azoth.ErrIntegrity) || failure.SQL == "" || len(failure.Args) != 2 || failure.Args[0] != "3" || failure.Args[1] != "OUT" {
		t.Errorf("%v", err)
	}
	if status := eng.Status(); status.InUse != 0 {
		t.Errorf("afterwards: %v", status)
	}
}
