package pgx

import (
	"errors"
	"reflect"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestSavepoints(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id int primary key")
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	name := `a"; drop table ` + table + `; --`
	for _, step := range []error{
		c.Savepoint(ctx, name),
		second(c.Exec(ctx, statementOf("insert into "+table+" values (1)"))),
		c.Savepoint(ctx, "inner"),
		second(c.Exec(ctx, statementOf("insert into "+table+" values (2)"))),
		c.Release(ctx, "inner"),
		c.Savepoint(ctx, "inner"),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	if _, err := c.Exec(ctx, statementOf("insert into "+table+" values (1)")); !errors.Is(err, driver.ErrUniqueViolation) {
		t.Fatal(err)
	}
	if _, err := c.Exec(ctx, statementOf("insert into "+table+" values (3)")); asError(t, err).State != failedTransaction {
		t.Fatal(err)
	}
	if err := c.RollbackTo(ctx, "inner"); err != nil {
		t.Fatal(err)
	}
	if got := readOne(t, c, "select count(*) from "+table); got != "2" {
		t.Errorf("%s rows after rolling back to the inner savepoint", got)
	}
	if err := c.RollbackTo(ctx, name); err != nil {
		t.Fatal(err)
	}
	if err := c.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if got := readOne(t, c, "select count(*) from "+table); got != "0" {
		t.Errorf("%s rows after rolling back to the outer savepoint", got)
	}
	if err := c.Release(ctx, "gone"); err == nil {
		t.Error("a savepoint that is not there was released")
	}
}

func TestTransactions(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id int primary key")
	if err := c.Begin(ctx, driver.TxOptions{Isolation: driver.RepeatableRead, ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	if err := c.Begin(ctx, driver.TxOptions{}); err == nil {
		t.Error("a transaction began within another")
	}
	got := readStrings(t, c, "select current_setting('transaction_isolation'), current_setting('transaction_read_only')")
	if !reflect.DeepEqual(got, [][]string{{"repeatable read", "on"}}) {
		t.Errorf("transaction is %v", got)
	}
	if _, err := c.Exec(ctx, statementOf("insert into "+table+" values (1)")); asError(t, err).State != "25006" {
		t.Errorf("writing in a read-only transaction: %v", err)
	}
	if err := c.Commit(ctx); err == nil || asError(t, err).State != failedTransaction {
		t.Errorf("COMMIT of a failed transaction: %v", err)
	}
	if err := c.Commit(ctx); err == nil {
		t.Error("COMMIT without a transaction")
	}
	if err := c.Rollback(ctx); err != nil {
		t.Errorf("ROLLBACK without a transaction: %v", err)
	}

	// What text does counts as well.
	mustExec(t, c, "begin")
	mustExec(t, c, "insert into "+table+" values (1)")
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if got := readOne(t, c, "select count(*) from "+table); got != "0" {
		t.Error("the transaction was not rolled back")
	}

	// The first statement of a transaction fails: the transaction has begun.
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Query(ctx, queryOf("select nothing from nowhere")); asError(t, err).State != "42P01" {
		t.Error(err)
	}
	if !c.transaction || c.begin != "" {
		t.Error("BEGIN got lost")
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
}
