package conformance

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var viewCases = []Case{
	{Name: "views/create-and-drop", run: createView},
	{Name: "views/values", run: viewValues},
	{Name: "views/labels", run: viewLabels},
	{Name: "views/union", run: viewUnion},
	{Name: "views/order-of-dependencies", run: viewOrder},
	{Name: "views/replace", Needs: []Capability{ReplaceView}, run: replaceView},
	{Name: "views/materialized", Needs: []Capability{MaterializedViews}, run: materializedView},
	{Name: "views/temporary", Needs: []Capability{TemporaryViews}, run: temporaryView},
	{Name: "views/table-as", Needs: []Capability{CreateTableAs}, run: tableAs},
	{Name: "views/table-as-union", Needs: []Capability{CreateTableAs}, run: tableAsUnion},
	{Name: "views/table-as-if-not-exists", Needs: []Capability{CreateTableAs, IfExists}, run: tableAsIfNotExists},
	{Name: "views/table-as-temporary", Needs: []Capability{CreateTableAs, TemporaryTables}, run: tableAsTemporary},
}

func createView(t *trial) {
	table, id, data := data(t)
	view := schema.NewView(t.meta, t.name("view"), sql.Select(id, data))
	t.ddl(schema.CreateView(view))
	rows := view.Rows()
	q := sql.Select2(sql.Via(rows, id), sql.Via(rows, data)).OrderBy(sql.Via(rows, id).Desc()).Limit(2)
	gives(t, "rows", q, sql.Pair(int64(3), "d3"), sql.Pair(int64(2), "d2"))
	t.exec(sql.Delete(table).Where(id.Eq(3)))
	gives(t, "a row less", sql.Select1(sql.Count()).From(rows), 2)
	t.ddl(schema.DropView(view))
	equal(t, "there", t.there(view.Name), false)
}

// Values of the program are written into the view.
func viewValues(t *trial) {
	table, id, data := data(t)
	t.insert(table, row(id.Set(4), data.Set("it's 100% \\")))
	view := schema.NewView(t.meta, t.name("view"), sql.Select(id).Where(data.In("d2", "it's 100% \\"), id.Gt(1)))
	t.create()
	seen := sql.Via(view.Rows(), id)
	gives(t, "rows", sql.Select1(seen).OrderBy(seen.Asc()), 2, 4)
}

func viewLabels(t *trial) {
	_, id, data := data(t)
	number, word := id.As("num"), data.Upper().As("word")
	view := schema.NewView(t.meta, t.name("view"), sql.Select(number, word))
	t.create()
	equal(t, "columns", columnNames(t.described(view.Name)), []string{"num", "word"})
	rows := view.Rows()
	gives(t, "rows", sql.Select1(sql.Via(rows, word)).Where(sql.Via(rows, number).Eq(2)), "D2")
}

func viewUnion(t *trial) {
	_, id, _ := data(t)
	view := schema.NewView(t.meta, t.name("view"), sql.Select1(id).Where(id.Eq(1)).UnionAll(sql.Select1(id).Where(id.Eq(3))))
	t.create()
	seen := sql.Via(view.Rows(), id)
	gives(t, "rows", sql.Select1(seen).OrderBy(seen.Asc()), 1, 3)
}

// A view of a view is created after it, and dropped before it.
func viewOrder(t *trial) {
	table := t.table("base", key())
	id := number(table, "id")
	first := schema.NewView(t.meta, t.name("first"), sql.Select(id))
	through := sql.Via(first.Rows(), id)
	second := schema.NewView(t.meta, t.name("second"), sql.Select(through))
	for range 2 {
		t.create()
	}
	t.insert(table, row(id.Set(5)))
	gives(t, "through both", sql.Select1(sql.Via(second.Rows(), through)), 5)
	if err := t.eng.DropAll(t.ctx, t.meta); err != nil {
		t.Fatal(err)
	}
	equal(t, "there", []bool{t.there(first.Name), t.there(second.Name)}, []bool{false, false})
}

func replaceView(t *trial) {
	_, id, _ := data(t)
	one, other := schema.NewView(t.meta, t.name("view"), sql.Select(id).Where(id.Eq(1))), schema.NewView(nil, t.name("view"), sql.Select(id).Where(id.Eq(2)))
	t.ddl(schema.CreateView(one), schema.CreateView(other).OrReplace())
	gives(t, "rows", sql.Select1(sql.Via(other.Rows(), id)), 2)
}

func materializedView(t *trial) {
	table, id, _ := data(t)
	view := schema.NewView(t.meta, t.name("view"), sql.Select(id), schema.Materialized())
	t.create()
	t.exec(sql.Delete(table).Where(id.Gt(1)))
	gives(t, "rows as they were", sql.Select1(sql.Count()).From(view.Rows()), 3)
	names, err := t.inspector().MaterializedViewNames(t.ctx)
	equal(t, "their names", t.own(names, err), []string{view.Name})
}

func temporaryView(t *trial) {
	_, id, _ := data(t)
	view := schema.NewView(nil, t.name("view"), sql.Select(id), schema.TemporaryView())
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateView(view)); err != nil {
		t.Fatal(err)
	}
	givesOn(t, conn, "rows", sql.Select1(sql.Count()).From(view.Rows()), 3)
	if rows, err := sql.Select1(sql.Count()).From(view.Rows()).All(t.ctx, t.eng); err == nil {
		t.Errorf("another connection sees %v rows", rows)
	}
	if err := conn.ExecDDL(t.ctx, schema.DropView(view)); err != nil {
		t.Error(err)
	}
}

// asTable declares what CREATE TABLE AS makes, for queries and for being dropped.
func asTable(t *trial, names ...string) *schema.Table {
	var items []schema.Item
	for _, name := range names {
		items = append(items, integer(name))
	}
	return t.table("copy", items...)
}

func tableAs(t *trial) {
	_, id, data := data(t)
	t.ddl(schema.CreateTableAs(t.name("copy"), sql.Select(id, id.Mul(10).As("tenfold")).Where(data.NotEq("d1"), id.In(1, 2, 3))))
	copied := asTable(t, "id", "tenfold")
	gives(t, "rows", sql.Select2(number(copied, "id"), number(copied, "tenfold")).OrderBy(number(copied, "id").Asc()),
		sql.Pair[int64, int64](2, 20), sql.Pair[int64, int64](3, 30))
}

func tableAsUnion(t *trial) {
	_, id, _ := data(t)
	t.ddl(schema.CreateTableAs(t.name("copy"), sql.Select1(id).Where(id.Eq(1)).UnionAll(sql.Select1(id).Where(id.Eq(3)))))
	copied := asTable(t, "id")
	gives(t, "rows", sql.Select1(number(copied, "id")).OrderBy(number(copied, "id").Asc()), 1, 3)
}

func tableAsIfNotExists(t *trial) {
	_, id, _ := data(t)
	t.ddl(schema.CreateTableAs(t.name("copy"), sql.Select(id).Where(id.Eq(1))).IfNotExists(),
		schema.CreateTableAs(t.name("copy"), sql.Select(id)).IfNotExists())
	gives(t, "rows of the first", sql.Select1(number(asTable(t, "id"), "id")), 1)
}

func tableAsTemporary(t *trial) {
	_, id, _ := data(t)
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateTableAs(t.name("copy"), sql.Select(id)).AsTemporary()); err != nil {
		t.Fatal(err)
	}
	copied := schema.New(schema.NewMetaData(), t.name("copy"), integer("id"))
	givesOn(t, conn, "rows", sql.Select1(sql.Count()).From(copied), 3)
	equal(t, "another connection sees it", t.there(copied.Name), false)
	if err := conn.ExecDDL(t.ctx, schema.DropTable(copied)); err != nil {
		t.Error(err)
	}
}
