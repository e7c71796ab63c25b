package sqlgolden

import (
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

// table declares a table of a case's own.
func table(name string, items ...schema.Item) *schema.Table {
	return schema.New(schema.NewMetaData(), name, items...)
}

func integerColumn(name string, options ...schema.ColumnOption) schema.Item {
	return schema.Col(name, types.Integer, options...)
}

// named is a column of a table that is being declared.
func column(name string) sql.Number[int64] { return sql.Column[sql.Number[int64]](name) }

func createAll(tables ...*schema.Table) []any {
	list := make([]any, len(tables))
	for i, t := range tables {
		list[i] = schema.CreateTable(t)
	}
	return list
}

func init() {
	register(cases{
		"ddl.create_simple": func(golden) any {
			return schema.CreateTable(table("users", integerColumn("id", schema.PK()), schema.Col("name", types.String(50), schema.NotNull()),
				schema.Col("fullname", types.String(100)), schema.Col("nickname", types.String(50)),
				schema.Col("created_at", types.DateTime, schema.ServerDefault(sql.Now()))))
		},
		"ddl.create_foreign_key":          func(golden) any { return schema.CreateTable(Addresses.Table()) },
		"ddl.create_composite_pk_cascade": func(golden) any { return schema.CreateTable(OrderItems.Table()) },
		"ddl.create_self_reference": func(golden) any {
			return schema.CreateTable(table("employees", integerColumn("id", schema.PK()),
				schema.Col("name", types.String(50), schema.NotNull()), schema.Col("dept", types.String(30)),
				schema.Col("salary", types.Numeric(10, 2)), integerColumn("manager_id", schema.References("employees.id")),
				schema.Col("hired", types.DateOnly)))
		},
		"ddl.create_schema_table": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "users", integerColumn("id", schema.PK()))
			accounts := schema.New(meta, "accounts", schema.InSchema("billing"), integerColumn("id", schema.PK()),
				integerColumn("user_id", schema.References("users.id")), schema.Col("balance", types.Numeric(12, 2)))
			entries := schema.New(meta, "entries", schema.InSchema("billing"), integerColumn("id", schema.PK()),
				integerColumn("account_id", schema.References("billing.accounts.id")), schema.Col("amount", types.Numeric(12, 2)))
			return createAll(accounts, entries)
		},
		"ddl.create_reserved_names": func(golden) any {
			return createAll(OrderTable.Table(), UserTable.Table(), SelectTable.Table())
		},
		"ddl.create_if_not_exists": func(golden) any {
			t := table("t", integerColumn("a"), schema.Index("a").Named("ix_a"))
			return []any{
				schema.CreateTable(Keywords.Table()).IfNotExists(), schema.DropTable(Keywords.Table()).IfExists(),
				schema.CreateIndex(t.Index("ix_a")).IfNotExists(), schema.DropIndex(t.Index("ix_a")).IfExists(),
			}
		},
		"ddl.drop_table": func(golden) any {
			return []any{schema.DropTable(Users.Table()), schema.DropTable(Accounts.Table()), schema.DropTable(OrderTable.Table())}
		},
		"ddl.empty_table": func(golden) any { return schema.CreateTable(table("nothing")) },
		"ddl.autoincrement": func(golden) any {
			return createAll(
				table("t1", integerColumn("id", schema.PK(), schema.AutoIncrement())),
				table("t2", integerColumn("id", schema.PK(), schema.NoIdentity())),
				table("t3", integerColumn("a", schema.PK()), integerColumn("b", schema.PK())),
				table("t4", integerColumn("a", schema.PK(), schema.AutoIncrement()), integerColumn("b", schema.PK())))
		},
		"ddl.server_defaults": func(golden) any {
			return schema.CreateTable(table("t",
				integerColumn("a", schema.ServerDefault(sql.Literal[sql.String]("5"))),
				schema.Col("b", types.String(10), schema.ServerDefault(sql.Literal[sql.String]("it's"))),
				schema.Col("c", types.DateTime, schema.ServerDefault(sql.Func[sql.Time]("now"))),
				integerColumn("d", schema.Default("1 + 2")),
				schema.Col("e", types.String(5), schema.ServerDefault(sql.Literal[sql.String]("x"))),
				integerColumn("f", schema.Default("0"), schema.NotNull())))
		},
		"ddl.unique_column": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("a", schema.UniqueColumn()), integerColumn("b"), integerColumn("c"),
				schema.Unique("b", "c"), schema.Unique("c").Named("uq_c")))
		},
		"ddl.check_constraints": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("a", schema.Check("a > 0")), integerColumn("b"), schema.Check("a < b").Named("ck_ab")))
		},
		"ddl.nullable_variants": func(golden) any {
			timestamp := types.Named("TIMESTAMP")
			return schema.CreateTable(table("t", integerColumn("a", schema.Null()), integerColumn("b", schema.NotNull()),
				schema.Col("c", types.String(5), schema.PK(), schema.NotNull()), schema.Col("d", timestamp),
				schema.Col("e", timestamp, schema.NotNull()), schema.Col("f", timestamp, schema.ServerDefault(sql.Func[sql.Time]("now")))))
		},
		"ddl.system_column": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("a"), integerColumn("xmin", schema.System())))
		},
		"ddl.identity": func(golden) any {
			return createAll(
				table("t1", integerColumn("id", schema.Identity(), schema.PK())),
				table("t2", integerColumn("id", schema.Identity(schema.StartWith(42), schema.IncrementBy(3)), schema.PK())),
				table("t3", integerColumn("id", schema.Identity(schema.Always()), schema.PK())))
		},
		"ddl.identity_not_pk": func(golden) any {
			return schema.CreateTable(table("t", schema.Col("id", types.String(5), schema.PK()), integerColumn("n", schema.Identity(schema.StartWith(5)))))
		},
		"ddl.computed": func(golden) any {
			return schema.CreateTable(table("t1", integerColumn("a"), integerColumn("b", schema.Computed("a * 2"))))
		},
		"ddl.sequences": func(golden) any {
			s1 := schema.NewSequence(nil, "s1")
			return []any{
				schema.CreateSequence(s1),
				schema.CreateSequence(schema.NewSequence(nil, "Sch.s2", schema.StartWith(5), schema.IncrementBy(2))),
				schema.DropSequence(s1),
			}
		},
		"ddl.sequence_column": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("id", schema.FromSequence("t_id"), schema.PK()), integerColumn("x", schema.FromSequence("x_seq"))))
		},
		"ddl.comments": func(golden) any {
			t := table("t", integerColumn("a", schema.Comment("the a's")), integerColumn("b"), schema.Comment("a table"))
			return []any{
				schema.CreateTable(t), schema.SetTableComment(t), schema.SetColumnComment(t.Column("a")),
				schema.DropTableComment(t), schema.DropColumnComment(t.Column("a")),
			}
		},
		"ddl.constraint_comments": func(golden) any {
			t := table("t", integerColumn("a"), schema.Unique("a").Named("uq").Comment("unique a"))
			return []any{schema.SetConstraintComment(t.Constraint("uq")), schema.DropConstraintComment(t.Constraint("uq"))}
		},
		"ddl.temporary": func(golden) any {
			return schema.CreateTable(table("tmp", integerColumn("a"), schema.Prefix("TEMPORARY")))
		},
		"ddl.create_schema": func(golden) any {
			return []any{schema.CreateSchema("billing"), schema.DropSchema("billing"), schema.CreateSchema("My Schema")}
		},
		"ddl.ddl_text": func(golden) any {
			return schema.Statement("ALTER TABLE users ADD CONSTRAINT x CHECK (id > 0)")
		},
		"ddl.create_view": func(golden) any {
			v := schema.NewView(nil, "ed_view", sql.Select(Users.ID, Users.Name).Where(Users.Name.Eq("ed")))
			return []any{schema.CreateView(v), schema.DropView(v)}
		},
		"ddl.create_table_as": func(golden) any {
			all := sql.Select(Orders.ID, Orders.UserID, Orders.Status, Orders.Total, Orders.Note, Orders.Paid, Orders.PlacedAt)
			return []any{
				schema.CreateTableAs("users_copy", sql.Select(Users.ID, Users.Name).Where(Users.ID.Gt(5))),
				schema.CreateTableAs("o", all).AsTemporary().IfNotExists(),
			}
		},
		"ddl.table_options_sqlite": func(golden) any {
			conflict := func(action string) schema.DialectOptions { return sqlite.ConstraintOptions{OnConflict: action} }
			return createAll(
				table("t1", integerColumn("id", schema.PK()), schema.With(sqlite.TableOptions{Autoincrement: true})),
				table("t2", integerColumn("id", schema.PK()), schema.With(sqlite.TableOptions{WithoutRowID: true})),
				table("t3", integerColumn("id", schema.PK()), schema.With(sqlite.TableOptions{Strict: true})),
				table("t4", integerColumn("a"), integerColumn("b", schema.Unique().With(conflict("IGNORE"))),
					integerColumn("c", schema.NotNull(), schema.With(sqlite.ColumnOptions{OnConflictNotNull: "REPLACE"})),
					schema.PrimaryKey("a").With(conflict("FAIL")),
					schema.Check("c > 0").With(conflict("ROLLBACK")), schema.Unique("b", "c").With(conflict("ABORT"))))
		},
	})
}
