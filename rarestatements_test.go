package azoth_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func TestFetchRuns(t *testing.T) {
	onServers(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		q := sql.Select1(Nodes.ID).OrderBy(Nodes.ID).Offset(1).Fetch(2)
		got, err := q.All(t.Context(), eng)
		wantAll(t, eng, q, got, err, 2, 3)
		ties := sql.Select1(Nodes.ID).OrderBy(Nodes.Qty).Fetch(1, sql.WithTies)
		if got, err := ties.All(t.Context(), eng); len(got) != 4 || err != nil {
			t.Errorf("the first with its ties are %v, %v", got, err)
		}
	})
}

func TestDistinctOnRuns(t *testing.T) {
	eng := stocked(t, postgresql(t))
	q := sql.Select1(Nodes.ID).Where(sql.Not(Nodes.ParentID.IsNull())).DistinctOn(Nodes.ParentID).OrderBy(Nodes.ParentID, Nodes.ID.Desc())
	got, err := q.All(t.Context(), eng)
	wantAll(t, eng, q, got, err, 3, 4)
}

func TestSamplesRun(t *testing.T) {
	eng := stocked(t, postgresql(t))
	all := sql.TableSample(Nodes, "s", sql.Func[sql.Number[float64]]("bernoulli", sql.Val(100.0)), sql.Val(7.0))
	q := sql.Select1(sql.Via(all, Nodes.ID)).OrderBy(sql.Via(all, Nodes.ID))
	got, err := q.All(t.Context(), eng)
	wantAll(t, eng, q, got, err, 1, 2, 3, 4)
	none := sql.TableSample(Nodes, "", sql.Func[sql.Number[float64]]("system", sql.Val(0.0)))
	if n, err := sql.Select1(sql.Via(none, Nodes.ID)).Count(t.Context(), eng); n != 0 || err != nil {
		t.Errorf("a sample of nothing has %d rows, %v", n, err)
	}
}

func TestFunctionsAsTablesRun(t *testing.T) {
	eng := stocked(t, postgresql(t))
	word, place := sql.Column[sql.String]("word"), sql.Column[sql.Number[int64]]("place")
	words := sql.TableOf(sql.Func[sql.String]("string_to_table", Nodes.Name, sql.Val("e")), word).As("w").Listed().WithOrdinality(place).Lateral()
	q := sql.Select2(sql.Via(words, word), sql.Via(words, place)).From(Nodes).Join(words, sql.True()).
		Where(Nodes.Name.Eq("leaf")).OrderBy(sql.Via(words, place))
	got, err := q.All(t.Context(), eng)
	if err != nil || fmt.Sprint(got) != "[(l, 1) (af, 2)]" {
		t.Errorf("%v\ngave %v, %v", q, got, err)
	}
	exec(t, eng, "CREATE TYPE pair AS (left_part TEXT, right_part TEXT)")
	exec(t, eng, "CREATE FUNCTION get_pair(n TEXT) RETURNS pair LANGUAGE sql AS $$ SELECT n, n || '!' $$")
	right := sql.Field[sql.String](sql.Func[sql.String]("get_pair", Nodes.Name), "right_part")
	if text, err := sql.Select1(right).Where(Nodes.ID.Eq(4)).One(t.Context(), eng); text != "leaf!" || err != nil {
		t.Errorf("the field is %q, %v", text, err)
	}
}

func TestWritesAsCommonTablesRun(t *testing.T) {
	eng := stocked(t, postgresql(t))
	made := sql.Returning2(sql.Insert(Nodes).Values(Nodes.Name.Set("made"), Nodes.Qty.Set(3)), Nodes.ID, Nodes.Name).CTE("made")
	name, err := sql.Select1(sql.Via(made, Nodes.Name)).One(t.Context(), eng)
	if name != "made" || err != nil {
		t.Errorf("the INSERT in front gave %q, %v", name, err)
	}
	gone := sql.Returning2(sql.Delete(Nodes).Where(Nodes.Name.Eq("leaf")), Nodes.ID, Nodes.Qty).CTE("gone")
	log := sql.Insert(Nodes).Values(Nodes.Name.Set("log")).CTE("log")
	moved := sql.Update(Nodes).With(log).From(gone).Set(sql.SetTo(Nodes.Qty, sql.Add(sql.Via(gone, Nodes.Qty), sql.Via(gone, Nodes.ID)))).Where(Nodes.Name.Eq("left"))
	if result, err := moved.Exec(t.Context(), eng); result.RowsAffected != 1 || err != nil {
		t.Errorf("gave %+v, %v", result, err)
	}
	rows, err := sql.Select2(Nodes.Name, Nodes.Qty).OrderBy(Nodes.Name).All(t.Context(), eng)
	if err != nil || fmt.Sprint(rows) != "[(left, 4) (log, 0) (made, 3) (right, 0) (root, 0)]" {
		t.Errorf("there are %v, %v", rows, err)
	}
}

func TestSetOperationsOfTextAndValuesRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		text := sql.Select2(Nodes.ID, Nodes.Name).FromText(sql.Text("SELECT name, id FROM nodes WHERE id < :most", sql.P{"most": 3}))
		q := text.Union(sql.Select2(Nodes.ID, Nodes.Name).FromText(sql.Text("SELECT name, id FROM nodes WHERE id = 4"))).OrderBy(sql.Labelled("id"))
		got, err := q.All(t.Context(), eng)
		if err != nil || fmt.Sprint(got) != "[(1, root) (2, left) (4, leaf)]" {
			t.Errorf("%v\ngave %v, %v", q, got, err)
		}
		if first, err := q.First(t.Context(), eng); err != nil || first.V2 != "root" {
			t.Errorf("the first is %v, %v", first, err)
		}
		id := sql.Column[sql.Number[int64]]("id")
		more := sql.Union(sql.Select1(Nodes.ID).Where(Nodes.ID.Lt(3)), sql.Values("", []sql.Expression{id}, []any{8}, []any{9}).Literal())
		numbers, err := more.OrderBy(sql.Labelled("id")).All(t.Context(), eng)
		if err != nil || !slices.Equal(numbers, []int64{1, 2, 8, 9}) {
			t.Errorf("%v\ngave %v, %v", more, numbers, err)
		}
	})
}

var keyed = schema.NewMetaData()

var Named = schema.DeclareIn[struct {
	schema.Declared
	_    schema.Name `orm:"named"`
	Code sql.String  `orm:",pk,size=20"`
	Text sql.String  `orm:",size=20"`
}](keyed)

func init() {
	Named.Table().Column("code").SetDefaultExpr(sql.Func[sql.String]("upper", sql.Val("code 1")))
}

func TestInsertedKeysOfAnyType(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		id, err := sql.InsertedKey(t.Context(), eng, sql.Insert(Nodes).Values(Nodes.Name.Set("new")), Nodes.ID)
		if id != 5 || err != nil {
			t.Errorf("the key of the database is %d, %v", id, err)
		}
		stated := sql.Insert(Nodes).Values(sql.SetTo(Nodes.ID, sql.Param[sql.Number[int64]]("id")), Nodes.Name.Set("stated")).Params(sql.P{"id": int64(77)})
		if id, err := sql.InsertedKey(t.Context(), eng, stated, Nodes.ID); id != 77 || err != nil {
			t.Errorf("the key of the program is %d, %v", id, err)
		}
		again, err := sql.InsertedKey(t.Context(), eng, sql.Insert(Nodes).Values(Nodes.Name.Set("new")).OnConflict(Nodes.Name).DoNothing(), Nodes.ID)
		if mariadb := strings.HasPrefix(url, "mysql"); mariadb && again != id || !mariadb && !errors.Is(err, sql.ErrNoResult) {
			t.Errorf("of a row that is there the key is %d, %v", again, err)
		}
		if _, err := sql.InsertedKey(t.Context(), eng, sql.Insert(Nodes).Values(Nodes.Name.Set("a")).Values(Nodes.Name.Set("b")), Nodes.ID); err == nil {
			t.Error("two rows have one key")
		}
		exec(t, eng, "CREATE TABLE named (code VARCHAR(20) NOT NULL PRIMARY KEY, text VARCHAR(20) NOT NULL)")
		code, err := sql.InsertedKey(t.Context(), eng, sql.Insert(Named).Values(Named.Text.Set("x")), Named.Code)
		if code != "CODE 1" || err != nil {
			t.Errorf("the key that an expression made is %q, %v", code, err)
		}
		if code, err := sql.InsertedKey(t.Context(), eng, sql.Insert(Named).Values(Named.Code.Set("mine"), Named.Text.Set("y")), Named.Code); code != "mine" || err != nil {
			t.Errorf("the key that the program stated is %q, %v", code, err)
		}
	})
}

func TestDefaultsAreGivenBack(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		made, err := sql.ReturningDefaults(sql.Insert(Nodes).Values(Nodes.Name.Set("new"))).One(t.Context(), eng)
		if err != nil || made.String() != "(id: 5, parent_id: NULL, qty: 0)" {
			t.Errorf("gave %v, %v", made, err)
		}
		if strings.HasPrefix(url, "mysql") || strings.HasPrefix(url, "mariadb") {
			return // an UPDATE gives nothing back there
		}
		changed, err := sql.ReturningDefaults(sql.Update(Nodes).Set(Nodes.Name.Set("newer"), sql.SetTo(Nodes.Qty, Nodes.Qty.Add(7))).Where(Nodes.ID.Eq(5))).One(t.Context(), eng)
		if qty, ok := changed.Get("qty"); err != nil || !ok || fmt.Sprint(qty) != "7" {
			t.Errorf("gave %v, %v", changed, err)
		}
		if _, err := sql.ReturningDefaults(sql.Update(Nodes).Set(Nodes.Name.Set("x")).Where(Nodes.ID.Eq(5))).One(t.Context(), eng); err == nil {
			t.Error("there is nothing to give back, and no error")
		}
	})
}

func TestQuotedNamesRun(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := open(t, url)
		own := schema.NewMetaData()
		plain := schema.New(own, "plain", schema.Quoted(), schema.Col("id", types.Integer, schema.PK(), schema.Quoted()), schema.Col("Size", types.Integer, schema.Unquoted()))
		if err := eng.CreateAll(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		size := sql.ColumnNamed[sql.Number[int64]](plain, "Size")
		if _, err := sql.Insert(plain).Values(size.Set(3)).Exec(t.Context(), eng); err != nil {
			t.Fatal(err)
		}
		if n, err := sql.Select1(size).One(t.Context(), eng); n != 3 || err != nil {
			t.Errorf("gave %d, %v", n, err)
		}
	})
}
