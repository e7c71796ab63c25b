package mysql

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/driver"
	gomysql "github.com/go-sql-driver/mysql"
)

func TestConstraintErrors(t *testing.T) {
	db := newDatabase(t, "",
		"CREATE TABLE parents (id BIGINT PRIMARY KEY)",
		"CREATE TABLE children (id BIGINT PRIMARY KEY, parent_id BIGINT, name VARCHAR(50) NOT NULL, age INT CHECK (age >= 0),"+
			" CONSTRAINT child_name UNIQUE (name), CONSTRAINT `odd `` name` FOREIGN KEY (parent_id) REFERENCES parents (id), CONSTRAINT grown CHECK (age <> 17))",
		"INSERT INTO parents VALUES (1)",
		"INSERT INTO children VALUES (1, 1, 'it''s', 1)")
	conn := db.conn()
	for _, c := range []struct {
		sql                       string
		kind                      error
		constraint, table, column string
	}{
		{"INSERT INTO children VALUES (2, NULL, 'it''s', 1)", driver.ErrUniqueViolation, "child_name", "", ""},
		{"INSERT INTO children VALUES (1, NULL, 'for key ''x''', 1)", driver.ErrUniqueViolation, "PRIMARY", "", ""},
		{"INSERT INTO children VALUES (3, 99, 'b', 1)", driver.ErrForeignKeyViolation, "odd ` name", "children", "parent_id"},
		{"DELETE FROM parents", driver.ErrForeignKeyViolation, "odd ` name", "children", "parent_id"},
		{"INSERT INTO children VALUES (4, 1, NULL, 1)", driver.ErrNotNullViolation, "", "", "name"},
		{"INSERT INTO children (id) VALUES (4)", driver.ErrNotNullViolation, "", "", "name"},
		{"INSERT INTO children VALUES (5, 1, 'c', 17)", driver.ErrCheckViolation, "grown", "children", ""},
		{"INSERT INTO children VALUES (6, 1, 'd', -1)", driver.ErrCheckViolation, "children.age", "children", "age"},
	} {
		_, err := conn.Exec(t.Context(), statement(c.sql))
		failure, ok := errors.AsType[*driver.Error](err)
		if !ok || !errors.Is(err, c.kind) || !errors.Is(err, driver.ErrIntegrity) {
			t.Errorf("%s\n%v", c.sql, err)
			continue
		}
		// MySQL names more than MariaDB does.
		if failure.Constraint != c.constraint || cmp.Or(c.table, failure.Table) != failure.Table || failure.Column != c.column {
			t.Errorf("%s\nconstraint %q, table %q, column %q: %s", c.sql, failure.Constraint, failure.Table, failure.Column, failure.Message)
		}
		if failure.SQL != c.sql || failure.State == "" || failure.Code == 0 {
			t.Errorf("%s\n%+v", c.sql, failure)
		}
		if _, ok := errors.AsType[*gomysql.MySQLError](err); !ok {
			t.Errorf("the driver's own error is not there: %v", err)
		}
	}
}

// TestMessages reads what servers say that this test may not reach.
func TestMessages(t *testing.T) {
	for _, c := range []struct {
		number                    uint16
		message                   string
		kind                      error
		constraint, table, column string
	}{
		{1062, "Duplicate entry 'ed' for key 'users.name'", driver.ErrUniqueViolation, "name", "users", ""},
		{1586, "Duplicate entry 'ed' for key 'name'", driver.ErrUniqueViolation, "name", "", ""},
		{1169, "Can't write, because of unique constraint, to table 'users'", driver.ErrUniqueViolation, "", "users", ""},
		{3819, "Check constraint 'it's' is violated.", driver.ErrCheckViolation, "it's", "", ""},
		{1216, "Cannot add or update a child row: a foreign key constraint fails", driver.ErrForeignKeyViolation, "", "", ""},
		{1452, "Cannot add or update a child row: a foreign key constraint fails (`d`.`c`, CONSTRAINT `f` FOREIGN KEY (`a`, `b`) REFERENCES `p` (`a`, `b`) ON DELETE CASCADE)", driver.ErrForeignKeyViolation, "f", "c", ""},
		{1451, `Cannot delete or update a parent row: a foreign key constraint fails ("d"."c", CONSTRAINT "odd ` + "`" + ` ""name" FOREIGN KEY ("a") REFERENCES "p" ("a"))`, driver.ErrForeignKeyViolation, "odd ` \"name", "c", "a"},
		{1062, "", driver.ErrUniqueViolation, "", "", ""},
		{1048, "", driver.ErrNotNullViolation, "", "", ""},
		{4025, "CONSTRAINT `", driver.ErrCheckViolation, "", "", ""},
		{3024, "Query execution was interrupted, maximum statement execution time exceeded", driver.ErrTimeout, "", "", ""},
		{1020, "Record has changed since last read in table 't'", driver.ErrSerialization, "", "", ""},
		{1264, "Out of range value for column 'n' at row 1", driver.ErrFit, "", "", "n"},
		{1406, "Data too long for column `d`.`t`.`word` at row 2", driver.ErrFit, "", "", "word"},
		{1146, "Table 'd.t' doesn't exist", nil, "", "", ""},
	} {
		e := mapError(&gomysql.MySQLError{Number: c.number, Message: c.message})
		if e.Kind != c.kind || e.Constraint != c.constraint || e.Table != c.table || e.Column != c.column {
			t.Errorf("%s\nkind %v, constraint %q, table %q, column %q", c.message, e.Kind, e.Constraint, e.Table, e.Column)
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
	_, err := conn.Exec(t.Context(), statement("INSERT INTO nowhere VALUES (?)", "an argument"))
	failure, ok := errors.AsType[*driver.Error](err)
	if !ok || failure.Kind != nil || failure.Code != 1146 || len(failure.Args) != 1 || !strings.Contains(err.Error(), "an argument") {
		t.Errorf("%+v", failure)
	}
}

func TestStrictMode(t *testing.T) {
	for _, c := range []struct {
		options string
		strict  bool
	}{
		{"", true},
		{"sql_mode=", false},
		{"sql_mode=ANSI_QUOTES", false},
		{"sql_mode=ANSI_QUOTES,STRICT_ALL_TABLES", true},
	} {
		conn := newDatabase(t, c.options, "CREATE TABLE n (i TINYINT)").conn()
		_, err := conn.Exec(t.Context(), statement("INSERT INTO n VALUES (?)", 1000))
		if (err != nil) != c.strict {
			t.Errorf("%q: %v", c.options, err)
		}
	}
}

// TestDeadlock has two transactions wait for each other.
func TestDeadlock(t *testing.T) {
	db := newDatabase(t, "", people, "INSERT INTO people (name) VALUES ('ed'), ('wendy')")
	ctx := t.Context()
	first, second := db.conn(), db.conn()
	for _, conn := range []driver.Conn{first, second} {
		if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	update := "UPDATE people SET name = CONCAT(name, ?) WHERE id = ?"
	exec(t, first, update, "1", 1)
	exec(t, second, update, "2", 2)
	done := make(chan error)
	go func() {
		_, err := first.Exec(ctx, statement(update, "1", 2))
		done <- err
	}()
	_, err := second.Exec(ctx, statement(update, "2", 1))
	err = errors.Join(err, <-done)
	if !errors.Is(err, driver.ErrDeadlock) {
		t.Errorf("%v", err)
	}
	for _, conn := range []driver.Conn{first, second} {
		if err := conn.Rollback(ctx); err != nil {
			t.Error(err)
		}
	}
}

func TestLockWait(t *testing.T) {
	db := newDatabase(t, "", people, "INSERT INTO people (name) VALUES ('ed')")
	ctx := t.Context()
	first, second := db.conn(), db.conn()
	if err := first.Begin(ctx, driver.TxOptions{}); err != nil {
		t.Fatal(err)
	}
	exec(t, first, "UPDATE people SET name = 'wendy'")
	exec(t, second, "SET innodb_lock_wait_timeout = 1")
	_, err := second.Exec(ctx, statement("UPDATE people SET name = ?", "mary"))
	if !errors.Is(err, driver.ErrTimeout) {
		t.Errorf("%v", err)
	}
	query(t, second, "SELECT 1") // the connection goes on
}

func TestKilledConnection(t *testing.T) {
	db := newDatabase(t, "", people)
	ctx := t.Context()
	killer := db.conn()
	for range 2 {
		conn := db.conn()
		id, err := strconv.Atoi(query(t, conn, "SELECT CONNECTION_ID()")[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		exec(t, conn, "INSERT INTO people (name) VALUES (?)", "ed")
		exec(t, killer, "KILL "+strconv.Itoa(id))
		_, err = conn.Exec(ctx, statement("INSERT INTO people (name) VALUES (?)", "wendy"))
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
}

func TestKilledQuery(t *testing.T) {
	db := newDatabase(t, "")
	killer, conn := db.conn(), db.conn()
	id := query(t, conn, "SELECT CONNECTION_ID()")[0]
	done := make(chan error)
	go func() {
		_, err := conn.Exec(t.Context(), statement("DO SLEEP(60)"))
		done <- err
	}()
	for len(query(t, killer, "SELECT id FROM information_schema.processlist WHERE id = ? AND info = 'DO SLEEP(60)'", id)) == 0 {
	}
	exec(t, killer, "KILL QUERY "+id)
	err := <-done
	if failure, ok := errors.AsType[*driver.Error](err); err != nil && (!ok || failure.Code != 1317) {
		t.Errorf("%v", err)
	}
	query(t, conn, "SELECT 1")
}

func TestConnectErrors(t *testing.T) {
	db := newDatabase(t, "")
	admin := db.conn()
	// Any host: the server may see the test under another name.
	exec(t, admin, "DROP USER IF EXISTS azoth_secretive@'%'")
	exec(t, admin, "CREATE USER azoth_secretive@'%' IDENTIFIED BY 'right'")
	defer exec(t, admin, "DROP USER azoth_secretive@'%'")
	ping := func(change func(url *driver.URL)) error {
		url := *db.url
		change(&url)
		return openPool(t, &url).PingContext(t.Context())
	}
	err := ping(func(url *driver.URL) { url.Username, url.Password = "azoth_secretive", "n0t-th1s" })
	if failure, ok := errors.AsType[*driver.Error](err); !ok || failure.Code != 1045 || !errors.Is(err, driver.ErrConnection) {
		t.Errorf("%v", err)
	}
	if err != nil && strings.Contains(err.Error(), "n0t-th1s") {
		t.Errorf("the password is shown: %v", err)
	}
	if err := ping(func(url *driver.URL) { url.Database = "azoth_nowhere" }); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("unknown database: %v", err)
	}
	if err := ping(func(url *driver.URL) { url.Port, url.Query = closedPort(t), nil }); !errors.Is(err, driver.ErrConnection) {
		t.Errorf("closed port: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d, err := driver.Lookup("mysql")
	if err != nil {
		t.Fatal(err)
	}
	connector, err := d.Connector(db.url)
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
