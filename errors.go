package azoth

import (
	"errors"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
)

// A DBError is a failure that the database reported: its kind, SQL state,
// constraint, table and column as far as they were told, the statement with its
// arguments, and the driver's own error. Find it with [errors.As], or branch on
// the kind alone with [errors.Is] and the values below, which mean the same on
// every database.
type DBError = driver.Error

// An UnsupportedError says that a statement needs something that its database
// lacks. It comes from compiling the statement, before anything is sent.
type UnsupportedError = dialect.UnsupportedError

// The kinds of failure that a database reports. ErrIntegrity matches a
// violation of any constraint: unique, foreign key, not null and check.
//
// ErrCommitUnknown comes beside ErrConnection, or beside the error of a context
// that ended: the COMMIT was sent, and the connection was lost before its answer
// came. The database may have kept the transaction or not; only looking tells.
//
// ErrFit is a value that its column has no room for, whether the library or the
// database notices.
var (
	ErrIntegrity           = driver.ErrIntegrity
	ErrUniqueViolation     = driver.ErrUniqueViolation
	ErrForeignKeyViolation = driver.ErrForeignKeyViolation
	ErrNotNullViolation    = driver.ErrNotNullViolation
	ErrCheckViolation      = driver.ErrCheckViolation
	ErrSerialization       = driver.ErrSerialization
	ErrDeadlock            = driver.ErrDeadlock
	ErrTimeout             = driver.ErrTimeout
	ErrConnection          = driver.ErrConnection
	ErrCommitUnknown       = driver.ErrCommitUnknown
	ErrFit                 = driver.ErrFit
)

// ErrUnfiltered is the error for an UPDATE or DELETE that has no WHERE and does
// not say that it means every row.
var ErrUnfiltered = dialect.ErrUnfiltered

// Failures of using an engine, a connection or a transaction.
var (
	// ErrPoolTimeout: every connection of the pool stayed in use for the whole
	// PoolTimeout.
	ErrPoolTimeout = errors.New("no connection became free")
	// ErrClosed: the engine was closed, or the connection given back.
	ErrClosed = errors.New("use after Close")
	// ErrTxDone: the transaction was committed or rolled back before.
	ErrTxDone = errors.New("the transaction has ended: it was committed or rolled back")
)

var errNilEngine = errors.New("the engine is nil: look at the error that azoth.Open gave")

// hideArguments drops the arguments from a database's error.
func hideArguments(err error) {
	var failure *DBError
	if errors.As(err, &failure) {
		failure.Args = nil
	}
}

// A redacted error is one whose text held the password of the database.
type redacted struct {
	err     error
	secrets []string
}

// redact keeps secrets out of the text of an error: some drivers quote the
// settings that they failed to connect with.
func redact(err error, secrets []string) error {
	text := err.Error()
	for _, secret := range secrets {
		if strings.Contains(text, secret) {
			return &redacted{err: err, secrets: secrets}
		}
	}
	return err
}

func (r *redacted) Error() string { return r.hide(r.err.Error()) }

func (r *redacted) Is(target error) bool { return errors.Is(r.err, target) }

// As gives a DBError without the driver's own error, which would tell.
func (r *redacted) As(target any) bool {
	wanted, ok := target.(**DBError)
	if !ok || !errors.As(r.err, wanted) {
		return false
	}
	safe := **wanted
	safe.Message, safe.Err = r.hide(safe.Message), nil
	*wanted = &safe
	return true
}

func (r *redacted) hide(text string) string {
	for _, secret := range r.secrets {
		text = strings.ReplaceAll(text, secret, "***")
	}
	return text
}
