package goora

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/driver"
	azothsql "github.com/azoth-go/azoth/sql"
	"github.com/sijms/go-ora/v2/network"
)

func TestIsolation(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	write := func(tx *azoth.Tx) error {
		_, err := azothsql.Delete(accounts).Everywhere().Exec(t.Context(), tx)
		return err
	}
	for _, c := range []struct {
		options []azoth.TxOption
		set     string // the first statement
	}{
		{nil, ""},
		{[]azoth.TxOption{azoth.IsolationLevel(azoth.ReadCommitted)}, ""},
		{[]azoth.TxOption{azoth.IsolationLevel(azoth.Serializable)}, "direct SET TRANSACTION ISOLATION LEVEL SERIALIZABLE []"},
		{[]azoth.TxOption{azoth.ReadOnly()}, "direct SET TRANSACTION READ ONLY []"},
	} {
		if err := eng.Run(t.Context(), write, c.options...); err != nil {
			t.Error(err)
		}
		lines := []string{"begin"}
		if c.set != "" {
			lines = append(lines, c.set)
		}
		want(t, r, append(lines, "direct DELETE FROM accounts []", "commit")...)
	}
	for _, level := range []azoth.Isolation{azoth.ReadUncommitted, azoth.RepeatableRead} {
		err := eng.Run(t.Context(), write, azoth.IsolationLevel(level))
		if !errors.Is(err, driver.ErrUnsupportedOperation) || !strings.Contains(err.Error(), "SERIALIZABLE") {
			t.Errorf("%v: %v", level, err)
		}
		want(t, r)
	}
}

func TestSavepoints(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	failed := errors.New("failed")
	err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
		if err := tx.Nested(t.Context(), func(*azoth.Tx) error { return nil }); err != nil {
			return err
		}
		return tx.Nested(t.Context(), func(*azoth.Tx) error { return failed })
	})
	if !errors.Is(err, failed) {
		t.Error(err)
	}
	want(t, r, "begin", `direct SAVEPOINT "sp_1" []`, `direct SAVEPOINT "sp_2" []`, `direct ROLLBACK TO SAVEPOINT "sp_2" []`, "rollback")
}

// The end of a transaction has a context of its own, which go-ora looks at.
func TestContextOfTheEnd(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	ctx, cancel := context.WithCancel(t.Context())
	tx, err := eng.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := azothsql.Delete(accounts).Everywhere().Exec(ctx, tx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := tx.Commit(t.Context()); err != nil {
		t.Errorf("the context that began has ended, that of the commit has not: %v", err)
	}
}

// A statement that is cancelled is the server's ORA-01013.
func TestCancel(t *testing.T) {
	eng, r := record(t)
	connected(t, eng, r)
	ctx, cancel := context.WithCancel(t.Context())
	r.fails = func(string) error {
		cancel()
		return &network.OracleError{ErrCode: 1013}
	}
	_, err := azothsql.Delete(accounts).Everywhere().Exec(ctx, eng)
	if !errors.Is(err, context.Canceled) || errors.Is(err, driver.ErrConnection) {
		t.Errorf("%v", err)
	}
	r.fails = nil
	r.take()
	if err := eng.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	want(t, r) // the connection is still there
}
