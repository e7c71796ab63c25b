package goora

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/azoth-go/azoth/types"
	"github.com/sijms/go-ora/v2/converters"
)

// TestIntervals has go-ora read what Oracle sends of an interval: the days and the
// nanoseconds over 1<<31, the rest over 60.
func TestIntervals(t *testing.T) {
	for text, d := range map[string]time.Duration{
		"+0 00:00:00.000000":  0,
		"+1 02:03:04.000005":  26*time.Hour + 3*time.Minute + 4*time.Second + 5*time.Microsecond,
		"-1 02:03:04.000005":  -(26*time.Hour + 3*time.Minute + 4*time.Second + 5*time.Microsecond),
		"-0 01:02:03.000004":  -(time.Hour + 2*time.Minute + 3*time.Second + 4*time.Microsecond),
		"-0 00:00:00.500000":  -500 * time.Millisecond,
		"+99 23:59:59.999999": 99*24*time.Hour + 24*time.Hour - time.Microsecond,
	} {
		if bound, err := convertArg(d); err != nil || bound != text {
			t.Errorf("%v is bound as %v, %v, want %s", d, bound, err, text)
		}
		sent := binary.BigEndian.AppendUint32(nil, uint32(int64(d/(24*time.Hour))+1<<31))
		sent = append(sent, byte(d/time.Hour%24+60), byte(d/time.Minute%60+60), byte(d/time.Second%60+60))
		sent = binary.BigEndian.AppendUint32(sent, uint32(int64(d%time.Second)+1<<31))
		read, err := types.ParseInterval(intervalOf(converters.ConvertIntervalDS_DTY(sent)))
		if err != nil || read != d {
			t.Errorf("%v is read as %v, %v", d, read, err)
		}
	}
}
