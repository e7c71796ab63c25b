package types

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// intervalCodec keeps a time.Duration in an INTERVAL column, to the
// microsecond. It binds a time.Duration; where the database has no intervals, the
// dialect makes of it what the column is declared to keep.
type intervalCodec struct{ base }

func (c *intervalCodec) Decode(row Row, i int, dst unsafe.Pointer) error {
	if row.Null(i) {
		return nullError(c.goType)
	}
	text, err := row.String(i)
	if err != nil {
		return err
	}
	v, err := ParseInterval(text)
	if err != nil {
		return err
	}
	*(*time.Duration)(dst) = v
	return nil
}

func (c *intervalCodec) Value(src unsafe.Pointer) (any, error) {
	return (*time.Duration)(src).Truncate(time.Microsecond), nil
}

func (c *intervalCodec) Assign(dst unsafe.Pointer, value any) error {
	var v time.Duration
	var err error
	switch value := value.(type) {
	case nil:
	case time.Duration:
		v = value
	case time.Time:
		v = value.Sub(epoch)
	case string:
		v, err = ParseInterval(value)
	default:
		var n int64
		n, err = AnyToInt64(value)
		v = time.Duration(n)
	}
	if err != nil {
		return assignError(c.goType, err)
	}
	*(*time.Duration)(dst) = v
	return nil
}

func (c *intervalCodec) Equal(a, b unsafe.Pointer) bool {
	return (*time.Duration)(a).Microseconds() == (*time.Duration)(b).Microseconds()
}

func (c *intervalCodec) Zero(p unsafe.Pointer) bool { return *(*time.Duration)(p) == 0 }
func (c *intervalCodec) Copy(dst, src unsafe.Pointer) {
	*(*time.Duration)(dst) = *(*time.Duration)(src)
}
func (c *intervalCodec) Vector() VectorKind { return Anys }

func (c *intervalCodec) Append(v *Vector, src unsafe.Pointer) error {
	return appendValue(c, v, src)
}

// epoch is the point in time that an interval is kept as the distance from, where
// it is kept as a point in time.
var epoch = time.Unix(0, 0).UTC()

// IntervalAsTime is the point in time that a duration is kept as in a column of a
// stated [Interval], where the database has no intervals: so long after
// 1970-01-01 00:00:00, or before.
func IntervalAsTime(d time.Duration) time.Time { return epoch.Add(d) }

// ParseInterval reads the length of time that a database writes as
// "3 days 04:05:06.7", "-04:05:06", a plain number of nanoseconds, or a point in
// time, for the distance from 1970-01-01. A day is 24 hours. Months and years
// have no fixed length and are an error.
func ParseInterval(s string) (time.Duration, error) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return time.Duration(n), nil
	}
	if _, _, dated := cutDate(s); dated {
		at, err := ParseTime(s)
		return at.Sub(epoch), err
	}
	var total time.Duration
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return 0, intervalError(s)
	}
	for len(fields) > 0 {
		if strings.Contains(fields[0], ":") {
			d, ok := parseClockDuration(fields[0])
			if !ok {
				return 0, intervalError(s)
			}
			total += d
			fields = fields[1:]
			continue
		}
		n, err := strconv.ParseInt(fields[0], 10, 32)
		if err != nil || len(fields) < 2 {
			return 0, intervalError(s)
		}
		switch strings.TrimSuffix(fields[1], "s") {
		case "day":
			total += time.Duration(n) * 24 * time.Hour
		case "mon", "month", "year":
			return 0, fmt.Errorf("cannot read interval %q as a time.Duration: months and years have no fixed length", s)
		default:
			return 0, intervalError(s)
		}
		fields = fields[2:]
	}
	return total, nil
}

func intervalError(s string) error {
	return fmt.Errorf("cannot read %q as an interval (3 days 04:05:06.7)", s)
}

// parseClockDuration reads [-]hours:mm:ss[.fraction], where the hours may be
// more than a day has.
func parseClockDuration(s string) (time.Duration, bool) {
	s, negative := strings.CutPrefix(s, "-")
	s = strings.TrimPrefix(s, "+")
	hours, rest, _ := strings.Cut(s, ":")
	h, err := strconv.ParseUint(hours, 10, 21)
	if err != nil {
		return 0, false
	}
	c, rest, ok := cutClock("00:" + rest)
	if !ok || rest != "" {
		return 0, false
	}
	d := time.Duration(h)*time.Hour + c.Duration()
	if negative {
		d = -d
	}
	return d, true
}
