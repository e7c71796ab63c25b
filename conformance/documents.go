package conformance

import (
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var documentCases = []Case{
	{Name: "json/round-trip", Needs: []Capability{JSON}, run: jsonRoundTrip},
	{Name: "json/null", Needs: []Capability{JSON}, run: jsonNull},
	{Name: "json/parts", Needs: []Capability{JSON, JSONParts}, run: jsonParts},
	{Name: "json/compare", Needs: []Capability{JSON, JSONParts}, run: jsonCompare},
	{Name: "json/structs", Needs: []Capability{JSON}, run: jsonStructs},
}

type object = map[string]any

func jsonRoundTrip(t *trial) {
	table := t.created("documents", key(), schema.Col("doc", types.JSON))
	id, doc := number(table, "id"), column[sql.JSON[any]](table, "doc")
	samples := []any{
		object{}, []any{}, object{"key1": "value1", "key2": "value2"}, object{"key1": object{"key2": object{"n": 5.5, "list": []any{"one", "two", nil, true}}}},
		[]any{"a", 1.5, false}, object{"key": "it's \"quoted\" \\ 100%", "größe": "日本語 😀"}, object{"data": strings.Repeat("large ", 2500)}, "text", 42.5, true,
	}
	for i, v := range samples {
		t.insert(table, row(id.Set(int64(2*i)), doc.Set(v)))
		err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
			t.execInline(tx, sql.Insert(table).Values(id.Set(int64(2*i+1)), doc.Set(v)))
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		gives(t, "a document, as a parameter and as a literal", sql.Select1(doc).OrderBy(id.Asc()).Where(id.In(int64(2*i), int64(2*i+1))), v, v)
	}
}

// NULL of the column is not the null of a document.
func jsonNull(t *trial) {
	table := t.created("documents", key(), schema.Col("doc", types.JSON))
	id, doc := number(table, "id"), column[sql.NullJSON[any]](table, "doc")
	t.insert(table, row(id.Set(1), doc.SetNull()), row(id.Set(2), column[sql.NullJSON[types.JSONText]](table, "doc").Set(types.JSONNull)))
	ids := sql.Select1(id).OrderBy(id.Asc())
	gives(t, "NULL", ids.Where(doc.IsNull()), 1)
	gives(t, "null", ids.Where(doc.IsNotNull()), 2)
}

func jsonParts(t *trial) {
	table := t.created("documents", key(), schema.Col("doc", types.JSON))
	id, doc := number(table, "id"), column[sql.JSON[object]](table, "doc")
	t.insert(table, row(id.Set(1), doc.Set(object{"text": "some text", "n": 5, "price": 15.5, "flag": true, "none": nil,
		"deep": object{"list": []any{10, 20, object{"x": "é"}}}, "a key with 'quotes' and \"more\"": 7})),
		row(id.Set(2), doc.Set(object{"text": "other", "n": 7, "flag": false})))
	one := id.Eq(1)
	gives(t, "a text", sql.Select1(doc.Key("text").AsString()).Where(one), pointer("some text"))
	gives(t, "an integer", sql.Select1(doc.Key("n").AsInteger()).Where(one), pointer(int64(5)))
	gives(t, "a float", sql.Select1(doc.Key("price").AsFloat()).Where(one), pointer(15.5))
	gives(t, "a boolean", sql.Select1(doc.Key("flag").AsBoolean()).OrderBy(id.Asc()), pointer(true), pointer(false))
	gives(t, "an element by a path", sql.Select1(doc.Path("deep", "list", 1).AsInteger()).Where(one), pointer(int64(20)))
	gives(t, "deeper", sql.Select1(doc.Path("deep", "list", 2, "x").AsString()).Where(one), pointer("é"))
	gives(t, "what is not there", sql.Select1(doc.Key("nothing").AsString()).Where(one), nil)
	gives(t, "a difficult key", sql.Select1(doc.Key("a key with 'quotes' and \"more\"").AsInteger()).Where(one), pointer(int64(7)))
}

func jsonCompare(t *trial) {
	table := t.created("documents", key(), schema.Col("doc", types.JSON))
	id, doc := number(table, "id"), column[sql.JSON[object]](table, "doc")
	t.insert(table, row(id.Set(1), doc.Set(object{"s": "x", "n": 5, "f": 1.5, "b": true})), row(id.Set(2), doc.Set(object{"s": "y", "n": 15, "f": 2.5, "b": false})))
	ids := sql.Select1(id).OrderBy(id.Asc())
	gives(t, "a text", ids.Where(doc.Key("s").AsString().Eq("y")), 2)
	gives(t, "a list of texts", ids.Where(doc.Key("s").AsString().In("x", "y")), 1, 2)
	gives(t, "an integer", ids.Where(doc.Key("n").AsInteger().Gt(7)), 2)
	gives(t, "a float", ids.Where(doc.Key("f").AsFloat().Lt(2)), 1)
	gives(t, "a boolean", ids.Where(doc.Key("b").AsBoolean().Eq(true)), 1)
	gives(t, "ordered by a part", sql.Select1(id).OrderBy(doc.Key("n").AsInteger().Desc()), 2, 1)
}

func jsonStructs(t *trial) {
	type settings struct {
		Theme string   `json:"theme"`
		Sizes []int    `json:"sizes"`
		Next  *float64 `json:"next,omitempty"`
	}
	h := hold[settings](t, types.JSON)
	h.keeps(settings{Theme: "dark", Sizes: []int{1, 2}, Next: pointer(1.5)}, settings{})
}
