package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	register(cases{
		"cte.simple": func(golden) any {
			spent := sql.Sum(Orders.Total).As("spent")
			c := sql.Select(Orders.UserID, spent).GroupBy(Orders.UserID).CTE("totals")
			return sql.Select(sql.Via(c, Orders.UserID)).Where(sql.Via(c, spent).Gt(dec("100")))
		},
		"cte.anonymous": func(golden) any {
			return sql.Select(sql.Via(sql.Select(Users.ID).Where(Users.Name.Eq("x")).CTE(""), Users.ID))
		},
		"cte.two_independent": func(golden) any {
			a, b := sql.Select(Users.ID, Users.Name).CTE("a"), sql.Select(Orders.UserID, Orders.Total).CTE("b")
			return sql.Select(sql.Via(a, Users.Name), sql.Via(b, Orders.Total)).Where(sql.Eq(sql.Via(a, Users.ID), sql.Via(b, Orders.UserID)))
		},
		"cte.dependent": func(golden) any {
			a := sql.Select(Orders.UserID, Orders.Total).Where(Orders.Status.Eq("paid")).CTE("paid")
			user, t := sql.Via(a, Orders.UserID), sql.Sum(sql.Via(a, Orders.Total)).As("t")
			b := sql.Select(user, t).GroupBy(user).CTE("sums")
			return sql.Select(sql.Via(b, user)).Where(sql.Via(b, t).Gt(dec("5")))
		},
		"cte.used_twice": func(golden) any {
			c := sql.Select(Employees.ID, Employees.ManagerID).CTE("e")
			x, y := c.Alias("x"), c.Alias("y")
			return sql.Select(sql.Via(x, Employees.ID), sql.Via(y, Employees.ID)).Where(sql.Eq(sql.Via(x, Employees.ManagerID), sql.Via(y, Employees.ID)))
		},
		"cte.in_subquery": func(golden) any {
			c := sql.Select(Orders.UserID).Where(Orders.Total.Gt(dec("50"))).CTE("rich")
			return sql.Select(Users.Name).Where(sql.In(Users.ID, sql.AsSet(sql.Select1(sql.Via(c, Orders.UserID)))))
		},
		"cte.recursive": func(golden) any {
			depth := sql.Literal[sql.Number[int64]](0).As("depth")
			e := sql.Aliased(Employees, "")
			tree := sql.Recursive("tree",
				sql.Select(Employees.ID, Employees.ManagerID, depth).Where(Employees.ManagerID.IsNull()),
				func(tree sql.CTE) sql.Query[sql.Row] {
					return sql.Select(sql.Via(e, Employees.ID), sql.Via(e, Employees.ManagerID), sql.Via(tree, depth).Add(1)).
						Where(sql.Eq(sql.Via(e, Employees.ManagerID), sql.Via(tree, Employees.ID)))
				})
			return sql.Select(sql.Via(tree, Employees.ID), sql.Via(tree, depth)).OrderBy(sql.Via(tree, depth))
		},
		"cte.recursive_twice": func(golden) any {
			t := sql.Recursive("t", sql.Select(Nodes.ID, Nodes.ParentID).Where(Nodes.ID.Eq(1)), func(t sql.CTE) sql.Query[sql.Row] {
				return sql.Select(Nodes.ID, Nodes.ParentID).Where(sql.Eq(Nodes.ParentID, sql.Via(t, Nodes.ID)))
			})
			n := sql.Count(sql.Via(t, Nodes.ID)).As("n")
			return sql.Select(sql.Via(sql.Select(n).CTE("c"), n))
		},
		"cte.nesting": func(golden) any {
			inner := sql.Select(Orders.UserID).Where(Orders.Total.Gt(dec("5"))).CTE("inner_cte", sql.Nesting)
			user := sql.Via(inner, Orders.UserID)
			return sql.Select(sql.Via(sql.Select(user).CTE("outer_cte"), user))
		},
		"cte.add_cte": func(golden) any {
			return sql.Select(Orders.ID).With(sql.Select(Users.ID).Where(Users.ID.Gt(3)).CTE("unused"))
		},
		"cte.prefix_materialized": func(golden) any {
			return sql.Select(sql.Via(sql.Select(Users.ID).CTE("c", sql.Materialized), Users.ID))
		},
		"cte.union_in_cte": func(golden) any {
			i := Users.ID.As("i")
			c := sql.Select1(i).Where(Users.ID.Lt(5)).UnionAll(sql.Select1(Orders.ID).Where(Orders.ID.Gt(6))).CTE("ids")
			return sql.Select(sql.Via(c, i)).OrderBy(sql.Via(c, i))
		},
		"cte.quoted_name": func(golden) any {
			return sql.Select(sql.Via(sql.Select(OrderTable.ID, OrderTable.Select).CTE("Group By"), OrderTable.Select))
		},
		"cte.cte_in_union": func(golden) any {
			c := sql.Select(Orders.UserID, Orders.Status).CTE("c")
			user, status := sql.Via(c, Orders.UserID), sql.Via(c, Orders.Status)
			return sql.Select(user).Where(status.Eq("a")).UnionAll(sql.Select(user).Where(status.Eq("b")))
		},
		"cte.insert_from_select_cte": func(golden) any {
			c := sql.Select(Users.ID, Users.Name).Where(Users.ID.Gt(10)).CTE("src")
			return sql.Insert(Employees).FromQuery(sql.Select(sql.Via(c, Users.ID), sql.Via(c, Users.Name)), Employees.ID, Employees.Name)
		},
		"cte.update_cte": func(golden) any {
			n := sql.Count().As("n")
			c := sql.Select(Orders.UserID, n).From(Orders).GroupBy(Orders.UserID).CTE("cnt")
			return sql.Update(Users).Set(Users.Nickname.Set("big")).Where(sql.In(Users.ID, sql.AsSet(sql.Select1(sql.Via(c, Orders.UserID)).Where(sql.Via(c, n).Gt(3)))))
		},
		"cte.delete_cte": func(golden) any {
			c := sql.Select(Orders.ID).Where(Orders.Status.Eq("void")).CTE("dead")
			return sql.Delete(OrderItems).Where(sql.In(OrderItems.OrderID, sql.Select1(sql.Via(c, Orders.ID))))
		},
		"cte.delete_returning_insert": func(golden) any {
			gone := sql.Returning2(sql.Delete(Orders).Where(Orders.Status.Eq("void")), Orders.ID, Orders.Note).CTE("gone")
			return sql.Insert(Posts).FromQuery(sql.Select(sql.Via(gone, Orders.ID), sql.Via(gone, Orders.Note)), Posts.ID, Posts.Headline)
		},
		"cte.recursive_dml": func(golden) any {
			x := sql.Literal[sql.Number[int64]](1).As("x")
			n := sql.Recursive("n", sql.Select1(x), func(n sql.CTE) sql.Query[int64] {
				return sql.Select1(sql.Via(n, x).Add(1)).Where(sql.Via(n, x).Lt(3))
			})
			return sql.Insert(Nodes).FromQuery(sql.Select1(sql.Via(n, x)), Nodes.ID)
		},
		"setops.union": func(golden) any { return sql.Select(Users.Name).Union(sql.Select(Employees.Name)) },
		"setops.union_all": func(golden) any {
			return sql.Select(Users.ID, Users.Name).Where(Users.ID.Gt(1)).UnionAll(sql.Select(Employees.ID, Employees.Name).Where(Employees.ID.Gt(2)))
		},
		"setops.except_":   func(golden) any { return sql.Select(Users.ID).Except(sql.Select(Orders.UserID)) },
		"setops.intersect": func(golden) any { return sql.Select(Users.ID).Intersect(sql.Select(Orders.UserID)) },
		"setops.methods": func(golden) any {
			a, b := sql.Select(Users.ID), sql.Select(Orders.UserID)
			return []any{a.Union(b), a.UnionAll(b), a.Except(b), a.Intersect(b)}
		},
		"setops.order_by": func(golden) any {
			return sql.Select(Users.ID, Users.Name).Union(sql.Select(Employees.ID, Employees.Name)).OrderBy(sql.Labelled("name"), sql.Labelled("id").Desc())
		},
		"setops.order_by_column": func(golden) any {
			return sql.Select(Users.ID, Users.Name).UnionAll(sql.Select(Employees.ID, Employees.Name)).OrderBy(Users.Name)
		},
		"setops.limit": func(golden) any {
			return sql.Select(Users.ID).Union(sql.Select(Employees.ID)).OrderBy(sql.Labelled("id")).Limit(5).Offset(2)
		},
		"setops.inner_limit": func(golden) any {
			return sql.Select(Users.ID).OrderBy(Users.Name).Limit(3).UnionAll(sql.Select(Employees.ID).OrderBy(Employees.Name).Limit(4))
		},
		"setops.inner_limit_outer_order": func(golden) any {
			a, b := sql.Select(Users.ID).OrderBy(Users.Name.Desc()).Limit(3), sql.Select(Employees.ID).OrderBy(Employees.Salary).Limit(4).Offset(1)
			return a.Union(b).OrderBy(sql.Labelled("id")).Limit(5)
		},
		"setops.subquery_members": func(golden) any {
			a := sql.Select(Users.ID).OrderBy(Users.Name).Limit(3).Subquery("")
			b := sql.Select(Employees.ID).OrderBy(Employees.Name).Limit(4).Subquery("")
			return sql.Select(sql.Via(a, Users.ID)).UnionAll(sql.Select(sql.Via(b, Employees.ID))).OrderBy(sql.Labelled("id"))
		},
		"setops.nested_union_in_except": func(golden) any {
			return sql.Select(Users.ID).Union(sql.Select(Employees.ID)).Except(sql.Select(Orders.UserID))
		},
		"setops.nested_with_limit": func(golden) any {
			return sql.Select(Users.ID).Union(sql.Select(Employees.ID)).OrderBy(sql.Labelled("id")).Limit(3).UnionAll(sql.Select(Orders.ID))
		},
		"setops.union_subquery": func(golden) any {
			u := sql.Select(Users.ID, Users.Name).Union(sql.Select(Employees.ID, Employees.Name)).Subquery("")
			return sql.Select(sql.Count(sql.Via(u, Users.ID))).Where(sql.Via(u, Users.Name).NotEq("x"))
		},
		"setops.union_alias_join": func(golden) any {
			uid, v := Orders.UserID.As("uid"), Orders.Total.As("v")
			u := sql.Select(uid, v).UnionAll(sql.Select(Accounts.UserID, Accounts.Balance)).Subquery("u")
			return sql.Select(Users.Name, sql.Sum(sql.Via(u, v))).From(Users).Join(u, sql.Eq(Users.ID, sql.Via(u, uid))).GroupBy(Users.Name)
		},
		"setops.binds_numbered": func(golden) any {
			named := func(name string) sql.Query[sql.Row] { return sql.Select(Users.ID).Where(Users.Name.Eq(name)) }
			return named("a").Union(named("b"), named("c"))
		},
		"setops.labels_literal": func(golden) any {
			return sql.Select(Users.ID, sql.Val("user").As("src")).UnionAll(sql.Select(Employees.ID, sql.Val("emp").As("src"))).OrderBy(sql.Labelled("src"), sql.Labelled("id"))
		},
		"setops.group_members": func(golden) any {
			return sql.Select(Orders.UserID, sql.Count().As("n")).GroupBy(Orders.UserID).Having(sql.Count().Gt(1)).
				Union(sql.Select(Posts.UserID, sql.Count()).GroupBy(Posts.UserID))
		},
		"setops.tablename_labels": func(golden) any {
			return sql.Select(Users.ID, Users.Name).Union(sql.Select(Employees.ID, Employees.Name)).TableLabels()
		},
		"setops.fetch": func(golden) any {
			return sql.Select(Users.ID).Union(sql.Select(Employees.ID)).OrderBy(sql.Labelled("id")).Fetch(3)
		},
		"setops.cte_inside": func(golden) any {
			c := sql.Select(Orders.UserID).Where(Orders.Total.Gt(dec("1"))).CTE("c")
			return sql.Select(sql.Via(c, Orders.UserID)).Union(sql.Select(Users.ID))
		},
		"setops.union_in_from_with_where": func(golden) any {
			with := func(id int64) sql.Query[sql.Row] { return sql.Select(Users.ID).Where(Users.ID.Eq(id)) }
			u := with(1).Union(with(2)).Subquery("u")
			return sql.Select(sql.Via(u, Users.ID)).Where(sql.Via(u, Users.ID).Eq(3))
		},
	})
}
