package inspect_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// shop is a schema with every part that a declaration can have.
func shop() *schema.MetaData {
	meta := schema.NewMetaData()
	schema.New(meta, "customers",
		schema.Col("id", types.BigInteger, schema.PK()),
		schema.Col("email", types.String(120), schema.NotNull()),
		schema.Col("name", types.String(40), schema.NotNull(), schema.Default("'new'")),
		schema.Col("note", types.Text),
		schema.Col("active", types.Boolean, schema.NotNull()),
		schema.Col("points", types.Integer, schema.NotNull(), schema.Default("0")),
		schema.Col("since", types.DateTime, schema.Default("CURRENT_TIMESTAMP")),
		schema.Col("born", types.DateOnly),
		schema.Col("wakes", types.TimeOnly),
		schema.Col("photo", types.Bytes),
		schema.Col("score", types.Float),
		schema.Col("key", types.UUID),
		schema.Col("short", types.SmallInteger),
		schema.Col("code", types.Char(4)),
		schema.Unique("email").Named("uq_customers_email"),
		schema.Unique("name", "points"),
		schema.Check("points >= 0").Named("ck_points"),
		schema.Check("short < 100"),
		schema.Index("name"))
	schema.New(meta, "orders",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("customer_id", types.BigInteger, schema.NotNull(),
			schema.References("customers.id", schema.OnDelete("CASCADE"))),
		schema.Col("referrer_id", types.BigInteger,
			schema.References("customers.id", schema.OnDelete("SET NULL"), schema.OnUpdate("CASCADE"), schema.Named("fk_referrer"))),
		schema.Col("total", types.Numeric(10, 2), schema.NotNull(), schema.Default("1.5")),
		schema.Index("total", "customer_id").Named("ix_orders_total"),
		schema.UniqueIndex("customer_id", "total").Named("ux_orders_customer"))
	schema.New(meta, "lines",
		schema.Col("order_id", types.Integer, schema.References("orders.id")),
		schema.Col("number", types.Integer),
		schema.Col("text", types.String(30)),
		schema.PrimaryKey("order_id", "number"))
	schema.New(meta, "notes",
		schema.Col("id", types.String(20), schema.PK()),
		schema.Col("order_id", types.Integer, schema.NotNull()),
		schema.Col("line", types.Integer, schema.NotNull()),
		schema.ForeignKey([]string{"order_id", "line"}, "lines", []string{"order_id", "number"}, schema.OnDelete("CASCADE")))
	schema.New(meta, "Odd Names",
		schema.Col("select", types.Integer, schema.PK(), schema.NoIdentity()),
		schema.Col("Mixed", types.String(10)),
		schema.Col("with space", types.Integer),
		schema.Col("parent", types.Integer, schema.References("Odd Names.select")),
		schema.Index("Mixed", "with space").Named("Odd Index"))
	return meta
}

func TestReflectingWhatCreateAllMadeGivesTheSame(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		checkRoundTrip(t, eng, shop())
	})
}

// checkRoundTrip creates the tables, reflects them, and creates what was reflected
// in another database: both declarations say the same, and so do both databases.
func checkRoundTrip(t *testing.T, eng *azoth.Engine, meta *schema.MetaData) {
	t.Helper()
	ctx := t.Context()
	if err := eng.CreateAll(ctx, meta); err != nil {
		t.Fatal(err)
	}
	strict := inspect.OnWarning(func(err error) { t.Errorf("a warning: %v", err) })
	reflected := schema.NewMetaData()
	first := inspect.Open(eng, strict)
	if err := first.Reflect(ctx, reflected); err != nil {
		t.Fatal(err)
	}
	if err := reflected.Resolve(); err != nil {
		t.Fatal(err)
	}
	for _, difference := range inspect.Diff(eng.Dialect(), meta, reflected) {
		t.Error(difference)
	}
	for _, difference := range inspect.Diff(eng.Dialect(), reflected, meta) {
		t.Errorf("the other way round: %s", difference)
	}

	again := open(t, eng.Name())
	if err := again.CreateAll(ctx, reflected); err != nil {
		t.Fatal(err)
	}
	sameDatabases(t, first, inspect.Open(again, strict))
}

// sameDatabases compares what an inspector finds in a database with what it finds in
// one that was created from the first's reflection.
func sameDatabases(t *testing.T, first, again *inspect.Inspector) {
	t.Helper()
	had, has := describe(t, first), describe(t, again)
	for i := range max(len(had), len(has)) {
		if i >= len(had) || i >= len(has) || had[i] != has[i] {
			t.Errorf("created anew from its reflection, the database differs:\n%s\n%s", strings.Join(had[i:], "\n"), strings.Join(has[i:], "\n"))
			return
		}
	}
}

var generatedName = regexp.MustCompile(`"name":"[^"]*","generated":true`)

// TestReflectingWhatDatabasesHave does it with what databases have in different
// ways: identities, computed columns, indexes that are not only columns.
func TestReflectingWhatDatabasesHave(t *testing.T) {
	statements := map[string][]string{
		"postgresql": {
			`CREATE TABLE r (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) CONSTRAINT r_key PRIMARY KEY, a int, c varchar(9) COLLATE "C",
				b int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT u UNIQUE (a) DEFERRABLE INITIALLY DEFERRED)`,
			`CREATE UNIQUE INDEX ix_e ON r (lower(c::text) DESC, a) WHERE a > 20`,
			`CREATE INDEX ix_n ON r (a DESC NULLS LAST, c)`,
			`CREATE UNLOGGED TABLE special (id int PRIMARY KEY, doc jsonb, words text, tags text[], UNIQUE NULLS NOT DISTINCT (words)) WITH (fillfactor = 70, autovacuum_enabled = false)`,
			`CREATE INDEX ix_gin ON special USING gin (doc jsonb_path_ops)`,
			`CREATE INDEX ix_hash ON special USING hash (words)`,
			`CREATE INDEX ix_pattern ON special (words text_pattern_ops DESC, id) INCLUDE (doc) WITH (fillfactor = 60)`,
			`CREATE INDEX ix_some ON special USING gin (tags) WHERE id > 5`,
			`CREATE UNIQUE INDEX ix_nulls ON special (id, words) NULLS NOT DISTINCT`,
			`CREATE TABLE parted (day date NOT NULL, n int) PARTITION BY RANGE (day)`,
		},
		"sqlite": {
			`CREATE TABLE r (id INTEGER NOT NULL CONSTRAINT r_key PRIMARY KEY, a INTEGER, c VARCHAR(9) COLLATE NOCASE, b INTEGER AS (a + 1) STORED, d INTEGER AS (a + 2))`,
			`CREATE UNIQUE INDEX ix_e ON r (lower(c) DESC, a) WHERE a > 20`,
			`CREATE TABLE strict_one (id INTEGER NOT NULL PRIMARY KEY, a TEXT) STRICT`,
			`CREATE TABLE bare (id INTEGER NOT NULL, a TEXT, PRIMARY KEY (id)) WITHOUT ROWID`,
			`CREATE TABLE counted (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, a TEXT)`,
		},
		"mariadb": {
			`CREATE TABLE r (id INT AUTO_INCREMENT PRIMARY KEY, a INT, c VARCHAR(9) COLLATE utf8mb4_bin, b INT AS (a + 1) STORED, d INT AS (a + 2) VIRTUAL)`,
			`CREATE UNIQUE INDEX ix_e ON r (c, a)`,
			"CREATE TABLE special (id INT PRIMARY KEY, words TEXT, place POINT NOT NULL, n INT, UNIQUE ix_begin (words(20)), INDEX ix_both (n, words(9))," +
				" FULLTEXT ix_words (words), SPATIAL ix_place (place)) ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_german2_ci ROW_FORMAT=DYNAMIC",
			"CREATE TABLE hashed (id INT PRIMARY KEY, n INT, INDEX ix_hash (n) USING HASH) ENGINE=MEMORY",
			"CREATE TABLE squeezed (id INT PRIMARY KEY) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=4 STATS_PERSISTENT=1",
		},
		"firebird": {
			`CREATE TABLE r (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 100) CONSTRAINT r_key PRIMARY KEY, a INTEGER, c VARCHAR(9), b COMPUTED BY (a + 1))`,
			`CREATE UNIQUE INDEX ix_e ON r COMPUTED BY (lower(c))`,
			`CREATE DESCENDING INDEX ix_down ON r (c)`,
		},
	}
	live(t, func(t *testing.T, eng *azoth.Engine) {
		name := databaseOf(eng)
		exec(t, eng, statements[name]...)
		meta := schema.NewMetaData()
		strict := inspect.OnWarning(func(err error) { t.Errorf("a warning: %v", err) })
		if err := inspect.Open(eng, strict).Reflect(t.Context(), meta); err != nil {
			t.Fatal(err)
		}
		again := open(t, name)
		if err := again.CreateAll(t.Context(), meta); err != nil {
			t.Fatal(err)
		}
		sameDatabases(t, inspect.Open(eng), inspect.Open(again))
		if same := inspect.Diff(eng.Dialect(), meta, meta); len(same) > 0 {
			t.Errorf("it differs from itself: %q", same)
		}
		checkRoundTrip(t, open(t, name), meta)
	})
}

// describe gives everything that an inspector finds, a line for each table, without
// the names that the database chose.
func describe(t *testing.T, i *inspect.Inspector) (lines []string) {
	t.Helper()
	tables, err := i.Tables(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		own := *table
		own.Definition = ""
		own.Indexes = slices.DeleteFunc(slices.Clone(own.Indexes), func(x *inspect.Index) bool { return x.Constraint })
		text, err := json.Marshal(own)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, generatedName.ReplaceAllString(string(text), `"generated":true`))
	}
	return lines
}

// TestReflectingRandomSchemas does it with schemas that nobody thought of. The seed
// of a failure goes into AZOTH_TEST_SEED.
func TestReflectingRandomSchemas(t *testing.T) {
	seeds := []uint64{rand.Uint64(), rand.Uint64()}
	if text := os.Getenv("AZOTH_TEST_SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		seeds = []uint64{seed}
	}
	live(t, func(t *testing.T, eng *azoth.Engine) {
		name := eng.Name()
		if name == "mysql" {
			name = "mariadb"
		}
		for _, seed := range seeds {
			t.Run(fmt.Sprintf("seed_%d", seed), func(t *testing.T) {
				checkRoundTrip(t, open(t, name), randomSchema(rand.New(rand.NewPCG(seed, seed)), name))
			})
		}
	})
}

// randomSchema makes a few tables that refer to each other, as far as a database
// has what they need.
func randomSchema(r *rand.Rand, database string) *schema.MetaData {
	meta := schema.NewMetaData()
	kinds := []*types.Type{
		types.Integer, types.BigInteger, types.SmallInteger, types.Boolean, types.String(1 + r.IntN(80)), types.Char(1 + r.IntN(9)),
		types.Text, types.Numeric(12, r.IntN(6)), types.Float, types.Double, types.DateOnly, types.DateTime, types.TimeOnly, types.Bytes, types.UUID,
	}
	words := []string{"order", "value", "user", "Über", "x", "a b", "it's", "date", "Key", "group", "çedilla", "tab_1", "q\"q"}
	actions := []string{"", "CASCADE", "SET NULL", "NO ACTION"}
	var tables []*schema.Table
	for n := range 2 + r.IntN(4) {
		var items []schema.Item
		var plain []string
		keyType := kinds[r.IntN(3)]
		key := []schema.ColumnOption{schema.PK()}
		if r.IntN(3) == 0 {
			key = append(key, schema.NoIdentity())
		}
		items = append(items, schema.Col("id", keyType, key...), schema.Col("amount", types.Integer))
		for m := range 1 + r.IntN(6) {
			name := fmt.Sprintf("%s_%d", words[r.IntN(len(words))], m)
			kind := kinds[r.IntN(len(kinds))]
			var options []schema.ColumnOption
			if r.IntN(2) == 0 {
				options = append(options, schema.NotNull())
			}
			if r.IntN(3) == 0 {
				options = append(options, randomDefault(r, kind)...)
			}
			items = append(items, schema.Col(name, kind, options...))
			if kind.Kind != types.KindText && kind.Kind != types.KindBytes {
				plain = append(plain, name)
			}
		}
		for m := range r.IntN(3) {
			if len(tables) == 0 {
				break
			}
			target := tables[r.IntN(len(tables))]
			name := fmt.Sprintf("ref_%d", m)
			options := []schema.ForeignKeyOption{schema.OnUpdate("NO ACTION")}
			if action := actions[r.IntN(len(actions))]; action != "" {
				options = append(options, schema.OnDelete(action))
			}
			if database == "postgresql" && r.IntN(2) == 0 {
				options = append(options, schema.Deferrable(r.IntN(2) == 0))
			}
			items = append(items, schema.Col(name, target.PrimaryKey[0].Type, schema.References(target.Name+".id", options...)))
		}
		table := fmt.Sprintf("t%d_%s", n, words[r.IntN(len(words))])
		if len(plain) > 0 {
			items = append(items, randomConstraints(r, n, plain)...)
		}
		if r.IntN(2) == 0 {
			items = append(items, schema.Comment("it's the \"table\" "+table))
		}
		tables = append(tables, schema.New(meta, table, items...))
	}
	return meta
}

// randomDefault gives a default that fits a type, if there is a simple one.
func randomDefault(r *rand.Rand, kind *types.Type) []schema.ColumnOption {
	switch kind.Kind {
	case types.KindInteger, types.KindBigInteger, types.KindSmallInteger, types.KindNumeric:
		return []schema.ColumnOption{schema.Default(strconv.Itoa(r.IntN(200) - 100))}
	case types.KindString:
		if kind.Fixed { // of which MariaDB drops the blanks at the end
			return []schema.ColumnOption{schema.Default("'x'")}
		}
		return []schema.ColumnOption{schema.Default([]string{"''", "'x'", "'7'", "' '"}[r.IntN(4)])}
	}
	return nil
}

// randomConstraints gives unique constraints, indexes and checks over columns that
// can be in them.
func randomConstraints(r *rand.Rand, n int, columns []string) (items []schema.Item) {
	some := func() []string {
		chosen := slices.Clone(columns)
		r.Shuffle(len(chosen), func(i, j int) { chosen[i], chosen[j] = chosen[j], chosen[i] })
		return chosen[:1+r.IntN(min(len(chosen), 3))]
	}
	switch r.IntN(3) {
	case 0:
		items = append(items, schema.Unique(some()...))
	case 1:
		items = append(items, schema.Unique(some()...).Named(fmt.Sprintf("uq_%d", n)))
	}
	for m := range r.IntN(3) {
		index := schema.Index(some()...)
		if r.IntN(2) == 0 {
			index = schema.UniqueIndex(some()...)
		}
		items = append(items, index.Named(fmt.Sprintf("ix_%d_%d", n, m)))
	}
	if r.IntN(2) == 0 {
		items = append(items, schema.Check("amount > 0").Named(fmt.Sprintf("ck_%d", n)))
	}
	if r.IntN(2) == 0 {
		items = append(items, schema.Check("amount < 1000"))
	}
	return items
}
