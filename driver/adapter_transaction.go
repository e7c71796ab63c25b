package driver

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"strings"
)

// A transaction is where the adapter's transaction stands.
type transaction struct {
	state   transactionState
	options TxOptions
	tx      sqldriver.Tx // where the driver begins transactions
}

type transactionState uint8

const (
	noTransaction transactionState = iota
	pendingTransaction
	openTransaction
)

// Begin notes that the next statement starts a transaction.
func (a *adapter) Begin(_ context.Context, options TxOptions) error {
	if err := a.idle(Statement{}); err != nil {
		return err
	}
	if a.transaction.state != noTransaction {
		return errors.New("begin: a transaction is open on this connection: end it first, or use a savepoint")
	}
	a.transaction = transaction{state: pendingTransaction, options: options}
	return nil
}

// start sends the begin of a transaction that waits for its first statement.
func (a *adapter) start(ctx context.Context, stmt Statement) error {
	if a.transaction.state != pendingTransaction {
		return nil
	}
	options := a.transaction.options
	if a.options.BeginSQL == nil {
		tx, err := beginDirect(ctx, a.raw, sqldriver.TxOptions{
			Isolation: sqldriver.IsolationLevel(isolationLevels[options.Isolation]), ReadOnly: options.ReadOnly})
		if err != nil {
			return a.fail(ctx, stmt, err)
		}
		a.transaction.tx = tx
	} else {
		for _, begin := range a.options.BeginSQL(options) {
			if err := a.execSimple(ctx, begin); err != nil {
				return err
			}
		}
	}
	a.transaction.state = openTransaction
	return nil
}

var isolationLevels = [...]sql.IsolationLevel{
	DefaultIsolation: sql.LevelDefault,
	ReadUncommitted:  sql.LevelReadUncommitted,
	ReadCommitted:    sql.LevelReadCommitted,
	RepeatableRead:   sql.LevelRepeatableRead,
	Serializable:     sql.LevelSerializable,
}

// Commit ends the transaction. When it fails, the transaction stays open for
// Rollback.
func (a *adapter) Commit(ctx context.Context) error {
	if a.transaction.state == noTransaction {
		return errors.New("commit: no transaction was begun on this connection")
	}
	if a.transaction.state == pendingTransaction {
		a.transaction = transaction{}
		return nil
	}
	if err := a.idle(Statement{SQL: "COMMIT"}); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return a.fail(ctx, Statement{SQL: "COMMIT"}, err)
	}
	if err := a.end(ctx, "COMMIT", commitDirect); err != nil {
		if failure, ok := errors.AsType[*Error](err); ok {
			failure.CommitUnknown = a.broken
		}
		return err
	}
	a.transaction = transaction{}
	return nil
}

// Rollback ends the transaction, closing the rows that are open. It also works
// after ctx has ended: a transaction that nobody wants must not keep its locks.
// A connection that is lost, or is given up here because ctx ends, takes its
// transaction with it.
func (a *adapter) Rollback(ctx context.Context) error {
	if a.transaction.state == noTransaction {
		return errors.New("rollback: no transaction was begun on this connection")
	}
	if a.open != nil {
		a.open.discard()
	}
	if a.transaction.state == openTransaction && !a.broken && a.pool != nil {
		if ctx.Err() != nil {
			detached, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackTimeout)
			defer cancel()
			ctx = detached
		}
		if err := a.end(ctx, "ROLLBACK", rollbackDirect); err != nil && !a.broken {
			return err
		}
	}
	a.transaction = transaction{}
	return nil
}

func (a *adapter) end(ctx context.Context, query string, end func(context.Context, sqldriver.Tx) error) error {
	a.ending = true
	defer func() { a.ending = false }()
	if a.transaction.tx == nil {
		return a.execSimple(ctx, query)
	}
	if err := end(ctx, a.transaction.tx); err != nil {
		return a.fail(ctx, Statement{SQL: query}, err)
	}
	return nil
}

// A contextTx is a transaction whose end obeys a context, which the interface of
// package database/sql/driver has no place for.
type contextTx interface {
	CommitContext(ctx context.Context) error
	RollbackContext(ctx context.Context) error
}

func commitDirect(ctx context.Context, tx sqldriver.Tx) error {
	if t, ok := tx.(contextTx); ok {
		return t.CommitContext(ctx)
	}
	return tx.Commit()
}

func rollbackDirect(ctx context.Context, tx sqldriver.Tx) error {
	if t, ok := tx.(contextTx); ok {
		return t.RollbackContext(ctx)
	}
	return tx.Rollback()
}

// Savepoint sets a savepoint, which starts a transaction that is still to
// start.
func (a *adapter) Savepoint(ctx context.Context, name string) error {
	return a.savepoint(ctx, name, a.options.Savepoint, "SAVEPOINT ")
}

// Release forgets a savepoint and keeps what was done since.
func (a *adapter) Release(ctx context.Context, name string) error {
	return a.savepoint(ctx, name, a.options.Release, "RELEASE SAVEPOINT ")
}

// RollbackTo undoes what was done since the savepoint, which stays.
func (a *adapter) RollbackTo(ctx context.Context, name string) error {
	return a.savepoint(ctx, name, a.options.RollbackTo, "ROLLBACK TO SAVEPOINT ")
}

func (a *adapter) savepoint(ctx context.Context, name string, spell func(quoted string) string, standard string) error {
	if a.transaction.state == noTransaction {
		return errors.New("savepoint " + name + ": no transaction was begun on this connection")
	}
	quoted := ""
	if a.options.QuoteIdentifier != nil {
		quoted = a.options.QuoteIdentifier(name)
	} else {
		quoted = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	query := standard + quoted
	if spell != nil {
		if query = spell(quoted); query == "" {
			return nil
		}
	}
	if err := a.ready(ctx, Statement{SQL: query}); err != nil {
		return err
	}
	return a.execSimple(ctx, query)
}

// execSimple runs a statement without arguments.
func (a *adapter) execSimple(ctx context.Context, query string) error {
	stmt := Statement{SQL: query}
	if _, err := a.exec(ctx, stmt, nil); err != nil {
		return a.fail(ctx, stmt, err)
	}
	return nil
}
