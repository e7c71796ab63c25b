package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// The defaults that the program makes.
func init() {
	Orders.Table().Column("status").SetClientDefault(func() any { return "new" })
	Orders.Table().Column("paid").SetClientDefault(func() any { return false })
	OrderItems.Table().Column("quantity").SetClientDefault(func() any { return int64(1) })
	Items.Table().Column("updated_at").SetOnUpdateExpr(sql.Now())
}

func init() {
	user := sql.Insert(Users)
	ed := user.Values(Users.Name.Set("ed"))
	item := sql.Insert(Items).Values(Items.SKU.Set("a"), Items.Price.Set(dec("3")))
	keyword := sql.Insert(Keywords).Values(Keywords.Keyword.Set("a"))
	register(cases{
		"insert.values_kwargs": func(golden) any {
			return user.Values(Users.Name.Set("ed"), Users.Fullname.Set("Ed Jones"))
		},
		"insert.values_dict":                func(golden) any { return user.Values(Users.ID.Set(5), Users.Name.Set("ed")) },
		"insert.empty_values":               func(golden) any { return sql.Insert(Keywords) },
		"insert.empty_values_with_defaults": func(golden) any { return sql.Insert(Orders) },
		"insert.column_default":             func(golden) any { return sql.Insert(Orders).Values(Orders.UserID.Set(1)) },
		"insert.column_default_overridden": func(golden) any {
			return sql.Insert(Orders).Values(Orders.UserID.Set(1), Orders.Status.Set("paid"), Orders.Paid.Set(true))
		},
		"insert.composite_pk": func(golden) any {
			return sql.Insert(OrderItems).Values(OrderItems.OrderID.Set(1), OrderItems.ItemID.Set(2))
		},
		"insert.no_autoincrement": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_  schema.Name           `orm:"t"`
				ID sql.Number[int64]     `orm:"id,pk,type=integer"`
				A  sql.NullNumber[int64] `orm:"a,type=integer"`
			}](schema.NewMetaData())
			return sql.Insert(t).Values(t.ID.Set(1), t.A.Set(2))
		},
		"insert.string_pk": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_    schema.Name           `orm:"t"`
				Code sql.String            `orm:"code,pk,size=5"`
				A    sql.NullNumber[int64] `orm:"a,type=integer"`
			}](schema.NewMetaData())
			return sql.Insert(t).Values(t.Code.Set("k"), t.A.Set(2))
		},
		"insert.identity_pk": func(golden) any {
			t := schema.DeclareIn[struct {
				schema.Declared
				_  schema.Name           `orm:"t"`
				ID sql.Number[int64]     `orm:"id,pk,type=integer"`
				A  sql.NullNumber[int64] `orm:"a,type=integer"`
			}](schema.NewMetaData())
			return sql.Insert(t).Values(t.A.Set(2))
		},
		"insert.sequence_explicit_value": func(golden) any {
			return user.Values(sql.SetTo(Users.ID, sql.NextValue[sql.Number[int64]]("user_seq")), Users.Name.Set("x"))
		},
		"insert.expressions": func(golden) any {
			return user.Values(sql.SetTo(Users.Name, sql.Literal[sql.String]("ed").Upper()), sql.SetTo(Users.Fullname, sql.Literal[sql.String]("a").Concat("b")),
				sql.SetTo(Users.CreatedAt, sql.Now()), Users.Nickname.SetNull())
		},
		"insert.subquery_value": func(golden) any {
			last := sql.Scalar[sql.NullNumber[int64]](sql.Select1(sql.Max(Users.ID)))
			return sql.Insert(Orders).Values(sql.SetTo(Orders.UserID, last), Orders.Status.Set("x"), Orders.Paid.Set(false))
		},
		"insert.bindparam_values": func(golden) any {
			return user.Values(sql.SetTo(Users.Name, sql.Param[sql.String]("n")), sql.SetTo(Users.Fullname, sql.Param[sql.String]("f").Concat("!"))).
				Params(sql.P{"n": "ed", "f": "Ed"})
		},
		"insert.multi_values": func(golden) any {
			return keyword.Values(Keywords.Keyword.Set("b")).Values(Keywords.Keyword.Set("c"))
		},
		"insert.multi_values_default": func(golden) any {
			return sql.Insert(Orders).Values(Orders.UserID.Set(1)).Values(Orders.UserID.Set(2))
		},
		"insert.multi_values_returning": func(golden) any {
			return sql.Returning(keyword.Values(Keywords.Keyword.Set("b")), Keywords.ID)
		},
		"insert.from_select": func(golden) any {
			return sql.Insert(Employees).FromQuery(sql.Select(Users.ID, Users.Name).Where(Users.ID.Gt(5)), Employees.ID, Employees.Name)
		},
		"insert.from_select_columns": func(golden) any {
			return sql.Insert(Posts).FromQuery(sql.Select(Users.ID, Users.Name.Concat("!").As("h")), Posts.UserID, Posts.Headline)
		},
		"insert.from_select_defaults": func(golden) any {
			return sql.Insert(Orders).FromQuery(sql.Select(Users.ID).Where(Users.Name.Eq("x")), Orders.UserID)
		},
		"insert.from_select_no_defaults": func(golden) any {
			return sql.Insert(Orders).FromQuery(sql.Select(Users.ID, sql.Val("z")), Orders.UserID, Orders.Status).WithoutDefaults()
		},
		"insert.returning": func(golden) any { return sql.Returning2(ed, Users.ID, Users.CreatedAt) },
		"insert.returning_expression": func(golden) any {
			return sql.Returning2(ed, Users.ID.Add(5), Users.Name.Upper().As("n"))
		},
		"insert.returning_star": func(golden) any { return sql.ReturningAll(ed) },
		"insert.inline":         func(golden) any { return ed.Inline() },
		"insert.sqlite_on_conflict_nothing": func(golden) any {
			return []any{keyword.OnConflict().DoNothing(), keyword.OnConflict(Keywords.Keyword).DoNothing()}
		},
		"insert.sqlite_on_conflict_update": func(golden) any {
			return item.OnConflict(Items.SKU).DoUpdate(Items.Price.SetExcluded(), sql.SetTo(Items.Qty, Items.Qty.Add(1)))
		},
		"insert.pg_on_conflict_nothing": func(golden) any {
			return []any{keyword.OnConflict().DoNothing(), keyword.OnConstraint("uq_keyword").DoNothing(), keyword.OnConflict(Keywords.Keyword).DoNothing()}
		},
		"insert.pg_on_conflict_update": func(golden) any {
			return item.OnConflict(Items.SKU).DoUpdate(Items.Price.SetExcluded(), sql.SetTo(Items.Qty, sql.Add(Items.Qty, sql.Excluded(Items.Qty))))
		},
		"insert.pg_on_conflict_excluded_all": func(golden) any {
			return sql.Insert(Keywords).Values(Keywords.ID.Set(1), Keywords.Keyword.Set("k")).OnConflict(Keywords.ID).DoUpdate(Keywords.Keyword.SetExcluded())
		},
		"insert.mysql_on_duplicate": func(golden) any {
			return item.OnDuplicateKey(Items.Price.SetExcluded(), sql.SetTo(Items.Qty, Items.Qty.Add(1)))
		},
		"insert.table_insert_method": func(golden) any { return sql.Insert(Keywords).Values(Keywords.Keyword.Set("k")) },
		"insert.cte_name_collision": func(golden) any {
			return user.Values(sql.SetTo(Users.Name, sql.Param[sql.String]("user_name", "x")), Users.Fullname.Set("y"),
				sql.SetTo(Users.Nickname, sql.Param[sql.String]("nick", "z")))
		},
		"mysql.returning_mariadb": func(golden) any {
			return []any{sql.Returning(user.Values(Users.Name.Set("x")), Users.ID),
				sql.ReturningRow(keyword.Values(Keywords.Keyword.Set("b")), sql.AllColumns(Keywords)),
				sql.Returning(sql.Delete(Users).Where(Users.ID.Eq(3)), Users.Name)}
		},
		"mysql.insert_ignore": func(golden) any {
			x := sql.Insert(Keywords).Values(Keywords.Keyword.Set("x"))
			return []any{x.Prefix("IGNORE"), x.Prefix("LOW_PRIORITY"),
				sql.Insert(Keywords).Prefix("IGNORE").FromQuery(sql.Select(Users.Name), Keywords.Keyword)}
		},
		"mysql.index_hints": func(golden) any {
			u := sql.Aliased(Users, "u")
			return []any{sql.Select(Users.ID).Hint(Users, "USE INDEX (ix1, ix2)"),
				sql.Select(sql.Via(u, Users.ID)).Hint(u, "FORCE INDEX (a) IGNORE INDEX FOR ORDER BY (b)"),
				sql.Select(Users.ID).From(Users).Join(Orders).Hint(Orders, "IGNORE INDEX (z)")}
		},
		"mysql.straight_join": func(golden) any {
			return []any{sql.Select(Users.ID).Prefix("STRAIGHT_JOIN"), sql.Select(Users.ID).Distinct().Prefix("SQL_CALC_FOUND_ROWS").Limit(3),
				sql.Select(Users.ID).Prefix("/*+ MAX_EXECUTION_TIME(1000) */")}
		},
	})
}
