package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// named is a table of integers.
func named(table string, columns ...string) *schema.Table {
	items := make([]schema.Item, len(columns))
	for i, name := range columns {
		items[i] = schema.Col(name, types.Integer)
	}
	return schema.New(schema.NewMetaData(), table, items...)
}

func init() {
	register(cases{
		"naming.metadata_schema": func(golden) any {
			own := schema.NewMetaData(schema.DefaultSchema("main_s"))
			a := schema.New(own, "a", integerColumn("id", schema.PK()))
			b := schema.New(own, "b", integerColumn("id", schema.PK()), integerColumn("a_id", schema.References("main_s.a.id")), schema.InSchema("other"))
			return sql.Select(sql.ColumnNamed[sql.Number[int64]](a, "id"), sql.ColumnNamed[sql.Number[int64]](b, "id")).From(a).Join(b)
		},
		"naming.schema_select": func(golden) any { return sql.Select(sql.AllColumns(Accounts)).Where(Accounts.Balance.Gt(dec("0"))) },
		"naming.schema_alias": func(golden) any {
			a := sql.Aliased(Accounts, "acc")
			return sql.Select(sql.Via(a, Accounts.ID)).Where(sql.Via(a, Accounts.UserID).Eq(1))
		},
		"naming.schema_anonymous_alias": func(golden) any {
			a := sql.Aliased(Accounts, "")
			return sql.Select(sql.Via(a, Accounts.ID), Accounts.ID).Where(sql.Eq(sql.Via(a, Accounts.ID), Accounts.ID))
		},
		"naming.schema_label_style": func(golden) any { return sql.Select(Accounts.ID, Accounts.Balance).TableLabels() },
		"naming.schema_translate_ddl": func(golden) any {
			return []any{schema.CreateTable(Accounts.Table()), schema.CreateTable(Keywords.Table()), schema.DropTable(Entries.Table())}
		},
		"naming.schema_translate": func(golden) any {
			return sql.Select(Users.Name, Accounts.Balance).From(Users).Join(Accounts).Where(Accounts.Balance.Gt(dec("5")))
		},
		"naming.schema_translate_alias": func(golden) any {
			u := sql.Aliased(Users, "u")
			c := sql.Select(Orders.UserID).CTE("c")
			id := sql.Via(u, Users.ID)
			return sql.Select(id).Where(sql.In(id, sql.AsSet(sql.Select1(sql.Via(c, Orders.UserID)))),
				sql.Exists(sql.Select1(number("*")).Where(sql.Eq(Addresses.UserID, id))))
		},
		"naming.reserved_table": func(golden) any { return sql.Select(sql.AllColumns(OrderTable)).Where(OrderTable.From.Gt(3)) },
		"naming.reserved_bind_names": func(golden) any {
			return sql.Select(OrderTable.ID).Where(OrderTable.Select.Eq("a"), OrderTable.WithSpace.Eq(1), OrderTable.MixedCase.Eq("b"))
		},
		"naming.reserved_auto_join": func(golden) any {
			return sql.Select(UserTable.ID, OrderTable.WithSpace).From(UserTable).Join(OrderTable)
		},
		"naming.reserved_insert": func(golden) any {
			return sql.Insert(OrderTable).Values(OrderTable.ID.Set(1), OrderTable.Select.Set("a"), OrderTable.From.Set(2),
				OrderTable.MixedCase.Set("b"), OrderTable.WithSpace.Set(3), OrderTable.LowerOk.Set(4))
		},
		"naming.reserved_update": func(golden) any {
			return sql.Update(SelectTable).Set(SelectTable.Where.Set("x")).Where(SelectTable.Id.Eq(5))
		},
		"naming.reserved_label_style": func(golden) any {
			return sql.Select(OrderTable.ID, OrderTable.Select, UserTable.Group).TableLabels()
		},
		"naming.label_length_option": func(golden) any {
			return sql.Select(Addresses.ID, Addresses.EmailAddress).Where(Addresses.EmailAddress.Eq("x")).TableLabels()
		},
		"naming.max_identifier_option": func(golden) any {
			return sql.Select(ContactDetails.PhoneNumber, ContactDetails.Address).Where(ContactDetails.PhoneNumber.Eq("1")).TableLabels()
		},
		"naming.alias_name_quoted": func(golden) any {
			u, o := sql.Aliased(Users, "My Users"), sql.Aliased(Orders, "Order")
			return sql.Select(sql.Via(u, Users.ID), sql.Via(o, Orders.ID)).Where(sql.Eq(sql.Via(u, Users.ID), sql.Via(o, Orders.UserID)))
		},
		"naming.schema_dotted": func(golden) any {
			id := sql.Column[sql.Number[int64]]("id")
			t1, t2 := sql.LightTableIn("MyDb.dbo", "t", id), sql.LightTableIn("Mixed", "t", id)
			return []any{sql.Select(sql.Via(t1, id)), sql.Select(sql.Via(t2, id)), sql.Select(sql.Via(sql.Aliased(t1, ""), id))}
		},
		"naming.reserved_words_many": func(golden) any {
			return sql.Select(sql.AllColumns(named("data", "end", "value", "level", "size", "number", "date", "rank", "row", "rows", "system", "window",
				"limit", "offset", "analyze", "check", "desc", "user", "time", "text", "comment", "index", "key", "primary", "lateral", "current_date")))
		},
		"naming.special_characters": func(golden) any {
			return sql.Select(sql.AllColumns(named("my table", "a-b", "c.d", "1st", "_lead", "$cash", "pct%", "q?")))
		},
		"naming.special_bind_names": func(golden) any {
			t := named("t", "a-b", "c.d", "x:y", "p(q)", "m%n")
			c := func(name string) sql.NullNumber[int64] { return sql.ColumnNamed[sql.NullNumber[int64]](t, name) }
			return sql.Select(c("a-b")).Where(c("a-b").Eq(1), c("c.d").Eq(2), c("x:y").In(3, 4), c("p(q)").Eq(5), c("m%n").Eq(6))
		},
		"naming.uppercase_names": func(golden) any {
			t := named("UPPER_T", "ID", "MixedCol", "lower_col")
			return sql.Select(sql.AllColumns(t)).Where(sql.ColumnNamed[sql.NullNumber[int64]](t, "ID").Eq(1))
		},
		"naming.quote_flag": func(golden) any {
			t := schema.New(schema.NewMetaData(), "plain", schema.Quoted(),
				schema.Col("a", types.Integer, schema.Quoted()), schema.Col("Order", types.Integer, schema.Unquoted()))
			return sql.Select(sql.AllColumns(t))
		},
		"naming.unicode_names": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_    schema.Name           `orm:"straße"`
				Size sql.NullNumber[int64] `orm:"größe,type=integer"`
				Name sql.NullString        `orm:"名前,size=10"`
			}](schema.NewMetaData())
			return sql.Select(sql.AllColumns(t)).Where(t.Size.Gt(3))
		},
		"naming.label_truncation": func(golden) any { return sql.Select(sql.AllColumns(LongNames)).TableLabels() },
		"naming.label_truncation_alias": func(golden) any {
			return sql.Select(sql.AllColumns(sql.Select(sql.AllColumns(sql.Aliased(LongNames, ""))).TableLabels().Subquery("")))
		},
		"naming.bind_truncation": func(golden) any {
			return sql.Select(LongNames.ID).Where(LongNames.First.Eq(1), LongNames.Second.In(2, 3))
		},
		"fromclause.text_statement": func(golden) any {
			return sql.FromText[int64](Users.ID, sql.Text("select * from users where id = :id and name = :name", sql.P{"id": int64(5), "name": "ed"}))
		},
		"fromclause.text_in_where": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Text("users.id > :low", sql.P{"low": int64(4)}), Users.Name.Eq("x"))
		},
		"fromclause.text_order_by": func(golden) any { return sql.Select(Users.ID).OrderBy(sql.Text("name desc"), sql.Text("id")) },
		"fromclause.select_from_subquery": func(golden) any {
			return sql.Select(sql.Count()).From(sql.Select(Orders.UserID).Subquery("s"))
		},
		"fromclause.prefix": func(golden) any { return sql.Select(Users.ID).Prefix("HIGH_PRIORITY").Prefix("SQL_NO_CACHE") },
		"fromclause.prefix_dialect": func(golden) any {
			return sql.Select(Users.ID).Prefix("STRAIGHT_JOIN", "mysql").Prefix("/*+ ALL_ROWS */", "oracle")
		},
		"fromclause.suffix": func(golden) any {
			return sql.Select(Users.ID).Where(Users.ID.Gt(3)).OrderBy(Users.ID).Suffix("OPTION (FAST 10)", "mssql").Suffix("-- end")
		},
		"fromclause.hint": func(golden) any {
			return sql.Select(Users.ID).Hint(Users, "WITH (NOLOCK)", "mssql").Hint(Users, "USE INDEX (ix_name)", "mysql").Hint(Users, "INDEX(%(name)s ix_name)", "oracle")
		},
		"fromclause.statement_hint": func(golden) any {
			return sql.Select(Users.ID).Where(Users.ID.Eq(3)).StatementHint("OPTION (RECOMPILE)", "mssql").StatementHint("/* any */")
		},
		"fromclause.hint_dml": func(golden) any {
			return []any{sql.Update(Users).Hint("WITH (ROWLOCK)", "mssql").Set(Users.Name.Set("y")).Everywhere(),
				sql.Delete(Users).Hint("WITH (PAGLOCK)", "mssql").Where(Users.ID.Eq(1))}
		},
		"fromclause.alias_of_alias": func(golden) any {
			a := sql.Aliased(Users, "a")
			b := sql.Aliased(a, "b")
			return sql.Select(sql.Via(a, Users.ID), sql.Via(b, Users.ID)).Where(sql.Lt(sql.Via(a, Users.ID), sql.Via(b, Users.ID)))
		},
		"fromclause.replace_from": func(golden) any {
			s := sql.Select(Users.ID).Subquery("")
			return sql.Select(sql.Via(s, Users.ID), Users.Name).Where(sql.Eq(sql.Via(s, Users.ID), Users.ID))
		},
		"literal.basic": func(golden) any {
			return sql.Select(Users.ID).Where(Users.ID.Eq(5), Users.Name.Eq("ed"), Users.Nickname.NotEq("it's"))
		},
		"literal.backslash_percent": func(golden) any {
			return sql.Select(Users.ID).Where(Users.Name.Eq(`a\b`), Users.Fullname.Eq("50%"), Users.Nickname.Eq("x:y"), Users.Name.NotEq(`say "hi"`))
		},
		"literal.in_list": func(golden) any {
			return sql.Select(Users.ID).Where(Users.ID.In(1, 2, 3), Users.Name.NotIn("a", "b'c"), Users.Nickname.In())
		},
		"literal.limit_offset": func(golden) any { return sql.Select(Users.ID).OrderBy(Users.ID).Limit(5).Offset(10) },
		"literal.subqueries_cte": func(golden) any {
			c := sql.Select(Users.ID).Where(Users.Name.Eq("c")).CTE("c")
			id := sql.Via(c, Users.ID)
			return sql.Select(id, sql.Val("k").As("k")).Where(sql.In(id, sql.AsSet(sql.Select1(Orders.UserID).Where(Orders.Total.Gt(dec("5"))))))
		},
	})
}
