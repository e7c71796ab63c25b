package orm

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// Nested runs f within a savepoint: what it did is kept when it returns nil,
// and undone, in the database and in memory, when it returns an error or
// panics.
func (s *Session) Nested(ctx context.Context, f func() error) (err error) {
	if err := s.Savepoint(ctx); err != nil {
		return err
	}
	depth := len(s.levels)
	done := false
	defer func() {
		if !done {
			_ = s.RollbackToSavepoint(context.WithoutCancel(ctx))
		}
	}()
	switch err = f(); {
	case err != nil:
	case s.closed:
		err = fmt.Errorf("nested: %w", ErrSessionClosed)
	case len(s.levels) >= depth:
		err = s.ReleaseSavepoint(ctx)
	}
	done = true
	if err != nil && len(s.levels) >= depth {
		err = errors.Join(err, s.RollbackToSavepoint(context.WithoutCancel(ctx)))
	}
	return err
}

// Savepoint flushes and begins a nested transaction, which ReleaseSavepoint or
// RollbackToSavepoint ends. See Nested.
func (s *Session) Savepoint(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if _, err := s.flush(ctx, false); err != nil {
		return err
	}
	conn, err := s.transaction(ctx)
	if err != nil {
		return err
	}
	name := "sp_" + strconv.Itoa(len(s.levels))
	if err := conn.Savepoint(ctx, name); err != nil {
		return err
	}
	s.levels = append(s.levels, &level{savepoint: name})
	return nil
}

// ErrNoSavepoint says that no savepoint is open.
var ErrNoSavepoint = errors.New("no savepoint is open: Savepoint begins one")

// ReleaseSavepoint flushes and keeps what was done since the last savepoint.
func (s *Session) ReleaseSavepoint(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.releaseSavepoint(ctx)
}

func (s *Session) releaseSavepoint(ctx context.Context) error {
	if len(s.levels) < 2 {
		return ErrNoSavepoint
	}
	if _, err := s.flush(ctx, false); err != nil {
		return err
	}
	inner := s.levels[len(s.levels)-1]
	if err := s.conn.Release(ctx, inner.savepoint); err != nil {
		return err
	}
	s.levels = s.levels[:len(s.levels)-1]
	s.levels[len(s.levels)-1].absorb(inner)
	return nil
}

// RollbackToSavepoint undoes what was done since the last savepoint, in the
// database and in memory, and ends it.
func (s *Session) RollbackToSavepoint(ctx context.Context) error {
	if !s.busy.CompareAndSwap(false, true) {
		return ErrConcurrentUse
	}
	defer s.leave()
	if s.closed {
		return ErrSessionClosed
	}
	if len(s.levels) < 2 {
		return ErrNoSavepoint
	}
	s.failure, s.misuse = nil, nil
	err := s.conn.RollbackTo(ctx, s.levels[len(s.levels)-1].savepoint)
	s.restore()
	s.revert(false)
	return err
}
