package firebird

import (
	sqldriver "database/sql/driver"
	"io"
	"strings"
	"time"

	dialect "github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/types"
)

// rows are the rows of a statement, with the transaction that they have of
// their own.
type rows struct {
	sqldriver.Rows
	columns []string
	types   []string          // the database's names
	marked  []sqldriver.Value // a row with its mark, or nil where rows have none
	own     *transaction
	failed  error
}

func newRows(inner sqldriver.Rows, own *transaction) *rows {
	r := &rows{Rows: inner, columns: inner.Columns(), own: own}
	r.types = make([]string, len(r.columns))
	named, _ := inner.(sqldriver.RowsColumnTypeDatabaseTypeName)
	for i, name := range r.columns {
		r.columns[i] = foldName(name)
		if named != nil {
			r.types[i] = named.ColumnTypeDatabaseTypeName(i)
		}
	}
	if last := len(r.columns) - 1; last >= 0 && r.columns[last] == dialect.RowMark {
		r.marked = make([]sqldriver.Value, len(r.columns))
		r.columns, r.types = r.columns[:last], r.types[:last]
	}
	return r
}

// foldName gives a name as programs write it: what was not quoted is upper case
// in the database.
func foldName(name string) string {
	if name == strings.ToUpper(name) {
		return strings.ToLower(name)
	}
	return name
}

// Columns gives the names of the columns.
func (r *rows) Columns() []string { return r.columns }

// ColumnTypeDatabaseTypeName gives the database's name of a column's type.
func (r *rows) ColumnTypeDatabaseTypeName(i int) string { return r.types[i] }

// Next reads the next row.
func (r *rows) Next(values []sqldriver.Value) error {
	err := r.next(values)
	if err != nil {
		if err != io.EOF {
			r.failed = err
		}
		return err
	}
	for i, value := range values {
		if t, ok := value.(time.Time); ok {
			values[i] = plainTime(r.types[i], t)
		}
	}
	return nil
}

// next reads a row without its mark. One that has none stands for no row: it is
// what UPDATE and DELETE … RETURNING give where they touch nothing.
func (r *rows) next(values []sqldriver.Value) error {
	if r.marked == nil {
		return r.Rows.Next(values)
	}
	if err := r.Rows.Next(r.marked); err != nil {
		return err
	}
	if r.marked[len(values)] == nil {
		return io.EOF
	}
	copy(values, r.marked)
	return nil
}

// plainTime gives a time of day as text, and what has no zone in UTC.
func plainTime(databaseType string, t time.Time) sqldriver.Value {
	switch databaseType {
	case "TIME":
		return types.TimeOfDayOf(t).String()
	case "DATE", "TIMESTAMP":
		if t.Location() != time.UTC {
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
		}
	}
	return t
}

// Close ends the rows, and commits what they were read or written by.
func (r *rows) Close() error {
	err := r.Rows.Close()
	if own := r.own; own != nil {
		r.own = nil
		failed := r.failed
		if failed == nil {
			failed = err
		}
		if endErr := own.end(failed); failed == nil {
			err = endErr
		}
	}
	return err
}
