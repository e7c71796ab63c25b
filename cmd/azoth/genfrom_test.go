package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// blog is a schema with every part that structs can say.
func blog() *schema.MetaData {
	meta := schema.NewMetaData()
	schema.New(meta, "users",
		schema.Col("id", types.BigInteger, schema.PK()),
		schema.Col("email", types.String(120), schema.NotNull(), schema.UniqueColumn()),
		schema.Col("nickname", types.String(40)),
		schema.Col("homepage_url", types.Lossless(types.String(0)), schema.NotNull(), schema.Default("'none'")),
		schema.Col("bio", types.Lossless(types.Text), schema.NotNull()),
		schema.Col("active", types.Boolean, schema.NotNull()),
		schema.Col("level", types.SmallInteger, schema.NotNull(), schema.Default("1")),
		schema.Col("balance", types.Numeric(10, 2), schema.NotNull()),
		schema.Col("rating", types.Lossless(types.Float)),
		schema.Col("born", types.DateOnly),
		schema.Col("wakes", types.Lossless(types.TimeOnly)),
		schema.Col("created", types.Lossless(types.DateTime), schema.NotNull(), schema.Default("CURRENT_TIMESTAMP")),
		schema.Col("photo", types.Lossless(types.Bytes)),
		schema.Col("Odd Name", types.Integer, schema.NotNull()),
		schema.Col("points", types.BigInteger, schema.NotNull()),
		schema.Col("twice", types.BigInteger, schema.Computed("points * 2")),
		schema.Check("points >= 0").Named("ck_points"),
		schema.Check("points < 1000 AND balance < 10000"),
		schema.Check("email <> 'it''s, (no'"),
		schema.Comment("People who write"),
		schema.Index("nickname"),
		schema.Index("level", "rating").Named("ix_level"),
		schema.Unique("nickname", "level").Named("uq_nickname"))
	schema.New(meta, "posts",
		schema.Col("id", types.BigInteger, schema.PK()),
		schema.Col("author_id", types.BigInteger, schema.NotNull(), schema.References("users.id", schema.OnDelete("CASCADE"))),
		schema.Col("editor_id", types.BigInteger, schema.References("users.id", schema.OnDelete("SET NULL"))),
		schema.Col("parent_id", types.BigInteger, schema.References("posts.id")),
		schema.Col("title", types.String(80), schema.NotNull()))
	schema.New(meta, "categories",
		schema.Col("code", types.String(10), schema.PK()))
	schema.New(meta, "posts_categories",
		schema.Col("post_id", types.BigInteger, schema.References("posts.id")),
		schema.Col("category_code", types.String(10), schema.References("categories.code")),
		schema.PrimaryKey("post_id", "category_code"))
	schema.New(meta, "profiles",
		schema.Col("user_id", types.BigInteger, schema.PK(), schema.References("users.id")),
		schema.Col("text", types.Lossless(types.Text)))
	schema.New(meta, "legacy",
		schema.Col("id", types.Integer, schema.PK(), schema.NoIdentity()),
		schema.Col("part", types.Integer),
		schema.Unique("id", "part").Named("uq_legacy"))
	schema.New(meta, "parts",
		schema.Col("id", types.BigInteger, schema.PK()),
		schema.Col("legacy_id", types.Integer),
		schema.Col("legacy_part", types.Integer),
		schema.ForeignKey([]string{"legacy_id", "legacy_part"}, "legacy", []string{"id", "part"}, schema.Named("fk_legacy")))
	return meta
}

// TestGenFromGivesBackWhatWasCreated writes structs after tables, and reads the
// tables that the structs stand for: they are those.
func TestGenFromGivesBackWhatWasCreated(t *testing.T) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			url := db.Scratch(t)
			eng := openEngine(t, url)
			whole := blog()
			if db.Name == "postgresql" {
				schema.New(whole, "lists", schema.Col("id", types.BigInteger, schema.PK()),
					schema.Col("numbers", types.Array(types.Integer)), schema.Col("words", types.Array(types.String(20)), schema.NotNull()))
			}
			if err := eng.CreateAll(t.Context(), whole); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "model")
			out, err := run("gen", "-from", url, dir)
			if err != nil {
				t.Fatal(err)
			}
			want := filepath.ToSlash(filepath.Join(dir, "models.go")) + "\n" + filepath.ToSlash(filepath.Join(dir, "azoth_gen.go")) + "\n"
			if out != want {
				t.Errorf("printed was %q, not %q", out, want)
			}
			stood, err := attributes.Tables(dir)
			if err != nil {
				t.Fatal(err)
			}
			source, err := os.ReadFile(filepath.Join(dir, "models.go"))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(source), "orm:\"posts_categories\"") {
				t.Error("the table between posts and categories is not declared")
			}
			for _, difference := range inspect.Diff(eng.Dialect(), entitiesOf(t, whole), stood) {
				t.Error(difference)
			}
			if strings.Contains(string(source), "neither tags nor code say") {
				t.Error("something was left unsaid")
			}
			if t.Failed() {
				t.Logf("%s", source)
			}
			if _, err := run("gen", "-from", url, dir); err == nil || !strings.Contains(err.Error(), "models.go exists: -force writes it anew") {
				t.Errorf("over a file that is there: %v", err)
			}
			if _, err := run("gen", "-from", url, "-force", "-table", "legacy", dir); err != nil {
				t.Error(err)
			}
			if source, _ = os.ReadFile(filepath.Join(dir, "models.go")); strings.Count(string(source), "struct {") != 1 || !strings.Contains(string(source), "type Legacy struct") {
				t.Errorf("of one table there is\n%s", source)
			}
		})
	}
}

// entitiesOf is a schema without the tables that are no entities.
func entitiesOf(t *testing.T, all *schema.MetaData) *schema.MetaData {
	t.Helper()
	rest := schema.NewMetaData()
	for _, table := range all.Tables() {
		if table.Name == "posts_categories" {
			continue
		}
		var items []schema.Item
		for _, c := range table.Columns {
			options := []schema.ColumnOption{}
			if !c.Nullable && !c.PrimaryKey {
				options = append(options, schema.NotNull())
			}
			if !c.Identity && c.PrimaryKey {
				options = append(options, schema.NoIdentity())
			}
			if c.Computed != nil {
				options = append(options, schema.ComputedAs(c.Computed.Expression))
			}
			if c.Default != "" {
				options = append(options, schema.Default(c.Default))
			}
			items = append(items, schema.Col(c.Name, c.Type, options...))
		}
		names := func(columns []*schema.Column) (names []string) {
			for _, c := range columns {
				names = append(names, c.Name)
			}
			return names
		}
		items = append(items, schema.PrimaryKey(names(table.PrimaryKey)...))
		for _, u := range table.Uniques {
			items = append(items, schema.Unique(names(u.Columns)...).Named(u.Name))
		}
		for _, k := range table.Checks {
			items = append(items, schema.Check(k.Condition).Named(k.Name))
		}
		for _, x := range table.Indexes {
			items = append(items, schema.Index(names(x.Columns)...).Named(x.Name))
		}
		if table.Comment != "" {
			items = append(items, schema.Comment(table.Comment))
		}
		for _, fk := range table.ForeignKeys {
			var options []schema.ForeignKeyOption
			if fk.OnDelete != "" {
				options = append(options, schema.OnDelete(fk.OnDelete))
			}
			items = append(items, schema.ForeignKey(names(fk.Columns), fk.Target.FullName(), names(fk.TargetColumns), options...))
		}
		schema.New(rest, table.Name, items...)
	}
	return rest
}

func openEngine(t *testing.T, url string) *azoth.Engine {
	t.Helper()
	eng, err := azoth.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close() })
	return eng
}

// TestGeneratedModelsRun compiles what was written after a database and has it
// create the same in another.
func TestGeneratedModelsRun(t *testing.T) {
	url := "sqlite:///" + filepath.ToSlash(filepath.Join(t.TempDir(), "first.db"))
	eng := openEngine(t, url)
	meta := blog()
	if err := eng.CreateAll(t.Context(), meta); err != nil {
		t.Fatal(err)
	}
	// In this module, so that the program can be built.
	dir, err := os.MkdirTemp(".", "generated")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if _, err := run("gen", "-from", url, "-package", "main", dir); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "main.go"), `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
)

func main() {
	ctx := context.Background()
	eng, err := azoth.Open(os.Args[1])
	if err == nil {
		err = orm.CreateAll(ctx, eng)
	}
	if err == nil {
		s := orm.NewSession(eng)
		ed := &User{Email: "ed@example.org", HomepageURL: "x"}
		post := &Post{Title: "first"}
		post.Author.Set(ed)
		reply := &Post{Title: "reply"}
		reply.Author.Set(ed)
		reply.Parent.Set(post)
		post.Categories.Append(&Category{Code: "go"})
		s.Add(ed, post, reply)
		err = s.Commit(ctx)
		s.Close()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	found, err := Posts.Where(Posts.Categories.Any(Categories.Code.Eq("go"))).All(ctx, eng)
	fmt.Println(len(found), err)
}
`)
	second := "sqlite:///" + filepath.ToSlash(filepath.Join(t.TempDir(), "second.db"))
	out, err := exec.Command("go", "run", "./"+dir, second).CombinedOutput()
	if err != nil || string(out) != "1 <nil>\n" {
		source, _ := os.ReadFile(filepath.Join(dir, "models.go"))
		t.Fatalf("%v\n%s\n%s", err, out, source)
	}
	reflected := schema.NewMetaData()
	if err := inspect.Open(openEngine(t, second)).Reflect(t.Context(), reflected); err != nil {
		t.Fatal(err)
	}
	for _, difference := range inspect.Diff(eng.Dialect(), meta, reflected) {
		t.Error(difference)
	}
}

// besides are statements for what only one database has, or what code says.
var besides = map[string][]string{
	"sqlite": {
		`CREATE TABLE odd (id INTEGER NOT NULL CONSTRAINT odd_key PRIMARY KEY, name VARCHAR(40) COLLATE NOCASE, "it's ""odd""" INTEGER, n INTEGER NOT NULL,
			a INTEGER, b INTEGER, kept INTEGER AS (n + 1) STORED,
			UNIQUE (n, a) ON CONFLICT IGNORE, UNIQUE (a, n), CHECK (n > 0), CHECK (n < 100 AND a > 0), CHECK (n <> 5),
			CONSTRAINT fk_b FOREIGN KEY (b) REFERENCES odd (id) DEFERRABLE INITIALLY DEFERRED)`,
		`CREATE UNIQUE INDEX ux_name ON odd (name)`,
		`CREATE INDEX ix_lower ON odd (lower(name) DESC, n) WHERE n > 20 AND name <> 'a:b'`,
		`CREATE TABLE strict_one (id INTEGER NOT NULL PRIMARY KEY, a TEXT) STRICT`,
		`CREATE TABLE bare (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID`,
		`CREATE TABLE counted (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, a TEXT)`,
	},
	"postgresql": {
		`CREATE TYPE mood AS ENUM ('sad', 'so so', 'it''s ok')`,
		`CREATE TABLE odd (id bigint GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5) CONSTRAINT odd_key PRIMARY KEY, name varchar(40) COLLATE "C",
			n int NOT NULL, a int, b bigint, feels mood NOT NULL DEFAULT 'sad', at timestamp(3) without time zone, span int4range, address inet,
			kept int GENERATED ALWAYS AS (n + 1) STORED, tags text[],
			CONSTRAINT both_once UNIQUE (n, a) DEFERRABLE INITIALLY DEFERRED, UNIQUE NULLS NOT DISTINCT (a) INCLUDE (n), CHECK (n > 0), CHECK (n < 100 AND a > 0),
			CONSTRAINT fk_b FOREIGN KEY (b) REFERENCES odd (id) ON DELETE CASCADE DEFERRABLE, EXCLUDE USING gist (span WITH &&) WHERE (n > 7)) WITH (fillfactor = 70)`,
		`COMMENT ON TABLE odd IS 'it''s "odd", really'`,
		`COMMENT ON COLUMN odd.n IS 'a number, not more'`,
		`COMMENT ON CONSTRAINT both_once ON odd IS 'only once'`,
		`CREATE UNIQUE INDEX ux_name ON odd (name)`,
		`CREATE INDEX ix_lower ON odd (lower(name::text) DESC NULLS LAST, n) INCLUDE (a) WHERE n > 20 AND name <> 'a:b'`,
		`CREATE INDEX ix_gin ON odd USING gin (tags)`,
		`CREATE INDEX ix_pattern ON odd (name varchar_pattern_ops) WITH (fillfactor = 60)`,
		`CREATE SEQUENCE tickets START WITH 7`,
		`CREATE UNLOGGED TABLE quick (id smallint PRIMARY KEY)`,
	},
	"mariadb": {
		`CREATE TABLE odd (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) COLLATE latin1_german2_ci, n INT NOT NULL COMMENT 'a number, not more', a INT,
			feels ENUM('sad', 'so so') NOT NULL DEFAULT 'sad', at DATETIME(3), kept INT AS (n + 1) STORED, made INT AS (n + 2) VIRTUAL, flags SET('x', 'y'), tiny TINYINT, changed TIMESTAMP NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
			UNIQUE (n, a), CHECK (n > 0), CONSTRAINT small CHECK (n < 100 AND a > 0), FULLTEXT ix_words (name)) ENGINE=Aria COMMENT 'it''s "odd", really'`,
		`CREATE INDEX ix_down ON odd (n DESC, name(5))`,
		`CREATE TABLE parted (id INT PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)`,
	},
	"firebird": {
		`CREATE TABLE odd (id BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 100) CONSTRAINT odd_key PRIMARY KEY, name VARCHAR(40) COLLATE UNICODE_CI,
			n INTEGER NOT NULL, a INTEGER, kept COMPUTED BY (n + 1), CONSTRAINT both_once UNIQUE (n, a), CHECK (n > 0), CHECK (n < 100 AND a > 0))`,
		`COMMENT ON TABLE odd IS 'it''s "odd", really'`,
		`COMMENT ON COLUMN odd.n IS 'a number, not more'`,
		`CREATE UNIQUE INDEX ux_name ON odd (name)`,
		`CREATE INDEX ix_lower ON odd COMPUTED BY (lower(name))`,
		`CREATE DESCENDING INDEX ix_down ON odd (a)`,
		`CREATE GLOBAL TEMPORARY TABLE passing (id INTEGER NOT NULL PRIMARY KEY) ON COMMIT PRESERVE ROWS`,
	},
}

// unsaid are the words of what neither tags nor code say of them.
var unsaid = map[string][]string{
	"sqlite":     {`  - column it's "odd": its name cannot be said in a tag`},
	"postgresql": {"  - tickets: a sequence"},
	"mariadb":    {`  - ON UPDATE current_timestamp() of column changed`},
}

// unmade are statements for what therefore is not made again, after which the
// database is the same; SQLite's column is in none of them.
var unmade = map[string][]string{
	"postgresql": {"CREATE SEQUENCE tickets START WITH 7"},
	"mariadb":    {"ALTER TABLE odd MODIFY changed TIMESTAMP NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp()"},
}

// TestGeneratedModelsMakeTheSame has what was written after a database create another
// one, which is the same, and is written after in the same words.
func TestGeneratedModelsMakeTheSame(t *testing.T) {
	for _, db := range append(azothtest.Databases(t), azothtest.Firebird()) {
		t.Run(db.Name, func(t *testing.T) {
			t.Parallel()
			first, second := db.Scratch(t), db.Scratch(t)
			eng, again := openEngine(t, first), openEngine(t, second)
			if err := eng.CreateAll(t.Context(), blog()); err != nil {
				t.Fatal(err)
			}
			execAll(t, eng, besides[db.Name]...)
			dir, err := os.MkdirTemp(".", "generated")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.RemoveAll(dir) })
			generate := func(url string) string {
				t.Helper()
				if _, err := run("gen", "-from", url, "-force", "-package", "main", dir); err != nil {
					t.Fatal(err)
				}
				source, err := os.ReadFile(filepath.Join(dir, "models.go"))
				if err != nil {
					t.Fatal(err)
				}
				return string(source)
			}
			source := generate(first)
			writeFile(t, filepath.Join(dir, "main.go"), creator)
			if out, err := exec.Command("go", "run", "./"+dir, second).CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s\n%s", err, out, source)
			}
			found, made := schema.NewMetaData(), schema.NewMetaData()
			for url, meta := range map[*azoth.Engine]*schema.MetaData{eng: found, again: made} {
				if err := inspect.Open(url).Reflect(t.Context(), meta); err != nil {
					t.Fatal(err)
				}
			}
			for _, difference := range append(inspect.Diff(eng.Dialect(), found, made), inspect.Diff(eng.Dialect(), made, found)...) {
				if !strings.Contains(difference, `it's \"odd\"`) {
					t.Error(difference)
				}
			}
			for _, line := range strings.Split(source, "\n") {
				if text, isUnsaid := strings.CutPrefix(line, "//   - "); isUnsaid && !slices.Contains(unsaid[db.Name], "  - "+text) {
					t.Errorf("unsaid is %q", text)
				}
			}
			for _, want := range unsaid[db.Name] {
				if !strings.Contains(source, want) {
					t.Errorf("it is not said that %q", want)
				}
			}
			if t.Failed() {
				t.Logf("%s", source)
			}
			execAll(t, again, unmade[db.Name]...)
			if again := generate(second); db.Name != "sqlite" && again != source {
				t.Errorf("of what was made again the source is\n%s\nnot\n%s", again, source)
			}
			if again := generate(first); again != source {
				t.Errorf("written twice, the source is\n%s\nnot\n%s", again, source)
			}
		})
	}
}

const creator = `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/azoth-go/azoth"
	_ "github.com/azoth-go/azoth/driver/firebird"
	_ "github.com/azoth-go/azoth/driver/mysql"
	_ "github.com/azoth-go/azoth/driver/pgx"
	_ "github.com/azoth-go/azoth/driver/sqlite"
	"github.com/azoth-go/azoth/orm"
)

func main() {
	eng, err := azoth.Open(os.Args[1])
	if err == nil {
		err = orm.CreateAll(context.Background(), eng)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
`

// execAll runs statements on a connection of their own.
func execAll(t *testing.T, eng *azoth.Engine, statements ...string) {
	t.Helper()
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), dialect.Statement{SQL: statement}); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}
