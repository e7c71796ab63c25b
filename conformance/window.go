package conformance

import "github.com/azoth-go/azoth/sql"

var windowCases = []Case{
	{Name: "select/window", Needs: []Capability{Windows}, run: window},
	{Name: "select/window-rows", Needs: []Capability{Windows, WindowRows}, run: windowRows},
	{Name: "select/window-range", Needs: []Capability{Windows, WindowRange}, run: windowRange},
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
