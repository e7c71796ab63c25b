package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// number and text are pieces of SQL as values.
func number(s string) sql.Number[int64] { return sql.TextOf[sql.Number[int64]](s) }

func text(s string) sql.String { return sql.TextOf[sql.String](s) }

func init() {
	worth := sql.Mul(Items.Price, decimals(Items.Qty)).As("worth")
	low := sql.Lower(Users.Name).As("low")
	register(cases{
		"select.all_columns": func(golden) any { return sql.Select(sql.AllColumns(Users)) },
		"select.two_columns": func(golden) any { return sql.Select(Users.ID, Users.Name) },
		"select.where_eq":    func(golden) any { return sql.Select(Users.ID).Where(Users.Name.Eq("ed")) },
		"select.where_twice": func(golden) any { return sql.Select(Users.ID).Where(Users.Name.Eq("ed")).Where(Users.ID.Gt(5)) },
		"select.same_column_binds": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(Users.Name.Eq("ed"), Users.Name.Eq("wendy"), Users.Name.Eq("mary")))
		},
		"select.filter_by": func(golden) any {
			return sql.Select(sql.AllColumns(Users)).Where(Users.Name.Eq("ed"), Users.Nickname.Eq("eddie"))
		},
		"select.label": func(golden) any { return sql.Select(Users.Name.As("who")) },
		"select.label_needs_quotes": func(golden) any {
			return sql.Select(Users.Name.As("Who Is"), Users.ID.As("select"), Users.Nickname.As("mixedCase"))
		},
		"select.unlabeled_expression": func(golden) any {
			return sql.Select(sql.Mul(Items.Price, decimals(Items.Qty)), Items.Qty.Add(1))
		},
		"select.distinct":          func(golden) any { return sql.Select(Addresses.UserID).Distinct() },
		"select.constants":         func(golden) any { return sql.Select(sql.Val(5), sql.Val("five").As("name")) },
		"select.constant_function": func(golden) any { return sql.Select(sql.Now()) },
		"select.null_true_false": func(golden) any {
			return sql.Select(sql.NullOf[sql.NullString](), sql.True(), sql.False())
		},
		"select.two_tables_product": func(golden) any { return sql.Select(Users.ID, Addresses.EmailAddress) },
		"select.two_tables_where": func(golden) any {
			return sql.Select(Users.Name, Addresses.EmailAddress).Where(sql.Eq(Users.ID, Addresses.UserID))
		},
		"select.duplicate_names":   func(golden) any { return sql.Select(Users.ID, Addresses.ID, Orders.ID) },
		"select.same_column_twice": func(golden) any { return sql.Select(Users.ID, Users.Name, Users.ID) },
		"select.tablename_label_style": func(golden) any {
			return sql.Select(Users.ID, Users.Name, Addresses.ID).TableLabels()
		},
		"select.none_label_style": func(golden) any { return sql.Select(Users.ID, Addresses.ID).NoLabels() },
		"select.tablename_style_clash": func(golden) any {
			own := schema.NewMetaData()
			foo := schema.New(own, "foo", schema.Col("bar_id", types.Integer))
			fooBar := schema.New(own, "foo_bar", schema.Col("id", types.Integer))
			return sql.Select(sql.ColumnNamed[sql.Number[int64]](foo, "bar_id"), sql.ColumnNamed[sql.Number[int64]](fooBar, "id")).TableLabels()
		},
		"select.add_columns": func(golden) any {
			return sql.Select(Users.ID, Users.Name, Addresses.EmailAddress).Where(sql.Eq(Users.ID, Addresses.UserID))
		},
		"select.with_only_columns": func(golden) any { return sql.Select(sql.Count(Users.ID)).Where(Users.ID.Lt(10)) },
		"select.order_by":          func(golden) any { return sql.Select(Users.ID).OrderBy(Users.Name, Users.ID.Desc()) },
		"select.order_by_calls_add": func(golden) any {
			return sql.Select(Users.ID).OrderBy(Users.Name.Asc()).OrderBy(Users.Fullname.Desc())
		},
		"select.order_by_none_resets":  func(golden) any { return sql.Select(Users.ID).OrderBy(Users.Name).Unordered() },
		"select.order_by_label_object": func(golden) any { return sql.Select(Items.SKU, worth).OrderBy(worth) },
		"select.order_by_label_desc":   func(golden) any { return sql.Select(Items.SKU, worth).OrderBy(worth.Desc()) },
		"select.order_by_string":       func(golden) any { return sql.Select(low, Users.ID).OrderBy(sql.Labelled("low")) },
		"select.order_by_expression": func(golden) any {
			return sql.Select(Users.ID).OrderBy(sql.Lower(Users.Name), Users.ID.Mod(3))
		},
		"select.label_in_where": func(golden) any { return sql.Select(low).Where(low.Eq("ed")) },
		"select.group_by_label": func(golden) any { return sql.Select(low, sql.Count(Users.ID)).GroupBy(low) },
		"select.table_alias": func(golden) any {
			u := sql.Aliased(Users, "u")
			return sql.Select(sql.Via(u, Users.ID), sql.Via(u, Users.Name)).Where(sql.Via(u, Users.Name).Eq("ed"))
		},
		"select.anonymous_alias": func(golden) any {
			u1, u2 := sql.Aliased(Users, ""), sql.Aliased(Users, "")
			return sql.Select(sql.Via(u1, Users.ID), sql.Via(u2, Users.ID)).Where(
				sql.Eq(sql.Via(u1, Users.Name), sql.Via(u2, Users.Name)), sql.Lt(sql.Via(u1, Users.ID), sql.Via(u2, Users.ID)))
		},
		"select.alias_label_style": func(golden) any {
			u := sql.Aliased(Users, "u")
			return sql.Select(sql.Via(u, Users.ID), Users.ID).TableLabels()
		},
		"select.duplicate_function_labels": func(golden) any {
			return sql.Select(sql.Lower(Users.Name), sql.Lower(Users.Fullname), sql.Count())
		},
		"select.cast_label": func(golden) any {
			return sql.Select(sql.CastTo[sql.Number[int64]](Items.Price, types.Integer),
				sql.CastTo[sql.Number[float64]](Items.Qty, types.Numeric(8, 3)))
		},
		"select.boolean_expression_column": func(golden) any { return sql.Select(Users.ID, Users.ID.Gt(5)) },
		"select.where_true":                func(golden) any { return sql.Select(Users.ID).Where(sql.True()) },
		"select.where_false":               func(golden) any { return sql.Select(Users.ID).Where(sql.False()) },
		"select.where_bool_column":         func(golden) any { return sql.Select(Orders.ID).Where(Orders.Paid) },
		"select.where_not_bool_column":     func(golden) any { return sql.Select(Orders.ID).Where(sql.Not(Orders.Paid)) },
		"select.light_table": func(golden) any {
			things := schema.New(schema.NewMetaData(), "things", schema.Col("id", types.Integer), schema.Col("size", types.Integer))
			return sql.Select(sql.AllColumns(things)).Where(sql.ColumnNamed[sql.Number[int64]](things, "size").Gt(3))
		},
		"select.light_columns": func(golden) any {
			things := schema.New(schema.NewMetaData(), "things", schema.Col("a", types.Integer))
			return sql.Select(number("a"), number("b")).From(things).Where(number("a").Eq(1))
		},
		"select.light_table_schema": func(golden) any {
			things := schema.New(schema.NewMetaData(), "things", schema.Col("id", types.Integer), schema.InSchema("store"))
			return sql.Select(sql.ColumnNamed[sql.Number[int64]](things, "id"))
		},
		"select.literal_column": func(golden) any {
			return sql.Select(text("'fixed'").As("k"), number("1 + 1"), Users.ID)
		},
		"select.bindparam_named": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Eq(Users.Name, sql.Param[sql.String]("who"))).Params(sql.P{"who": "ed"})
		},
		"select.bindparam_required": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Eq(Users.Name, sql.Param[sql.String]("who"))).Params(sql.P{"who": "anybody"})
		},
		"select.bindparam_reused": func(golden) any {
			term := sql.Param[sql.String]("term")
			return sql.Select(Users.ID).Where(sql.Or(sql.Eq(Users.Name, term), sql.Eq(Users.Nickname, term))).Params(sql.P{"term": "x"})
		},
		"select.bindparam_callable": func(golden) any {
			lazy := func() string { return "lazy" }
			return sql.Select(Users.ID).Where(sql.Eq(Users.Name, sql.Param[sql.String]("who"))).Params(sql.P{"who": lazy()})
		},
		"select.bindparam_literal_execute": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Gt(Users.ID, sql.Inline(sql.Val(int64(10)))))
		},
		"select.params_method": func(golden) any {
			return sql.Select(Users.ID).Where(sql.And(sql.Eq(Users.Name, sql.Param[sql.String]("who")),
				sql.Gt(Users.ID, sql.Param[sql.Number[int64]]("low")))).Params(sql.P{"who": "ed", "low": int64(4)})
		},
		"select.select_from_table":   func(golden) any { return sql.Select(sql.Count()).From(Users) },
		"select.table_select_method": func(golden) any { return sql.Select(sql.AllColumns(Users)).Where(Users.ID.Eq(3)) },
		"select.reuse_parts": func(golden) any {
			base := sql.Select(Users.ID).Where(Users.ID.Gt(1))
			return []any{base, base.Where(Users.Name.Eq("a")), base.OrderBy(Users.ID)}
		},
		"select.reduce_columns": func(golden) any {
			return sql.Select(sql.AllColumns(Users), Addresses.ID, Addresses.EmailAddress, Addresses.UserID).Where(sql.Eq(Users.ID, Addresses.UserID))
		},
		"select.column_property_key": func(golden) any {
			keyed := schema.DeclareIn[struct {
				_ schema.Name           `orm:"keyed"`
				A sql.NullNumber[int64] `orm:"col_a,type=integer"`
				B sql.NullString        `orm:"col_b,size=5"`
			}](schema.NewMetaData())
			return sql.Select(keyed.A, keyed.B).Where(keyed.A.Eq(3))
		},
	})
}
