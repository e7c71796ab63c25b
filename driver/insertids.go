package driver

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/azoth-go/azoth/types"
)

// InsertIDRows gives generated keys as rows of one column, which is how a
// driver answers a statement that asks for them (Statement.InsertIDs).
func InsertIDRows(ids []int64) Rows { return &insertIDRows{ids: ids, at: -1} }

type insertIDRows struct {
	ids []int64
	at  int
}

// Columns names the one column, which has no name of its own.
func (r *insertIDRows) Columns() []string { return []string{"insert_id"} }

// Next steps to the next key.
func (r *insertIDRows) Next() bool {
	r.at = min(r.at+1, len(r.ids))
	return r.at < len(r.ids)
}

// Err is nil: all keys are there.
func (r *insertIDRows) Err() error { return nil }

// Close ends the result.
func (r *insertIDRows) Close() error {
	r.at = len(r.ids)
	return nil
}

// Null reports that no key is NULL.
func (r *insertIDRows) Null(int) bool { return false }

// Int64 gives the key.
func (r *insertIDRows) Int64(i int) (int64, error) {
	if i != 0 {
		return 0, fmt.Errorf("column %d: the result has 1 column", i)
	}
	if r.at < 0 || r.at >= len(r.ids) {
		return 0, errors.New("there is no current row: Next has not been called, or gave false")
	}
	return r.ids[r.at], nil
}

// Float64 gives the key as a floating-point number.
func (r *insertIDRows) Float64(i int) (float64, error) {
	id, err := r.Int64(i)
	return float64(id), err
}

// Bool gives the keys 0 and 1 as truth values.
func (r *insertIDRows) Bool(i int) (bool, error) {
	id, err := r.Int64(i)
	if err != nil {
		return false, err
	}
	return types.AnyToBool(id)
}

// String gives the key in decimal.
func (r *insertIDRows) String(i int) (string, error) {
	id, err := r.Int64(i)
	return strconv.FormatInt(id, 10), err
}

// Bytes gives the key in decimal.
func (r *insertIDRows) Bytes(i int) ([]byte, error) {
	id, err := r.Int64(i)
	return strconv.AppendInt(nil, id, 10), err
}

// Time is an error: a key is no time.
func (r *insertIDRows) Time(i int) (time.Time, error) {
	id, err := r.Int64(i)
	if err != nil {
		return time.Time{}, err
	}
	return types.AnyToTime(id)
}

// Any gives the key.
func (r *insertIDRows) Any(i int) (any, error) { return r.Int64(i) }
