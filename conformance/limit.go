package conformance

import "github.com/azoth-go/azoth/sql"

var limitCases = []Case{
	{Name: "select/limit", run: limits},
	{Name: "select/limit-twice", run: limitTwice},
	{Name: "select/limit-parameters", run: limitParameters},
	{Name: "select/limit-inline", run: limitInline},
	{Name: "select/limit-expressions", Needs: []Capability{LimitExpressions}, run: limitExpressions},
	{Name: "select/limit-in-subquery", run: limitInSubquery},
	{Name: "select/fetch", Needs: []Capability{Fetch}, run: fetch},
	{Name: "select/fetch-ties", Needs: []Capability{Fetch, FetchTies}, run: fetchTies},
	{Name: "select/fetch-percent", Needs: []Capability{Fetch, FetchPercent}, run: fetchPercent},
	{Name: "select/distinct", run: distinct},
	{Name: "select/distinct-on", Needs: []Capability{DistinctOn}, run: distinctOn},
}

// Every way to bound the rows.
func limits(t *trial) {
	q := t.points.ids()
	gives(t, "limit", q.Limit(2), 1, 2)
	gives(t, "limit 0", q.Limit(0))
	gives(t, "limit beyond the rows", q.Limit(99), 1, 2, 3, 4, 5)
	gives(t, "offset", q.Offset(2), 3, 4, 5)
	gives(t, "offset beyond the rows", q.Offset(99))
	gives(t, "limit and offset", q.Limit(2).Offset(1), 2, 3)
	gives(t, "slice", q.Slice(3, 5), 4, 5)
	gives(t, "limit taken back", q.Limit(2).NoLimit(), 1, 2, 3, 4, 5)
	gives(t, "limit without an order", sql.Select1(t.points.id).Where(t.points.x.Eq(2)).Limit(1), 2)
}

// One statement with other numbers is another statement.
func limitTwice(t *trial) {
	q := t.points.ids()
	for i := range 3 {
		gives(t, "limit and offset", q.Limit(1).Offset(i), int64(i+1))
		gives(t, "limit", q.Limit(i+1), []int64{1, 2, 3}[:i+1]...)
	}
}

func limitParameters(t *trial) {
	q := t.points.ids().LimitTo(sql.Param[sql.Number[int64]]("n")).OffsetTo(sql.Param[sql.Number[int64]]("from"))
	gives(t, "parameters", q.Params(sql.P{"n": 2, "from": 1}), 2, 3)
	gives(t, "other parameters", q.Params(sql.P{"n": 1, "from": 3}), 4)
}

func limitInline(t *trial) {
	q := t.points.ids().LimitTo(sql.Inline(sql.Literal[sql.Number[int64]](2))).OffsetTo(sql.Inline(sql.Literal[sql.Number[int64]](1)))
	gives(t, "numbers in the text", q, 2, 3)
}

func limitExpressions(t *trial) {
	one := sql.Literal[sql.Number[int64]](1)
	gives(t, "limit", t.points.ids().LimitTo(one.Add(1)), 1, 2)
	gives(t, "limit and offset", t.points.ids().LimitTo(one.Add(1)).OffsetTo(one.Add(1)), 3, 4)
}

func limitInSubquery(t *trial) {
	p := t.points
	last := sql.Select2(p.id, p.x).OrderBy(p.id.Desc()).Limit(2).Subquery("last")
	gives(t, "of a subquery", sql.Select1(sql.Via(last, p.id)).OrderBy(sql.Via(last, p.id).Asc()), 4, 5)
	gives(t, "both", sql.Select1(sql.Via(last, p.id)).OrderBy(sql.Via(last, p.id).Asc()).Limit(1).Offset(1), 5)
}

func fetch(t *trial) {
	gives(t, "fetch", t.points.ids().Fetch(2), 1, 2)
	gives(t, "fetch and offset", t.points.ids().Fetch(2).Offset(2), 3, 4)
}

func fetchTies(t *trial) {
	p := t.points
	q := sql.Select1(p.id).OrderBy(p.x.Desc())
	rows := all(t, q.Fetch(1, sql.WithTies))
	equal(t, "rows that share the first place", len(rows), 2)
}

func fetchPercent(t *trial) {
	gives(t, "40 percent", t.points.ids().Fetch(40, sql.Percent), 1, 2)
}

func distinct(t *trial) {
	p := t.points
	gives(t, "distinct", sql.Select1(p.x).Distinct().OrderBy(p.x.Asc()), 1, 2, 3, 4)
	gives(t, "count of distinct", sql.Select1(sql.CountDistinct(p.x)), 4)
	gives(t, "distinct with a limit", sql.Select1(p.x).Distinct().OrderBy(p.x.Desc()).Limit(2), 4, 3)
}

func distinctOn(t *trial) {
	p := t.points
	gives(t, "distinct on", sql.Select1(p.id).DistinctOn(p.x).OrderBy(p.x.Asc(), p.id.Desc()), 1, 2, 3, 5)
}
