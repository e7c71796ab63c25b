package sqlgolden

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// hasReturning are the databases whose UPDATE gives rows back.
func hasReturning(dialect string) bool {
	return dialect != "mysql" && dialect != "mariadb" && dialect != "sybase"
}

func init() {
	id, name := sql.Param[sql.Number[int64]]("id"), sql.Param[sql.String]("name")
	values := sql.P{"name": "ed", "nickname": "eddie"}
	register(cases{
		"insert.computed_column": func(golden) any {
			var t = schema.DeclareIn[struct {
				schema.Declared
				_     schema.Name           `orm:"t"`
				ID    sql.Number[int64]     `orm:"id,pk,type=integer"`
				A     sql.NullNumber[int64] `orm:"a,type=integer"`
				Twice sql.NullNumber[int64] `orm:"twice,type=integer,computed='a * 2'"`
			}](schema.NewMetaData())
			return sql.Insert(t).Values(t.A.Set(2))
		},
		"insert.no_values": func(golden) any {
			return sql.Insert(Keywords).Values(sql.SetTo(Keywords.ID, id), sql.SetTo(Keywords.Keyword, sql.Param[sql.String]("keyword"))).
				Params(sql.P{"id": int64(1), "keyword": "k"})
		},
		"insert.execute_keys": func(golden) any {
			return sql.Insert(Users).Values(sql.SetTo(Users.Name, name), sql.SetTo(Users.Nickname, sql.Param[sql.String]("nickname"))).Params(values)
		},
		"insert.execute_keys_with_default": func(golden) any {
			return sql.Insert(Orders).Values(sql.SetTo(Orders.UserID, sql.Param[sql.NullNumber[int64]]("user_id")),
				sql.SetTo(Orders.Total, sql.Param[sql.NullNumber[decimal.Decimal]]("total"))).Params(sql.P{"user_id": int64(1), "total": dec("2")})
		},
		"insert.sql_default": func(golden) any {
			t := schema.New(schema.NewMetaData(), "t", schema.Col("id", types.Integer, schema.PK()),
				schema.Col("a", types.Integer, schema.DefaultExpr(sql.Func[sql.Number[int64]]("my_seed"))),
				schema.Col("b", types.DateTime, schema.DefaultExpr(sql.Now())),
				schema.Col("c", types.String(5), schema.Default("'x'")))
			return sql.Insert(t).Values(sql.ColumnNamed[sql.String](t, "c").Set("y"))
		},
		"insert.callable_default": func(golden) any {
			t := schema.New(schema.NewMetaData(), "t", schema.Col("id", types.Integer, schema.PK()),
				schema.Col("code", types.String(8), schema.ClientDefault(func() any { return "abc" })), schema.Col("n", types.Integer))
			return sql.Insert(t).Values(sql.ColumnNamed[sql.Number[int64]](t, "n").Set(1))
		},
		"insert.sequence_pk":        func(golden) any { return sequenced() },
		"insert.sequence_pk_inline": func(golden) any { return sequenced().Inline() },
		"insert.from_values": func(golden) any {
			keyword := sql.Column[sql.String]("keyword")
			v := sql.Values("v", []sql.Expression{keyword}, []any{"a"}, []any{"b"})
			return sql.Insert(Keywords).FromQuery(sql.Select(sql.Via(v, keyword)), Keywords.Keyword)
		},
		"insert.return_defaults": func(g golden) any {
			ed := sql.Insert(Users).Values(Users.Name.Set("ed"))
			if g.dialect == "mysql" || g.dialect == "sybase" {
				return ed // which give no rows back
			}
			return sql.ReturningDefaults(ed)
		},
		"insert.implicit_returning_off": func(golden) any {
			t := schema.New(schema.NewMetaData(), "t", schema.Col("id", types.Integer, schema.PK()), schema.Col("a", types.Integer))
			return sql.Insert(t).Values(sql.ColumnNamed[sql.Number[int64]](t, "a").Set(1)).Inline()
		},
		"insert.mysql_on_duplicate_expression": func(golden) any {
			qty := sql.Coalesce(sql.Excluded(Items.Qty), sql.Literal[sql.Number[int64]](0))
			return sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Price.Set(dec("3")), Items.Qty.Set(1)).OnDuplicateKey(
				sql.SetTo(Items.Description, sql.Case(sql.When(sql.Gt(sql.Excluded(Items.Price), Items.Price), sql.Val("up"))).Else(sql.Val("down"))),
				sql.SetTo(Items.Qty, sql.Add(qty, Items.Qty)))
		},
		"insert.json_value": func(golden) any {
			return sql.Insert(Documents).Values(Documents.Title.Set("t"),
				Documents.Data.Set(map[string]any{"a": []any{1, 2, map[string]any{"b": nil}}}), Documents.Meta.Set(nil))
		},
		"insert.key_columns": func(golden) any {
			keyed := schema.DeclareIn[struct {
				schema.Declared
				_  schema.Name           `orm:"keyed"`
				ID sql.Number[int64]     `orm:"col_id,pk,type=integer"`
				A  sql.NullNumber[int64] `orm:"col_a,type=integer"`
			}](schema.NewMetaData())
			return sql.Returning2(sql.Insert(keyed).Values(keyed.A.Set(4)), keyed.ID, keyed.A)
		},
		"insert.uuid_default": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_  schema.Name           `orm:"t"`
				ID sql.Value[[16]byte]   `orm:"id,pk"`
				A  sql.NullNumber[int64] `orm:"a,type=integer"`
			}](schema.NewMetaData())
			return sql.Insert(t).Values(t.ID.Set(uuid0), t.A.Set(1))
		},
		"naming.schema_dml": func(golden) any {
			return []any{sql.Insert(Accounts).Values(Accounts.UserID.Set(1), Accounts.Balance.Set(dec("5.00"))).Inline(),
				sql.Update(Accounts).Set(sql.SetTo(Accounts.Balance, Accounts.Balance.Add(dec("1")))).Where(Accounts.ID.Eq(2)),
				sql.Delete(Accounts).Where(Accounts.UserID.Eq(3))}
		},
		"update.column_keys_dict": func(golden) any {
			return sql.Update(Items).Set(Items.Description.Set("d"), Items.Price.Set(dec("5"))).Where(Items.SKU.Eq("x"))
		},
		"update.execute_keys": func(golden) any {
			return sql.Update(Users).Set(sql.SetTo(Users.Name, name), sql.SetTo(Users.Nickname, sql.Param[sql.String]("nickname"))).
				Where(sql.Eq(Users.ID, id)).Params(sql.P{"name": "ed", "nickname": "eddie", "id": int64(5)})
		},
		"update.no_values": func(golden) any {
			return sql.Update(Keywords).Set(sql.SetTo(Keywords.ID, id), sql.SetTo(Keywords.Keyword, sql.Param[sql.String]("keyword"))).
				Everywhere().Params(sql.P{"id": int64(1), "keyword": "k"})
		},
		"update.expression": func(golden) any {
			return sql.Update(Items).Set(sql.SetTo(Items.Price, Items.Price.Mul(dec("1.1"))), sql.SetTo(Items.Qty, Items.Qty.Add(1))).Where(Items.ID.Eq(3))
		},
		"update.onupdate": func(golden) any { return sql.Update(Items).Set(Items.Qty.Set(0)).Everywhere() },
		"update.functions": func(golden) any {
			fullname := sql.Case(sql.When(Users.Fullname.IsNull(), sql.Literal[sql.NullString]("?"))).Else(Users.Fullname)
			return sql.Update(Users).Set(sql.SetTo(Users.Name, Users.Name.Lower()), sql.SetTo(Users.Fullname, fullname),
				sql.SetTo(Users.Nickname, sql.CastTo[sql.String](Users.ID, types.String(10)))).Everywhere()
		},
		"update.ordered_values": func(golden) any {
			return sql.Update(Items).Set(sql.SetTo(Items.Qty, Items.Qty.Add(1)), sql.SetTo(Items.Price, decimals(Items.Qty.Mul(2))), Items.SKU.Set("z")).Everywhere()
		},
		"update.from_subquery": func(golden) any {
			m := sql.Max(Orders.Total).As("m")
			s := sql.Select(Orders.UserID, m).GroupBy(Orders.UserID).Subquery("best")
			return sql.Update(Users).Set(sql.SetTo(Users.Nickname, sql.CastTo[sql.NullString](sql.Via(s, m), types.String(20)))).
				Where(sql.Eq(Users.ID, sql.Via(s, Orders.UserID)))
		},
		"update.multi_table_set": func(golden) any {
			return sql.Update(Users).From(Addresses).Set(Addresses.EmailAddress.Set("y"), Users.Nickname.Set("x")).Where(sql.Eq(Users.ID, Addresses.UserID))
		},
		"update.aliased_target": func(golden) any {
			u := sql.Aliased(Users, "u")
			return sql.Update(u).Set(sql.Via(u, Users.Name).Set("x")).Where(sql.Via(u, Users.ID).Eq(1))
		},
		"update.returning_expression": func(golden) any {
			return []any{
				sql.Returning2(sql.Update(Items).Set(Items.Qty.Set(1)).Everywhere(), sql.Mul(Items.Price, decimals(Items.Qty)), Items.SKU.Lower().As("s")),
				sql.ReturningRow(sql.Update(Keywords).Set(Keywords.Keyword.Set("k")).Everywhere(), sql.AllColumns(Keywords))}
		},
		"update.return_defaults": func(g golden) any {
			update := sql.Update(Items).Set(Items.Qty.Set(2)).Where(Items.ID.Eq(1))
			if !hasReturning(g.dialect) {
				return update
			}
			return sql.ReturningDefaults(update)
		},
		"update.literal_column_value": func(golden) any {
			return sql.Update(Items).Set(sql.SetTo(Items.Description, text("upper(description)")), Items.Weight.SetNull(),
				sql.SetTo(Items.Qty, number("qty + 1"))).Everywhere()
		},
		"delete.aliased_target": func(golden) any {
			u := sql.Aliased(Users, "u")
			return sql.Delete(u).Where(sql.Via(u, Users.ID).Eq(1))
		},
	})
}

// sequenced is an INSERT into a table whose key is drawn from a sequence.
func sequenced() sql.InsertBuilder {
	t := schema.DeclareIn[struct {
		schema.Declared
		_  schema.Name           `orm:"t"`
		ID sql.Number[int64]     `orm:"id,pk,type=integer,sequence=t_id_seq"`
		A  sql.NullNumber[int64] `orm:"a,type=integer"`
	}](schema.NewMetaData())
	return sql.Insert(t).Values(t.A.Set(1))
}
