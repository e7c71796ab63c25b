package odbc

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"time"

	"github.com/alexbrainman/odbc"
	"github.com/alexbrainman/odbc/api"
	"github.com/azoth-go/azoth/types"
)

// rows are the rows of a statement.
type rows struct {
	ctx       context.Context
	statement *statement // nil where somebody else ends them
	handle    api.SQLHSTMT
	columns   []odbc.Column
	kinds     []api.SQLSMALLINT // the columns' types
}

func newRows(ctx context.Context, s *statement, handle api.SQLHSTMT) (*rows, error) {
	r := &rows{ctx: ctx, statement: s, handle: handle}
	for i := range columnsOf(handle) {
		column, err := odbc.NewColumn(handle, i)
		if err != nil {
			return nil, err
		}
		kind := api.SQLSMALLINT(0)
		switch c := column.(type) {
		case *odbc.BindableColumn:
			kind = c.SQLType
			if kind == api.SQL_NUMERIC || kind == api.SQL_DECIMAL {
				// As text, which has all digits.
				if column, err = odbc.NewVariableWidthColumn(c.BaseColumn, api.SQL_C_CHAR, 48); err != nil {
					return nil, err
				}
			}
		case *odbc.NonBindableColumn:
			kind = c.SQLType
		}
		r.columns, r.kinds = append(r.columns, column), append(r.kinds, kind)
	}
	return r, nil
}

// Columns gives the names of the columns.
func (r *rows) Columns() []string {
	names := make([]string, len(r.columns))
	for i, column := range r.columns {
		names[i] = column.Name()
	}
	return names
}

// ColumnTypeDatabaseTypeName names the types that adapters have to know.
func (r *rows) ColumnTypeDatabaseTypeName(i int) string {
	if r.kinds[i] == api.SQL_TYPE_DATE {
		return "DATE"
	}
	return ""
}

// Next reads the next row.
func (r *rows) Next(values []sqldriver.Value) error {
	if len(r.columns) == 0 {
		return io.EOF
	}
	ret := cancelling(r.ctx, r.handle, func() api.SQLRETURN { return api.SQLFetch(r.handle) })
	if ret == api.SQL_NO_DATA {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	if odbc.IsError(ret) {
		err := odbc.NewError("SQLFetch", r.handle)
		if r.statement != nil {
			err = r.statement.connection.check(err)
		}
		if ended := r.ctx.Err(); ended != nil {
			return errors.Join(ended, err)
		}
		return err
	}
	for i, column := range r.columns {
		value, err := column.Value(r.handle, i)
		if err != nil {
			return err
		}
		values[i] = plain(r.kinds[i], value)
	}
	return nil
}

// plain gives a value as other drivers do: text as such, integers as int64, times
// in UTC, of which ODBC knows no zone.
func plain(kind api.SQLSMALLINT, value sqldriver.Value) sqldriver.Value {
	switch v := value.(type) {
	case []byte:
		switch kind {
		case api.SQL_BINARY, api.SQL_VARBINARY, api.SQL_LONGVARBINARY:
			return append([]byte{}, v...)
		}
		return string(v)
	case int32:
		return int64(v)
	case time.Time:
		at := time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), v.Nanosecond(), time.UTC)
		if kind == api.SQL_TYPE_TIME {
			return types.TimeOfDayOf(at).String()
		}
		return at
	}
	return value
}

// Close ends the rows.
func (r *rows) Close() error {
	if r.statement != nil {
		r.statement.finish(r.handle)
		r.statement = nil
	}
	return nil
}
