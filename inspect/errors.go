package inspect

import (
	"errors"
	"fmt"
)

// ErrNoTable is what errors about a table that is not there match; they are a
// [NoTableError].
var ErrNoTable = errors.New("no such table")

// A NoTableError says that a table was asked for that the database does not have.
type NoTableError struct {
	// Schema is "" for the default schema.
	Schema string
	Table  string
	// Nearest is the name in the schema most like the missing one, or "".
	Nearest string
}

// Error names the table, its schema and the nearest name.
func (e *NoTableError) Error() string {
	text := fmt.Sprintf("there is no table or view %q", e.Table)
	if e.Schema != "" {
		text += fmt.Sprintf(" in schema %q", e.Schema)
	}
	if e.Nearest != "" {
		text += fmt.Sprintf(" (did you mean %q?)", e.Nearest)
	}
	return text
}

// Is matches [ErrNoTable].
func (e *NoTableError) Is(target error) bool { return target == ErrNoTable }

// An UnknownTypeError warns that a column has a type that is not known; it is
// kept by its name.
type UnknownTypeError struct {
	// Table is the full name of the table.
	Table, Column string
	// TypeName is the type as the database spells it.
	TypeName string
}

// Error names the column and its type.
func (e *UnknownTypeError) Error() string {
	return fmt.Sprintf("column %s.%s has a type that is not known: %q is kept by its name", e.Table, e.Column, e.TypeName)
}
