package conformance

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var expressionCases = []Case{
	{Name: "select/bitwise", run: bitwise},
	{Name: "select/distinct-from", run: distinctFrom},
	{Name: "select/case", run: caseWhen},
	{Name: "select/coalesce", run: coalesce},
	{Name: "select/concat", run: concat},
	{Name: "select/inline", run: inlineValues},
	{Name: "select/text-parameters", run: textParameters},
	{Name: "select/computed-stored", Needs: []Capability{ComputedStored}, run: func(t *trial) { computed(t, true) }},
	{Name: "select/computed-virtual", Needs: []Capability{ComputedVirtual}, run: func(t *trial) { computed(t, false) }},
}

func bitwise(t *trial) {
	p := t.points
	gives(t, "and", p.ids(p.y.BitAnd(4).Eq(4)), 3, 4, 5)
	gives(t, "or", sql.Select1(p.x.BitOr(4)).Where(p.id.Eq(2)), 6)
	gives(t, "xor", sql.Select1(p.y.BitXor(7)).Where(p.id.Eq(4)), 2)
	gives(t, "not", sql.Select1(p.x.BitNot().BitAnd(7)).Where(p.id.Eq(1)), 6)
	gives(t, "shift left", sql.Select1(p.x.ShiftLeft(3)).Where(p.id.Eq(2)), 16)
	gives(t, "shift right", sql.Select1(p.y.ShiftRight(1)).Where(p.id.Eq(5)), 3)
	gives(t, "of columns", sql.Select1(sql.BitAnd(p.x, p.y)).Where(p.id.Eq(4)), 4)
}

// The truth table of null-safe comparisons.
func distinctFrom(t *trial) {
	p := t.points
	a, b := sql.Aliased(p.table, "a"), sql.Aliased(p.table, "b")
	nameA, nameB := sql.Via(a, p.name), sql.Via(b, p.name)
	for _, c := range []struct {
		what     string
		a, b     int64
		distinct bool
	}{{"two values", 1, 2, true}, {"a value and NULL", 1, 4, true}, {"NULL and a value", 4, 1, true}, {"a value twice", 1, 1, false}, {"NULL twice", 4, 4, false}} {
		q := sql.Select1(sql.Count()).From(a).CrossJoin(b).Where(sql.Via(a, p.id).Eq(c.a), sql.Via(b, p.id).Eq(c.b))
		want := map[bool]int64{true: 1}[c.distinct]
		gives(t, c.what+" IS DISTINCT", q.Where(sql.IsDistinctFrom(nameA, nameB)), want)
		gives(t, c.what+" IS NOT DISTINCT", q.Where(sql.IsNotDistinctFrom(nameA, nameB)), 1-want)
	}
	gives(t, "from a parameter", p.ids(p.name.IsDistinctFrom("one")), 2, 3, 4, 5)
	gives(t, "not from a parameter", p.ids(p.name.IsNotDistinctFrom("one")), 1)
}

func caseWhen(t *trial) {
	p := t.points
	small := sql.Case(sql.When(p.x.Lt(3), sql.Literal[sql.String]("small"))).Else(sql.Literal[sql.String]("large"))
	gives(t, "CASE", sql.Select1(small).Where(p.id.In(1, 3)).OrderBy(p.id.Asc()), "small", "large")
	gives(t, "in an order", sql.Select1(p.id).OrderBy(small.Asc(), p.id.Asc()).Limit(1), 3)
	none := sql.Case(sql.When(p.x.Lt(2), sql.Literal[sql.Number[int64]](7))).End()
	gives(t, "without ELSE", sql.Select1(none).Where(p.id.In(1, 2)).OrderBy(p.id.Asc()), pointer(int64(7)), nil)
}

func coalesce(t *trial) {
	p := t.points
	gives(t, "coalesce", sql.Select1(p.name.Coalesce("none")).Where(p.id.In(1, 4)).OrderBy(p.id.Asc()), "one", "none")
	gives(t, "IS NULL", p.ids(p.name.IsNull()), 4)
	gives(t, "IS NOT NULL", p.ids(p.name.IsNotNull()), 1, 2, 3, 5)
	gives(t, "a comparison with NULL", p.ids(p.name.NotEq("one")), 2, 3, 5)
}

func concat(t *trial) {
	p := t.points
	gives(t, "a value", sql.Select1(p.name.Coalesce("").Concat("!")).Where(p.id.Eq(2)), "two!")
	gives(t, "columns", sql.Select1(sql.Concat(p.label, p.label)).Where(p.pair.Eq(1)), "aa")
	gives(t, "in a condition", p.ids(p.name.Concat("!").Eq("two!")), 2)
}

// Values that are written into the statement.
func inlineValues(t *trial) {
	p := t.points
	five := sql.Inline(sql.Literal[sql.Number[int64]](5))
	gives(t, "a number", p.ids(sql.Eq(p.y, five)), 4)
	for _, s := range []string{"one", "o'ne", `o"ne`, `o\ne`, "100%", "a:b", "a?b", "ünïcode"} {
		gives(t, "a string", sql.Select1(sql.Inline(sql.Literal[sql.String](s)).Concat("")).Where(p.id.Eq(1)), s)
	}
	gives(t, "a string in a condition", p.ids(sql.Eq(p.name, sql.Inline(sql.Literal[sql.String]("one")))), 1)
	gives(t, "beside a list", p.ids(sql.Gt(p.y, five), p.x.In(3, 4)), 5)
	gives(t, "beside a list of tuples", p.ids(sql.Gt(p.y, sql.Inline(sql.Literal[sql.Number[int64]](1))),
		sql.Tuple2(p.x, p.y).In(sql.Pair[int64, int64](1, 2), sql.Pair[int64, int64](4, 6))), 1, 5)
}

func textParameters(t *trial) {
	p := t.points
	gives(t, "a condition", p.ids(sql.Text("x > :low AND y < :high", sql.P{"low": 1, "high": 5})), 2, 3)
	gives(t, "one parameter twice", p.ids(sql.Text("x = :n OR y = :n", sql.P{"n": 3})), 2, 3)
	gives(t, "what is no parameter", p.ids(sql.Text("name <> ':n' AND name <> 'x' AND x = :n", sql.P{"n": 1})), 1)
	q := sql.FromText(p.id, sql.Text("SELECT id FROM "+p.table.Name+" WHERE x = :x ORDER BY id", sql.P{"x": 4}))
	gives(t, "a whole statement", q, 4, 5)
}

// computed has a column computed from another.
func computed(t *trial, stored bool) {
	storage := schema.Virtual
	if stored {
		storage = schema.Stored
	}
	table := t.created("squares", key(), integer("side"), integer("area", schema.Computed("side * side", storage)))
	id, side, area := number(table, "id"), number(table, "side"), number(table, "area")
	t.insert(table, row(id.Set(1), side.Set(10)), row(id.Set(2), side.Set(42)))
	gives(t, "computed", sql.Select1(area).OrderBy(id.Asc()), 100, 1764)
	t.exec(sql.Update(table).Set(side.Set(3)).Where(id.Eq(1)))
	gives(t, "computed anew", sql.Select1(area).Where(area.Lt(100)), 9)
}
