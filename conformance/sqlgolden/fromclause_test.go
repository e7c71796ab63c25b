package sqlgolden

import "github.com/azoth-go/azoth/sql"

func init() {
	id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
	pairs := sql.Values2("v", id, name, sql.Row2[int64, string]{V1: 1, V2: "a"}, sql.Row2[int64, string]{V1: 2, V2: "b"})
	series := func(to int64) sql.Number[int64] {
		return sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(to))
	}
	register(cases{
		"fromclause.values": func(golden) any { return sql.Select(sql.AllColumns(pairs)) },
		"fromclause.values_anonymous": func(golden) any {
			return sql.Select(sql.AllColumns(sql.Values2("", id, name, sql.Row2[int64, string]{V1: 1, V2: "a"})))
		},
		"fromclause.values_literal_binds": func(golden) any {
			v := pairs.Literal()
			return sql.Select(sql.Via(v, id)).Where(sql.Via(v, name).Eq("x"))
		},
		"fromclause.values_lateral": func(golden) any {
			k, x := sql.Column[sql.String]("k"), sql.Column[sql.NullString]("x")
			v := sql.Values("p", []sql.Expression{k, x}, []any{"name", Users.Name}, []any{"nick", Users.Nickname}).Lateral()
			return sql.Select(Users.ID, sql.Via(v, k), sql.Via(v, x)).From(Users, v)
		},
		"fromclause.tablesample": func(golden) any {
			s := sql.TableSample(Users, "s", sql.Func[sql.Number[int64]]("system", sql.Val(5)))
			return sql.Select(sql.Via(s, Users.ID))
		},
		"fromclause.tablesample_function": func(golden) any {
			s := sql.TableSample(Users, "", sql.Func[sql.Number[int64]]("bernoulli", sql.Val(1)), sql.Random())
			return sql.Select(sql.Via(s, Users.ID))
		},
		"fromclause.table_valued": func(golden) any {
			value := sql.Column[sql.Number[int64]]("value")
			return sql.Select(sql.Via(sql.TableOf(series(5), value), value))
		},
		"fromclause.table_valued_with_ordinality": func(golden) any {
			elem, pos := sql.Column[sql.String]("elem"), sql.Column[sql.Number[int64]]("pos")
			f := sql.TableOf(sql.Func[sql.String]("unnest_it", Users.Name), elem).WithOrdinality(pos)
			return sql.Select(sql.Via(f, elem), sql.Via(f, pos))
		},
		"fromclause.table_valued_derived": func(golden) any {
			a, b := sql.Column[sql.String]("a"), sql.Column[sql.String]("b")
			t := sql.TableOf(sql.Func[sql.String]("my_pairs", sql.Val(1)), a, b).As("t").Listed()
			return sql.Select(sql.AllColumns(t))
		},
		"fromclause.column_valued": func(golden) any {
			n := sql.ColumnValued(series(4), "n")
			return sql.Select(n, n.Add(1))
		},
		"fromclause.scalar_table_valued": func(golden) any {
			return sql.Select(sql.Field[sql.String](sql.Func[sql.String]("get_pair", Users.ID), "left_part"))
		},
		"fromclause.text_escaped_colon": func(golden) any {
			return sql.FromText(id, sql.Text(`select a\:b, c::text, ':quoted' from t where x = :x`, sql.P{"x": 1}))
		},
		"fromclause.text_bind_types": func(golden) any {
			return sql.FromText(id, sql.Text("select 1 where d > :d and n in :ns", sql.P{"d": date0, "ns": []int{1, 2}}))
		},
		"fromclause.text_columns": func(golden) any {
			return sql.Select(Users.ID, Users.Name).FromText(sql.Text("select id, name from users").Columns(Users.ID, Users.Name))
		},
		"fromclause.text_columns_in_select": func(golden) any {
			n := sql.Column[sql.Number[int64]]("n")
			t := sql.Select(id, n).FromText(sql.Text("select id, count(*) as n from users group by id")).Subquery("t")
			return sql.Select(sql.Via(t, id), sql.Via(t, n).Div(2)).Where(sql.Via(t, n).Gt(3))
		},
		"fromclause.text_or": func(golden) any {
			return sql.Select(Users.ID).Where(sql.Or(sql.Text("a = 1 or b = 2"), sql.Text("not c = 3")), sql.And(sql.Text("d = 4"), Users.ID.Eq(5)))
		},
		"fromclause.text_from": func(golden) any { return sql.Select(Users.ID).From(Users, sql.Text("dual d")) },
		"fromclause.hint_alias": func(golden) any {
			u := sql.Aliased(Users, "u")
			id := sql.Via(u, Users.ID)
			return sql.Select(id).From(u).Join(Orders, sql.Eq(id, Orders.UserID)).
				Hint(u, "hint for %(name)s", "sybase").Hint(u, "FORCE INDEX FOR JOIN (x)", "mysql").Hint(u, "ONLY", "postgresql").
				Hint(u, "INDEX(%(name)s x)", "oracle").Hint(Orders, "NOEXPAND", "mssql")
		},
		"fromclause.comment_prefix_insert": func(golden) any {
			return []any{sql.Insert(Users).Prefix("OR IGNORE").Values(Users.Name.Set("x")),
				sql.Update(Users).Prefix("LOW_PRIORITY").Set(Users.Name.Set("y")).Everywhere(),
				sql.Delete(Users).Prefix("QUICK").Everywhere()}
		},
		"functions.select_from_function": func(golden) any {
			return sql.Select(number("*")).From(sql.TableOf(sql.Func[sql.Number[int64]]("my_rows", sql.Val(1), sql.Val(2))))
		},
		"select.text_columns": func(golden) any {
			return sql.Select(text("a.x"), text("count(*) as n")).From(sql.Text("a")).Where(sql.Text("a.x > 3"))
		},
		"subquery.lateral_function": func(golden) any {
			word := sql.Column[sql.String]("word")
			w := sql.TableOf(sql.Func[sql.String]("unnest_words", Posts.Body), word).As("w").Lateral()
			return sql.Select(Posts.ID, sql.Via(w, word)).From(Posts).Join(w, sql.True())
		},
		"subquery.text_subquery": func(golden) any {
			t := sql.Select(id, name).FromText(sql.Text("select id, name from users where name = :n", sql.P{"n": "ed"})).Subquery("t")
			return sql.Select(sql.Via(t, id), sql.Via(t, name).Concat("!")).Where(sql.Via(t, id).Gt(1))
		},
		"joins.nested_right": func(golden) any {
			return sql.Select(Users.Name, OrderItems.Quantity).From(Users).
				OuterJoin(sql.Join(Orders, OrderItems), sql.Eq(Users.ID, Orders.UserID))
		},
		"joins.two_joins_in_from": func(golden) any {
			return sql.Select(Users.ID, Posts.ID).From(sql.Join(Users, Addresses), sql.Join(Posts, PostKeywords)).
				Where(sql.Eq(Users.ID, Posts.UserID))
		},
		"joins.join_replaces_table": func(golden) any {
			return sql.Select(Users.ID, Addresses.ID).From(Users).From(sql.Join(Users, Addresses))
		},
		"cte.values_cte": func(golden) any {
			k, n := sql.Column[sql.String]("k"), sql.Column[sql.Number[int64]]("n")
			c := sql.Values2("v", k, n, sql.Row2[string, int64]{V1: "a", V2: 1}, sql.Row2[string, int64]{V1: "b", V2: 2}).CTE("map")
			return sql.Select(sql.Via(c, k)).Where(sql.Via(c, n).Eq(2))
		},
		"cte.insert_returning_cte": func(golden) any {
			c := sql.Returning2(sql.Insert(Users).Values(Users.Name.Set("new")), Users.ID, Users.Name).CTE("ins")
			return sql.Select(sql.Via(c, Users.ID))
		},
		"cte.dml_add_cte": func(golden) any {
			log := sql.Insert(Posts).Values(Posts.ID.Set(1), Posts.Headline.Set("moved")).CTE("log")
			return sql.Delete(Orders).With(log).Where(Orders.ID.Eq(4))
		},
	})
}
