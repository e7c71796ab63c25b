package dialect

import "github.com/azoth-go/azoth/sql"

// An UnsupportedError says that a database lacks what a statement asks for. It
// comes from compiling, before anything is sent.
type UnsupportedError struct {
	Dialect string // the dialect's name
	Feature string // what it lacks, as SQL calls it: "FULL OUTER JOIN"
}

// Error names the dialect and the feature.
func (e *UnsupportedError) Error() string {
	return e.Feature + " is not supported by " + e.Dialect
}

// ErrUnfiltered is the error for an UPDATE or a DELETE that has no WHERE and
// does not say that it means every row.
var ErrUnfiltered = sql.ErrEverywhere
