package sqlgolden

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/postgresql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	counted := sql.Column[sql.Number[int64]]
	one, five := sql.Val(int64(1)), sql.Val(int64(5))
	register(cases{
		"postgresql.array_any_all": func(golden) any {
			return []any{sql.Eq(five, sql.Any(PgItems.Scores)), sql.Lt(five, sql.All(PgItems.Scores)),
				sql.Eq(five, sql.Any(PgItems.Scores)), sql.Le(five, sql.All(PgItems.Scores))}
		},
		"postgresql.array_contains": func(golden) any {
			return []any{PgItems.Tags.Contains("a", "b"), PgItems.Tags.ContainedBy("a"), PgItems.Tags.Overlaps("x", "y"),
				postgresql.Contains(PgItems.Tags, sql.ArrayOf(sql.Val("a"))), postgresql.Overlaps(PgItems.Tags, PgItems.Tags)}
		},
		"postgresql.array_index_slice": func(golden) any {
			return []any{PgItems.Scores.At(1), PgItems.Scores.Slice(2, 4), sql.Element[sql.NullNumber[int64]](PgItems.Matrix, 1, 2),
				PgItems.Tags.At(1).Eq("x"), PgItems.Matrix.Slice(1, 2)}
		},
		"postgresql.array_literal": func(golden) any {
			two, three, four := sql.Val(int64(2)), sql.Val(int64(3)), sql.Val(int64(4))
			return []any{sql.ArrayOf(one, two, three), sql.ArrayOf[int64](Users.ID, Users.ID.Add(1)),
				sql.ArrayOf[[]int64](sql.ArrayOf(one, two), sql.ArrayOf(three, four)),
				postgresql.Concat(sql.ArrayOf(sql.Val("a")), sql.ArrayOf(sql.Val("b"))), sql.ArrayOf(one, two).At(1)}
		},
		"postgresql.array_empty": func(golden) any {
			return []any{sql.ArrayOf[int32](), sql.CastTo[sql.Array[int32]](sql.ArrayOf[int32](), types.Array(types.Integer)), PgItems.Tags.Eq([]string{})}
		},
		"postgresql.array_values": func(golden) any {
			return []any{
				sql.Insert(PgItems).Values(PgItems.Tags.Set([]string{"a", "b"}), PgItems.Scores.Set([]int64{1, 2}), PgItems.Matrix.Set([][]int64{{1}, {2}})),
				sql.Update(PgItems).Set(sql.SetTo(PgItems.Tags, PgItems.Tags.Append("c"))).Where(PgItems.Scores.Eq([]int64{1, 2})),
				sql.Update(PgItems).Set(PgItems.Scores.At(1).Set(7)).Everywhere(),
			}
		},
		"postgresql.any_of_list": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Eq(Users.ID, sql.Any(sql.ArrayOf(one, sql.Val(int64(2)), sql.Val(int64(3))))),
				sql.Eq(Users.Name, sql.Func[sql.String]("any", sql.ArrayOf(sql.Val("a")))))
		},
		"postgresql.distinct_on": func(golden) any {
			return sql.Select(Orders.UserID, Orders.Total).DistinctOn(Orders.UserID).OrderBy(Orders.UserID, Orders.Total.Desc())
		},
		"postgresql.distinct_on_ext": func(golden) any {
			return sql.Select(Orders.ID).DistinctOn(Orders.UserID, sql.Lower(Orders.Status)).OrderBy(Orders.UserID)
		},
		"postgresql.range_operators": func(golden) any {
			r := PgItems.IntRange
			return []any{postgresql.Has(r, five), postgresql.ContainedBy(r, r), postgresql.Overlaps(r, r), postgresql.Before(r, r),
				postgresql.After(r, r), postgresql.NotRightOf(r, r), postgresql.NotLeftOf(r, r), postgresql.Adjacent(r, r),
				postgresql.Join(r, r), postgresql.Intersection(r, r), postgresql.Difference(r, r)}
		},
		"postgresql.range_values": func(golden) any {
			low, high := dec("1.5"), dec("9")
			prices := postgresql.Range[decimal.Decimal]{Lower: &low, Upper: &high, Bounds: "[]"}
			return []any{PgItems.IntRange.Eq(postgresql.Between[int64](1, 5)),
				postgresql.Contains(PgItems.IntRange, sql.Val(postgresql.Between[int64](2, 3))),
				postgresql.Overlaps(PgItems.Days, sql.Val(postgresql.From(date0))),
				postgresql.ContainedBy(PgItems.PriceRange, sql.Val(prices)),
				PgItems.Period.Eq(postgresql.Range[time.Time]{Empty: true})}
		},
		"postgresql.tsvector_match": func(golden) any {
			return []any{postgresql.Matches(PgItems.Tsv, postgresql.ToTSQuery("", sql.Val("a & b"))), PgItems.Body.Match("cat & dog"),
				PgItems.Body.Match("cats", sql.MatchConfiguration("english")),
				postgresql.Matches(postgresql.ToTSVector("english", PgItems.Body), postgresql.PlainToTSQuery("", sql.Val("x"))),
				sql.Match(sql.Val("b"), nil, postgresql.ToTSVector("", sql.Val("a")))}
		},
		"postgresql.ilike_regex": func(golden) any {
			return []any{Users.Name.ILike("a%"), sql.Not(Users.Name.ILikeEscape("a%", "#")), Users.Name.RegexpMatch("^a"),
				Users.Name.RegexpMatch("^a", "i"), sql.Not(Users.Name.RegexpMatch("^a", "i")), Users.Name.RegexpMatch("^a", "ix"),
				Users.Name.RegexpReplace("a", "b", "g"), sql.Op[sql.Bool](Users.Name, "~", sql.Val("x"))}
		},
		"postgresql.hstore": func(golden) any {
			h, text := PgItems.Attrs, "1"
			a1 := sql.Val(postgresql.HStore{"a": &text})
			return []any{postgresql.Key(h, "k").Eq("v"), postgresql.HasKey(h, "k"), postgresql.HasAnyKey(h, "a", "b"), postgresql.HasAllKeys(h, "a"),
				postgresql.Contains(h, a1), postgresql.ContainedBy(h, a1), postgresql.Defined(h, "k"), postgresql.Without(h, "k"),
				postgresql.Merge(h, postgresql.Pair(sql.Val("x"), sql.Val("y"))), postgresql.Keys(h), postgresql.Texts(h), postgresql.Slice(h, "a")}
		},
		"postgresql.inet": func(golden) any {
			return sql.Select(PgItems.ID).Where(sql.Op[sql.Bool](PgItems.Addr, "<<=", sql.Val("10.0.0.0/8")),
				sql.Eq(sql.CastTo[sql.String](sql.Val("10.0.0.1"), types.Named("INET")), PgItems.Addr))
		},
		"postgresql.cast_types": func(golden) any {
			return []any{sql.CastTo[sql.Value[[16]byte]](sql.Val("x"), types.UUID), sql.CastTo[sql.JSON[any]](sql.Val("{}"), types.Lossless(types.JSON)),
				sql.CastTo[sql.String](Users.Name, types.Named("REGCLASS")), sql.CastTo[sql.Duration](sql.Val("1 day"), types.Interval),
				sql.CastTo[sql.Array[string]](sql.Literal[sql.Array[string]]([]string{"a"}), types.Array(types.Text)),
				sql.CastTo[sql.String](Users.ID, types.Named("BIT(8)")),
				sql.CastTo[sql.Value[postgresql.Range[int32]]](sql.Val("1,2"), types.Named("INT4RANGE"))}
		},
		"postgresql.interval_functions": func(golden) any {
			zero := sql.Val(0)
			return []any{sql.Minus(Users.CreatedAt, sql.Func[sql.Duration]("make_interval", zero, zero, zero, sql.Val(3))),
				sql.Func[sql.NullTime]("date_trunc", sql.Val("month"), Users.CreatedAt),
				sql.Minus(sql.Now(), sql.CastTo[sql.Duration](sql.Val("1 day"), types.Interval)), sql.Func[sql.NullDuration]("age", Users.CreatedAt),
				sql.Extract(sql.Epoch, sql.Since(sql.Now(), Users.CreatedAt)).Div(60), Users.CreatedAt.Plus(24 * time.Hour)}
		},
		"postgresql.aggregate_functions": func(golden) any {
			return sql.Select(sql.OrderedBy(sql.Func[sql.NullString]("string_agg", Users.Name, sql.Val(",")), Users.Name.Desc()),
				sql.Filter(sql.OrderedBy(sql.ArrayAgg(Users.ID), Users.ID), Users.ID.Gt(5)), sql.Func[sql.NullBool]("bool_and", Orders.Paid))
		},
		"postgresql.generate_series": func(golden) any {
			n, x, i := counted("n"), sql.Column[sql.String]("x"), counted("i")
			s := sql.TableOf(sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(10), sql.Val(2)), n).As("s")
			u := sql.TableOf(sql.Func[sql.String]("unnest", sql.ArrayOf(sql.Val("a"), sql.Val("b"))), x).WithOrdinality(i).As("u").Listed()
			return sql.Select(sql.Via(s, n), sql.Via(u, x), sql.Via(u, i)).Where(sql.Eq(sql.Via(s, n), sql.Via(u, i)))
		},
		"postgresql.jsonb_to_recordset": func(golden) any {
			a, b := sql.ColumnTo[sql.NullNumber[int64]]("a", types.Integer), sql.ColumnTo[sql.NullString]("b", types.Text)
			r := sql.TableOf(sql.Func[sql.Value[any]]("jsonb_to_recordset", PgItems.Data), a, b).As("r").ListedTypes()
			return sql.Select(sql.Via(r, a), sql.Via(r, b)).Where(sql.Via(r, a).Gt(1))
		},
		"postgresql.for_update_key": func(golden) any {
			return []any{sql.Select(Users.ID).ForUpdate(sql.Of(Users), sql.SkipLocked), sql.Select(Users.ID).ForShare(sql.KeyOnly, sql.NoWait),
				sql.Select(Users.ID, Orders.ID).From(Users).Join(Orders).ForUpdate(sql.KeyOnly, sql.Of(Users, Orders))}
		},
		"postgresql.only_hint": func(golden) any {
			return []any{sql.Select(Users.ID).Hint(Users, "ONLY", "postgresql"),
				sql.Update(Users).Set(Users.Name.Set("x")).Hint("ONLY", "postgresql").Everywhere(), sql.Delete(Users).Hint("ONLY", "postgresql").Everywhere()}
		},
		"postgresql.update_from_values": func(golden) any {
			id, n := counted("id"), sql.Column[sql.String]("n")
			v := sql.Values2("v", id, n, sql.Pair(int64(1), "a"), sql.Pair(int64(2), "b"))
			return sql.Returning2(sql.Update(Users).Set(sql.SetTo(Users.Name, sql.Via(v, n))).Where(sql.Eq(Users.ID, sql.Via(v, id))),
				Users.ID, sql.Via(v, n))
		},
		"postgresql.identity_overriding": func(golden) any {
			standard := sql.TextOf[sql.Number[int64]]("DEFAULT")
			return []any{sql.Insert(Users).Values(Users.Name.Set("x"), sql.SetTo(Users.ID, standard)), sql.Insert(Keywords),
				sql.Insert(Items).Values(sql.SetTo(Items.Qty, standard), Items.SKU.Set("x"), Items.Price.Set(dec("0")))}
		},
		"postgresql.enum_cast": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_ schema.Name    `orm:"t"`
				X sql.NullString `orm:"x,type=AB"`
			}](schema.NewMetaData())
			return []any{t.X.Eq("a"), t.X.In("a", "b"), sql.CastTo[sql.String](sql.Val("a"), types.Named("ab")),
				sql.CastTo[sql.String](t.X, types.Text).Eq("b"), sql.Insert(t).Values(t.X.Set("b"))}
		},
		"postgresql.collate_schema": func(golden) any {
			return []any{Users.Name.Collate("de_DE"), Users.Name.Collate("C").Lt("x"), sql.Func[sql.String]("pg_catalog.lower", Users.Name),
				sql.Select(Users.ID).OrderBy(Users.Name.Collate("und-x-icu").Desc().NullsLast())}
		},
		"postgresql.arithmetic": func(golden) any {
			return []any{Items.Qty.Div(3), Items.Qty.FloorDiv(3), sql.Pow(Items.Price, sql.Val(dec("2"))),
				sql.Div(sql.CastTo[sql.Number[float64]](Items.Qty, types.Float), sql.Literal[sql.Number[int64]](3)), sql.Pow(sql.Literal[sql.Number[int64]](2), Items.Qty)}
		},
		"postgresql.lateral_unnest": func(golden) any {
			tag := sql.Column[sql.String]("tag")
			t := sql.TableOf(sql.Func[sql.String]("unnest", PgItems.Tags), tag).As("t").Lateral()
			return sql.Select(PgItems.ID, sql.Via(t, tag)).From(PgItems).Join(t, sql.True()).Where(sql.Via(t, tag).NotEq("x"))
		},
	})
}
