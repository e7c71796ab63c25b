package types

import (
	"cmp"
	"fmt"
	"time"
)

// A TimeOfDay is the reading of a clock, with neither date nor time zone: what
// a TIME column holds. Databases keep microseconds of it.
type TimeOfDay struct {
	Hour, Minute, Second, Nanosecond int
}

// NewTimeOfDay gives a time of day. What is out of range carries over, and a
// day's end into the next day's beginning: 24:01 is 00:01.
func NewTimeOfDay(hour, minute, second, nanosecond int) TimeOfDay {
	return TimeOfDayOf(time.Date(2000, time.January, 1, hour, minute, second, nanosecond, time.UTC))
}

// TimeOfDayOf gives the time of day of t in its own location.
func TimeOfDayOf(t time.Time) TimeOfDay {
	hour, minute, second := t.Clock()
	return TimeOfDay{hour, minute, second, t.Nanosecond()}
}

// ParseTimeOfDay reads a time of day in ISO notation, as in 15:04:05.999999;
// the fraction may be left out, and so may the seconds.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	c, rest, ok := cutClock(s)
	if !ok || rest != "" {
		return TimeOfDay{}, fmt.Errorf("cannot read %q as a time of day (15:04:05.999999)", s)
	}
	return c, nil
}

// String gives the time of day in ISO notation, as in 15:04:05.5, with as many
// digits after the point as it needs.
func (c TimeOfDay) String() string {
	var buffer [24]byte
	return string(c.append(buffer[:0]))
}

func (c TimeOfDay) append(b []byte) []byte {
	b = appendPadded(b, c.Hour, 2)
	b = append(b, ':')
	b = appendPadded(b, c.Minute, 2)
	b = append(b, ':')
	b = appendPadded(b, c.Second, 2)
	if c.Nanosecond == 0 {
		return b
	}
	b = append(b, '.')
	b = appendPadded(b, c.Nanosecond, 9)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}

// Time gives the time of day on 0001-01-01 in a location.
func (c TimeOfDay) Time(loc *time.Location) time.Time { return c.On(Date{}, loc) }

// On gives the time of day on a date in a location.
func (c TimeOfDay) On(d Date, loc *time.Location) time.Time {
	d = d.day()
	return time.Date(d.Year, d.Month, d.Day, c.Hour, c.Minute, c.Second, c.Nanosecond, loc)
}

// Duration gives the time since midnight.
func (c TimeOfDay) Duration() time.Duration {
	return time.Duration(c.Hour)*time.Hour + time.Duration(c.Minute)*time.Minute +
		time.Duration(c.Second)*time.Second + time.Duration(c.Nanosecond)
}

// Compare gives -1, 0 or +1 for a time before, the same as or after other.
func (c TimeOfDay) Compare(other TimeOfDay) int {
	return cmp.Compare(c.Duration(), other.Duration())
}

// Before reports whether the time comes before other.
func (c TimeOfDay) Before(other TimeOfDay) bool { return c.Compare(other) < 0 }

// After reports whether the time comes after other.
func (c TimeOfDay) After(other TimeOfDay) bool { return c.Compare(other) > 0 }

// IsZero reports whether it is midnight.
func (c TimeOfDay) IsZero() bool { return c == TimeOfDay{} }

// MarshalText gives the time of day as String does.
func (c TimeOfDay) MarshalText() ([]byte, error) { return c.append(nil), nil }

// UnmarshalText reads the time of day as ParseTimeOfDay does.
func (c *TimeOfDay) UnmarshalText(text []byte) (err error) {
	*c, err = ParseTimeOfDay(string(text))
	return err
}

// microseconds cuts off what databases do not keep.
func (c TimeOfDay) microseconds() TimeOfDay {
	c.Nanosecond -= c.Nanosecond % 1000
	return c
}
