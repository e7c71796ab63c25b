package sqlgolden

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql"
)

func init() {
	ofUser := sql.Eq(Orders.UserID, Users.ID)
	orders := sql.Select1(sql.Count(Orders.ID)).Where(ofUser)
	address := sql.Eq(Addresses.UserID, Users.ID)
	register(cases{
		"subquery.named": func(golden) any {
			u := sql.Select(Users.ID, Users.Name).Where(Users.Name.Eq("ed")).Subquery("u")
			return sql.Select(sql.Via(u, Users.ID), sql.Via(u, Users.Name))
		},
		"subquery.anonymous": func(golden) any {
			s1, s2 := sql.Select(Users.ID).Subquery(""), sql.Select(Orders.UserID).Subquery("")
			return sql.Select(sql.AllColumns(s1), sql.AllColumns(s2)).Where(sql.Eq(sql.Via(s1, Users.ID), sql.Via(s2, Orders.UserID)))
		},
		"subquery.unlabeled_columns": func(golden) any {
			return sql.Select(sql.AllColumns(sql.Select(Users.ID.Add(1), Users.Name.Lower(), sql.Count()).GroupBy(Users.ID).Subquery("")))
		},
		"subquery.duplicate_names": func(golden) any {
			return sql.Select(sql.AllColumns(sql.Select(Users.ID, Addresses.ID, Addresses.EmailAddress).Where(sql.Eq(Users.ID, Addresses.UserID)).Subquery("s")))
		},
		"subquery.alias_of_subquery": func(golden) any {
			s := sql.Select(Users.ID).Subquery("a")
			t := s.Alias("b")
			return sql.Select(sql.Via(s, Users.ID), sql.Via(t, Users.ID)).Where(sql.Lt(sql.Via(s, Users.ID), sql.Via(t, Users.ID)))
		},
		"subquery.with_limit": func(golden) any {
			latest := sql.Select(sql.AllColumns(Users)).OrderBy(Users.ID.Desc()).Limit(3).Subquery("latest")
			return sql.Select(sql.Via(latest, Users.Name))
		},
		"subquery.scalar_in_columns": func(golden) any {
			return sql.Select(Users.Name, sql.Scalar[sql.NullNumber[int64]](orders).As("n_orders"))
		},
		"subquery.scalar_in_where": func(golden) any {
			cheapest := sql.Scalar[sql.NullNumber[decimal.Decimal]](sql.Select1(sql.Min(Items.Price)))
			return sql.Select(Items.SKU).Where(sql.Eq(Items.Price, cheapest))
		},
		"subquery.scalar_arithmetic": func(golden) any {
			n := sql.Scalar[sql.NullNumber[int64]](orders)
			return sql.Select(Users.ID, n.Mul(2).Add(1).As("x")).OrderBy(n.Desc())
		},
		"subquery.auto_correlate": func(golden) any {
			s := sql.Select1(Addresses.UserID).Where(address, Addresses.EmailAddress.Eq("x"))
			return sql.Select(Users.Name).Where(sql.Eq(Users.ID, sql.Scalar[sql.Number[int64]](s)))
		},
		"subquery.no_correlate_alone": func(golden) any {
			return sql.Select(Users.Name).Where(sql.Eq(Users.ID, sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(Users.ID)))))
		},
		"subquery.correlate_explicit": func(golden) any {
			s := sql.Scalar[sql.NullNumber[decimal.Decimal]](orders.Correlate(Users))
			return sql.Select(Users.ID, Orders.ID).Where(sql.Gt(Orders.Total, s))
		},
		"subquery.correlate_none": func(golden) any {
			s := sql.Select1(Orders.ID).Where(ofUser).Uncorrelated()
			return sql.Select(Users.ID).Where(sql.Eq(Users.ID, sql.Scalar[sql.Number[int64]](s)))
		},
		"subquery.correlate_except": func(golden) any {
			s := sql.Scalar[sql.NullNumber[int64]](orders.CorrelateExcept(Orders))
			return sql.Select(Users.ID, s, Orders.ID).Where(sql.Eq(Users.ID, Orders.UserID))
		},
		"subquery.exists": func(golden) any {
			return sql.Select(Users.Name).Where(sql.Exists(sql.Select1(number("*")).From(Addresses).Where(address)))
		},
		"subquery.exists_select": func(golden) any {
			return sql.Select(Users.Name).Where(sql.Exists(sql.Select1(Addresses.ID).Where(address)))
		},
		"subquery.not_exists": func(golden) any {
			return sql.Select(Users.Name).Where(sql.Not(sql.Exists(sql.Select1(Addresses.ID).Where(address))))
		},
		"subquery.exists_columns": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Exists(sql.Select1(Addresses.EmailAddress).Where(address)))
		},
		"subquery.exists_literal": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Exists(sql.Select1(number("1")).From(Addresses).Where(address)))
		},
		"subquery.exists_column": func(golden) any {
			return sql.Select(sql.Exists(sql.Select1(Users.ID).Where(Users.Name.Eq("ed"))))
		},
		"subquery.exists_select_method": func(golden) any {
			return sql.Select(sql.Exists(sql.Select1(number("*")).Where(Users.Name.Eq("ed"))))
		},
		"subquery.exists_correlate": func(golden) any {
			e := sql.Exists(sql.Select1(number("*")).Where(ofUser).Correlate(Users))
			return sql.Select(Users.ID, Orders.ID).Where(e)
		},
		"subquery.in_correlated": func(golden) any {
			return sql.Select(Users.Name).Where(sql.In(sql.Val("open"), sql.Select1(Orders.Status).Where(ofUser)))
		},
		"subquery.lateral": func(golden) any {
			l := sql.Select(Orders.ID, Orders.Total).Where(ofUser).OrderBy(Orders.Total.Desc()).Limit(2).Lateral("top2")
			return sql.Select(Users.Name, sql.Via(l, Orders.Total)).From(Users, l)
		},
		"subquery.lateral_join": func(golden) any {
			l := sql.Select(Orders.Total).Where(ofUser).Lateral("")
			return sql.Select(Users.Name, sql.Via(l, Orders.Total)).From(Users).Join(l, sql.True())
		},
		"subquery.lateral_two": func(golden) any {
			oid, q := Orders.ID.As("oid"), OrderItems.Quantity.As("q")
			l1 := sql.Select(oid).Where(ofUser).Lateral("l1")
			l2 := sql.Select(q).Where(sql.Eq(OrderItems.OrderID, sql.Via(l1, oid))).Lateral("l2")
			return sql.Select(Users.ID, sql.Via(l2, q)).From(Users, l1, l2)
		},
		"subquery.same_subquery_twice": func(golden) any {
			s := sql.Select(Users.ID, Users.Name).Where(Users.ID.Gt(5)).Subquery("s")
			id, name := sql.Via(s, Users.ID), sql.Via(s, Users.Name)
			return sql.Select(id).Where(name.Eq("x"), sql.In(id, sql.Select1(id).From(s).Where(name.NotEq("y"))))
		},
		"subquery.union_subquery": func(golden) any {
			u := sql.Select2(Users.ID, Users.Name).Union(sql.Select2(Employees.ID, Employees.Name)).Subquery("everyone")
			return sql.Select(sql.Via(u, Users.Name)).Where(sql.Via(u, Users.ID).Gt(3)).OrderBy(sql.Via(u, Users.Name))
		},
		"subquery.select_from_subquery_count": func(golden) any {
			base := sql.Select(Users.ID).Where(Users.Name.Like("a%")).OrderBy(Users.ID)
			return sql.Select(sql.Count()).From(base.Unordered().Subquery(""))
		},
		"subquery.bind_names_across": func(golden) any {
			s := sql.Select(Users.ID).Where(Users.Name.Eq("inner")).Subquery("")
			id := sql.Via(s, Users.ID)
			return sql.Select(Users.ID).Where(Users.Name.Eq("outer"), sql.In(Users.ID, sql.Select1(id).Where(id.Gt(5))), Users.ID.Gt(6))
		},
	})
}
