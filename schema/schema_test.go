package schema_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

func names(tables []*schema.Table) string {
	var b []string
	for _, t := range tables {
		b = append(b, t.FullName())
	}
	return strings.Join(b, " ")
}

func TestIdentityByDefault(t *testing.T) {
	integer := types.Integer
	cases := map[string]struct {
		items []schema.Item
		want  bool
	}{
		"integer key":       {[]schema.Item{schema.Col("id", integer, schema.PK())}, true},
		"key as constraint": {[]schema.Item{schema.PrimaryKey("id"), schema.Col("id", types.BigInteger)}, true},
		"text key":          {[]schema.Item{schema.Col("id", types.Text, schema.PK())}, false},
		"composite key":     {[]schema.Item{schema.Col("id", integer, schema.PK()), schema.Col("b", integer, schema.PK())}, false},
		"in composite key":  {[]schema.Item{schema.Col("id", integer, schema.PK(), schema.Identity()), schema.Col("b", integer, schema.PK())}, true},
		"foreign key":       {[]schema.Item{schema.Col("id", integer, schema.PK(), schema.References("users.id"))}, false},
		"foreign key after": {[]schema.Item{schema.Col("id", integer, schema.PK()), schema.ForeignKey([]string{"id"}, "users", []string{"id"})}, false},
		"refused":           {[]schema.Item{schema.Col("id", integer, schema.PK(), schema.NoIdentity())}, false},
		"server default":    {[]schema.Item{schema.Col("id", integer, schema.PK(), schema.Default("7"))}, false},
		"client default":    {[]schema.Item{schema.Col("id", integer, schema.PK(), schema.ClientDefault(func() any { return 1 }))}, false},
	}
	for name, c := range cases {
		table := schema.New(schema.NewMetaData(), "t", c.items...)
		if got := table.Column("id").Identity; got != c.want {
			t.Errorf("%s: identity is %v", name, got)
		}
		if table.Column("id").Nullable {
			t.Errorf("%s: the key is nullable", name)
		}
	}
}

func TestDeclarationErrors(t *testing.T) {
	integer := types.Integer
	cases := map[string][]schema.Item{
		`column "a" is declared twice`: {schema.Col("a", integer), schema.Col("a", integer)},
		`names column "nme", which the table does not have (did you mean "name"?): its columns are id, name`: {
			schema.Col("id", integer), schema.Col("name", integer), schema.Unique("nme")},
		`column "a": the type is missing`:                  {schema.Col("a", nil)},
		`column "a": reference "users" is not of the form`: {schema.Col("a", nil, schema.References("users"))},
		`foreign key to users.id: unknown value "EXPLODE"`: {schema.Col("a", nil, schema.References("users.id", schema.OnDelete("explode")))},
		`column "a": a primary key is never NULL`:          {schema.Col("a", integer, schema.PK(), schema.Null())},
		`column "a": an identity is an integer, not TEXT`:  {schema.Col("a", types.Text, schema.Identity())},
		`the primary key is declared twice`:                {schema.Col("a", integer, schema.PK()), schema.PrimaryKey("a")},
		`ForeignKey has 1 columns for 2 of p`:              {schema.Col("a", integer), schema.ForeignKey([]string{"a"}, "p", []string{"x", "y"})},
		`index "ix_t_a" is declared twice`:                 {schema.Col("a", integer), schema.Index("a"), schema.Index("a")},
		`an identity has no other default`:                 {schema.Col("a", integer, schema.Identity(), schema.Default("1"))},
		`for an empty string write Default("''")`:          {schema.Col("a", integer, schema.Default(""))},
		`Check has no condition`:                           {schema.Check(" ")},
	}
	for want, items := range cases {
		meta := schema.NewMetaData()
		_, err := meta.Add("t", items...)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `table "t"`) {
			t.Errorf("got %v\nwant …%s…", err, want)
		}
		if len(meta.Tables()) != 0 {
			t.Errorf("%s: the table was added", want)
		}
	}
	meta := schema.NewMetaData()
	schema.New(meta, "t")
	defer func() {
		if message := fmt.Sprint(recover()); !strings.Contains(message, `table "t" is declared twice`) {
			t.Error(message)
		}
	}()
	schema.New(meta, "t")
}

func TestReferencesAreFoundLate(t *testing.T) {
	meta := schema.NewMetaData()
	links := schema.New(meta, "post_keywords",
		schema.Col("post_id", nil, schema.PK(), schema.References("posts.id", schema.OnDelete("cascade"))),
		schema.Col("keyword_id", nil, schema.PK(), schema.References("keywords.id")))
	copies := schema.New(meta, "copies", schema.Col("post_id", nil, schema.References("post_keywords.post_id")))
	if links.Column("post_id").Type != nil || len(links.AST().ForeignKeys) != 0 {
		t.Fatal("linked before the target is there")
	}
	keywords := schema.New(meta, "keywords", schema.Col("id", types.Integer, schema.PK()))
	posts := schema.New(meta, "posts", schema.Col("id", types.BigInteger, schema.PK()))
	if err := meta.Resolve(); err != nil {
		t.Fatal(err)
	}
	if got := links.Column("post_id").Type; got != types.BigInteger {
		t.Errorf("type of post_id is %v", got)
	}
	if got := copies.Column("post_id").AST().Type; got != types.BigInteger {
		t.Errorf("type of the copy is %v", got)
	}
	keys := links.AST().ForeignKeys
	if len(keys) != 2 || keys[0].Target != posts.AST() || keys[1].Target != keywords.AST() ||
		keys[0].Columns[0] != links.Column("post_id").AST() || keys[0].TargetColumns[0] != posts.Column("id").AST() {
		t.Errorf("foreign keys of statements: %+v", keys)
	}
	if links.ForeignKeys[0].OnDelete != "CASCADE" {
		t.Error(links.ForeignKeys[0].OnDelete)
	}
}

func TestResolveReportsEveryReference(t *testing.T) {
	meta := schema.NewMetaData()
	schema.New(meta, "articles", schema.Col("id", types.Integer, schema.PK()), schema.Col("title", types.Text))
	schema.New(meta, "comments",
		schema.Col("article_id", types.Integer, schema.References("article.id")),
		schema.Col("title", types.Text, schema.References("articles.titel")))
	err := meta.Resolve()
	var reference *schema.ReferenceError
	if !errors.As(err, &reference) {
		t.Fatalf("not a ReferenceError: %v", err)
	}
	if reference.Column != "comments.article_id" || reference.MissingTable != "article" || reference.Nearest != "articles" {
		t.Errorf("%+v", reference)
	}
	want := `foreign key of comments.article_id refers to article.id, but there is no table "article" (did you mean "articles"?): correct the reference, or declare the table in the same MetaData
foreign key of comments.title refers to articles.titel, but table "articles" has no column "titel" (did you mean "title"?): correct the reference; the columns are id, title`
	if err.Error() != want {
		t.Errorf("got\n%s\nwant\n%s", err, want)
	}
}

func TestSorted(t *testing.T) {
	key := schema.Col("id", types.Integer, schema.PK())
	to := func(table string, options ...schema.ColumnOption) schema.Item {
		return schema.Col(table+"_id", types.Integer, append(options, schema.References(table+".id"))...)
	}
	meta := schema.NewMetaData()
	schema.New(meta, "orders", key, to("users"))
	schema.New(meta, "users", key, to("users"), to("towns"))
	schema.New(meta, "alone", key)
	schema.New(meta, "towns", key)
	tables, cycles := meta.Sorted()
	if got := names(tables); got != "alone towns users orders" || cycles != nil {
		t.Errorf("%s %v", got, cycles)
	}

	meta = schema.NewMetaData()
	schema.New(meta, "entries", key, to("widgets", schema.NotNull()))
	schema.New(meta, "widgets", key, to("entries"), to("makers"))
	schema.New(meta, "makers", key)
	schema.New(meta, "parts", key, to("entries"))
	tables, cycles = meta.Sorted()
	if got := names(tables); got != "makers widgets entries parts" {
		t.Error(got)
	}
	if len(cycles) != 1 || cycles[0].Columns[0].FullName() != "widgets.entries_id" {
		t.Errorf("%v", cycles)
	}
}

func TestSchemasAndJoins(t *testing.T) {
	meta := schema.NewMetaData()
	accounts := schema.New(meta, "accounts", schema.InSchema("billing"), schema.Comment("money"),
		schema.Col("id", types.Integer, schema.PK()), schema.Col("no", types.Integer))
	entries := schema.New(meta, "entries",
		schema.Col("account_id", types.Integer), schema.Col("account_no", types.Integer),
		schema.ForeignKey([]string{"account_id", "account_no"}, "billing.accounts", []string{"id", "no"}, schema.Named("fk_account")))
	if meta.Table("billing.accounts") != accounts || meta.Table("accounts") != nil {
		t.Error("the full name has the schema")
	}
	if err := meta.Resolve(); err != nil || entries.ForeignKeys[0].Target != accounts || accounts.Comment != "money" {
		t.Error(err)
	}
	steps, err := accounts.JoinSteps(nil)
	if err != nil || len(steps) != 1 || steps[0].From != accounts.From() || steps[0].On != nil {
		t.Error(steps, err)
	}
}

func TestMetaDataIsSafeForConcurrentUse(t *testing.T) {
	meta := schema.NewMetaData()
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			schema.New(meta, fmt.Sprint("t", i), schema.Col("id", types.Integer, schema.PK()),
				schema.Col("next", nil, schema.References(fmt.Sprintf("t%d.id", (i+1)%8))))
			_ = meta.Resolve()
			meta.Sorted()
		})
	}
	wait.Wait()
	if err := meta.Resolve(); err != nil {
		t.Error(err)
	}
	if tables := meta.Tables(); len(tables) != 8 || slices.Contains(tables, nil) {
		t.Error(tables)
	}
}

func ExampleNew() {
	meta := schema.NewMetaData()
	schema.New(meta, "movies_actors",
		schema.Col("movie_id", nil, schema.PK(), schema.References("movies.id", schema.OnDelete("CASCADE"))),
		schema.Col("actor_id", nil, schema.PK(), schema.References("actors.id")))
	movies := schema.New(meta, "movies",
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("title", types.String(200), schema.NotNull()),
		schema.Col("votes", types.Integer, schema.Default("0")))
	fmt.Println(movies)
	fmt.Println(meta.Resolve())
	// Output:
	// Table(movies, id INTEGER PRIMARY KEY IDENTITY, title VARCHAR(200) NOT NULL, votes INTEGER DEFAULT 0)
	// foreign key of movies_actors.actor_id refers to actors.id, but there is no table "actors": correct the reference, or declare the table in the same MetaData
}
