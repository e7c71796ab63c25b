package sqlgolden

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql"
)

func init() {
	n := sql.Count(Orders.ID).As("n")
	frame := func() sql.WindowSpec { return sql.Window().OrderBy(Orders.ID) }
	register(cases{
		"functions.count_star": func(golden) any { return sql.Select(sql.Count(), sql.Count(Users.ID)).From(Users) },
		"functions.aggregates": func(golden) any {
			return sql.Select(sql.Sum(Items.Qty), sql.Min(Items.Price), sql.Max(Items.Price), sql.Avg(Items.Weight))
		},
		"functions.count_distinct": func(golden) any {
			return sql.Select(sql.Count(sql.Func[sql.Number[int64]]("distinct", Orders.UserID)), sql.CountDistinct(Orders.UserID))
		},
		"functions.coalesce":  func(golden) any { return sql.Select(sql.Coalesce(Users.Nickname, Users.Name, sql.Val("?"))) },
		"functions.now":       func(golden) any { return sql.Select(sql.Now()) },
		"functions.current_x": func(golden) any { return sql.Select(sql.CurrentDate(), sql.CurrentTime(), sql.CurrentTimestamp()) },
		"functions.local_x":   func(golden) any { return sql.Select(sql.LocalTime(), sql.LocalTimestamp()) },
		"functions.concat": func(golden) any {
			return sql.Select(sql.Func[sql.String]("concat", Users.Name, sql.Val("-"), Users.Fullname))
		},
		"functions.char_length": func(golden) any {
			return sql.Select(sql.CharLength(Users.Name), sql.Func[sql.Number[int64]]("length", Users.Name))
		},
		"functions.lower_upper_trim": func(golden) any {
			return sql.Select(Users.Name.Lower(), Users.Name.Upper(), sql.Trim(Users.Name), sql.Replace(Users.Name, "a", "b"), sql.Substr(Users.Name, 1, 3))
		},
		"functions.random": func(golden) any { return sql.Select(Users.ID).OrderBy(sql.Random()) },
		"functions.math": func(golden) any {
			return sql.Select(sql.Abs(Items.Qty), sql.Round(Items.Price, 2), sql.Pow(Items.Qty, sql.Val(int64(2))), sql.Func[sql.Number[int64]]("mod", Items.Qty, sql.Val(3)))
		},
		"functions.unknown": func(golden) any {
			return sql.Select(sql.Func[sql.String]("do_something", Users.ID, sql.Val("x"), sql.Val(3)))
		},
		"functions.dotted": func(golden) any {
			return sql.Select(sql.Func[sql.Number[float64]]("stats.pkg.Median", Items.Price), sql.Func[sql.String]("dbo.fn_trim", Users.Name))
		},
		"functions.nested": func(golden) any {
			return sql.Select(sql.Coalesce(sql.NullIf(sql.Trim(Users.Name), sql.Val("")), sql.Literal[sql.String]("none").Upper()))
		},
		"functions.label_where": func(golden) any {
			return sql.Select(Orders.UserID, n).Where(Orders.Status.Lower().Eq("open")).GroupBy(Orders.UserID).Having(n.Gt(2))
		},
		"functions.no_args": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Lt(Users.CreatedAt, sql.Now()), sql.Gt(Users.ID, sql.Func[sql.Number[int64]]("my_floor").Add(1)))
		},
		"functions.type_argument": func(golden) any {
			return []any{sql.Func[sql.String]("foo", sql.Val(1)).Concat("x"), sql.Func[sql.Number[int64]]("foo", sql.Val(1)).Add(1),
				sql.Func[sql.Date]("foo", sql.Val(1)).Eq(date0), sql.Literal[sql.String]("A").Lower().Concat("b")}
		},
		"functions.bind_types": func(golden) any {
			return sql.Select(sql.Func[sql.String]("f", sql.Val(1), sql.Val("a"), sql.Val(2.5), sql.Val(true), sql.NullOf[sql.NullString](), sql.Val(dec("1.5")), sql.Val(date0)))
		},
		"functions.filter": func(golden) any {
			return sql.Select(sql.Filter(sql.Count(Orders.ID), Orders.Status.Eq("open")),
				sql.Filter(sql.Sum(Orders.Total), sql.Eq(Orders.Paid, sql.True()), Orders.Total.Gt(dec("5"))))
		},
		"functions.within_group": func(golden) any {
			return sql.Select(sql.WithinGroup(sql.Func[sql.Number[float64]]("percentile_cont", sql.Val(0.5)), Items.Price))
		},
		"functions.array_agg":         func(golden) any { return sql.Select(sql.ArrayAgg(Users.Name)) },
		"functions.aggregate_strings": func(golden) any { return sql.Select(sql.AggregateStrings(Users.Name, ", ")) },
		"functions.aggregate_strings_order_by": func(golden) any {
			return sql.Select(sql.OrderedBy(sql.AggregateStrings(Users.Name, ","), Users.ID.Desc()))
		},
		"functions.aggregate_order_by": func(golden) any {
			return sql.Select(sql.OrderedBy(sql.ArrayAgg(Users.Name), Users.CreatedAt, Users.ID.Desc()))
		},
		"functions.row_number": func(golden) any {
			return sql.Select(Users.ID, sql.Over(sql.RowNumber(), sql.Window().OrderBy(Users.Name)))
		},
		"functions.over_empty": func(golden) any { return sql.Select(sql.Over(sql.Count(Users.ID), sql.Window())) },
		"functions.over_partition_order": func(golden) any {
			return sql.Select(Employees.Name, sql.Over(sql.Rank(), sql.Window().PartitionBy(Employees.Dept).OrderBy(Employees.Salary.Desc())).As("r"))
		},
		"functions.over_rows": func(golden) any {
			return sql.Select(sql.Over(sql.Sum(Orders.Total), frame().Rows(sql.UnboundedPreceding, sql.CurrentRow)),
				sql.Over(sql.Sum(Orders.Total), frame().Rows(sql.Preceding(2), sql.Following(3))))
		},
		"functions.over_groups": func(golden) any {
			return sql.Select(sql.Over(sql.Count(Orders.ID), sql.Window().OrderBy(Orders.Total).Groups(sql.Preceding(1), sql.Following(1))))
		},
		"functions.over_exclude": func(golden) any {
			return sql.Select(sql.Over(sql.Sum(Orders.Total), frame().Rows(sql.UnboundedPreceding, sql.CurrentRow).ExcludeCurrentRow()),
				sql.Over(sql.Sum(Orders.Total), frame().Rows(sql.Preceding(1), sql.Following(1)).ExcludeTies()))
		},
		"functions.over_order_expression": func(golden) any {
			return sql.Select(sql.Over(sql.RowNumber(), sql.Window().OrderBy(
				sql.Coalesce(Items.Price, sql.Literal[sql.Number[decimal.Decimal]](decimal.Zero)).Desc(),
				sql.Case(sql.When(Items.Qty.Gt(0), sql.Val(1))).Else(sql.Val(0)), Items.Weight.Asc().NullsLast())))
		},
		"functions.over_function": func(golden) any {
			return sql.Select(sql.Over(sql.Max(Items.Price), sql.Window().PartitionBy(Items.SKU).OrderBy(Items.ID)))
		},
		"functions.next_value": func(golden) any { return sql.Select(sql.NextValue[sql.Number[int64]]("my_seq")) },
		"functions.in_operator": func(golden) any {
			return []any{Users.Name.Lower().In("a", "b"), sql.Func[sql.Number[int64]]("length", Users.Name).Between(1, 3), sql.Trim(Users.Name).Like("x%"), sql.NullIf(Users.ID, sql.Val(int64(1))).IsNull()}
		},
		"functions.order_by_function_label": func(golden) any {
			total := sql.Sum(Orders.Total)
			return sql.Select(Orders.UserID, total.As("t")).GroupBy(Orders.UserID).OrderBy(total.Desc())
		},
		"functions.custom_generic": func(golden) any {
			return sql.Select(sql.Func[sql.Number[int64]]("ST_Area", number("shape")).Add(1))
		},
		"grouping.group_by": func(golden) any {
			return sql.Select(Orders.UserID, sql.Count(Orders.ID)).GroupBy(Orders.UserID)
		},
		"grouping.group_by_many": func(golden) any {
			return sql.Select(Employees.Dept, Employees.ManagerID, sql.Sum(Employees.Salary)).GroupBy(Employees.Dept).GroupBy(Employees.ManagerID)
		},
		"grouping.group_by_reset": func(golden) any { return sql.Select(sql.Count(Employees.ID)) },
		"grouping.having": func(golden) any {
			return sql.Select(Orders.UserID).GroupBy(Orders.UserID).Having(sql.Count(Orders.ID).Gt(3))
		},
		"grouping.having_twice": func(golden) any {
			return sql.Select(Orders.UserID).GroupBy(Orders.UserID).Having(sql.Count().Gt(3), sql.Max(Orders.Total).Lt(dec("100"))).Having(sql.Min(Orders.Total).Ge(dec("1")))
		},
		"grouping.having_without_group": func(golden) any {
			return sql.Select(sql.Count(Orders.ID)).Having(sql.Count(Orders.ID).Gt(3))
		},
		"grouping.group_by_expression": func(golden) any {
			return sql.Select(Items.Qty.Div(10), sql.Count()).GroupBy(Items.Qty.Div(10))
		},
		"grouping.group_by_function": func(golden) any {
			year := sql.Extract(sql.Year, Orders.PlacedAt)
			return sql.Select(year.As("y"), sql.Count(Orders.ID)).GroupBy(year).OrderBy(sql.Labelled("y"))
		},
		"grouping.group_by_text": func(golden) any {
			return sql.Select(text("dept"), sql.Count()).From(Employees).GroupBy(text("dept"))
		},
		"grouping.rollup": func(golden) any {
			return sql.Select(Employees.Dept, Employees.ManagerID, sql.Sum(Employees.Salary)).GroupBy(sql.Rollup(Employees.Dept, Employees.ManagerID))
		},
		"grouping.cube": func(golden) any {
			return sql.Select(Employees.Dept, sql.Sum(Employees.Salary)).GroupBy(sql.Cube(Employees.Dept, Employees.ManagerID))
		},
		"grouping.grouping_sets": func(golden) any {
			return sql.Select(Employees.Dept, sql.Sum(Employees.Salary)).GroupBy(sql.GroupingSets(
				sql.GroupSet(Employees.Dept, Employees.ManagerID), sql.GroupSet(Employees.Dept), sql.GroupSet()))
		},
		"grouping.distinct_aggregates": func(golden) any {
			return sql.Select(Orders.Status, sql.CountDistinct(Orders.UserID), sql.Distinct(sql.Sum(Orders.Total))).GroupBy(Orders.Status)
		},
		"grouping.group_by_literal_column": func(golden) any {
			return sql.Select(Employees.Dept, sql.Count()).GroupBy(number("1")).OrderBy(number("2").Desc())
		},
	})
}
