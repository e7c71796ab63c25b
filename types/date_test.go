package types_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/azoth-go/azoth/types"
)

func TestDate(t *testing.T) {
	d := types.NewDate(2024, time.February, 30)
	if want := (types.Date{Year: 2024, Month: time.March, Day: 1}); d != want {
		t.Errorf("February 30 is %v, want %v", d, want)
	}
	if got := d.AddDays(-1).String(); got != "2024-02-29" {
		t.Errorf("the day before is %s", got)
	}
	late := time.Date(2024, 3, 1, 23, 59, 0, 0, time.FixedZone("", -5*3600))
	if types.DateOf(late) != d {
		t.Errorf("the day of %v is %v", late, types.DateOf(late))
	}
	if got := d.Time(late.Location()); !got.Equal(late.Truncate(0).Add(-23*time.Hour - 59*time.Minute)) {
		t.Errorf("the day begins at %v", got)
	}
	next := d.AddDays(1)
	if !d.Before(next) || d.After(next) || !next.After(d) || d.Compare(d) != 0 || d.Compare(next) != -1 || d.Before(d) {
		t.Error("days are out of order")
	}
	if !(types.Date{}).IsZero() || !types.DateOf(time.Time{}).IsZero() || d.IsZero() {
		t.Error("IsZero is wrong")
	}
	if got := (types.Date{}).String(); got != "0001-01-01" {
		t.Errorf("the zero date is %s", got)
	}
	text, err := json.Marshal(map[types.Date]types.Date{d: next})
	if err != nil || string(text) != `{"2024-03-01":"2024-03-02"}` {
		t.Errorf("as JSON it is %s, %v", text, err)
	}
	var back map[types.Date]types.Date
	if err := json.Unmarshal(text, &back); err != nil || back[d] != next {
		t.Errorf("read back from JSON it is %v, %v", back, err)
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]types.Date{
		"2024-02-29":   {2024, 2, 29},
		"0001-01-01":   {1, 1, 1},
		"0000-01-01":   {0, 1, 1},
		"-0044-03-15":  {-44, 3, 15},
		"12024-12-31":  {12024, 12, 31},
		"0000-00-00":   {},
		"999999-12-31": {999999, 12, 31},
	} {
		if got, err := types.ParseDate(text); err != nil || got != want {
			t.Errorf("%s is read as %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-32", "2024-1-1", "24-01-01", "2024-01-01 ", "2024-01-01T00:00:00",
		"02024-01-01", "2024/01/01", "-0000-01-01", "2024-01-0x", "1000000-01-01", "infinity"} {
		if got, err := types.ParseDate(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestTimeOfDay(t *testing.T) {
	c := types.NewTimeOfDay(23, 59, 60, 5)
	if want := (types.TimeOfDay{Nanosecond: 5}); c != want {
		t.Errorf("23:59:60 is %v, want %v", c, want)
	}
	c = types.TimeOfDayOf(noon)
	if got := c.String(); got != "12:30:15.123456" {
		t.Errorf("noon is %s", got)
	}
	if got := c.On(types.NewDate(2024, 2, 29), time.UTC); got != noon {
		t.Errorf("on that day it is %v", got)
	}
	if got := c.Time(time.UTC); got.Year() != 1 || got.YearDay() != 1 || types.TimeOfDayOf(got) != c {
		t.Errorf("as a time it is %v", got)
	}
	later := types.NewTimeOfDay(12, 30, 16, 0)
	if !c.Before(later) || c.After(later) || !later.After(c) || c.Compare(c) != 0 || c.IsZero() || !(types.TimeOfDay{}).IsZero() {
		t.Error("times of day are out of order")
	}
	if got := later.Duration(); got != 12*time.Hour+30*time.Minute+16*time.Second {
		t.Errorf("since midnight it is %v", got)
	}
	var back struct{ At types.TimeOfDay }
	text, err := json.Marshal(struct{ At types.TimeOfDay }{c})
	if err != nil || string(text) != `{"At":"12:30:15.123456"}` {
		t.Errorf("as JSON it is %s, %v", text, err)
	}
	if err := json.Unmarshal(text, &back); err != nil || back.At != c {
		t.Errorf("read back from JSON it is %v, %v", back, err)
	}
	for text, want := range map[string]types.TimeOfDay{"15:04": {15, 4, 0, 0}, "15:04:05": {15, 4, 5, 0}, "00:00:00.000000001": {0, 0, 0, 1}} {
		if got, err := types.ParseTimeOfDay(text); err != nil || got != want {
			t.Errorf("%s is read as %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "24:00:00", "15:60", "15:04:60", "15:04:", "15:04:5", "15:04:05.", "15:04:05Z", "1:04", "ab:cd", "15:04 "} {
		if got, err := types.ParseTimeOfDay(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2024-02-29", "0000-00-00", "-0044-03-15", "999999-12-31", "2023-02-29", "0000-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := types.ParseDate(text)
		if err != nil {
			return
		}
		if d != (types.Date{}) && (d.String() != text || types.DateOf(d.Time(time.UTC)) != d) {
			t.Errorf("%q is read as %v", text, d)
		}
	})
}
