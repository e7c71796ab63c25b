package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	part := func(name string) sql.JSONPart { return Documents.Data.Key(name) }
	where := func(p ...sql.Predicate) any { return sql.Select(Documents.ID).Where(p...) }
	register(cases{
		"json.index_string": func(golden) any { return sql.Select(part("title")) },
		"json.index_int":    func(golden) any { return sql.Select(Documents.Data.At(3)) },
		"json.index_path":   func(golden) any { return sql.Select(Documents.Data.Path("a", 0, "b")) },
		"json.as_string":    func(golden) any { return where(part("name").AsString().Eq("ed")) },
		"json.as_integer":   func(golden) any { return where(part("age").AsInteger().Gt(30)) },
		"json.as_float_boolean": func(golden) any {
			return where(part("score").AsFloat().Gt(1.5), sql.Eq(part("ok").AsBoolean(), sql.True()))
		},
		"json.as_numeric": func(golden) any { return where(part("price").AsNumeric(10, 2).Gt(dec("9.99"))) },
		"json.as_json":    func(golden) any { return sql.Select(sql.AsJSON[any](part("sub"))) },
		"json.untyped_compare_none": func(golden) any {
			a := part("a")
			return []any{a.IsNull(), a.IsNull(), a.AsString().IsNotNull(), a.Eq(types.JSONNull)}
		},
		"json.compare_json": func(golden) any {
			return []any{part("a").Eq(map[string]any{"x": 1}), Documents.Data.Eq([]int{1, 2})}
		},
		"json.cast_element": func(golden) any {
			return []any{sql.CastTo[sql.NullNumber[int64]](part("n"), types.Integer),
				sql.CastTo[sql.NullNumber[int64]](part("n").AsString(), types.Integer).Add(1)}
		},
		"json.dynamic_index": func(golden) any {
			return []any{sql.JSONIndex(Documents.Data, sql.Param[sql.String]("k", "title")), sql.JSONIndex(Documents.Data, Documents.Title),
				sql.JSONIndex(Documents.Data, sql.TextOf[sql.String]("'x'"))}
		},
		"json.order_group": func(golden) any {
			kind := part("kind").AsString()
			return sql.Select(kind, sql.Count()).GroupBy(kind).OrderBy(kind.Desc())
		},
		"json.update_element": func(golden) any {
			return sql.Update(Documents).Set(sql.SetTo(Documents.Meta, part("meta"))).Where(part("id").AsInteger().Eq(5))
		},
		"json.literal_binds_path": func(golden) any {
			return []any{part("it's").AsString().Eq("x"), Documents.Data.Path("a", 1).AsInteger().Eq(5), Documents.Data.At(2).AsFloat().Gt(1.5)}
		},
		"json.functions_untyped": func(golden) any {
			return sql.Select(sql.Func[sql.Value[any]]("json_extract", Documents.Data, sql.Val("$.a")),
				sql.Func[sql.NullNumber[int64]]("json_array_length", Documents.Data),
				sql.Func[sql.JSON[any]]("json_object", sql.Val("k"), Documents.ID).Key("k"))
		},
		"json.pg_json_operators": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_ schema.Name       `orm:"j"`
				J sql.NullJSON[any] `orm:"j,type=json"`
				B sql.NullJSON[any] `orm:"b,type=JSONB"`
			}](schema.NewMetaData())
			return []any{t.J.Key("a"), t.J.At(1), t.J.Key("a").AsText(), t.J.Path("a", "b"), t.J.Path("a", 1).AsText(),
				sql.CastTo[sql.NullNumber[int64]](t.J.Key("a").AsText(), types.Integer).Gt(5), t.B.Key("a").Key("b").AsText().Eq("x"),
				t.B.Path("a", "b").AsText().Eq("x")}
		},
		"json.pg_jsonb_contains": func(golden) any {
			j := PgItems.Data
			return []any{postgresql.Contains(j, sql.Literal[sql.JSON[any]](any(map[string]any{"a": 1}))),
				postgresql.ContainedBy(j, sql.Literal[sql.JSON[any]](any(map[string]any{"a": 1, "b": 2}))),
				postgresql.HasKey(j, "a"), postgresql.HasAnyKey(j, "a", "b"), postgresql.HasAllKeys(j, "a", "b")}
		},
		"json.pg_jsonb_subscript": func(golden) any {
			j := PgItems.Data
			return []any{j.Key("a"), j.At(0), j.Key("a").Key("b").AsString().Eq("x"),
				sql.Update(PgItems).Set(j.Key("k").Set(map[string]any{"n": 1})).Where(PgItems.ID.Eq(3))}
		},
		"json.mysql_json": func(golden) any {
			return sql.Select(sql.Func[sql.NullString]("json_unquote", sql.Func[sql.Value[any]]("json_extract", Documents.Data, sql.Val("$.a"))),
				part("a").AsString(), part("n").AsInteger(), part("d").AsNumeric(8, 2), part("f").AsFloat())
		},
		"json.none_as_null": func(golden) any {
			return []any{sql.Insert(Documents).Values(Documents.Data.Set(types.JSONNull)), sql.Insert(Documents).Values(Documents.Meta.Set(nil)),
				Documents.Data.IsNull(), Documents.Meta.IsNull()}
		},
	})
}
