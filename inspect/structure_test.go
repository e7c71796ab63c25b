package inspect_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
)

// structures are statements of a database's own, and what they say, table by table.
var structures = map[string]struct {
	create []string
	want   map[string]string
}{
	"postgresql": {
		create: []string{
			`CREATE TYPE mood AS ENUM ('sad', 'so so', 'happy')`,
			`CREATE DOMAIN adult AS integer DEFAULT 18 NOT NULL CHECK (VALUE >= 18)`,
			`CREATE SCHEMA crm`,
			`CREATE TABLE crm.accounts (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) PRIMARY KEY, name text COLLATE "C")`,
			`CREATE TABLE crm.invoices (number varchar(10) PRIMARY KEY, account_id bigint REFERENCES crm.accounts)`,
			`CREATE TABLE people (id serial, account_id bigint, mood mood DEFAULT 'so so', age adult, first varchar(20) NOT NULL DEFAULT 'it''s',
				shout text GENERATED ALWAYS AS (first || '!') STORED, tags text[], at timestamptz(3), doc jsonb, price numeric(10,2) DEFAULT -1.5,
				CONSTRAINT people_key PRIMARY KEY (id),
				CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES crm.accounts (id) ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
				CONSTRAINT one UNIQUE NULLS NOT DISTINCT (first, price), CONSTRAINT positive CHECK (price > 0)) WITH (fillfactor=70)`,
			`COMMENT ON TABLE people IS 'who''s who'`, `COMMENT ON COLUMN people.first IS 'the "given" name'`,
			`CREATE UNIQUE INDEX ix_expression ON people (lower(first::text) DESC, age) INCLUDE (price) WHERE price > 20`,
			`CREATE INDEX ix_method ON people USING gin (doc jsonb_path_ops)`,
			`CREATE INDEX ix_nulls ON people (price NULLS FIRST, age DESC NULLS LAST)`,
			`CREATE VIEW seniors AS SELECT id, first FROM people WHERE age > 60`,
			`CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM people`,
			`CREATE SEQUENCE tickets START WITH 7 INCREMENT BY 2 MAXVALUE 99 CYCLE`,
		},
		want: map[string]string{
			"crm.accounts": `{"schema": "crm", "name": "accounts", "kind": "table", "columns": [
				{"name": "id", "type": "bigint", "nullable": false, "identity": {"always": true, "start": 100, "increment": 5}},
				{"name": "name", "type": "text", "nullable": true, "collation": "C"}],
				"primary_key": {"name": "accounts_pkey", "columns": ["id"]}}`,
			"crm.invoices": `{"schema": "crm", "name": "invoices", "kind": "table", "columns": [
				{"name": "number", "type": "character varying(10)", "nullable": false},
				{"name": "account_id", "type": "bigint", "nullable": true}],
				"primary_key": {"name": "invoices_pkey", "columns": ["number"]},
				"foreign_keys": [{"name": "invoices_account_id_fkey", "columns": ["account_id"], "target_schema": "crm", "target": "accounts", "target_columns": ["id"]}]}`,
			"people": `{"name": "people", "kind": "table", "comment": "who's who", "columns": [
				{"name": "id", "type": "integer", "nullable": false, "identity": {"serial": true, "start": 1, "increment": 1}},
				{"name": "account_id", "type": "bigint", "nullable": true},
				{"name": "mood", "type": "mood", "nullable": true, "default": "'so so'", "labels": ["sad", "so so", "happy"]},
				{"name": "age", "type": "integer", "nullable": false, "default": "18", "domain": "adult"},
				{"name": "first", "type": "character varying(20)", "nullable": false, "default": "'it''s'", "comment": "the \"given\" name"},
				{"name": "shout", "type": "text", "nullable": true, "computed": "((first)::text || '!'::text)", "stored": true},
				{"name": "tags", "type": "text[]", "nullable": true},
				{"name": "at", "type": "timestamp(3) with time zone", "nullable": true},
				{"name": "doc", "type": "jsonb", "nullable": true},
				{"name": "price", "type": "numeric(10,2)", "nullable": true, "default": "-1.5"}],
				"primary_key": {"name": "people_key", "columns": ["id"]},
				"foreign_keys": [{"name": "fk_account", "columns": ["account_id"], "target_schema": "crm", "target": "accounts", "target_columns": ["id"],
					"on_delete": "SET NULL", "on_update": "CASCADE", "deferrable": true, "initially_deferred": true}],
				"uniques": [{"name": "one", "columns": ["first", "price"], "nulls_not_distinct": true}],
				"checks": [{"name": "positive", "condition": "price > 0::numeric"}],
				"indexes": [
					{"name": "one", "unique": true, "constraint": true, "parts": [{"column": "first"}, {"column": "price"}]},
					{"name": "ix_expression", "unique": true, "where": "price > 20::numeric", "include": ["price"],
						"parts": [{"expression": "lower(first::text)", "descending": true}, {"column": "age"}]},
					{"name": "ix_method", "method": "gin", "parts": [{"column": "doc", "class": "jsonb_path_ops"}]},
					{"name": "ix_nulls", "parts": [{"column": "price", "nulls": "first"}, {"column": "age", "descending": true, "nulls": "last"}]}],
				"options": {"fillfactor": "70"}}`,
			"seniors": `{"name": "seniors", "kind": "view", "columns": [
				{"name": "id", "type": "integer", "nullable": true}, {"name": "first", "type": "character varying(20)", "nullable": true}]}`,
			"counted": `{"name": "counted", "kind": "materialized view", "columns": [{"name": "n", "type": "bigint", "nullable": true}]}`,
		},
	},
	"sqlite": {
		create: []string{
			`CREATE TABLE accounts (id INTEGER CONSTRAINT pk_accounts PRIMARY KEY AUTOINCREMENT, "name, or so" TEXT COLLATE NOCASE)`,
			`CREATE TABLE people (
				id BIGINT, -- a comment, with (parentheses
				account_id REFERENCES accounts DEFERRABLE INITIALLY DEFERRED, first VARCHAR(20) NOT NULL DEFAULT 'it''s',
				shout TEXT GENERATED ALWAYS AS (first || '!)') STORED, low TEXT AS (lower(first)), price NUMERIC(10, 2) CHECK (price > 0) UNIQUE, /* more */
				CONSTRAINT "people key" PRIMARY KEY (id, first),
				CONSTRAINT one UNIQUE (first, price), CONSTRAINT "check" CHECK (first <> 'a,b' AND (price < 10)),
				CONSTRAINT fk FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE SET NULL ON UPDATE CASCADE) WITHOUT ROWID`,
			`CREATE UNIQUE INDEX ix_expression ON people (lower(first) DESC, price) WHERE price > 20`,
			`CREATE VIEW seniors AS SELECT id, first FROM people WHERE price > 60`,
		},
		want: map[string]string{
			"accounts": `{"name": "accounts", "kind": "table", "columns": [
				{"name": "id", "type": "INTEGER", "nullable": true, "identity": {}},
				{"name": "name, or so", "type": "TEXT", "nullable": true, "collation": "NOCASE"}],
				"primary_key": {"name": "pk_accounts", "columns": ["id"]}, "options": {"autoincrement": "true"}}`,
			"people": `{"name": "people", "kind": "table", "columns": [
				{"name": "id", "type": "BIGINT", "nullable": false},
				{"name": "account_id", "type": "", "nullable": true},
				{"name": "first", "type": "VARCHAR(20)", "nullable": false, "default": "'it''s'"},
				{"name": "shout", "type": "TEXT", "nullable": true, "computed": "first || '!)'", "stored": true},
				{"name": "low", "type": "TEXT", "nullable": true, "computed": "lower(first)"},
				{"name": "price", "type": "NUMERIC(10, 2)", "nullable": true}],
				"primary_key": {"name": "people key", "columns": ["id", "first"]},
				"foreign_keys": [
					{"columns": ["account_id"], "target": "accounts", "target_columns": ["id"], "deferrable": true, "initially_deferred": true},
					{"name": "fk", "columns": ["account_id"], "target": "accounts", "target_columns": ["id"], "on_delete": "SET NULL", "on_update": "CASCADE"}],
				"uniques": [{"columns": ["price"]}, {"name": "one", "columns": ["first", "price"]}],
				"checks": [{"condition": "price > 0"}, {"name": "check", "condition": "first <> 'a,b' AND (price < 10)"}],
				"indexes": [{"name": "ix_expression", "unique": true, "where": "price > 20",
					"parts": [{"expression": "lower(first)", "descending": true}, {"column": "price"}]}],
				"options": {"without rowid": "true"}}`,
			"seniors": `{"name": "seniors", "kind": "view", "columns": [
				{"name": "id", "type": "BIGINT", "nullable": true}, {"name": "first", "type": "VARCHAR(20)", "nullable": true}]}`,
		},
	},
	"mariadb": {
		create: []string{
			"CREATE TABLE accounts (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name TEXT COLLATE utf8mb4_bin) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
			"CREATE TABLE people (id INT NOT NULL, account_id BIGINT UNSIGNED, mood ENUM('sad', 'it''s', 'a,b') DEFAULT 'sad', first VARCHAR(20) NOT NULL DEFAULT 'it''s' COMMENT 'the \"given\" name'," +
				" shout VARCHAR(30) GENERATED ALWAYS AS (concat(first, '!')) STORED, at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, doc JSON," +
				" price DECIMAL(10,2) DEFAULT NULL, nothing VARCHAR(5) DEFAULT 'NULL', PRIMARY KEY (first, id)," +
				" CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE SET NULL ON UPDATE CASCADE," +
				" CONSTRAINT one UNIQUE (first, price), UNIQUE (price), CONSTRAINT positive CHECK (price > 0), INDEX ix_part (first(5), price DESC), FULLTEXT ix_words (first))" +
				" COMMENT 'who''s who' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci",
			"CREATE VIEW seniors AS SELECT id, first FROM people WHERE price > 60",
			"CREATE SEQUENCE tickets START WITH 7 INCREMENT BY 2 MAXVALUE 99 CACHE 5 CYCLE",
		},
		want: map[string]string{
			"accounts": `{"name": "accounts", "kind": "table", "columns": [
				{"name": "id", "type": "bigint(20) unsigned", "nullable": false, "identity": {}},
				{"name": "name", "type": "text", "nullable": true, "collation": "utf8mb4_bin"}],
				"primary_key": {"name": "PRIMARY", "generated": true, "columns": ["id"]},
				"options": {"engine": "InnoDB", "collation": "utf8mb4_general_ci", "row format": "Dynamic"}}`,
			"people": `{"name": "people", "kind": "table", "comment": "who's who", "columns": [
				{"name": "id", "type": "int(11)", "nullable": false},
				{"name": "account_id", "type": "bigint(20) unsigned", "nullable": true},
				{"name": "mood", "type": "enum('sad','it''s','a,b')", "nullable": true, "default": "'sad'", "labels": ["sad", "it's", "a,b"]},
				{"name": "first", "type": "varchar(20)", "nullable": false, "default": "'it''s'", "comment": "the \"given\" name"},
				{"name": "shout", "type": "varchar(30)", "nullable": true, "computed": "concat(` + "`first`" + `,'!')", "stored": true},
				{"name": "at", "type": "timestamp", "nullable": true, "default": "current_timestamp()", "on_update": "current_timestamp()"},
				{"name": "doc", "type": "json", "nullable": true},
				{"name": "price", "type": "decimal(10,2)", "nullable": true},
				{"name": "nothing", "type": "varchar(5)", "nullable": true, "default": "'NULL'"}],
				"primary_key": {"name": "PRIMARY", "generated": true, "columns": ["first", "id"]},
				"foreign_keys": [{"name": "fk_account", "columns": ["account_id"], "target": "accounts", "target_columns": ["id"], "on_delete": "SET NULL", "on_update": "CASCADE"}],
				"uniques": [{"name": "one", "columns": ["first", "price"]}, {"name": "price", "generated": true, "columns": ["price"]}],
				"checks": [{"name": "positive", "condition": "` + "`price`" + ` > 0"}],
				"indexes": [
					{"name": "fk_account", "constraint": true, "parts": [{"column": "account_id"}]},
					{"name": "ix_part", "parts": [{"column": "first", "length": 5}, {"column": "price", "descending": true}]},
					{"name": "ix_words", "method": "fulltext", "parts": [{"column": "first"}]},
					{"name": "one", "unique": true, "constraint": true, "parts": [{"column": "first"}, {"column": "price"}]},
					{"name": "price", "unique": true, "constraint": true, "parts": [{"column": "price"}]}],
				"options": {"engine": "InnoDB", "collation": "utf8mb4_general_ci", "row format": "Dynamic"}}`,
			"seniors": `{"name": "seniors", "kind": "view", "columns": [
				{"name": "id", "type": "int(11)", "nullable": false}, {"name": "first", "type": "varchar(20)", "nullable": false, "default": "'it''s'", "comment": "the \"given\" name"}]}`,
		},
	},
	"firebird": {
		create: []string{
			`CREATE DOMAIN adult AS INTEGER DEFAULT 18 NOT NULL CHECK (VALUE >= 18)`,
			`CREATE TABLE accounts (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 99) PRIMARY KEY, name VARCHAR(20) COLLATE UNICODE_CI)`,
			`CREATE TABLE people (id INTEGER NOT NULL, account_id BIGINT, age adult, "First" VARCHAR(20) DEFAULT 'it''s' NOT NULL,
				shout COMPUTED BY ("First" || '!'), price NUMERIC(10, 2) DEFAULT -1.5, raw CHAR(4) CHARACTER SET OCTETS, yes BOOLEAN, doc BLOB SUB_TYPE TEXT,
				CONSTRAINT people_key PRIMARY KEY (id),
				CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE SET NULL ON UPDATE CASCADE,
				CONSTRAINT one UNIQUE ("First", price), CONSTRAINT positive CHECK (price > 0))`,
			`COMMENT ON TABLE people IS 'who''s who'`, `COMMENT ON COLUMN people."First" IS 'the "given" name'`,
			`CREATE DESCENDING INDEX ix_down ON people (price, id)`,
			`CREATE UNIQUE INDEX ix_expression ON people COMPUTED BY (lower("First"))`,
			`CREATE VIEW seniors (id, name) AS SELECT id, "First" FROM people WHERE age > 60`,
			`CREATE GLOBAL TEMPORARY TABLE scratch (id INTEGER) ON COMMIT PRESERVE ROWS`,
			`CREATE SEQUENCE tickets START WITH 5 INCREMENT BY 2`,
		},
		want: map[string]string{
			"accounts": `{"name": "accounts", "kind": "table", "columns": [
				{"name": "id", "type": "BIGINT", "nullable": false, "identity": {"start": 100, "increment": 1}},
				{"name": "name", "type": "VARCHAR(20)", "nullable": true, "collation": "UNICODE_CI"}],
				"primary_key": {"generated": true, "columns": ["id"]}}`,
			"people": `{"name": "people", "kind": "table", "comment": "who's who", "columns": [
				{"name": "id", "type": "INTEGER", "nullable": false},
				{"name": "account_id", "type": "BIGINT", "nullable": true},
				{"name": "age", "type": "INTEGER", "nullable": false, "default": "18", "domain": "adult"},
				{"name": "First", "type": "VARCHAR(20)", "nullable": false, "default": "'it''s'", "comment": "the \"given\" name"},
				{"name": "shout", "type": "VARCHAR(21)", "nullable": true, "computed": "\"First\" || '!'"},
				{"name": "price", "type": "NUMERIC(10, 2)", "nullable": true, "default": "-1.5"},
				{"name": "raw", "type": "CHAR(4) CHARACTER SET OCTETS", "nullable": true},
				{"name": "yes", "type": "BOOLEAN", "nullable": true},
				{"name": "doc", "type": "BLOB SUB_TYPE 1", "nullable": true}],
				"primary_key": {"name": "people_key", "columns": ["id"]},
				"foreign_keys": [{"name": "fk_account", "columns": ["account_id"], "target": "accounts", "target_columns": ["id"], "on_delete": "SET NULL", "on_update": "CASCADE"}],
				"uniques": [{"name": "one", "columns": ["First", "price"]}],
				"checks": [{"name": "positive", "condition": "price > 0"}],
				"indexes": [
					{"name": "fk_account", "constraint": true, "parts": [{"column": "account_id"}]},
					{"name": "ix_down", "parts": [{"column": "price", "descending": true}, {"column": "id", "descending": true}]},
					{"name": "ix_expression", "unique": true, "parts": [{"expression": "lower(\"First\")"}]},
					{"name": "one", "unique": true, "constraint": true, "parts": [{"column": "First"}, {"column": "price"}]}]}`,
			"seniors": `{"name": "seniors", "kind": "view", "columns": [
				{"name": "id", "type": "INTEGER", "nullable": true}, {"name": "name", "type": "VARCHAR(20)", "nullable": true}]}`,
			"scratch": `{"name": "scratch", "kind": "table", "temporary": true, "columns": [{"name": "id", "type": "INTEGER", "nullable": true}], "options": {"on commit": "preserve rows"}}`,
		},
	},
}

func TestStructure(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		structure := structures[databaseOf(eng)]
		exec(t, eng, structure.create...)
		i := inspect.Open(eng, inspect.OnWarning(func(err error) { t.Errorf("a warning: %v", err) }))
		for name, want := range structure.want {
			table, err := i.Table(t.Context(), name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			own := *table
			if own.Kind == inspect.KindTable {
				own.Definition = ""
			} else if own.Definition == "" {
				t.Errorf("%s has no definition", name)
			}
			own.Definition = ""
			for _, x := range own.Indexes {
				x.Definition = ""
			}
			if own.PrimaryKey != nil && own.PrimaryKey.Generated && own.PrimaryKey.Name != "PRIMARY" {
				own.PrimaryKey.Name = ""
			}
			if got, want := normal(t, own), normal(t, json.RawMessage(want)); got != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got, want)
			}
		}
	})
}

// normal gives a value as JSON with sorted keys.
func normal(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var decoded any
	if err := json.Unmarshal(text, &decoded); err != nil {
		t.Fatal(err)
	}
	if text, err = json.Marshal(decoded); err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// databaseOf names the database of an engine as the tests do.
func databaseOf(eng *azoth.Engine) string {
	if eng.Name() == "mysql" {
		return "mariadb"
	}
	return eng.Name()
}

func TestListing(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		name := databaseOf(eng)
		exec(t, eng, structures[name].create...)
		i := inspect.Open(eng)
		is := func(what string, got []string, err error, want ...string) {
			t.Helper()
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s are %q, %v; want %q", what, got, err, want)
			}
		}
		tables := []string{"accounts", "people"}
		if name == "postgresql" {
			tables = []string{"people"}
			got, err := i.TableNames(ctx, "crm")
			is("the tables of a schema", got, err, "accounts", "invoices")
			got, err = i.MaterializedViewNames(ctx)
			is("the materialised views", got, err, "counted")
			got, err = i.Schemas(ctx)
			is("the schemas", got, err, "crm", "public")
			enums, err := i.Enums(ctx)
			if err != nil || len(enums) != 1 || enums[0].Name != "mood" || !slices.Equal(enums[0].Labels, []string{"sad", "so so", "happy"}) {
				t.Errorf("the enums are %v, %v", enums, err)
			}
		}
		got, err := i.TableNames(ctx)
		is("the tables", got, err, tables...)
		got, err = i.ViewNames(ctx)
		is("the views", got, err, "seniors")
		got, err = i.TemporaryTableNames(ctx)
		if name == "firebird" {
			is("the temporary tables", got, err, "scratch")
		} else {
			is("the temporary tables", got, err)
		}
		has, err := i.Has(ctx, "people", "seniors", "nobody")
		if err != nil || !has["people"] || !has["seniors"] || has["nobody"] {
			t.Errorf("what is there: %v, %v", has, err)
		}
		index := map[string]string{"mariadb": "ix_part"}[name]
		if index == "" {
			index = "ix_expression"
		}
		yes, err := i.HasIndex(ctx, "people", index)
		no, err2 := i.HasIndex(ctx, "people", "ix_nothing")
		if !yes || no || err != nil || err2 != nil {
			t.Errorf("HasIndex is %v, %v, and of no index %v, %v", yes, err, no, err2)
		}
		sequences, err := i.Sequences(ctx)
		want := map[string][]inspect.Sequence{
			// That of the serial column is a sequence like others.
			"postgresql": {{Name: "people_id_seq", Start: 1, Increment: 1, Min: 1, Max: 2147483647, Cache: 1, Owned: true}, {Name: "tickets", Start: 7, Increment: 2, Min: 1, Max: 99, Cycle: true, Cache: 1}},
			"mariadb":    {{Name: "tickets", Start: 7, Increment: 2, Min: 1, Max: 99, Cycle: true, Cache: 5}},
			"firebird":   {{Name: "tickets", Start: 7, Increment: 2}},
		}[name]
		if err != nil || !slices.Equal(sequences, want) {
			t.Errorf("the sequences are %v, %v; want %v", sequences, err, want)
		}
		if yes, err := i.HasSequence(ctx, "tickets"); err != nil || yes == (name == "sqlite") {
			t.Errorf("HasSequence is %v, %v", yes, err)
		}
		main, err := i.DefaultSchema(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if yes, err := i.HasSchema(ctx, main); err != nil || yes == (name == "firebird") {
			t.Errorf("HasSchema of the default schema %q is %v, %v", main, yes, err)
		}
	})
}
