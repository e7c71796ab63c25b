package sqlite_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	zombiezen "zombiezen.com/go/sqlite"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

func TestResults(t *testing.T) {
	conn := memory(t)
	for _, test := range []struct {
		sql                    string
		affected, lastInsertID int64
	}{
		{"CREATE TABLE a (id INTEGER PRIMARY KEY, x INTEGER)", 0, 0},
		{"INSERT INTO a VALUES (7, 1), (8, 2), (9, 2)", 3, 9},
		{"UPDATE a SET x = 2", 3, 0}, // rows that stay the same count
		{"UPDATE a SET x = 3 WHERE id = 99", 0, 0},
		{"CREATE INDEX b ON a (x)", 0, 0},
		{"SELECT * FROM a", 0, 0},
		{"WITH n(x) AS (SELECT 5) INSERT INTO a (x) SELECT x FROM n", 1, 10},
		{"insert into a (x) values (5)", 1, 11},
		{"DELETE FROM a WHERE id > 9", 2, 0},
		{"DELETE FROM a", 3, 0},
		{"-- nothing", 0, 0},
		{"", 0, 0},
		{"DROP TABLE a", 0, 0},
	} {
		if result := exec(t, conn, test.sql); result.RowsAffected != test.affected || result.LastInsertID != test.lastInsertID {
			t.Errorf("%s: %+v, want %d, %d", test.sql, result, test.affected, test.lastInsertID)
		}
	}
}

func TestScript(t *testing.T) {
	conn := memory(t)
	result := exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1), (2);\n-- the end\n")
	if result.RowsAffected != 2 {
		t.Errorf("%+v", result)
	}
	if n := count(t, conn, "SELECT count(*) FROM a; -- one statement and a comment"); n != 2 {
		t.Errorf("%d rows", n)
	}
	for _, stmt := range []driver.Statement{
		{SQL: "INSERT INTO a VALUES (3); SELECT 1", Returns: true},
		{SQL: "INSERT INTO a VALUES (?); INSERT INTO a VALUES (4)", Args: []any{3}},
	} {
		_, err := conn.Query(t.Context(), stmt)
		if stmt.Args != nil {
			_, err = conn.Exec(t.Context(), stmt)
		}
		if !errors.Is(err, driver.ErrUnsupportedOperation) || !strings.Contains(err.Error(), "more than one statement") {
			t.Errorf("%s: %v", stmt.SQL, err)
		}
	}
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 2 {
		t.Errorf("%d rows, want those of the script only", n)
	}
	if _, err := conn.Exec(t.Context(), driver.Statement{SQL: "SELECT 1\x00; DROP TABLE a"}); err == nil {
		t.Error("a NUL in a statement is no error")
	}
}

func TestSeveralResultsAtOnce(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY)")
	exec(t, conn, "INSERT INTO a VALUES (1), (2), (3)")
	const all = "SELECT id FROM a ORDER BY id"
	outer := query(t, conn, all)
	var got []int64
	for outer.Next() {
		id, _ := outer.Int64(0)
		inner := query(t, conn, all) // the text that is open already
		for inner.Next() {
			n, _ := inner.Int64(0)
			got = append(got, id*10+n)
		}
		inner.Close()
	}
	if want := []int64{11, 12, 13, 21, 22, 23, 31, 32, 33}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMisuse(t *testing.T) {
	conn := memory(t)
	rows := query(t, conn, "SELECT 1 AS one")
	if !rows.Next() || rows.Next() || rows.Next() {
		t.Fatal("want one row")
	}
	if _, err := rows.Int64(0); err == nil || !strings.Contains(err.Error(), "no current row") {
		t.Errorf("a getter after the last row: %v", err)
	}
	if got := rows.Columns(); !reflect.DeepEqual(got, []string{"one"}) {
		t.Errorf("columns after the last row: %v", got)
	}
	for range 2 {
		if err := rows.Close(); err != nil {
			t.Errorf("closing twice: %v", err)
		}
	}
	rows = query(t, conn, "SELECT 1")
	rows.Next()
	if _, err := rows.Int64(5); err == nil || !strings.Contains(err.Error(), "has 1 columns") {
		t.Errorf("column 5 of 1: %v", err)
	}

	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if rows.Next() {
		t.Error("a row after the connection was closed")
	}
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "SELECT 1"})
	if !errors.Is(err, driver.ErrConnection) || !strings.Contains(err.Error(), "closed") {
		t.Errorf("exec after close: %v", err)
	}
	if err := conn.Begin(t.Context(), driver.TxOptions{}); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("begin after close: %v", err)
	}
	if err := conn.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

func TestPipeline(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT UNIQUE)")
	insert := func(values ...any) driver.Statement {
		return driver.Statement{SQL: "INSERT INTO a (x) VALUES (?) RETURNING id", Batch: []*types.Vector{vector(types.Strings, values...)}, Returns: true}
	}
	stmts := []driver.Statement{insert("a", "b"), {SQL: "UPDATE a SET x = upper(x)"}, insert("c")}

	var seen []any
	each := func(i int, result driver.Result, rows driver.Rows) error {
		if rows == nil {
			seen = append(seen, i, result.RowsAffected)
			return nil
		}
		for rows.Next() {
			id, err := rows.Int64(0)
			if err != nil {
				return err
			}
			seen = append(seen, i, id)
		}
		return nil
	}
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := conn.Pipeline(t.Context(), stmts, true, each); err != nil {
		t.Fatal(err)
	}
	if want := []any{0, int64(1), 0, int64(2), 1, int64(2), 2, int64(3)}; !reflect.DeepEqual(seen, want) {
		t.Errorf("seen %v, want %v", seen, want)
	}
	if err := conn.Rollback(t.Context()); err == nil {
		t.Error("the pipeline did not commit")
	}

	// The first error stops it, and says where.
	if err := conn.Begin(t.Context(), driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	err := conn.Pipeline(t.Context(), []driver.Statement{insert("d"), insert("e", "d"), insert("f")}, true, nil)
	failure, ok := errors.AsType[*driver.PipelineError](err)
	if !ok || failure.Index != 1 || !errors.Is(err, driver.ErrUniqueViolation) {
		t.Errorf("got %v", err)
	}
	if err := conn.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	err = conn.Pipeline(t.Context(), stmts[1:], false, func(int, driver.Result, driver.Rows) error { return stop })
	if failure, ok := errors.AsType[*driver.PipelineError](err); !ok || failure.Index != 0 || !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	if n := count(t, conn, "SELECT count(*) FROM a"); n != 3 {
		t.Errorf("%d rows, want 3", n)
	}
}

func TestRaw(t *testing.T) {
	conn := memory(t)
	raw, ok := conn.Raw().(*zombiezen.Conn)
	if !ok {
		t.Fatalf("raw is a %T", conn.Raw())
	}
	err := raw.CreateFunction("double", &zombiezen.FunctionImpl{NArgs: 1, Scalar: func(_ zombiezen.Context, args []zombiezen.Value) (zombiezen.Value, error) {
		return zombiezen.IntegerValue(2 * args[0].Int64()), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, conn, "SELECT double(?)", 21); n != 42 {
		t.Errorf("got %d", n)
	}
}

func TestRegexp(t *testing.T) {
	conn := memory(t)
	if n := count(t, conn, "SELECT 'wendy' REGEXP '^w.*y$'"); n != 1 {
		t.Errorf("got %d", n)
	}
	if n := count(t, conn, "SELECT (NULL REGEXP 'x') IS NULL AND ('x' REGEXP NULL) IS NULL"); n != 1 {
		t.Error("NULL matches, or does not, where nobody can tell")
	}
}

func TestConstraintErrors(t *testing.T) {
	conn := memory(t)
	exec(t, conn, `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CONSTRAINT grown CHECK (age >= 0));
		CREATE TABLE addresses (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id));
		CREATE TABLE tags (name TEXT);
		CREATE UNIQUE INDEX folded ON tags (lower(name));
		INSERT INTO tags VALUES ('red');
		CREATE TABLE pairs (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
		CREATE TRIGGER guard BEFORE DELETE ON users BEGIN SELECT RAISE(ABORT, 'users stay'); END;
		INSERT INTO users VALUES (1, 'ed', 30);
		INSERT INTO pairs VALUES (1, 2)`)
	for _, test := range []struct {
		sql  string
		args []any
		want driver.Error
	}{
		{"INSERT INTO users VALUES (?, ?, ?)", []any{2, "ed", 31}, driver.Error{Kind: driver.ErrUniqueViolation, Table: "users", Column: "name"}},
		{"INSERT INTO users VALUES (?, ?, ?)", []any{1, "x", 1}, driver.Error{Kind: driver.ErrUniqueViolation, Table: "users", Column: "id"}},
		{"INSERT INTO tags VALUES (?)", []any{"Red"}, driver.Error{Kind: driver.ErrUniqueViolation, Constraint: "folded"}},
		{"INSERT INTO pairs VALUES (?, ?)", []any{1, 2}, driver.Error{Kind: driver.ErrUniqueViolation, Table: "pairs", Column: "a, b"}},
		{"INSERT INTO users VALUES (?, ?, ?)", []any{2, nil, 1}, driver.Error{Kind: driver.ErrNotNullViolation, Table: "users", Column: "name"}},
		{"INSERT INTO users VALUES (?, ?, ?)", []any{2, "x", -1}, driver.Error{Kind: driver.ErrCheckViolation, Constraint: "grown"}},
		{"INSERT INTO addresses VALUES (?, ?)", []any{1, 99}, driver.Error{Kind: driver.ErrForeignKeyViolation}},
		{"DELETE FROM users", nil, driver.Error{Kind: driver.ErrIntegrity}},
		{"SELECT * FROM nowhere", nil, driver.Error{}},
	} {
		_, err := conn.Exec(t.Context(), driver.Statement{SQL: test.sql, Args: test.args})
		got, ok := errors.AsType[*driver.Error](err)
		if !ok {
			t.Errorf("%s: %v", test.sql, err)
			continue
		}
		if got.Kind != test.want.Kind || got.Table != test.want.Table || got.Column != test.want.Column || got.Constraint != test.want.Constraint {
			t.Errorf("%s %v: got %+v", test.sql, test.args, *got)
		}
		if test.want.Kind != nil && !errors.Is(err, driver.ErrIntegrity) {
			t.Errorf("%s: %v is no integrity error", test.sql, err)
		}
		if got.SQL != test.sql || len(got.Args) != len(test.args) || got.Code == 0 || zombiezen.ErrCode(err) != zombiezen.ResultCode(got.Code) {
			t.Errorf("%s: got %+v", test.sql, *got)
		}
	}
	_, err := conn.Query(t.Context(), driver.Statement{SQL: "SELEC ?", Args: []any{1}, Returns: true})
	if err == nil || !strings.Contains(err.Error(), `near "SELEC": syntax error`) || !strings.Contains(err.Error(), "arguments: [1]") {
		t.Errorf("a syntax error: %v", err)
	}
}

func TestStatementCacheEviction(t *testing.T) {
	conn := memory(t)
	open := query(t, conn, "SELECT 0 UNION ALL SELECT 0")
	open.Next()
	for range 2 {
		for i := range 600 {
			text := "SELECT " + strings.Repeat(" ", i) + "?"
			if n := count(t, conn, text, i); n != int64(i) {
				t.Fatalf("%d: got %d", i, n)
			}
		}
	}
	// The open result's statement is older than all that were evicted.
	if n, err := open.Int64(0); n != 0 || err != nil || !open.Next() || open.Next() || open.Err() != nil {
		t.Errorf("an open result ended with its statement's eviction: %v", open.Err())
	}
}

func TestCachedStatementsHoldNoLocks(t *testing.T) {
	conn := memory(t)
	exec(t, conn, "CREATE TABLE a (id INTEGER)")
	exec(t, conn, "INSERT INTO a VALUES (1), (2)")
	rows := query(t, conn, "SELECT id FROM a")
	rows.Next()
	_, err := conn.Exec(t.Context(), driver.Statement{SQL: "DROP TABLE a"})
	if !errors.Is(err, driver.ErrConnectionBusy) {
		t.Errorf("dropping a table that is being read: %v", err)
	}
	rows.Close()
	exec(t, conn, "DROP TABLE a")
}

func TestContextBefore(t *testing.T) {
	conn := memory(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := conn.Exec(ctx, driver.Statement{SQL: "CREATE TABLE a (id)"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	exec(t, conn, "CREATE TABLE a (id)")
}
