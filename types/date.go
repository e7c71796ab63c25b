package types

import (
	"cmp"
	"fmt"
	"strconv"
	"time"
)

// A Date is a day of the calendar, with neither time of day nor time zone: what
// a DATE column holds. Dates compare with ==.
//
// The zero Date is written as 0001-01-01, the day of the zero time.Time.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// NewDate gives a date. Months and days out of range carry over, as they do in
// time.Date: October 32 is November 1.
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// DateOf gives the day of t in its own location.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a date in ISO notation, as in 2006-01-02. Years beyond 9999
// have more digits, years before 0 a minus sign. MySQL's 0000-00-00 is the zero
// Date.
func ParseDate(s string) (Date, error) {
	d, rest, ok := cutDate(s)
	if !ok || rest != "" {
		return Date{}, fmt.Errorf("cannot read %q as a date (2006-01-02)", s)
	}
	return d, nil
}

// String gives the date in ISO notation, as in 2006-01-02.
func (d Date) String() string {
	var buffer [16]byte
	return string(d.append(buffer[:0]))
}

func (d Date) append(b []byte) []byte {
	d = d.day()
	year := d.Year
	if year < 0 {
		b, year = append(b, '-'), -year
	}
	b = appendPadded(b, year, 4)
	b = append(b, '-')
	b = appendPadded(b, int(d.Month), 2)
	b = append(b, '-')
	return appendPadded(b, d.Day, 2)
}

// day gives the zero Date the day that it stands for.
func (d Date) day() Date {
	if d == (Date{}) {
		return Date{1, time.January, 1}
	}
	return d
}

// Time gives the first moment of the day in a location.
func (d Date) Time(loc *time.Location) time.Time {
	d = d.day()
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Compare gives -1, 0 or +1 for a day before, the same as or after other.
func (d Date) Compare(other Date) int {
	d, other = d.day(), other.day()
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether the day comes before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether the day comes after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays gives the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date {
	d = d.day()
	return NewDate(d.Year, d.Month, d.Day+n)
}

// IsZero reports whether the date is the zero Date or the day that it stands
// for.
func (d Date) IsZero() bool { return d.day() == Date{1, time.January, 1} }

// MarshalText gives the date as String does.
func (d Date) MarshalText() ([]byte, error) { return d.append(nil), nil }

// UnmarshalText reads the date as ParseDate does.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// appendPadded writes a number that is not negative with at least width digits.
func appendPadded(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			for range width - 1 {
				b = append(b, '0')
			}
			break
		}
		limit *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}
