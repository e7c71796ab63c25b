package types

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// ParseTime reads a date, a time of day or a timestamp in the notations that
// databases use: 2006-01-02, 15:04:05, 2006-01-02 15:04:05.999999, with T or a
// space between date and time, with or without a zone (Z, +02, +0200, +02:00,
// and what time.Time's String writes). RFC 3339 is among them. A time of day is
// on 0001-01-01. MySQL's date 0000-00-00 gives the zero time. Without a zone the
// result is in UTC, because a DateTime column without time zone holds the wall
// clock in UTC.
func ParseTime(s string) (time.Time, error) {
	d, rest, ok := cutDate(s)
	if ok && rest != "" {
		if rest[0] != ' ' && rest[0] != 'T' && rest[0] != 't' {
			return time.Time{}, timeError(s)
		}
		rest = rest[1:]
	} else if ok {
		return d.Time(time.UTC), nil
	} else {
		rest = s
	}
	c, rest, ok := cutClock(rest)
	if !ok {
		return time.Time{}, timeError(s)
	}
	loc, ok := parseZone(rest)
	if !ok {
		return time.Time{}, timeError(s)
	}
	return c.On(d, loc), nil
}

func timeError(s string) error {
	return fmt.Errorf("cannot read text %q as a time (2006-01-02 15:04:05)", s)
}

// FormatTime writes a timestamp as text that sorts like the instants it stands
// for, for databases that keep timestamps as text: 2006-01-02 15:04:05.999999,
// always in UTC, with as many digits after the point as it needs, to the
// microsecond. For a column with a time zone, +00:00 is appended.
func FormatTime(t time.Time, timezone bool) string {
	var buffer [40]byte
	return string(AppendTime(buffer[:0], t, timezone))
}

// AppendTime appends what FormatTime gives.
func AppendTime(b []byte, t time.Time, timezone bool) []byte {
	t = t.UTC()
	b = DateOf(t).append(b)
	b = append(b, ' ')
	b = TimeOfDayOf(t).microseconds().append(b)
	if timezone {
		b = append(b, "+00:00"...)
	}
	return b
}

// cutDate reads a date at the beginning of s.
func cutDate(s string) (d Date, rest string, ok bool) {
	digits, negative := strings.CutPrefix(s, "-")
	n := 0
	for n < len(digits) && isDigit(digits[n]) {
		n++
	}
	// Years of more digits than these would overflow a time.Time's arithmetic.
	if n < 4 || n > 6 || n > 4 && digits[0] == '0' {
		return Date{}, s, false
	}
	for _, c := range []byte(digits[:n]) {
		d.Year = d.Year*10 + int(c-'0')
	}
	if negative {
		if d.Year == 0 {
			return Date{}, s, false
		}
		d.Year = -d.Year
	}
	rest = digits[n:]
	if len(rest) < 6 || rest[0] != '-' || rest[3] != '-' {
		return Date{}, s, false
	}
	month, ok1 := twoDigits(rest[1:])
	day, ok2 := twoDigits(rest[4:])
	if d.Year == 0 && month == 0 && day == 0 && !negative {
		return Date{}, rest[6:], ok1 && ok2
	}
	if !ok1 || !ok2 || month < 1 || month > 12 || day < 1 || day > daysIn(d.Year, time.Month(month)) {
		return Date{}, s, false
	}
	d.Month, d.Day = time.Month(month), day
	return d, rest[6:], true
}

// cutClock reads a time of day at the beginning of s.
func cutClock(s string) (c TimeOfDay, rest string, ok bool) {
	var ok1, ok2 bool
	if len(s) < 5 || s[2] != ':' {
		return TimeOfDay{}, s, false
	}
	c.Hour, ok1 = twoDigits(s)
	c.Minute, ok2 = twoDigits(s[3:])
	if !ok1 || !ok2 || c.Hour > 23 || c.Minute > 59 {
		return TimeOfDay{}, s, false
	}
	rest = s[5:]
	if rest == "" || rest[0] != ':' {
		return c, rest, true
	}
	if len(rest) < 3 {
		return TimeOfDay{}, s, false
	}
	if c.Second, ok1 = twoDigits(rest[1:]); !ok1 || c.Second > 59 {
		return TimeOfDay{}, s, false
	}
	rest = rest[3:]
	if rest == "" || rest[0] != '.' {
		return c, rest, true
	}
	n := 1
	for unit := int(time.Second) / 10; n < len(rest) && isDigit(rest[n]); n++ {
		c.Nanosecond += int(rest[n]-'0') * unit
		unit /= 10
	}
	if n == 1 {
		return TimeOfDay{}, s, false
	}
	return c, rest[n:], true
}

// parseZone reads all of s as a time zone: nothing, Z, UTC or an offset, after
// a space or not.
func parseZone(s string) (*time.Location, bool) {
	s = strings.TrimPrefix(s, " ")
	switch s {
	case "", "Z", "z", "UTC":
		return time.UTC, true
	}
	sign := 1
	switch s[0] {
	case '+':
	case '-':
		sign = -1
	default:
		return nil, false
	}
	offset := 0
	rest, name, _ := strings.Cut(s[1:], " ")
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return nil, false
	}
	for unit := 3600; unit == 3600 || rest != ""; unit /= 60 {
		n, ok := twoDigits(rest)
		if !ok || unit == 0 || n > 59 || unit == 3600 && n > 23 {
			return nil, false
		}
		offset += n * unit
		rest = rest[2:]
		if rest != "" && rest[0] == ':' {
			if rest = rest[1:]; rest == "" {
				return nil, false
			}
		}
	}
	if offset == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", sign*offset), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func twoDigits(s string) (int, bool) {
	if len(s) < 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, false
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	}
	return 31
}
