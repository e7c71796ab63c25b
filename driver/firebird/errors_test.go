package firebird

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/driver"
	"github.com/nakagami/firebirdsql"
)

func TestConstraintErrors(t *testing.T) {
	db := newDatabase(t, "",
		"CREATE DOMAIN positive AS INTEGER CHECK (VALUE > 0)",
		"CREATE TABLE parents (id BIGINT PRIMARY KEY)",
		"CREATE TABLE children (id BIGINT NOT NULL, parent_id BIGINT, name VARCHAR(50) NOT NULL, age INTEGER, size positive, \"Odd\" INTEGER NOT NULL,"+
			" CONSTRAINT child_key PRIMARY KEY (id), CONSTRAINT child_name UNIQUE (name),"+
			" CONSTRAINT \"Odd name\" FOREIGN KEY (parent_id) REFERENCES parents (id), CONSTRAINT grown CHECK (age <> 17))",
		"CREATE UNIQUE INDEX child_age ON children (age)",
		"INSERT INTO parents VALUES (1)",
		"INSERT INTO children VALUES (1, 1, 'it''s', 1, 1, 1)")
	conn := db.conn()
	for _, c := range []struct {
		sql                       string
		kind                      error
		constraint, table, column string
	}{
		{"INSERT INTO children VALUES (2, NULL, 'it''s', 2, 1, 1)", driver.ErrUniqueViolation, "child_name", "children", ""},
		{"INSERT INTO children VALUES (1, NULL, 'b', 2, 1, 1)", driver.ErrUniqueViolation, "child_key", "children", ""},
		{"INSERT INTO children VALUES (2, NULL, 'b', 1, 1, 1)", driver.ErrUniqueViolation, "child_age", "", ""},
		{"INSERT INTO children VALUES (3, 99, 'b', 2, 1, 1)", driver.ErrForeignKeyViolation, "Odd name", "children", "parent_id"},
		{"DELETE FROM parents", driver.ErrForeignKeyViolation, "Odd name", "children", ""},
		{"INSERT INTO children VALUES (4, 1, NULL, 2, 1, 1)", driver.ErrNotNullViolation, "", "children", "name"},
		{"INSERT INTO children (id, name) VALUES (4, 'b')", driver.ErrNotNullViolation, "", "children", "Odd"},
		{"INSERT INTO children VALUES (5, 1, 'c', 17, 1, 1)", driver.ErrCheckViolation, "grown", "children", ""},
		{"INSERT INTO children VALUES (6, 1, 'd', 2, -1, 1)", driver.ErrCheckViolation, "", "children", "size"},
	} {
		_, err := conn.Exec(t.Context(), newStatement(c.sql))
		failure, ok := errors.AsType[*driver.Error](err)
		if !ok || !errors.Is(err, c.kind) || !errors.Is(err, driver.ErrIntegrity) {
			t.Errorf("%s\n%v", c.sql, err)
			continue
		}
		if failure.Constraint != c.constraint || failure.Table != c.table || failure.Column != c.column {
			t.Errorf("%s\nconstraint %q, table %q, column %q: %s", c.sql, failure.Constraint, failure.Table, failure.Column, failure.Message)
		}
		if failure.SQL != c.sql || failure.State == "" || failure.Code == 0 || strings.Contains(failure.Message, "\n") {
			t.Errorf("%s\n%+v", c.sql, failure)
		}
		if _, ok := errors.AsType[*firebirdsql.FbError](err); !ok {
			t.Errorf("the driver's own error is not there: %v", err)
		}
	}
}

// TestCodes classifies what this test may not reach.
func TestCodes(t *testing.T) {
	for _, c := range []struct {
		codes []int
		kind  error
	}{
		{[]int{firebirdsql.ISCDeadlock}, driver.ErrDeadlock},
		{[]int{firebirdsql.ISCDeadlock, firebirdsql.ISCUpdateConflict, firebirdsql.ISCConcurrentTransaction}, driver.ErrSerialization},
		{[]int{firebirdsql.ISCLockConflict}, driver.ErrTimeout},
		{[]int{firebirdsql.ISCLockTimeout}, driver.ErrTimeout},
		{[]int{firebirdsql.ISCLockConflict, firebirdsql.ISCUpdateConflict}, driver.ErrSerialization},
		{[]int{firebirdsql.ISCNetworkError, firebirdsql.ISCNetReadErr}, driver.ErrConnection},
		{[]int{firebirdsql.ISCAttShutdown, firebirdsql.ISCAttShutKilled}, driver.ErrConnection},
		{[]int{335544569, 335544436, 335544580}, nil}, // table unknown
	} {
		if e := mapError(&firebirdsql.FbError{GDSCodes: c.codes}); e.Kind != c.kind {
			t.Errorf("%v: %v", c.codes, e.Kind)
		}
	}
	if mapError(errors.New("other")) != nil || mapError(context.Canceled) != nil {
		t.Error("an error that is not the server's was mapped")
	}
	if e := mapError(&net.OpError{Op: "read", Err: errors.New("reset")}); e == nil || e.Kind != driver.ErrConnection {
		t.Error(e)
	}
}

func TestStatementInError(t *testing.T) {
	conn := newDatabase(t, "", people).conn()
	_, err := conn.Exec(t.Context(), newStatement("INSERT INTO nowhere VALUES (?)", "an argument"))
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok || failure.Kind != nil || failure.Code != -204 || len(failure.Args) != 1 || !strings.Contains(err.Error(), "an argument") {
		t.Errorf("%+v", failure)
	}
}

// TestUpdateConflict has two transactions change one row.
func TestUpdateConflict(t *testing.T) {
	for _, level := range []driver.Isolation{driver.ReadCommitted, driver.RepeatableRead} {
		db := newDatabase(t, "", people, "INSERT INTO people (name) VALUES ('ed')")
		ctx := t.Context()
		first, second := db.conn(), db.conn()
		for _, conn := range []driver.Conn{first, second} {
			if err := conn.Begin(ctx, driver.TxOptions{Isolation: level}); err != nil {
				t.Fatal(err)
			}
			query(t, conn, "SELECT * FROM people")
		}
		exec(t, first, "UPDATE people SET name = 'wendy'")
		committed := make(chan error)
		time.AfterFunc(20*time.Millisecond, func() { committed <- first.Commit(ctx) })
		_, err := second.Exec(ctx, newStatement("UPDATE people SET name = ?", "mary"))
		if err := <-committed; err != nil {
			t.Error(err)
		}
		if !errors.Is(err, driver.ErrSerialization) {
			t.Errorf("%v: %v", level, err)
		}
		if err := second.Rollback(ctx); err != nil {
			t.Error(err)
		}
	}
}

func TestKilledConnection(t *testing.T) {
	db := newDatabase(t, "", people)
	ctx := t.Context()
	killer, conn := db.conn(), db.conn()
	id := query(t, conn, "SELECT CURRENT_CONNECTION FROM rdb$database")[0]
	if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
	exec(t, killer, "DELETE FROM mon$attachments WHERE mon$attachment_id = ?", id)
	_, err := conn.Exec(ctx, newStatement("INSERT INTO people (name) VALUES (?)", "wendy"))
	if !errors.Is(err, driver.ErrConnection) {
		t.Errorf("%v", err)
	}
	if err := conn.Commit(ctx); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("commit: %v", err)
	}
	if err := conn.Close(); err != nil {
		t.Error(err)
	}
	if got := query(t, db.conn(), "SELECT COUNT(*) FROM people"); got[0] != "0" {
		t.Error(got)
	}
}

func TestConnectErrors(t *testing.T) {
	db := newDatabase(t, "")
	ping := func(change func(url *driver.URL)) error {
		url := *db.url
		change(&url)
		return openPool(t, &url).PingContext(t.Context())
	}
	err := ping(func(url *driver.URL) { url.Username, url.Password = "azoth_nobody", "n0t-th1s" })
	if !errors.Is(err, driver.ErrConnection) || strings.Contains(err.Error(), "n0t-th1s") {
		t.Errorf("%v", err)
	}
	if err := ping(func(url *driver.URL) { url.Database += ".nowhere" }); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("unknown database: %v", err)
	}
	if err := ping(func(url *driver.URL) { url.Port, url.Query = closedPort(t), nil }); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("closed port: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	connector, err := firebirdDriver{}.Connector(db.url)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := connector.Connect(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := sql.OpenDB(connector).PingContext(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// closedPort gives a port that nothing listens on.
func closedPort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// TestCreate makes a database once, and by an option.
func TestCreate(t *testing.T) {
	ctx := t.Context()
	url := databaseURL(t)
	if err := Create(ctx, url.Reveal()); err != nil {
		t.Fatal(err)
	}
	conn, err := checkOut(ctx, openPool(t, url))
	if err != nil {
		t.Fatal(err)
	}
	exec(t, conn, people)
	conn.Close()
	if err := Create(ctx, url.Reveal()); err == nil || strings.Contains(err.Error(), "masterkey") {
		t.Errorf("a database was written over: %v", err)
	}
	url.Query = map[string][]string{"create": {"true"}}
	if conn, err = checkOut(ctx, openPool(t, url)); err != nil {
		t.Fatal(err)
	}
	if got := query(t, conn, "SELECT COUNT(*) FROM people"); !slices.Equal(got, []string{"0"}) {
		t.Error(got)
	}
	conn.Close()

	missing := databaseURL(t)
	missing.Query = url.Query
	if conn, err = checkOut(ctx, openPool(t, missing)); err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if got := query(t, conn, "SELECT rdb$character_set_name FROM rdb$database"); !slices.Equal(got, []string{"UTF8"}) {
		t.Error(got)
	}
}
