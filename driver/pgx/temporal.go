package pgx

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/types"
)

// PostgreSQL counts time from 2000-01-01: dates in days, timestamps in
// microseconds.
const (
	epochSeconds   = 946_684_800
	epochDays      = epochSeconds / secondsPerDay
	secondsPerDay  = 86_400
	microsPerDay   = secondsPerDay * microsPerSec
	microsPerSec   = 1_000_000
	secondsPerHour = 3_600
)

// errInfinite is for the timestamps after and before all others.
var errInfinite = errors.New("infinity is no time.Time: read it as text")

func decodeTimestamp(v []byte) (time.Time, error) {
	if len(v) != 8 {
		return time.Time{}, errLength
	}
	micros := int64(binary.BigEndian.Uint64(v))
	if micros == math.MaxInt64 || micros == math.MinInt64 {
		return time.Time{}, errInfinite
	}
	return timeOf(micros), nil
}

// timeOf gives the time at microseconds since PostgreSQL's epoch.
func timeOf(micros int64) time.Time {
	seconds, rest := micros/microsPerSec, micros%microsPerSec
	return time.Unix(seconds+epochSeconds, rest*1000).UTC()
}

// microsOf is the inverse of timeOf. What is finer than a microsecond is cut
// off towards the past.
func microsOf(t time.Time) int64 {
	return (t.Unix()-epochSeconds)*microsPerSec + int64(t.Nanosecond()/1000)
}

func decodeDate(v []byte) (time.Time, error) {
	if len(v) != 4 {
		return time.Time{}, errLength
	}
	days := int32(binary.BigEndian.Uint32(v))
	if days == math.MaxInt32 || days == math.MinInt32 {
		return time.Time{}, errInfinite
	}
	return time.Unix((int64(days)+epochDays)*secondsPerDay, 0).UTC(), nil
}

// daysOf is a date as PostgreSQL counts it.
func daysOf(t time.Time) int64 {
	seconds := t.Unix()
	days := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		days--
	}
	return days - epochDays
}

func decodeTimeOfDay(v []byte) (time.Time, error) {
	if len(v) != 8 {
		return time.Time{}, errLength
	}
	return midnight(time.UTC).Add(time.Duration(binary.BigEndian.Uint64(v)) * time.Microsecond), nil
}

func decodeTimeTZ(v []byte) (time.Time, error) {
	if len(v) != 12 {
		return time.Time{}, errLength
	}
	// The zone is in seconds west of Greenwich.
	zone := time.FixedZone("", -int(int32(binary.BigEndian.Uint32(v[8:]))))
	return midnight(zone).Add(time.Duration(binary.BigEndian.Uint64(v)) * time.Microsecond), nil
}

// midnight begins the day that times of day are on.
func midnight(zone *time.Location) time.Time { return time.Date(1, 1, 1, 0, 0, 0, 0, zone) }

// infinite reports whether a date or timestamp is infinity or -infinity.
func infinite(kind columnKind, text bool, v []byte) bool {
	switch {
	case text:
		return bytes.HasSuffix(v, []byte("infinity"))
	case kind == kindDate && len(v) == 4:
		days := int32(binary.BigEndian.Uint32(v))
		return days == math.MaxInt32 || days == math.MinInt32
	case len(v) == 8:
		micros := int64(binary.BigEndian.Uint64(v))
		return micros == math.MaxInt64 || micros == math.MinInt64
	}
	return false
}

// appendBinaryTime writes a value in the binary format as text.
func appendBinaryTime(buf []byte, kind columnKind, v []byte) ([]byte, error) {
	if kind != kindTime && kind != kindTimeTZ && infinite(kind, false, v) {
		// The sign of the extreme values says which infinity it is.
		if v[0]&0x80 != 0 {
			buf = append(buf, '-')
		}
		return append(buf, "infinity"...), nil
	}
	switch kind {
	case kindDate:
		t, err := decodeDate(v)
		return appendDate(buf, t), err
	case kindTime, kindTimeTZ:
		if len(v) != 8 && len(v) != 12 {
			return nil, errLength
		}
		buf = appendClock(buf, binary.BigEndian.Uint64(v))
		if kind == kindTimeTZ && len(v) == 12 {
			buf = appendZone(buf, -int(int32(binary.BigEndian.Uint32(v[8:]))))
		}
		return buf, nil
	}
	t, err := decodeTimestamp(v)
	return appendTimestamp(buf, t, kind == kindTimestampTZ), err
}

// appendDate writes a date as PostgreSQL does, years before the first as BC.
func appendDate(buf []byte, t time.Time) []byte {
	buf = appendDay(buf, t)
	if t.Year() <= 0 {
		buf = append(buf, " BC"...)
	}
	return buf
}

func appendDay(buf []byte, t time.Time) []byte {
	year, month, day := t.Date()
	if year <= 0 {
		year = 1 - year
	}
	buf = appendPadded(buf, year, 4)
	buf = appendPadded(append(buf, '-'), int(month), 2)
	return appendPadded(append(buf, '-'), day, 2)
}

// appendTimestamp writes a time in UTC, with its zone where one is wanted.
func appendTimestamp(buf []byte, t time.Time, zone bool) []byte {
	t = t.UTC()
	buf = append(appendDay(buf, t), ' ')
	hour, minute, second := t.Clock()
	buf = appendClock(buf, uint64((hour*secondsPerHour+minute*60+second)*microsPerSec+t.Nanosecond()/1000))
	if zone {
		buf = append(buf, "+00"...)
	}
	if t.Year() <= 0 {
		buf = append(buf, " BC"...)
	}
	return buf
}

// appendClock writes hours, minutes, seconds, and the digits of a fraction that
// are not zero.
func appendClock(buf []byte, micros uint64) []byte {
	seconds, fraction := micros/microsPerSec, int(micros%microsPerSec)
	buf = appendPadded(buf, int(seconds/secondsPerHour), 2)
	buf = appendPadded(append(buf, ':'), int(seconds/60%60), 2)
	buf = appendPadded(append(buf, ':'), int(seconds%60), 2)
	if fraction == 0 {
		return buf
	}
	buf = appendPadded(append(buf, '.'), fraction, 6)
	return bytes.TrimRight(buf, "0")
}

func appendZone(buf []byte, seconds int) []byte {
	if seconds < 0 {
		buf, seconds = append(buf, '-'), -seconds
	} else {
		buf = append(buf, '+')
	}
	buf = appendPadded(buf, seconds/secondsPerHour, 2)
	if seconds %= secondsPerHour; seconds != 0 {
		buf = appendPadded(append(buf, ':'), seconds/60, 2)
		if seconds %= 60; seconds != 0 {
			buf = appendPadded(append(buf, ':'), seconds, 2)
		}
	}
	return buf
}

// appendPadded writes a number with zeros in front, up to width digits.
func appendPadded(buf []byte, n, width int) []byte {
	for limit := 10; width > 1; width, limit = width-1, limit*10 {
		if n < limit {
			buf = append(buf, '0')
		}
	}
	return strconv.AppendInt(buf, int64(n), 10)
}

// parseTime reads what PostgreSQL writes with DateStyle ISO.
func parseTime(v []byte) (time.Time, error) {
	text := string(v)
	if infinite(kindText, true, v) {
		return time.Time{}, errInfinite
	}
	if clock, ended := strings.CutPrefix(text, "24:00:00"); ended {
		// The end of the day, which is a time of day to PostgreSQL alone.
		t, err := types.ParseTime("00:00:00" + clock)
		return t.AddDate(0, 0, 1), err
	}
	if era, before := strings.CutSuffix(text, " BC"); before {
		// 1 BC is the year 0.
		year, rest, _ := strings.Cut(era, "-")
		n, err := strconv.Atoi(year)
		if err != nil {
			return time.Time{}, err
		}
		text = string(appendPadded(nil, n-1, 4)) + "-" + rest
		if n > 1 {
			text = "-" + text
		}
	}
	return types.ParseTime(text)
}
