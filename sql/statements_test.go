package sql_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

var Things = schema.DeclareIn[struct {
	schema.Declared
	_     schema.Name       `orm:"things"`
	ID    sql.Number[int64] `orm:",pk"`
	SKU   sql.String        `orm:",unique"`
	Price sql.Number[int64]
	Qty   sql.Number[int64] `orm:",default=0"`
}](meta)

type printedCase struct {
	got  fmt.Stringer
	want string
}

func wantPrinted(t *testing.T, cases []printedCase) {
	t.Helper()
	for _, c := range cases {
		if got := c.got.String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func wantMistakes(t *testing.T, cases []printedCase) {
	t.Helper()
	for _, c := range cases {
		if got := c.got.String(); !strings.HasPrefix(got, "[") || !strings.Contains(got, c.want) {
			t.Errorf("got %s\nwant the mistake %q", got, c.want)
		}
	}
}

func TestSetOperationsPrint(t *testing.T) {
	a, b := sql.Select1(Users.ID), sql.Select1(sql.NotNull(Addresses.UserID))
	wantPrinted(t, []printedCase{
		{a.Union(b), "SELECT users.id FROM users UNION SELECT addresses.user_id FROM addresses"},
		{a.UnionAll(b, b).OrderBy(Users.ID.Desc()).Limit(3).Offset(1),
			"SELECT users.id FROM users UNION ALL SELECT addresses.user_id FROM addresses UNION ALL SELECT addresses.user_id FROM addresses ORDER BY id DESC LIMIT :param_1 OFFSET :param_2"},
		{a.Limit(1).Union(b.OrderBy(Addresses.ID)).OrderBy(sql.Labelled("id")),
			"(SELECT users.id FROM users LIMIT :param_1) UNION (SELECT addresses.user_id FROM addresses ORDER BY addresses.id) ORDER BY id"},
		{a.Union(b).Except(a.Limit(2)),
			"(SELECT users.id FROM users UNION SELECT addresses.user_id FROM addresses) EXCEPT (SELECT users.id FROM users LIMIT :param_1)"},
		{sql.IntersectAll(a, sql.Select1(Addresses.UserID)), "SELECT users.id FROM users INTERSECT ALL SELECT addresses.user_id FROM addresses"},
		{sql.Select1(Users.Name).Where(sql.In(Users.ID, a.Union(b))),
			"SELECT users.name FROM users WHERE users.id IN (SELECT users.id FROM users UNION SELECT addresses.user_id FROM addresses)"},
		{sql.Select1(sql.Via(a.Union(b).Subquery("u"), Users.ID)),
			"SELECT u.id FROM (SELECT users.id AS id FROM users UNION SELECT addresses.user_id AS user_id FROM addresses) AS u"},
	})
	wantMistakes(t, []printedCase{
		{sql.Union(a, sql.Select(Users.ID, Users.Name)), "query 2 of the set operation gives 2 columns, the first 1"},
		{a.Union(b).Where(Users.ID.Eq(3)), "a set operation takes only order"},
		{a.Union(b).OrderBy(sql.Labelled("nope")), `no column "nope"`},
	})
}

func TestCommonTablesPrint(t *testing.T) {
	spent := sql.Sum(Users.Age).As("spent")
	totals := sql.Select2(Users.Name, spent).GroupBy(Users.Name).CTE("totals")
	n := Users.ID.As("n")
	tree := sql.Recursive("tree", sql.Select1(n).Where(Users.ID.Eq(1)), func(tree sql.CTE) sql.Query[int64] {
		return sql.Select1(sql.Via(tree, n).Add(1)).Where(sql.Via(tree, n).Lt(5))
	})
	id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
	with := "WITH totals AS (SELECT users.name AS name, sum(users.age) AS spent FROM users GROUP BY users.name) "
	wantPrinted(t, []printedCase{
		{sql.Select1(sql.Via(totals, Users.Name)).Where(sql.Via(totals, spent).Gt(100)),
			with + "SELECT totals.name FROM totals WHERE totals.spent > :spent_1"},
		{sql.Select1(sql.Via(totals.Alias("t"), spent)), with + "SELECT t.spent FROM totals AS t"},
		{sql.Select1(Users.ID).With(totals), with + "SELECT users.id FROM users"},
		{sql.Select1(sql.Via(tree, n)),
			"WITH RECURSIVE tree(n) AS (SELECT users.id AS n FROM users WHERE users.id = :id_1 UNION ALL SELECT tree.n + :n_1 AS anon_1 FROM tree WHERE tree.n < :n_2) SELECT tree.n FROM tree"},
		{sql.Select1(sql.Via(sql.Select1(Users.ID).CTE("c", sql.Materialized), Users.ID)),
			"WITH c AS MATERIALIZED (SELECT users.id AS id FROM users) SELECT c.id FROM c"},
		{sql.Select1(sql.Via(sql.Values2("", id, name, sql.Row2[int64, string]{V1: 1, V2: "a"}).CTE("map"), name)),
			"WITH map(id, name) AS (VALUES (:param_1, :param_2)) SELECT map.name FROM map"},
		{sql.Select1(sql.Via(sql.Returning(sql.Insert(Colors).Values(Colors.Name.Set("red")), Colors.Name).CTE("ins"), Colors.Name)),
			"WITH ins AS (INSERT INTO colors (name) VALUES (:name_1) RETURNING colors.name) SELECT ins.name FROM ins"},
		{sql.Delete(Users).Where(Users.ID.Eq(1)).With(sql.Insert(Colors).Values(Colors.Name.Set("red")).CTE("log")),
			"WITH log AS (INSERT INTO colors (name) VALUES (:name_1)) DELETE FROM users WHERE users.id = :id_1"},
	})
}

func TestRarerClausesPrint(t *testing.T) {
	a, low := sql.Select1(Users.ID), sql.Lower(Users.Name).As("low")
	own := sql.Select1(Addresses.ID).Where(sql.Eq(Addresses.UserID, Users.ID))
	wantPrinted(t, []printedCase{
		{sql.Select2(low, Users.ID).OrderBy(sql.Labelled("low").Desc()), "SELECT lower(users.name) AS low, users.id FROM users ORDER BY low DESC"},
		{a.ForUpdate(sql.SkipLocked, sql.Of(Users)), "SELECT users.id FROM users FOR UPDATE OF users SKIP LOCKED"},
		{a.ForShare(sql.KeyOnly, sql.NoWait), "SELECT users.id FROM users FOR KEY SHARE NOWAIT"},
		{a.ForUpdate().ForUpdate(sql.NoWait), "SELECT users.id FROM users FOR UPDATE NOWAIT"},
		{a.Prefix("FAST").Prefix("SLOW", "mysql").StatementHint("/* any */").Suffix("-- end"), "SELECT FAST users.id FROM users /* any */ -- end"},
		{a.DistinctOn(Users.Name).OrderBy(Users.Name), "SELECT DISTINCT ON (users.name) users.id FROM users ORDER BY users.name"},
		{a.LimitTo(sql.Literal[sql.Number[int]](5).Add(3)).OffsetTo(Users.Age), "SELECT users.id FROM users LIMIT :param_1 + :param_2 OFFSET users.age"},
		{a.Limit(10).Offset(2).Fetch(3).NoLimit(), "SELECT users.id FROM users"},
		{a.GroupBy(Users.Name).Ungrouped(), "SELECT users.id FROM users"},
		{sql.Select2(Users.ID, Addresses.ID).TableLabels(), "SELECT users.id AS users_id, addresses.id AS addresses_id FROM users, addresses"},
		{sql.Select2(Users.ID, Addresses.ID).NoLabels(), "SELECT users.id, addresses.id FROM users, addresses"},
		{sql.Select1(Users.Name).Where(sql.Exists(own.Correlate(Users))),
			"SELECT users.name FROM users WHERE EXISTS (SELECT addresses.id FROM addresses WHERE addresses.user_id = users.id)"},
		{sql.Select1(Users.Name).Where(sql.Exists(own.Uncorrelated())),
			"SELECT users.name FROM users WHERE EXISTS (SELECT addresses.id FROM addresses, users WHERE addresses.user_id = users.id)"},
		{sql.WithColumns(a.Where(Users.Age.Gt(3)), Users.Name), "SELECT users.name FROM users WHERE users.age > :age_1"},
		{sql.Project(a, sql.Count()), "SELECT count(*) AS count_1 FROM users"},
		{sql.AddColumns(sql.Select(Users.ID), Users.Name), "SELECT users.id, users.name FROM users"},
	})
	wantMistakes(t, []printedCase{
		{a.OrderBy(sql.Labelled("nope")), `the query has no column "nope" to order or group by: it has ["id"]`},
		{a.Fetch(3).Limit(4), "both a Limit and a Fetch"},
	})
}

func TestRowSourcesPrint(t *testing.T) {
	id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
	v := sql.Values2("v", id, name, sql.Row2[int64, string]{V1: 1, V2: "a"}, sql.Row2[int64, string]{V1: 2, V2: "b"})
	f := sql.TableOf(sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(5)), id).As("g")
	n := sql.ColumnValued(sql.Func[sql.Number[int64]]("generate_series", sql.Val(1), sql.Val(4)), "n")
	numbered := f.WithOrdinality(sql.Column[sql.Number[int64]]("pos"))
	u := sql.Aliased(Users, "u")
	sub := sql.Select2(Addresses.UserID, Addresses.Email).Subquery("a")
	top := sql.Select1(Addresses.Email).Where(sql.Eq(Addresses.UserID, Users.ID)).Limit(2).Lateral("top")
	wantPrinted(t, []printedCase{
		{sql.Select(sql.AllColumns(v)), "SELECT v.id, v.name FROM (VALUES (:param_1, :param_2), (:param_3, :param_4)) AS v (id, name)"},
		{sql.Select1(sql.Via(v.Literal(), name)), "SELECT v.name FROM (VALUES (1, 'a'), (2, 'b')) AS v (id, name)"},
		{sql.Select1(sql.Via(f, id)), "SELECT g.id FROM generate_series(:param_1, :param_2) AS g"},
		{sql.Select1(sql.Via(f.Listed(), id)), "SELECT g.id FROM generate_series(:param_1, :param_2) AS g(id)"},
		{sql.Select1(sql.ColumnNamed[sql.Number[int64]](numbered, "pos")), "SELECT g.pos FROM generate_series(:param_1, :param_2) WITH ORDINALITY AS g"},
		{sql.Select2(n, n.Add(1)), "SELECT n, n + :n_1 AS anon_1 FROM generate_series(:param_1, :param_2) AS n"},
		{sql.Select1(sql.Via(sql.TableSample(Users, "s", sql.Func[sql.Number[int64]]("system", sql.Val(5))), Users.ID)), "SELECT s.id FROM users AS s TABLESAMPLE system(:param_1)"},
		{sql.Select1(sql.Count()).From(sql.Text("dual d")), "SELECT count(*) AS count_1 FROM dual d"},
		{sql.Select1(sql.Via(sql.LightTableIn("store", "things", id), id)), "SELECT store.things.id FROM store.things"},
		{sql.Select(sql.AllColumns(sql.Aliased(Colors, "c"))), "SELECT c.name FROM colors AS c"},
		{sql.Select2(Users.Name, sql.Via(top, Addresses.Email)).Join(top, sql.True()),
			"SELECT users.name, top.email_address FROM users JOIN LATERAL (SELECT addresses.email_address AS email_address FROM addresses WHERE addresses.user_id = users.id LIMIT :param_1) AS top ON true"},
		{sql.Select1(Users.Name).OuterJoin(sql.Join(Addresses, Things, sql.Eq(Addresses.ID, Things.ID)), sql.Eq(Users.ID, Addresses.UserID)),
			"SELECT users.name FROM users LEFT OUTER JOIN (addresses JOIN things ON addresses.id = things.id) ON users.id = addresses.user_id"},
		{sql.Select1(Users.Name).Join(sub),
			"SELECT users.name FROM users JOIN (SELECT addresses.user_id AS user_id, addresses.email_address AS email_address FROM addresses) AS a ON users.id = a.user_id"},
		{sql.Select1(sql.Via(u, Users.Name)).Join(Addresses), "SELECT u.name FROM users AS u JOIN addresses ON u.id = addresses.user_id"},
		{sql.Select1(Users.ID).From(Users).From(sql.Join(Users, Addresses)), "SELECT users.id FROM users JOIN addresses ON users.id = addresses.user_id"},
	})
	wantMistakes(t, []printedCase{
		{sql.Select1(Users.Name).Join(Messages), "there are 2 foreign keys"},
		{sql.Select1(Users.Name).Join(Things), "there is no foreign key"},
		{sql.Select1(sql.Via(v, Users.Name.As("x"))), "v has no column for x"},
		{sql.Select1(sql.Count()).From(sql.Values("v", []sql.Expression{id}, []any{1, 2})), "row 1 of VALUES has 2 values for 1 columns"},
	})
}

func TestWritesPrint(t *testing.T) {
	add := sql.Insert(Things).Values(Things.Price.Set(3), Things.SKU.Set("a"))
	insert := "INSERT INTO things (sku, price) VALUES (:sku_1, :price_1)"
	u := sql.Aliased(Users, "u")
	id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
	v := sql.Values2("v", id, name, sql.Row2[int64, string]{V1: 1, V2: "a"})
	wantPrinted(t, []printedCase{
		{add, insert},
		{sql.Insert(Things), "INSERT INTO things DEFAULT VALUES"},
		{sql.Insert(Things).Prefix("OR IGNORE").Values(Things.SKU.Set("a")), "INSERT OR IGNORE INTO things (sku) VALUES (:sku_1)"},
		{sql.Insert(Things).FromQuery(sql.Select2(Users.Name, Users.Age), Things.SKU, Things.Price), "INSERT INTO things (sku, price) SELECT users.name, users.age FROM users"},
		{add.OnConflict(Things.SKU).DoNothing(), insert + " ON CONFLICT (sku) DO NOTHING"},
		{add.OnConflict().DoNothing(), insert + " ON CONFLICT DO NOTHING"},
		{add.OnConstraint("uq").DoNothing(), insert + " ON CONFLICT ON CONSTRAINT uq DO NOTHING"},
		{add.OnConflict(Things.SKU).DoUpdate(Things.Price.SetExcluded(), sql.SetTo(Things.Qty, sql.Add(Things.Qty, sql.Excluded(Things.Qty)))).Where(Things.Qty.Gt(3)),
			insert + " ON CONFLICT (sku) DO UPDATE SET price = excluded.price, qty = (things.qty + excluded.qty) WHERE things.qty > :qty_1"},
		{add.OnConflict(Things.SKU).Where(Things.Qty.Gt(0)).DoUpdate(Things.Price.SetExcluded()),
			insert + " ON CONFLICT (sku) WHERE qty > :qty_1 DO UPDATE SET price = excluded.price"},
		{sql.Returning3(add, Things.ID, Things.SKU, Things.Qty), insert + " RETURNING things.id, things.sku, things.qty"},
		{sql.ReturningAll(add), insert + " RETURNING *"},
		{sql.Update(u).Set(Users.Name.Set("x")).Where(sql.Via(u, Users.ID).Eq(1)), "UPDATE users AS u SET name=:name_1 WHERE u.id = :id_1"},
		{sql.Update(Users).Set(sql.SetTo(Users.Name, Addresses.Email)).From(Addresses).Where(sql.Eq(Users.ID, Addresses.UserID)),
			"UPDATE users SET name=addresses.email_address FROM addresses WHERE users.id = addresses.user_id"},
		{sql.Delete(u).Where(sql.Via(u, Users.ID).Eq(1)), "DELETE FROM users AS u WHERE u.id = :id_1"},
		{sql.Merge(Things).Using(v).On(sql.Eq(Things.ID, sql.Via(v, id))).
			WhenMatched(Things.Qty.Eq(0)).Delete().
			WhenMatched().Update(sql.SetTo(Things.SKU, sql.Via(v, name))).
			WhenNotMatched().Insert(sql.SetTo(Things.ID, sql.Via(v, id)), Things.Price.Set(1)),
			"MERGE INTO things USING (VALUES (:param_1, :param_2)) AS v (id, name) ON (things.id = v.id)" +
				" WHEN MATCHED AND things.qty = :qty_1 THEN DELETE WHEN MATCHED THEN UPDATE SET sku = v.name WHEN NOT MATCHED THEN INSERT (id, price) VALUES (v.id, :price_1)"},
	})
	wantMistakes(t, []printedCase{
		{add.OnConflict().DoUpdate(Things.Price.SetExcluded()), "names no key to update by"},
		{add.Where(Things.Qty.Gt(3)), "belongs to DoUpdate"},
		{sql.Update(Users).Set(Addresses.Email.Set("x")).Everywhere(), "is no column of users"},
		{sql.Update(Users).Set(Users.Name.Set("x")), "would touch every row"},
		{sql.Merge(Things), "needs a source"},
	})
}

var Defaulted = schema.New(meta, "defaulted",
	schema.Col("id", nil, schema.References("users.id"), schema.PK(), schema.FromSequence("seq")),
	schema.Col("a", nil, schema.References("users.id"), schema.ClientDefault(func() any { return 7 })),
	schema.Col("b", nil, schema.References("users.id"), schema.DefaultExpr(sql.Func[sql.Number[int64]]("seed")), schema.OnUpdateExpr(sql.Func[sql.Number[int64]]("grow"))),
	schema.Col("c", nil, schema.References("users.id"), schema.ClientOnUpdate(func() any { return 8 })))

func TestDefaultsOfTheProgram(t *testing.T) {
	c := sql.Expr[sql.Number[int64]](Defaulted.Column("c").AST())
	a := sql.Expr[sql.Number[int64]](Defaulted.Column("a").AST())
	wantPrinted(t, []printedCase{
		{sql.Insert(Defaulted).Values(c.Set(1)), "INSERT INTO defaulted (id, a, b, c) VALUES (NEXT VALUE FOR seq, :a_1, seed(), :c_1) RETURNING defaulted.id"},
		{sql.Insert(Defaulted).Values(c.Set(1), a.Set(2)).WithoutDefaults(), "INSERT INTO defaulted (a, c) VALUES (:a_1, :c_1)"},
		{sql.Insert(Defaulted).FromQuery(sql.Select1(Users.ID), c), "INSERT INTO defaulted (c, id, a, b) SELECT users.id, NEXT VALUE FOR seq AS next_value_1, :a_1 AS anon_1, seed() AS seed_1 FROM users"},
		{sql.Update(Defaulted).Set(a.Set(1)).Everywhere(), "UPDATE defaulted SET a=:a_1, b=grow(), c=:c_1"},
		{sql.Update(Defaulted).Set(c.Set(1)).Everywhere(), "UPDATE defaulted SET c=:c_1, b=grow()"},
	})
}

func TestParameters(t *testing.T) {
	who := sql.Expr[sql.String](&ast.Bind{Key: "who", Name: "who"})
	q := sql.Select1(Users.ID).Where(sql.Eq(Users.Name, who))
	wantPrinted(t, []printedCase{
		{q, "SELECT users.id FROM users WHERE users.name = :who"},
		{q.Params(sql.P{"who": "ed"}), "SELECT users.id FROM users WHERE users.name = :who_1"},
		{sql.Select1(sql.Count()).From(q.Subquery("s")).Params(sql.P{"who": "ed"}),
			"SELECT count(*) AS count_1 FROM (SELECT users.id AS id FROM users WHERE users.name = :who_1) AS s"},
		{sql.Update(Users).Set(sql.SetTo(Users.Name, who)).Everywhere().Params(sql.P{"who": "x"}), "UPDATE users SET name=:who_1"},
	})
	wantMistakes(t, []printedCase{
		{q.Params(sql.P{"whom": "x"}), `no parameter "whom": it has ["who"]`},
		{q.Params(sql.P{}), `parameter "who" has no value`},
	})
}

func TestStructs(t *testing.T) {
	type person struct {
		ID   int64
		Call string `sql:"name"`
		Skip int    `sql:"-"`
	}
	db := &canned{columns: []string{"id", "name"}, rows: [][]any{{int64(1), "ed"}, {int64(2), "wendy"}}}
	people, err := sql.Into[person](sql.Select2(Users.ID, Users.Name)).All(ctx, db)
	if err != nil || len(people) != 2 || people[1] != (person{ID: 2, Call: "wendy"}) {
		t.Errorf("got %v, %v", people, err)
	}
	people, err = sql.FromText(sql.Structs[person](), sql.Text("SELECT id, name FROM users")).All(ctx, db)
	if err != nil || len(people) != 2 || people[0] != (person{ID: 1, Call: "ed"}) {
		t.Errorf("of text: got %v, %v", people, err)
	}
	wantMistakes(t, []printedCase{
		{sql.Into[struct{ ID int64 }](sql.Select2(Users.ID, Users.Name)), `has no field for column "name"`},
		{sql.Into[struct{ ID, X int64 }](sql.Select1(Users.ID)), "no column for field X"},
		{sql.Into[int](sql.Select1(Users.ID)), "is not a struct"},
	})
}

func TestSetOperationsReadRows(t *testing.T) {
	db := &canned{columns: []string{"id"}, rows: [][]any{{int64(1)}, {int64(2)}, {int64(3)}}}
	q := sql.Select1(Users.ID).Union(sql.Select1(Things.ID)).OrderBy(Users.ID)
	ids, err := q.All(ctx, db)
	if err != nil || fmt.Sprint(ids) != "[1 2 3]" {
		t.Errorf("got %v, %v", ids, err)
	}
	if _, err := q.First(ctx, db); err != nil || !strings.HasSuffix(db.asked[1], "ORDER BY id LIMIT :param_1") {
		t.Errorf("First asked %v, %v", db.asked, err)
	}
	closed := db.closed
	for range q.Iter(ctx, db) {
		break
	}
	if db.closed != closed+1 {
		t.Error("leaving the loop does not close the rows")
	}
	if _, err := q.Count(ctx, db); err == nil || !strings.HasPrefix(db.asked[len(db.asked)-1], "SELECT count(*) AS count_1 FROM (SELECT users.id AS id FROM users UNION") {
		t.Errorf("Count asked %s", db.asked[len(db.asked)-1])
	}
}
