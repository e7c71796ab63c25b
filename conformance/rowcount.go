package conformance

import (
	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var rowCountCases = []Case{
	{Name: "rowcount/update", run: updateCount},
	{Name: "rowcount/update-unchanged", run: unchangedCount},
	{Name: "rowcount/delete", run: deleteCount},
	{Name: "rowcount/text", run: textCount},
	{Name: "rowcount/insert", run: insertCount},
	{Name: "rowcount/nothing", run: noCount},
	{Name: "rowcount/returning", Needs: []Capability{UpdateReturning, ReturningRows}, run: returningCount},
}

// employees are three of department A, two of B and four of C.
func employees(t *trial) (table *schema.Table, name, department sql.String) {
	table = t.created("employees", madeKey(), varchar("name"), varchar("department"))
	name, department = text(table, "name"), text(table, "department")
	var rows [][]sql.Assignment
	for _, e := range [][2]string{{"Angela", "A"}, {"Andrew", "A"}, {"Anand", "A"}, {"Bob", "B"}, {"Bobette", "B"}, {"Buffy", "C"}, {"Charlie", "C"}, {"Cynthia", "C"}, {"Chris", "C"}} {
		rows = append(rows, row(name.Set(e[0]), department.Set(e[1])))
	}
	t.insert(table, rows...)
	return table, name, department
}

func updateCount(t *trial) {
	table, name, department := employees(t)
	equal(t, "rows", t.exec(sql.Update(table).Set(department.Set("Z")).Where(department.Eq("C"))).RowsAffected, 4)
	equal(t, "by a list", t.exec(sql.Update(table).Set(department.Set("Y")).Where(name.In("Bob", "Bobette", "Nobody"))).RowsAffected, 2)
	equal(t, "by a query", t.exec(sql.Update(table).Set(department.Set("X")).Where(sql.In(name, sql.Select1(name).Where(department.Eq("A"))))).RowsAffected, 3)
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		equal(t, "in a transaction", t.execOn(tx, sql.Update(table).Set(department.Set("A")).Everywhere()).RowsAffected, 9)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// Rows that were found count, whether they were other before or not.
func unchangedCount(t *trial) {
	table, _, department := employees(t)
	equal(t, "rows", t.exec(sql.Update(table).Set(department.Set("C")).Where(department.Eq("C"))).RowsAffected, 4)
}

func deleteCount(t *trial) {
	table, name, department := employees(t)
	equal(t, "rows", t.exec(sql.Delete(table).Where(department.Eq("C"))).RowsAffected, 4)
	equal(t, "rows", t.exec(sql.Delete(table).Where(name.Eq("Angela"))).RowsAffected, 1)
	equal(t, "the rest", t.exec(sql.Delete(table).Everywhere()).RowsAffected, 4)
}

func textCount(t *trial) {
	table, _, _ := employees(t)
	update := sql.Text("UPDATE "+table.Name+" SET department = :to WHERE department = :from", sql.P{"to": "Z", "from": "C"})
	equal(t, "rows", t.exec(update).RowsAffected, 4)
	equal(t, "rows", t.exec(sql.Text("DELETE FROM "+table.Name+" WHERE department = 'B'")).RowsAffected, 2)
}

func insertCount(t *trial) {
	table, name, department := employees(t)
	equal(t, "one row", t.exec(sql.Insert(table).Values(name.Set("Zoe"), department.Set("Z"))).RowsAffected, 1)
	of := sql.Select2(name, department).Where(department.Eq("A"))
	equal(t, "of a query", t.exec(sql.Insert(table).FromQuery(of, name, department)).RowsAffected, 3)
}

func noCount(t *trial) {
	table, name, department := employees(t)
	none := department.Eq("nowhere")
	equal(t, "updated", t.exec(sql.Update(table).Set(name.Set("x")).Where(none)).RowsAffected, 0)
	equal(t, "deleted", t.exec(sql.Delete(table).Where(none)).RowsAffected, 0)
	equal(t, "inserted", t.exec(sql.Insert(table).FromQuery(sql.Select2(name, department).Where(none), name, department)).RowsAffected, 0)
}

// With RETURNING, the rows that come back are the count.
func returningCount(t *trial) {
	table, name, department := employees(t)
	rows := returned(t, sql.Returning2(sql.Update(table).Set(department.Set("C")).Where(department.Eq("C")), name, department))
	equal(t, "rows, as they were before", len(rows), 4)
	rows = returned(t, sql.Returning2(sql.Update(table).Set(department.Set("Z")).Where(department.Eq("none")), name, department))
	equal(t, "none", len(rows), 0)
}
