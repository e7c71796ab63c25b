package sqlgolden

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var date0 = types.NewDate(2024, time.February, 29)

var datetime0 = time.Date(2024, 2, 29, 13, 45, 59, 0, time.UTC)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// decimals takes an integer for a decimal, to reckon with decimals.
func decimals(x sql.Expression) sql.Number[decimal.Decimal] {
	return sql.Coerce[sql.Number[decimal.Decimal]](x)
}

func init() {
	register(cases{
		"operators.comparisons": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(Users.ID.Eq(1), Users.ID.NotEq(2), Users.ID.Lt(3), Users.ID.Le(4), Users.ID.Gt(5), Users.ID.Ge(6)))
		},
		"operators.column_to_column": func(golden) any {
			return sql.Select(Items.ID).Where(sql.Gt(Items.Price, decimals(Items.Weight)))
		},
		"operators.reversed_comparison": func(golden) any { return sql.Select(Users.ID).Where(Users.ID.Gt(5)) },
		"operators.eq_none":             func(golden) any { return sql.Select(Users.ID).Where(Users.Nickname.IsNull()) },
		"operators.ne_none":             func(golden) any { return sql.Select(Users.ID).Where(Users.Nickname.IsNotNull()) },
		"operators.is_null": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(Users.Nickname.IsNull(), Users.Fullname.IsNotNull()))
		},
		"operators.eq_null_construct": func(golden) any {
			null := sql.NullOf[sql.NullString]()
			return sql.Select(Users.ID).Where(sql.Or(sql.Eq(Users.Nickname, null), sql.NotEq(Users.Fullname, null)))
		},
		"operators.eq_true":  func(golden) any { return sql.Select(Orders.ID).Where(sql.Eq(Orders.Paid, sql.True())) },
		"operators.eq_false": func(golden) any { return sql.Select(Orders.ID).Where(sql.Eq(Orders.Paid, sql.False())) },
		"operators.is_true": func(golden) any {
			return sql.Select(Orders.ID).Where(sql.Or(Orders.Paid.Is(true), Orders.Paid.Is(false)))
		},
		"operators.is_not_true": func(golden) any { return sql.Select(Orders.ID).Where(Orders.Paid.IsNot(true)) },
		"operators.bool_column_eq_comparison": func(golden) any {
			return sql.Select(Stuntmen.ID).Where(sql.Eq(Stuntmen.Active, Orders.Paid))
		},
		"operators.and_or_nesting": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(Users.ID.Gt(1), sql.Or(Users.Name.Eq("a"), Users.Name.Eq("b"))))
		},
		"operators.or_and_nesting": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.And(Users.ID.Gt(1), Users.Name.Eq("a")), Users.Name.Eq("b")))
		},
		"operators.and_flattening": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(Users.ID.Gt(1), sql.And(Users.ID.Lt(9), sql.And(Users.Name.Eq("a"), Users.Name.NotEq("b")))))
		},
		"operators.infix_and_or_not": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.And(Users.ID.Gt(1), Users.Name.Eq("a")), sql.Not(Users.Name.Eq("b"))))
		},
		"operators.not_and": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Not(sql.And(Users.ID.Gt(1), Users.Name.Eq("a"))))
		},
		"operators.not_or": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Not(sql.Or(Users.ID.Gt(1), Users.Name.Eq("a"))))
		},
		"operators.not_comparisons": func(golden) any {
			return []any{sql.Not(Users.ID.Eq(1)), sql.Not(Users.ID.NotEq(1)), sql.Not(Users.ID.Lt(1)), sql.Not(Users.ID.Ge(1)), sql.Not(Users.Name.Like("a"))}
		},
		"operators.and_single":    func(golden) any { return sql.Select(Users.ID).Where(sql.And(sql.Or(Users.ID.Eq(1)))) },
		"operators.and_with_true": func(golden) any { return sql.Select(Users.ID).Where(sql.And(sql.True(), Users.ID.Eq(1))) },
		"operators.and_with_false": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(Users.ID.Eq(1), sql.False(), Users.Name.Eq("x")))
		},
		"operators.not_true_false": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.Not(sql.True()), sql.Not(sql.False())))
		},
		"operators.or_starts_empty": func(golden) any {
			crit := sql.False()
			for _, n := range []string{"x", "y"} {
				crit = sql.Or(crit, Users.Name.Eq(n))
			}
			return sql.Select(Users.ID).Where(crit)
		},
		"operators.comparison_of_comparisons": func(golden) any {
			return []any{sql.Eq(Users.ID.Eq(1), Users.Name.Eq("x")), sql.NotEq(Users.ID.Gt(1), Users.ID.Lt(3))}
		},
		"operators.arithmetic": func(golden) any {
			return sql.Select(Items.Qty.Add(2), Items.Qty.Sub(2), Items.Qty.Mul(2), Items.Qty.Mod(2), Items.Qty.Neg())
		},
		"operators.arithmetic_precedence": func(golden) any {
			return []any{Items.Qty.Add(1).Mul(2), sql.Add(Items.Qty, Items.ID.Mul(2)), sql.Sub(Items.Qty, Items.ID.Sub(1)),
				sql.Sub(Items.Qty, Items.ID).Sub(1), sql.Mul(Items.Qty, Items.ID.Mul(3))}
		},
		"operators.reversed_arithmetic": func(golden) any {
			five := sql.Literal[sql.Number[int64]](5)
			return []any{sql.Add(five, Items.Qty), sql.Sub(five, Items.Qty), sql.Mul(five, Items.Qty), sql.Mod(five, Items.Qty)}
		},
		"operators.true_division_int": func(golden) any {
			return []any{sql.Div(Items.Qty, Items.ID), Items.Qty.Div(2), sql.Div(sql.Literal[sql.Number[int64]](10), Items.Qty)}
		},
		"operators.floor_division": func(golden) any {
			return []any{Items.Qty.FloorDiv(2), sql.FloorDiv(Items.Qty, Items.ID), Items.Price.FloorDiv(dec("2")), sql.FloorDiv(Items.Price, Items.Price)}
		},
		"operators.division_of_functions": func(golden) any {
			return []any{sql.Div(sql.Sum(Items.Qty), sql.Count(Items.ID)), sql.Func[sql.Number[int64]]("foo", sql.Val(1)).Div(2),
				sql.Func[sql.Number[int64]]("length", Items.SKU).Div(2)}
		},
		"operators.division_by_literal_types": func(golden) any {
			seven, two := sql.Literal[sql.Number[int64]](7), sql.Literal[sql.Number[int64]](2)
			return []any{sql.Div(seven, two), sql.Div(sql.Literal[sql.Number[float64]](7.5), two), sql.FloorDiv(seven, two)}
		},
		"operators.concat_plus": func(golden) any {
			return sql.Select(sql.Concat(Users.Name.Concat(" "), Users.Fullname))
		},
		"operators.concat_method": func(golden) any {
			return []any{Users.Name.Concat("x"), sql.Concat(sql.Literal[sql.String]("Dr. "), Users.Name), sql.Concat(Users.Name, Users.Nickname).Concat("!")}
		},
		"operators.concat_precedence": func(golden) any {
			return []any{sql.Eq(Users.Name.Concat("a"), Users.Nickname.Concat("b")), Users.Name.Concat("x").Like("%y"), sql.Lower(Users.Name.Concat("q"))}
		},
		"operators.bitwise": func(golden) any {
			return []any{Items.Qty.BitAnd(6), Items.Qty.BitOr(1), Items.Qty.BitXor(3), Items.Qty.BitNot(), Items.Qty.ShiftLeft(2), Items.Qty.ShiftRight(1)}
		},
		"operators.shift_op": func(golden) any {
			return []any{sql.Op[sql.Number[int64]](Items.Qty, "<<", sql.Val(2)),
				sql.Op[sql.Number[int64]](Items.Qty, ">>", sql.Val(1), sql.Binding(8)).Add(3)}
		},
		"operators.like": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(Users.Name.Like("%a%"), Users.Name.NotLike("b_")))
		},
		"operators.like_escape": func(golden) any { return sql.Select(Users.ID).Where(Users.Name.LikeEscape("10/%%", "/")) },
		"operators.ilike":       func(golden) any { return sql.Select(Users.ID).Where(Users.Name.ILike("%A%")) },
		"operators.contains": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.Contains(Users.Name, sql.Val("mid")), sql.StartsWith(Users.Name, sql.Val("be")), sql.EndsWith(Users.Name, sql.Val("nd"))))
		},
		"operators.contains_autoescape": func(golden) any {
			return []any{Users.Name.Contains("50%_/"), Users.Name.StartsWith("a%"), Users.Name.EndsWith("_z")}
		},
		"operators.contains_column": func(golden) any {
			return []any{sql.Contains(Users.Fullname, Users.Name), sql.StartsWith(Users.Fullname, sql.Lower(Users.Name)), sql.EndsWith(Users.Fullname, Users.Nickname.Concat("x"))}
		},
		"operators.icontains": func(golden) any {
			return []any{sql.IContains(Users.Name, sql.Val("Mid")), sql.IStartsWith(Users.Name, sql.Val("Be")), sql.IEndsWith(Users.Name, sql.Val("Nd"))}
		},
		"operators.between": func(golden) any {
			return sql.Select(Items.ID).Where(Items.Price.Between(dec("5"), dec("10")))
		},
		"operators.not_between": func(golden) any {
			return sql.Select(Items.ID).Where(sql.Or(sql.Not(Items.Price.Between(dec("5"), dec("10"))), sql.Between(Items.Qty, Items.ID, Items.ID.Add(10))))
		},
		"operators.in_list":     func(golden) any { return sql.Select(Users.Name).Where(Users.ID.In(1, 2, 3)) },
		"operators.not_in_list": func(golden) any { return sql.Select(Users.Name).Where(Users.Name.NotIn("a", "b")) },
		"operators.in_empty":    func(golden) any { return sql.Select(Users.Name).Where(Users.ID.In()) },
		"operators.in_subquery": func(golden) any {
			return sql.Select(Users.Name).Where(sql.In(Users.ID, sql.AsSet(sql.Select1(Orders.UserID).Where(Orders.Total.Gt(dec("50"))))))
		},
		"operators.not_in_subquery": func(golden) any {
			return sql.Select(Users.Name).Where(sql.NotIn(Users.ID, sql.AsSet(sql.Select1(Orders.UserID))))
		},
		"operators.in_bindparam": func(golden) any {
			return sql.Select(Users.Name).Where(sql.InParam(Users.ID, "ids")).Params(sql.P{"ids": []int64{4, 5, 6}})
		},
		"operators.in_bindparam_empty": func(golden) any {
			return sql.Select(Users.Name).Where(sql.InParam(Users.ID, "ids"), Users.Name.Eq("x")).Params(sql.P{"ids": []int64{}})
		},
		"operators.tuple_in": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Tuple2(Users.Name, Users.ID).In(sql.Pair("a", int64(1)), sql.Pair("b", int64(2))))
		},
		"operators.tuple_in_empty": func(golden) any { return sql.Select(Users.ID).Where(sql.Tuple2(Users.Name, Users.ID).In()) },
		"operators.tuple_in_subquery": func(golden) any {
			return sql.Select(Users.ID).Where(sql.In(sql.Tuple2(Users.ID, Users.Name), sql.Select2(Addresses.UserID, Addresses.EmailAddress)))
		},
		"operators.tuple_compare": func(golden) any {
			tuple := sql.Tuple2(Users.ID, Users.Name)
			return []any{tuple.Eq(sql.Pair(int64(1), "a")), tuple.Lt(sql.Pair(int64(5), "x"))}
		},
		"operators.is_distinct_from": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.IsDistinctFrom(Users.Name, Users.Nickname), Users.Fullname.IsNotDistinctFrom("x")))
		},
		"operators.any_all_subquery": func(golden) any {
			users := sql.AsSet(sql.Select1(Orders.UserID))
			return []any{sql.Eq(Users.ID, sql.Any(users)), sql.Gt(Users.ID, sql.All(users))}
		},
		"operators.match": func(golden) any { return sql.Select(Posts.ID).Where(Posts.Body.Match("cats")) },
		"operators.regexp_match": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(Users.Name.RegexpMatch("^a.*"), sql.Not(Users.Nickname.RegexpMatch("b$"))))
		},
		"operators.regexp_match_flags": func(golden) any { return sql.Select(Users.ID).Where(Users.Name.RegexpMatch("^a", "i")) },
		"operators.regexp_replace":     func(golden) any { return sql.Select(Users.Name.RegexpReplace("a+", "b")) },
		"operators.collate": func(golden) any {
			return sql.Select(Users.ID).Where(Users.Name.Collate("C").Eq("x")).OrderBy(Users.Fullname.Collate("fr_FR").Desc())
		},
		"operators.custom_op": func(golden) any {
			and := sql.Op[sql.Number[int64]](Items.Qty, "&", sql.Val(7))
			return []any{sql.Op[sql.Bool](Users.Name, "~*", sql.Val("^x")), and, and.Eq(3)}
		},
		"operators.custom_op_precedence": func(golden) any {
			return []any{sql.Op[sql.Number[int64]](Items.Qty, "%%%", sql.Val(2), sql.Binding(7)).Add(1),
				sql.Op[sql.Number[int64]](Items.Qty.Add(1), "@", Items.ID.Mul(2)),
				sql.Op[sql.Number[int64]](Items.Qty, "low", Items.ID.Eq(3), sql.Binding(1))}
		},
		"operators.bool_op": func(golden) any {
			sounds := sql.Op[sql.Bool](Users.Name, "SOUNDS LIKE", sql.Val("ed"))
			return []any{sounds, sql.Not(sounds), sql.And(Users.ID.Eq(1), sql.Op[sql.Bool](Users.Name, "@@", sql.Val("q")))}
		},
		"operators.custom_unary": func(golden) any {
			return []any{sql.PrefixOp[sql.Number[int64]]("@", Users.ID), sql.PostfixOp[sql.Number[int64]](Users.ID, "!!")}
		},
		"operators.nulls_ordering": func(golden) any {
			return sql.Select(Users.ID).OrderBy(Users.Name.Asc().NullsFirst(), Users.Nickname.Desc().NullsLast())
		},
		"operators.dates": func(golden) any {
			return sql.Select(Orders.ID).Where(sql.And(Orders.PlacedAt.Ge(datetime0), Employees.Hired.Lt(date0)))
		},
		"operators.decimal_values": func(golden) any { return sql.Select(Items.ID).Where(Items.Price.Eq(dec("19.90"))) },
		"operators.comparison_with_subquery": func(golden) any {
			return []any{sql.Eq(Users.ID, sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(Orders.UserID)))),
				sql.Lt(sql.Scalar[sql.NullNumber[decimal.Decimal]](sql.Select1(sql.Coerce[sql.NullNumber[decimal.Decimal]](sql.Avg(Items.Price)))), Items.Price),
				sql.Add(Items.Price, sql.Scalar[sql.NullNumber[decimal.Decimal]](sql.Select1(sql.Min(Items.Price))))}
		},
		"operators.distinct_operator": func(golden) any {
			return sql.Select(sql.CountDistinct(Users.Name), sql.CountDistinct(Users.Fullname))
		},
		"operators.not_exists_column": func(golden) any {
			return []any{sql.Not(sql.Coerce[sql.Bool](sql.Func[sql.Value[any]]("is_ok", Users.ID))), sql.Not(Orders.Paid.Coalesce(false)), sql.Not(sql.Coerce[sql.Bool](Users.ID))}
		},
		"operators.in_single": func(golden) any {
			return sql.Select(Users.Name).Where(sql.Or(Users.ID.In(4), sql.InParam(Users.Nickname, "names"))).Params(sql.P{"names": []any{nil, "x"}})
		},
		"operators.in_expressions": func(golden) any {
			return sql.Select(Users.Name).Where(sql.OneOf(Users.ID, sql.Val(int64(1)), Items.ID, sql.Func[sql.Number[int64]]("abs", sql.Val(int64(-3)))))
		},
		"operators.interval_arithmetic": func(golden) any {
			return []any{Orders.PlacedAt.Minus(74 * time.Hour), sql.Since(Orders.PlacedAt, Users.CreatedAt), sql.Coerce[sql.NullTime](Employees.Hired).Plus(24 * time.Hour)}
		},
		"operators.power_untyped": func(golden) any {
			a, b, c := number("a"), number("b"), number("c")
			p := func(x sql.Expression) sql.Bool { return sql.Coerce[sql.Bool](x) }
			return []any{sql.Add(a, sql.Mul(b, c)), sql.And(sql.Or(p(a), p(b)), p(c)), sql.And(a.In(1), sql.Not(p(b)))}
		},
	})
}
