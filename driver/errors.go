package driver

import (
	"errors"
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// The kinds of failure that every driver maps its database's errors to.
// ErrIntegrity matches all of unique, foreign key, not null and check.
var (
	ErrIntegrity            = errors.New("integrity constraint violated")
	ErrUniqueViolation      = errors.New("unique constraint violated")
	ErrForeignKeyViolation  = errors.New("foreign key constraint violated")
	ErrNotNullViolation     = errors.New("not-null constraint violated")
	ErrCheckViolation       = errors.New("check constraint violated")
	ErrSerialization        = errors.New("transaction could not be serialized")
	ErrDeadlock             = errors.New("deadlock")
	ErrTimeout              = errors.New("statement timed out")
	ErrConnection           = errors.New("connection failed")
	ErrCommitUnknown        = errors.New("whether the transaction was committed is unknown")
	ErrConnectionBusy       = errors.New("connection is busy with an open result")
	ErrUnsupportedOperation = errors.New("not supported by the driver")
)

// ErrFit is the kind of a value that its column has no room for, as it is of what
// is noticed before a statement is sent.
var ErrFit = types.ErrFit

// An Error is a failure that the database or its driver reported, with
// everything that it said.
type Error struct {
	Kind       error    // one of the sentinels above, or nil
	State      string   // SQLSTATE, where the database has one
	Code       int      // the database's own number
	Message    string   // what the database said
	Constraint string   // the violated constraint, where it was named
	Table      string   // the table, where it was named
	Column     string   // the column, where it was named
	SQL        string   // the statement
	Args       []string // its arguments as text; empty where parameters are hidden
	Err        error    // the driver's own error
	// CommitUnknown says that the connection was lost, or given up because a
	// context ended, after a COMMIT was sent and before its answer came. The
	// error then matches ErrCommitUnknown besides its kind.
	CommitUnknown bool
}

// Error gives the message, then the statement with its arguments.
func (e *Error) Error() string {
	var b strings.Builder
	switch {
	case e.Kind != nil && e.Message != "":
		fmt.Fprintf(&b, "%v: %s", e.Kind, e.Message)
	case e.Kind != nil:
		b.WriteString(e.Kind.Error())
	default:
		b.WriteString(e.Message)
	}
	if e.CommitUnknown {
		fmt.Fprintf(&b, " (the COMMIT was sent, but no answer came: %v; look for what it wrote before repeating it)", ErrCommitUnknown)
	}
	if e.SQL != "" {
		fmt.Fprintf(&b, "\n  statement: %s", e.SQL)
	}
	if len(e.Args) > 0 {
		fmt.Fprintf(&b, "\n  arguments: [%s]", strings.Join(e.Args, ", "))
	}
	return b.String()
}

// Is reports whether target is the kind of the error, ErrIntegrity for any
// violated constraint, or ErrCommitUnknown where CommitUnknown says so.
func (e *Error) Is(target error) bool {
	if target == ErrCommitUnknown {
		return e.CommitUnknown
	}
	if e.Kind == nil {
		return false
	}
	if target == ErrIntegrity {
		switch e.Kind {
		case ErrIntegrity, ErrUniqueViolation, ErrForeignKeyViolation, ErrNotNullViolation, ErrCheckViolation:
			return true
		}
	}
	return target == e.Kind
}

// Unwrap gives the driver's own error.
func (e *Error) Unwrap() error { return e.Err }

// A PipelineError says which statement of a pipeline failed.
type PipelineError struct {
	Index int // of the statement, from 0; the number of statements for the COMMIT
	Err   error
}

// Error gives the statement's error; the number matters to code only.
func (e *PipelineError) Error() string { return e.Err.Error() }

// Unwrap gives the statement's error.
func (e *PipelineError) Unwrap() error { return e.Err }
