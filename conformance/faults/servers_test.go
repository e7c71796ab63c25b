package faults

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A server is a database behind a network, and how to ask it what it does for
// others than who asks.
type server struct {
	azothtest.Database
	one  string // a query for the number 1
	slow string // a query that takes a minute
	wide string // a query for ten thousand rows of some hundred bytes
	// The numbers of sessions, of those that work at the moment, and of open
	// transactions.
	sessions, busy, transactions string
}

// servers are the databases behind a network.
func servers(t *testing.T) []server {
	found := map[string]azothtest.Database{"firebird": azothtest.Firebird()}
	for _, d := range azothtest.Databases(t) {
		found[d.Name] = d
	}
	return []server{
		{
			Database:     found["postgresql"],
			one:          "SELECT 1",
			slow:         "SELECT count(pg_sleep(60))",
			wide:         "SELECT n, repeat('x', 200) FROM generate_series(1, 10000) AS t(n)",
			sessions:     "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
			busy:         "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'",
			transactions: "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL AND backend_type = 'client backend'",
		},
		{
			Database:     found["mariadb"],
			one:          "SELECT 1",
			slow:         "SELECT count(*) FROM (SELECT sleep(60)) AS t",
			wide:         "SELECT seq, repeat('x', 200) FROM seq_1_to_10000",
			sessions:     "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND id <> connection_id()",
			busy:         "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND id <> connection_id() AND command IN ('Query', 'Execute')",
			transactions: "SELECT count(*) FROM information_schema.innodb_trx JOIN information_schema.processlist ON id = trx_mysql_thread_id WHERE db = database() AND id <> connection_id()",
		},
		{
			Database: found["firebird"],
			one:      "SELECT 1 FROM rdb$database",
			slow:     "SELECT count(*) FROM rdb$types a, rdb$types b, rdb$types c, rdb$types d",
			wide: "WITH RECURSIVE n(i) AS (SELECT 1 FROM rdb$database UNION ALL SELECT i + 1 FROM n WHERE i < 100) " +
				"SELECT a.i, CAST(LPAD('', 200, 'x') AS VARCHAR(200)) FROM n a, n b",
			sessions:     "SELECT count(*) FROM mon$attachments WHERE mon$attachment_id <> CURRENT_CONNECTION AND mon$system_flag = 0",
			busy:         "SELECT count(*) FROM mon$statements WHERE mon$attachment_id <> CURRENT_CONNECTION AND mon$state = 1",
			transactions: "SELECT count(*) FROM mon$transactions t JOIN mon$attachments a ON a.mon$attachment_id = t.mon$attachment_id WHERE a.mon$attachment_id <> CURRENT_CONNECTION AND a.mon$system_flag = 0 AND t.mon$state = 1",
		},
	}
}

// A trial is an engine over a faulty network to a database of its own, which has
// the table numbers (n, body), and somebody who watches the server from the side.
type trial struct {
	*testing.T
	server
	*network
	eng   *azoth.Engine
	admin *azoth.Engine
}

// Name is that of the test.
func (t *trial) Name() string { return t.T.Name() }

// onServers tries on every server.
func onServers(t *testing.T, try func(t *trial), options ...azoth.Option) {
	for _, s := range servers(t) {
		t.Run(s.Name, func(t *testing.T) { try(newTrial(t, s, options...)) })
	}
}

func newTrial(t *testing.T, s server, options ...azoth.Option) *trial {
	url := s.Scratch(t)
	network := newNetwork(t, url)
	try := &trial{T: t, server: s, network: network, admin: open(t, url, azoth.StaticPool()), eng: open(t, network.url, options...)}
	execute(t, try.admin, "CREATE TABLE numbers (n INTEGER, body "+map[string]string{
		"postgresql": "TEXT", "mariadb": "LONGTEXT", "firebird": "BLOB SUB_TYPE TEXT"}[s.Name]+")")
	t.Cleanup(func() {
		try.heal()
		try.eng.Close()
		try.gone("sessions after the engine was closed", s.sessions, 0)
	})
	return try
}

// gone waits until a number that the server tells is small enough.
func (t *trial) gone(what, query string, most int) {
	t.Helper()
	var n []int64
	var err error
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		n, err = integers(context.Background(), t.admin, query)
		if err == nil && n[0] <= int64(most) {
			return
		}
	}
	t.Errorf("%s: the server has %v (%v), want no more than %d", what, n, err, most)
}

// begun waits until the server works for somebody.
func (t *trial) begun() {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		n, err := integers(context.Background(), t.admin, t.busy)
		if err == nil && n[0] > 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Errorf("the server does not work: %v, %v", n, err)
			return
		}
	}
}

// settled checks that nothing is left of a fault: no connection in use, nothing
// that the server still does, no transaction, no session that the engine does not
// know of; and that the engine works. The table has so many rows.
func (t *trial) settled(rows int64) {
	t.Helper()
	t.heal()
	if status := t.eng.Status(); status.InUse != 0 {
		t.Errorf("connections are in use: %v", status)
	}
	t.gone("work for nobody", t.busy, 0)
	t.gone("open transactions", t.transactions, 0)
	t.gone("sessions", t.sessions, t.eng.Status().Open)
	n, err := integers(t.Context(), t.eng, "SELECT count(*) FROM numbers")
	for range 3 {
		// A connection that was cut while it lay in the pool is met once.
		if err != nil && errors.Is(err, azoth.ErrConnection) {
			n, err = integers(t.Context(), t.eng, "SELECT count(*) FROM numbers")
		}
	}
	if err != nil {
		t.Errorf("the engine does not go on: %v", err)
	} else if n[0] != rows {
		t.Errorf("there are %d rows, want %d", n[0], rows)
	}
}

// warm has a connection lie in the pool, and the dialect known. It was used twice:
// drivers look after a connection that comes back for the first time.
func (t *trial) warm() {
	t.Helper()
	for range 2 {
		if _, err := integers(t.Context(), t.eng, t.one); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t testing.TB, url string, options ...azoth.Option) *azoth.Engine {
	t.Helper()
	eng, err := azoth.Open(url, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng
}

// text makes a statement of SQL whose question marks stand for args.
func text(query string, args ...any) ast.Statement {
	n := &ast.TextStatement{Text: &ast.Text{Parts: strings.Split(query, "?")}}
	for _, arg := range args {
		n.Text.Binds = append(n.Text.Binds, &ast.Bind{Value: arg})
	}
	return n
}

func execute(t testing.TB, executor sql.Executor, query string, args ...any) {
	t.Helper()
	if _, err := executor.ExecStatement(context.Background(), text(query, args...)); err != nil {
		t.Fatal(err)
	}
}

// insert is the statement that writes the number 1.
func insert(ctx context.Context, executor sql.Executor) error {
	_, err := executor.ExecStatement(ctx, text("INSERT INTO numbers (n) VALUES (?)", int64(1)))
	return err
}

// integers gives the first column of a query.
func integers(ctx context.Context, executor sql.Executor, query string) (values []int64, err error) {
	rows, err := executor.QueryStatement(ctx, text(query))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		n, err := rows.Int64(0)
		if err != nil {
			return nil, err
		}
		values = append(values, n)
	}
	return values, rows.Err()
}

// wants checks that an error is of some kinds.
func wants(t testing.TB, what string, err error, kinds ...error) {
	t.Helper()
	for _, kind := range kinds {
		if !errors.Is(err, kind) {
			t.Errorf("%s: %v\nis not: %v", what, err, kind)
		}
	}
}
