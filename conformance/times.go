package conformance

import (
	"time"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var timeCases = []Case{
	{Name: "types/date", run: dateType},
	{Name: "types/date-historic", run: historicDates},
	{Name: "types/date-of-time", run: dateOfTime},
	{Name: "types/datetime", run: dateTimeType},
	{Name: "types/datetime-historic", run: historicDateTimes},
	{Name: "types/datetime-microseconds", Needs: []Capability{Microseconds}, run: dateTimeMicroseconds},
	{Name: "types/datetime-milliseconds", run: dateTimeMilliseconds},
	{Name: "types/datetime-zone", run: dateTimeZone},
	{Name: "types/datetime-decorated", run: decoratedDateTime},
	{Name: "types/time", run: timeType},
	{Name: "types/time-microseconds", Needs: []Capability{Microseconds}, run: timeMicroseconds},
	{Name: "types/time-zone", run: timeZone},
	{Name: "types/interval", run: intervalType},
	{Name: "types/interval-microseconds", run: preciseIntervals},
	{Name: "types/interval-arithmetic", Needs: []Capability{Intervals}, run: intervalArithmetic},
	{Name: "types/extract", run: extract},
	{Name: "types/now", run: now},
}

func dateType(t *trial) {
	h := hold[types.Date](t, types.DateOnly)
	samples := []types.Date{types.NewDate(2012, 10, 15), types.NewDate(2024, 2, 29), types.NewDate(1970, 1, 1), types.NewDate(9999, 12, 31)}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	earlier := sql.Select1(h.id).Where(h.value.Lt(types.NewDate(1999, 1, 1)), h.id.Lt(5))
	gives(t, "earlier", earlier, 3)
	gives(t, "a comparison with NULL", sql.Select1(sql.Count()).From(h.table).Where(sql.Eq(h.value, sql.NullOf[sql.NullDate]())), 0)
}

func historicDates(t *trial) {
	h := hold[types.Date](t, types.DateOnly)
	h.keeps(types.NewDate(1727, 4, 1), types.NewDate(1582, 10, 20))
	h.writes(types.NewDate(1727, 4, 1))
}

// A column of dates takes the day of a point in time.
func dateOfTime(t *trial) {
	table := t.created("days", key(), schema.Col("v", types.DateOnly))
	at := column[sql.Time](table, "v")
	t.insert(table, row(number(table, "id").Set(1), at.Set(time.Date(2012, 10, 15, 12, 57, 18, 0, time.UTC))))
	gives(t, "the day", sql.Select1(column[sql.Date](table, "v")), types.NewDate(2012, 10, 15))
}

func dateTimeType(t *trial) {
	h := hold[time.Time](t, types.DateTime)
	samples := []time.Time{time.Date(2012, 10, 15, 12, 57, 18, 0, time.UTC), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 29, 23, 59, 59, 0, time.UTC)}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	gives(t, "later", sql.Select1(h.id).Where(h.value.Gt(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)), h.id.Lt(4)), 3)
	gives(t, "a comparison with NULL", sql.Select1(sql.Count()).From(h.table).Where(sql.Eq(h.value, sql.NullOf[sql.NullTime]())), 0)
	alone, err := sql.Select1(sql.Inline(sql.Val(samples[0]))).One(t.ctx, t.eng)
	if err != nil || !alone.Equal(samples[0]) {
		t.Errorf("selected alone it is %v, %v", alone, err)
	}
}

func historicDateTimes(t *trial) {
	h := hold[time.Time](t, types.DateTime)
	h.keeps(time.Date(1850, 11, 10, 11, 52, 35, 0, time.UTC))
	h.writes(time.Date(1850, 11, 10, 11, 52, 35, 0, time.UTC))
}

func dateTimeMicroseconds(t *trial) {
	h := hold[time.Time](t, types.Lossless(types.DateTime))
	at := time.Date(2012, 10, 15, 12, 57, 18, 39642000, time.UTC)
	h.keeps(at, at.Add(time.Microsecond), time.Date(2012, 10, 15, 12, 57, 18, 396000, time.UTC))
	h.compares(at)
	h.writes(at)
	precise := holdIn[time.Time](t, "precise", types.DateTime.WithPrecision(6))
	precise.keeps(at)
}

func dateTimeMilliseconds(t *trial) {
	h := hold[time.Time](t, types.Lossless(types.DateTime))
	at := time.Date(2012, 10, 15, 12, 57, 18, 396000000, time.UTC)
	h.keeps(at)
	h.compares(at)
	h.writes(at)
}

// The instant is kept, whatever the zone that it was given in.
func dateTimeZone(t *trial) {
	h := hold[time.Time](t, types.DateTimeTZ)
	berlin, newYork := time.FixedZone("CET", 3600), time.FixedZone("EST", -5*3600)
	samples := []time.Time{time.Date(2012, 10, 15, 12, 57, 18, 0, berlin), time.Date(2024, 12, 31, 22, 0, 0, 0, newYork), time.Date(2024, 6, 1, 1, 30, 0, 0, time.UTC)}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	gives(t, "compared across zones", sql.Select1(h.id).Where(h.value.Eq(samples[0].In(newYork)), h.id.Lt(4)), 1)
}

// A day of the program's own kind.
type workday struct{ day types.Date }

func decoratedDateTime(t *trial) {
	of := types.Decorate(types.DateOnly, func(w workday) (types.Date, error) { return w.day, nil }, func(d types.Date) (workday, error) { return workday{d}, nil })
	h := hold[workday](t, of)
	h.keeps(workday{types.NewDate(2012, 10, 15)})
	h.compares(workday{types.NewDate(2012, 10, 16)})
}

func timeType(t *trial) {
	h := hold[types.TimeOfDay](t, types.TimeOnly)
	samples := []types.TimeOfDay{types.NewTimeOfDay(12, 57, 18, 0), {}, types.NewTimeOfDay(23, 59, 59, 0)}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
	gives(t, "a comparison with NULL", sql.Select1(sql.Count()).From(h.table).Where(sql.Eq(h.value, sql.NullOf[sql.NullTimeOfDay]())), 0)
}

func timeMicroseconds(t *trial) {
	h := hold[types.TimeOfDay](t, types.Lossless(types.TimeOnly))
	samples := []types.TimeOfDay{types.NewTimeOfDay(12, 57, 18, 396000), types.NewTimeOfDay(0, 0, 0, 1000)}
	h.keeps(samples...)
	h.writes(samples...)
	h.finds(samples...)
}

// A time of day in UTC, where the column keeps a zone.
func timeZone(t *trial) {
	h := hold[types.TimeOfDay](t, types.TimeOnlyTZ)
	samples := []types.TimeOfDay{types.NewTimeOfDay(12, 57, 18, 0), types.NewTimeOfDay(23, 59, 59, 0)}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
}

func intervalType(t *trial) {
	h := hold[time.Duration](t, types.Interval)
	samples := []time.Duration{0, 4 * 24 * time.Hour, -time.Hour, 90*time.Minute + 5*time.Second, 100*24*time.Hour + time.Second}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
}

func preciseIntervals(t *trial) {
	h := hold[time.Duration](t, types.Lossless(types.Interval))
	samples := []time.Duration{time.Microsecond, 3*time.Hour + 15*time.Minute + 18*time.Second + 249*time.Millisecond, -1500 * time.Microsecond}
	h.keeps(samples...)
	h.compares(samples...)
	h.writes(samples...)
	h.finds(samples...)
}

func intervalArithmetic(t *trial) {
	table := t.created("moments", key(), schema.Col("at", types.DateTime))
	at := column[sql.Time](table, "at")
	moment := time.Date(2012, 10, 15, 12, 57, 18, 0, time.UTC)
	t.insert(table, row(number(table, "id").Set(1), at.Set(moment)))
	for what, c := range map[string]struct {
		q    sql.Query[time.Time]
		want time.Time
	}{
		"later":            {sql.Select1(at.Plus(90 * time.Minute)), moment.Add(90 * time.Minute)},
		"days later":       {sql.Select1(at.Plus(20 * 24 * time.Hour)), moment.AddDate(0, 0, 20)},
		"earlier":          {sql.Select1(at.Minus(90 * time.Second)), moment.Add(-90 * time.Second)},
		"later, and again": {sql.Select1(at.Plus(time.Hour).Plus(time.Hour)), moment.Add(2 * time.Hour)},
	} {
		got, err := c.q.One(t.ctx, t.eng)
		if err != nil || !got.Equal(c.want) {
			t.Errorf("%s: %v, %v, want %v", what, got, err, c.want)
		}
	}
	gives(t, "in a condition", sql.Select1(number(table, "id")).Where(at.Plus(time.Hour).Gt(moment)), 1)
}

func extract(t *trial) {
	table := t.created("moments", key(), schema.Col("at", types.DateTime))
	at := column[sql.Time](table, "at")
	t.insert(table, row(number(table, "id").Set(1), at.Set(time.Date(2012, 5, 10, 12, 15, 25, 0, time.UTC))))
	for field, want := range map[sql.DateField]int64{sql.Year: 2012, sql.Month: 5, sql.Day: 10, sql.Hour: 12, sql.Minute: 15} {
		gives(t, string(field), sql.Select1(sql.Extract(field, at)), pointer(want))
	}
}

// The clock of the database is not far from the program's.
func now(t *trial) {
	got, err := sql.Select1(sql.CurrentTimestamp()).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	if apart := time.Since(got).Abs(); apart > 36*time.Hour {
		t.Errorf("it is %v there", got)
	}
}
