package sqlgolden

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	register(cases{
		"expressions.case_searched": func(golden) any {
			return sql.Select(sql.Case(sql.When(Users.ID.Lt(10), sql.Val("low")), sql.When(Users.ID.Lt(20), sql.Val("mid"))).Else(sql.Val("high")).As("band"))
		},
		"expressions.case_value": func(golden) any {
			return sql.Select(sql.CaseOf(Orders.Status, sql.WhenValue("new", sql.Val(1)), sql.WhenValue("open", sql.Val(2))).Else(sql.Val(0)))
		},
		"expressions.case_no_else": func(golden) any {
			return sql.Select(sql.Case(sql.When(Users.Name.Eq("ed"), Users.Fullname)).End())
		},
		"expressions.case_literal_column": func(golden) any {
			return sql.Select(sql.Case(sql.When(Users.ID.Gt(5), text("'many'"))).Else(text("'few'")))
		},
		"expressions.case_in_order_by": func(golden) any {
			return sql.Select(Orders.ID).OrderBy(sql.Case(sql.When(Orders.Status.Eq("open"), sql.Val(0))).Else(sql.Val(1)), Orders.ID.Desc())
		},
		"expressions.case_with_and_or": func(golden) any {
			return sql.Select(sql.Case(
				sql.When(sql.And(Users.ID.Gt(1), sql.Or(Users.Name.Eq("a"), Users.Name.Eq("b"))), sql.Val(1)),
				sql.When(sql.Not(Users.ID.In(1, 2)), sql.Val(2)),
			).Else(sql.Val(3)))
		},
		"expressions.case_bool_column": func(golden) any {
			return sql.Select(sql.Case(sql.When(Orders.Paid, sql.Val("paid"))).Else(sql.Val("due")))
		},
		"expressions.case_sum": func(golden) any {
			return sql.Select(sql.Sum(sql.Case(sql.When(sql.Eq(Orders.Paid, sql.True()), Orders.Total)).Else(
				sql.Literal[sql.NullNumber[decimal.Decimal]](decimal.Zero))).As("paid_total"))
		},
		"expressions.cast_integer": func(golden) any {
			return sql.Select(sql.CastTo[sql.Number[int64]](Users.Name, types.Integer), sql.CastTo[sql.Number[int64]](Users.Name, types.BigInteger),
				sql.CastTo[sql.Number[int64]](Users.Name, types.SmallInteger), sql.CastTo[sql.Number[float64]](Users.ID, types.Float),
				sql.CastTo[sql.Number[decimal.Decimal]](Users.ID, types.Numeric(12, 4)))
		},
		"expressions.cast_strings": func(golden) any {
			return sql.Select(sql.CastTo[sql.String](Users.ID, types.String(20)), sql.CastTo[sql.String](Users.ID, types.Text),
				sql.CastTo[sql.String](Users.ID, types.Unicode(30)), sql.CastTo[sql.String](Users.ID, types.Char(4)))
		},
		"expressions.cast_string_no_length": func(golden) any { return sql.Select(sql.CastTo[sql.String](Users.ID, types.String(0))) },
		"expressions.cast_dates": func(golden) any {
			return sql.Select(sql.CastTo[sql.NullDate](Users.CreatedAt, types.DateOnly), sql.CastTo[sql.NullTimeOfDay](Users.CreatedAt, types.TimeOnly),
				sql.CastTo[sql.Time](sql.Val("2024-01-01"), types.DateTime), sql.CastTo[sql.Time](Users.Name, types.DateTimeTZ))
		},
		"expressions.cast_bool":   func(golden) any { return sql.Select(sql.CastTo[sql.Bool](Users.ID, types.Boolean)) },
		"expressions.cast_binary": func(golden) any { return sql.Select(sql.CastTo[sql.Bytes](Users.Name, types.Bytes)) },
		"expressions.cast_json":   func(golden) any { return sql.Select(sql.CastTo[sql.NullJSON[any]](Users.Name, types.JSON)) },
		"expressions.cast_value": func(golden) any {
			return sql.Select(sql.CastTo[sql.Number[int64]](sql.Val("5"), types.Integer).Add(1),
				sql.CastTo[sql.NullString](sql.NullOf[sql.NullString](), types.String(5)))
		},
		"expressions.cast_method": func(golden) any {
			return sql.Select(sql.CastTo[sql.String](Users.ID, types.String(10)).Concat("x")).Where(sql.CastTo[sql.Number[int64]](Users.Name, types.Integer).Gt(3))
		},
		"expressions.cast_double": func(golden) any {
			return sql.Select(sql.CastTo[sql.Number[float64]](Items.Price, types.Double), sql.CastTo[sql.Number[float64]](Items.Qty, types.Numeric(0, 0)))
		},
		"expressions.try_cast": func(golden) any { return sql.Select(sql.TryCast[sql.NullNumber[int64]](Users.Name, types.Integer)) },
		"expressions.type_coerce": func(golden) any {
			return sql.Select(sql.Coerce[sql.Number[int64]](Users.Name).Add(5), sql.Literal[sql.String]("x").Concat("y"))
		},
		"expressions.extract_fields": func(golden) any {
			return sql.Select(sql.Extract(sql.Year, Orders.PlacedAt), sql.Extract(sql.Month, Orders.PlacedAt), sql.Extract(sql.Day, Orders.PlacedAt))
		},
		"expressions.extract_epoch": func(golden) any {
			return []any{sql.Extract(sql.Epoch, Orders.PlacedAt), sql.Extract("milliseconds", Orders.PlacedAt)}
		},
		"expressions.extract_where": func(golden) any {
			return sql.Select(Orders.ID).Where(sql.Extract(sql.Year, Orders.PlacedAt).Eq(2024),
				sql.Gt(sql.Extract(sql.Month, sql.CurrentTimestamp()), sql.Extract(sql.Month, Orders.PlacedAt)))
		},
		"expressions.literal_types": func(golden) any {
			return sql.Select(sql.Val(1), sql.Val("s"), sql.Val(2.5), sql.Val(true), sql.Val[any](nil), sql.Val(dec("3.14")))
		},
		"expressions.null_compare": func(golden) any {
			null := sql.NullOf[sql.NullNumber[int64]]()
			return []any{sql.Eq(null, Users.ID), sql.NotEq(Users.ID, null), Users.ID.IsNull(), sql.Add(Users.ID, null)}
		},
		"expressions.nullif_coalesce": func(golden) any {
			return sql.Select(sql.NullIf(Users.Name, sql.Val("")), sql.Coalesce(Users.Nickname, Users.Fullname, sql.Val("none")),
				sql.Greatest(Items.Qty, sql.Val(int64(1))))
		},
		"expressions.label_chain": func(golden) any {
			x := Users.Name.As("a")
			return sql.Select(x.As("b"), sql.CastTo[sql.String](x, types.String(5)).As("c"))
		},
		"expressions.collate_label": func(golden) any {
			return sql.Select(Users.Name.Collate("utf8mb4_bin").As("n")).OrderBy(Users.Name.Collate("utf8mb4_bin"))
		},
		"expressions.exists_in_case": func(golden) any {
			orders := sql.Exists(sql.Select1(Orders.ID).Where(sql.Eq(Orders.UserID, Users.ID)))
			return sql.Select(Users.ID, sql.Case(sql.When(orders, sql.Val("buyer"))).Else(sql.Val("visitor")))
		},
		"expressions.interval_value": func(golden) any {
			return sql.Select(TypeSamples.ID).Where(TypeSamples.Interval.Gt(48*time.Hour + 5*time.Second))
		},
		"expressions.bytes_value": func(golden) any {
			return sql.Select(TypeSamples.ID).Where(TypeSamples.Binary.Eq([]byte("\xff\x00abc")))
		},
		"expressions.enum_value": func(golden) any { return sql.Select(TypeSamples.ID).Where(TypeSamples.Enum.Eq("green")) },
		"expressions.time_date_values": func(golden) any {
			return sql.Select(TypeSamples.ID).Where(TypeSamples.Time.Lt(types.NewTimeOfDay(13, 45, 59, 0)), TypeSamples.Date.Eq(date0))
		},
		"expressions.bool_values": func(golden) any {
			return []any{Orders.Paid.In(true, false), sql.Eq(sql.Literal[sql.NullBool](true), Orders.Paid), sql.Eq(Orders.Paid, sql.Literal[sql.NullBool](false)), Orders.Paid.Coalesce(true)}
		},
	})
}
