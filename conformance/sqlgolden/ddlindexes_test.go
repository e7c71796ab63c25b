package sqlgolden

import (
	"strings"

	"github.com/azoth-go/azoth/dialect/mssql"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/oracle"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func createIndexes(t *schema.Table) (list []any) {
	for _, x := range t.Indexes {
		list = append(list, schema.CreateIndex(x))
	}
	return list
}

func init() {
	a, text := integerColumn("a"), sql.Column[sql.String]
	register(cases{
		"ddl.explicit_name_too_long": func(golden) any {
			return schema.CreateIndex(table("t", a, schema.Index("a").Named("ix_"+strings.Repeat("x", 140))).Indexes[0])
		},
		"ddl.index_simple": func(golden) any {
			t := table("t", integerColumn("a", schema.Index()), integerColumn("b"), integerColumn("c"),
				schema.Index("a", "b").Named("ix_ab"), schema.UniqueIndex("c").Named("ux_c"))
			b := table("t", integerColumn("b"), schema.Index("b").Named("ix_b"))
			return append(createIndexes(t), schema.DropIndex(b.Index("ix_b")))
		},
		"ddl.index_expression": func(golden) any {
			return createIndexes(table("t", schema.Col("a", types.String(10)), integerColumn("b"),
				schema.IndexOn(sql.Lower(text("a"))).Named("ix_low"), schema.IndexOn(column("b").Add(5), text("a")).Named("ix_sum")))
		},
		"ddl.index_partial": func(golden) any {
			return createIndexes(table("t", a, schema.Col("b", types.String(5)), schema.Index("a").Named("ix_p").
				Where(column("a").Gt(5), "postgresql").
				Where(sql.And(column("a").Gt(5), text("b").Eq("x")), "sqlite").
				Where(text("b").Eq("y"), "mssql")))
		},
		"ddl.index_pg": func(golden) any {
			on := func(name string, o postgresql.IndexOptions) schema.Item { return schema.Index("a").Named(name).With(o) }
			t := table("t", a, schema.Col("b", types.String(5)), schema.Col("j", types.Named("JSONB")),
				on("i1", postgresql.IndexOptions{Using: "hash"}),
				on("i2", postgresql.IndexOptions{Include: []string{"b"}}),
				schema.Index("j").Named("i3").With(postgresql.IndexOptions{Using: "gin", Operators: map[string]string{"j": "jsonb_path_ops"}}),
				on("i4", postgresql.IndexOptions{Concurrently: true}),
				on("i5", postgresql.IndexOptions{Concurrently: true}),
				on("i6", postgresql.IndexOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 50}}, Tablespace: "fast"}))
			list := createIndexes(t)
			list[4] = schema.DropIndex(t.Index("i5"))
			return list
		},
		"ddl.index_mysql": func(golden) any {
			return createIndexes(table("t", schema.Col("a", types.String(100)), schema.Col("b", types.Text),
				schema.Index("a").Named("i1").With(mysql.IndexOptions{Length: 10}),
				schema.Index("a", "b").Named("i2").With(mysql.IndexOptions{Lengths: map[string]int{"b": 20}}),
				schema.Index("b").Named("i3").With(mysql.IndexOptions{Kind: "FULLTEXT"}),
				schema.Index("a").Named("i4").With(mysql.IndexOptions{Using: "btree"}),
				schema.Index("b").Named("i5").With(mysql.IndexOptions{Kind: "FULLTEXT", Parser: "ngram"}),
				schema.IndexOn(sql.Lower(text("a"))).Named("i6")))
		},
		"ddl.index_mssql": func(golden) any {
			t := table("t", a, integerColumn("b"),
				schema.Index("a").Named("i1").With(mssql.IndexOptions{Clustering: mssql.Clustered}),
				schema.Index("a").Named("i2").With(mssql.IndexOptions{Clustering: mssql.NonClustered, Include: []string{"b"}}),
				schema.Index("a").Named("i3").With(mssql.IndexOptions{Columnstore: true}))
			p := table("p", integerColumn("x"), integerColumn("y"),
				schema.PrimaryKey("x").With(mssql.ConstraintOptions{Clustering: mssql.NonClustered}),
				schema.Unique("y").With(mssql.ConstraintOptions{Clustering: mssql.Clustered}))
			dropped := table("t", integerColumn("b"), schema.Index("b").Named("i4"))
			return append(createIndexes(t), schema.CreateTable(p), schema.DropIndex(dropped.Index("i4")))
		},
		"ddl.index_oracle": func(golden) any {
			return createIndexes(table("t", a, integerColumn("b"),
				schema.Index("a").Named("i1").With(oracle.IndexOptions{Bitmap: true}),
				schema.Index("a", "b").Named("i2").With(oracle.IndexOptions{CompressColumns: 1}),
				schema.Index("a").Named("i3").With(oracle.IndexOptions{Compress: true})))
		},
		"ddl.temporary_options": func(golden) any {
			return schema.CreateTable(table("tmp", a, schema.Prefix("GLOBAL", "TEMPORARY"),
				schema.With(postgresql.TableOptions{OnCommit: "DROP"}, oracle.TableOptions{OnCommit: "PRESERVE ROWS"})))
		},
		"ddl.table_options_mysql": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("id", schema.PK()), schema.Col("a", types.String(5)), schema.Comment("c'"), schema.With(
				mysql.TableOptions{Engine: "InnoDB", Charset: "utf8mb4", Collate: "utf8mb4_bin", RowFormat: "DYNAMIC"},
				mysql.MariaDBTableOptions{Engine: "Aria", DefaultCharset: "latin1"})))
		},
		"ddl.table_options_pg": func(golden) any {
			return createAll(
				table("t1", a, schema.With(postgresql.TableOptions{PartitionBy: "RANGE (a)"})),
				table("t2", a, schema.With(postgresql.TableOptions{Inherits: []string{"t1"}})),
				table("t3", a, schema.With(postgresql.TableOptions{Tablespace: "fast", WithoutOIDs: true, Using: "heap"})),
				table("t4", a, schema.Prefix("UNLOGGED"), schema.With(postgresql.TableOptions{
					With: []postgresql.Parameter{{Name: "fillfactor", Value: 70}, {Name: "autovacuum_enabled", Value: "off"}},
				})))
		},
		"ddl.table_options_oracle": func(golden) any {
			return createAll(
				table("t1", a, schema.With(oracle.TableOptions{Compress: true})),
				table("t2", a, schema.With(oracle.TableOptions{CompressFor: "6", Tablespace: "USERS"})))
		},
		"ddl.table_options_mssql": func(golden) any {
			return createAll(
				table("t1", integerColumn("id", schema.Identity(schema.StartWith(100), schema.IncrementBy(10)), schema.PK())),
				table("t2", schema.Col("id", types.Named("NUMERIC(10, 0)"), schema.Identity(schema.StartWith(1)), schema.PK())),
				table("t3", schema.Col("a", types.DateTime, schema.ServerDefault(sql.Func[sql.Time]("getdate"))), integerColumn("b", schema.Null())))
		},
		"ddl.create_all": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "a_child", integerColumn("id", schema.PK()), integerColumn("pid", schema.References("z_parent.id"), schema.Index()))
			schema.New(meta, "z_parent", integerColumn("id", schema.PK()), schema.Col("name", types.String(20), schema.UniqueColumn()))
			return plan{meta: meta}
		},
		"ddl.create_all_cycle": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "a", integerColumn("id", schema.PK()), integerColumn("b_id", schema.References("b.id", schema.Named("fk_ab"))))
			schema.New(meta, "b", integerColumn("id", schema.PK()), integerColumn("a_id", schema.References("a.id", schema.Named("fk_ba"))))
			return plan{meta: meta}
		},
		"ddl.create_all_sequences": func(golden) any {
			meta := schema.NewMetaData()
			schema.NewSequence(meta, "counter", schema.StartWith(3))
			schema.New(meta, "t", integerColumn("id", schema.FromSequence("t_seq"), schema.PK()), schema.Col("c", types.Enum("ab", "a", "b")),
				integerColumn("d", schema.Comment("dd"), schema.Index()), schema.Comment("tt"))
			return plan{meta: meta}
		},
		"ddl.create_all_seed_tables": func(golden) any {
			return plan{meta: meta, tables: []*schema.Table{
				Stuntmen.Table(), Movies.Table(), Actors.Table(), ContactDetails.Table(), MoviesActors.Table(),
			}}
		},
		"ddl.create_all_events": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "t", a,
				schema.AfterCreate(schema.When(schema.OnlyOn("postgresql", "mssql"), schema.Statement("CREATE TRIGGER x ON {table}"))),
				schema.BeforeDrop(schema.Statement("DROP TRIGGER x")))
			return plan{meta: meta, drop: true}
		},
	})
}
