package pgx

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/azoth-go/azoth/driver"
)

// asError gives the error as the database's, and fails the test if it is none.
func asError(tb testing.TB, err error) *driver.Error {
	tb.Helper()
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok {
		tb.Fatalf("error %v is no *driver.Error", err)
	}
	return failure
}

func TestErrorsAreClassified(t *testing.T) {
	c := connect(t)
	parent := makeTable(t, c, "id int primary key")
	table := makeTable(t, c, `id int constraint the_key primary key, n int not null, p int constraint the_reference references `+parent+`,
		constraint the_check check (n < 10), constraint the_exclusion exclude (n with =)`)
	mustExec(t, c, "insert into "+table+" values (1, 1)")
	tests := []struct {
		sql                string
		kind               error
		integrity          bool
		constraint, column string
		state              string
	}{
		{"insert into " + table + " values ($1, 2)", driver.ErrUniqueViolation, true, "the_key", "", "23505"},
		{"insert into " + table + " values ($1 + 1, 2, 3)", driver.ErrForeignKeyViolation, true, "the_reference", "", "23503"},
		{"insert into " + table + " values ($1 + 1, null)", driver.ErrNotNullViolation, true, "", "n", "23502"},
		{"insert into " + table + " values ($1 + 1, 10)", driver.ErrCheckViolation, true, "the_check", "", "23514"},
		{"insert into " + table + " values ($1 + 1, 1)", driver.ErrIntegrity, true, "the_exclusion", "", "23P01"},
	}
	for range 2 {
		for _, test := range tests {
			_, err := c.Exec(ctx, statementOf(test.sql, 1))
			failure := asError(t, err)
			if failure.Kind != test.kind || errors.Is(err, driver.ErrIntegrity) != test.integrity || failure.Constraint != test.constraint ||
				failure.Column != test.column || failure.Table != table || failure.State != test.state || failure.SQL != test.sql ||
				len(failure.Args) != 1 || failure.Args[0] != "1" {
				t.Errorf("%s: %#v", test.sql, failure)
			}
			if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != test.state {
				t.Errorf("%s: the driver's own error is %v", test.sql, pg)
			}
		}
	}

	mustExec(t, c, "set statement_timeout = 20")
	if _, err := c.Exec(ctx, statementOf("select pg_sleep(60)")); !errors.Is(err, driver.ErrTimeout) {
		t.Errorf("statement_timeout: %v", err)
	}
	mustExec(t, c, "reset statement_timeout")
	if _, err := c.Query(ctx, queryOf("select lower(n) from "+table)); err == nil || !strings.Contains(err.Error(), "No function matches") {
		t.Errorf("the hint is missing: %v", err)
	}
}

func TestConcurrencyErrors(t *testing.T) {
	pool := openPool(t)
	a, b := checkOut(t, pool), checkOut(t, pool)
	table := makeTable(t, a, "id int primary key, n int")
	mustExec(t, a, "insert into "+table+" values (1, 0), (2, 0)")
	update := "update " + table + " set n = n + 1 where id = $1"

	for _, c := range []*conn{a, b} {
		if err := c.Begin(ctx, driver.TxOptions{Isolation: driver.Serializable}); err != nil {
			t.Fatal(err)
		}
		readStrings(t, c, "select * from "+table)
	}
	mustExec(t, a, update, 1)
	if err := a.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Exec(ctx, statementOf(update, 1)); !errors.Is(err, driver.ErrSerialization) {
		t.Errorf("serialization: %v", err)
	}
	if err := b.Rollback(ctx); err != nil {
		t.Fatal(err)
	}

	for i, c := range []*conn{a, b} {
		if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		mustExec(t, c, update, i+1)
	}
	other := make(chan error)
	go func() {
		_, err := a.Exec(ctx, statementOf(update, 2))
		other <- err
	}()
	_, err := b.Exec(ctx, statementOf(update, 1))
	if err == nil {
		// The other was chosen; it waits no longer.
		err = b.Rollback(ctx)
		if err == nil {
			err = <-other
		}
	} else if rollback := b.Rollback(ctx); rollback != nil {
		t.Fatal(rollback)
	} else if waiting := <-other; waiting != nil {
		t.Error(waiting)
	}
	if !errors.Is(err, driver.ErrDeadlock) {
		t.Errorf("deadlock: %v", err)
	}
}
