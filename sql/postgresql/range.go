package postgresql

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/types"
)

// Bounded are the Go types that ranges are of.
type Bounded interface {
	int32 | int64 | decimal.Decimal | types.Date | time.Time
}

// A Range is a value of one of the types of ranges: what lies between two ends.
// An end that is nil is open. A column of it is declared so:
//
//	Days sql.Value[postgresql.Range[types.Date]] `orm:",type=DATERANGE"`
type Range[T Bounded] struct {
	Lower, Upper *T
	Bounds       string // "[)", which "" stands for too, "[]", "(]" or "()"
	Empty        bool   // nothing lies in it
}

// Between is the range from lower to upper, of which upper is not in it.
func Between[T Bounded](lower, upper T) Range[T] { return Range[T]{Lower: &lower, Upper: &upper} }

// From is the range of lower and all that is greater.
func From[T Bounded](lower T) Range[T] { return Range[T]{Lower: &lower} }

// Until is the range of all that is less than upper.
func Until[T Bounded](upper T) Range[T] { return Range[T]{Upper: &upper} }

// Value gives what is bound: [lower,upper).
func (r Range[T]) Value() (driver.Value, error) {
	switch r.Bounds {
	case "", "[)", "[]", "(]", "()":
	default:
		return nil, fmt.Errorf("bounds of a range are %q: they are [), [], (] or ()", r.Bounds)
	}
	if r.Empty {
		return "empty", nil
	}
	bounds := r.Bounds
	if bounds == "" {
		bounds = "[)"
	}
	return bounds[:1] + endText(r.Lower) + "," + endText(r.Upper) + bounds[1:], nil
}

func endText[T Bounded](end *T) string {
	if end == nil {
		return ""
	}
	if at, ok := any(*end).(time.Time); ok {
		return `"` + types.FormatTime(at, true) + `"`
	}
	return fmt.Sprint(*end)
}

// Scan reads what the database gives.
func (r *Range[T]) Scan(value any) error {
	var text string
	switch v := value.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("a range cannot be read from a %T", value)
	}
	if text == "empty" {
		*r = Range[T]{Empty: true}
		return nil
	}
	inner, last := "", len(text)-1
	if last < 2 {
		return fmt.Errorf("%q is not a range", text)
	}
	inner = text[1:last]
	lower, upper, ok := strings.Cut(inner, ",")
	if !ok {
		return fmt.Errorf("%q is not a range", text)
	}
	read := Range[T]{Bounds: text[:1] + text[last:]}
	var err error
	if read.Lower, err = readEnd[T](lower); err != nil {
		return err
	}
	if read.Upper, err = readEnd[T](upper); err != nil {
		return err
	}
	*r = read
	return nil
}

func readEnd[T Bounded](text string) (*T, error) {
	text = strings.Trim(text, `"`)
	if text == "" {
		return nil, nil
	}
	end := new(T)
	var err error
	switch p := any(end).(type) {
	case *int32:
		var n int64
		n, err = types.AnyToInt64(text)
		*p = int32(n)
	case *int64:
		*p, err = types.AnyToInt64(text)
	case *decimal.Decimal:
		*p, err = decimal.NewFromString(text)
	case *time.Time:
		*p, err = types.ParseTime(text)
	case *types.Date:
		var at time.Time
		at, err = types.ParseTime(text)
		*p = types.NewDate(at.Year(), at.Month(), at.Day())
	}
	return end, err
}
