package pgx

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

func TestPipelineHandsOutResultsInOrder(t *testing.T) {
	for _, capacity := range []string{"512", "0"} {
		c := connect(t, "statement_cache_capacity", capacity)
		table := makeTable(t, c, "id serial, name text")
		for range 2 {
			var seen []string
			err := c.Pipeline(ctx, []driver.Statement{
				{SQL: "insert into " + table + " (name) values ($1)", Batch: []*types.Vector{{Kind: types.Strings, Strings: []string{"a", "b"}}}},
				queryOf("select name from " + table + " order by id"),
				queryOf("select name from " + table + " where false"),
				statementOf("create temporary table passing () on commit drop"),
				{SQL: "insert into " + table + " (name) values ($1) returning name", Returns: true, Batch: []*types.Vector{{Kind: types.Strings, Strings: []string{"c", "d"}}}},
				statementOf("select 1"),
				queryOf("select 'not read' from generate_series(1, 1000)"),
				statementOf("delete from " + table),
			}, false, func(i int, result driver.Result, rows driver.Rows) error {
				if rows == nil {
					seen = append(seen, fmt.Sprint(i, " touched ", result.RowsAffected))
					return nil
				}
				if i == 6 {
					return nil
				}
				seen = append(seen, fmt.Sprint(i, " gave ", drain(t, rows)))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			want := []string{"0 touched 2", "1 gave [[a] [b]]", "2 gave []", "3 touched 0", "4 gave [[c] [d]]", "5 touched 1", "7 touched 4"}
			if !reflect.DeepEqual(seen, want) {
				t.Errorf("capacity %s: %q, want %q", capacity, seen, want)
			}
		}
		if err := c.Pipeline(ctx, []driver.Statement{queryOf("select 1")}, false, nil); err != nil {
			t.Errorf("results that nobody wants: %v", err)
		}
	}
}

func TestPipelineStopsAtTheFirstError(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id int primary key check (id < 100)")
	insert := "insert into " + table + " values ($1)"
	for use, explicit := range []bool{false, true, false, true} {
		if explicit {
			if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		seen := 0
		err := c.Pipeline(ctx, []driver.Statement{
			statementOf(insert, 1), statementOf(insert, 2), statementOf(insert, 100), statementOf(insert, 3), statementOf("nonsense"),
		}, explicit, func(int, driver.Result, driver.Rows) error {
			seen++
			return nil
		})
		failed, ok := errors.AsType[*driver.PipelineError](err)
		if !ok || failed.Index != 2 || seen != 2 || !errors.Is(err, driver.ErrCheckViolation) {
			t.Errorf("use %d: %v after %d results", use, err, seen)
		}
		if failure := asError(t, err); failure.SQL != insert || !reflect.DeepEqual(failure.Args, []string{"100"}) || failure.Table != table {
			t.Errorf("use %d: error is %+v", use, failure)
		}
		if c.transaction != explicit {
			t.Errorf("use %d: a transaction is open: %v", use, c.transaction)
		}
		if err := c.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
		if got := readOne(t, c, "select count(*) from "+table); got != "0" {
			t.Errorf("use %d: %s rows are left", use, got)
		}
	}
}

func TestPipelineStopsWhereTheCallerSaysSo(t *testing.T) {
	c := connect(t)
	table := makeTable(t, c, "id int primary key")
	refused := errors.New("refused")
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	err := c.Pipeline(ctx, []driver.Statement{
		statementOf("insert into "+table+" values ($1)", 1),
		queryOf("select id from " + table),
		statementOf("insert into "+table+" values ($1), ($2)", 2, 3),
	}, false, func(i int, _ driver.Result, rows driver.Rows) error {
		if i == 1 {
			rows.Next()
			return refused
		}
		return nil
	})
	failed, ok := errors.AsType[*driver.PipelineError](err)
	if !ok || failed.Index != 1 || failed.Err != refused {
		t.Errorf("error %v", err)
	}
	if !c.transaction {
		t.Error("the transaction is gone")
	}
	if c.statements.get("insert into "+table+" values ($1), ($2)") == nil {
		t.Error("a statement that was prepared is forgotten")
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	readOne(t, c, "select 1")
}

func TestCommitInAPipeline(t *testing.T) {
	c := connect(t)
	parent := makeTable(t, c, "id int primary key")
	child := makeTable(t, c, "parent int references "+parent+" deferrable initially deferred")
	for _, parents := range []int{1, 0} {
		if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		stmts := []driver.Statement{
			statementOf("insert into "+child+" values ($1)", parents),
			statementOf("insert into "+parent+" select 1 where $1 = 1", parents),
		}
		err := c.Pipeline(ctx, stmts, true, nil)
		if parents == 1 {
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		failed, ok := errors.AsType[*driver.PipelineError](err)
		if !ok || failed.Index != len(stmts) || !errors.Is(err, driver.ErrForeignKeyViolation) {
			t.Errorf("a constraint that COMMIT checks: %v", err)
		}
		if c.transaction {
			t.Error("the transaction is still open")
		}
		if err := c.Rollback(ctx); err != nil {
			t.Errorf("rollback after that: %v", err)
		}
	}
	if got := readOne(t, c, "select count(*) from "+child); got != "1" {
		t.Errorf("%s children", got)
	}

	// A transaction that has failed cannot be committed by a pipeline either.
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	c.Exec(ctx, statementOf("nonsense"))
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil { // it has not begun on the server
		if err := c.Pipeline(ctx, nil, true, nil); err == nil {
			t.Error("a failed transaction was committed")
		}
	}
	if err := c.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.Pipeline(ctx, nil, true, nil); err != nil {
		t.Errorf("committing nothing: %v", err)
	}
}

func TestArgumentErrorsInAPipelineSendNothing(t *testing.T) {
	c, p := connectThrough(t)
	var err error
	trips := p.count(func() {
		err = c.Pipeline(ctx, []driver.Statement{queryOf("select 1"), queryOf("select $1", struct{ X chan int }{})}, false, nil)
	})
	failed, ok := errors.AsType[*driver.PipelineError](err)
	if !ok || failed.Index != 1 || !strings.Contains(err.Error(), "argument $1") || trips != 0 {
		t.Errorf("error %v after %d round trips", err, trips)
	}
	readOne(t, c, "select 1")
}

func TestHugePipelines(t *testing.T) {
	const statements = 5000
	c := connect(t)
	text := strings.Repeat("x", 2000)
	for _, distinct := range []bool{true, false} {
		stmts := make([]driver.Statement, statements)
		for i := range stmts {
			sql := "select $1::int, $2::text || $2::text"
			if distinct {
				sql += fmt.Sprint(", ", i)
			}
			stmts[i] = queryOf(sql, i, text)
		}
		// The results alone are 20 MB: more than the buffers between hold.
		next := 0
		err := c.Pipeline(ctx, stmts, false, func(i int, _ driver.Result, rows driver.Rows) error {
			if i != next {
				return fmt.Errorf("result %d after %d", i, next-1)
			}
			next++
			if !rows.Next() {
				return fmt.Errorf("statement %d gave no row: %w", i, rows.Err())
			}
			if n, err := rows.Int64(0); err != nil || n != int64(i) {
				return fmt.Errorf("statement %d gave %d: %w", i, n, err)
			}
			return nil
		})
		if err != nil || next != statements {
			t.Errorf("%d results: %v", next, err)
		}
	}
	if got := len(c.statements.bySQL); got != defaultCapacity {
		t.Errorf("%d statements are kept", got)
	}
	readOne(t, c, "select 'the evicted are deallocated'")
	if got := readOne(t, c, "select count(*) from pg_prepared_statements"); got != fmt.Sprint(defaultCapacity+1) && got != fmt.Sprint(defaultCapacity) {
		t.Errorf("the server keeps %s statements", got)
	}
}
