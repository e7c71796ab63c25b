package pgx

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"testing"
	"time"

	pgxv5 "github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/azoth-go/azoth/driver"
)

func TestContext(t *testing.T) {
	pool := openPool(t)
	pool.SetMaxOpenConns(1)
	for range 2 {
		c := checkOut(t, pool)
		readOne(t, c, "select 1")
		limited, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
		_, err := c.Exec(limited, statementOf("select pg_sleep(60)"))
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrTimeout) {
			t.Errorf("deadline: %v", err)
		}
		_, err = c.Exec(ctx, statementOf("select 1"))
		if !errors.Is(err, driver.ErrConnection) {
			t.Errorf("after the connection was given up: %v", err)
		}
		if err := c.Rollback(ctx); err != nil {
			t.Errorf("nothing is left to roll back: %v", err)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}

		// The pool opens another.
		c = checkOut(t, pool)
		if got := readOne(t, c, "select 1"); got != "1" {
			t.Error("the pool gave out a dead connection")
		}
		canceled, cancel := context.WithCancel(ctx)
		rows, err := c.Query(canceled, queryOf("select i, repeat('x', 10000), pg_sleep(0.01) from generate_series(1, 100000) i"))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for rows.Next() {
			if n++; n == 3 {
				cancel()
			}
		}
		cancel()
		if !errors.Is(rows.Err(), context.Canceled) || errors.Is(rows.Err(), driver.ErrTimeout) {
			t.Errorf("canceled: %v", rows.Err())
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}

	// A context that has ended before costs nothing, not even the connection.
	c := checkOut(t, pool)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Exec(ended, statementOf("select 1")); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: %v", err)
	}
	if _, err := c.Query(ended, queryOf("select 1")); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: %v", err)
	}
	if err := c.Pipeline(ended, []driver.Statement{queryOf("select 1")}, true, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("ended before: %v", err)
	}
	mustExec(t, c, "select 1")
	if err := c.Commit(ctx); err != nil {
		t.Error(err)
	}
}

func TestServerTerminatesTheConnection(t *testing.T) {
	pool := openPool(t)
	pool.SetMaxOpenConns(2)
	c, killer := checkOut(t, pool), checkOut(t, pool)
	if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	pid := readOne(t, c, "select pg_backend_pid()")
	mustExec(t, killer, "select pg_terminate_backend($1)", pid)
	_, err := c.Exec(ctx, statementOf("select 1 as after"))
	if !errors.Is(err, driver.ErrConnection) {
		t.Errorf("error %v", err)
	}
	if err := c.Commit(ctx); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("commit: %v", err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if got := readOne(t, checkOut(t, pool), "select pg_backend_pid()"); got == pid {
		t.Error("the connection is still there")
	}
}

func TestClose(t *testing.T) {
	pool := openPool(t)
	pool.SetMaxOpenConns(1)
	c := checkOut(t, pool)
	table := makeTable(t, c, "id int primary key")
	leave := map[string]func(c *conn){
		"a transaction": func(c *conn) {
			mustExec(t, c, "insert into "+table+" values (1)")
		},
		"a failed transaction": func(c *conn) {
			mustExec(t, c, "insert into "+table+" values (1)")
			c.Exec(ctx, statementOf("nonsense"))
		},
		"open rows": func(c *conn) {
			mustExec(t, c, "insert into "+table+" values (1)")
			if _, err := c.Query(ctx, queryOf("select i from generate_series(1, 1000) i")); err != nil {
				t.Fatal(err)
			}
		},
		"nothing but BEGIN": func(c *conn) {},
	}
	pid := readOne(t, c, "select pg_backend_pid()")
	c.Close()
	for name, work := range leave {
		c := checkOut(t, pool)
		if err := c.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		work(c)
		if err := c.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := c.Close(); err != nil {
			t.Errorf("closing twice: %v", err)
		}
		if _, err := c.Exec(ctx, statementOf("select 1")); !errors.Is(err, sql.ErrConnDone) {
			t.Errorf("a statement after Close: %v", err)
		}
		c = checkOut(t, pool)
		if got := readOne(t, c, "select count(*) from "+table); got != "0" {
			t.Errorf("%s was not rolled back", name)
		}
		if got := readOne(t, c, "select pg_backend_pid()"); got != pid {
			t.Errorf("%s cost the connection", name)
		}
		c.Close()
	}
}

func TestWrapPoolsOfOthers(t *testing.T) {
	url := serverURL(t)
	config, err := pgxv5.ParseConfig(connectionString(url))
	if err != nil {
		t.Fatal(err)
	}
	pool := stdlib.OpenDB(*config)
	defer pool.Close()
	c := checkOut(t, pool)
	readOne(t, c, "select 1")
	if got := c.statements.capacity; got != defaultCapacity {
		t.Errorf("capacity %d", got)
	}
	native, ok := c.Raw().(*pgxv5.Conn)
	if !ok {
		t.Fatalf("Raw is a %T", c.Raw())
	}
	var n int
	if err := native.QueryRow(ctx, "select 2").Scan(&n); err != nil || n != 2 {
		t.Errorf("the native connection gave %d, %v", n, err)
	}
	readOne(t, c, "select 1")
}

func TestConnector(t *testing.T) {
	connector := func(text string) error {
		url, err := driver.ParseURL(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = postgreSQL.Connector(url)
		return err
	}
	for text, want := range map[string]string{
		"postgresql://h/d?ssl_mode=disable":                                    `unknown option "ssl_mode": did you mean "sslmode"`,
		"postgresql://u:topsecret@h/d?sslmode=perhaps":                         "sslmode",
		"postgresql://u:topsecret@h/d?statement_cache_capacity=many":           "statement_cache_capacity",
		"postgresql://u:topsecret@h/d?target_session_attrs=any&options=-c+a=1": "",
		"postgresql+pgx://": "",
		"postgres://u:it's%20%5C@/d%20d?connect_timeout=3&application_name=it's": "",
	} {
		err := connector(text)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "topsecret") {
			t.Errorf("the password is in the error: %v", err)
		}
	}

	url := serverURL(t)
	url.Query.Set("application_name", `it's "azoth" \`)
	if got := readOne(t, checkOut(t, openURL(t, url)), "show application_name"); got != `it's "azoth" \` {
		t.Errorf("application name %s", got)
	}

	url = serverURL(t)
	url.Database = "azoth_no_such_database"
	url.Password = "topsecret"
	failing, err := postgreSQL.Connector(url)
	if err != nil {
		t.Fatal(err)
	}
	_, err = failing.Connect(ctx)
	failure := asError(t, err)
	if !errors.Is(err, driver.ErrConnection) || failure.State != "3D000" || strings.Contains(err.Error(), "topsecret") {
		t.Errorf("error %v", err)
	}

	for _, scheme := range []string{"postgresql", "postgres", "postgresql+pgx"} {
		if d, err := driver.Lookup(scheme); err != nil || d.Dialect().Name != "postgresql" {
			t.Errorf("%s: %v", scheme, err)
		}
	}
}
