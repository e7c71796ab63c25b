package conformance

import "github.com/azoth-go/azoth/sql"

var updateCases = []Case{
	{Name: "update/update", run: update},
	{Name: "update/delete", run: deleteRows},
	{Name: "update/expressions", run: updateExpressions},
	{Name: "update/from", Needs: []Capability{UpdateFrom}, run: updateFrom},
	{Name: "update/delete-using", Needs: []Capability{DeleteUsing}, run: deleteUsing},
	{Name: "update/everywhere", run: everywhere},
}

func update(t *trial) {
	table, id, data := data(t)
	equal(t, "rows", t.exec(sql.Update(table).Set(data.Set("d2_new")).Where(id.Eq(2))).RowsAffected, 1)
	gives(t, "afterwards", sql.Select2(id, data).OrderBy(id.Asc()), sql.Pair(int64(1), "d1"), sql.Pair(int64(2), "d2_new"), sql.Pair(int64(3), "d3"))
}

func deleteRows(t *trial) {
	table, id, data := data(t)
	equal(t, "rows", t.exec(sql.Delete(table).Where(id.Eq(2))).RowsAffected, 1)
	gives(t, "afterwards", sql.Select2(id, data).OrderBy(id.Asc()), sql.Pair(int64(1), "d1"), sql.Pair(int64(3), "d3"))
}

func updateExpressions(t *trial) {
	p := t.points
	table, id, data := data(t)
	t.exec(sql.Update(table).Set(sql.SetTo(data, data.Concat("!"))).Where(id.Eq(1)))
	name := sql.Scalar[sql.NullString](sql.Select1(p.name).Where(sql.Eq(p.id, id)))
	t.exec(sql.Update(table).Set(sql.SetTo(data, name)).Where(id.Gt(2)))
	t.exec(sql.Update(table).Set(sql.SetTo(id, id.Add(10))).Where(sql.Exists(sql.Select1(p.id).Where(sql.Eq(p.id, id), p.name.Eq("two")))))
	gives(t, "afterwards", sql.Select2(id, data).OrderBy(id.Asc()), sql.Pair(int64(1), "d1!"), sql.Pair(int64(3), "three"), sql.Pair(int64(12), "d2"))
}

func updateFrom(t *trial) {
	p := t.points
	table, id, data := data(t)
	t.exec(sql.Update(table).Set(sql.SetTo(data, p.label)).From(p.pairs).Where(sql.Eq(p.pair, id), p.label.NotEq("c")))
	gives(t, "afterwards", sql.Select1(data).OrderBy(id.Asc()), "a", "b", "d3")
}

func deleteUsing(t *trial) {
	p := t.points
	table, id, _ := data(t)
	t.exec(sql.Delete(table).Using(p.pairs).Where(sql.Eq(p.pair, id), p.label.Eq("b")))
	gives(t, "afterwards", sql.Select1(id).OrderBy(id.Asc()), 1, 3)
}

// Every row is changed by a statement that says so, and by no other.
func everywhere(t *trial) {
	table, id, data := data(t)
	t.refused(sql.Update(table).Set(data.Set("x")), sql.ErrEverywhere)
	t.refused(sql.Delete(table), sql.ErrEverywhere)
	equal(t, "rows", t.exec(sql.Update(table).Set(data.Set("x")).Everywhere()).RowsAffected, 3)
	equal(t, "rows", t.exec(sql.Delete(table).Everywhere()).RowsAffected, 3)
	gives(t, "afterwards", sql.Select1(sql.Count(id)), 0)
}
