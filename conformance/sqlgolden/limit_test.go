package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	ids := sql.Select(Users.ID).OrderBy(Users.ID)
	value := sql.Mul(Items.Price, decimals(Items.Qty)).As("v")
	locked := sql.Select(Users.ID).Where(Users.ID.Eq(7))
	both := sql.Select(Users.ID, Orders.ID).Where(sql.Eq(Users.ID, Orders.UserID))
	first := sql.Select(Orders.ID).OrderBy(Orders.ID).Limit(5)
	register(cases{
		"limit.limit_only":         func(golden) any { return ids.Limit(10) },
		"limit.offset_only":        func(golden) any { return ids.Offset(5) },
		"limit.limit_offset":       func(golden) any { return sql.Select(Users.ID, Users.Name).OrderBy(Users.ID).Limit(10).Offset(20) },
		"limit.no_order_by_limit":  func(golden) any { return sql.Select(Users.ID).Limit(10) },
		"limit.no_order_by_offset": func(golden) any { return sql.Select(Users.ID).Limit(10).Offset(5) },
		"limit.zero":               func(golden) any { return ids.Limit(0).Offset(0) },
		"limit.expression": func(golden) any {
			return ids.LimitTo(sql.Literal[sql.Number[int64]](5).Add(3)).OffsetTo(sql.Func[sql.Number[int64]]("my_offset"))
		},
		"limit.bind": func(golden) any {
			return ids.LimitTo(sql.Param[sql.Number[int64]]("n")).OffsetTo(sql.Param[sql.Number[int64]]("skip")).Params(sql.P{"n": int64(4), "skip": int64(8)})
		},
		"limit.reset":           func(golden) any { return ids.Limit(10).NoLimit().Offset(3).Offset(7) },
		"limit.slice":           func(golden) any { return ids.Slice(5, 15) },
		"limit.fetch":           func(golden) any { return ids.Fetch(10) },
		"limit.fetch_offset":    func(golden) any { return ids.Fetch(10).Offset(4) },
		"limit.fetch_with_ties": func(golden) any { return sql.Select(Items.SKU).OrderBy(Items.Price.Desc()).Fetch(3, sql.WithTies) },
		"limit.fetch_percent":   func(golden) any { return sql.Select(Items.SKU).OrderBy(Items.Price).Fetch(20, sql.Percent) },
		"limit.fetch_percent_ties": func(golden) any {
			return sql.Select(Items.SKU).OrderBy(Items.Price).Fetch(20, sql.WithTies, sql.Percent)
		},
		"limit.distinct_limit": func(golden) any {
			return sql.Select(Employees.Dept).Distinct().OrderBy(Employees.Dept).Limit(3)
		},
		"limit.group_by_limit": func(golden) any {
			return sql.Select(Orders.UserID, sql.Sum(Orders.Total).As("s")).GroupBy(Orders.UserID).OrderBy(sql.Labelled("s").Desc()).Limit(5).Offset(5)
		},
		"limit.subquery_limit": func(golden) any {
			top5 := sql.Select(Users.ID, Users.Name).OrderBy(Users.Name).Limit(5).Subquery("top5")
			return sql.Select(sql.Via(top5, Users.Name)).OrderBy(sql.Via(top5, Users.ID))
		},
		"limit.scalar_subquery_limit": func(golden) any {
			last := sql.Select1(Orders.Total).Where(sql.Eq(Orders.UserID, Users.ID)).OrderBy(Orders.PlacedAt.Desc()).Limit(1)
			return sql.Select(Users.ID, sql.Scalar[sql.NullString](last).As("last_total"))
		},
		"limit.label_order": func(golden) any { return sql.Select(Items.ID, value).OrderBy(value.Desc()).Limit(3).Offset(3) },
		"limit.binds_before_and_after": func(golden) any {
			return sql.Select(Items.ID, Items.Qty.Add(7).As("q")).Where(Items.Price.Gt(dec("2"))).OrderBy(Items.Qty.Mul(3)).Limit(11).Offset(22)
		},
		"limit.tablename_labels": func(golden) any {
			return sql.Select(Users.ID, Users.Name).OrderBy(Users.Name).Limit(4).Offset(2).TableLabels()
		},
		"locking.for_update":  func(golden) any { return locked.ForUpdate() },
		"locking.nowait":      func(golden) any { return locked.ForUpdate(sql.NoWait) },
		"locking.skip_locked": func(golden) any { return locked.ForUpdate(sql.SkipLocked) },
		"locking.read":        func(golden) any { return locked.ForShare() },
		"locking.read_nowait": func(golden) any { return sql.Select(Users.ID).ForShare(sql.NoWait) },
		"locking.key_share": func(golden) any {
			return []any{sql.Select(Users.ID).ForUpdate(sql.KeyOnly), sql.Select(Users.ID).ForShare(sql.KeyOnly)}
		},
		"locking.of_table":          func(golden) any { return both.ForUpdate(sql.Of(Orders)) },
		"locking.of_columns":        func(golden) any { return both.ForUpdate(sql.OfColumns(Users.ID, Orders.ID)) },
		"locking.with_limit":        func(golden) any { return first.ForUpdate() },
		"locking.with_limit_offset": func(golden) any { return first.Offset(10).ForUpdate() },
		"locking.replaced":          func(golden) any { return sql.Select(Orders.ID).ForUpdate().ForUpdate(sql.NoWait) },
		"locking.in_subquery": func(golden) any {
			next := sql.Select1(Orders.ID).Where(Orders.Status.Eq("new")).ForUpdate(sql.SkipLocked).Limit(1)
			return sql.Update(Orders).Set(Orders.Status.Set("busy")).Where(sql.Eq(Orders.ID, sql.Scalar[sql.Number[int64]](next)))
		},
	})
}
