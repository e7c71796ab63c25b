package dialect_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// plain spells types as they describe themselves; serial and comments show
// what dialects change.
func plain(rules dialect.DDLRules) *dialect.Dialect {
	return &dialect.Dialect{
		Name:        "plain",
		Identifiers: dialect.NewIdentifiers('"', '"', 40, "order user select"),
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

func TestCreateTable(t *testing.T) {
	integer := types.Integer
	companies := declare("companies", schema.Col("company_id", integer, schema.PK()), schema.Col("name", types.String(0)))
	schema.New(companies, "phones",
		schema.Col("id", integer, schema.PK()),
		schema.Col("company_id", nil, schema.References("companies.company_id", schema.OnDelete("set null"), schema.OnUpdate("cascade"))),
		schema.Col("number", types.String(20), schema.NotNull(), schema.UniqueColumn()),
		schema.Col("rank", integer, schema.Default("1 + 2"), schema.NotNull()),
		schema.Unique("company_id", "rank").Named("uq_rank"),
		schema.Check("rank > 0").Named("ck_rank"))
	mysql := plain(dialect.DDLRules{Comments: dialect.CommentClauses})
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
				`PRIMARY KEY (id), UNIQUE (number), CONSTRAINT uq_rank UNIQUE (company_id, rank), CONSTRAINT ck_rank CHECK (rank > 0), ` +
				`FOREIGN KEY(company_id) REFERENCES companies (company_id) ON DELETE SET NULL ON UPDATE CASCADE)`},
		{plain(dialect.DDLRules{BareDefaults: true}),
			declare("t", schema.Col("a", integer, schema.Default("1 + 2"))), "t",
			`CREATE TABLE t (a INTEGER DEFAULT 1 + 2)`},
		{plain(dialect.DDLRules{}),
			declare("t", schema.Col("a", types.Text, schema.Default("'it''s'")), schema.Col("b", integer, schema.Default("-1.5")),
				schema.Col("c", types.DateTime, schema.Default("CURRENT_TIMESTAMP")), schema.Col("d", types.Text, schema.Default("'a' || 'b'"))), "t",
			`CREATE TABLE t (a TEXT DEFAULT 'it''s', b INTEGER DEFAULT -1.5, c DATETIME DEFAULT CURRENT_TIMESTAMP, d TEXT DEFAULT ('a' || 'b'))`},
		{mysql, declare("t", schema.Comment("it's"), schema.Col("id", integer, schema.PK(), schema.Comment(`a\b`))), "t",
			`CREATE TABLE t (id INTEGER NOT NULL AUTO_INCREMENT COMMENT 'a\\b', PRIMARY KEY (id)) COMMENT='it''s'`},
		{plain(dialect.DDLRules{}),
			declare("order", schema.InSchema("my shop"), schema.Col(`evil" INTEGER); DROP TABLE users; --`, integer)), "my shop.order",
			`CREATE TABLE "my shop"."order" ("evil"" INTEGER); DROP TABLE users; --" INTEGER)`},
	}
	for _, c := range cases {
		got, err := c.dialect.CreateTable(c.meta.Table(c.table))
		if err != nil || got != c.want {
			t.Errorf("\n got %s (%v)\nwant %s", got, err, c.want)
		}
	}
}

func TestDefaultsInParentheses(t *testing.T) {
	for text, want := range map[string]string{
		"0":                   "0",
		"+1.50":               "+1.50",
		"NULL":                "NULL",
		"'a(b'":               "'a(b'",
		"now()":               "(now())",
		"(now())":             "(now())",
		"(1) + (2)":           "((1) + (2))",
		"(')' || '(')":        "(')' || '(')",
		"'a' || 'b'":          "('a' || 'b')",
		"'":                   "(')",
		"current_date - 1":    "(current_date - 1)",
		"lower(('A') || 'b')": "(lower(('A') || 'b'))",
	} {
		statement, err := plain(dialect.DDLRules{}).CreateTable(declare("t", schema.Col("a", types.Text, schema.Default(text))).Table("t"))
		if want := "CREATE TABLE t (a TEXT DEFAULT " + want + ")"; err != nil || statement != want {
			t.Errorf("%v\n got %s\nwant %s", err, statement, want)
		}
	}
}

func TestCreateTableErrors(t *testing.T) {
	d := plain(dialect.DDLRules{})
	d.TypeName = func(t *types.Type) (string, error) {
		return "", &dialect.UnsupportedError{Dialect: "plain", Feature: "VARCHAR without a length"}
	}
	cases := map[string]*schema.MetaData{
		`table "t", column "a": VARCHAR without a length is not supported by plain`: declare("t", schema.Col("a", types.String(0))),
		`table "t", column "a": the type is not known`:                              declare("t", schema.Col("a", nil, schema.References("x.id"))),
		`is longer than the 40 bytes`:                                               declare(strings.Repeat("t", 41)),
	}
	for want, meta := range cases {
		if _, err := d.CreateTable(meta.Tables()[0]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant …%s…", err, want)
		}
	}
	if _, err := d.CreatePlan(declare("t", schema.Col("a", nil, schema.References("x.id"))), nil); err == nil ||
		!strings.Contains(err.Error(), `foreign key of t.a refers to x.id, but there is no table "x"`) {
		t.Error(err)
	}
}

func circle() *schema.MetaData {
	id := schema.Col("id", types.Integer, schema.PK())
	meta := schema.NewMetaData()
	schema.New(meta, "entries", id, schema.Col("widget_id", nil, schema.NotNull(), schema.References("widgets.id")), schema.Index("widget_id"))
	schema.New(meta, "widgets", id, schema.Col("favorite_id", nil, schema.References("entries.id")), schema.Comment("w"))
	schema.New(meta, "parts", id, schema.Col("no", types.Integer, schema.Comment("n")), schema.UniqueIndex("no").Named("ux"))
	return meta
}

func TestPlans(t *testing.T) {
	all := map[string]bool{"entries": true, "widgets": true, "parts": true}
	cases := []struct {
		name     string
		rules    dialect.DDLRules
		existing map[string]bool
		drop     bool
		want     string
	}{
		{"create", dialect.DDLRules{Comments: dialect.CommentStatements}, nil, false, `
CREATE TABLE parts (id INTEGER NOT NULL, no INTEGER, PRIMARY KEY (id))
CREATE UNIQUE INDEX ux ON parts (no)
COMMENT ON COLUMN parts.no IS 'n'
CREATE TABLE widgets (id INTEGER NOT NULL, favorite_id INTEGER, PRIMARY KEY (id))
COMMENT ON TABLE widgets IS 'w'
CREATE TABLE entries (id INTEGER NOT NULL, widget_id INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(widget_id) REFERENCES widgets (id))
CREATE INDEX ix_entries_widget_id ON entries (widget_id)
ALTER TABLE widgets ADD CONSTRAINT fk_widgets_favorite_id FOREIGN KEY(favorite_id) REFERENCES entries (id)`},
		{"create the missing", dialect.DDLRules{}, map[string]bool{"widgets": true, "parts": true}, false, `
CREATE TABLE entries (id INTEGER NOT NULL, widget_id INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(widget_id) REFERENCES widgets (id))
CREATE INDEX ix_entries_widget_id ON entries (widget_id)`},
		{"create nothing", dialect.DDLRules{}, all, false, ``},
		{"create without ALTER", dialect.DDLRules{NoAlterConstraint: true}, map[string]bool{"entries": true, "parts": true}, false, `
CREATE TABLE widgets (id INTEGER NOT NULL, favorite_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(favorite_id) REFERENCES entries (id))`},
		{"drop", dialect.DDLRules{}, all, true, `
ALTER TABLE widgets DROP CONSTRAINT fk_widgets_favorite_id
DROP TABLE entries
DROP TABLE widgets
DROP TABLE parts`},
		{"drop without ALTER", dialect.DDLRules{NoAlterConstraint: true}, all, true, `
UPDATE widgets SET favorite_id = NULL
DROP TABLE entries
DROP TABLE widgets
DROP TABLE parts`},
		{"drop the rest", dialect.DDLRules{}, map[string]bool{"parts": true}, true, `
DROP TABLE parts`},
	}
	for _, c := range cases {
		plan := plain(c.rules).CreatePlan
		if c.drop {
			plan = plain(c.rules).DropPlan
		}
		statements, err := plan(circle(), c.existing)
		if got := strings.Join(statements, "\n"); err != nil || got != strings.TrimPrefix(c.want, "\n") {
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
	plan, err := d.CreatePlan(meta, map[string]bool{"users": true})
	want := `CREATE TABLE billing.accounts (id INTEGER NOT NULL, parent_id INTEGER, user_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(parent_id) REFERENCES accounts (id))
CREATE INDEX billing.ix ON accounts (user_id)`
	if got := strings.Join(plan, "\n"); err != nil || got != want {
		t.Errorf("got %v\n%s", err, got)
	}
}

func TestChosenConstraintNamesFit(t *testing.T) {
	meta := declare("a_rather_long_name", schema.Col("and_a_rather_long_column", types.Integer, schema.References("t.id")),
		schema.Col("and_a_rather_long_column_2", types.Integer, schema.References("t.id")))
	schema.New(meta, "t", schema.Col("id", types.Integer, schema.PK()))
	d := plain(dialect.DDLRules{})
	seen := map[string]bool{}
	for _, fk := range meta.Table("a_rather_long_name").ForeignKeys {
		statement, err := d.AddConstraint(fk)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.Fields(strings.Split(statement, "CONSTRAINT ")[1])[0]
		if len(name) > 40 || seen[name] {
			t.Error(name)
		}
		seen[name] = true
	}
}
