package sql

import "errors"

// What a query gave when another number of results was asked for.
var (
	// ErrNoResult is the error of First, One and Scalar when there is no row.
	ErrNoResult = errors.New("no result was found where one is needed")
	// ErrMultipleResults is the error of One, OneOrNone and Scalar when there
	// are several.
	ErrMultipleResults = errors.New("several results were found where one at most is expected")
)
