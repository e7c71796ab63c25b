package azoth_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var archive = schema.NewMetaData()

var Papers = schema.DeclareIn[struct {
	schema.Declared
	_    schema.Name       `orm:"papers"`
	ID   sql.Number[int64] `orm:",pk"`
	Data sql.NullJSON[any]
}](archive)

// archived is a database with two documents that are objects, one that is JSON's
// null, and none.
func archived(t *testing.T, url string) *azoth.Engine {
	t.Helper()
	eng := open(t, url)
	if err := eng.CreateAll(t.Context(), archive); err != nil {
		t.Fatal(err)
	}
	for i, document := range []any{
		types.JSONText(`{"name": "ed", "age": 31, "score": 1.5, "ok": true, "price": 9.99, "list": [1, {"deep": "x"}], "none": null, "it's": "q\"uote"}`),
		types.JSONText(`{"name": "wendy", "age": 20, "score": 0.5, "ok": false, "price": 12.5, "list": []}`),
		types.JSONNull,
		nil,
	} {
		if _, err := sql.Insert(Papers).Values(Papers.ID.Set(int64(i)+1), Papers.Data.Set(document)).Exec(t.Context(), eng); err != nil {
			t.Fatal(err)
		}
	}
	return eng
}

func TestPartsOfDocumentsAreCompared(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := archived(t, url)
		key := Papers.Data.Key
		for _, test := range []struct {
			p    sql.Predicate
			want []int64
		}{
			{key("name").AsString().Eq("ed"), []int64{1}},
			{key("name").AsText().Eq("wendy"), []int64{2}},
			{key("age").AsInteger().Gt(30), []int64{1}},
			{key("score").AsFloat().Lt(1), []int64{2}},
			{sql.Eq(key("ok").AsBoolean(), sql.True()), []int64{1}},
			{sql.Eq(key("ok").AsBoolean(), sql.False()), []int64{2}},
			{key("price").AsNumeric(10, 2).Gt(decimal.RequireFromString("9.98")), []int64{1, 2}},
			{Papers.Data.Path("list", 1, "deep").AsString().Eq("x"), []int64{1}},
			{key("list").At(0).AsInteger().Eq(1), []int64{1}},
			{key("list").At(1).Key("deep").AsText().Eq("x"), []int64{1}},
			{key("it's").AsString().Eq(`q"uote`), []int64{1}},
			{sql.JSONIndex(Papers.Data, sql.Val(path(eng, "name"))).AsString().Eq("ed"), []int64{1}},
			{sql.And(Papers.ID.Le(2), key("none").AsString().IsNull()), []int64{1, 2}},
			{sql.And(Papers.ID.Le(2), key("missing").IsNull()), []int64{1, 2}},
			{sql.And(Papers.ID.Le(2), key("name").IsNotNull()), []int64{1, 2}},
			{sql.And(Papers.ID.Le(2), key("none").IsNotNull()), []int64{1}},
			{Papers.Data.IsNull(), []int64{4}},
			{Papers.Data.Eq(types.JSONNull), []int64{3}},
		} {
			q := sql.Select1(Papers.ID).Where(test.p).OrderBy(Papers.ID)
			got, err := q.All(t.Context(), eng)
			wantAll(t, eng, q, got, err, test.want...)
		}
	})
}

// path is how a database calls a member of a document.
func path(eng *azoth.Engine, member string) string {
	if eng.Name() == "postgresql" {
		return member
	}
	return "$." + member
}

func TestPartsOfDocumentsAreGroupedAndWritten(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := archived(t, url)
		name := Papers.Data.Key("name").AsString()
		q := sql.Select2(name, sql.Count()).Where(Papers.ID.Le(2)).GroupBy(name).OrderBy(name.Desc())
		rows, err := q.All(t.Context(), eng)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, row := range rows {
			names = append(names, *row.V1)
		}
		if !slices.Equal(names, []string{"wendy", "ed"}) {
			t.Errorf("%v\ngave %v", q, names)
		}
		if _, err := sql.Update(Papers).Set(sql.SetTo(Papers.Data, Papers.Data.Key("list"))).Where(name.Eq("ed")).Exec(t.Context(), eng); err != nil {
			t.Fatal(err)
		}
		deep, err := sql.Select1(Papers.Data.Path(1, "deep").AsString()).Where(Papers.ID.Eq(1)).One(t.Context(), eng)
		if err != nil || deep == nil || *deep != "x" {
			t.Errorf("the list has become %v, %v", deep, err)
		}
	})
}

func TestPartsOfDocumentsAreAssignedTo(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := archived(t, url)
		_, err := sql.Update(Papers).Set(Papers.Data.Path("list", 1, "deep").Set("y")).Where(Papers.ID.Eq(1)).Exec(t.Context(), eng)
		if eng.Name() != "postgresql" {
			if err == nil {
				t.Error("a database without subscripts assigned to a part of a document")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		deep, err := sql.Select1(Papers.Data.Path("list", 1, "deep").AsString()).Where(Papers.ID.Eq(1)).One(t.Context(), eng)
		if err != nil || deep == nil || *deep != "y" {
			t.Errorf("the part has become %v, %v", deep, err)
		}
	})
}

func TestExpressionsWithParametersAreGroupedBy(t *testing.T) {
	everywhere(t, func(t *testing.T, url string) {
		eng := stocked(t, url)
		half := Nodes.ID.FloorDiv(2)
		q := sql.Select2(half, sql.Count()).Where(Nodes.ID.Ge(2)).GroupBy(half).OrderBy(half.Desc())
		rows, err := q.All(t.Context(), eng)
		wantAll(t, eng, q, rows, err, sql.Pair(int64(2), int64(1)), sql.Pair(int64(1), int64(2)))
	})
}
