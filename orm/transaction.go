package orm

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unsafe"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
)

// A level is the transaction or a savepoint in it, with what a rollback to its
// beginning has to restore.
type level struct {
	savepoint string // "" is the transaction itself
	inserted  []*state.Instance
	deleted   []*state.Instance
	columns   map[*state.Instance]unsafe.Pointer // snapshots as they were
	relations map[relationKey]savedRelation
}

type relationKey struct {
	instance     *state.Instance
	relationship *mapping.Relationship
}

type savedRelation struct {
	collection state.Saved
	reference  state.SavedReference
}

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

// current is the innermost level.
func (s *Session) current() *level { return s.levels[len(s.levels)-1] }

// saveColumns remembers an object's snapshot before its first update in the
// level.
func (l *level) saveColumns(i *state.Instance) {
	if _, saved := l.columns[i]; saved {
		return
	}
	if l.columns == nil {
		l.columns = make(map[*state.Instance]unsafe.Pointer)
	}
	before := i.Entity.Layout.NewStruct()
	i.Entity.Snapshot(before, i.Snapshot)
	l.columns[i] = before
}

// saveRelation remembers a relationship before its first change in the level.
func (l *level) saveRelation(i *state.Instance, r *mapping.Relationship) {
	key := relationKey{i, r}
	if _, saved := l.relations[key]; saved {
		return
	}
	if l.relations == nil {
		l.relations = make(map[relationKey]savedRelation)
	}
	var saved savedRelation
	if r.Many {
		saved.collection = i.Collection(r).Save()
	} else {
		saved.reference = i.Reference(r).Save()
	}
	l.relations[key] = saved
}

// absorb takes over what an inner level would have restored.
func (l *level) absorb(inner *level) {
	l.inserted = append(l.inserted, inner.inserted...)
	l.deleted = append(l.deleted, inner.deleted...)
	for i, before := range inner.columns {
		if _, saved := l.columns[i]; !saved {
			if l.columns == nil {
				l.columns = make(map[*state.Instance]unsafe.Pointer)
			}
			l.columns[i] = before
		}
	}
	for key, before := range inner.relations {
		if _, saved := l.relations[key]; !saved {
			if l.relations == nil {
				l.relations = make(map[relationKey]savedRelation)
			}
			l.relations[key] = before
		}
	}
}

// restore undoes the flushes of the innermost level in memory, and ends it.
func (s *Session) restore() {
	l := s.current()
	s.levels = s.levels[:len(s.levels)-1]
	for _, i := range slices.Backward(l.deleted) {
		i.Status, i.Owner, i.Doomed = state.Persistent, s, false
		s.identityOf(i.Entity).Put(i)
	}
	for _, i := range l.inserted {
		if i.Status == state.Persistent {
			s.identityOf(i.Entity).Remove(i)
		}
		s.makeTransient(i)
	}
	for i, before := range l.columns {
		if i.Status != state.Persistent {
			continue
		}
		s.identityOf(i.Entity).Remove(i)
		i.Entity.Snapshot(i.Object, before)
		i.Entity.Snapshot(i.Snapshot, before)
		s.identityOf(i.Entity).Put(i)
		i.Expire()
	}
	for key, before := range l.relations {
		if key.instance.Status != state.Persistent {
			continue // a new object keeps what it leads to
		}
		if key.relationship.Many {
			key.instance.Collection(key.relationship).Restore(before.collection)
		} else {
			key.instance.Reference(key.relationship).Restore(before.reference)
		}
		key.instance.Generation++
	}
}

// makeTransient takes an object out of the session as if it had never been
// written.
func (s *Session) makeTransient(i *state.Instance) {
	if i.Generated && i.Entity.Generated != nil {
		c := i.Entity.Generated
		_ = c.Codec.Assign(c.At(i.Object), nil)
	}
	i.Status, i.Owner, i.Snapshot, i.Doomed, i.Generated, i.Expired = state.Transient, nil, nil, false, false, false
	i.Siblings, i.Overrides = nil, nil
	i.Touched = true // what it leads to is new to the session that it is added to
	for _, r := range i.Entity.Relationships {
		if r.Many {
			i.Collection(r).Renew()
		} else {
			i.Reference(r).Renew()
		}
	}
}

// revert drops the changes that were not flushed; with expire, all objects are
// to be read again.
func (s *Session) revert(expire bool) {
	for _, i := range s.pending {
		s.makeTransient(i)
	}
	for _, i := range s.touched {
		if i.Status != state.Persistent {
			continue // it is to be resolved when it is added again
		}
		i.Touched = false
		for _, r := range i.Entity.Relationships {
			if r.Many {
				i.Collection(r).Revert()
			} else {
				i.Reference(r).Revert()
			}
		}
	}
	for _, i := range s.doomed {
		i.Doomed = false
	}
	s.pending, s.touched, s.doomed = nil, nil, nil
	for _, m := range s.identity {
		if m == nil {
			continue
		}
		for _, i := range m.Instances {
			if i.Overrides != nil || i.Modified() {
				i.Overrides = nil
				i.Entity.Snapshot(i.Object, i.Snapshot)
			}
			if expire {
				i.Expire()
			}
		}
	}
}
