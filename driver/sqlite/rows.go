package sqlite

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
	"unsafe"

	lib "modernc.org/sqlite/lib"

	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/types"
)

// rows is an open result, and its current row. The rows of a batch are those
// of its executions, one after the other.
type rows struct {
	connection *connection
	stmt       *statement
	handle     uintptr // of stmt; 0 once the result has ended
	ctx        context.Context
	done       <-chan struct{} // of ctx
	statement  driver.Statement
	execution  int // of the batch, counted from 1
	endBatch   func(error) error

	ahead bool // the next row is there already
	onRow bool
	err   error
	// The storage class of one column of the current row, asked for by Null and
	// again by the getter that follows.
	column int
	class  int32

	names    []string
	declared []declaredType
}

// Dialect is the dialect that the statement is read in.
func (r *rows) Dialect() string { return r.statement.Dialect }

// Columns gives the names of the columns.
func (r *rows) Columns() []string {
	r.describe()
	return r.names
}

func (r *rows) describe() {
	if r.names == nil && r.stmt != nil {
		r.stmt.describe()
		r.names, r.declared = r.stmt.names, r.stmt.declared
	}
}

// Next steps to the next row.
func (r *rows) Next() bool {
	r.column = -1
	if r.ahead {
		r.ahead = false
		return r.onRow
	}
	if r.handle == 0 {
		r.onRow = false
		return false
	}
	var err error
	if r.done != nil && ended(r.done) {
		r.onRow, err = false, r.ctx.Err()
	} else if row, rc := r.stmt.step(); rc != lib.SQLITE_OK {
		r.onRow, err = false, r.connection.failure(rc)
	} else if r.onRow = row; !row && r.endBatch != nil {
		r.onRow, err = r.nextExecution()
	}
	if !r.onRow {
		r.end(err)
	}
	return r.onRow
}

// start runs the bound statement to its first row.
func (r *rows) start() (row bool, err error) {
	c := r.connection
	c.starts(true)
	defer c.starts(false)
	if r.done != nil && ended(r.done) {
		return false, r.ctx.Err()
	}
	return r.stmt.start()
}

// nextExecution runs the rest of a batch up to its next row.
func (r *rows) nextExecution() (row bool, err error) {
	for r.execution < r.statement.Rows() {
		r.stmt.reset()
		if err := r.connection.binder.bindRow(r.stmt, r.statement.Batch, r.execution); err != nil {
			return false, err
		}
		r.execution++
		if row, err := r.start(); row || err != nil {
			return row, err
		}
	}
	return false, nil
}

// end closes the result, and keeps the error that ended it.
func (r *rows) end(err error) error {
	if r.handle == 0 && r.stmt == nil {
		return r.err
	}
	r.describe() // the columns can be asked for until Close and after
	r.stmt.reset()
	r.connection.statements.put(r.stmt)
	r.connection.forget(r)
	r.handle, r.stmt, r.onRow = 0, nil, false
	if r.endBatch != nil {
		err = r.endBatch(err)
		r.endBatch = nil
	}
	if err != nil {
		r.err = explain(r.ctx, r.statement, err)
	}
	return r.err
}

// Err is the error that ended the iteration, if one did.
func (r *rows) Err() error { return r.err }

// Close ends the result. What is left of a batch is run: its rows are written
// whether or not anybody reads what they give.
func (r *rows) Close() error {
	if r.stmt == nil {
		return r.err
	}
	if r.endBatch == nil {
		return r.end(nil)
	}
	r.ahead = false
	for r.Next() {
	}
	return r.err
}

// discard ends the result without running the rest of a batch.
func (r *rows) discard() {
	if r.endBatch != nil {
		r.end(errDiscarded)
		return
	}
	r.end(nil)
}

var errDiscarded = errors.New("the connection was closed before the batch had ended")

// storage is the storage class of a column of the current row.
func (r *rows) storage(i int) int32 {
	if r.column != i {
		r.column, r.class = i, lib.Xsqlite3_column_type(r.connection.tls, r.handle, int32(i))
	}
	return r.class
}

func (r *rows) integer(i int) int64 {
	return lib.Xsqlite3_column_int64(r.connection.tls, r.handle, int32(i))
}

func (r *rows) float(i int) float64 {
	return lib.Xsqlite3_column_double(r.connection.tls, r.handle, int32(i))
}

// text views a text where SQLite keeps it, in UTF-8.
func (r *rows) text(i int) []byte {
	return r.view(i, lib.Xsqlite3_column_text(r.connection.tls, r.handle, int32(i)))
}

// blob views bytes where SQLite keeps them.
func (r *rows) blob(i int) []byte {
	return r.view(i, lib.Xsqlite3_column_blob(r.connection.tls, r.handle, int32(i)))
}

func (r *rows) view(i int, p uintptr) []byte {
	if p == 0 {
		return nil
	}
	return memory(p, int(lib.Xsqlite3_column_bytes(r.connection.tls, r.handle, int32(i))))
}

// boxed gives a column in the Go type of its storage class.
func (r *rows) boxed(i int) any {
	switch r.storage(i) {
	case lib.SQLITE_INTEGER:
		return r.integer(i)
	case lib.SQLITE_FLOAT:
		return r.float(i)
	case lib.SQLITE_TEXT:
		return string(r.text(i))
	case lib.SQLITE_BLOB:
		return append([]byte{}, r.blob(i)...)
	}
	return nil
}

// explain says which column could not be read.
func (r *rows) explain(i int, err error) error {
	if r.handle == 0 {
		return errors.New("there is no current row: Next has not been called, or gave false")
	}
	r.describe()
	if i < 0 || i >= len(r.names) {
		return fmt.Errorf("column %d: the result has %d columns", i, len(r.names))
	}
	return fmt.Errorf("column %d (%s): %w", i, r.names[i], err)
}

// Null reports whether column i is NULL.
func (r *rows) Null(i int) bool { return r.storage(i) == lib.SQLITE_NULL }

// Int64 reads column i as an integer.
func (r *rows) Int64(i int) (int64, error) {
	if r.storage(i) == lib.SQLITE_INTEGER {
		return r.integer(i), nil
	}
	n, err := types.AnyToInt64(r.boxed(i))
	if err != nil {
		return 0, r.explain(i, err)
	}
	return n, nil
}

// Float64 reads column i as a floating-point number.
func (r *rows) Float64(i int) (float64, error) {
	switch r.storage(i) {
	case lib.SQLITE_FLOAT:
		return r.float(i), nil
	case lib.SQLITE_INTEGER:
		return float64(r.integer(i)), nil
	}
	f, err := types.AnyToFloat64(r.boxed(i))
	if err != nil {
		return 0, r.explain(i, err)
	}
	return f, nil
}

// Bool reads column i as a truth value.
func (r *rows) Bool(i int) (bool, error) {
	if r.storage(i) == lib.SQLITE_INTEGER {
		if n := r.integer(i); n&^1 == 0 {
			return n == 1, nil
		}
	}
	b, err := types.AnyToBool(r.boxed(i))
	if err != nil {
		return false, r.explain(i, err)
	}
	return b, nil
}

// String reads column i as text. Bytes are text where they are UTF-8.
func (r *rows) String(i int) (string, error) {
	switch r.storage(i) {
	case lib.SQLITE_TEXT:
		return string(r.text(i)), nil
	case lib.SQLITE_BLOB:
		if b := r.blob(i); !utf8.Valid(b) {
			return "", r.explain(i, fmt.Errorf("cannot read %d bytes that are not UTF-8 as text", len(b)))
		}
	}
	s, err := types.AnyToString(r.boxed(i))
	if err != nil {
		return "", r.explain(i, err)
	}
	return s, nil
}

// Bytes gives the bytes of column i.
func (r *rows) Bytes(i int) ([]byte, error) {
	switch r.storage(i) {
	case lib.SQLITE_BLOB:
		return append([]byte{}, r.blob(i)...), nil
	case lib.SQLITE_TEXT:
		return append([]byte{}, r.text(i)...), nil
	}
	b, err := types.AnyToBytes(r.boxed(i))
	if err != nil {
		return nil, r.explain(i, err)
	}
	return b, nil
}

// Time reads column i as a time: text in one of the notations that
// types.ParseTime knows, or an integer of seconds since 1970.
func (r *rows) Time(i int) (time.Time, error) {
	var t time.Time
	var err error
	switch r.storage(i) {
	case lib.SQLITE_TEXT:
		// Parsed where it lies: nothing of the text outlives the call.
		text := r.text(i)
		t, err = types.ParseTime(unsafe.String(unsafe.SliceData(text), len(text)))
	case lib.SQLITE_INTEGER:
		return time.Unix(r.integer(i), 0).UTC(), nil
	default:
		t, err = types.AnyToTime(r.boxed(i))
	}
	if err != nil {
		return time.Time{}, r.explain(i, err)
	}
	return t, nil
}

// Any gives column i in the Go type of its storage class, save where the
// column is declared BOOLEAN, DATE, DATETIME or TIMESTAMP and its value can be
// one.
func (r *rows) Any(i int) (any, error) {
	value := r.boxed(i)
	if value == nil {
		if r.handle == 0 {
			return nil, r.explain(i, nil)
		}
		return nil, nil
	}
	r.describe()
	if i < 0 || i >= len(r.declared) {
		return value, nil
	}
	switch r.declared[i].meaning {
	case boolean:
		if n, ok := value.(int64); ok && n&^1 == 0 {
			return n == 1, nil
		}
	case date, timestamp:
		if t, err := r.Time(i); err == nil {
			return t, nil
		}
	}
	return value, nil
}
