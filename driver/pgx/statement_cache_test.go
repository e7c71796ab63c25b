package pgx

import (
	"fmt"
	"testing"

	"github.com/azoth-go/azoth/driver"
)

func TestStatementsAreEvictedByLastUse(t *testing.T) {
	c := connect(t, "statement_cache_capacity", "3")
	prepared := func() string {
		return readOne(t, c, "select string_agg(statement, ',' order by statement) from pg_prepared_statements where statement like 'select _'")
	}
	for _, n := range []int{1, 2, 1, 3, 1} {
		readOne(t, c, fmt.Sprint("select ", n))
	}
	// One that is evicted is deallocated along with the next that is prepared.
	if got := prepared(); got != "select 1,select 2,select 3" {
		t.Errorf("prepared are %s", got)
	}
	readOne(t, c, "select 4")
	readOne(t, c, "select 5")
	if got := prepared(); got != "select 1,select 4,select 5" {
		t.Errorf("prepared are %s", got)
	}
	if n := len(c.statements.bySQL); n != 3 {
		t.Errorf("%d statements are kept", n)
	}
}

func TestStatementsOutliveTheCheckout(t *testing.T) {
	pool := openPool(t)
	pool.SetMaxOpenConns(1)
	for range 3 {
		c := checkOut(t, pool)
		readOne(t, c, "select 'kept'")
		if n := c.statements.named; n != 1 {
			t.Errorf("%d statements were prepared", n)
		}
		c.Close()
	}
}

func TestWithoutPreparedStatements(t *testing.T) {
	c := connect(t, "statement_cache_capacity", "0")
	table := makeTable(t, c, "id int, b bytea")
	for range 3 {
		mustExec(t, c, "insert into "+table+" values ($1, $2)", 1, []byte{1})
		readOne(t, c, "select count(*) from "+table+" where id = $1", 1)
	}
	if got := readOne(t, c, "select count(*) from pg_prepared_statements"); got != "0" {
		t.Errorf("%s statements are prepared", got)
	}
}

func TestStatementsThatGoOutOfDate(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id int")
	mustExec(t, c, "insert into "+table+" values (1)")
	query := "select * from " + table
	for _, change := range []string{
		"alter table " + table + " add name text default 'new'",
		"alter table " + table + " alter id type bigint",
		"deallocate all",
		"discard all",
	} {
		readStrings(t, c, query)
		mustExec(t, c, change)
		mustExec(t, c, "set search_path to "+schemaName)
		if got := readStrings(t, c, query); len(got) != 1 || got[0][1] != "new" {
			t.Errorf("after %s: %v", change, got)
		}
	}

	// Within a transaction, too, of its own changes.
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	mustExec(t, c, "alter table "+table+" drop name")
	if got := readStrings(t, c, query); len(got) != 1 || len(got[0]) != 1 {
		t.Errorf("rows %v", got)
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	mustExec(t, c, "alter table "+table+" drop name")
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if got := readStrings(t, c, query); len(got) != 1 || len(got[0]) != 1 {
		t.Errorf("rows %v", got)
	}
	if err := c.Commit(ctx); err != nil {
		t.Fatal(err)
	}
}

func TestStatementsThatFailToPrepareAreNotKept(t *testing.T) {
	c := connect(t)
	for range 2 {
		if _, err := c.Query(ctx, queryOf("select * from not_yet")); asError(t, err).State != "42P01" {
			t.Fatal(err)
		}
	}
	dropLater(t, c, "not_yet")
	mustExec(t, c, "create table not_yet (id int)")
	if got := readStrings(t, c, "select * from not_yet"); got != nil {
		t.Errorf("rows %v", got)
	}

	// One that fails when it is executed was prepared all the same.
	for range 2 {
		if _, err := c.Query(ctx, queryOf("select 1 / $1::int", 0)); asError(t, err).State != "22012" {
			t.Fatal(err)
		}
	}
	if got := readOne(t, c, "select 1 / $1::int", 1); got != "1" {
		t.Errorf("the statement gave %s", got)
	}
}

func TestWorthPreparing(t *testing.T) {
	for sql, want := range map[string]bool{
		"select 1": true, "SELECT 1": true, "\n\t(Select 1)": true, "with x as (select 1) select 1": true, "insert into t values (1)": true,
		"table t": true, "values (1)": true, "create table t ()": false, "selection": false, "set x = 1": false, "": false, "begin": false,
	} {
		if got := worthPreparing(sql); got != want {
			t.Errorf("%q: %v", sql, got)
		}
	}
}

// A table is dropped and created again with columns of other types, by another
// connection of the pool.
func TestStatementsOfATableThatIsAnother(t *testing.T) {
	pool := openPool(t)
	one, other := checkOut(t, pool), checkOut(t, pool)
	defer one.Close()
	defer other.Close()
	const insert = "insert into changing (id, v) values ($1, $2)"
	mustExec(t, one, "create table changing (id int, v jsonb)")
	mustExec(t, one, insert, 1, "{}")
	mustExec(t, other, insert, 2, "[]")
	for _, c := range []*conn{one, other} {
		if err := other.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		mustExec(t, other, "drop table changing")
		mustExec(t, other, "create table changing (id int, v text)")
		mustExec(t, other, insert, 1, "within")
		if err := other.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		mustExec(t, c, insert, 2, "not json")
		if err := c.Commit(ctx); err != nil {
			t.Fatal(err)
		}
	}
	if got := readOne(t, one, "select count(*) from changing"); got != "2" {
		t.Errorf("%s rows", got)
	}
}
