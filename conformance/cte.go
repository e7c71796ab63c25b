package conformance

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var cteCases = []Case{
	{Name: "cte/select", run: cteSelect},
	{Name: "cte/recursive", Needs: []Capability{RecursiveCTE}, run: cteRecursive},
	{Name: "cte/insert", run: cteInsert},
	{Name: "cte/update", Needs: []Capability{WriteCTE}, run: cteUpdate},
	{Name: "cte/delete", Needs: []Capability{WriteCTE}, run: cteDelete},
	{Name: "cte/delete-scalar", Needs: []Capability{WriteCTE}, run: cteDeleteScalar},
	{Name: "cte/values", Needs: []Capability{CTEValues}, run: cteValues},
}

func cteSelect(t *trial) {
	p := t.points
	some := sql.Select2(p.id, p.x).Where(p.x.In(2, 3, 4)).CTE("some")
	id := sql.Via(some, p.id)
	gives(t, "read alone", sql.Select1(id).Where(sql.Via(some, p.x).Eq(4)).OrderBy(id.Asc()), 4, 5)
	gives(t, "joined", sql.Select1(p.label).Join(some, sql.Eq(p.point, id)).From(p.pairs), "b")
	a, b := some.Alias("a"), some.Alias("b")
	twice := sql.Select1(sql.Count()).From(a).Join(b, sql.Eq(sql.Via(a, p.x), sql.Via(b, p.x)))
	gives(t, "read twice", twice, 6)
	n := sql.Count(p.id).As("n")
	counts := sql.Select2(p.x, n).GroupBy(p.x).CTE("counts")
	gives(t, "with an aggregate", sql.Select1(sql.Via(counts, p.x)).Where(sql.Via(counts, n).Gt(1)), 4)
}

// chain is a table whose rows each refer to the one before.
func chain(t *trial) (table *schema.Table, id sql.Number[int64], parent sql.NullNumber[int64]) {
	table = t.created("chain", key(), integer("parent"))
	id, parent = number(table, "id"), column[sql.NullNumber[int64]](table, "parent")
	t.insert(table, row(id.Set(1), parent.SetNull()), row(id.Set(2), parent.Set(1)), row(id.Set(3), parent.Set(2)), row(id.Set(4), parent.Set(1)), row(id.Set(9), parent.SetNull()))
	return table, id, parent
}

func cteRecursive(t *trial) {
	table, id, parent := chain(t)
	c := sql.Aliased(table, "c")
	below := sql.Recursive("below", sql.Select1(id).Where(id.Eq(1)), func(below sql.CTE) sql.Query[int64] {
		return sql.Select1(sql.Via(c, id)).From(c).Join(below, sql.Eq(sql.Via(c, parent), sql.Via(below, id)))
	})
	found := sql.Via(below, id)
	gives(t, "all below a row", sql.Select1(found).OrderBy(found.Asc()), 1, 2, 3, 4)
}

func cteInsert(t *trial) {
	p := t.points
	table := t.created("copies", key(), integer("x"))
	some := sql.Select2(p.id, p.x).Where(p.id.Gt(3)).CTE("some")
	t.exec(sql.Insert(table).FromQuery(sql.Select2(sql.Via(some, p.id), sql.Via(some, p.x)), number(table, "id"), number(table, "x")))
	id := number(table, "id")
	gives(t, "inserted", sql.Select2(id, number(table, "x")).OrderBy(id.Asc()), sql.Pair[int64, int64](4, 4), sql.Pair[int64, int64](5, 4))
}

func cteUpdate(t *trial) {
	table, id, parent := chain(t)
	p := t.points
	some := sql.Select1(p.id).Where(p.id.In(2, 3)).CTE("some")
	t.exec(sql.Update(table).Set(parent.Set(7)).Where(sql.In(id, sql.Select1(sql.Via(some, p.id)))))
	gives(t, "updated", sql.Select1(id).Where(parent.Eq(7)).OrderBy(id.Asc()), 2, 3)
}

func cteDelete(t *trial) {
	table, id, _ := chain(t)
	p := t.points
	some := sql.Select1(p.id).Where(p.id.In(2, 3)).CTE("some")
	t.exec(sql.Delete(table).Where(sql.In(id, sql.Select1(sql.Via(some, p.id)))))
	gives(t, "left", sql.Select1(id).OrderBy(id.Asc()), 1, 4, 9)
}

func cteDeleteScalar(t *trial) {
	table, id, _ := chain(t)
	p := t.points
	some := sql.Select1(p.id).Where(p.id.Eq(3)).CTE("some")
	t.exec(sql.Delete(table).Where(sql.Eq(id, sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Via(some, p.id))))))
	gives(t, "left", sql.Select1(id).OrderBy(id.Asc()), 1, 2, 4, 9)
}

func cteValues(t *trial) {
	n := sql.Column[sql.Number[int64]]("n")
	v := sql.Values("v", []sql.Expression{n}, []any{2}, []any{5}).CTE("v")
	p := t.points
	gives(t, "VALUES in a CTE", sql.Select1(p.id).From(p.table).Join(v, sql.Eq(p.id, sql.Via(v, n))).OrderBy(p.id.Asc()), 2, 5)
}
