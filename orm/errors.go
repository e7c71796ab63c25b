package orm

import (
	"errors"

	"github.com/azoth-go/azoth/orm/internal/unitofwork"
	"github.com/azoth-go/azoth/sql"
)

// Errors to branch on with errors.Is.
var (
	// ErrNoResult: a row was asked for and there is none.
	ErrNoResult = sql.ErrNoResult
	// ErrMultipleResults: one row was asked for and there are several.
	ErrMultipleResults = sql.ErrMultipleResults
	// ErrStale: an UPDATE met another number of rows than the session knows
	// objects, because somebody else changed or deleted them; a DELETE, only
	// where the entity has a version. See StaleError.
	ErrStale = unitofwork.ErrStale
	// ErrCircularDependency: new rows refer to each other in a circle, so that
	// none can be written first; see the tag option post_update.
	ErrCircularDependency = unitofwork.ErrCircularDependency
	// ErrPendingRollback: a flush failed and its transaction was rolled back;
	// the session refuses work until Rollback is called.
	ErrPendingRollback = errors.New("the transaction was rolled back because a flush failed: call Rollback to go on")
	// ErrDetached: a relationship of an object that belongs to no session cannot
	// be loaded.
	ErrDetached = errors.New("object belongs to no session")
	// ErrNotLoaded: a relationship that must not be loaded on demand was not
	// loaded by its query.
	ErrNotLoaded = errors.New("relationship is not loaded")
	// ErrSessionClosed: the session was closed.
	ErrSessionClosed = errors.New("session is closed: make a new one")
	// ErrConcurrentUse: a session was used by two goroutines at once, or while a
	// result of it was being read.
	ErrConcurrentUse = errors.New("session is used by two goroutines at once: give each its own session")
	// ErrIdentityConflict: the session has another object for the same row.
	ErrIdentityConflict = errors.New("another object with the same key is in the session")
	// ErrNotPersistent: an operation needs an object that has a row.
	ErrNotPersistent = errors.New("object is not persistent")
	// ErrOtherSession: the object belongs to another session.
	ErrOtherSession = errors.New("object belongs to another session")
	// ErrUnmapped: the object's type was not given to Map.
	ErrUnmapped = errors.New("type is not mapped")
	// ErrDeletedRow: the row of an object is gone.
	ErrDeletedRow = errors.New("the object's row is gone")
)

// A StaleError says which statement met another number of rows than expected.
type StaleError = unitofwork.StaleError

// A BlankKeyError says that an object would lose a foreign key that cannot be
// NULL, and which relationship needs a cascade.
type BlankKeyError = unitofwork.BlankKeyError
