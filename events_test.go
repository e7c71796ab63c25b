package azoth_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
)

// A recorder writes events down in a word or two each.
type recorder struct{ events []string }

func (r *recorder) listen(_ context.Context, e azoth.Event) {
	s := e.Kind.String()
	switch {
	case e.Write != nil:
		s = e.Write.Operation + " " + e.Write.Table
	case e.Statement.SQL != "":
		s, _, _ = strings.Cut(e.Statement.SQL, " ")
	}
	if e.Rows >= 0 {
		s += fmt.Sprintf(" %d", e.Rows)
	}
	if e.Err != nil {
		s += " failed"
	}
	r.events = append(r.events, s)
}

func (r *recorder) want(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(r.events, want) {
		t.Errorf("got  %q\nwant %q", r.events, want)
	}
	r.events = nil
}

func TestEventOrder(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		var r recorder
		eng := open(t, url, azoth.Listen(r.listen))
		ctx := t.Context()
		r.want(t)
		exec(t, eng, "CREATE TABLE numbers (n INTEGER PRIMARY KEY)")
		r.want(t, "connect", "checkout", "CREATE 0", "checkin")
		wantIntegers(t, eng, "SELECT n FROM numbers")
		r.want(t, "checkout", "SELECT", "checkin")

		tx, err := eng.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		r.want(t, "checkout")
		exec(t, tx, "INSERT INTO numbers VALUES (1), (2)")
		wantIntegers(t, tx, "SELECT n FROM numbers ORDER BY n", 1, 2)
		if err := tx.Nested(ctx, func(tx *azoth.Tx) error {
			_, err := tx.ExecStatement(ctx, text("INSERT INTO numbers VALUES (1)"))
			return err
		}); !errors.Is(err, azoth.ErrUniqueViolation) {
			t.Error(err)
		}
		if err := tx.Commit(ctx); err != nil {
			t.Error(err)
		}
		r.want(t, "begin", "INSERT 2", "SELECT", "savepoint", "INSERT failed", "rollback to", "commit", "checkin")

		// A transaction without a statement sends nothing.
		if err := eng.Run(ctx, func(*azoth.Tx) error { return nil }); err != nil {
			t.Error(err)
		}
		if err := eng.Run(ctx, func(*azoth.Tx) error { return errBoom }); err != errBoom {
			t.Error(err)
		}
		r.want(t, "checkout", "checkin", "checkout", "checkin")

		conn := connect(t, eng)
		if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
			t.Fatal(err)
		}
		exec(t, conn, "DELETE FROM numbers")
		conn.Close()
		r.want(t, "checkout", "begin", "DELETE 2", "rollback", "checkin")
		eng.Close()
		r.want(t, "close")
	})
}

func TestPipelineEvents(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		var r recorder
		eng := open(t, url, azoth.Listen(r.listen))
		exec(t, eng, "CREATE TABLE numbers (n INTEGER PRIMARY KEY)")
		ctx := t.Context()
		conn := connect(t, eng)
		begin := func() {
			t.Helper()
			if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
			r.events = nil
		}
		write := func(operation, sql string) azoth.Write {
			return azoth.Write{Operation: operation, Table: "numbers",
				Statement: dialect.Statement{SQL: sql, Returns: strings.HasPrefix(sql, "SELECT")}}
		}
		insert := write("INSERT", "INSERT INTO numbers VALUES (1), (2)")
		read := write("READ", "SELECT n FROM numbers ORDER BY n")
		remove := write("DELETE", "DELETE FROM numbers WHERE n = 1")

		begin()
		var seen []string
		err := conn.Pipeline(ctx, []azoth.Write{insert, read, remove}, true, func(i int, result driver.Result, rows driver.Rows) error {
			if rows == nil {
				seen = append(seen, fmt.Sprintf("%d: %d rows", i, result.RowsAffected))
				return nil
			}
			for rows.Next() {
				n, err := rows.Int64(0)
				if err != nil {
					return err
				}
				seen = append(seen, fmt.Sprintf("%d: %d", i, n))
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"0: 2 rows", "1: 1", "1: 2", "2: 1 rows"}; !slices.Equal(seen, want) {
			t.Errorf("got %q, want %q", seen, want)
		}
		r.want(t, "begin", "INSERT numbers 2", "READ numbers", "DELETE numbers 1", "commit")
		if conn.InTransaction() {
			t.Error("in a transaction after the commit")
		}

		begin()
		err = conn.Pipeline(ctx, []azoth.Write{remove, insert, remove}, true, nil)
		var at *driver.PipelineError
		if !errors.Is(err, azoth.ErrUniqueViolation) || !errors.As(err, &at) || at.Index != 1 {
			t.Errorf("the second statement violates the key: %v", err)
		}
		r.want(t, "begin", "DELETE numbers 0", "INSERT numbers failed")
		if !conn.InTransaction() {
			t.Error("the transaction ended with the failure")
		}
		if err := conn.Rollback(ctx); err != nil {
			t.Error(err)
		}
		r.want(t, "rollback")

		begin()
		err = conn.Pipeline(ctx, []azoth.Write{remove, read}, false, func(i int, _ driver.Result, _ driver.Rows) error {
			if i == 1 {
				return errBoom
			}
			return nil
		})
		if !errors.Is(err, errBoom) {
			t.Errorf("got %v, want the function's error", err)
		}
		r.want(t, "begin", "DELETE numbers 0", "READ numbers")
		if err := conn.Rollback(ctx); err != nil {
			t.Error(err)
		}

		if err := conn.Pipeline(ctx, []azoth.Write{remove}, true, nil); err == nil {
			t.Error("a commit without a transaction")
		}
		if err := conn.Pipeline(ctx, nil, false, nil); err != nil {
			t.Errorf("of nothing: %v", err)
		}
		conn.Close()
		wantIntegers(t, eng, "SELECT n FROM numbers", 2)
	})
}

func TestEventOfAFailureWhileReading(t *testing.T) {
	// The third row cannot be computed, which is found out when it is read.
	const query = "SELECT abs(n) FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT -9223372036854775808)"
	var last azoth.Event
	eng := open(t, "sqlite://", azoth.HideParameters(), azoth.Listen(func(_ context.Context, e azoth.Event) {
		if e.Kind == azoth.EventFetch {
			last = e
		}
	}))
	got, err := integers(eng, t.Context(), query+" WHERE n <> ?", int64(5))
	if err == nil || len(got) != 2 {
		t.Fatalf("read %v, %v", got, err)
	}
	if last.Err == nil || last.Rows != 2 || !strings.HasPrefix(last.Statement.SQL, query) {
		t.Errorf("the event is %+v", last)
	}
	var failure *azoth.DBError
	if !errors.As(err, &failure) || failure.Args != nil {
		t.Errorf("arguments are shown: %v", err)
	}
}

// logTo makes a logger that writes lines without time and durations.
func logTo(buffer *bytes.Buffer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(buffer, &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch a.Key {
		case slog.TimeKey:
			return slog.Attr{}
		case "duration":
			if a.Value.Kind() != slog.KindDuration {
				return slog.String("duration", "not a duration")
			}
			return slog.String("duration", "~")
		}
		return a
	}}))
}

// script is what the tests of Echo run.
func script(t *testing.T, eng *azoth.Engine) {
	t.Helper()
	exec(t, eng, "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)")
	err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
		exec(t, tx, "INSERT INTO users VALUES (?, ?)", int64(1), "ed")
		return tx.Nested(t.Context(), func(tx *azoth.Tx) error {
			wantIntegers(t, tx, "SELECT id FROM users WHERE name = 'ed'", 1)
			return nil
		})
	}, azoth.IsolationLevel(azoth.Serializable))
	if err != nil {
		t.Error(err)
	}
	err = eng.Run(t.Context(), func(tx *azoth.Tx) error {
		return tx.Nested(t.Context(), func(tx *azoth.Tx) error {
			_, err := tx.ExecStatement(t.Context(), text("INSERT INTO users VALUES (?, ?)", int64(1), "wendy"))
			return err
		})
	})
	if !errors.Is(err, azoth.ErrUniqueViolation) {
		t.Error(err)
	}
}

func TestEcho(t *testing.T) {
	var buffer bytes.Buffer
	script(t, open(t, "sqlite://", azoth.Echo(logTo(&buffer, slog.LevelInfo))))
	const want = `level=INFO msg="CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)" duration=~ rows=0
level=INFO msg="BEGIN (implicit)" isolation=SERIALIZABLE
level=INFO msg="INSERT INTO users VALUES (?, ?)" args="[1 'ed']" duration=~ rows=1
level=INFO msg="SAVEPOINT sp_1"
level=INFO msg="SELECT id FROM users WHERE name = 'ed'" duration=~
level=INFO msg="RELEASE SAVEPOINT sp_1"
level=INFO msg=COMMIT duration=~
level=INFO msg="BEGIN (implicit)"
level=INFO msg="SAVEPOINT sp_1"
level=ERROR msg="INSERT INTO users VALUES (?, ?)" args="[1 'wendy']" duration=~ error="unique constraint violated: UNIQUE constraint failed: users.id"
level=INFO msg="ROLLBACK TO SAVEPOINT sp_1"
level=INFO msg=ROLLBACK duration=~
`
	if got := buffer.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEchoDebug(t *testing.T) {
	var buffer bytes.Buffer
	eng := open(t, "sqlite://", azoth.Echo(logTo(&buffer, slog.LevelDebug)), azoth.EchoRows())
	wantIntegers(t, eng, "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL", 1, 2)
	const want = `level=DEBUG msg="connection connect" duration=~
level=DEBUG msg="connection checkout" duration=~
level=INFO msg="SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL" duration=~
level=DEBUG msg=row columns.a=1 columns.b=x
level=DEBUG msg=row columns.a=2 columns.b=<nil>
level=DEBUG msg="connection checkin"
`
	if got := buffer.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHideParameters(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		var buffer bytes.Buffer
		eng := open(t, url, azoth.Echo(logTo(&buffer, slog.LevelDebug)), azoth.HideParameters())
		exec(t, eng, "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20))")
		failures := func(executor *azoth.Conn) (errs []error) {
			_, err := integers(executor, t.Context(), "SELECT id FROM nowhere WHERE name = ?", "secret")
			errs = append(errs, err)
			_, err = executor.ExecStatement(t.Context(), text("INSERT INTO nowhere (name) VALUES (?)", "secret"))
			errs = append(errs, err)
			err = executor.Pipeline(t.Context(), []azoth.Write{{Statement: dialect.Statement{
				SQL: "INSERT INTO nowhere (name) VALUES ('x')", Args: []any{"secret"}}}}, false, nil)
			return append(errs, err)
		}
		exec(t, eng, "INSERT INTO users (id, name) VALUES (?, ?)", int64(1), "secret")
		for i, err := range failures(connect(t, eng)) {
			if err == nil || strings.Contains(err.Error(), "secret") {
				t.Errorf("failure %d: %v", i, err)
			}
		}
		if strings.Contains(buffer.String(), "secret") || !strings.Contains(buffer.String(), "INSERT INTO users") {
			t.Errorf("the log says\n%s", buffer.String())
		}

		shown := open(t, url)
		err := failures(connect(t, shown))[0]
		if err == nil || !strings.Contains(err.Error(), "'secret'") {
			t.Errorf("without HideParameters: %v", err)
		}
	})
}

func TestListenBesideEcho(t *testing.T) {
	var buffer bytes.Buffer
	var one, other recorder
	eng := open(t, "sqlite://", azoth.Listen(one.listen), azoth.Echo(logTo(&buffer, slog.LevelInfo)), azoth.Listen(other.listen))
	wantIntegers(t, eng, "SELECT 1", 1)
	if len(one.events) == 0 || !slices.Equal(one.events, other.events) || buffer.Len() == 0 {
		t.Errorf("listeners got %q and %q, the log\n%s", one.events, other.events, buffer.String())
	}
}
