package pgx

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

var ctx = context.Background()

func TestRoundTrips(t *testing.T) {
	c, p := connectThrough(t)
	table := makeTable(t, c, "id int primary key, name text")
	insert := "insert into " + table + " values ($1, $2)"
	each := func(int, driver.Result, driver.Rows) error { return nil }

	steps := []struct {
		name  string
		trips int64
		run   func() error
	}{
		{"a new statement", 1, func() error {
			_, err := c.Exec(ctx, statementOf(insert, 1, "a"))
			return err
		}},
		{"a prepared statement", 1, func() error {
			_, err := c.Exec(ctx, statementOf(insert, 2, "b"))
			return err
		}},
		{"a new query", 1, func() error {
			rows, err := c.Query(ctx, queryOf("select name from "+table+" where id = $1", 1))
			if err != nil {
				return err
			}
			return rows.Close()
		}},
		{"BEGIN", 0, func() error { return c.Begin(ctx, driver.TxOptions{}) }},
		{"COMMIT of nothing", 0, func() error { return c.Commit(ctx) }},
		{"BEGIN before ROLLBACK", 0, func() error { return c.Begin(ctx, driver.TxOptions{}) }},
		{"ROLLBACK of nothing", 0, func() error { return c.Rollback(ctx) }},
		{"BEGIN before a statement", 0, func() error {
			return c.Begin(ctx, driver.TxOptions{Isolation: driver.Serializable})
		}},
		{"the first statement of a transaction", 1, func() error {
			_, err := c.Exec(ctx, statementOf(insert, 3, "c"))
			return err
		}},
		{"COMMIT", 1, func() error { return c.Commit(ctx) }},
		{"BEGIN before a savepoint", 0, func() error { return c.Begin(ctx, driver.TxOptions{}) }},
		{"SAVEPOINT with BEGIN", 1, func() error { return c.Savepoint(ctx, "s") }},
		{"ROLLBACK", 1, func() error { return c.Rollback(ctx) }},
		{"BEGIN before a pipeline", 0, func() error { return c.Begin(ctx, driver.TxOptions{}) }},
		{"a pipeline with BEGIN, new statements and COMMIT", 1, func() error {
			return c.Pipeline(ctx, []driver.Statement{
				statementOf(insert, 4, "d"),
				queryOf("select count(*) from " + table),
				{SQL: "update " + table + " set name = $1 where id = $2", Batch: []*types.Vector{
					{Kind: types.Strings, Strings: []string{"A", "B"}}, {Kind: types.Ints, Ints: []int64{1, 2}}}},
			}, true, each)
		}},
		{"a batch", 1, func() error {
			_, err := c.Exec(ctx, driver.Statement{SQL: insert, Batch: []*types.Vector{
				{Kind: types.Ints, Ints: []int64{5, 6, 7}}, {Kind: types.Strings, Strings: []string{"e", "f", "g"}}}})
			return err
		}},
	}
	for _, step := range steps {
		var err error
		trips := p.count(func() { err = step.run() })
		if err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if trips != step.trips {
			t.Errorf("%s: %d round trips, want %d", step.name, trips, step.trips)
		}
	}
	if got := readOne(t, c, "select string_agg(name, '' order by id) from "+table); got != "ABcdefg" {
		t.Errorf("the table holds %s", got)
	}
}

func TestQuery(t *testing.T) {
	c := connect(t)
	rows, err := c.Query(ctx, queryOf("select i as number, i * 2 as twice from generate_series(1, $1) i", 3))
	if err != nil {
		t.Fatal(err)
	}
	if got := rows.Columns(); !reflect.DeepEqual(got, []string{"number", "twice"}) {
		t.Errorf("columns %v", got)
	}
	if got := drain(t, rows); !reflect.DeepEqual(got, [][]string{{"1", "2"}, {"2", "4"}, {"3", "6"}}) {
		t.Errorf("rows %v", got)
	}
	if rows.Next() || rows.Err() != nil || rows.Close() != nil {
		t.Error("there is something after the end")
	}

	for range 2 {
		if got := readStrings(t, c, "select 1 where false"); got != nil {
			t.Errorf("rows of an empty result: %v", got)
		}
		rows, err := c.Query(ctx, queryOf("select i from generate_series(1, 100000) i"))
		if err != nil {
			t.Fatal(err)
		}
		rows.Next()
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		if got := readOne(t, c, "select 1"); got != "1" {
			t.Error("closing rows early left something behind")
		}
	}
}

func TestAnErrorAmidTheRows(t *testing.T) {
	c := connect(t)
	for range 2 {
		rows, err := c.Query(ctx, queryOf("select 1 / (5000 - i) from generate_series(1, 9999) i"))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for rows.Next() {
			n++
		}
		if failure := asError(t, rows.Err()); failure.State != "22012" || n != 4999 {
			t.Errorf("after %d rows: %v", n, failure)
		}
		if rows.Close() == nil {
			t.Error("Close keeps the error to itself")
		}
		readOne(t, c, "select 1")
	}
}

func TestOneResultAtATime(t *testing.T) {
	c := connect(t)
	rows, err := c.Query(ctx, queryOf("select 1"))
	if err != nil {
		t.Fatal(err)
	}
	busy := map[string]error{
		"Exec": second(c.Exec(ctx, statementOf("select 1"))), "Query": second(c.Query(ctx, queryOf("select 1"))),
		"Pipeline": c.Pipeline(ctx, nil, true, nil), "Begin": c.Begin(ctx, driver.TxOptions{}),
		"Commit": c.Commit(ctx), "Savepoint": c.Savepoint(ctx, "s"),
	}
	for name, err := range busy {
		if !errors.Is(err, driver.ErrConnectionBusy) {
			t.Errorf("%s with open rows: %v", name, err)
		}
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	err = c.Pipeline(ctx, []driver.Statement{queryOf("select 1")}, false, func(int, driver.Result, driver.Rows) error {
		return second(c.Exec(ctx, statementOf("select 1")))
	})
	if !errors.Is(err, driver.ErrConnectionBusy) {
		t.Errorf("a statement within a pipeline: %v", err)
	}
	readOne(t, c, "select 1")
}

func second[T any](_ T, err error) error { return err }

func TestBatchesThatGiveRows(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id serial, name text unique")
	insert := func(names ...string) driver.Statement {
		return driver.Statement{SQL: "insert into " + table + " (name) values ($1) returning id, name", Returns: true,
			Batch: []*types.Vector{{Kind: types.Strings, Strings: names}}}
	}
	rows, err := c.Query(ctx, insert("a", "b", "c"))
	if err != nil {
		t.Fatal(err)
	}
	if got := drain(t, rows); !reflect.DeepEqual(got, [][]string{{"1", "a"}, {"2", "b"}, {"3", "c"}}) {
		t.Errorf("rows %v", got)
	}
	if rows, err = c.Query(ctx, insert("d", "e")); err != nil {
		t.Fatal(err)
	}
	rows.Next()
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	if got := readOne(t, c, "select count(*) from "+table); got != "5" {
		t.Errorf("%s rows: a batch whose rows are not read is still executed", got)
	}
	if rows, err = c.Query(ctx, insert()); err != nil || rows.Next() || rows.Close() != nil {
		t.Errorf("a batch of no rows: %v", err)
	}

	// Outside a transaction a batch is one of its own.
	rows, err = c.Query(ctx, insert("f", "a"))
	if err == nil {
		for rows.Next() {
		}
		err = rows.Close()
	}
	if !errors.Is(err, driver.ErrUniqueViolation) {
		t.Errorf("error %v", err)
	}
	if got := readOne(t, c, "select count(*) from "+table); got != "5" {
		t.Errorf("%s rows after a batch that failed", got)
	}
	_, err = c.Exec(ctx, driver.Statement{SQL: "select $1::int, $2::int", Batch: []*types.Vector{
		{Kind: types.Ints, Ints: []int64{1, 2}}, {Kind: types.Ints, Ints: []int64{1}}}})
	if err == nil || !strings.Contains(err.Error(), "argument $2 of the batch has 1 values") {
		t.Errorf("a ragged batch: %v", err)
	}
}

func TestScripts(t *testing.T) {
	c := connect(t)
	dropLater(t, c, "script")
	mustExec(t, c, "create table script (id int); create index on script (id); insert into script values (1), (2)")
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	mustExec(t, c, "truncate script; create table script_too ()")
	if !c.transaction {
		t.Error("the script ran outside the transaction")
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if got := readOne(t, c, "select count(*) from script"); got != "2" {
		t.Errorf("%s rows after the rollback", got)
	}
	mustExec(t, c, "do $$ begin raise notice 'heard'; raise warning 'seen'; end $$")
	if got := readStrings(t, c, "select 1 as one from script where id = $1", 1); len(got) != 1 {
		t.Errorf("after a notice: %v", got)
	}
	for _, err := range []error{
		second(c.Exec(ctx, statementOf("copy script from\n stdin"))),
		second(c.Query(ctx, queryOf("COPY script FROM STDIN (format csv)"))),
		c.Pipeline(ctx, []driver.Statement{statementOf("copy script from stdin")}, false, nil),
	} {
		if !errors.Is(err, driver.ErrUnsupportedOperation) {
			t.Errorf("COPY FROM STDIN: %v", err)
		}
	}
	if got := readStrings(t, c, "show datestyle"); got[0][0] != "ISO, MDY" {
		t.Errorf("a query that is not prepared: %v", got)
	}
}

func TestReadPathDoesNotAllocatePerValue(t *testing.T) {
	c := connect(t)
	query := queryOf("select i::bigint, i::int, i::float8, i % 2 = 0, now(), 'text' from generate_series(1, 2000) i")
	read := func() {
		rows, err := c.Query(ctx, query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			if err := errors.Join(second(rows.Int64(0)), second(rows.Int64(1)), second(rows.Float64(2)), second(rows.Bool(3)),
				second(rows.Time(4)), second(rows.String(5))); err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	read()
	// One for each text, and some for the query.
	if allocations := testing.AllocsPerRun(5, read); allocations > 2000+20 {
		t.Errorf("%v allocations for 2,000 rows with one text each", allocations)
	}
}

func Example() {
	url, err := driver.ParseURL("postgresql://app:secret@db.example.com/shop?sslmode=verify-full&application_name=till")
	if err != nil {
		panic(err)
	}
	registered, err := driver.Lookup(url.Scheme)
	if err != nil {
		panic(err)
	}
	if _, err := registered.Connector(url); err != nil { // connects to nothing yet
		panic(err)
	}
	fmt.Println(registered.Dialect().Name, url)
	// Output: postgresql postgresql://app:***@db.example.com/shop?application_name=till&sslmode=verify-full
}
