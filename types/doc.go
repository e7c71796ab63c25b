// Package types connects SQL types with Go values: which SQL type fits a Go
// type, how a Go value is bound, and how a column of a row is read into memory
// without boxing it.
//
// A [Type] is the SQL side, a [Codec] the Go side, a [Row] what a driver gives.
// [Of] lists which SQL type each Go type has; [Date], [TimeOfDay] and [JSONText]
// are the Go types for columns that Go has none for.
//
// # Times
//
// A DateTime column without a time zone holds the wall clock in UTC, and so a
// time.Time is bound in UTC and read in UTC, whatever its location. A DateTimeTZ
// column holds the instant. Either keeps microseconds: what is finer is cut off
// when a time is bound, and does not count when times are compared.
//
// # Drivers
//
// A driver that reads its wire format implements [Row] itself. One that is given
// values of any type makes the getters from [AnyToInt64] and the other AnyTo
// functions; one that keeps timestamps as text writes them by [FormatTime] and
// reads them by [ParseTime].
package types
