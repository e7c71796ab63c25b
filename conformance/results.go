package conformance

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
)

var resultCases = []Case{
	{Name: "results/row", run: rowAccess},
	{Name: "results/duplicate-names", run: duplicateNames},
	{Name: "results/text", run: textRows},
	{Name: "results/structs", run: structRows},
	{Name: "results/scalar-column", run: scalarColumn},
	{Name: "results/one", run: oneResult},
	{Name: "results/stream", run: stream},
	{Name: "results/stream-left", run: streamLeft},
}

// A row by name, by position, and as Go values.
func rowAccess(t *trial) {
	p := t.points
	got, err := sql.Select(p.id, p.name, p.x.Add(1).As("more")).Where(p.id.Eq(1)).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "columns", got.Columns(), []string{"id", "name", "more"})
	id, ok := got.Get("id")
	equal(t, "by name", fmt.Sprint(id, ok), "1 true")
	equal(t, "by position", fmt.Sprint(got.At(2)), "2")
	_, ok = got.Get("nothing")
	equal(t, "a name that is not there", ok, false)
	var more int64
	var name string
	if err := got.Scan(new(int64), &name, &more); err != nil {
		t.Fatal(err)
	}
	equal(t, "scanned", fmt.Sprint(name, more), "one2")
	equal(t, "NULL", shown(all(t, sql.Select(p.name).Where(p.id.Eq(4)))[0].At(0)), "NULL")
}

func duplicateNames(t *trial) {
	p := t.points
	q := sql.Select(p.id, p.pair, p.id).From(p.table).Join(p.pairs).Where(p.label.Eq("b"))
	got, err := q.One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "values", fmt.Sprint(got.At(0), got.At(1), got.At(2), got.Len()), "2 2 2 3")
	gives(t, "typed", sql.Select3(p.id, p.pair, p.id).From(p.table).Join(p.pairs).Where(p.label.Eq("a")), sql.Triple[int64, int64, int64](1, 1, 1))
}

// What the program wrote itself gives typed rows by the names of the columns, in
// whatever order they come.
func textRows(t *trial) {
	p := t.points
	q := sql.Select2(p.id, p.name).FromText(sql.Text("SELECT name, x, id FROM " + p.table.Name + " WHERE x = 4 ORDER BY id"))
	gives(t, "by name", q, sql.Pair[int64, *string](4, nil), sql.Pair(int64(5), pointer("five")))
}

func structRows(t *trial) {
	p := t.points
	type point struct {
		ID   int64
		Name *string
		More int64
	}
	q := sql.Into[point](sql.Select(p.id, p.name, sql.Add(p.x, p.y).As("more")).Where(p.id.In(1, 4)).OrderBy(p.id.Asc()))
	gives(t, "structs", q, point{1, pointer("one"), 3}, point{4, nil, 9})
}

func scalarColumn(t *trial) {
	p := t.points
	of := sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(p.pair)))
	got, err := sql.Select(of.As("greatest"), p.id).Where(p.id.Eq(1)).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	value, _ := got.Get("greatest")
	equal(t, "its value", shown(value), "3")
}

func oneResult(t *trial) {
	p := t.points
	if _, err := p.ids(p.x.Eq(99)).One(t.ctx, t.eng); err == nil {
		t.Error("One of no rows is no error")
	}
	if _, err := p.ids(p.x.Eq(4)).One(t.ctx, t.eng); err == nil {
		t.Error("One of two rows is no error")
	}
	first, err := p.ids(p.x.Eq(4)).First(t.ctx, t.eng)
	equal(t, "First", fmt.Sprint(first, err), "4 <nil>")
	n, err := p.ids(p.x.Eq(4)).Count(t.ctx, t.eng)
	equal(t, "Count", fmt.Sprint(n, err), "2 <nil>")
	equal(t, "connections in use", t.eng.Status().InUse, 0)
}

// manyRows are 625 rows without a table of so many.
func manyRows(t *trial) sql.Query[int64] {
	p := t.points
	q := sql.Select1(p.id)
	for i := range 3 {
		q = q.CrossJoin(sql.Aliased(p.table, fmt.Sprint("t", i)))
	}
	return q
}

// Rows are read one by one while the result is open.
func stream(t *trial) {
	n, sum := 0, int64(0)
	for id, err := range manyRows(t).Iter(t.ctx, t.eng) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		sum += id
	}
	equal(t, "rows and their sum", fmt.Sprint(n, sum), "625 1875")
	equal(t, "connections in use", t.eng.Status().InUse, 0)
}

// A result that is left early is closed, and its connection is good.
func streamLeft(t *trial) {
	conn := t.connect()
	for range 3 {
		n := 0
		for _, err := range manyRows(t).Iter(t.ctx, conn) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == 10 {
				break
			}
		}
		givesOn(t, conn, "the next statement", t.points.ids().Limit(1), 1)
	}
	for range manyRows(t).Iter(t.ctx, t.eng) {
		break
	}
	equal(t, "connections in use", t.eng.Status().InUse, 1)
}
