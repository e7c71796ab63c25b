package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	orderItem := sql.Tuple2(OrderItems.OrderID, OrderItems.ItemID)
	ofUser := sql.Eq(Orders.UserID, Users.ID)
	register(cases{
		"update.values": func(golden) any {
			return sql.Update(Users).Set(Users.Name.Set("ed"), Users.Fullname.Set("Ed")).Where(Users.ID.Eq(5))
		},
		"update.no_where": func(golden) any { // of a parameter that is NULL; SetNull writes the word
			return sql.Update(Users).Set(sql.SetTo(Users.Nickname, sql.Param[sql.NullString]("nickname"))).Everywhere().Params(sql.P{"nickname": nil})
		},
		"update.concat": func(golden) any {
			return sql.Update(Users).Set(sql.SetTo(Users.Fullname, sql.Concat(Users.Name.Concat(" "), Users.Nickname))).Everywhere()
		},
		"update.scalar_subquery": func(golden) any {
			s := sql.Select1(Addresses.EmailAddress).Where(sql.Eq(Addresses.UserID, Users.ID)).Limit(1)
			return sql.Update(Users).Set(sql.SetTo(Users.Nickname, sql.Scalar[sql.NullString](s))).Everywhere()
		},
		"update.where_subquery": func(golden) any {
			return sql.Update(Orders).Set(Orders.Status.Set("vip")).Where(sql.In(Orders.UserID, sql.Select1(Users.ID).Where(Users.Name.Like("v%"))))
		},
		"update.where_exists": func(golden) any {
			return sql.Update(Users).Set(Users.Nickname.Set("buyer")).Where(sql.Exists(sql.Select1(number("*")).Where(ofUser, Orders.Total.Gt(dec("100")))))
		},
		"update.where_tuple": func(golden) any {
			return sql.Update(OrderItems).Set(OrderItems.Quantity.Set(0)).Where(orderItem.In(sql.Pair(int64(1), int64(2)), sql.Pair(int64(3), int64(4))))
		},
		"update.from_table": func(golden) any {
			return sql.Update(Users).Set(Users.Nickname.Set("x")).Where(sql.Eq(Users.ID, Addresses.UserID), Addresses.EmailAddress.Eq("a@b"))
		},
		"update.from_table_value": func(golden) any {
			return sql.Update(Users).Set(sql.SetTo(Users.Nickname, Addresses.EmailAddress)).Where(sql.Eq(Users.ID, Addresses.UserID))
		},
		"update.returning": func(golden) any {
			return sql.Returning2(sql.Update(Users).Set(Users.Name.Set("x")).Where(Users.ID.Eq(5)), Users.ID, Users.Name)
		},
		"update.bindparams": func(golden) any {
			return sql.Update(Users).Set(sql.SetTo(Users.Name, sql.Param[sql.String]("b_name"))).
				Where(sql.Eq(Users.ID, sql.Param[sql.Number[int64]]("b_id"))).Params(sql.P{"b_name": "n", "b_id": int64(4)})
		},
		"update.same_column_value_and_where": func(golden) any {
			return sql.Update(Users).Set(Users.Name.Set("new")).Where(Users.Name.Eq("old"))
		},
		"update.schema_from": func(golden) any {
			return sql.Update(Accounts).Set(Accounts.Balance.Set(dec("0"))).Where(sql.Eq(Accounts.UserID, Users.ID), Users.Name.Eq("x"))
		},
		"update.reserved": func(golden) any {
			return sql.Update(UserTable).Set(sql.SetTo(UserTable.Group, OrderTable.Select)).Where(sql.Eq(UserTable.OrderID, OrderTable.ID))
		},
		"update.prefix_limit": func(golden) any {
			return sql.Update(Users).Prefix("LOW_PRIORITY", "mysql").Set(Users.Name.Set("x")).Where(Users.ID.Gt(3))
		},
		"update.mysql_limit": func(golden) any {
			return []any{sql.Update(Users).Set(Users.Name.Set("x")).Limit(5).Everywhere(),
				sql.Update(Users).Set(Users.Name.Set("y")).Where(Users.ID.Gt(2)).Limit(3)}
		},
		"update.table_update_method": func(golden) any {
			return sql.Update(Users).Set(Users.Name.Set("z")).Where(Users.ID.Eq(2))
		},
		"update.cte_recursive": func(golden) any {
			t := sql.Recursive("t", sql.Select1(Nodes.ID).Where(Nodes.ID.Eq(1)), func(t sql.CTE) sql.Query[int64] {
				return sql.Select1(Nodes.ID).Where(sql.Eq(Nodes.ParentID, sql.Via(t, Nodes.ID)))
			})
			return sql.Update(Nodes).Set(Nodes.Name.Set("x")).Where(sql.In(Nodes.ID, sql.Select1(sql.Via(t, Nodes.ID))))
		},
		"delete.where": func(golden) any { return sql.Delete(Users).Where(Users.ID.Eq(5)) },
		"delete.all":   func(golden) any { return sql.Delete(Users).Everywhere() },
		"delete.where_many": func(golden) any {
			return sql.Delete(Orders).Where(Orders.Status.Eq("void")).Where(sql.Or(Orders.Total.IsNull(), Orders.Total.Lt(dec("1"))))
		},
		"delete.where_subquery": func(golden) any {
			return sql.Delete(Addresses).Where(sql.In(Addresses.UserID, sql.Select1(Users.ID).Where(Users.Name.Eq("x"))))
		},
		"delete.where_exists": func(golden) any {
			return sql.Delete(Users).Where(sql.Not(sql.Exists(sql.Select1(number("*")).Where(ofUser))))
		},
		"delete.where_tuple": func(golden) any {
			return sql.Delete(OrderItems).Where(orderItem.In(sql.Pair(int64(1), int64(2))))
		},
		"delete.multi_table": func(golden) any {
			return sql.Delete(Addresses).Where(sql.Eq(Addresses.UserID, Users.ID), Users.Name.Eq("ed"))
		},
		"delete.multi_table_subquery": func(golden) any {
			s := sql.Select(Orders.UserID).GroupBy(Orders.UserID).Having(sql.Count().Gt(9)).Subquery("s")
			return sql.Delete(Users).Where(sql.Eq(Users.ID, sql.Via(s, Orders.UserID)))
		},
		"delete.using": func(golden) any {
			return sql.Delete(Addresses).Using(Users).Where(sql.Eq(Addresses.UserID, Users.ID))
		},
		"delete.returning": func(golden) any {
			return sql.Returning2(sql.Delete(Users).Where(Users.ID.Eq(5)), Users.ID, Users.Name)
		},
		"delete.returning_expression": func(golden) any {
			return []any{sql.Returning2(sql.Delete(Keywords).Everywhere(), Keywords.Keyword.Upper(), Keywords.ID.Mul(2)),
				sql.ReturningRow(sql.Delete(Keywords).Where(Keywords.ID.Eq(1)), sql.AllColumns(Keywords))}
		},
		"delete.schema": func(golden) any {
			return sql.Delete(Entries).Where(sql.Eq(Entries.AccountID, Accounts.ID), Accounts.Balance.Eq(dec("0")))
		},
		"delete.limit_mysql": func(golden) any {
			return []any{sql.Delete(Users).Where(Users.ID.Gt(3)).Limit(5), sql.Delete(Users).Limit(7).Everywhere()}
		},
		"delete.bindparams": func(golden) any {
			return sql.Delete(Users).Where(sql.Eq(Users.ID, sql.Param[sql.Number[int64]]("x")), sql.InParam(Users.ID, "ids")).
				Params(sql.P{"x": int64(3), "ids": []int64{1, 2}})
		},
		"delete.table_delete_method": func(golden) any { return sql.Delete(Users).Where(Users.ID.Eq(2)) },
		"delete.reserved": func(golden) any {
			return sql.Delete(OrderTable).Where(OrderTable.WithSpace.Eq(5), OrderTable.MixedCase.IsNull())
		},
	})
}
