package conformance

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var returningCases = []Case{
	{Name: "returning/insert", Needs: []Capability{InsertReturning}, run: insertReturning},
	{Name: "returning/insert-in-transaction", Needs: []Capability{InsertReturning}, run: insertReturningInTransaction},
	{Name: "returning/insert-rows", Needs: []Capability{InsertReturning, MultiRowInsert}, run: insertRowsReturning},
	{Name: "returning/insert-types", Needs: []Capability{InsertReturning}, run: insertReturningTypes},
	{Name: "returning/insert-defaults", Needs: []Capability{InsertReturning}, run: insertReturningDefaults},
	{Name: "returning/update", Needs: []Capability{UpdateReturning}, run: updateReturning},
	{Name: "returning/update-rows", Needs: []Capability{UpdateReturning, ReturningRows}, run: updateRowsReturning},
	{Name: "returning/update-none", Needs: []Capability{UpdateReturning}, run: updateNoneReturning},
	{Name: "returning/delete", Needs: []Capability{DeleteReturning}, run: deleteReturning},
	{Name: "returning/delete-rows", Needs: []Capability{DeleteReturning, ReturningRows}, run: deleteRowsReturning},
	{Name: "returning/delete-none", Needs: []Capability{DeleteReturning}, run: deleteNoneReturning},
}

// returned runs a statement and gives its rows, sorted by what they look like.
func returned[R any](t *trial, q sql.ReturningQuery[R]) []R {
	t.Helper()
	rows, err := q.All(t.ctx, t.eng)
	if err != nil {
		t.Fatalf("%v: %v", q, err)
	}
	slices.SortFunc(rows, func(a, b R) int { return strings.Compare(shown(a), shown(b)) })
	return rows
}

func insertReturning(t *trial) {
	table, id, data := notes(t)
	got := returned(t, sql.Returning2(sql.Insert(table).Values(data.Set("some data")), id, data))
	gives(t, "the key", sql.Select1(id), got[0].V1)
	equal(t, "the value", got[0].V2, pointer("some data"))
	low := returned(t, sql.Returning(sql.Insert(table).Values(data.Set("LOUD")), sql.Lower(data)))
	equal(t, "an expression", low, []*string{pointer("loud")})
	equal(t, "connections in use", t.eng.Status().InUse, 0)
}

func insertReturningInTransaction(t *trial) {
	table, id, data := notes(t)
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		key, err := sql.Returning(sql.Insert(table).Values(data.Set("a")), id).One(t.ctx, tx)
		if err != nil {
			return err
		}
		givesOn(t, tx, "the row", sql.Select1(data).Where(id.Eq(key)), pointer("a"))
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	gives(t, "committed", sql.Select1(data), pointer("a"))
}

func insertRowsReturning(t *trial) {
	table, id, data := notes(t)
	insert := sql.Insert(table)
	for _, s := range []string{"a", "b", "c"} {
		insert = insert.Values(data.Set(s))
	}
	rows := returned(t, sql.Returning2(insert, data, id))
	gives(t, "the rows", sql.Select2(data, id).OrderBy(data.Asc()), rows...)
	equal(t, "their number", len(rows), 3)
}

func insertReturningTypes(t *trial) {
	table := t.created("values", key(), schema.Col("f", types.Double), schema.Col("d", types.Numeric(18, 5)), varchar("s"), schema.Col("b", types.Boolean), schema.Col("day", types.DateOnly))
	f, d := column[sql.Number[float64]](table, "f"), column[sql.Number[decimal.Decimal]](table, "d")
	s, b, day := text(table, "s"), column[sql.Bool](table, "b"), column[sql.Date](table, "day")
	exact, date := decimal.RequireFromString("8.51472"), types.NewDate(2024, 2, 29)
	row, err := sql.Returning5(sql.Insert(table).Values(number(table, "id").Set(1), f.Set(8.5), d.Set(exact), s.Set("méil"), b.Set(true), day.Set(date)), f, d, s, b, day).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "a float", row.V1, 8.5)
	equal(t, "a decimal", row.V2.String(), exact.String())
	equal(t, "a string", row.V3, "méil")
	equal(t, "a boolean", row.V4, true)
	equal(t, "a date", row.V5, date)
}

func insertReturningDefaults(t *trial) {
	table := t.created("defaults", madeKey(), integer("n", schema.Default("5")), varchar("data"))
	got, err := sql.ReturningDefaults(sql.Insert(table).Values(text(table, "data").Set("a"))).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	n, _ := got.Get("n")
	if _, has := got.Get("id"); !has || shown(n) != "5" {
		t.Errorf("the database made %v", got)
	}
}

// data is a table of three rows: 1 d1, 2 d2, 3 d3.
func data(t *trial) (table *schema.Table, id sql.Number[int64], data sql.String) {
	table = t.created("data", key(), varchar("data"))
	id, data = number(table, "id"), text(table, "data")
	t.insert(table, row(id.Set(1), data.Set("d1")), row(id.Set(2), data.Set("d2")), row(id.Set(3), data.Set("d3")))
	return table, id, data
}

func updateReturning(t *trial) {
	table, id, data := data(t)
	got := returned(t, sql.Returning2(sql.Update(table).Set(data.Set("d2_new")).Where(id.Eq(2)), id, data))
	equal(t, "the row", got, []sql.Row2[int64, string]{sql.Pair(int64(2), "d2_new")})
	gives(t, "afterwards", sql.Select1(data).OrderBy(id.Asc()), "d1", "d2_new", "d3")
}

func updateRowsReturning(t *trial) {
	table, id, data := data(t)
	got := returned(t, sql.Returning(sql.Update(table).Set(data.Set("new")).Where(id.Gt(1)), id))
	equal(t, "the rows", got, []int64{2, 3})
}

func updateNoneReturning(t *trial) {
	table, id, data := data(t)
	equal(t, "rows", len(returned(t, sql.Returning(sql.Update(table).Set(data.Set("new")).Where(id.Eq(99)), id))), 0)
}

func deleteReturning(t *trial) {
	table, id, data := data(t)
	got := returned(t, sql.Returning2(sql.Delete(table).Where(id.Eq(2)), id, data))
	equal(t, "the row", got, []sql.Row2[int64, string]{sql.Pair(int64(2), "d2")})
	gives(t, "afterwards", sql.Select1(id).OrderBy(id.Asc()), 1, 3)
}

func deleteRowsReturning(t *trial) {
	table, id, _ := data(t)
	equal(t, "the rows", returned(t, sql.Returning(sql.Delete(table).Where(id.Gt(1)), id)), []int64{2, 3})
}

func deleteNoneReturning(t *trial) {
	table, id, _ := data(t)
	equal(t, "rows", len(returned(t, sql.Returning(sql.Delete(table).Where(id.Eq(99)), id))), 0)
}
