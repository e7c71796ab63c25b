package sql

import (
	"database/sql"
	"time"

	"github.com/azoth-go/azoth/types"
)

// A Value is an expression of any type that has no kind of its own and is
// never NULL: identifiers, dates, enumerations.
type Value[T any] struct{ t *term }

// A NullValue is a [Value] that may be NULL; a row holds a *T.
type NullValue[T any] struct{ t *term }

// A Time is an expression of a point in time that is never NULL.
type Time struct{ t *term }

// A NullTime is an expression of a point in time that may be NULL; a row holds
// a *time.Time.
type NullTime struct{ t *term }

// The kinds of the other types that have to do with time. A Duration is kept
// in nanoseconds where its column is an integer.
type (
	Date          = Value[types.Date]
	NullDate      = NullValue[types.Date]
	TimeOfDay     = Value[types.TimeOfDay]
	NullTimeOfDay = NullValue[types.TimeOfDay]
	Duration      = Value[time.Duration]
	NullDuration  = NullValue[time.Duration]
)

// Null is a Go value that may be NULL, for the fields of structs: a pointer
// does as well. It is the type of the same name of database/sql.
type Null[T any] = sql.Null[T]
