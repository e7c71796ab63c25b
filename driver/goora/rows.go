package goora

import (
	"context"
	sqldriver "database/sql/driver"
	"strconv"
	"strings"
	"time"
)

// rows are the rows of a query.
type rows struct {
	sqldriver.Rows
	ctx     context.Context
	columns []string
	types   []string // go-ora's names
}

func newRows(ctx context.Context, inner sqldriver.Rows) *rows {
	r := &rows{Rows: inner, ctx: ctx, columns: inner.Columns()}
	r.types = make([]string, len(r.columns))
	named, _ := inner.(sqldriver.RowsColumnTypeDatabaseTypeName)
	for i, name := range r.columns {
		r.columns[i] = foldName(name)
		if named != nil {
			r.types[i] = named.ColumnTypeDatabaseTypeName(i)
		}
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

// ColumnTypeDatabaseTypeName gives go-ora's name of a column's type.
func (r *rows) ColumnTypeDatabaseTypeName(i int) string { return r.types[i] }

// Next reads the next row. go-ora fetches more of them whatever the context says.
func (r *rows) Next(values []sqldriver.Value) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if err := r.Rows.Next(values); err != nil {
		return err
	}
	for i, value := range values {
		switch r.types[i] {
		case "DATE", "TIMESTAMP", "TimeStampDTY":
			if t, ok := value.(time.Time); ok {
				values[i] = inUTC(t)
			}
		case "IntervalDS_DTY":
			if text, ok := value.(string); ok {
				values[i] = intervalOf(text)
			}
		}
	}
	return nil
}

// inUTC takes a point in time that has no zone for one in UTC; go-ora gives it in
// the zone of the server.
func inUTC(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// plainValue gives a NUMBER that is an integer as one; others stay the text that
// has all their digits.
func plainValue(databaseType string, value sqldriver.Value) any {
	if text, ok := value.(string); ok && databaseType == "NUMBER" {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
	}
	return value
}
