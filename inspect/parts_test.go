package inspect_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// A part is something that a declaration can say of a table, and databases keep.
type part struct {
	what string
	// on are the databases that have it, all where none is named.
	on []string
	// with says it, of a table that has the columns id, a, b and name besides;
	// without is the same table where it is not said, no items as a rule.
	with, without []schema.Item
	// columns are those of a table that cannot have the usual ones.
	columns []schema.Item
}

type items = []schema.Item

var (
	a    = sql.Column[sql.Number[int64]]("a")
	name = sql.Column[sql.String]("name")
)

// parts are what is reflected, each with the databases that can tell it.
var parts = []part{
	// Columns.
	{"not null", nil, items{schema.Col("x", types.Integer, schema.NotNull())}, items{schema.Col("x", types.Integer)}, nil},
	{"a default", nil, items{schema.Col("x", types.Integer, schema.Default("7"))}, items{schema.Col("x", types.Integer)}, nil},
	{"a default that is text", nil, items{schema.Col("x", types.String(20), schema.Default("'it''s: 7'"))}, items{schema.Col("x", types.String(20), schema.Default("'it''s: 8'"))}, nil},
	{"a default that is an expression", nil, items{schema.Col("x", types.DateTime, schema.Default("CURRENT_TIMESTAMP"))}, items{schema.Col("x", types.DateTime)}, nil},
	{"a computed column", nil, items{schema.Col("x", types.Integer, schema.Computed("a + b"))}, items{schema.Col("x", types.Integer, schema.Computed("a - b"))}, nil},
	{"a computed column that is stored", []string{"sqlite", "mariadb"}, items{schema.Col("x", types.Integer, schema.Computed("a + b", schema.Stored))}, items{schema.Col("x", types.Integer, schema.Computed("a + b", schema.Virtual))}, nil},
	{"a collation", []string{"sqlite"}, items{schema.Col("x", types.String(20).WithCollation("NOCASE"))}, items{schema.Col("x", types.String(20))}, nil},
	{"a collation", []string{"postgresql"}, items{schema.Col("x", types.String(20).WithCollation("C"))}, items{schema.Col("x", types.String(20))}, nil},
	{"a collation", []string{"mariadb"}, items{schema.Col("x", types.String(20).WithCollation("latin1_german2_ci"))}, items{schema.Col("x", types.String(20))}, nil},
	{"a collation", []string{"firebird"}, items{schema.Col("x", types.String(20).WithCollation("UNICODE_CI"))}, items{schema.Col("x", types.String(20))}, nil},
	{"a comment of a column", []string{"postgresql", "mariadb", "firebird"}, items{schema.Col("x", types.Integer, schema.Comment("it's \\ \"x\""))}, items{schema.Col("x", types.Integer)}, nil},
	{"digits of a second", []string{"postgresql", "mariadb"}, items{schema.Col("x", types.DateTime.WithPrecision(3))}, items{schema.Col("x", types.DateTime)}, nil},
	{"an array", []string{"postgresql"}, items{schema.Col("x", types.Array(types.Integer))}, items{schema.Col("x", types.Integer)}, nil},
	{"an enum", []string{"postgresql", "mariadb"}, items{schema.Col("x", types.Enum("mood", "sad", "it's ok"))}, items{schema.Col("x", types.Integer)}, nil},
	{"an identity with its numbers", []string{"postgresql"},
		items{schema.Col("x", types.BigInteger, schema.NotNull(), schema.Identity(schema.Always(), schema.StartWith(100), schema.IncrementBy(5), schema.MinValue(10), schema.MaxValue(900), schema.Cache(3), schema.Cycle()))},
		items{schema.Col("x", types.BigInteger, schema.NotNull(), schema.Identity(schema.Always(), schema.StartWith(100), schema.IncrementBy(5)))}, nil},
	{"an identity's first number", []string{"firebird"},
		items{schema.Col("x", types.BigInteger, schema.NotNull(), schema.Identity(schema.StartWith(100)))},
		items{schema.Col("x", types.BigInteger, schema.NotNull(), schema.Identity())}, nil},

	// Constraints.
	{"the name of the primary key", []string{"sqlite", "postgresql", "firebird"}, items{schema.PrimaryKey().Named("key_of_this")}, items{schema.PrimaryKey().Named("key_of_that")}, nil},
	{"a unique constraint", nil, items{schema.Unique("a", "name")}, nil, nil},
	{"the name of a unique constraint", nil, items{schema.Unique("a").Named("uq_this")}, items{schema.Unique("a").Named("uq_that")}, nil},
	{"a unique constraint that waits", []string{"postgresql"}, items{schema.Unique("a").Deferrable(true)}, items{schema.Unique("a")}, nil},
	{"a unique constraint of NULLs", []string{"postgresql"}, items{schema.Unique("a").With(postgresql.ConstraintOptions{NullsNotDistinct: true})}, items{schema.Unique("a")}, nil},
	{"a unique constraint that includes", []string{"postgresql"}, items{schema.Unique("a").With(postgresql.ConstraintOptions{Include: []string{"b", "name"}})}, items{schema.Unique("a")}, nil},
	{"a primary key that includes", []string{"postgresql"}, items{schema.PrimaryKey().With(postgresql.ConstraintOptions{Include: []string{"b"}})}, nil, nil},
	{"a check", nil, items{schema.Check("a > 0 AND name <> 'it''s'")}, items{schema.Check("a > 1")}, nil},
	{"the name of a check", nil, items{schema.Check("a > 0").Named("ck_this")}, items{schema.Check("a > 0").Named("ck_that")}, nil},
	{"a comment of a constraint", []string{"postgresql"}, items{schema.Check("a > 0").Named("ck_told").Comment("it's so")}, items{schema.Check("a > 0").Named("ck_told")}, nil},
	{"a foreign key", nil, items{schema.ForeignKey([]string{"a", "b"}, "target", []string{"x", "y"})}, nil, nil},
	{"the name of a foreign key", nil, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.Named("fk_this"))},
		items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.Named("fk_that"))}, nil},
	{"ON DELETE", nil, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.OnDelete("CASCADE"))}, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"})}, nil},
	{"ON UPDATE", nil, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.OnUpdate("SET NULL"))}, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"})}, nil},
	{"MATCH", []string{"postgresql"}, items{schema.ForeignKey([]string{"a", "b"}, "target", []string{"x", "y"}, schema.Match("FULL"))}, items{schema.ForeignKey([]string{"a", "b"}, "target", []string{"x", "y"})}, nil},
	{"a foreign key that can wait", []string{"sqlite", "postgresql"}, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.Deferrable(false))}, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"})}, nil},
	{"a foreign key that waits", []string{"sqlite", "postgresql"}, items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.Deferrable(true))},
		items{schema.ForeignKey([]string{"a"}, "target", []string{"id"}, schema.Deferrable(false))}, nil},
	{"EXCLUDE", []string{"postgresql"},
		items{schema.Col("span", types.Named("INT4RANGE")), schema.Exclude(schema.ExcludeElement{Expression: sql.Column[sql.String]("span"), Operator: "&&"}).Named("no_overlap").Where(a.Gt(0)).Deferrable(true)},
		items{schema.Col("span", types.Named("INT4RANGE"))}, nil},
	{"EXCLUDE by expressions and classes", []string{"postgresql"},
		items{schema.Exclude(schema.ExcludeElement{Expression: sql.Lower(name), Operator: "=", Class: "text_pattern_ops"}, schema.ExcludeElement{Expression: a, Operator: "="}).Using("btree")},
		items{schema.Exclude(schema.ExcludeElement{Expression: sql.Lower(name), Operator: "="}, schema.ExcludeElement{Expression: a, Operator: "="}).Using("btree")}, nil},
	{"ON CONFLICT", []string{"sqlite"},
		items{schema.Col("x", types.Integer, schema.NotNull(), schema.With(sqlite.ColumnOptions{OnConflictNotNull: "REPLACE"}), schema.Default("1")), schema.Unique("a").Named("uq_ignored").With(sqlite.ConstraintOptions{OnConflict: "IGNORE"})},
		items{schema.Col("x", types.Integer, schema.NotNull(), schema.Default("1")), schema.Unique("a").Named("uq_ignored")}, nil},

	// Indexes.
	{"an index", nil, items{schema.Index("a", "name").Named("ix_plain")}, nil, nil},
	{"a unique index", nil, items{schema.UniqueIndex("a").Named("ix_unique")}, items{schema.Index("a").Named("ix_unique")}, nil},
	{"an index that descends", []string{"sqlite", "postgresql", "mariadb"}, items{schema.IndexOn(a.Desc(), name).Named("ix_down")}, items{schema.IndexOn(a, name).Named("ix_down")}, nil},
	{"an index that descends as a whole", []string{"firebird"}, items{schema.Index("a").Named("ix_down").With(firebird.IndexOptions{Descending: true})}, items{schema.Index("a").Named("ix_down")}, nil},
	{"an index on an expression", []string{"sqlite", "postgresql", "firebird"}, items{schema.IndexOn(sql.Lower(name)).Named("ix_lower")}, items{schema.IndexOn(sql.Upper(name)).Named("ix_lower")}, nil},
	{"an index on some rows", []string{"sqlite", "postgresql"}, items{schema.Index("a").Named("ix_some").Where(a.Gt(20))}, items{schema.Index("a").Named("ix_some")}, nil},
	{"the place of NULLs", []string{"postgresql"}, items{schema.IndexOn(a.Desc().NullsLast()).Named("ix_nulls")}, items{schema.IndexOn(a.Desc()).Named("ix_nulls")}, nil},
	{"the method of an index", []string{"postgresql"}, items{schema.Index("a").Named("ix_hash").With(postgresql.IndexOptions{Using: "hash"})}, items{schema.Index("a").Named("ix_hash")}, nil},
	{"the method of an index", []string{"mariadb"}, items{schema.Index("a").Named("ix_hash").With(mysql.IndexOptions{Using: "hash"}), schema.With(mysql.TableOptions{Engine: "MEMORY"})},
		items{schema.Index("a").Named("ix_hash"), schema.With(mysql.TableOptions{Engine: "MEMORY"})}, nil},
	{"included columns", []string{"postgresql"}, items{schema.Index("a").Named("ix_include").With(postgresql.IndexOptions{Include: []string{"b", "name"}})}, items{schema.Index("a").Named("ix_include")}, nil},
	{"operator classes", []string{"postgresql"}, items{schema.Index("name").Named("ix_class").With(postgresql.IndexOptions{Operators: map[string]string{"name": "varchar_pattern_ops"}})}, items{schema.Index("name").Named("ix_class")}, nil},
	{"storage parameters of an index", []string{"postgresql"}, items{schema.Index("a").Named("ix_fill").With(postgresql.IndexOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 60}}})}, items{schema.Index("a").Named("ix_fill")}, nil},
	{"NULLS NOT DISTINCT", []string{"postgresql"}, items{schema.UniqueIndex("a").Named("ix_null").With(postgresql.IndexOptions{NullsNotDistinct: true})}, items{schema.UniqueIndex("a").Named("ix_null")}, nil},
	{"an index on beginnings", []string{"mariadb"}, items{schema.Index("name", "a").Named("ix_begin").With(mysql.IndexOptions{Lengths: map[string]int{"name": 5}})}, items{schema.Index("name", "a").Named("ix_begin")}, nil},
	{"an index for words", []string{"mariadb"}, items{schema.Index("name").Named("ix_words").With(mysql.IndexOptions{Kind: "FULLTEXT"})}, items{schema.Index("name").Named("ix_words")}, nil},

	// Tables.
	{"a comment of a table", []string{"postgresql", "mariadb", "firebird"}, items{schema.Comment("it's \\ \"the\" table")}, nil, nil},
	{"storage parameters", []string{"postgresql"}, items{schema.With(postgresql.TableOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 70}}})}, items{schema.With(postgresql.TableOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 80}}})}, nil},
	{"the engine", []string{"mariadb"}, items{schema.With(mysql.TableOptions{Engine: "MyISAM"})}, items{schema.With(mysql.TableOptions{Engine: "InnoDB"})}, nil},
	{"the characters of a table", []string{"mariadb"}, items{schema.With(mysql.TableOptions{Charset: "latin1", Collate: "latin1_german2_ci"})}, items{schema.With(mysql.TableOptions{Collate: "latin1_german1_ci"})}, nil},
	{"the format of rows", []string{"mariadb"}, items{schema.With(mysql.TableOptions{RowFormat: "COMPRESSED", KeyBlockSize: 4})}, items{schema.With(mysql.TableOptions{RowFormat: "COMPRESSED", KeyBlockSize: 8})}, nil},
	{"partitions by hash", []string{"mariadb"}, items{schema.With(mysql.TableOptions{PartitionBy: "HASH (`id`)", Partitions: 3})}, items{schema.With(mysql.TableOptions{PartitionBy: "HASH (`id`)", Partitions: 4})}, nil},
	{"partitions by range", []string{"mariadb"}, items{schema.With(mysql.TableOptions{PartitionBy: "RANGE (`id`) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)"})},
		items{schema.With(mysql.TableOptions{PartitionBy: "RANGE (`id`) (PARTITION p0 VALUES LESS THAN (20), PARTITION p1 VALUES LESS THAN MAXVALUE)"})}, nil},
	{"partitions", []string{"postgresql"}, items{schema.With(postgresql.TableOptions{PartitionBy: "RANGE (id)"})}, items{schema.With(postgresql.TableOptions{PartitionBy: "LIST (id)"})}, nil},
	{"WITHOUT ROWID", []string{"sqlite"}, items{schema.With(sqlite.TableOptions{WithoutRowID: true})}, nil, nil},
	{"STRICT", []string{"sqlite"}, items{schema.With(sqlite.TableOptions{Strict: true})}, nil, items{schema.Col("id", types.Integer, schema.PK()), schema.Col("name", types.Text)}},
	{"AUTOINCREMENT", []string{"sqlite"}, items{schema.With(sqlite.TableOptions{Autoincrement: true})}, nil, items{schema.Col("id", types.Integer, schema.PK())}},
	{"a global temporary table", []string{"firebird"}, items{schema.Temporary(), schema.With(firebird.TableOptions{OnCommit: "PRESERVE ROWS"})}, items{schema.Temporary(), schema.With(firebird.TableOptions{OnCommit: "DELETE ROWS"})}, nil},
}

// TestReflectingEveryPart creates a table for each part and reflects it: both
// declarations say the same, a database made of the reflection is the same, and the
// declaration that does not say it is told from what was found.
func TestReflectingEveryPart(t *testing.T) {
	live(t, func(t *testing.T, eng *azoth.Engine) {
		all := schema.NewMetaData()
		declareTarget(all)
		told := map[string]part{}
		for n, p := range parts {
			if len(p.on) > 0 && !slices.Contains(p.on, databaseOf(eng)) {
				continue
			}
			table := fmt.Sprintf("t%d", n)
			p.declare(all, table, p.with)
			told[table] = p
		}
		checkRoundTrip(t, eng, all)
		found := schema.NewMetaData()
		if err := inspect.Open(eng).Reflect(t.Context(), found); err != nil {
			t.Fatal(err)
		}
		for table, p := range told {
			if found.Table(table) == nil {
				continue // which was told
			}
			silent := schema.NewMetaData()
			declareTarget(silent)
			p.declare(silent, table, p.without)
			about := func(differences []string) bool {
				return slices.ContainsFunc(differences, func(d string) bool {
					return strings.HasPrefix(d, fmt.Sprintf("table %q: ", table))
				})
			}
			if !about(inspect.Diff(eng.Dialect(), silent, found)) && !about(inspect.Diff(eng.Dialect(), found, silent)) {
				t.Errorf("%s (table %s): a declaration that does not say it is taken for the same", p.what, table)
			}
		}
	})
}

// declareTarget declares the table that others refer to.
func declareTarget(meta *schema.MetaData) {
	schema.New(meta, "target", schema.Col("id", types.Integer, schema.PK()), schema.Col("x", types.Integer, schema.NotNull()),
		schema.Col("y", types.Integer, schema.NotNull()), schema.Unique("x", "y").Named("uq_target"))
}

// declare makes a table of the columns and the items.
func (p part) declare(meta *schema.MetaData, table string, own []schema.Item) {
	columns := p.columns
	if columns == nil {
		columns = items{
			schema.Col("id", types.Integer, schema.PK(), schema.NoIdentity()), schema.Col("a", types.Integer),
			schema.Col("b", types.Integer), schema.Col("name", types.String(40)),
		}
	}
	schema.New(meta, table, slices.Concat(columns, own)...)
}
