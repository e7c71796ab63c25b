package dialect_test

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// variant is a dialect of the base compiler that differs in a few features.
func variant(features dialect.Features) *dialect.Dialect {
	return made("variant", '"', '"', 128, "", features)
}

// TestLimitsByCounting holds the limits of old servers to the conformance data
// (versions.mssql_2008_limit and versions.oracle_11_limit).
func TestLimitsByCounting(t *testing.T) {
	id, name := users.Column("id"), users.Column("name")
	rowNumber := variant(dialect.Features{Limit: dialect.LimitRowNumber})
	rowCount := variant(dialect.Features{Limit: dialect.LimitRowCount, BareAliases: true})
	for _, c := range []struct {
		dialect *dialect.Dialect
		stmt    ast.Statement
		want    string
	}{
		{rowNumber, bounded(ordered(sel(id), id), param(int64(5)), nil), "SELECT TOP 5 users.id FROM users ORDER BY users.id"},
		{rowNumber, bounded(ordered(where(sel(id, name), is(name, "x")), id), param(int64(5)), param(int64(10))),
			"SELECT anon_1.id, anon_1.name FROM (SELECT users.id AS id, users.name AS name, ROW_NUMBER() OVER (ORDER BY users.id) " +
				"AS mssql_rn FROM users WHERE users.name = ?) AS anon_1 WHERE mssql_rn > ? AND mssql_rn <= ? + ?"},
		{rowNumber, bounded(ordered(sel(id), desc(name)), nil, param(int64(3))),
			"SELECT anon_1.id FROM (SELECT users.id AS id, ROW_NUMBER() OVER (ORDER BY users.name DESC) AS mssql_rn FROM users) " +
				"AS anon_1 WHERE mssql_rn > ?"},
		{rowCount, bounded(ordered(sel(id, name), id), param(int64(10)), nil),
			"SELECT anon_1.id, anon_1.name FROM (SELECT users.id AS id, users.name AS name FROM users ORDER BY users.id) anon_1 WHERE ROWNUM <= 10"},
		{rowCount, bounded(ordered(sel(id), id), nil, param(int64(5))),
			"SELECT anon_1.id FROM (SELECT anon_2.id AS id, ROWNUM AS ora_rn FROM (SELECT users.id AS id FROM users ORDER BY users.id) " +
				"anon_2) anon_1 WHERE ora_rn > 5"},
		{rowCount, bounded(ordered(where(sel(id), is(name, "x")), id), param(int64(10)), param(int64(20))),
			"SELECT anon_1.id FROM (SELECT anon_2.id AS id, ROWNUM AS ora_rn FROM (SELECT users.id AS id FROM users WHERE users.name = ? " +
				"ORDER BY users.id) anon_2 WHERE ROWNUM <= 10 + 20) anon_1 WHERE ora_rn > 20"},
	} {
		s, err := c.dialect.Compile(c.stmt)
		if err != nil || renumbered(s.SQL) != renumbered(c.want) {
			t.Errorf("\n got %s %v\nwant %s", s.SQL, err, c.want)
		}
	}
}

func TestLabelLength(t *testing.T) {
	d := variant(dialect.Features{})
	d.LabelLength = 10
	s, err := d.Compile(styled(sel(addresses.Column("id"), addresses.Column("email_address")), ast.LabelTable))
	if want := "SELECT addresses.id AS addr_1, addresses.email_address AS addr_2 FROM addresses"; err != nil || s.SQL != want {
		t.Errorf("\n got %s %v\nwant %s", s.SQL, err, want)
	}
}

func TestSchemas(t *testing.T) {
	d := variant(dialect.Features{})
	d.Schemas = map[string]string{"": "tenant_1", "billing": "billing_1"}
	s, err := d.Compile(where(sel(users.Column("name")), eq(users.Column("id"), accounts.Column("user_id"))))
	want := "SELECT tenant_1.users.name FROM tenant_1.users, billing_1.accounts WHERE tenant_1.users.id = billing_1.accounts.user_id"
	if err != nil || s.SQL != want {
		t.Errorf("\n got %s %v\nwant %s", s.SQL, err, want)
	}
	dotted := typed("t", "id", types.Integer)
	dotted.Schema = "MyDb.dbo"
	brackets := made("brackets", '[', ']', 128, "", dialect.Features{})
	brackets.Identifiers.SchemaDots = true
	s, err = brackets.Compile(sel(dotted.Column("id")))
	if want := "SELECT [MyDb].dbo.t.id FROM [MyDb].dbo.t"; err != nil || s.SQL != want {
		t.Errorf("\n got %s %v\nwant %s", s.SQL, err, want)
	}
}

// TestPlaceholdersInOrder: a WITH that stands in front has the first parameters.
func TestPlaceholdersInOrder(t *testing.T) {
	rich := cte("rich", where(sel(orders.Column("user_id")), gt(orders.Column("total"), int64(50))), "user_id")
	s, err := postgresql.Dialect.Compile(where(sel(users.Column("id")), is(users.Column("name"), "ed"),
		&ast.In{X: users.Column("id"), Query: sel(rich.Columns[0])}))
	want := "WITH rich AS (SELECT orders.user_id AS user_id FROM orders WHERE orders.total > $1) " +
		"SELECT users.id FROM users WHERE users.name = $2 AND users.id IN (SELECT rich.user_id FROM rich)"
	if err != nil || s.SQL != want || len(s.Args) != 2 || s.Args[0] != int64(50) || s.Args[1] != "ed" {
		t.Errorf("\n got %s %v %v\nwant %s", s.SQL, s.Args, err, want)
	}
}

// TestGeneratedKeys: a statement says that it gives back the key, and how.
func TestGeneratedKeys(t *testing.T) {
	insert := goldenInserts()["insert.values_kwargs"]
	s, err := goldenDialects['P'].Compile(insert)
	if err != nil || !s.Returns || !s.KeyReturned || s.Outs != 0 {
		t.Errorf("RETURNING: %+v %v", s, err)
	}
	s, err = goldenDialects['O'].Compile(insert)
	if err != nil || !s.Returns || !s.KeyReturned || s.Outs != 1 || len(s.Args) != 3 {
		t.Fatalf("RETURNING INTO: %+v %v", s, err)
	}
	if out, ok := s.Args[2].(dialect.Out); !ok || out.Type != users.Column("id").Type {
		t.Errorf("the last argument is %#v", s.Args[2])
	}
	s, err = goldenDialects['L'].Compile(insert)
	if err != nil || s.Returns || s.KeyReturned {
		t.Errorf("last insert ID: %+v %v", s, err)
	}
}

func TestMerge(t *testing.T) {
	d := variant(dialect.Features{Merge: true, Upsert: dialect.UpsertMerge, MergeEnd: ";"})
	oracle := variant(dialect.Features{Merge: true, Upsert: dialect.UpsertMerge, MergeWhere: true, NoFrom: " FROM DUAL", BareAliases: true})
	sku, qty := items.Column("sku"), items.Column("qty")
	upsert := &ast.Insert{Table: items, Columns: []*ast.Column{sku, qty}, Rows: [][]ast.Expr{{param("a"), param(int64(1))}},
		Conflict: &ast.Conflict{Target: list(sku), Where: list(gt(qty, int64(0))),
			Set: []ast.Assignment{{Column: qty, Value: &ast.Excluded{Column: qty}}}}}
	source := derived(sel(orderItems.Column("item_id"), orderItems.Column("quantity")), "s")
	merge := &ast.Merge{Target: items, Source: source, On: eq(items.Column("id"), source.Columns[0]), Clauses: []ast.MergeClause{
		{Action: ast.MergeUpdate, Set: []ast.Assignment{{Column: qty, Value: source.Columns[1]}}},
		{NotMatched: true, Action: ast.MergeInsert, Columns: []*ast.Column{qty}, Values: list(source.Columns[1])},
	}}
	for _, c := range []struct {
		dialect *dialect.Dialect
		stmt    ast.Statement
		want    string
	}{
		{d, upsert, "MERGE INTO items USING (SELECT ? AS sku, ? AS qty) AS excluded ON (items.sku = excluded.sku) " +
			"WHEN MATCHED AND items.qty > ? THEN UPDATE SET qty = excluded.qty " +
			"WHEN NOT MATCHED THEN INSERT (sku, qty) VALUES (excluded.sku, excluded.qty);"},
		{oracle, upsert, "MERGE INTO items USING (SELECT ? AS sku, ? AS qty FROM DUAL) excluded ON (items.sku = excluded.sku) " +
			"WHEN MATCHED THEN UPDATE SET qty = excluded.qty WHERE items.qty > ? " +
			"WHEN NOT MATCHED THEN INSERT (sku, qty) VALUES (excluded.sku, excluded.qty)"},
		{d, merge, "MERGE INTO items USING (SELECT order_items.item_id AS item_id, order_items.quantity AS quantity FROM order_items) AS s " +
			"ON (items.id = s.item_id) WHEN MATCHED THEN UPDATE SET qty = s.quantity " +
			"WHEN NOT MATCHED THEN INSERT (qty) VALUES (s.quantity);"},
	} {
		s, err := c.dialect.Compile(c.stmt)
		if err != nil || s.SQL != c.want {
			t.Errorf("\n got %s %v\nwant %s", s.SQL, err, c.want)
		}
	}
	var unsupported *dialect.UnsupportedError
	if _, err := goldenDialects['L'].Compile(merge); !errors.As(err, &unsupported) {
		t.Errorf("MERGE on sqlite: %v", err)
	}
}
