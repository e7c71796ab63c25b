package driver

import (
	"bytes"
	"context"
	sqldriver "database/sql/driver"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/azoth-go/azoth/types"
)

// adapterRows is an open result of an adapter. Its current row is the slice
// that the driver fills.
type adapterRows struct {
	adapter   *adapter
	ctx       context.Context
	stmt      Statement
	prepared  *preparedStatement // nil for a statement that runs unprepared
	execution int                // of the batch
	inner     sqldriver.Rows
	columns   []string
	types     []string // the database's names of the columns' types; see databaseType
	values    []sqldriver.Value
	err       error
	closed    bool
}

// Dialect is the dialect that the statement is read in.
func (r *adapterRows) Dialect() string { return r.stmt.Dialect }

// start runs the first execution.
func (r *adapterRows) start() error {
	if r.stmt.Rows() == 0 {
		return nil
	}
	a := r.adapter
	var err error
	r.prepared, err = a.prepare(r.ctx, r.stmt.SQL)
	if err == nil {
		return r.execute()
	}
	notPreparable := a.options.NotPreparable
	if len(r.stmt.Args) > 0 || len(r.stmt.Batch) > 0 || notPreparable == nil || !notPreparable(err) {
		return err
	}
	if r.inner, err = queryDirect(r.ctx, a.raw, r.stmt.SQL); err != nil {
		return err
	}
	r.describe()
	return nil
}

// execute runs the statement with the arguments of the next row of the batch.
func (r *adapterRows) execute() error {
	args, err := r.adapter.bind(r.prepared, r.stmt, r.execution)
	if err != nil {
		return err
	}
	r.execution++
	if r.inner, err = r.prepared.query(r.ctx, args); err != nil {
		r.inner = nil
		r.adapter.reconsider(r.prepared, err)
		return err
	}
	r.describe()
	return nil
}

func (r *adapterRows) describe() {
	if r.columns == nil {
		r.columns = r.inner.Columns()
		r.values = make([]sqldriver.Value, len(r.columns))
	}
}

// Columns gives the names of the result's columns.
func (r *adapterRows) Columns() []string { return r.columns }

// Err is the error that ended the iteration, if one did.
func (r *adapterRows) Err() error { return r.err }

// Next steps to the next row. After the last one the result closes itself.
func (r *adapterRows) Next() bool {
	for !r.closed {
		if r.inner == nil {
			r.finish(nil)
			break
		}
		err := r.inner.Next(r.values)
		if err == nil {
			return true
		}
		if err == io.EOF {
			err = r.advance()
			if err == nil {
				continue
			}
		}
		r.finish(err)
	}
	return false
}

// advance closes the result of one execution and runs the next; after the last
// there is no inner result.
func (r *adapterRows) advance() error {
	inner := r.inner
	r.inner = nil
	if err := inner.Close(); err != nil {
		return err
	}
	if r.prepared == nil || r.execution >= r.stmt.Rows() {
		return nil
	}
	return r.execute()
}

// Close ends the result. Executions of a batch that are still to come are run,
// their rows dropped.
func (r *adapterRows) Close() error {
	if r.closed {
		return nil
	}
	var err error
	for r.inner != nil && err == nil {
		err = r.advance()
	}
	r.finish(err)
	return r.err
}

// discard ends the result and with it the batch.
func (r *adapterRows) discard() {
	if !r.closed {
		r.finish(nil)
	}
}

// finish frees the connection; err is what the result ends with.
func (r *adapterRows) finish(err error) {
	r.closed = true
	a := r.adapter
	a.open = nil
	clear(a.args)
	if r.inner != nil {
		if closeErr := r.inner.Close(); err == nil {
			err = closeErr
		}
		r.inner = nil
	}
	if err != nil {
		r.err = a.fail(r.ctx, r.stmt, err)
	}
}

// databaseType gives the database's name of a column's type, or "".
func (r *adapterRows) databaseType(i int) string {
	if r.types == nil {
		r.types = make([]string, len(r.values))
		if named, ok := r.inner.(sqldriver.RowsColumnTypeDatabaseTypeName); ok {
			for j := range r.types {
				r.types[j] = named.ColumnTypeDatabaseTypeName(j)
			}
		}
	}
	return r.types[i]
}

// plain gives a value as Any does.
func (r *adapterRows) plain(i int) any {
	if value := r.adapter.options.Value; value != nil {
		return value(r.databaseType(i), r.values[i])
	}
	return r.values[i]
}

// Null reports whether column i is NULL.
func (r *adapterRows) Null(i int) bool { return r.values[i] == nil }

// Int64 reads column i as an integer.
func (r *adapterRows) Int64(i int) (int64, error) {
	if n, ok := r.values[i].(int64); ok {
		return n, nil
	}
	return types.AnyToInt64(r.plain(i))
}

// Float64 reads column i as a floating-point number.
func (r *adapterRows) Float64(i int) (float64, error) {
	if f, ok := r.values[i].(float64); ok {
		return f, nil
	}
	return types.AnyToFloat64(r.plain(i))
}

// Bool reads column i as a truth value.
func (r *adapterRows) Bool(i int) (bool, error) {
	switch v := r.values[i].(type) {
	case bool:
		return v, nil
	case int64:
		if v&^1 == 0 {
			return v == 1, nil
		}
	}
	return types.AnyToBool(r.plain(i))
}

// String reads column i as text.
func (r *adapterRows) String(i int) (string, error) {
	switch v := r.values[i].(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case time.Time:
		if r.databaseType(i) == "DATE" && v.Equal(v.Truncate(24*time.Hour)) {
			return v.Format(time.DateOnly), nil
		}
	}
	return types.AnyToString(r.plain(i))
}

// Bytes reads column i as bytes of the caller's own.
func (r *adapterRows) Bytes(i int) ([]byte, error) {
	switch v := r.values[i].(type) {
	case []byte:
		return bytes.Clone(v), nil
	case string:
		return []byte(v), nil
	}
	return types.AnyToBytes(r.plain(i))
}

// Time reads column i as a date, a time of day or a timestamp.
func (r *adapterRows) Time(i int) (time.Time, error) {
	if t, ok := r.values[i].(time.Time); ok {
		return t, nil
	}
	return types.AnyToTime(r.plain(i))
}

// Any gives column i in the Go type that fits it.
func (r *adapterRows) Any(i int) (any, error) {
	switch v := r.plain(i).(type) {
	case []byte:
		return bytes.Clone(v), nil
	case float32:
		return types.AnyToFloat64(v)
	case uint64:
		if v > math.MaxInt64 {
			return strconv.FormatUint(v, 10), nil
		}
		return int64(v), nil
	default:
		return v, nil
	}
}
