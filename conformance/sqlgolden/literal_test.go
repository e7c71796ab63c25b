package sqlgolden

import (
	"time"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var uuid0 = [16]byte{0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78}

func init() {
	register(cases{
		"literal.dates": func(golden) any {
			return sql.Select(Orders.ID).Where(Orders.PlacedAt.Gt(datetime0), Employees.Hired.Eq(date0),
				TypeSamples.Time.Lt(types.NewTimeOfDay(13, 45, 59, 0)))
		},
		"literal.numbers": func(golden) any {
			return sql.Select(Items.ID).Where(Items.Price.Eq(dec("19.90")), Items.Weight.Gt(2.5), Items.Qty.Eq(-3), Items.Qty.Sub(-1).Lt(10000000000))
		},
		"literal.booleans": func(golden) any {
			return []any{sql.Eq(Orders.Paid, sql.Literal[sql.NullBool](true)), sql.Val(false), Orders.Paid.In(true, false)}
		},
		"literal.insert": func(golden) any {
			return []any{sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Price.Set(dec("1.50")), Items.Qty.Set(3)),
				sql.Insert(Keywords).Values(Keywords.Keyword.Set("x")).Values(Keywords.Keyword.Set("y"))}
		},
		"literal.binary_uuid": func(golden) any {
			return []any{TypeSamples.Binary.Eq([]byte("abc'd")), TypeSamples.UUID.Eq(uuid0)}
		},
		"literal.enum_json_interval": func(golden) any {
			return []any{TypeSamples.Enum.Eq("red"), TypeSamples.JSON.Eq(map[string]any{"a": "b'c"}), TypeSamples.Interval.Eq(24*time.Hour + 30*time.Second)}
		},
		"literal.text_binds": func(golden) any {
			return sql.Text("select * from t where a = :a and b = :b", sql.P{"a": 5, "b": "x'y"})
		},
		"literal.values_array": func(golden) any {
			return []any{sql.Select(sql.ArrayOf(sql.Val(1), sql.Val(2), sql.Val(3))), PgItems.Tags.Eq([]string{"a", "b'c"}), PgItems.Tags.Contains("x")}
		},
		"literal.literal_execute_mixed": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Eq(Users.Name, sql.Inline(sql.Param[sql.String]("n", "it's"))),
				sql.Eq(Users.ID, sql.Param[sql.Number[int64]]("i", int64(4))))
		},
	})
}
