package dialect_test

import (
	"maps"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// goldenStatements are the statements of testdata/golden.txt by the names that
// the conformance data has for them.
func goldenStatements() map[string]ast.Statement {
	all := map[string]ast.Statement{}
	for _, some := range []map[string]ast.Statement{
		goldenLabels(), goldenLimits(), goldenLocks(), goldenSubqueries(), goldenCTEs(), goldenSets(), goldenSources(),
		goldenHints(), goldenNames(), goldenInserts(), goldenChanges(),
	} {
		maps.Copy(all, some)
	}
	return all
}

func styled(s *ast.Select, style ast.LabelStyle) *ast.Select {
	s.More = &ast.Modifiers{Labels: style}
	return s
}

func goldenLabels() map[string]ast.Statement {
	foo, fooBar := typed("foo", "bar_id", types.Integer), typed("foo_bar", "id", types.Integer)
	return map[string]ast.Statement{
		"select.duplicate_names":       sel(users.Column("id"), addresses.Column("id"), orders.Column("id")),
		"select.same_column_twice":     sel(users.Column("id"), users.Column("name"), users.Column("id")),
		"select.tablename_label_style": styled(sel(users.Column("id"), users.Column("name"), addresses.Column("id")), ast.LabelTable),
		"select.none_label_style":      styled(sel(users.Column("id"), addresses.Column("id")), ast.LabelNothing),
		"select.tablename_style_clash": styled(sel(foo.Column("bar_id"), fooBar.Column("id")), ast.LabelTable),
		"errors.union_column_count": &ast.Compound{Queries: []ast.Query{
			sel(users.Column("id")), sel(users.Column("id"), users.Column("name"))}},
	}
}

func ordered(s *ast.Select, by ...ast.Expr) *ast.Select {
	s.OrderBy = by
	return s
}

func bounded(s *ast.Select, limit, offset ast.Expr) *ast.Select {
	s.Limit, s.Offset = limit, offset
	return s
}

func fetched(s *ast.Select, f ast.Fetch) *ast.Select {
	s.More = &ast.Modifiers{Fetch: &f}
	return s
}

func goldenLimits() map[string]ast.Statement {
	id := users.Column("id")
	byID := func() *ast.Select { return ordered(sel(id), id) }
	price := items.Column("price")
	dept := employees.Column("dept")
	distinct := bounded(ordered(sel(dept), dept), param(int64(3)), nil)
	distinct.Distinct = true
	return map[string]ast.Statement{
		"limit.limit_only":         bounded(byID(), param(int64(10)), nil),
		"limit.offset_only":        bounded(byID(), nil, param(int64(5))),
		"limit.limit_offset":       bounded(ordered(sel(id, users.Column("name")), id), param(int64(10)), param(int64(20))),
		"limit.expression":         bounded(byID(), op(ast.Add, param(int64(5)), param(int64(3))), call("my_offset")),
		"limit.no_order_by_offset": bounded(sel(id), param(int64(10)), param(int64(5))),
		"limit.fetch":              fetched(byID(), ast.Fetch{Count: param(int64(10))}),
		"limit.fetch_with_ties":    fetched(ordered(sel(items.Column("sku")), desc(price)), ast.Fetch{Count: param(int64(3)), WithTies: true}),
		"limit.fetch_percent":      fetched(ordered(sel(items.Column("sku")), price), ast.Fetch{Count: param(int64(20)), Percent: true}),
		"limit.distinct_limit":     distinct,
	}
}

func locked(s *ast.Select, l ast.Locking) *ast.Select {
	s.Lock = &l
	return s
}

func goldenLocks() map[string]ast.Statement {
	one := func() *ast.Select { return where(sel(users.Column("id")), is(users.Column("id"), int64(7))) }
	two := func() *ast.Select {
		return where(sel(users.Column("id"), orders.Column("id")), eq(users.Column("id"), orders.Column("user_id")))
	}
	return map[string]ast.Statement{
		"locking.nowait":     locked(one(), ast.Locking{NoWait: true}),
		"locking.read":       locked(one(), ast.Locking{Share: true}),
		"locking.of_table":   locked(two(), ast.Locking{Of: []ast.Node{orders}}),
		"locking.of_columns": locked(two(), ast.Locking{Of: []ast.Node{users.Column("id"), orders.Column("id")}}),
	}
}

func correlated(s *ast.Select, c ast.Correlation) *ast.ScalarQuery {
	s.More = &ast.Modifiers{Correlation: &c}
	return &ast.ScalarQuery{Query: s}
}

func goldenSubqueries() map[string]ast.Statement {
	uid, oid, owner := users.Column("id"), orders.Column("id"), orders.Column("user_id")
	count := func() *ast.Select { return where(sel(call("count", oid)), eq(owner, uid)) }
	join := sel(uid, addresses.Column("id"))
	join.From = []ast.From{users, inner(users, addresses, eq(uid, addresses.Column("user_id")))}
	top := bounded(ordered(where(sel(oid, orders.Column("total")), eq(owner, uid)), desc(orders.Column("total"))), param(int64(2)), nil)
	lateral := derived(top, "top2")
	lateral.Lateral = true
	withLateral := sel(users.Column("name"), lateral.Column("total"))
	withLateral.From = []ast.From{users, lateral}
	unlabeled := sel(op(ast.Add, uid, bind(uid, int64(1))), call("lower", users.Column("name")), call("count"))
	unlabeled.GroupBy = list(uid)
	anonymous := derived(unlabeled, "")
	return map[string]ast.Statement{
		"joins.join_replaces_table": join,
		"subquery.correlate_none": where(sel(uid), eq(uid, correlated(
			where(sel(oid), eq(owner, uid)), ast.Correlation{}))),
		"subquery.correlate_explicit": where(sel(uid, oid), op(ast.Greater, orders.Column("total"),
			correlated(count(), ast.Correlation{Sources: []ast.From{users}}))),
		"subquery.correlate_except": where(sel(uid, correlated(count(), ast.Correlation{Except: true, Sources: []ast.From{orders}}), oid),
			eq(uid, owner)),
		"subquery.lateral":           withLateral,
		"subquery.unlabeled_columns": sel(anonymous.Columns[0], anonymous.Columns[1], anonymous.Columns[2]),
		"errors.correlate_all": where(sel(uid, oid), eq(uid, &ast.ScalarQuery{
			Query: where(sel(uid), eq(uid, owner))})),
	}
}

// cte makes a common table expression with columns of these names.
func cte(name string, stmt ast.Statement, columns ...string) *ast.CTE {
	c := &ast.CTE{Name: name, Statement: stmt}
	for _, column := range columns {
		c.Columns = append(c.Columns, &ast.Column{From: c, Name: column})
	}
	return c
}

func goldenCTEs() map[string]ast.Statement {
	uid, owner, total := users.Column("id"), orders.Column("user_id"), orders.Column("total")
	spent := sel(owner, label(call("sum", total), "spent"))
	spent.GroupBy = list(owner)
	totals := cte("totals", spent, "user_id", "spent")

	paid := cte("paid", where(sel(owner, total), is(orders.Column("status"), "paid")), "user_id", "total")
	summed := sel(paid.Columns[0], label(call("sum", paid.Columns[1]), "t"))
	summed.GroupBy = list(paid.Columns[0])
	sums := cte("sums", summed, "user_id", "t")

	e := cte("e", sel(employees.Column("id"), employees.Column("manager_id")), "id", "manager_id")
	x, y := ast.NewAlias(e, "x"), ast.NewAlias(e, "y")

	nested := cte("inner_cte", where(sel(owner), gt(total, int64(5))), "user_id")
	nested.Nesting = true
	outer := cte("outer_cte", sel(nested.Columns[0]), "user_id")
	unused := sel(orders.Column("id"))
	unused.More = &ast.Modifiers{CTEs: []*ast.CTE{cte("unused", where(sel(uid), gt(uid, int64(3))), "id")}}

	src := cte("src", where(sel(uid, users.Column("name")), gt(uid, int64(10))), "id", "name")
	rich := cte("rich", where(sel(owner), gt(total, int64(50))), "user_id")
	counted := sel(owner, label(call("count"), "n"))
	counted.GroupBy = list(owner)
	cnt := cte("cnt", counted, "user_id", "n")
	pairs := cte("map", &ast.Values{Rows: [][]ast.Expr{{param("a"), param(int64(1))}, {param("b"), param(int64(2))}}}, "k", "n")
	pairs.ListColumns = true
	a, b := cte("c", sel(uid), "id"), cte("c", sel(orders.Column("id")), "id")
	return map[string]ast.Statement{
		"cte.simple":     where(sel(totals.Columns[0]), gt(totals.Columns[1], int64(100))),
		"cte.dependent":  where(sel(sums.Columns[0]), gt(sums.Columns[1], int64(5))),
		"cte.used_twice": where(sel(x.Columns[0], y.Columns[0]), eq(x.Columns[1], y.Columns[0])),
		"cte.recursive":  recursive(),
		"cte.nesting":    sel(outer.Columns[0]),
		"cte.add_cte":    unused,
		"cte.insert_from_select_cte": &ast.Insert{Table: employees, Columns: employees.Columns[:2],
			Query: sel(src.Columns[0], src.Columns[1])},
		"cte.in_subquery": where(sel(users.Column("name")), &ast.In{X: uid, Query: sel(rich.Columns[0])}),
		"cte.update_cte": &ast.Update{Table: users,
			Set:   []ast.Assignment{{Column: users.Column("nickname"), Value: param("big")}},
			Where: list(&ast.In{X: uid, Query: where(sel(cnt.Columns[0]), gt(cnt.Columns[1], int64(3)))})},
		"cte.values_cte":       where(sel(pairs.Columns[0]), is(pairs.Columns[1], int64(2))),
		"errors.cte_same_name": sel(a.Columns[0], b.Columns[0]),
	}
}

func recursive() ast.Statement {
	tree := cte("tree", nil, "id", "manager_id", "depth")
	tree.Recursive = true
	e := ast.NewAlias(employees, "")
	manager := employees.Column("manager_id")
	tree.Statement = &ast.Compound{Op: ast.UnionAll, Queries: []ast.Query{
		where(sel(employees.Column("id"), manager, label(param(int64(0)), "depth")), &ast.IsNull{X: manager}),
		where(sel(e.Column("id"), e.Column("manager_id"), op(ast.Add, tree.Columns[2], param(int64(1)))),
			eq(e.Column("manager_id"), tree.Columns[0])),
	}}
	return ordered(sel(tree.Columns[0], tree.Columns[2]), tree.Columns[2])
}

func goldenSets() map[string]ast.Statement {
	uid, name := users.Column("id"), users.Column("name")
	eid, ename := employees.Column("id"), employees.Column("name")
	both := func() []ast.Query { return []ast.Query{sel(uid, name), sel(eid, ename)} }
	ids := func() []ast.Query { return []ast.Query{sel(uid), sel(eid)} }
	everyone := &ast.Derived{Query: &ast.Compound{Queries: both()}}
	everyone.Columns = []*ast.Column{{From: everyone, Name: "id"}, {From: everyone, Name: "name"}}
	return map[string]ast.Statement{
		"setops.union_all": &ast.Compound{Op: ast.UnionAll, Queries: []ast.Query{
			where(sel(uid, name), gt(uid, int64(1))), where(sel(eid, ename), gt(eid, int64(2)))}},
		"setops.except_":         &ast.Compound{Op: ast.Except, Queries: []ast.Query{sel(uid), sel(orders.Column("user_id"))}},
		"setops.order_by_column": &ast.Compound{Op: ast.UnionAll, Queries: both(), OrderBy: list(name)},
		"setops.limit":           &ast.Compound{Queries: ids(), OrderBy: list(uid), Limit: param(int64(5)), Offset: param(int64(2))},
		"setops.inner_limit": &ast.Compound{Op: ast.UnionAll, Queries: []ast.Query{
			bounded(ordered(sel(uid), name), param(int64(3)), nil), bounded(ordered(sel(eid), ename), param(int64(4)), nil)}},
		"setops.nested_union_in_except": &ast.Compound{Op: ast.Except, Queries: []ast.Query{
			&ast.Compound{Queries: ids()}, sel(orders.Column("user_id"))}},
		"setops.union_subquery":   where(sel(call("count", everyone.Columns[0])), op(ast.NotEqual, everyone.Columns[1], param("x"))),
		"setops.tablename_labels": &ast.Compound{Queries: both(), More: &ast.Modifiers{Labels: ast.LabelTable}},
	}
}

func valuesTable(name string, columns []string, rows ...[]ast.Expr) *ast.Values {
	v := &ast.Values{Name: name, Rows: rows}
	for _, column := range columns {
		v.Columns = append(v.Columns, &ast.Column{From: v, Name: column})
	}
	return v
}

func functionTable(name string, f *ast.Function, columns ...string) *ast.FunctionTable {
	t := &ast.FunctionTable{Function: f, Name: name}
	for _, column := range columns {
		t.Columns = append(t.Columns, &ast.Column{From: t, Name: column})
	}
	return t
}

func goldenSources() map[string]ast.Statement {
	named := valuesTable("v", []string{"id", "name"}, list(param(int64(1)), param("a")), list(param(int64(2)), param("b")))
	nameless := valuesTable("", []string{"id", "name"}, list(param(int64(1)), param("a")))
	pivot := valuesTable("p", []string{"k", "x"},
		list(param("name"), users.Column("name")), list(param("nick"), users.Column("nickname")))
	pivot.Lateral = true
	lateral := sel(users.Column("id"), pivot.Columns[0], pivot.Columns[1])
	lateral.From = []ast.From{users, pivot}
	sample := &ast.Sample{Of: users, Name: "s", Method: call("system", param(int64(5)))}
	sample.Columns = []*ast.Column{{From: sample, Name: "id"}}
	series := functionTable("", call("generate_series", param(int64(1)), param(int64(5))), "value")
	elements := functionTable("", call("unnest_it", users.Column("name")), "elem", "pos")
	elements.Ordinality = true
	pairs := functionTable("t", call("my_pairs", param(int64(1))), "a", "b")
	pairs.ListColumns = true
	numbers := functionTable("n", call("generate_series", param(int64(1)), param(int64(4))), "n")
	numbers.Scalar = true
	a := ast.NewAlias(users, "a")
	b := ast.NewAlias(a, "b")
	return map[string]ast.Statement{
		"fromclause.values":                       sel(named.Columns[0], named.Columns[1]),
		"fromclause.values_anonymous":             sel(nameless.Columns[0], nameless.Columns[1]),
		"fromclause.values_lateral":               lateral,
		"fromclause.tablesample":                  sel(sample.Columns[0]),
		"fromclause.table_valued":                 sel(series.Columns[0]),
		"fromclause.table_valued_with_ordinality": sel(elements.Columns[0], elements.Columns[1]),
		"fromclause.table_valued_derived":         sel(pairs.Columns[0], pairs.Columns[1]),
		"fromclause.column_valued":                sel(numbers.Columns[0], op(ast.Add, numbers.Columns[0], param(int64(1)))),
		"fromclause.alias_of_alias":               where(sel(a.Column("id"), b.Column("id")), op(ast.Less, a.Column("id"), b.Column("id"))),
	}
}

func snippet(text string, dialects ...string) ast.Snippet {
	return ast.Snippet{Text: text, Dialects: dialects}
}

func modified(s *ast.Select, more ast.Modifiers) *ast.Select {
	s.More = &more
	return s
}

func goldenHints() map[string]ast.Statement {
	id := users.Column("id")
	u := ast.NewAlias(users, "u")
	aliased := modified(sel(u.Column("id")), ast.Modifiers{Hints: []ast.Hint{
		{Of: u, Snippet: snippet("hint for %(name)s", "sybase")},
		{Of: u, Snippet: snippet("FORCE INDEX FOR JOIN (x)", "mysql")},
		{Of: u, Snippet: snippet("ONLY", "postgresql")},
		{Of: u, Snippet: snippet("INDEX(%(name)s x)", "oracle")},
		{Of: orders, Snippet: snippet("NOEXPAND", "mssql")},
	}})
	aliased.From = []ast.From{inner(u, orders, eq(u.Column("id"), orders.Column("user_id")))}
	return map[string]ast.Statement{
		"fromclause.prefix_dialect": modified(sel(id), ast.Modifiers{Prefixes: []ast.Snippet{
			snippet("STRAIGHT_JOIN", "mysql"), snippet("/*+ ALL_ROWS */", "oracle")}}),
		"fromclause.suffix": modified(ordered(where(sel(id), gt(id, int64(3))), id), ast.Modifiers{Suffixes: []ast.Snippet{
			snippet("OPTION (FAST 10)", "mssql"), snippet("-- end")}}),
		"fromclause.hint": modified(sel(id), ast.Modifiers{Hints: []ast.Hint{
			{Of: users, Snippet: snippet("WITH (NOLOCK)", "mssql")},
			{Of: users, Snippet: snippet("USE INDEX (ix_name)", "mysql")},
			{Of: users, Snippet: snippet("INDEX(%(name)s ix_name)", "oracle")},
		}}),
		"fromclause.hint_alias": aliased,
		"fromclause.statement_hint": modified(where(sel(id), is(id, int64(3))), ast.Modifiers{Hints: []ast.Hint{
			{Snippet: snippet("OPTION (RECOMPILE)", "mssql")}, {Snippet: snippet("/* any */")}}}),
	}
}

func goldenNames() map[string]ast.Statement {
	plain := typed("plain", "a", types.Integer, "Order", types.Integer)
	plain.Quote, plain.Columns[0].Quote, plain.Columns[1].Quote = ast.QuoteAlways, ast.QuoteAlways, ast.QuoteNever
	long := typed("a_table_with_a_rather_long_name_made_to_exceed_the_limits_of_labels", "id", types.Integer,
		"the_first_column_that_has_a_rather_long_name_to_exceed_all_limits", types.Integer,
		"the_second_column_that_has_a_rather_long_name_to_exceed_all_limits", types.Integer)
	alias := ast.NewAlias(long, "")
	query := styled(sel(alias.Columns[0], alias.Columns[1], alias.Columns[2]), ast.LabelTable)
	d := &ast.Derived{Query: query}
	outer := sel()
	for range query.Columns {
		c := &ast.Column{From: d}
		d.Columns, outer.Columns = append(d.Columns, c), append(outer.Columns, c)
	}
	return map[string]ast.Statement{
		"naming.schema_label_style":     styled(sel(accounts.Column("id"), accounts.Column("balance")), ast.LabelTable),
		"naming.quote_flag":             sel(cols(plain)...),
		"naming.label_truncation":       styled(sel(cols(long)...), ast.LabelTable),
		"naming.label_truncation_alias": outer,
	}
}

func goldenInserts() map[string]ast.Statement {
	name, keyword := users.Column("name"), keywords.Column("keyword")
	row := func(values ...any) (row []ast.Expr) {
		for _, v := range values {
			row = append(row, param(v))
		}
		return row
	}
	sku, price, qty := items.Column("sku"), items.Column("price"), items.Column("qty")
	upsert := func(generated *ast.Column, value ast.Expr) *ast.Insert {
		return &ast.Insert{Table: items, Columns: []*ast.Column{sku, price}, Rows: [][]ast.Expr{row("a", int64(3))}, Generated: generated,
			Conflict: &ast.Conflict{Target: list(sku), Set: []ast.Assignment{
				{Column: price, Value: &ast.Excluded{Column: price}}, {Column: qty, Value: value}}}}
	}
	return map[string]ast.Statement{
		"insert.values_kwargs": &ast.Insert{Table: users, Columns: users.Columns[1:3],
			Rows: [][]ast.Expr{row("ed", "Ed Jones")}, Generated: users.Column("id")},
		"insert.empty_values": &ast.Insert{Table: keywords, Generated: keywords.Column("id")},
		"insert.multi_values": &ast.Insert{Table: keywords, Columns: []*ast.Column{keyword},
			Rows: [][]ast.Expr{row("a"), row("b"), row("c")}, Generated: keywords.Column("id")},
		"insert.multi_values_returning": &ast.Insert{Table: keywords, Columns: []*ast.Column{keyword},
			Rows: [][]ast.Expr{row("a"), row("b")}, Returning: list(keywords.Column("id"))},
		"insert.returning_expression": &ast.Insert{Table: users, Columns: []*ast.Column{name}, Rows: [][]ast.Expr{row("ed")},
			Returning: list(op(ast.Add, users.Column("id"), param(int64(5))), label(call("upper", name), "n"))},
		"insert.pg_on_conflict_update": upsert(items.Column("id"), op(ast.Add, qty, &ast.Excluded{Column: qty})),
		"insert.mysql_on_duplicate":    upsert(nil, op(ast.Add, qty, param(int64(1)))),
	}
}

func goldenChanges() map[string]ast.Statement {
	set := func(c *ast.Column, value ast.Expr) ast.Assignment { return ast.Assignment{Column: c, Value: value} }
	uid, nickname := users.Column("id"), users.Column("nickname")
	u := ast.NewAlias(users, "u")
	price, qty := items.Column("price"), items.Column("qty")
	return map[string]ast.Statement{
		"update.from_table": &ast.Update{Table: users, Set: []ast.Assignment{set(nickname, param("x"))},
			Where: list(eq(uid, addresses.Column("user_id")), is(addresses.Column("email_address"), "a@b"))},
		"update.multi_table_set": &ast.Update{Table: users, Set: []ast.Assignment{
			set(addresses.Column("email_address"), param("y")), set(nickname, param("x"))},
			Where: list(eq(uid, addresses.Column("user_id")))},
		"update.returning": &ast.Update{Table: users, Set: []ast.Assignment{set(users.Column("name"), param("x"))},
			Where: list(is(uid, int64(5))), Returning: list(uid, users.Column("name"))},
		"update.aliased_target": &ast.Update{Table: u, Set: []ast.Assignment{set(u.Column("name"), param("x"))},
			Where: list(is(u.Column("id"), int64(1)))},
		"update.expression": &ast.Update{Table: items, Set: []ast.Assignment{
			set(price, op(ast.Multiply, price, param(int64(2)))), set(qty, op(ast.Add, qty, param(int64(1))))},
			Where: list(is(items.Column("id"), int64(3)))},
		"delete.multi_table": &ast.Delete{Table: addresses,
			Where: list(eq(addresses.Column("user_id"), uid), is(users.Column("name"), "ed"))},
		"delete.returning":      &ast.Delete{Table: users, Where: list(is(uid, int64(5))), Returning: list(uid, users.Column("name"))},
		"delete.aliased_target": &ast.Delete{Table: u, Where: list(is(u.Column("id"), int64(1)))},
	}
}
