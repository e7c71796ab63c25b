package sqlgolden

import (
	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	match := func(against, mode string, columns ...sql.Expression) sql.Bool {
		return sql.Match(sql.Val(against), []sql.MatchOption{sql.MatchMode(mode)}, columns...)
	}
	register(cases{
		"mysql.match_against": func(golden) any {
			return []any{match("cats", "none", Posts.Headline, Posts.Body), match("+cat -dog", "boolean", Posts.Body),
				match("cat", "natural language", Posts.Body), match("cat", "expansion", Posts.Body)}
		},
		"mysql.match_operator": func(golden) any {
			body := func(mode string) sql.Bool { return Posts.Body.Match("a", sql.MatchMode(mode)) }
			return []any{Posts.Body.Match("a"), body("none"), body("natural language"), body("natural language expansion")}
		},
		"mysql.group_concat": func(golden) any {
			names := sql.AggregateStrings(Users.Name, ";")
			return sql.Select(names, sql.OrderedBy(names, Users.Name.Desc()), sql.Distinct(sql.Func[sql.NullString]("group_concat", Users.Name)))
		},
		"mysql.concat": func(golden) any {
			return []any{sql.Concat(Users.Name.Concat("a"), Users.Fullname), sql.Func[sql.String]("concat_ws", sql.Val("-"), Users.Name, Users.Fullname),
				Users.Name.Collate("utf8mb4_bin").Eq("x"), sql.Contains(Users.Name, sql.Val("z"))}
		},
		"mysql.casts": func(golden) any {
			id := func(t *types.Type) any { return sql.CastTo[sql.Value[any]](Users.ID, t) }
			name := func(t *types.Type) any { return sql.CastTo[sql.Value[any]](Users.Name, t) }
			return []any{id(types.Integer), id(types.Named("INTEGER UNSIGNED")), id(types.String(5)), id(types.Numeric(8, 2)), id(types.Float),
				id(types.Double), name(types.DateOnly), name(types.DateTime), name(types.Named("DATETIME(3)")), name(types.TimeOnly), name(types.JSON),
				name(types.Bytes), name(types.Named("CHAR CHARACTER SET utf8mb4")), name(types.Named("YEAR")), id(types.Text), id(types.Boolean)}
		},
		"mysql.true_false": func(golden) any {
			return []any{sql.Eq(Orders.Paid, sql.True()), Orders.Paid.Is(true), Orders.Paid.IsNot(false),
				sql.Select(Orders.ID).Where(Orders.Paid), sql.Select(Orders.ID).Where(sql.Not(Orders.Paid))}
		},
		"mysql.update_order_limit": func(golden) any {
			o := sql.Aliased(Orders, "o")
			return []any{sql.Update(Users).Set(sql.SetTo(Users.Nickname, sql.Via(o, Orders.Note))).Where(sql.Eq(Users.ID, sql.Via(o, Orders.UserID))),
				sql.Update(Users).Set(Users.Name.Set("x")).Prefix("IGNORE").Everywhere(),
				sql.Update(Users).Set(Users.Name.Set("x")).Hint("USE INDEX (a)").Everywhere()}
		},
		"mysql.delete_multi": func(golden) any {
			o := sql.Aliased(Orders, "o")
			return []any{sql.Delete(Users).Where(sql.Eq(Users.ID, sql.Via(o, Orders.UserID))),
				sql.Delete(Users).Where(sql.Eq(Users.ID, Orders.UserID), sql.Eq(Orders.ID, OrderItems.OrderID)), sql.Delete(Users).Prefix("QUICK").Everywhere()}
		},
		"mysql.on_duplicate_values": func(golden) any {
			given := sql.Func[sql.Number[decimal.Decimal]]("values", Items.Price)
			return sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Price.Set(dec("2"))).OnDuplicateKey(sql.SetTo(Items.Price, sql.Add(given, Items.Price)))
		},
		"mysql.select_into_lock": func(golden) any {
			return []any{sql.Select(Users.ID).ForUpdate(sql.Of(Users)),
				sql.Select(Users.ID, Orders.ID).From(Users).Join(Orders).ForUpdate(sql.Of(Orders), sql.SkipLocked), sql.Select(Users.ID).ForShare(sql.NoWait)}
		},
	})
}
