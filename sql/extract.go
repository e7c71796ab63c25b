package sql

import "github.com/azoth-go/azoth/sql/ast"

// A DateField is a part of a point in time, for [Extract].
type DateField string

// The fields that databases have in common.
const (
	Year   DateField = "year"
	Month  DateField = "month"
	Day    DateField = "day"
	Hour   DateField = "hour"
	Minute DateField = "minute"
	Second DateField = "second"
	Epoch  DateField = "epoch" // seconds since 1970
)

// Extract is a field of a point in time as a number: EXTRACT(field FROM x),
// DATEPART on SQL Server, STRFTIME on SQLite.
func Extract(field DateField, x Expression) NullNumber[int64] {
	node, err := nodeOf(x)
	return build[NullNumber[int64]](&ast.Extract{Field: string(field), X: node}, err)
}
