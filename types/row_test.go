package types_test

import (
	"time"

	"github.com/azoth-go/azoth/types"
)

// values is a row made of Go values, converted as a driver converts them that
// is given values of any type.
type values []any

func (r values) Null(i int) bool                { return r[i] == nil }
func (r values) Int64(i int) (int64, error)     { return types.AnyToInt64(r[i]) }
func (r values) Float64(i int) (float64, error) { return types.AnyToFloat64(r[i]) }
func (r values) Bool(i int) (bool, error)       { return types.AnyToBool(r[i]) }
func (r values) String(i int) (string, error)   { return types.AnyToString(r[i]) }
func (r values) Bytes(i int) ([]byte, error)    { return types.AnyToBytes(r[i]) }
func (r values) Time(i int) (time.Time, error)  { return types.AnyToTime(r[i]) }
func (r values) Any(i int) (any, error)         { return r[i], nil }
