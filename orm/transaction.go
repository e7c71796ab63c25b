package orm

import (
	"context"
	"errors"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// connection gives the session's connection, taking one from the pool.
func (s *Session) connection(ctx context.Context) (*azoth.Conn, error) {
	if s.conn == nil {
		conn, err := s.engine.Connect(ctx)
		if err != nil {
			return nil, err
		}
		s.conn = conn
	}
	return s.conn, nil
}

// transaction gives the connection with a transaction on it.
func (s *Session) transaction(ctx context.Context) (*azoth.Conn, error) {
	conn, err := s.connection(ctx)
	if err != nil {
		return nil, err
	}
	if len(s.levels) == 0 {
		if err := conn.Begin(ctx, s.settings.transaction); err != nil {
			s.release()
			return nil, err
		}
		s.levels = append(s.levels, &level{})
	}
	return conn, nil
}

// release gives the connection back unless a transaction is open on it.
func (s *Session) release() {
	if s.conn != nil && len(s.levels) == 0 {
		_ = s.conn.Close()
		s.conn = nil
	}
}

// Commit flushes and commits. Objects expire, unless the session was made with
// KeepOnCommit. Without anything to write and without a statement since the
// last commit it sends nothing.
func (s *Session) Commit(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	for len(s.levels) > 1 {
		if err := s.releaseSavepoint(ctx); err != nil {
			return err
		}
	}
	committed, err := s.flush(ctx, true)
	if err != nil {
		return err
	}
	if len(s.levels) > 0 && !committed {
		if err := s.conn.Commit(ctx); err != nil {
			s.rollbackAfter(ctx, err)
			return err
		}
	}
	s.ended()
	return nil
}

// ended notes that the transaction was committed.
func (s *Session) ended() {
	if len(s.levels) > 0 {
		for _, i := range s.levels[0].deleted {
			i.Status, i.Owner = state.Detached, nil
		}
	}
	s.levels = nil
	s.release()
	if s.settings.keepOnCommit {
		return
	}
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			i.Expire()
		}
	}
}

// Rollback undoes everything since the last commit, in the database and in
// memory: fields and relationships of persistent objects get back the values
// that they had when the transaction began, new objects become transient, and
// deleted ones persistent again.
func (s *Session) Rollback(ctx context.Context) error {
	if !s.busy.CompareAndSwap(false, true) {
		return ErrConcurrentUse
	}
	defer s.leave()
	if s.closed {
		return ErrSessionClosed
	}
	s.failure, s.misuse = nil, nil
	var err error
	if s.conn != nil {
		err = s.conn.Rollback(ctx)
	}
	for len(s.levels) > 0 {
		s.restore()
	}
	s.revert(true)
	s.release()
	return err
}

// InTransaction reports whether a transaction is open.
func (s *Session) InTransaction() bool { return len(s.levels) > 0 }

// Close rolls back what is open, lets go of all objects, which become detached,
// and ends the session. It may be called twice.
func (s *Session) Close() error {
	if !s.busy.CompareAndSwap(false, true) {
		return ErrConcurrentUse
	}
	defer s.leave()
	if s.closed {
		return nil
	}
	var err error
	if s.conn != nil {
		if s.conn.InTransaction() {
			err = s.conn.Rollback(context.Background())
		}
		err = errors.Join(err, s.conn.Close())
		s.conn = nil
	}
	s.levels = nil
	s.expungeAll()
	s.closed = true
	return err
}

// rollbackAfter rolls back after a failure of a flush or commit, in the
// database and in memory: the savepoint if there is one, else the transaction.
// The level itself stays until the program calls for its rollback.
func (s *Session) rollbackAfter(ctx context.Context, cause error) {
	s.failure = cause
	n := len(s.levels)
	if n > 0 {
		savepoint := s.current().savepoint
		s.restore()
		s.levels = append(s.levels, &level{savepoint: savepoint})
	}
	s.revert(n < 2)
	if s.conn == nil {
		return
	}
	ctx = context.WithoutCancel(ctx)
	if n > 1 {
		_ = s.conn.RollbackTo(ctx, s.levels[n-1].savepoint)
		return
	}
	_ = s.conn.Rollback(ctx)
}
