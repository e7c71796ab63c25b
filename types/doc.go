// Package types connects SQL types with Go values: which SQL type fits a Go
// type, how a Go value is bound, and how a column of a row is read into memory
// without boxing it.
//
// A [Type] is the SQL side, a [Codec] the Go side, a [Row] what a driver gives.
package types
