package conformance

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var windowCases = []Case{
	{Name: "select/window", Needs: []Capability{Windows}, run: window},
	{Name: "select/window-rows", Needs: []Capability{Windows, WindowRows}, run: windowRows},
	{Name: "select/window-range", Needs: []Capability{Windows, WindowRange}, run: windowRange},
	{Name: "select/window-range-numeric", Needs: []Capability{Windows, WindowRange}, run: windowRangeNumeric},
	{Name: "select/window-range-dates", Needs: []Capability{Windows, WindowRange, Intervals}, run: windowRangeDates},
}

func window(t *trial) {
	p := t.points
	ranks := sql.Over(sql.Rank(), sql.Window().OrderBy(p.x.Desc()))
	gives(t, "rank", sql.Select1(ranks).OrderBy(p.id.Asc()), 5, 4, 3, 1, 1)
	numbers := sql.Over(sql.RowNumber(), sql.Window().PartitionBy(p.x).OrderBy(p.y.Asc()))
	gives(t, "numbers within partitions", sql.Select1(numbers).OrderBy(p.id.Asc()), 1, 1, 1, 1, 2)
	most := sql.Over(sql.Max(p.y), sql.Window().PartitionBy(p.x))
	gives(t, "an aggregate of a partition", sql.Select1(most).Where(p.x.Eq(4)).OrderBy(p.id.Asc()), pointer(int64(6)), pointer(int64(6)))
}

// Frames of other bounds are other statements.
func windowRows(t *trial) {
	p := t.points
	sum := func(from, to sql.FrameBound) sql.Query[int64] {
		over := sql.Over(sql.Count(p.id), sql.Window().OrderBy(p.id.Asc()).Rows(from, to))
		return sql.Select1(over).OrderBy(p.id.Asc())
	}
	gives(t, "one on each side", sum(sql.Preceding(1), sql.Following(1)), 2, 3, 3, 3, 2)
	gives(t, "two before", sum(sql.Preceding(2), sql.CurrentRow), 1, 2, 3, 3, 3)
	gives(t, "all after", sum(sql.CurrentRow, sql.UnboundedFollowing), 5, 4, 3, 2, 1)
}

func windowRange(t *trial) {
	p := t.points
	over := sql.Over(sql.Count(p.id), sql.Window().OrderBy(p.x.Asc()).Range(sql.Preceding(1), sql.CurrentRow))
	gives(t, "values in a range", sql.Select1(over).OrderBy(p.id.Asc()), 1, 2, 2, 3, 3)
	upTo := sql.Over(sql.Count(p.id), sql.Window().OrderBy(p.x.Asc()).Range(sql.UnboundedPreceding, sql.CurrentRow))
	gives(t, "up to the value", sql.Select1(upTo).OrderBy(p.id.Asc()), 1, 2, 3, 5, 5)
}

// spans is a table of decimals and times: of 1.00 on the first day, 1.25 on the
// second, 2.00 on the ninth and 2.75 on the tenth.
func spans(t *trial) (price sql.Number[decimal.Decimal], at sql.Time) {
	table := t.created("spans", key(), schema.Col("price", types.Numeric(10, 2)), schema.Col("at", types.DateTime))
	price, at = column[sql.Number[decimal.Decimal]](table, "price"), column[sql.Time](table, "at")
	for i, p := range decimals("1.00", "1.25", "2.00", "2.75") {
		t.insert(table, row(number(table, "id").Set(int64(i+1)), price.Set(p), at.Set(time.Date(2024, 2, []int{26, 27, 34, 35}[i], 12, 0, 0, 0, time.UTC))))
	}
	return price, at
}

func windowRangeNumeric(t *trial) {
	price, _ := spans(t)
	quarter := decimal.RequireFromString("0.25")
	near := sql.Over(sql.Count(price), sql.Window().OrderBy(price.Asc()).Range(sql.PrecedingBy(quarter), sql.FollowingBy(quarter)))
	gives(t, "within a quarter", sql.Select1(near).OrderBy(price.Asc()), 2, 2, 1, 1)
	before := sql.Over(sql.Count(price), sql.Window().OrderBy(price.Asc()).Range(sql.PrecedingBy(decimal.RequireFromString("0.75")), sql.CurrentRow))
	gives(t, "up to three quarters below", sql.Select1(before).OrderBy(price.Asc()), 1, 2, 2, 2)
}

func windowRangeDates(t *trial) {
	_, at := spans(t)
	week := sql.Window().OrderBy(at.Asc()).Range(sql.PrecedingBy(7*24*time.Hour), sql.CurrentRow)
	gives(t, "in the week before", sql.Select1(sql.Over(sql.Count(at), week)).OrderBy(at.Asc()), 1, 2, 2, 2)
}
