package ormgolden

import (
	"errors"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm"
)

// meanings say which errors mean what a recorded class means.
var meanings = map[string]func(err error) bool{
	"IntegrityError":          is(azoth.ErrIntegrity),
	"PendingRollbackError":    is(orm.ErrPendingRollback),
	"StaleDataError":          is(orm.ErrStale),
	"NoResultFound":           is(orm.ErrNoResult),
	"MultipleResultsFound":    is(orm.ErrMultipleResults),
	"DetachedInstanceError":   is(orm.ErrDetached),
	"ObjectDeletedError":      is(orm.ErrDeletedRow),
	"CircularDependencyError": is(orm.ErrCircularDependency),
	"FlushError":              unwritable,
	"AssertionError":          unwritable,
	"UnmappedInstanceError":   is(orm.ErrUnmapped),
	// An operation that the state of the object, the session or the query does
	// not allow; or a value or statement that cannot be executed.
	"InvalidRequestError": always,
	"StatementError":      always,
	"ProgrammingError":    always,
	"ArgumentError":       always,
	"ValueError":          always,
	"TypeError":           always,
	"AttributeError":      always,
	"IndexError":          always,
}

func is(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func always(error) bool { return true }

// unwritable: an object graph that cannot be written.
func unwritable(err error) bool {
	if _, blank := errors.AsType[*orm.BlankKeyError](err); blank {
		return true
	}
	return errors.Is(err, orm.ErrIdentityConflict) || errors.Is(err, orm.ErrUnmapped) || errors.Is(err, orm.ErrNotPersistent)
}

func (r *run) compareError(s *step, err error) {
	r.t.Helper()
	switch {
	case s.Error == nil && err != nil:
		r.differs(s, "error", "%v, where none is to be", err)
	case s.Error != nil && err == nil:
		r.differs(s, "error", "there is none, want %s", s.Error.Class)
	case s.Error != nil:
		meaning, ok := meanings[s.Error.Class]
		if !ok {
			r.t.Fatalf("no meaning is known of %s", s.Error.Class)
		}
		if !meaning(err) {
			r.differs(s, "error", "%v, which is no %s", err, s.Error.Class)
		}
	}
}
