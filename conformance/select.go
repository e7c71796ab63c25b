package conformance

import (
	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var selectCases = []Case{
	{Name: "select/order-by-label", run: orderByLabel},
	{Name: "select/group-by-expression", run: groupByExpression},
	{Name: "select/nulls-order", run: nullsOrder},
	{Name: "select/join", run: joins},
	{Name: "select/outer-join", run: outerJoins},
	{Name: "select/full-join", Needs: []Capability{FullJoin}, run: fullJoin},
	{Name: "select/union", run: unions},
	{Name: "select/intersect", Needs: []Capability{Intersect}, run: intersect},
	{Name: "select/except", Needs: []Capability{Except}, run: except},
	{Name: "select/compound-members", run: compoundMembers},
	{Name: "select/exists", run: exists},
	{Name: "select/exists-column", Needs: []Capability{ExistsColumn}, run: existsColumn},
	{Name: "select/scalar-subquery", run: scalarSubquery},
	{Name: "select/values", Needs: []Capability{TableValues}, run: tableValues},
	{Name: "select/same-name-in-schemas", Needs: []Capability{Schemas}, run: sameNameInSchemas},
	{Name: "select/for-update", Needs: []Capability{Locking}, run: forUpdate},
}

func orderByLabel(t *trial) {
	p := t.points
	negative, sum := p.x.Neg().As("negative"), sql.Add(p.x, p.y).As("total")
	gives(t, "a label", sql.Select1(negative).OrderBy(sql.Labelled("negative").Asc()).Limit(1), -4)
	gives(t, "a label, descending", sql.Select1(sum).OrderBy(sql.Labelled("total").Desc()), 10, 9, 7, 5, 3)
	gives(t, "the expression that has a label", sql.Select1(sum).OrderBy(sum.Desc()).Limit(1), 10)
	gives(t, "an expression over it", sql.Select1(sum).OrderBy(sum.Neg().Asc()).Limit(1), 10)
	gives(t, "an expression that is not selected", sql.Select1(p.id).OrderBy(sql.Add(p.x, p.y).Desc()).Limit(2), 5, 4)
}

func groupByExpression(t *trial) {
	p := t.points
	even := p.x.Mod(2).As("odd")
	q := sql.Select2(even, sql.Count(p.id)).GroupBy(even)
	gives(t, "groups of an expression", q.OrderBy(sql.Labelled("odd").Asc()), sql.Pair[int64, int64](0, 3), sql.Pair[int64, int64](1, 2))
	x := p.x
	gives(t, "having", sql.Select1(x).GroupBy(x).Having(sql.Count(p.id).Gt(1)), 4)
	sums := sql.Select2(x, sql.Max(p.y)).GroupBy(x).OrderBy(x.Desc()).Limit(2)
	gives(t, "aggregates", sums, sql.Pair(int64(4), pointer(int64(6))), sql.Pair(int64(3), pointer(int64(4))))
}

func nullsOrder(t *trial) {
	p := t.points
	first, last := sql.Select1(p.id).OrderBy(p.name.Asc().NullsFirst(), p.id.Asc()), sql.Select1(p.id).OrderBy(p.name.Asc().NullsLast(), p.id.Asc())
	gives(t, "nulls first", first, 4, 5, 1, 3, 2)
	gives(t, "nulls last", last, 5, 1, 3, 2, 4)
}

func joins(t *trial) {
	p := t.points
	q := sql.Select2(p.label, p.x).OrderBy(p.label.Asc(), p.x.Asc())
	gives(t, "by the foreign key", q.From(p.table).Join(p.pairs), sql.Pair("a", int64(1)), sql.Pair("b", int64(2)))
	gives(t, "by a condition", q.From(p.table).Join(p.pairs, sql.Eq(p.point, p.id), p.x.Gt(1)), sql.Pair("b", int64(2)))
	gives(t, "on true", sql.Select1(sql.Count()).From(p.table).Join(p.pairs, sql.True()), 15)
	gives(t, "on false", sql.Select1(sql.Count()).From(p.table).Join(p.pairs, sql.False()), 0)
	gives(t, "by WHERE", sql.Select1(p.label).Where(sql.Eq(p.point, p.id)).OrderBy(p.label.Asc()), "a", "b")
	a, b := sql.Aliased(p.table, "a"), sql.Aliased(p.table, "b")
	pairs := sql.Select2(sql.Via(a, p.id), sql.Via(b, p.id)).From(a).Join(b, sql.Eq(sql.Via(a, p.x), sql.Via(b, p.x)), sql.Lt(sql.Via(a, p.id), sql.Via(b, p.id)))
	gives(t, "of a table with itself", pairs, sql.Pair[int64, int64](4, 5))
	gives(t, "crossed", sql.Select1(sql.Count()).From(p.table).CrossJoin(p.pairs), 15)
}

func outerJoins(t *trial) {
	p := t.points
	labels := sql.Select2(p.id, sql.Nullable(p.label)).From(p.table).OrderBy(p.id.Asc())
	first := []sql.Row2[int64, *string]{sql.Pair(int64(1), pointer("a")), sql.Pair(int64(2), pointer("b"))}
	none := func(id int64) sql.Row2[int64, *string] { return sql.Pair[int64, *string](id, nil) }
	gives(t, "left, by the foreign key", labels.OuterJoin(p.pairs), append(first, none(3), none(4), none(5))...)
	gives(t, "left, on false", labels.OuterJoin(p.pairs, sql.False()), none(1), none(2), none(3), none(4), none(5))
	gives(t, "left, without a partner", sql.Select1(p.id).From(p.table).OuterJoin(p.pairs).Where(p.pair.IsNull()).OrderBy(p.id.Asc()), 3, 4, 5)
	right := sql.Select2(p.label, sql.Nullable(p.x)).From(p.table).RightJoin(p.pairs).OrderBy(p.label.Asc())
	gives(t, "right", right, sql.Pair("a", pointer(int64(1))), sql.Pair("b", pointer(int64(2))), sql.Pair[string, *int64]("c", nil))
}

func fullJoin(t *trial) {
	p := t.points
	q := sql.Select1(sql.Count()).From(p.table).FullJoin(p.pairs, sql.Eq(p.point, p.id))
	gives(t, "full", q, 6)
}

func unions(t *trial) {
	p := t.points
	a, b := sql.Select2(p.id, p.x).Where(p.id.Eq(2)), sql.Select2(p.id, p.x).Where(p.id.Eq(3))
	two, three := sql.Pair[int64, int64](2, 2), sql.Pair[int64, int64](3, 3)
	gives(t, "union", a.Union(b).OrderBy(sql.Labelled("id")), two, three)
	gives(t, "union of the same", a.Union(a), two)
	gives(t, "union all", a.UnionAll(a), two, two)
	gives(t, "of three", a.UnionAll(b, a).OrderBy(sql.Labelled("id").Desc()), three, two, two)
	gives(t, "with a limit", a.Union(b).OrderBy(sql.Labelled("id")).Limit(1).Offset(1), three)
	u := a.Union(b).Subquery("u")
	gives(t, "as a subquery", sql.Select1(sql.Via(u, p.x)).Where(sql.Via(u, p.id).Gt(2)), 3)
}

func intersect(t *trial) {
	p := t.points
	q := sql.Select1(p.x).Where(p.x.Gt(1)).Intersect(sql.Select1(p.y).Where(p.y.Lt(5)))
	gives(t, "intersect", q.OrderBy(sql.Labelled("x")), 2, 3, 4)
}

func except(t *trial) {
	p := t.points
	q := sql.Select1(p.x).Except(sql.Select1(p.y).Where(p.y.Lt(4)))
	gives(t, "except", q.OrderBy(sql.Labelled("x")), 1, 4)
}

// Members that have an order and a limit of their own.
func compoundMembers(t *trial) {
	p := t.points
	first, last := p.ids().Limit(1), sql.Select1(p.id).OrderBy(p.id.Desc()).Limit(2)
	gives(t, "limits in members", first.UnionAll(last).OrderBy(sql.Labelled("id")), 1, 4, 5)
	gives(t, "distinct in members", sql.Select1(p.x).Distinct().UnionAll(sql.Select1(p.x).Where(p.x.Eq(1))).OrderBy(sql.Labelled("x")), 1, 1, 2, 3, 4)
	s := last.Subquery("s")
	gives(t, "subqueries as members", first.UnionAll(sql.Select1(sql.Via(s, p.id))).OrderBy(sql.Labelled("id").Desc()), 5, 4, 1)
	nested := p.ids(p.id.Lt(3)).Unordered().Union(p.ids(p.id.Eq(3)).Unordered()).OrderBy(sql.Labelled("id")).Limit(2)
	gives(t, "a union with a limit in a union", nested.UnionAll(sql.Select1(p.id).Where(p.id.Eq(5))).OrderBy(sql.Labelled("id")), 1, 2, 5)
}

func exists(t *trial) {
	p := t.points
	of := sql.Select1(p.pair).Where(sql.Eq(p.point, p.id))
	gives(t, "EXISTS", p.ids(sql.Exists(of)), 1, 2)
	gives(t, "NOT EXISTS", p.ids(sql.NotExists(of)), 3, 4, 5)
	for want, q := range map[bool]sql.Query[int64]{true: p.ids(p.x.Eq(4)), false: p.ids(p.x.Eq(99))} {
		got, err := q.Exists(t.ctx, t.eng)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "Query.Exists", got, want)
	}
}

func existsColumn(t *trial) {
	p := t.points
	gives(t, "there is one", sql.Select1(sql.Exists(sql.Select1(p.id).Where(p.x.Eq(4)))), true)
	gives(t, "there is none", sql.Select1(sql.Exists(sql.Select1(p.id).Where(p.x.Eq(99)))), false)
}

func scalarSubquery(t *trial) {
	p := t.points
	of := sql.Scalar[sql.Number[int64]](sql.Select1(sql.Count(p.pair)).Where(sql.Eq(p.point, p.id)))
	gives(t, "correlated", sql.Select2(p.id, of).Where(p.id.In(2, 3)).OrderBy(p.id.Asc()), sql.Pair[int64, int64](2, 1), sql.Pair[int64, int64](3, 0))
	biggest := sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(p.y)))
	gives(t, "in a condition", p.ids(sql.Eq(p.y, biggest)), 5)
	gives(t, "alone", sql.Select1(biggest), pointer(int64(6)))
}

func tableValues(t *trial) {
	n, word := sql.Column[sql.Number[int64]]("n"), sql.Column[sql.String]("word")
	v := sql.Values2("v", n, word, sql.Pair(int64(1), "ein"), sql.Pair(int64(3), "drei"))
	p := t.points
	q := sql.Select2(p.id, sql.Via(v, word)).From(p.table).Join(v, sql.Eq(p.id, sql.Via(v, n))).OrderBy(p.id.Asc())
	gives(t, "VALUES joined", q, sql.Pair(int64(1), "ein"), sql.Pair(int64(3), "drei"))
}

func sameNameInSchemas(t *trial) {
	name := t.newSchema()
	here := t.table("things", key(), varchar("name"))
	there := t.table("things", key(), varchar("name"), schema.InSchema(name))
	t.create()
	for i, table := range []*schema.Table{here, there} {
		t.insert(table, row(number(table, "id").Set(1), text(table, "name").Set([]string{"here", "there"}[i])))
	}
	nameHere, nameThere := text(here, "name"), text(there, "name")
	byKey := sql.Eq(number(here, "id"), number(there, "id"))
	gives(t, "joined", sql.Select2(nameHere, nameThere).From(here).Join(there, byKey), sql.Pair("here", "there"))
	gives(t, "in WHERE", sql.Select1(nameThere).Where(byKey, nameHere.Eq("here")), "there")
	sub := sql.Select2(number(there, "id"), nameThere).Subquery("s")
	gives(t, "in a subquery", sql.Select1(sql.Via(sub, nameThere)).Where(sql.Via(sub, number(there, "id")).Eq(1)), "there")
}

func forUpdate(t *trial) {
	p := t.points
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		givesOn(t, tx, "locked", sql.Select1(p.id).Where(p.id.Eq(2)).ForUpdate(), 2)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
