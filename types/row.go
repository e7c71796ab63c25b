package types

import "time"

// A Row is the current row of a result, read column by column, counted from 0.
// Every driver implements it on its wire format, so that reading an integer
// boxes nothing. A getter converts between representations where no
// information is lost (an integer column read as a bool, a text column read as
// a time) and otherwise returns an error; it is never called for a column that
// is NULL.
type Row interface {
	// Null reports whether column i is NULL.
	Null(i int) bool
	Int64(i int) (int64, error)
	Float64(i int) (float64, error)
	Bool(i int) (bool, error)
	// String gives the column as text; numbers, dates, UUIDs and JSON in their
	// usual notation.
	String(i int) (string, error)
	// Bytes gives the column's bytes, in memory that the caller owns.
	Bytes(i int) ([]byte, error)
	// Time gives a date, a time of day (on 0001-01-01) or a timestamp. A column
	// without a time zone is read as UTC.
	Time(i int) (time.Time, error)
	// Any gives the value in the Go type that fits the column: nil, int64,
	// float64, bool, string, []byte or time.Time.
	Any(i int) (any, error)
}
