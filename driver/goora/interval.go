package goora

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// intervalText gives a length of time as Oracle reads an INTERVAL DAY TO SECOND:
// -1 02:03:04.000005; see TO_DSINTERVAL in the SQL Language Reference.
func intervalText(d time.Duration) string {
	sign := "+"
	if d < 0 {
		sign, d = "-", -d
	}
	const day = 24 * time.Hour
	return fmt.Sprintf("%s%d %s", sign, d/day, clock(d%day))
}

func clock(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d:%02d.%06d", d/time.Hour, d/time.Minute%60, d/time.Second%60, d/time.Microsecond%1_000_000)
}

// goOras is how go-ora writes one.
var goOras = regexp.MustCompile(`^([+-])(\d+) (\d+):(\d+):(\d+)\.(-?\d+)$`)

// intervalOf gives what go-ora read as package types reads it: [-]hours:mm:ss.
// Of an interval between minus a day and zero go-ora takes the hours, minutes and
// seconds, which are negative, for bytes without a sign.
func intervalOf(text string) string {
	parts := goOras.FindStringSubmatch(text)
	if parts == nil {
		return text
	}
	var n [7]int64
	for i := 2; i < len(parts); i++ {
		n[i], _ = strconv.ParseInt(parts[i], 10, 64) // digits, as the expression has it
	}
	d := time.Duration(n[2])*24*time.Hour + time.Duration(n[6])*time.Microsecond
	for i, unit := range map[int]time.Duration{3: time.Hour, 4: time.Minute, 5: time.Second} {
		d += time.Duration(int8(n[i])) * unit
	}
	if parts[1] == "-" {
		d = -d
	}
	if d < 0 {
		return "-" + clock(-d)
	}
	return clock(d)
}
