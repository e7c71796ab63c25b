package azoth

import (
	"context"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// An EventKind says what an Event reports.
type EventKind uint8

// The kinds of events.
const (
	// EventBegin: a transaction began, with its first statement, which is the
	// next event. Tx has its properties.
	EventBegin EventKind = iota
	// EventStatement: a statement was run. For a query, Duration is the time to
	// the first response.
	EventStatement
	// EventFetch: reading the rows of a query failed, after EventStatement had
	// reported it. Rows counts those that were read.
	EventFetch
	// EventCommit and EventRollback: the transaction ended.
	EventCommit
	EventRollback
	// EventSavepoint, EventRelease and EventRollbackTo: of the savepoint that
	// Savepoint names.
	EventSavepoint
	EventRelease
	EventRollbackTo
	// EventConnect: the pool opened a connection, or failed to.
	EventConnect
	// EventCheckout: a connection was taken from the pool; Duration is what it
	// took to get it.
	EventCheckout
	// EventCheckin: a connection was given back to the pool.
	EventCheckin
	// EventInvalidate: a connection was found dead and dropped. Err says how it
	// was noticed.
	EventInvalidate
	// EventClose: the engine was closed.
	EventClose
)

var eventNames = [...]string{"begin", "statement", "fetch", "commit", "rollback", "savepoint", "release",
	"rollback to", "connect", "checkout", "checkin", "invalidate", "close"}

// String gives the kind in a word, for logs.
func (k EventKind) String() string { return eventNames[k] }

// An Event is something that happened between an engine and its database. It is
// given to the functions of [Listen] right after it happened, on the goroutine
// that made it happen.
type Event struct {
	Kind EventKind
	// Statement is what was run, with its arguments, also where HideParameters
	// keeps them out of logs. It is valid during the call only.
	Statement dialect.Statement
	// Write describes the statement where it is part of a flush, else nil. It
	// is valid during the call only.
	Write *Write
	// Savepoint is the name of the savepoint.
	Savepoint string
	// Tx are the properties of the transaction that began.
	Tx driver.TxOptions
	// Duration is the time it took, to the first response.
	Duration time.Duration
	// Rows is the number of rows that a statement touched or, with EventFetch,
	// of rows read; -1 where it is not known.
	Rows int64
	// Err is how it failed, or nil.
	Err error
}

// A Write is a statement of a flush with what it does, for events.
type Write struct {
	Statement dialect.Statement
	// Operation is "INSERT", "UPDATE" or "DELETE".
	Operation string
	// Table is the full name of the table, Columns the columns that are set,
	// Keys those that find the row.
	Table         string
	Columns, Keys []string
	// First is the number, within its group, of the first of Count rows.
	First, Count int
	// Values and KeyValues are what is written and found by, one vector for each
	// of Columns and of Keys, over all rows of the group.
	Values, KeyValues []*types.Vector
}

// A listener is told of events.
type listener func(ctx context.Context, e Event)

func (e *Engine) emit(ctx context.Context, event Event) {
	for _, listen := range e.listeners {
		listen(ctx, event)
	}
}
