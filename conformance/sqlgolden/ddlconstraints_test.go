package sqlgolden

import (
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func init() {
	// parent is a table that others refer to, in a MetaData of its own.
	parent := func(items ...schema.Item) *schema.MetaData {
		meta := schema.NewMetaData()
		schema.New(meta, "p", items...)
		return meta
	}
	key := integerColumn("id", schema.PK())
	register(cases{
		"ddl.fk_actions": func(golden) any {
			return schema.CreateTable(schema.New(parent(key), "c", key,
				integerColumn("a", schema.References("p.id", schema.OnDelete("CASCADE"))),
				integerColumn("b", schema.References("p.id", schema.OnUpdate("SET NULL"), schema.OnDelete("SET NULL"))),
				integerColumn("d", schema.References("p.id", schema.OnDelete("RESTRICT"), schema.Named("fk_d")))))
		},
		"ddl.fk_deferrable": func(golden) any {
			return schema.CreateTable(schema.New(parent(key), "c",
				integerColumn("a", schema.References("p.id", schema.Deferrable(true))),
				integerColumn("b", schema.References("p.id", schema.NotDeferrable())),
				integerColumn("d", schema.References("p.id", schema.InitiallyImmediate()))))
		},
		"ddl.fk_composite": func(golden) any {
			return schema.CreateTable(schema.New(parent(integerColumn("a", schema.PK()), integerColumn("b", schema.PK())), "c",
				integerColumn("x"), integerColumn("y"),
				schema.ForeignKey([]string{"x", "y"}, "p", []string{"a", "b"}, schema.Named("fk_xy"), schema.OnDelete("CASCADE"))))
		},
		"ddl.unique_deferrable": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("a"), integerColumn("b"),
				schema.Unique("a").Named("uq_a").Deferrable(true),
				schema.PrimaryKey("b").Named("pk_b").Deferrable(false),
				schema.Check("a > b").Named("ck").Deferrable(false).InitiallyImmediate()))
		},
		"ddl.named_pk": func(golden) any {
			return schema.CreateTable(table("t", integerColumn("a"), integerColumn("b"), schema.PrimaryKey("b", "a").Named("my_pk")))
		},
		"ddl.use_alter": func(golden) any {
			meta := schema.NewMetaData()
			a := schema.New(meta, "a", key, integerColumn("b_id", schema.References("b.id", schema.Named("fk_a_b"), schema.UseAlter())))
			b := schema.New(meta, "b", key, integerColumn("a_id", schema.References("a.id", schema.Named("fk_b_a"))))
			return []any{
				schema.CreateTable(a), schema.CreateTable(b),
				schema.AddConstraint(a.Constraint("fk_a_b")), schema.DropConstraint(a.Constraint("fk_a_b")),
			}
		},
		"ddl.add_drop_constraints": func(golden) any {
			t := table("t", integerColumn("id"), integerColumn("a"), integerColumn("b"), schema.PrimaryKey("id").Named("pk_t"),
				schema.Unique("a").Named("uq_t_a"), schema.CheckThat(column("a").Gt(3)).Named("ck_t_a"))
			pk, uq, ck := t.Key, t.Constraint("uq_t_a"), t.Constraint("ck_t_a")
			return []any{
				schema.AddConstraint(pk), schema.AddConstraint(uq), schema.AddConstraint(ck),
				schema.DropConstraint(pk), schema.DropConstraint(uq), schema.DropConstraint(ck),
			}
		},
		"ddl.constraint_without_name": func(golden) any {
			return schema.DropConstraint(table("t", integerColumn("a"), schema.Unique("a")).Uniques[0])
		},
		"ddl.create_table_constraints_order": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "u", key)
			return schema.CreateTable(schema.New(meta, "t", integerColumn("b"), integerColumn("a", schema.PK()), schema.Unique("b").Named("u1"),
				integerColumn("c", schema.UniqueColumn()), schema.Check("b > 0").Named("c1"),
				integerColumn("d", schema.References("u.id", schema.Named("f2"))),
				schema.ForeignKey([]string{"b"}, "u", []string{"id"}, schema.Named("f1"))))
		},
		"ddl.naming_convention": func(golden) any {
			meta := schema.NewMetaData(schema.NamingConvention{
				Index: "ix_{column_0_label}", Unique: "uq_{table_name}_{column_0_name}", Check: "ck_{table_name}_{constraint_name}",
				ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}", PrimaryKey: "pk_{table_name}",
			})
			p := schema.New(meta, "parent", key)
			c := schema.New(meta, "child", key, integerColumn("pid", schema.References("parent.id")),
				schema.Col("code", types.String(5), schema.UniqueColumn()), integerColumn("n"), schema.Index("n"),
				schema.Check("n > 0").Named("positive"))
			return []any{schema.CreateTable(p), schema.CreateTable(c), schema.CreateIndex(c.Indexes[0])}
		},
		"ddl.naming_convention_columns": func(golden) any {
			meta := schema.NewMetaData(schema.NamingConvention{
				Unique: "uq_{table_name}_{column_0_N_name}", Index: "ix_{column_0_N_label}",
				ForeignKey: "fk_{column_0_N_key}_{referred_table_name}_{referred_column_0_N_name}", PrimaryKey: "pk_{table_name}_{column_0N_name}",
			})
			p := schema.New(meta, "par", integerColumn("a", schema.PK()), integerColumn("b", schema.PK()))
			c := schema.New(meta, "chi", integerColumn("x"), integerColumn("y"),
				schema.ForeignKey([]string{"x", "y"}, "par", []string{"a", "b"}), schema.Unique("x", "y"), schema.Index("y", "x"))
			return []any{schema.CreateTable(p), schema.CreateTable(c), schema.CreateIndex(c.Indexes[0])}
		},
		"ddl.ddl_if": func(golden) any {
			meta := schema.NewMetaData()
			schema.New(meta, "t", integerColumn("a"), integerColumn("b"),
				schema.Check("a > 5").Named("pg_only").When(schema.OnlyOn("postgresql")),
				schema.Unique("b").Named("not_lite").When(schema.OnlyIf(func(dialect string) bool { return dialect != "sqlite" })),
				schema.Index("a").Named("ix_my").When(schema.OnlyOn("mysql", "mariadb")))
			return plan{meta: meta}
		},
		"ddl.pg_exclude": func(golden) any {
			rooms := schema.DeclareIn[struct {
				schema.Declared
				_      schema.Name           `orm:"room"`
				Room   sql.NullNumber[int64] `orm:"room,type=integer"`
				During sql.NullString        `orm:"during,type=TSRANGE"`
			}](schema.NewMetaData())
			err := rooms.Table().Add(schema.Exclude(
				schema.ExcludeElement{Expression: rooms.Room, Operator: "="}, schema.ExcludeElement{Expression: rooms.During, Operator: "&&"},
			).Named("no_overlap").Using("gist").Where(rooms.Room.Gt(3)))
			if err != nil {
				return err
			}
			return schema.CreateTable(rooms.Table())
		},
	})
}
