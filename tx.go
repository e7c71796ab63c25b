package azoth

import (
	"context"
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Tx is a transaction, used by one goroutine at a time. It ends with Commit
// or Rollback, and what is asked of it afterwards gives [ErrTxDone]. Within
// [Tx.Nested] it stands for the savepoint.
type Tx struct {
	conn       *Conn
	parent     *Tx    // of a nested one
	savepoint  string // of a nested one
	savepoints int    // the number set so far, counted at the outermost
	done       bool
}

var _ sql.Executor = (*Tx)(nil)

// Begin begins a transaction on a connection of its own, which goes back to the
// pool with Commit or Rollback. Nothing is sent before the first statement.
// [Engine.Run] also sees to the end.
func (e *Engine) Begin(ctx context.Context, opts ...TxOption) (*Tx, error) {
	s, err := newTxSettings(opts)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return e.begin(ctx, s)
}

func (e *Engine) begin(ctx context.Context, s txSettings) (*Tx, error) {
	c, err := e.Connect(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Begin(ctx, s.TxOptions); err != nil {
		_ = c.Close()
		return nil, err
	}
	return &Tx{conn: c}, nil
}

// Conn is the connection that the transaction runs on. It is not to be closed.
func (tx *Tx) Conn() *Conn { return tx.conn }

// Dialect is the SQL that the database speaks.
func (tx *Tx) Dialect() *dialect.Dialect { return tx.conn.dialect }

// QueryStatement runs a statement that gives rows, which must be closed before
// the next statement.
func (tx *Tx) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	if tx.ended() {
		return nil, ErrTxDone
	}
	return tx.conn.QueryStatement(ctx, stmt)
}

// ExecStatement runs a statement that gives no rows.
func (tx *Tx) ExecStatement(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	if tx.ended() {
		return sql.Result{}, ErrTxDone
	}
	return tx.conn.ExecStatement(ctx, stmt)
}

// Commit keeps what the transaction did and ends it. Where the database
// refuses, the transaction is rolled back, so that it has ended either way. Of a
// nested one it releases the savepoint, or goes back to it.
func (tx *Tx) Commit(ctx context.Context) error {
	if tx.ended() {
		return ErrTxDone
	}
	if tx.parent != nil {
		tx.done = true
		err := tx.conn.Release(ctx, tx.savepoint)
		if err != nil {
			_ = tx.conn.RollbackTo(ctx, tx.savepoint)
		}
		return err
	}
	err := tx.conn.Commit(ctx)
	if err != nil {
		// What happened is in err; a connection that cannot even roll back
		// leaves the pool.
		_ = tx.conn.Rollback(ctx)
	}
	tx.done = true
	if closeErr := tx.conn.Close(); err == nil {
		err = closeErr
	}
	return err
}

// Rollback undoes what the transaction did and ends it, also when ctx has
// ended. Of a nested one it goes back to the savepoint.
func (tx *Tx) Rollback(ctx context.Context) error {
	if tx.ended() {
		return ErrTxDone
	}
	tx.done = true
	if tx.parent != nil {
		return tx.conn.RollbackTo(ctx, tx.savepoint)
	}
	err := tx.conn.Rollback(ctx)
	if closeErr := tx.conn.Close(); err == nil {
		err = closeErr
	}
	return err
}

// Nested runs f within a savepoint, which f's Tx stands for: it is released when
// f gives nil, and gone back to when f gives an error or panics. The transaction
// goes on either way. Savepoints nest to any depth and are called sp_1, sp_2, ….
func (tx *Tx) Nested(ctx context.Context, f func(tx *Tx) error) error {
	if tx.ended() {
		return ErrTxDone
	}
	outermost := tx
	for outermost.parent != nil {
		outermost = outermost.parent
	}
	outermost.savepoints++
	nested := &Tx{conn: tx.conn, parent: tx, savepoint: "sp_" + strconv.Itoa(outermost.savepoints)}
	if err := tx.conn.Savepoint(ctx, nested.savepoint); err != nil {
		return err
	}
	return nested.run(ctx, f)
}

// ended reports whether the transaction, or one that it is nested in, has ended.
func (tx *Tx) ended() bool {
	for ; tx != nil; tx = tx.parent {
		if tx.done {
			return true
		}
	}
	return false
}
