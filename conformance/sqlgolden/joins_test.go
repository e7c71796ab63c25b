package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	register(cases{
		"joins.inner_auto_on": func(golden) any { return sql.Select(Users.Name, Addresses.EmailAddress).From(Users).Join(Addresses) },
		"joins.inner_explicit_on": func(golden) any {
			return sql.Select(Users.Name, Orders.ID).From(Users).Join(Orders, sql.Eq(Users.ID, Orders.UserID), Orders.Total.Gt(dec("10")))
		},
		"joins.join_method_of_select": func(golden) any {
			return sql.Select(Users.Name).Join(Addresses).Where(Addresses.EmailAddress.Eq("x"))
		},
		"joins.left_outer": func(golden) any {
			return sql.Select(Users.Name, Addresses.EmailAddress).From(Users).OuterJoin(Addresses)
		},
		"joins.outerjoin_methods": func(golden) any {
			return []any{sql.Select(Users.Name).OuterJoin(Addresses),
				sql.Select(Users.Name).From(Users).OuterJoin(Addresses, sql.Eq(Users.ID, Addresses.UserID))}
		},
		"joins.full_outer": func(golden) any {
			return sql.Select(Users.Name, Addresses.EmailAddress).From(Users).FullJoin(Addresses)
		},
		"joins.right_side_fk": func(golden) any { return sql.Select(Addresses.EmailAddress, Users.Name).From(Addresses).Join(Users) },
		"joins.table_join_method": func(golden) any {
			return sql.Select(sql.AllColumns(Users), Addresses.EmailAddress).From(Users).Join(Addresses)
		},
		"joins.chain_of_joins": func(golden) any {
			return sql.Select(Users.Name, Items.SKU).From(Users).Join(Orders).Join(OrderItems).Join(Items)
		},
		"joins.nested_left": func(golden) any { return sql.Select(Users.ID, Orders.ID) },
		"joins.join_columns": func(golden) any {
			return sql.Select(sql.AllColumns(Users), sql.AllColumns(Addresses)).From(Users).Join(Addresses)
		},
		"joins.self_join": func(golden) any {
			m := sql.Aliased(Employees, "m")
			return sql.Select(Employees.Name, sql.Via(m, Employees.Name)).From(Employees).Join(m, sql.Eq(Employees.ManagerID, sql.Via(m, Employees.ID)))
		},
		"joins.alias_auto_on": func(golden) any {
			u, a := sql.Aliased(Users, "u"), sql.Aliased(Addresses, "a")
			return sql.Select(sql.Via(u, Users.Name), sql.Via(a, Addresses.EmailAddress)).From(u).Join(a)
		},
		"joins.join_subquery": func(golden) any {
			n := sql.Count().As("n")
			s := sql.Select(Orders.UserID, n).From(Orders).GroupBy(Orders.UserID).Subquery("cnt")
			return sql.Select(Users.Name, sql.Via(s, n)).From(Users).Join(s, sql.Eq(Users.ID, sql.Via(s, Orders.UserID)))
		},
		"joins.join_subquery_auto_on": func(golden) any {
			s := sql.Select(Addresses.UserID, Addresses.EmailAddress).Where(Addresses.EmailAddress.Like("%@%")).Subquery("")
			return sql.Select(Users.Name, sql.Via(s, Addresses.EmailAddress)).From(Users).Join(s)
		},
		"joins.many_to_many": func(golden) any {
			return sql.Select(Posts.Headline, Keywords.Keyword).From(Posts).Join(PostKeywords).Join(Keywords).Where(Keywords.Keyword.Eq("go"))
		},
		"joins.cross_join": func(golden) any { return sql.Select(Users.ID, Items.ID).From(Users).Join(Items, sql.True()) },
		"joins.on_literal": func(golden) any {
			return sql.Select(Users.ID).From(Users).Join(Items, sql.Text("1 = 1")).OuterJoin(Keywords, sql.Eq(Keywords.ID, number("users.id")))
		},
		"joins.on_or": func(golden) any {
			return sql.Select(Users.ID).From(Users).Join(Orders, sql.Or(sql.Eq(Users.ID, Orders.UserID), Orders.UserID.IsNull()))
		},
		"joins.join_and_product": func(golden) any {
			return sql.Select(Users.Name, Addresses.EmailAddress, Items.SKU).From(Users).Join(Addresses).Where(sql.Eq(Items.ID, Users.ID))
		},
		"joins.aliased_join": func(golden) any {
			uid, aid := Users.ID.As("uid"), Addresses.ID.As("aid")
			j := sql.Select(uid, aid).From(Users).Join(Addresses, sql.Eq(Users.ID, Addresses.UserID)).Subquery("j")
			return sql.Select(sql.Via(j, uid)).Where(sql.Via(j, aid).Gt(5))
		},
		"joins.schema_join": func(golden) any {
			return sql.Select(Accounts.Balance, Entries.Amount).From(Accounts).Join(Entries).Where(Accounts.UserID.Eq(4))
		},
		"joins.column_collision_labels": func(golden) any {
			return sql.Select(sql.AllColumns(Users), sql.AllColumns(Orders)).From(Users).Join(Orders).TableLabels()
		},
		"joins.outer_in_where_chain": func(golden) any {
			n := sql.Count(Orders.ID)
			return sql.Select(Users.ID, n).From(Users).OuterJoin(Orders).GroupBy(Users.ID).Having(n.Eq(0)).OrderBy(Users.ID).Limit(20)
		},
		"errors.join_without_fk": func(golden) any { return sql.Select(Users.ID).From(Users).Join(Items) },
		"errors.join_ambiguous_fk": func(golden) any {
			own := schema.NewMetaData()
			a := schema.New(own, "a", schema.Col("id", types.Integer, schema.PK()))
			b := schema.New(own, "b", schema.Col("x", types.Integer, schema.References("a.id")), schema.Col("y", types.Integer, schema.References("a.id")))
			return sql.Select(sql.AllColumns(a)).From(a).Join(b)
		},
		"errors.union_column_count": func(golden) any { return sql.Union(sql.Select(Users.ID), sql.Select(Users.ID, Users.Name)) },
		"errors.insert_unknown_column": func(golden) any {
			return refused(`sql.Insert(Users).Values(Users.Nope.Set(1))`)
		},
		"errors.update_unknown_column": func(golden) any { return refused(`sql.Update(Users).Set(Users.Nope.Set(1))`) },
		"errors.multi_values_mixed_keys": func(golden) any {
			return sql.Insert(Users).Values(Users.Name.Set("a"), Users.Fullname.Set("b")).Values(Users.Name.Set("c"))
		},
		"errors.order_by_unknown_label": func(golden) any { return sql.Select(Users.ID).OrderBy(sql.Labelled("not a label")) },
		"errors.cte_same_name": func(golden) any {
			a, b := sql.Select(Users.ID).CTE("c"), sql.Select(Orders.ID).CTE("c")
			return sql.Select(sql.Via(a, Users.ID), sql.Via(b, Orders.ID))
		},
		"errors.correlate_all": func(golden) any {
			s := sql.Scalar[sql.Number[int64]](sql.Select1(Users.ID).Where(sql.Eq(Users.ID, Orders.UserID)))
			return sql.Select(Users.ID, Orders.ID).Where(sql.Eq(Users.ID, s))
		},
		"errors.where_plain_string": func(golden) any { return refused(`sql.Select(Users.ID).Where("id = 5")`) },
		"errors.in_string":          func(golden) any { return refused(`Users.ID.In("abc")`) },
		"errors.truth_value":        func(golden) any { return refused(`sql.Select(Users.ID).Where(bool(Users.ID.Gt(5)))`) },
		"errors.window_rows_and_range": func(golden) any {
			return sql.Select(sql.Over(sql.Sum(Items.Qty), sql.Window().Rows(sql.UnboundedPreceding, sql.CurrentRow).Range(sql.UnboundedPreceding, sql.CurrentRow)))
		},
		"errors.limit_text":   func(golden) any { return refused(`sql.Select(Users.ID).LimitTo(sql.Text("7"))`) },
		"errors.limit_string": func(golden) any { return refused(`sql.Select(Users.ID).Limit("seven")`) },
		"errors.duplicate_table": func(golden) any {
			own := schema.NewMetaData()
			_, err := own.Add("t", schema.Col("a", types.Integer))
			if err == nil {
				_, err = own.Add("t", schema.Col("b", types.Integer))
			}
			return err
		},
	})
}
