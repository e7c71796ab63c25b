package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

func init() {
	register(cases{
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
