package inspect_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

func TestReflectChoosesTablesAndColumns(t *testing.T) {
	eng := open(t, "sqlite")
	ctx := t.Context()
	exec(t, eng,
		"CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT, UNIQUE (name))",
		"CREATE TABLE players (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES teams, nick VARCHAR(10) UNIQUE, age INTEGER CHECK (age > 0), picture NOISE)",
		"CREATE INDEX ix_players_nick ON players (nick, age)",
		"CREATE INDEX ix_players_lower ON players (lower(nick))",
		"CREATE TABLE other (id INTEGER PRIMARY KEY)",
		"CREATE VIEW grown AS SELECT id, age FROM players")
	var warnings []string
	i := inspect.Open(eng, inspect.OnWarning(func(err error) { warnings = append(warnings, err.Error()) }))

	tables := func(opts ...inspect.ReflectOption) (*schema.MetaData, []string) {
		t.Helper()
		meta := schema.NewMetaData()
		if err := i.Reflect(ctx, meta, opts...); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, table := range meta.Tables() {
			names = append(names, table.Name)
		}
		slices.Sort(names)
		return meta, names
	}
	for _, c := range []struct {
		options []inspect.ReflectOption
		want    []string
	}{
		{nil, []string{"other", "players", "teams"}},
		{[]inspect.ReflectOption{inspect.WithViews()}, []string{"grown", "other", "players", "teams"}},
		{[]inspect.ReflectOption{inspect.Only("players")}, []string{"players", "teams"}},
		{[]inspect.ReflectOption{inspect.Only("players"), inspect.WithoutTargets()}, []string{"players"}},
		{[]inspect.ReflectOption{inspect.Only("grown", "other")}, []string{"grown", "other"}},
		{[]inspect.ReflectOption{inspect.Matching(func(t *inspect.Table) bool { return strings.HasPrefix(t.Name, "pl") })}, []string{"players", "teams"}},
	} {
		if _, got := tables(c.options...); !slices.Equal(got, c.want) {
			t.Errorf("declared are %v, not %v", got, c.want)
		}
	}

	meta, _ := tables(
		inspect.Override("players",
			schema.Col("age", types.SmallInteger, schema.NotNull()),
			schema.Col("score", types.Float)),
		inspect.ExcludeColumns("players", "nick"),
		inspect.EachColumn(func(table *inspect.Table, c *inspect.Column) {
			if c.TypeName == "NOISE" {
				c.Type, c.Name = types.Bytes, "ignored"
			}
		}))
	if got, want := meta.Table("players").String(), "Table(players, id INTEGER PRIMARY KEY IDENTITY, team_id INTEGER, picture BLOB, age SMALLINT NOT NULL, score FLOAT)"; got != want {
		t.Errorf("the table is\n%s, not\n%s", got, want)
	}
	players := meta.Table("players")
	if len(players.Uniques) != 0 || len(players.Indexes) != 0 || len(players.Checks) != 1 || len(players.ForeignKeys) != 1 {
		t.Errorf("of the constraints are left %v %v %v %v", players.Uniques, players.Indexes, players.Checks, players.ForeignKeys)
	}
	for _, want := range []string{
		`column players.picture has a type that is not known: "NOISE"`,
		`table "players": index "ix_players_lower" is left out: column "nick" is`,
		`table "players": a unique constraint is left out: column "nick" is`,
	} {
		if !slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, want) }) {
			t.Errorf("no warning says %q: %q", want, warnings)
		}
	}

	meta, _ = tables(inspect.IncludeColumns("players", "id", "age"))
	if got := schemaColumns(meta.Table("players")); got != "id age" {
		t.Errorf("the columns are %s", got)
	}

	declared := schema.NewMetaData()
	own := schema.New(declared, "teams", schema.Col("id", types.BigInteger, schema.PK()))
	if err := i.Reflect(ctx, declared, inspect.Only("players")); err != nil {
		t.Fatal(err)
	}
	if declared.Table("teams") != own || declared.Table("players").ForeignKeys[0].Target != own {
		t.Error("a table that was declared already did not stay as it was")
	}

	err := i.Reflect(ctx, schema.NewMetaData(), inspect.Only("playrs"))
	var missing *inspect.NoTableError
	if !errors.Is(err, inspect.ErrNoTable) || !errors.As(err, &missing) || missing.Table != "playrs" || missing.Nearest != "players" {
		t.Errorf("a missing table: %v", err)
	}
	err = i.Reflect(ctx, schema.NewMetaData(), inspect.Override("teams", schema.Unique("nothing")))
	var unreflectable *inspect.UnreflectableError
	if !errors.As(err, &unreflectable) || unreflectable.Table != "teams" {
		t.Errorf("a declaration that does not fit: %v", err)
	}
}

func schemaColumns(t *schema.Table) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return strings.Join(names, " ")
}

// TestForeignKeysAcrossSchemas declares a table of one schema that refers to
// another, and comes back.
func TestForeignKeysAcrossSchemas(t *testing.T) {
	eng := open(t, "postgresql")
	ctx := t.Context()
	meta := schema.NewMetaData()
	schema.New(meta, "regions", schema.InSchema("geo"), schema.Col("id", types.Integer, schema.PK()))
	schema.New(meta, "places", schema.InSchema("geo"), schema.Col("id", types.Integer, schema.PK()),
		schema.Col("region_id", types.Integer, schema.References("geo.regions.id")))
	schema.New(meta, "people", schema.Col("id", types.Integer, schema.PK()),
		schema.Col("place_id", types.Integer, schema.References("geo.places.id")))
	schema.New(meta, "visits", schema.InSchema("geo"), schema.Col("id", types.Integer, schema.PK()),
		schema.Col("person_id", types.Integer, schema.References("people.id")))
	exec(t, eng, "CREATE SCHEMA geo")
	if err := eng.CreateAll(ctx, meta); err != nil {
		t.Fatal(err)
	}
	for _, options := range [][]inspect.ReflectOption{
		{inspect.Only("geo.visits")},
		{inspect.FromSchema("geo")},
		{inspect.FromSchema("geo"), inspect.Only("visits")},
	} {
		reflected := schema.NewMetaData()
		if err := inspect.Open(eng).Reflect(ctx, reflected, options...); err != nil {
			t.Fatal(err)
		}
		for _, difference := range inspect.Diff(eng.Dialect(), meta, reflected) {
			t.Error(difference)
		}
	}

	// A view of the engine calls the schema otherwise.
	tenant := eng.WithSchemas(map[string]string{"": "geo"})
	names, err := inspect.Open(tenant).TableNames(ctx)
	if err != nil || !slices.Equal(names, []string{"places", "regions", "visits"}) {
		t.Errorf("a view of the engine has the tables %v, %v", names, err)
	}
}

func TestWhatWasReadIsKept(t *testing.T) {
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			recorder := azothtest.NewRecorder()
			eng := open(t, name, recorder.Option())
			ctx := t.Context()
			exec(t, eng, "CREATE TABLE a (id INTEGER)", "CREATE TABLE b (id INTEGER)", "CREATE TABLE c (id INTEGER)")
			var steps []string
			i := inspect.Open(eng, inspect.OnProgress(func(step, of int, what string) {
				steps = append(steps, what)
				if step != len(steps) || of < step {
					t.Errorf("step %d of %d comes as number %d", step, of, len(steps))
				}
			}))
			recorder.Reset()
			table, err := i.Table(ctx, "b")
			if err != nil {
				t.Fatal(err)
			}
			one := len(recorder.Take())
			if one != len(steps) || one > 8 {
				t.Errorf("a table takes %d queries, and %d were told: %v", one, len(steps), steps)
			}
			steps = nil
			tables, err := i.Tables(ctx)
			if err != nil || len(tables) != 3 {
				t.Fatal(tables, err)
			}
			if n := len(recorder.Take()); n != one {
				t.Errorf("three tables take %d queries, one takes %d", n, one)
			}
			if tables[1] != table {
				t.Error("a table that was known was made anew")
			}
			exec(t, eng, "CREATE TABLE d (id INTEGER)")
			recorder.Reset()
			_, err = i.Table(ctx, "c")
			again, err2 := i.Tables(ctx)
			if n := len(recorder.Take()); n != 0 || len(again) != 3 || err != nil || err2 != nil {
				t.Errorf("what is known was read again by %d queries: %v %v", n, err, err2)
			}
			i.Clear()
			steps = nil
			if again, err = i.Tables(ctx); err != nil || len(again) != 4 {
				t.Errorf("after Clear there are %d tables, %v", len(again), err)
			}
		})
	}
}

func TestTemporaryTablesOfAConnection(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		conn, err := eng.Connect(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		execOn(t, conn, "CREATE TEMPORARY TABLE passing (id INTEGER PRIMARY KEY, word VARCHAR(5))")
		i := inspect.Open(conn)
		name := "passing"
		in := inspect.In("")
		if eng.Name() == "sqlite" {
			name, in = "temp.passing", "temp"
		}
		listed, err := i.TemporaryTableNames(ctx, in)
		if err != nil || !slices.Equal(listed, []string{"passing"}) {
			t.Errorf("the temporary tables are %v, %v", listed, err)
		}
		table, err := i.Table(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		if !table.Temporary || len(table.Columns) != 2 || table.PrimaryKey == nil {
			t.Errorf("the temporary table is %+v", table)
		}
	}, "sqlite", "postgresql")
}

func TestUnknownTypesAreKeptAndTold(t *testing.T) {
	eng := open(t, "postgresql")
	exec(t, eng, "CREATE TYPE pair AS (a integer, b text)", "CREATE TABLE odd (id integer, twin pair, many pair[])")
	var told []*inspect.UnknownTypeError
	i := inspect.Open(eng, inspect.OnWarning(func(err error) {
		var unknown *inspect.UnknownTypeError
		if errors.As(err, &unknown) {
			told = append(told, unknown)
		}
	}))
	meta := schema.NewMetaData()
	if err := i.Reflect(t.Context(), meta); err != nil {
		t.Fatal(err)
	}
	if len(told) != 2 || *told[0] != (inspect.UnknownTypeError{Table: "odd", Column: "twin", TypeName: "pair"}) {
		t.Errorf("told was %v", told)
	}
	if got, want := meta.Table("odd").String(), "Table(odd, id INTEGER, twin pair, many pair[])"; got != want {
		t.Errorf("the table is %s, not %s", got, want)
	}
}

// What the database sets a column to by itself when its row is updated is left out
// with a warning.
func TestOnUpdateOfAColumnIsTold(t *testing.T) {
	eng := open(t, "mariadb")
	exec(t, eng, "CREATE TABLE odd (id INT PRIMARY KEY, at TIMESTAMP NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp())")
	var told []*inspect.LeftOutError
	i := inspect.Open(eng, inspect.OnWarning(func(err error) {
		var left *inspect.LeftOutError
		if errors.As(err, &left) {
			told = append(told, left)
		}
	}))
	if err := i.Reflect(t.Context(), schema.NewMetaData()); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 || told[0].Table != "odd" || told[0].What != `ON UPDATE current_timestamp() of column "at"` {
		t.Errorf("told was %v", told)
	}
}

func TestErrorsSayWhatWasRead(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		exec(t, eng, "CREATE TABLE users (id INTEGER)")
		i := inspect.Open(eng)
		_, err := i.Table(ctx, "user")
		var missing *inspect.NoTableError
		if !errors.As(err, &missing) || !errors.Is(err, inspect.ErrNoTable) || *missing != (inspect.NoTableError{Table: "user", Nearest: "users"}) {
			t.Errorf("a missing table: %v", err)
		}
		if _, err := i.HasIndex(ctx, "nobody", "x"); !errors.Is(err, inspect.ErrNoTable) {
			t.Errorf("an index of a missing table: %v", err)
		}
		conn, err := eng.Connect(ctx)
		if err != nil {
			t.Fatal(err)
		}
		conn.Close()
		_, err = inspect.Open(conn).Tables(ctx)
		if !errors.Is(err, azoth.ErrClosed) || !strings.Contains(err.Error(), "inspect the tables: read tables: ") {
			t.Errorf("a closed connection: %v", err)
		}
	})
}

func TestDiffSaysWhatDiffers(t *testing.T) {
	d := open(t, "sqlite").Dialect()
	want, got := schema.NewMetaData(), schema.NewMetaData()
	schema.New(want, "lost", schema.Col("id", types.Integer, schema.PK()))
	schema.New(got, "found", schema.Col("id", types.Integer, schema.PK()))
	for meta, declare := range map[*schema.MetaData][]schema.Item{
		want: {
			schema.Col("id", types.Integer, schema.PK()), schema.Col("a", types.String(5), schema.NotNull()), schema.Col("gone", types.Text),
			schema.Col("b", types.Integer, schema.Default("(1)")), schema.Unique("a"), schema.Check("b > (0)").Named("ck"), schema.Index("b").Named("ix"),
			schema.ForeignKey([]string{"b"}, "t", []string{"id"}, schema.OnDelete("CASCADE")),
		},
		got: {
			schema.Col("id", types.Integer), schema.Col("a", types.String(6)), schema.Col("b", types.Integer, schema.Default("2")),
			schema.Unique("a").Named("whatever"), schema.Check(`"b">0`).Named("other"), schema.UniqueIndex("b").Named("ix"), schema.PrimaryKey("id"),
			schema.ForeignKey([]string{"b"}, "t", []string{"id"}),
		},
	} {
		schema.New(meta, "t", declare...)
	}
	differences := inspect.Diff(d, want, got)
	expected := []string{
		`table "lost" is missing`,
		`table "t": column "a": the type is VARCHAR(6), not VARCHAR(5)`,
		`table "t": column "a": nullability is NULL, not NOT NULL`,
		`table "t": column "gone" is missing`,
		`table "t": column "b": the default is 2, not 1`,
		`table "t": foreign key (b) to t(id) on delete CASCADE is missing`,
		`table "t": foreign key (b) to t(id) is there beyond what was wanted`,
		`table "t": check "ck" b>0 is missing`,
		`table "t": check "other" b>0 is there beyond what was wanted`,
		`table "t": index "ix" (b) is missing`,
		`table "t": index "ix" unique (b) is there beyond what was wanted`,
		`table "found" is there beyond what was wanted`,
	}
	if !slices.Equal(differences, expected) {
		t.Errorf("said is\n%s\nnot\n%s", strings.Join(differences, "\n"), strings.Join(expected, "\n"))
	}
	if again := inspect.Diff(d, want, want); len(again) != 0 {
		t.Errorf("it differs from itself: %q", again)
	}
}
