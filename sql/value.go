package sql

import (
	"database/sql"
	"time"

	"github.com/azoth-go/azoth/types"
)

// A Value is an expression of any type that has no kind of its own and is
// never NULL: identifiers, dates, enumerations.
type Value[T any] struct{ ordered[T, T, Value[T]] }

// A NullValue is a [Value] that may be NULL; a row holds a *T.
type NullValue[T any] struct{ ordered[T, *T, NullValue[T]] }

func (x Value[T]) of(t *term) Value[T]         { x.t = t; return x }
func (x NullValue[T]) of(t *term) NullValue[T] { x.t = t; return x }
func (x Value[T]) nullable() NullValue[T]      { return NullValue[T]{}.of(x.t) }
func (x NullValue[T]) nullable() NullValue[T]  { return x }
func (x Value[T]) notNull() Value[T]           { return x }
func (x NullValue[T]) notNull() Value[T]       { return Value[T]{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullValue[T]) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullValue[T]) Coalesce(v T) Value[T] {
	return coalesceValue[Value[T]](x.Node(), v, x.fault())
}

// A Time is an expression of a point in time that is never NULL.
type Time struct {
	ordered[time.Time, time.Time, Time]
}

// A NullTime is an expression of a point in time that may be NULL; a row holds
// a *time.Time.
type NullTime struct {
	ordered[time.Time, *time.Time, NullTime]
}

func (x Time) of(t *term) Time         { x.t = t; return x }
func (x NullTime) of(t *term) NullTime { x.t = t; return x }
func (x Time) nullable() NullTime      { return NullTime{}.of(x.t) }
func (x NullTime) nullable() NullTime  { return x }
func (x Time) notNull() Time           { return x }
func (x NullTime) notNull() Time       { return Time{}.of(x.t) }

// SetNull assigns NULL to the column.
func (x NullTime) SetNull() Assignment { return setNull(x.Node(), x.fault()) }

// Coalesce is the expression, or v where it is NULL.
func (x NullTime) Coalesce(v time.Time) Time { return coalesceValue[Time](x.Node(), v, x.fault()) }

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
