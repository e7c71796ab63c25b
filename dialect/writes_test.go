package dialect_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sybase"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

var matchNames = map[dialect.Match]string{
	dialect.MatchNone: "nothing", dialect.MatchPosition: "position", dialect.MatchOrder: "order",
	dialect.MatchAscending: "ascending keys", dialect.MatchLastInsertID: "last insert ID",
}

// TestWrites compares the statements of groups of rows with
// testdata/writes.txt and, for the databases that no server is at hand of,
// testdata/writes_without_server.txt; -rewrite writes them.
func TestWrites(t *testing.T) {
	compareWrites(t, "testdata/writes.txt", dialects)
	compareWrites(t, "testdata/writes_without_server.txt", []*dialect.Dialect{mssql.Dialect, oracle.Dialect, sybase.Dialect})
}

func compareWrites(t *testing.T, path string, dialects []*dialect.Dialect) {
	t.Helper()
	var got bytes.Buffer
	for _, c := range writes() {
		fmt.Fprintf(&got, "== %s\n", c.name)
		for _, d := range dialects {
			writes, err := c.write(d)
			fmt.Fprintf(&got, "%s: ", d.Name)
			if err != nil {
				fmt.Fprintf(&got, "error: %v\n", err)
				continue
			}
			if len(writes) == 0 {
				fmt.Fprintln(&got, "nothing to do")
			}
			for i, w := range writes {
				if i == 2 && len(writes) > 3 {
					fmt.Fprintf(&got, "  … %d more\n", len(writes)-2)
					break
				}
				fmt.Fprintf(&got, "rows %d to %d, %s\n", w.First, w.First+w.Count-1, matchNames[w.Match])
				text := w.Statement.SQL
				if len(w.Statement.Args) > 90 {
					text = text[:80] + " …"
				}
				fmt.Fprintf(&got, "  %s%s\n", text, showArgs(w.Statement))
			}
		}
	}
	if *rewrite {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		gotLines, wantLines := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(gotLines), len(wantLines)) {
			if gotLines[i] != wantLines[i] {
				t.Fatalf("line %d of %s:\n got %s\nwant %s", i+1, path, gotLines[i], wantLines[i])
			}
		}
		t.Fatalf("%d lines, want the %d of %s", len(gotLines), len(wantLines), path)
	}
}

func showArgs(s dialect.Statement) string {
	var b strings.Builder
	for _, v := range s.Batch {
		fmt.Fprintf(&b, " batch%v", show(v))
	}
	if s.InsertIDs {
		b.WriteString(" for its insert IDs")
	}
	if len(s.Args) > 12 {
		return fmt.Sprintf(" with %d arguments", len(s.Args))
	}
	if len(s.Args) == 0 {
		return b.String()
	}
	args := slices.Clone(s.Args)
	for i, arg := range args {
		if v, ok := arg.(*types.Vector); ok {
			args[i] = show(v)
		}
	}
	return fmt.Sprint(b.String(), " ", args)
}

// show gives a vector's values, or their number.
func show(v *types.Vector) []any {
	if v.Len() > 12 {
		return []any{fmt.Sprintf("%d values", v.Len())}
	}
	return values(v)
}

type writeCase struct {
	name  string
	write func(*dialect.Dialect) ([]dialect.Write, error)
}

func writes() []writeCase {
	insert := func(g dialect.InsertGroup) func(*dialect.Dialect) ([]dialect.Write, error) {
		return func(d *dialect.Dialect) ([]dialect.Write, error) { return d.Writer.Insert(d, &g) }
	}
	update := func(g dialect.UpdateGroup) func(*dialect.Dialect) ([]dialect.Write, error) {
		return func(d *dialect.Dialect) ([]dialect.Write, error) { return d.Writer.Update(d, &g) }
	}
	remove := func(g dialect.DeleteGroup) func(*dialect.Dialect) ([]dialect.Write, error) {
		return func(d *dialect.Dialect) ([]dialect.Write, error) { return d.Writer.Delete(d, &g) }
	}
	columns := func(t *ast.Table, names ...string) (columns []*ast.Column) {
		for _, name := range names {
			columns = append(columns, t.Column(name))
		}
		return columns
	}
	vectors := func(v ...*types.Vector) []*types.Vector { return v }
	id := users.Column("id")
	named := typed("v", "id", types.Integer, "mood", types.Named("mood"), "code", types.Named("CHAR(3)"), "tags", types.Named("integer[]"), "doc", types.Lossless(types.JSON))
	many := types.NewVector(types.Ints, types.Integer, 1100)
	for i := range 1100 {
		many.Ints = append(many.Ints, int64(i))
	}
	users3 := dialect.InsertGroup{Table: users, Columns: columns(users, "name", "created_at"), Rows: 2,
		Values: vectors(strs("ed", "jo"), &types.Vector{Kind: types.Anys, Anys: []any{nil, nil}})}
	with := func(g dialect.InsertGroup, generated *ast.Column, returning ...*ast.Column) dialect.InsertGroup {
		g.Generated, g.Returning = generated, returning
		return g
	}
	oneUser := dialect.InsertGroup{Table: users, Columns: columns(users, "name"), Values: vectors(strs("ed")), Rows: 1}
	return []writeCase{
		{"insert, nothing back", insert(users3)},
		{"insert, generated keys", insert(with(users3, id, id))},
		{"insert, generated keys and defaults", insert(with(users3, id, id, users.Column("nickname")))},
		{"insert with known keys, defaults back", insert(with(users3, nil, users.Column("nickname")))},
		{"insert one row", insert(oneUser)},
		{"insert one row, generated key", insert(with(oneUser, id, id))},
		{"insert one row, generated key and default", insert(with(oneUser, id, id, users.Column("nickname")))},
		{"insert only defaults", insert(dialect.InsertGroup{Table: accounts, Rows: 2})},
		{"insert only defaults, generated keys", insert(dialect.InsertGroup{Table: accounts, Rows: 2,
			Generated: accounts.Column("id"), Returning: columns(accounts, "id")})},
		{"insert pages", insert(dialect.InsertGroup{Table: reserved, Columns: columns(reserved, "Select"), Values: vectors(many), Rows: 1100})},
		{"insert types of the database", insert(dialect.InsertGroup{Table: named, Columns: named.Columns[1:], Rows: 2,
			Values: vectors(strs("sad", "glad"), strs("a", "b"), strs("{1}", "{}"), strs("{}", "[]"))})},
		{"insert into a table with the name of a part", insert(dialect.InsertGroup{Table: typed("new_keys", "id", types.BigInteger, "n", types.BigInteger),
			Columns: []*ast.Column{{Name: "n", Type: types.BigInteger}}, Values: vectors(ints(1, 2)), Rows: 2,
			Generated: &ast.Column{Name: "id"}, Returning: []*ast.Column{{Name: "id"}}})},
		{"insert nothing", insert(dialect.InsertGroup{Table: users, Columns: columns(users, "name"), Values: vectors(strs())})},
		{"insert with a value missing", insert(dialect.InsertGroup{Table: users, Columns: columns(users, "name"), Values: vectors(strs("a")), Rows: 2})},
		{"insert without a type", insert(dialect.InsertGroup{Table: users, Columns: []*ast.Column{{Name: "x"}}, Values: vectors(strs("a", "b")), Rows: 2})},

		{"update", update(dialect.UpdateGroup{Table: users, Columns: columns(users, "name", "nickname"), Values: vectors(strs("a", "b"), strs("c", "d")),
			Keys: columns(users, "id"), KeyValues: vectors(ints(1, 2)), Rows: 2})},
		{"update one row", update(dialect.UpdateGroup{Table: users, Columns: columns(users, "name"), Values: vectors(strs("a")),
			Keys: columns(users, "id"), KeyValues: vectors(ints(1)), Rows: 1})},
		{"update by a composite key", update(dialect.UpdateGroup{Table: orderItems, Columns: columns(orderItems, "quantity"), Values: vectors(ints(5, 6)),
			Keys: columns(orderItems, "order_id", "item_id"), KeyValues: vectors(ints(1, 2), ints(3, 4)), Rows: 2})},
		{"update in a schema, of types of the database", update(dialect.UpdateGroup{Table: named, Columns: columns(named, "mood"), Values: vectors(strs("sad", "glad")),
			Keys: columns(named, "id"), KeyValues: vectors(ints(1, 2)), Rows: 2})},
		{"update without keys", update(dialect.UpdateGroup{Table: users, Columns: columns(users, "name"), Values: vectors(strs("a")), Rows: 1})},

		{"delete", remove(dialect.DeleteGroup{Table: users, Keys: columns(users, "id"), KeyValues: vectors(ints(1, 2)), Rows: 2})},
		{"delete one row", remove(dialect.DeleteGroup{Table: users, Keys: columns(users, "id"), KeyValues: vectors(ints(1)), Rows: 1})},
		{"delete by a composite key", remove(dialect.DeleteGroup{Table: orderItems, Keys: columns(orderItems, "order_id", "item_id"),
			KeyValues: vectors(ints(1, 2), ints(3, 4)), Rows: 2})},
		{"delete by text", remove(dialect.DeleteGroup{Table: accounts, Keys: columns(users, "name"), KeyValues: vectors(strs("a", "b")), Rows: 2})},
	}
}

// The text of a group's statement does not depend on the number of rows, where
// there are arrays, so that it is prepared once.
func TestArrayTextIsConstant(t *testing.T) {
	texts := map[string]bool{}
	for rows := 2; rows < 5; rows++ {
		v := &types.Vector{Kind: types.Strings, Strings: make([]string, rows)}
		writes, err := postgresql.Dialect.Writer.Insert(postgresql.Dialect, &dialect.InsertGroup{
			Table: users, Columns: []*ast.Column{users.Column("name")}, Values: []*types.Vector{v}, Rows: rows,
			Generated: users.Column("id"), Returning: []*ast.Column{users.Column("id")},
		})
		if err != nil {
			t.Fatal(err)
		}
		texts[writes[0].Statement.SQL] = true
	}
	if len(texts) != 1 {
		t.Errorf("%d texts: %v", len(texts), texts)
	}
}

// A page has no more parameters than a statement can.
func TestPagesKeepToTheParameterBound(t *testing.T) {
	small := mysql.MariaDB.Clone()
	small.Features.MaxParameters = 7
	writes, err := small.Writer.Delete(small, &dialect.DeleteGroup{
		Table: orderItems, Keys: orderItems.Columns[:2], KeyValues: []*types.Vector{ints(1, 2, 3, 4), ints(5, 6, 7, 8)}, Rows: 4,
	})
	if err != nil || len(writes) != 2 || len(writes[0].Statement.Args) != 6 || writes[1].First != 3 || writes[1].Count != 1 {
		t.Errorf("%v, %+v", err, writes)
	}
}

// SQL Server takes 1,000 rows in the VALUES of an INSERT, and 2,100 parameters,
// two of which are the statement and its list of types.
func TestBoundsOfSQLServer(t *testing.T) {
	one := &ast.Constant{}
	insert := &ast.Insert{Table: users, Columns: users.Columns[:1]}
	for range 1000 {
		insert.Rows = append(insert.Rows, []ast.Expr{one})
	}
	if _, err := mssql.Dialect.Compile(insert); err != nil {
		t.Error(err)
	}
	insert.Rows = append(insert.Rows, []ast.Expr{one})
	if _, err := mssql.Dialect.Compile(insert); err == nil || !strings.Contains(err.Error(), "INSERT of 1001 rows into users: mssql takes 1000 in one statement") {
		t.Errorf("1001 rows: %v", err)
	}
	for _, rowsPerPage := range []int{0, 5000} {
		group := &dialect.InsertGroup{Table: users, Columns: users.Columns[:1], Values: []*types.Vector{ints(make([]int64, 5000)...)}, Rows: 5000}
		writes, err := dialect.PageWriter{Rows: rowsPerPage}.Insert(mssql.Dialect, group)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range writes {
			if w.Count > 1000 {
				t.Errorf("a page of %d rows", w.Count)
			}
		}
		group.Columns, group.Values = users.Columns[:3], []*types.Vector{group.Values[0], group.Values[0], group.Values[0]}
		writes, err = dialect.PageWriter{Rows: rowsPerPage}.Insert(mssql.Dialect, group)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range writes {
			if len(w.Statement.Args) > 2098 {
				t.Errorf("a page of %d parameters", len(w.Statement.Args))
			}
		}
	}
}

// A list of tuples is a condition on SQL Server, which has none.
func TestTuplesOfSQLServer(t *testing.T) {
	pair := &ast.Tuple{Items: []ast.Expr{orderItems.Column("order_id"), orderItems.Column("item_id")}}
	list := func(items ...any) []ast.Expr { return []ast.Expr{&ast.Bind{Value: items, List: true, Set: true}} }
	for want, in := range map[string]*ast.In{
		"(order_items.order_id = @p1 AND order_items.item_id = @p2 OR order_items.order_id = @p3 AND order_items.item_id = @p4)": {
			X: pair, List: list([]any{int64(1), int64(2)}, []any{int64(3), int64(4)})},
		"NOT (order_items.order_id = @p1 AND order_items.item_id = @p2)": {X: pair, Not: true,
			List: []ast.Expr{&ast.Tuple{Items: []ast.Expr{&ast.Bind{Value: int64(1), Set: true}, &ast.Bind{Value: int64(2), Set: true}}}}},
		"1 != 1": {X: pair, List: list()},
		"1 = 1":  {X: pair, Not: true, List: list()},
	} {
		got, err := mssql.Dialect.CompileExpression(in)
		if err != nil || got.SQL != want {
			t.Errorf("got %s, %v\nwant %s", got.SQL, err, want)
		}
	}
	_, err := mssql.Dialect.CompileExpression(&ast.In{X: pair, Query: &ast.Select{Columns: pair.Items}})
	var unsupported *dialect.UnsupportedError
	if !errors.As(err, &unsupported) {
		t.Errorf("a tuple in a query: %v", err)
	}
}

// A NULL of bytes is bound as one on SQL Server, which converts no other to it.
func TestNullOfBytes(t *testing.T) {
	files := typed("files", "data", types.Bytes, "name", types.String(10))
	nulls := &types.Vector{Kind: types.Anys, Type: types.Bytes, Anys: []any{nil}}
	names := &types.Vector{Kind: types.Strings, Type: types.String(10), Strings: []string{""}, Nulls: []bool{true}}
	writes, err := mssql.Dialect.Writer.Insert(mssql.Dialect, &dialect.InsertGroup{Table: files, Columns: files.Columns, Values: []*types.Vector{nulls, names}, Rows: 1})
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := mssql.Dialect.Compile(&ast.Insert{Table: files, Columns: files.Columns, Rows: [][]ast.Expr{{
		&ast.Bind{Type: types.Bytes, Set: true}, &ast.Bind{Type: types.String(10), Set: true}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]any{writes[0].Statement.Args, compiled.Args} {
		if data, ok := args[0].([]byte); !ok || data != nil || args[1] != nil {
			t.Errorf("%#v", args)
		}
	}
}

// What is read back passes through the SQL of its type, however it is asked for.
func TestSQLOfTypesInWhatComesBack(t *testing.T) {
	shapes := typed("shapes", "id", types.Integer, "area", types.Named("GEOMETRY").Through("from_text({})", "as_text({})"))
	for want, d := range map[string]*dialect.Dialect{
		"INSERT INTO shapes (area) OUTPUT inserted.id, as_text(inserted.area) AS area VALUES (from_text(@p1))": mssql.Dialect,
		"INSERT INTO shapes (area) VALUES (from_text(:1)) RETURNING id, as_text(area) INTO :2, :3":             oracle.Dialect,
		"INSERT INTO shapes (area) VALUES (from_text($1)) RETURNING id, as_text(area) AS area":                 postgresql.Dialect,
	} {
		writes, err := d.Writer.Insert(d, &dialect.InsertGroup{Table: shapes, Columns: shapes.Columns[1:], Values: []*types.Vector{strs("POINT(1 2)")}, Rows: 1,
			Generated: shapes.Columns[0], Returning: shapes.Columns})
		if err != nil {
			t.Fatal(err)
		}
		if got := writes[0].Statement.SQL; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func BenchmarkWriteArrays(b *testing.B) {
	group := dialect.InsertGroup{
		Table: users, Columns: users.Columns[1:3], Values: []*types.Vector{strs("a", "b"), strs("c", "d")}, Rows: 2,
		Generated: users.Column("id"), Returning: users.Columns[:1],
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := postgresql.Dialect.Writer.Insert(postgresql.Dialect, &group); err != nil {
			b.Fatal(err)
		}
	}
}

// Where no last insert ID tells the key, one row asks for it as several do.
func TestKeyOfOneRow(t *testing.T) {
	group := func() *dialect.InsertGroup {
		return &dialect.InsertGroup{Table: users, Columns: users.Columns[1:2], Values: []*types.Vector{strs("ed")}, Rows: 1,
			Generated: users.Column("id"), Returning: users.Columns[:1]}
	}
	writes, err := firebird.Dialect.Writer.Insert(firebird.Dialect, group())
	if err != nil || len(writes) != 1 || writes[0].Match != dialect.MatchOrder || writes[0].Statement.SQL != "INSERT INTO users (name) VALUES (?) RETURNING id" {
		t.Errorf("firebird: %+v, %v", writes, err)
	}
	writes, err = oracle.Dialect.Writer.Insert(oracle.Dialect, group())
	if err != nil || len(writes) != 1 || writes[0].Match != dialect.MatchOrder || writes[0].Statement.SQL != "INSERT INTO users (name) VALUES (:1) RETURNING id INTO :2" {
		t.Fatalf("oracle: %+v, %v", writes, err)
	}
	if s := writes[0].Statement; s.Outs != 1 || len(s.Args) != 1 || s.Args[0] != (dialect.Out{Type: users.Column("id").Type}) {
		t.Errorf("oracle: %+v", s)
	}
}
