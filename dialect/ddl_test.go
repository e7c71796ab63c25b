package dialect_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// plain spells types as they describe themselves; the rules show what dialects
// change.
func plain(rules dialect.DDLRules) *dialect.Dialect {
	return &dialect.Dialect{
		Name:        "plain",
		Identifiers: dialect.NewIdentifiers('"', '"', 40, "order user select"),
		Features:    dialect.Features{Sequences: true},
		DDL:         rules,
		TypeName:    func(t *types.Type) (string, error) { return t.String(), nil },
		Identity:    func(t *types.Type) (string, string) { return t.String(), "" },
	}
}

func declare(name string, items ...schema.Item) *schema.MetaData {
	meta := schema.NewMetaData()
	schema.New(meta, name, items...)
	return meta
}

// oneLine gives a text on one line, without blanks inside parentheses.
func oneLine(text string) string {
	return strings.NewReplacer("( ", "(", " )", ")").Replace(strings.Join(strings.Fields(text), " "))
}

// ddl compiles a statement, to "error: …" where that fails.
func ddl(d *dialect.Dialect, s schema.DDL) string {
	statement, err := d.CompileDDL(s)
	if err != nil {
		return "error: " + err.Error()
	}
	return oneLine(statement.SQL)
}

func TestCreateTable(t *testing.T) {
	integer := types.Integer
	companies := declare("companies", schema.Col("company_id", integer, schema.PK()), schema.Col("name", types.String(0)))
	schema.New(companies, "phones",
		schema.Col("id", integer, schema.PK()),
		schema.Col("company_id", nil, schema.References("companies.company_id", schema.OnDelete("set null"), schema.OnUpdate("cascade"), schema.Match("full"))),
		schema.Col("number", types.String(20), schema.NotNull(), schema.UniqueColumn()),
		schema.Col("rank", integer, schema.Default("1 + 2"), schema.NotNull()),
		schema.Unique("company_id", "rank").Named("uq_rank"),
		schema.Check("rank > 0").Named("ck_rank"))
	mysql := plain(dialect.DDLRules{Comments: dialect.CommentClauses, ColumnOrder: []dialect.ColumnClause{
		dialect.ColumnType, dialect.ColumnNull, dialect.ColumnIdentity, dialect.ColumnComment}})
	mysql.Features.BackslashEscapes = true
	mysql.Identity = func(*types.Type) (string, string) { return "INTEGER", "AUTO_INCREMENT" }
	cases := []struct {
		dialect *dialect.Dialect
		meta    *schema.MetaData
		table   string
		want    string
	}{
		{plain(dialect.DDLRules{}), companies, "companies",
			`CREATE TABLE companies (company_id INTEGER NOT NULL, name VARCHAR, PRIMARY KEY (company_id))`},
		{plain(dialect.DDLRules{}), companies, "phones",
			`CREATE TABLE phones (id INTEGER NOT NULL, company_id INTEGER, number VARCHAR(20) NOT NULL, rank INTEGER DEFAULT (1 + 2) NOT NULL, ` +
				`PRIMARY KEY (id), CONSTRAINT uq_rank UNIQUE (company_id, rank), CONSTRAINT ck_rank CHECK (rank > 0), ` +
				`FOREIGN KEY(company_id) REFERENCES companies (company_id) MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE, UNIQUE (number))`},
		{plain(dialect.DDLRules{BareDefaults: true}),
			declare("t", schema.Col("a", integer, schema.Default("1 + 2"))), "t",
			`CREATE TABLE t (a INTEGER DEFAULT 1 + 2)`},
		{plain(dialect.DDLRules{}),
			declare("t", schema.Col("a", types.Text, schema.Default("'it''s'")), schema.Col("b", integer, schema.Default("-1.5")),
				schema.Col("c", types.DateTime, schema.Default("CURRENT_TIMESTAMP")), schema.Col("d", types.Text, schema.Default("'a' || 'b'"))), "t",
			`CREATE TABLE t (a TEXT DEFAULT 'it''s', b INTEGER DEFAULT -1.5, c DATETIME DEFAULT CURRENT_TIMESTAMP, d TEXT DEFAULT ('a' || 'b'))`},
		{mysql, declare("t", schema.Comment("it's"), schema.Col("id", integer, schema.PK(), schema.Comment(`a\b`))), "t",
			`CREATE TABLE t (id INTEGER NOT NULL AUTO_INCREMENT COMMENT 'a\\b', PRIMARY KEY (id))`},
		{plain(dialect.DDLRules{}),
			declare("order", schema.InSchema("my shop"), schema.Col(`evil" INTEGER); DROP TABLE users; --`, integer)), "my shop.order",
			`CREATE TABLE "my shop"."order" ("evil"" INTEGER); DROP TABLE users; --" INTEGER)`},
		{plain(dialect.DDLRules{NoSchemas: true, Temporary: "GLOBAL TEMPORARY"}),
			declare("t", schema.InSchema("s"), schema.Temporary()), "s.t", `CREATE GLOBAL TEMPORARY TABLE t ()`},
	}
	for _, c := range cases {
		if got := ddl(c.dialect, schema.CreateTable(c.meta.Table(c.table))); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
}

func TestDefaultsInParentheses(t *testing.T) {
	d := plain(dialect.DDLRules{})
	d.FunctionNames = map[string]string{"clock": "CURRENT_TIMESTAMP"}
	for text, want := range map[string]string{
		"0":                   "0",
		"+1.50":               "+1.50",
		"NULL":                "NULL",
		"'a(b'":               "'a(b'",
		"now()":               "(now())",
		"clock()":             "CURRENT_TIMESTAMP",
		"(now())":             "(now())",
		"(1) + (2)":           "((1) + (2))",
		"(')' || '(')":        "(')' || '(')",
		"'a' || 'b'":          "('a' || 'b')",
		"'":                   "(')",
		"current_date - 1":    "(current_date - 1)",
		"lower(('A') || 'b')": "(lower(('A') || 'b'))",
	} {
		got := ddl(d, schema.CreateTable(declare("t", schema.Col("a", types.Text, schema.Default(text))).Table("t")))
		if want := "CREATE TABLE t (a TEXT DEFAULT " + want + ")"; got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

func TestCreateTableErrors(t *testing.T) {
	d := plain(dialect.DDLRules{Computed: map[schema.Storage]string{schema.Stored: " STORED"}})
	d.TypeName = func(t *types.Type) (string, error) {
		if t.Kind == types.KindString {
			return "", &dialect.UnsupportedError{Dialect: "plain", Feature: "VARCHAR without a length"}
		}
		return t.String(), nil
	}
	exclude := schema.Exclude(schema.ExcludeElement{Expression: sql.Column[sql.String]("a"), Operator: "="})
	unsupported := map[string]*schema.MetaData{
		`table "t": column "a": VARCHAR without a length is not supported by plain`:             declare("t", schema.Col("a", types.String(0))),
		`table "t": column "a": a computed column that is not stored is not supported by plain`: declare("t", schema.Col("a", types.Integer, schema.Computed("1", schema.Virtual))),
		`table "t": EXCLUDE is not supported by plain`:                                          declare("t", schema.Col("a", types.Text), exclude),
	}
	for want, meta := range unsupported {
		_, err := d.CompileDDL(schema.CreateTable(meta.Tables()[0]))
		var unsupported *dialect.UnsupportedError
		if !errors.As(err, &unsupported) || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
	wrong := map[string]*schema.MetaData{
		`table "t": column "a": the type is not known`: declare("t", schema.Col("a", nil, schema.References("x.id"))),
		`is longer than the 40 bytes`:                  declare(strings.Repeat("t", 41)),
		`is not resolved`:                              declare("t", schema.Col("a", types.Integer, schema.References("x.id"))),
	}
	for want, meta := range wrong {
		if _, err := d.CompileDDL(schema.CreateTable(meta.Tables()[0])); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant …%s…", err, want)
		}
	}
	scope := dialect.Scope{MetaData: declare("t", schema.Col("a", nil, schema.References("x.id")))}
	if _, err := d.CreatePlan(scope); err == nil || !strings.Contains(err.Error(), `foreign key of t.a refers to x.id, but there is no table "x"`) {
		t.Error(err)
	}
}

func circle() *schema.MetaData {
	id := schema.Col("id", types.Integer, schema.PK())
	meta := schema.NewMetaData()
	schema.New(meta, "entries", id, schema.Col("widget_id", nil, schema.NotNull(), schema.References("widgets.id")), schema.Index("widget_id"))
	schema.New(meta, "widgets", id, schema.Col("favorite_id", nil, schema.References("entries.id")), schema.Comment("w"))
	schema.New(meta, "parts", id, schema.Col("no", types.Integer, schema.Comment("n"), schema.FromSequence("numbers")), schema.UniqueIndex("no").Named("ux"))
	return meta
}

func TestPlans(t *testing.T) {
	have := func(names ...string) map[dialect.Object]bool {
		existing := map[dialect.Object]bool{{Kind: dialect.SequenceObject, Name: "numbers"}: true}
		for _, name := range names {
			existing[dialect.Object{Kind: dialect.TableObject, Name: name}] = true
		}
		return existing
	}
	all := have("entries", "widgets", "parts")
	cases := []struct {
		name     string
		rules    dialect.DDLRules
		existing map[dialect.Object]bool
		drop     bool
		want     string
	}{
		{"create", dialect.DDLRules{Comments: dialect.CommentStatements}, nil, false, `
CREATE SEQUENCE numbers
CREATE TABLE parts (id INTEGER NOT NULL, no INTEGER, PRIMARY KEY (id))
CREATE UNIQUE INDEX ux ON parts (no)
COMMENT ON COLUMN parts.no IS 'n'
CREATE TABLE widgets (id INTEGER NOT NULL, favorite_id INTEGER, PRIMARY KEY (id))
COMMENT ON TABLE widgets IS 'w'
CREATE TABLE entries (id INTEGER NOT NULL, widget_id INTEGER NOT NULL, PRIMARY KEY (id))
CREATE INDEX ix_entries_widget_id ON entries (widget_id)
ALTER TABLE widgets ADD CONSTRAINT fk_widgets_favorite_id FOREIGN KEY(favorite_id) REFERENCES entries (id)
ALTER TABLE entries ADD CONSTRAINT fk_entries_widget_id FOREIGN KEY(widget_id) REFERENCES widgets (id)`},
		{"create the missing", dialect.DDLRules{}, have("widgets", "parts"), false, `
CREATE TABLE entries (id INTEGER NOT NULL, widget_id INTEGER NOT NULL, PRIMARY KEY (id))
CREATE INDEX ix_entries_widget_id ON entries (widget_id)
ALTER TABLE entries ADD CONSTRAINT fk_entries_widget_id FOREIGN KEY(widget_id) REFERENCES widgets (id)`},
		{"create nothing", dialect.DDLRules{}, all, false, ``},
		{"create without ALTER", dialect.DDLRules{NoAlterConstraint: true}, have("entries", "parts"), false, `
CREATE TABLE widgets (id INTEGER NOT NULL, favorite_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(favorite_id) REFERENCES entries (id))`},
		{"drop", dialect.DDLRules{}, all, true, `
ALTER TABLE widgets DROP CONSTRAINT fk_widgets_favorite_id
ALTER TABLE entries DROP CONSTRAINT fk_entries_widget_id
DROP TABLE entries
DROP TABLE widgets
DROP TABLE parts
DROP SEQUENCE numbers`},
		{"drop without ALTER", dialect.DDLRules{NoAlterConstraint: true}, all, true, `
UPDATE widgets SET favorite_id = NULL
DROP TABLE entries
DROP TABLE widgets
DROP TABLE parts
DROP SEQUENCE numbers`},
		{"drop the rest", dialect.DDLRules{}, have("parts"), true, `
DROP TABLE parts
DROP SEQUENCE numbers`},
	}
	for _, c := range cases {
		d := plain(c.rules)
		plan := d.CreatePlan
		if c.drop {
			plan = d.DropPlan
		}
		statements, err := plan(dialect.Scope{MetaData: circle(), Existing: c.existing})
		var texts []string
		for _, s := range statements {
			texts = append(texts, ddl(d, s))
		}
		if got := strings.Join(texts, "\n"); err != nil || got != strings.TrimPrefix(c.want, "\n") {
			t.Errorf("%s (%v): got\n%s\nwant%s", c.name, err, got, c.want)
		}
	}
}

func TestAttachedSchemas(t *testing.T) {
	meta := declare("accounts", schema.InSchema("billing"),
		schema.Col("id", types.Integer, schema.PK()),
		schema.Col("parent_id", nil, schema.References("billing.accounts.id")),
		schema.Col("user_id", nil, schema.References("users.id")), schema.Index("user_id").Named("ix"))
	schema.New(meta, "users", schema.Col("id", types.Integer, schema.PK()))
	d := plain(dialect.DDLRules{AttachedSchemas: true})
	accounts := meta.Table("billing.accounts")
	for s, want := range map[schema.DDL]string{
		schema.CreateIndex(accounts.Index("ix")): `CREATE INDEX billing.ix ON accounts (user_id)`,
		schema.DropIndex(accounts.Index("ix")):   `DROP INDEX billing.ix`,
	} {
		if got := ddl(d, s); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	want := `CREATE TABLE billing.accounts (id INTEGER NOT NULL, parent_id INTEGER, user_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(parent_id) REFERENCES accounts (id))`
	if got := ddl(d, schema.CreateTable(accounts)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// Names that a convention made are cut, each differently; names of the program
// are an error.
func TestMadeNamesFit(t *testing.T) {
	meta := schema.NewMetaData(schema.NamingConvention{ForeignKey: "fk_{table_name}_{column_0_name}"})
	long := schema.New(meta, "a_rather_long_name", schema.Col("and_a_rather_long_column", types.Integer, schema.References("t.id")),
		schema.Col("and_a_rather_long_column_2", types.Integer, schema.References("t.id")),
		schema.Index("and_a_rather_long_column", "and_a_rather_long_column_2"),
		schema.Index("and_a_rather_long_column").Named(strings.Repeat("x", 41)))
	schema.New(meta, "t", schema.Col("id", types.Integer, schema.PK()))
	d := plain(dialect.DDLRules{NameLength: 30})
	seen := map[string]bool{}
	for _, fk := range long.ForeignKeys {
		name := strings.Fields(strings.Split(ddl(d, schema.AddConstraint(fk)), "CONSTRAINT ")[1])[0]
		if len(name) > 30 || seen[name] || !strings.HasPrefix(name, "fk_a_rather_long_name") {
			t.Error(name)
		}
		seen[name] = true
	}
	// The digits are the last four of the MD5 sum of the whole name.
	if got, want := ddl(d, schema.DropIndex(long.Indexes[0])), "DROP INDEX ix_a_rather_long_name__"; !strings.HasPrefix(got, want[:len(want)-1]) {
		t.Errorf("got %s", got)
	}
	if got := ddl(d, schema.CreateIndex(long.Indexes[1])); !strings.HasPrefix(got, "error: ") {
		t.Errorf("a name that is too long: %s", got)
	}
}

func TestConditionsOfStatements(t *testing.T) {
	d := plain(dialect.DDLRules{})
	about := declare("order", schema.InSchema("s"), schema.AfterCreate(
		schema.When(schema.OnlyOn("plain"), schema.Statement("GRANT SELECT ON {fullname} TO x; -- {table} of {schema} {other}")))).Table("s.order")
	if got, want := ddl(d, about.Events.AfterCreate[0]), `GRANT SELECT ON s."order" TO x; -- "order" of s {other}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := ddl(d, schema.When(schema.OnlyOn("others"), schema.CreateSchema("x"))); got != "" {
		t.Errorf("got %s", got)
	}
}
