package dialect_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/driver"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// live runs a test on each database that there is: SQLite in memory, and the
// servers that AZOTH_TEST_POSTGRESQL and AZOTH_TEST_MARIADB name or that answer
// at their usual place, each in a database of its own.
func live(t *testing.T, test func(t *testing.T, ctx context.Context, d *dialect.Dialect, conn driver.Conn)) {
	run := func(d *dialect.Dialect, conn driver.Conn) {
		t.Run(d.Name, func(t *testing.T) { test(t, t.Context(), d, conn) })
	}
	d, conn := connect(t, "sqlite://")
	run(d, conn)
	for _, server := range []struct{ variable, url, use, drop string }{
		{"AZOTH_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/test", "", "DROP SCHEMA %s CASCADE"},
		{"AZOTH_TEST_MARIADB", "mysql://root@127.0.0.1:3306/test", "USE %s", "DROP DATABASE %s"},
	} {
		url := os.Getenv(server.variable)
		if url == "" {
			url = server.url
		}
		d, conn := connect(t, url)
		if conn == nil {
			t.Run(server.variable, func(t *testing.T) {
				if os.Getenv(server.variable) != "" || os.Getenv("AZOTH_TEST_REQUIRE") == "1" {
					t.Fatalf("no server answers at the URL that %s gives", server.variable)
				}
				t.Skip("no server answers; set " + server.variable)
			})
			continue
		}
		if d == mysql.Dialect {
			d = mysql.MariaDB
		}
		scratch := fmt.Sprintf("azoth_dialect_%d", rand.Int64())
		use := "SET search_path = %s"
		if server.use != "" {
			use = server.use
		}
		must(t, conn, "CREATE SCHEMA "+scratch)
		t.Cleanup(func() { conn.Exec(context.Background(), dialect.Statement{SQL: fmt.Sprintf(server.drop, scratch)}) })
		must(t, conn, fmt.Sprintf(use, scratch))
		run(d, conn)
		if d == mysql.MariaDB {
			run(mysql.Dialect, conn) // its statements are MariaDB's, too
		}
	}
}

// connect gives a connection, or nil where no server answers.
func connect(t testing.TB, address string) (*dialect.Dialect, driver.Conn) {
	t.Helper()
	url, err := driver.ParseURL(address)
	if err != nil {
		t.Fatal(err)
	}
	d, err := driver.Lookup(url.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	connector, err := d.Connector(url)
	if err != nil {
		t.Fatal(err)
	}
	pool := sql.OpenDB(connector)
	t.Cleanup(func() { pool.Close(); connector.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := pool.PingContext(ctx); err != nil {
		return nil, nil
	}
	checkedOut, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := d.Wrap(t.Context(), checkedOut)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return d.Dialect(), conn
}

func must(t *testing.T, conn driver.Conn, sql string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: sql}); err != nil {
		t.Fatal(err)
	}
}

// read gives the rows of a query as text.
func read(t *testing.T, conn driver.Conn, s dialect.Statement) (lines []string) {
	t.Helper()
	rows, err := conn.Query(t.Context(), s)
	if err != nil {
		t.Fatalf("%s: %v", s.SQL, err)
	}
	for rows.Next() {
		var line []string
		for i := range rows.Columns() {
			if rows.Null(i) {
				line = append(line, "NULL")
				continue
			}
			text, err := rows.String(i)
			if err != nil {
				t.Fatal(err)
			}
			line = append(line, text)
		}
		lines = append(lines, strings.Join(line, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", s.SQL, err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// execute runs the writes of an insert and gives the keys by row, as they were
// matched.
func execute(t *testing.T, conn driver.Conn, writes []dialect.Write, rows int) []int64 {
	t.Helper()
	keys := make([]int64, rows)
	for _, w := range writes {
		if w.Match == dialect.MatchNone || w.Match == dialect.MatchLastInsertID {
			result, err := conn.Exec(t.Context(), w.Statement)
			if err != nil {
				t.Fatalf("%s: %v", w.Statement.SQL, err)
			}
			keys[w.First] = result.LastInsertID
			continue
		}
		got, err := conn.Query(t.Context(), w.Statement)
		if err != nil {
			t.Fatalf("%s: %v", w.Statement.SQL, err)
		}
		var found []int64
		for got.Next() {
			if w.Match == dialect.MatchPosition {
				position, err := got.Int64(0)
				if err != nil {
					t.Fatal(err)
				}
				if keys[w.First+int(position)-1], err = got.Int64(1); err != nil {
					t.Fatal(err)
				}
				found = append(found, position)
				continue
			}
			key, err := got.Int64(0)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, key)
		}
		if err := got.Err(); err != nil {
			t.Fatalf("%s: %v", w.Statement.SQL, err)
		}
		got.Close()
		if len(found) != w.Count {
			t.Fatalf("%s gave %d rows, want %d", w.Statement.SQL, len(found), w.Count)
		}
		if w.Match == dialect.MatchAscending {
			slices.Sort(found)
		}
		if w.Match != dialect.MatchPosition {
			copy(keys[w.First:], found)
		}
	}
	return keys
}

// create makes a table with a generated key and gives it.
func create(t *testing.T, conn driver.Conn, d *dialect.Dialect, name string, columns ...any) *ast.Table {
	t.Helper()
	table := typed(name, append([]any{"id", types.BigInteger}, columns...)...)
	var definitions []string
	for i, c := range table.Columns {
		quoted, err := d.Identifiers.AppendQuoted(nil, c.Name)
		if err != nil {
			t.Fatal(err)
		}
		typeName, err := d.SpellType(c.Type)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			identity, suffix := d.Identity(c.Type)
			typeName = identity + " NOT NULL " + suffix + " PRIMARY KEY"
		}
		definitions = append(definitions, string(quoted)+" "+typeName)
	}
	quoted, err := d.Identifiers.AppendQuoted(nil, name)
	if err != nil {
		t.Fatal(err)
	}
	must(t, conn, fmt.Sprintf("CREATE TABLE %s (%s)", quoted, strings.Join(definitions, ", ")))
	t.Cleanup(func() { mustNow(conn, fmt.Sprintf("DROP TABLE %s", quoted)) })
	return table
}

func mustNow(conn driver.Conn, sql string) {
	if _, err := conn.Exec(context.Background(), dialect.Statement{SQL: sql}); err != nil {
		panic(err)
	}
}

// The generated keys of a group find the rows they belong to, however the
// group is sent.
func TestGeneratedKeysFindTheirRows(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		table := create(t, conn, d, "Crowd", "name", types.String(50), "age", types.Integer)
		for _, rows := range []int{1, 2, 7, 1200} {
			names, ages := types.NewVector(types.Strings, types.String(50), rows), types.NewVector(types.Ints, types.Integer, rows)
			for i := range rows {
				names.Strings = append(names.Strings, fmt.Sprintf("%d of %d", i, rows))
				if i%3 == 2 {
					ages.AppendNull()
				} else {
					ages.Ints = append(ages.Ints, int64(i))
					if len(ages.Nulls) > 0 {
						ages.Nulls = append(ages.Nulls, false)
					}
				}
			}
			for _, returning := range [][]*ast.Column{{table.Columns[0]}, {table.Columns[0], table.Columns[2]}} {
				if len(returning) > 1 && !d.Features.InsertReturning {
					continue
				}
				writes, err := d.Writer.Insert(d, &dialect.InsertGroup{
					Table: table, Columns: table.Columns[1:], Values: []*types.Vector{names, ages}, Rows: rows,
					Generated: table.Columns[0], Returning: returning,
				})
				if err != nil {
					t.Fatal(err)
				}
				keys := execute(t, conn, writes, rows)
				in := &ast.In{X: table.Columns[0], Vector: ints(keys...)}
				s, err := d.Compile(&ast.Select{Columns: cols(table), Where: list(in)})
				if err != nil {
					t.Fatal(err)
				}
				stored := map[string]bool{}
				for _, line := range read(t, conn, s) {
					stored[line] = true
				}
				for i, key := range keys {
					age := fmt.Sprint(i)
					if i%3 == 2 {
						age = "NULL"
					}
					if want := fmt.Sprintf("%d %d of %d %s", key, i, rows, age); !stored[want] {
						t.Fatalf("%d rows: there is no row %q", rows, want)
					}
				}
			}
		}
	})
}

// Values of every type go in, are changed and found again by groups and alone.
func TestGroupsOfEveryType(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		table := create(t, conn, d, "samples",
			"flag", types.Boolean, "amount", types.Lossless(types.Numeric(10, 2)), "ratio", types.Float, "code", types.Lossless(types.String(0)), "body", types.Text,
			"raw", types.Bytes, "day", types.DateOnly, "at", types.DateTime, "doc", types.JSON, "ident", types.UUID)
		at := time.Date(2024, 2, 29, 13, 45, 59, 123456000, time.UTC)
		anys := func(values ...any) *types.Vector { return &types.Vector{Kind: types.Anys, Anys: values} }
		group := dialect.InsertGroup{
			Table: table, Columns: table.Columns[1:], Rows: 2, Generated: table.Columns[0], Returning: table.Columns[:1],
			Values: []*types.Vector{
				{Kind: types.Bools, Bools: []bool{true, false}, Nulls: []bool{false, true}},
				anys(nil, "12.50"), {Kind: types.Floats, Floats: []float64{1.5, 2.25}}, strs("x'y", `a"b\c`), strs("", "{1,2}"),
				anys([]byte{0, 255}, nil), anys(types.Date{Year: 2024, Month: 2, Day: 29}, nil),
				{Kind: types.Times, Times: []time.Time{at, at}}, anys(types.JSONText(`{"a": 1}`), nil),
				strs("12345678-1234-5678-1234-567812345678", "00000000-0000-0000-0000-000000000001"),
			},
		}
		writes, err := d.Writer.Insert(d, &group)
		if err != nil {
			t.Fatal(err)
		}
		keys := execute(t, conn, writes, 2)
		code, amount, ident := table.Column("code"), table.Column("amount"), table.Column("ident")
		s, err := d.Compile(&ast.Select{Columns: list(code, table.Column("body"), table.Column("ratio"), amount), OrderBy: list(table.Columns[0])})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := read(t, conn, s), []string{"x'y  1.5 NULL", `a"b\c {1,2} 2.25 12.50`}; !slices.Equal(got, want) {
			t.Errorf("stored %q, want %q", got, want)
		}

		update := dialect.UpdateGroup{Table: table, Columns: []*ast.Column{code, amount, table.Column("doc")},
			Values: []*types.Vector{strs("one", "two"), anys("9.75", "100"), anys(types.JSONText(`[]`), nil)},
			Keys:   table.Columns[:1], KeyValues: []*types.Vector{ints(keys...)}, Rows: 2}
		if writes, err = d.Writer.Update(d, &update); err != nil {
			t.Fatal(err)
		}
		if result, err := conn.Exec(t.Context(), writes[0].Statement); err != nil || result.RowsAffected != 2 {
			t.Fatalf("%s: %d rows, %v", writes[0].Statement.SQL, result.RowsAffected, err)
		}
		query := func(query *ast.Select, want ...string) {
			t.Helper()
			s, err := d.Compile(query)
			if err != nil {
				t.Fatal(err)
			}
			if got := read(t, conn, s); !slices.Equal(got, want) {
				t.Errorf("%s %v gives %q, want %q", s.SQL, s.Args, got, want)
			}
		}
		query(&ast.Select{Columns: list(code), OrderBy: list(desc(amount))}, "two", "one")
		query(where(sel(code), gt(amount, "10")), "two")
		query(where(sel(code), eq(amount, bind(amount, "9.750"))), "one")
		query(where(sel(code), &ast.In{X: ident, Vector: strs("00000000-0000-0000-0000-000000000001")}), "two")
		query(where(sel(code), not(&ast.In{X: code, Vector: strs("one", "three")})), "two")
		query(where(sel(code), &ast.In{X: table.Columns[0], Vector: ints()}))
		query(&ast.Select{Columns: list(code), Where: list(not(&ast.In{X: table.Columns[0], Vector: ints()})), OrderBy: list(code)}, "one", "two")
		query(where(sel(code), not(table.Column("flag"))))
		query(where(sel(code), table.Column("flag")), "one")

		remove := dialect.DeleteGroup{Table: table, Keys: []*ast.Column{table.Columns[0], code},
			KeyValues: []*types.Vector{ints(keys...), strs("one", "other")}, Rows: 2}
		if writes, err = d.Writer.Delete(d, &remove); err != nil {
			t.Fatal(err)
		}
		if result, err := conn.Exec(t.Context(), writes[0].Statement); err != nil || result.RowsAffected != 1 {
			t.Fatalf("%s: %d rows, %v", writes[0].Statement.SQL, result.RowsAffected, err)
		}
	})
}

// Rows of nothing but defaults get their keys, too.
func TestDefaultsOnly(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		table := create(t, conn, d, "order", "note", types.Text)
		writes, err := d.Writer.Insert(d, &dialect.InsertGroup{Table: table, Rows: 3, Generated: table.Columns[0], Returning: table.Columns[:1]})
		if err != nil {
			t.Fatal(err)
		}
		if keys := execute(t, conn, writes, 3); !slices.Equal(keys, []int64{1, 2, 3}) {
			t.Errorf("keys %v", keys)
		}
	})
}

// Keys that PostgreSQL generates in other ways than by an identity column of
// the program's own are drawn as well.
func TestKeysOfOtherColumns(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		if d != postgresql.Dialect {
			t.Skip("only PostgreSQL has several kinds of generated keys")
		}
		must(t, conn, "CREATE TYPE mood AS ENUM ('sad', 'glad')")
		for _, key := range []string{"BIGSERIAL", "SMALLINT GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1)", "INT GENERATED BY DEFAULT AS IDENTITY"} {
			table := typed("v", "id", types.BigInteger, "mood", types.Named("mood"), "code", types.Named("BPCHAR(3)"), "tags", types.Named("integer[]"))
			must(t, conn, "CREATE TABLE v (id "+key+" PRIMARY KEY, mood mood, code CHAR(3), tags integer[])")
			writes, err := d.Writer.Insert(d, &dialect.InsertGroup{Table: table, Columns: table.Columns[1:], Rows: 2, Generated: table.Columns[0],
				Returning: table.Columns[:1], Values: []*types.Vector{strs("sad", "glad"), strs("abc", "x"), strs("{1,2}", "{}")}})
			if err != nil {
				t.Fatal(err)
			}
			keys := execute(t, conn, writes, 2)
			got := read(t, conn, dialect.Statement{SQL: "SELECT id, mood, trim(code), tags::text FROM v ORDER BY mood"})
			want := []string{fmt.Sprint(keys[0], " sad abc {1,2}"), fmt.Sprint(keys[1], " glad x {}")}
			if !slices.Equal(got, want) {
				t.Errorf("%s: stored %q, want %q", key, got, want)
			}
			update, err := d.Writer.Update(d, &dialect.UpdateGroup{Table: table, Columns: table.Columns[1:2], Values: []*types.Vector{strs("glad", "glad")},
				Keys: table.Columns[:1], KeyValues: []*types.Vector{ints(keys...)}, Rows: 2})
			if err != nil {
				t.Fatal(err)
			}
			if result, err := conn.Exec(t.Context(), update[0].Statement); err != nil || result.RowsAffected != 2 {
				t.Errorf("%d rows, %v", result.RowsAffected, err)
			}
			writes, err = d.Writer.Insert(d, &dialect.InsertGroup{Table: table, Columns: table.Columns[2:3], Rows: 2, Values: []*types.Vector{strs("abcd", "x")}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := conn.Exec(t.Context(), writes[0].Statement); err == nil {
				t.Error("a value that is too long was cut")
			}
			must(t, conn, "DROP TABLE v")
		}
	})
}

// What the statements of the cases compile to is valid where they compile.
func TestStatementsAreValid(t *testing.T) {
	// These name what the test's database does not have: functions, a schema, a
	// table that is made up, an index of words.
	absent := []string{"NOT of a function", "functions", "select.text_columns", "operators.match", "into a schema", "from a schema", "wants out"}
	live(t, func(t *testing.T, ctx context.Context, d *dialect.Dialect, conn driver.Conn) {
		for _, table := range []*ast.Table{users, addresses, orders, items, employees, posts, keywords, reserved} {
			var columns []any
			for _, c := range table.Columns[1:] {
				columns = append(columns, c.Name, c.Type)
			}
			create(t, conn, d, table.Name, columns...)
		}
		must(t, conn, "CREATE TABLE order_items (order_id INTEGER, item_id INTEGER, quantity INTEGER)")
		t.Cleanup(func() { mustNow(conn, "DROP TABLE order_items") })
		for _, c := range statements() {
			if d == mysql.Dialect && c.name == "lock for share" {
				continue // the server is MariaDB
			}
			if !d.Features.FullJoin && c.name == "joins.full_outer" {
				continue // which the server is to say
			}
			if slices.ContainsFunc(absent, func(s string) bool { return strings.Contains(c.name, s) }) {
				continue
			}
			s, err := d.Compile(c.stmt)
			if err != nil {
				continue
			}
			if err := conn.Begin(ctx, driver.TxOptions{}); err != nil {
				t.Fatal(err)
			}
			rows, err := conn.Query(ctx, s)
			if err == nil {
				for rows.Next() {
				}
				err = rows.Err()
				rows.Close()
			}
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			if err := conn.Rollback(ctx); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestTablesQuery(t *testing.T) {
	live(t, func(t *testing.T, _ context.Context, d *dialect.Dialect, conn driver.Conn) {
		create(t, conn, d, "Listed", "x", types.Integer)
		if got := read(t, conn, d.Tables("")); !slices.Equal(got, []string{"Listed"}) {
			t.Errorf("tables %q", got)
		}
	})
}
