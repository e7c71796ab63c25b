package types

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// ErrFit is the error of writing a value into a column that is too small for
// it. Whatever the database would do (refuse it without naming the column, cut
// it off, round it), it is not sent.
var ErrFit = errors.New("the value does not fit the column")

// Fit reports whether a bind value fits the type without loss: a text or bytes
// its length, an integer its range, a decimal its digits, a label its Enum. The
// error says by how much not, and matches ErrFit.
func (t *Type) Fit(value any) error {
	switch t.Kind {
	case KindSmallInteger, KindInteger, KindBigInteger:
		return t.fitInteger(value)
	case KindString:
		if text, ok := value.(string); ok {
			return t.fitText(text)
		}
	case KindEnum:
		if text, ok := value.(string); ok && !slices.Contains(t.Labels, text) {
			return fmt.Errorf("%w: %.40q is none of the labels of %s", ErrFit, text, t)
		}
	case KindBytes:
		if b, ok := value.([]byte); ok && t.Length > 0 && len(b) > t.Length {
			return fmt.Errorf("%w: %d bytes, where %s has room for %d", ErrFit, len(b), t, t.Length)
		}
	case KindNumeric:
		if d, ok := value.(decimal.Decimal); ok {
			return t.fitDecimal(d)
		}
	}
	return nil
}

func (t *Type) fitText(text string) error {
	if t.Length == 0 || len(text) <= t.Length {
		return nil
	}
	if n := utf8.RuneCountInString(text); n > t.Length {
		return fmt.Errorf("%w: %.40q has %d characters, where %s has room for %d", ErrFit, text, n, t, t.Length)
	}
	return nil
}

func (t *Type) fitInteger(value any) error {
	if t.Name != "" { // its range is its own
		return nil
	}
	n, ok := value.(int64)
	switch {
	case !ok:
		if u, ok := value.(uint64); ok && u > math.MaxInt64 {
			return fmt.Errorf("%w: %d is out of the range of %s", ErrFit, u, t)
		}
	case t.Kind == KindSmallInteger && n != int64(int16(n)), t.Kind == KindInteger && n != int64(int32(n)):
		return fmt.Errorf("%w: %d is out of the range of %s", ErrFit, n, t)
	}
	return nil
}

func (t *Type) fitDecimal(d decimal.Decimal) error {
	if t.Precision == 0 {
		return nil
	}
	coefficient, exponent := d.Coefficient().Text(10), int(d.Exponent())
	digits := bytes.TrimLeft([]byte(coefficient), "-0")
	trimmed := bytes.TrimRight(digits, "0")
	exponent += len(digits) - len(trimmed)
	if len(trimmed) == 0 {
		return nil
	}
	if fraction := -exponent; fraction > t.Scale {
		return fmt.Errorf("%w: %s has %d digits after the point, where %s has room for %d", ErrFit, shortDecimal(d), fraction, t, t.Scale)
	}
	if whole := len(trimmed) + exponent; whole > t.Precision-t.Scale {
		return fmt.Errorf("%w: %s has %d digits before the point, where %s has room for %d", ErrFit, shortDecimal(d), whole, t, t.Precision-t.Scale)
	}
	return nil
}

// shortDecimal shows a decimal, in few characters whatever its exponent.
func shortDecimal(d decimal.Decimal) string {
	if exponent := d.Exponent(); exponent > 40 || exponent < -40 {
		return d.Coefficient().Text(10) + "e" + strconv.Itoa(int(exponent))
	}
	return d.String()
}

// Fit is [Type.Fit] for each value of the vector; the error of the first that
// does not fit.
func (v *Vector) Fit(t *Type) error {
	switch {
	case t == nil:
		return nil
	case v.Kind == Ints && t.Kind != KindSmallInteger && t.Kind != KindInteger,
		v.Kind == Strings && t.Kind == KindString && t.Length == 0, v.Kind == Strings && t.Kind == KindText,
		v.Kind == Floats, v.Kind == Bools, v.Kind == Times:
		return nil
	}
	for i := range v.Len() {
		if v.Null(i) {
			continue
		}
		var err error
		switch v.Kind {
		case Ints:
			if n := v.Ints[i]; n != int64(int16(n)) {
				err = t.Fit(n)
			}
		case Strings:
			if t.Kind == KindString {
				err = t.fitText(v.Strings[i])
			} else {
				err = t.Fit(v.Strings[i])
			}
		default:
			err = t.Fit(v.Anys[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}
