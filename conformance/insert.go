package conformance

import (
	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var insertCases = []Case{
	{Name: "insert/key", run: insertedKey},
	{Name: "insert/key-in-transaction", run: insertedKeyInTransaction},
	{Name: "insert/key-of-the-program", run: insertedKeyOfTheProgram},
	{Name: "insert/gives-connections-back", run: insertGivesConnectionsBack},
	{Name: "insert/empty", run: emptyInsert},
	{Name: "insert/rows", Needs: []Capability{MultiRowInsert}, run: insertRows},
	{Name: "insert/from-query", run: insertFromQuery},
	{Name: "insert/from-query-with-defaults", run: insertFromQueryWithDefaults},
	{Name: "insert/defaults", run: insertDefaults},
	{Name: "insert/expressions", run: insertExpressions},
	{Name: "insert/upsert", Needs: []Capability{Upsert}, run: upsert},
	{Name: "insert/merge", Needs: []Capability{Merge}, run: merge},
}

// notes is a table with a key that the database makes.
func notes(t *trial) (table *schema.Table, id sql.Number[int64], data sql.NullString) {
	table = t.created("notes", madeKey(), varchar("data"))
	return table, number(table, "id"), column[sql.NullString](table, "data")
}

func insertedKey(t *trial) {
	table, id, data := notes(t)
	var keys []int64
	for _, s := range []string{"a", "b"} {
		key, err := sql.InsertedKey(t.ctx, t.eng, sql.Insert(table).Values(data.Set(s)), id)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
	}
	gives(t, "the keys that were given", sql.Select1(id).OrderBy(data.Asc()), keys...)
	if keys[1] <= keys[0] {
		t.Errorf("the keys %v do not ascend", keys)
	}
	result := t.exec(sql.Insert(table).Values(data.Set("c")))
	gives(t, "LastInsertID", sql.Select1(id).Where(data.Eq("c")), result.LastInsertID)
}

func insertedKeyInTransaction(t *trial) {
	table, id, data := notes(t)
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		key, err := sql.InsertedKey(t.ctx, tx, sql.Insert(table).Values(data.Set("a")), id)
		if err != nil {
			return err
		}
		givesOn(t, tx, "the row", sql.Select1(data).Where(id.Eq(key)), pointer("a"))
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func insertedKeyOfTheProgram(t *trial) {
	table := t.created("words", varchar("word", schema.PK()), integer("n"))
	word := text(table, "word")
	key, err := sql.InsertedKey(t.ctx, t.eng, sql.Insert(table).Values(word.Set("größe"), number(table, "n").Set(1)), word)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the key", key, "größe")
	notes, id, data := notes(t)
	key2, err := sql.InsertedKey(t.ctx, t.eng, sql.Insert(notes).Values(id.Set(77), data.Set("x")), id)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "a number that the program chose", key2, 77)
}

func insertGivesConnectionsBack(t *trial) {
	table, _, data := notes(t)
	t.exec(sql.Insert(table).Values(data.Set("a")))
	t.exec(sql.Insert(table).Values())
	t.refused(sql.Insert(table).Values(number(table, "id").Set(1)), nil)
	equal(t, "connections in use", t.eng.Status().InUse, 0)
}

func emptyInsert(t *trial) {
	table, id, data := notes(t)
	for range 3 {
		t.exec(sql.Insert(table))
	}
	gives(t, "rows of defaults", sql.Select1(data).OrderBy(id.Asc()), nil, nil, nil)
	gives(t, "keys", sql.Select1(sql.CountDistinct(id)), 3)
}

func insertRows(t *trial) {
	table, id, data := notes(t)
	insert := sql.Insert(table)
	for _, s := range []string{"a", "b", "c"} {
		insert = insert.Values(data.Set(s))
	}
	result := t.exec(insert.Values(data.SetNull()))
	equal(t, "rows", result.RowsAffected, 4)
	gives(t, "in order", sql.Select1(data).OrderBy(id.Asc()), pointer("a"), pointer("b"), pointer("c"), nil)
}

func insertFromQuery(t *trial) {
	table := t.created("manual", key(), varchar("data"))
	id, data := number(table, "id"), column[sql.NullString](table, "data")
	t.insert(table, row(id.Set(1), data.Set("data1")), row(id.Set(2), data.Set("data2")), row(id.Set(3), data.Set("data3")))
	target, targetID, targetData := notes(t)
	result := t.exec(sql.Insert(target).FromQuery(sql.Select1(data).Where(data.In("data2", "data3")), targetData))
	equal(t, "rows", result.RowsAffected, 2)
	gives(t, "with keys that the database makes", sql.Select1(targetData).OrderBy(targetData.Asc()), pointer("data2"), pointer("data3"))
	t.exec(sql.Insert(table).FromQuery(sql.Select2(id.Add(10), data).Where(id.Eq(1)), id, data))
	gives(t, "with keys of the query", sql.Select1(id).Where(id.Gt(3)), 11)
	t.exec(sql.Insert(target).FromQuery(sql.Select1(data).Where(data.Eq("no such data")), targetData))
	gives(t, "of no rows", sql.Select1(sql.Count(targetID)), 2)
}

func insertFromQueryWithDefaults(t *trial) {
	table := t.created("defaults", madeKey(), varchar("data"), integer("x", schema.Default("5")), integer("y", schema.DefaultExpr(sql.Literal[sql.Number[int64]](3).Add(4))))
	p := t.points
	data := column[sql.NullString](table, "data")
	t.exec(sql.Insert(table).FromQuery(sql.Select1(p.name).Where(p.id.In(1, 2)), data))
	q := sql.Select3(data, number(table, "x"), number(table, "y")).OrderBy(data.Asc())
	gives(t, "defaults", q, sql.Triple(pointer("one"), int64(5), int64(7)), sql.Triple(pointer("two"), int64(5), int64(7)))
}

func insertDefaults(t *trial) {
	calls := int64(0)
	table := t.created("defaults", key(), integer("server", schema.Default("5")),
		schema.Col("client", types.Integer, schema.ClientDefault(func() any { calls++; return calls * 100 })),
		integer("expression", schema.DefaultExpr(sql.Literal[sql.Number[int64]](3).Add(4))))
	id := number(table, "id")
	t.exec(sql.Insert(table).Values(id.Set(1)))
	t.exec(sql.Insert(table).Values(id.Set(2), number(table, "server").Set(0), number(table, "client").Set(1), number(table, "expression").Set(2)))
	q := sql.Select3(number(table, "server"), number(table, "client"), number(table, "expression")).OrderBy(id.Asc())
	gives(t, "defaults and values", q, sql.Triple[int64, int64, int64](5, 100, 7), sql.Triple[int64, int64, int64](0, 1, 2))
	equal(t, "calls", calls, 1)
}

func insertExpressions(t *trial) {
	p := t.points
	table := t.created("expressions", key(), integer("n"), varchar("word"))
	biggest := sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(p.y)))
	t.exec(sql.Insert(table).Values(number(table, "id").Set(1), sql.SetTo(number(table, "n"), biggest),
		sql.SetTo(text(table, "word"), sql.Lower(sql.Literal[sql.String]("LOUD")))))
	gives(t, "what the expressions give", sql.Select2(number(table, "n"), text(table, "word")), sql.Pair(int64(6), "loud"))
}

func upsert(t *trial) {
	table, n := counter(t)
	id := number(table, "id")
	put := func(key, value int64) {
		t.exec(sql.Insert(table).Values(id.Set(key), n.Set(value)).OnConflict(id).DoUpdate(n.SetExcluded()))
	}
	put(1, 5)
	put(2, 6)
	put(2, 7)
	t.exec(sql.Insert(table).Values(id.Set(2), n.Set(9)).OnConflict(id).DoNothing())
	gives(t, "inserted and updated", sql.Select2(id, n).OrderBy(id.Asc()), sql.Pair[int64, int64](1, 5), sql.Pair[int64, int64](2, 7))
}

func merge(t *trial) {
	p := t.points
	table, n := counter(t)
	id := number(table, "id")
	t.exec(sql.Merge(table).Using(p.table).On(sql.Eq(id, p.id)).
		WhenMatched().Update(sql.SetTo(n, p.y)).
		WhenNotMatched().Insert(sql.SetTo(id, p.id), sql.SetTo(n, p.x)))
	gives(t, "merged", sql.Select2(id, n).Where(id.Lt(4)).OrderBy(id.Asc()), sql.Pair[int64, int64](1, 2), sql.Pair[int64, int64](2, 2), sql.Pair[int64, int64](3, 3))
}
