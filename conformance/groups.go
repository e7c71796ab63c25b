package conformance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/driver"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Groups of rows, as a session writes them: by the dialect's Writer, and in one
// pipeline.
var groupCases = []Case{
	{Name: "groups/insert", run: groupInsert},
	{Name: "groups/insert-keys", run: groupInsertKeys},
	{Name: "groups/insert-many", run: groupInsertMany},
	{Name: "groups/insert-defaults", run: groupInsertDefaults},
	{Name: "groups/update", run: groupUpdate},
	{Name: "groups/delete", run: groupDelete},
	{Name: "groups/names", run: groupNames},
	{Name: "groups/types", run: groupTypes},
	{Name: "groups/refused", run: groupRefused},
}

// nodes are columns of a table for a group.
func nodes(table *schema.Table, names ...string) (columns []*ast.Column) {
	for _, name := range names {
		i := slices.IndexFunc(table.AST().Columns, func(c *ast.Column) bool { return c.Name == name })
		columns = append(columns, table.AST().Columns[i])
	}
	return columns
}

func ints(values ...int64) *types.Vector {
	return &types.Vector{Kind: types.Ints, Type: types.Integer, Ints: values}
}

func words(values ...string) *types.Vector {
	return &types.Vector{Kind: types.Strings, Type: types.String(50), Strings: values}
}

// send runs the statements of a group in a transaction of its own, and gives how
// many rows they met. What they give back goes to take.
func (t *trial) send(writes []dialect.Write, err error, take func(w dialect.Write, result driver.Result, rows driver.Rows) error) int64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	affected, err := t.trySend(writes, take)
	if err != nil {
		t.Fatal(err)
	}
	return affected
}

func (t *trial) trySend(writes []dialect.Write, take func(w dialect.Write, result driver.Result, rows driver.Rows) error) (affected int64, err error) {
	conn := t.connect()
	if err := conn.Begin(t.ctx, noOptions); err != nil {
		return 0, err
	}
	statements := make([]azoth.Write, len(writes))
	for i, w := range writes {
		statements[i] = azoth.Write{Statement: w.Statement, First: w.First, Count: w.Count}
	}
	err = conn.Pipeline(t.ctx, statements, true, func(i int, result driver.Result, rows driver.Rows) error {
		affected += result.RowsAffected
		if take == nil {
			return nil
		}
		return take(writes[i], result, rows)
	})
	if err != nil {
		_ = conn.Rollback(context.WithoutCancel(t.ctx))
	}
	return affected, err
}

func (t *trial) writer() (dialect.Writer, *dialect.Dialect) {
	d := t.eng.Dialect()
	if d.Writer == nil {
		t.Fatal("the dialect has no Writer")
	}
	return d.Writer, d
}

func groupInsert(t *trial) {
	table, id, data := notes(t)
	writer, d := t.writer()
	some := words("a", "it's", "größe", "")
	some.Nulls = []bool{false, false, false, true}
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Columns: nodes(table, "id", "data"), Values: []*types.Vector{ints(3, 1, 2, 9), some}, Rows: 4})
	equal(t, "rows", t.send(writes, err, nil), 4)
	gives(t, "inserted", sql.Select2(id, data).OrderBy(id.Asc()), sql.Pair(int64(1), pointer("it's")), sql.Pair(int64(2), pointer("größe")), sql.Pair(int64(3), pointer("a")), sql.Pair[int64, *string](9, nil))
}

// insertKeys inserts words, and gives the key of each: in their order, whatever
// order the database gives them back in. Where it gives no keys of groups, the
// dialect makes a statement of each row.
func insertKeys(t *trial, table *schema.Table, values ...string) []int64 {
	t.Helper()
	writer, d := t.writer()
	key := nodes(table, "id")
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Columns: nodes(table, "data"), Values: []*types.Vector{words(values...)}, Rows: len(values), Generated: key[0], Returning: key})
	keys := make([]int64, len(values))
	t.send(writes, err, func(w dialect.Write, result driver.Result, rows driver.Rows) error {
		return takeKeys(w, result, rows, keys[w.First:w.First+w.Count])
	})
	return keys
}

// takeKeys reads the keys of the rows of a write.
func takeKeys(w dialect.Write, result driver.Result, rows driver.Rows, keys []int64) error {
	if w.Match == dialect.MatchLastInsertID {
		keys[0] = result.LastInsertID
		return nil
	}
	n := 0
	for n < len(keys) && rows.Next() {
		at, column := n, 0
		if w.Match == dialect.MatchPosition {
			position, err := rows.Int64(0)
			if err != nil {
				return err
			}
			at, column = int(position)-1, 1
		}
		key, err := rows.Int64(column)
		if err != nil {
			return err
		}
		keys[at] = key
		n++
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != len(keys) {
		return fmt.Errorf("%d of %d keys came back", n, len(keys))
	}
	if w.Match == dialect.MatchAscending {
		slices.Sort(keys)
	}
	return nil
}

func groupInsertKeys(t *trial) {
	table, id, data := notes(t)
	values := []string{"c", "a", "b", "d"}
	for i, key := range insertKeys(t, table, values...) {
		gives(t, "the row of key "+fmt.Sprint(key), sql.Select1(data).Where(id.Eq(key)), pointer(values[i]))
	}
	equal(t, "one key", len(insertKeys(t, table, "e")), 1)
}

func uuidVector(values ...[16]byte) *types.Vector {
	codec := types.For[[16]byte]()
	v := types.NewVector(codec.Vector(), types.UUID, len(values))
	for i := range values {
		_ = codec.Append(v, unsafe.Pointer(&values[i])) // an array of 16 bytes always is one
	}
	return v
}

// More rows than one statement of any database takes.
func groupInsertMany(t *trial) {
	table, id, data := notes(t)
	values := make([]string, 2500)
	for i := range values {
		values[i] = fmt.Sprintf("row %d", (i*7)%2500)
	}
	keys := insertKeys(t, table, values...)
	gives(t, "rows and keys", sql.Select2(sql.Count(), sql.CountDistinct(id)).From(table), sql.Pair[int64, int64](2500, 2500))
	for _, i := range []int{0, 1, 999, 1000, 1001, 2499} {
		gives(t, "the row of a key", sql.Select1(data).Where(id.Eq(keys[i])), pointer(values[i]))
	}
}

func groupInsertDefaults(t *trial) {
	table, id, data := notes(t)
	writer, d := t.writer()
	key := nodes(table, "id")
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Rows: 3, Generated: key[0], Returning: key})
	keys := make([]int64, 3)
	t.send(writes, err, func(w dialect.Write, result driver.Result, rows driver.Rows) error {
		return takeKeys(w, result, rows, keys[w.First:w.First+w.Count])
	})
	slices.Sort(keys)
	gives(t, "keys", sql.Select1(id).OrderBy(id.Asc()), keys...)
	gives(t, "without data", sql.Select1(sql.Count()).From(table).Where(data.IsNull()), 3)
}

func groupUpdate(t *trial) {
	table, id, data := data(t)
	writer, d := t.writer()
	group := &dialect.UpdateGroup{
		Table: table.AST(), Columns: nodes(table, "data"), Values: []*types.Vector{words("one", "three", "none")},
		Keys: nodes(table, "id"), KeyValues: []*types.Vector{ints(1, 3, 99)}, Rows: 3,
	}
	writes, err := writer.Update(d, group)
	equal(t, "rows that were there", t.send(writes, err, nil), 2)
	gives(t, "afterwards", sql.Select1(data).OrderBy(id.Asc()), "one", "d2", "three")
	writes, err = writer.Update(d, group)
	equal(t, "rows that were so before", t.send(writes, err, nil), 2)
}

func groupDelete(t *trial) {
	table, id, _ := data(t)
	writer, d := t.writer()
	writes, err := writer.Delete(d, &dialect.DeleteGroup{Table: table.AST(), Keys: nodes(table, "id", "data"), KeyValues: []*types.Vector{ints(1, 3, 2), words("d1", "d3", "no")}, Rows: 3})
	equal(t, "rows that were there", t.send(writes, err, nil), 2)
	gives(t, "left", sql.Select1(id), 2)
}

// Names with percent signs and spaces in groups.
func groupNames(t *trial) {
	table, percent, spaces := percentTable(t)
	writer, d := t.writer()
	columns := nodes(table, "percent%", "spaces % more spaces")
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Columns: columns, Values: []*types.Vector{ints(5, 7, 9), ints(12, 11, 10)}, Rows: 3})
	t.send(writes, err, nil)
	writes, err = writer.Update(d, &dialect.UpdateGroup{Table: table.AST(), Columns: columns[1:], Values: []*types.Vector{ints(1, 2)}, Keys: columns[:1], KeyValues: []*types.Vector{ints(5, 9)}, Rows: 2})
	t.send(writes, err, nil)
	gives(t, "written", sql.Select2(percent, spaces).OrderBy(percent.Asc()), sql.Pair[int64, int64](5, 1), sql.Pair[int64, int64](7, 11), sql.Pair[int64, int64](9, 2))
}

// Values of many types in groups, as vectors of any kind.
func groupTypes(t *trial) {
	mood := t.mood()
	table := t.created("values", key(), schema.Col("f", types.Double), schema.Col("b", types.Boolean), schema.Col("day", types.DateOnly), schema.Col("mood", mood), schema.Col("uuid", types.UUID))
	writer, d := t.writer()
	day := types.NewDate(2024, 2, 29)
	values := []*types.Vector{
		ints(1, 2), {Kind: types.Floats, Type: types.Double, Floats: []float64{1.5, -2}}, {Kind: types.Bools, Type: types.Boolean, Bools: []bool{true, false}},
		{Kind: types.Anys, Type: types.DateOnly, Anys: []any{day, nil}, Nulls: []bool{false, true}}, {Kind: types.Strings, Type: mood, Strings: []string{"so so", "it's great"}},
		uuidVector(uuids[1], uuids[2]),
	}
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Columns: nodes(table, "id", "f", "b", "day", "mood", "uuid"), Values: values, Rows: 2})
	equal(t, "rows", t.send(writes, err, nil), 2)
	id := number(table, "id")
	q := sql.Select5(column[sql.Number[float64]](table, "f"), column[sql.Bool](table, "b"), column[sql.NullDate](table, "day"), text(table, "mood"), column[sql.Value[[16]byte]](table, "uuid"))
	gives(t, "read", q.OrderBy(id.Asc()), sql.Row5[float64, bool, *types.Date, string, [16]byte]{V1: 1.5, V2: true, V3: &day, V4: "so so", V5: uuids[1]},
		sql.Row5[float64, bool, *types.Date, string, [16]byte]{V1: -2, V4: "it's great", V5: uuids[2]})
}

// A group that the database refuses leaves nothing, and the error has its kind.
func groupRefused(t *trial) {
	table, id, _ := data(t)
	writer, d := t.writer()
	writes, err := writer.Insert(d, &dialect.InsertGroup{Table: table.AST(), Columns: nodes(table, "id"), Values: []*types.Vector{ints(7, 8, 2)}, Rows: 3})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := t.trySend(writes, nil); !errors.Is(err, azoth.ErrUniqueViolation) {
		t.Errorf("the error is %v", err)
	}
	gives(t, "rows", sql.Select1(sql.Count(id)), 3)
}
