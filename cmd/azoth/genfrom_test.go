package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/azothtest"
	"github.com/azoth-go/azoth/cmd/azoth/internal/attributes"
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
				if !strings.Contains(difference, "the comment") { // which no tag says
					t.Error(difference)
				}
			}
			if strings.Contains(string(source), "tags do not say") {
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
