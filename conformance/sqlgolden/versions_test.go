package sqlgolden

import (
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	ids := sql.Select(Users.ID).OrderBy(Users.ID)
	x := sql.Select(Users.ID).Where(Users.Name.Eq("x")).OrderBy(Users.ID)
	register(cases{
		"versions.oracle_11_limit": func(golden) any {
			return []any{sql.Select(Users.ID, Users.Name).OrderBy(Users.ID).Limit(10), ids.Offset(5), x.Limit(10).Offset(20)}
		},
		"versions.oracle_offset_fetch_off": func(golden) any {
			return sql.Select(Users.ID).OrderBy(Users.Name).Limit(3).Offset(1)
		},
		"versions.oracle_non_ansi_joins": func(golden) any {
			return []any{sql.Select(Users.ID, Addresses.ID).From(Users).Join(Addresses),
				sql.Select(Users.ID, Orders.ID).From(Users).OuterJoin(Orders),
				sql.Select(Users.ID).From(Users).OuterJoin(Orders).OuterJoin(OrderItems).Where(Users.Name.Eq("x"))}
		},
		"versions.oracle_11_identity": func(golden) any {
			return []any{
				schema.CreateTable(table("t", integerColumn("id", schema.Identity(), schema.PK()),
					schema.Col("flag", types.Boolean), schema.Col("j", types.String(20)))),
				sql.Select(LongNames.ID).TableLabels(),
			}
		},
		"versions.oracle_23": func(golden) any {
			return []any{
				schema.CreateTable(table("t", schema.Col("flag", types.Boolean), schema.Col("j", types.JSON))),
				sql.Select(Orders.ID).Where(Orders.Paid), sql.Select(Orders.ID).Where(sql.Not(Orders.Paid)),
				sql.Select(Documents.Data.Key("a").AsString(), Documents.Data.Key("n").AsInteger()),
			}
		},
		"versions.oracle_nchar": func(golden) any {
			return schema.CreateTable(table("t", schema.Col("a", types.Unicode(20)), schema.Col("b", types.UnicodeText), schema.Col("c", types.String(5))))
		},
		"versions.mssql_2008_types": func(golden) any {
			return schema.CreateTable(table("t", schema.Col("a", types.Text), schema.Col("b", types.UnicodeText), schema.Col("c", types.Bytes),
				schema.Col("d", types.DateOnly), schema.Col("e", types.TimeOnly), schema.Col("f", types.DateTime)))
		},
		"versions.mysql_57": func(golden) any {
			return []any{
				sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Price.Set(dec("3"))).OnDuplicateKey(Items.Price.SetExcluded()),
				sql.Select(Users.ID).ForShare(sql.NoWait, sql.Of(Users)),
				sql.CastTo[sql.Number[float64]](Users.ID, types.Float),
				schema.CreateTable(table("t", schema.Col("d", types.DateTime, schema.ServerDefault(sql.Now())))),
			}
		},
		"versions.postgresql_18_computed": func(golden) any {
			return createAll(
				table("t", integerColumn("a"), integerColumn("b", schema.Computed("a * 2", schema.Virtual))),
				table("u", integerColumn("a"), integerColumn("b", schema.Computed("a * 2"))))
		},
		"versions.postgresql_91": func(golden) any {
			v := table("v", integerColumn("a"), schema.Index("a").Named("i").With(postgresql.IndexOptions{Concurrently: true}))
			a := PgItems.Data.Key("a")
			return []any{
				a, a.Key("b").AsText(),
				schema.CreateTable(table("t", schema.Col("id", types.SmallInteger, schema.PK()))),
				schema.CreateTable(table("u", integerColumn("id", schema.Identity(), schema.PK()))),
				schema.DropIndex(v.Index("i")),
			}
		},
		"versions.mssql_2008_limit": func(golden) any {
			return []any{ids.Limit(5), sql.Select(Users.ID, Users.Name).Where(Users.Name.Eq("x")).OrderBy(Users.ID).Limit(5).Offset(10),
				sql.Select(Users.ID).OrderBy(Users.Name.Desc()).Offset(3)}
		},
	})
}
