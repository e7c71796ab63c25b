package schema_test

import (
	"strings"
	"testing"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

func TestNamingConvention(t *testing.T) {
	meta := schema.NewMetaData(schema.NamingConvention{
		Unique: "uq_{table_name}_{column_1_name}_{initials}", Check: "ck_{table_name}_{constraint_name}",
		ForeignKey: "fk_{column_0_label}_{referred_table_name}_{referred_column_0N_name}", PrimaryKey: "pk_{table_name}",
		Tokens: map[string]func(*schema.Table, []*schema.Column) string{
			"initials": func(_ *schema.Table, columns []*schema.Column) string {
				return columns[0].Name[:1] + columns[1].Name[:1]
			},
		},
	})
	c := schema.New(meta, "c", schema.Col("id", types.Integer, schema.PK()), schema.Col("p_id", types.Integer, schema.References("p.no")),
		schema.Unique("id", "p_id"), schema.Check("id > 0").Named("id"), schema.Check("id > 1").NamedExactly("exact"), schema.Check("id > 2"))
	names := func() string {
		list := []string{c.Key.Name}
		for _, constraint := range c.Constraints {
			list = append(list, constraint.Clauses().Name)
		}
		return strings.Join(list, " ")
	}
	if got, want := names(), "pk_c uq_c_p_id_ip ck_c_id exact  "; got != want {
		t.Errorf("before p is declared the names are %q, want %q", got, want)
	}
	schema.New(meta, "p", schema.Col("no", types.Integer, schema.PK()))
	if got, want := names(), "pk_c uq_c_p_id_ip ck_c_id exact  fk_c_p_id_p_no"; got != want {
		t.Errorf("the names are %q, want %q", got, want)
	}
	for template, want := range map[string]string{"uq_{table": "brace", "uq_{tabel_name}": "{tabel_name}", "{column_7_name}": "{column_7_name}"} {
		wrong := schema.NewMetaData(schema.NamingConvention{Unique: template})
		if _, err := wrong.Add("t", schema.Col("a", types.Integer, schema.UniqueColumn())); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", template, err)
		}
	}
}

func TestTablesGrow(t *testing.T) {
	meta := schema.NewMetaData(schema.DefaultSchema("shop"))
	a := schema.New(meta, "a", schema.Col("id", types.Integer, schema.PK()))
	if meta.Table("shop.a") != a || strings.Join(meta.Schemas(), " ") != "shop" {
		t.Error(meta.Schemas())
	}
	if err := a.Add(schema.Col("b_id", nil, schema.References("shop.b.id")), schema.Index("b_id")); err != nil {
		t.Fatal(err)
	}
	if err := meta.Resolve(); err == nil {
		t.Error("a reference to nothing was not seen")
	}
	b := schema.New(meta, "b", schema.Col("id", types.BigInteger, schema.PK()))
	if fk := a.ForeignKeys[0]; fk.Target != b || a.Column("b_id").Type != types.BigInteger || len(a.AST().ForeignKeys) != 1 || len(a.AST().Columns) != 2 {
		t.Errorf("%+v", fk)
	}
	if again := schema.New(meta, "a", schema.KeepExisting(), schema.Col("x", types.Integer)); again != a || a.Column("x") != nil {
		t.Error("KeepExisting changed the table")
	}
	if again := schema.New(meta, "a", schema.ExtendExisting(), schema.Col("x", types.Integer)); again != a || a.Column("x") == nil {
		t.Error("ExtendExisting did not change the table")
	}
	if _, err := meta.Add("a"); err == nil {
		t.Error("the table was declared twice")
	}
	if err := a.Add(schema.Unique("x").Named("u"), schema.Unique("id").Named("u")); err == nil {
		t.Error("a constraint was declared twice")
	}
	meta.Remove(a)
	if meta.Table("shop.a") != nil || len(meta.Tables()) != 1 {
		t.Error("the table stayed")
	}
	meta.Clear()
	if len(meta.Tables()) != 0 {
		t.Error("a table stayed")
	}
}

func TestCopies(t *testing.T) {
	one, two := schema.NewMetaData(), schema.NewMetaData(schema.NamingConvention{PrimaryKey: "pk_{table_name}"})
	a := schema.New(one, "a", schema.Col("id", types.Integer, schema.PK()), schema.Info("owner", 7), schema.Index("id"),
		schema.Col("up", nil, schema.References("x.a.id")))
	if err := a.Add(schema.Col("late", types.Text, schema.Quoted())); err != nil {
		t.Fatal(err)
	}
	b, err := a.CopyTo(two, schema.InSchema("x"))
	if err != nil || b.FullName() != "x.a" || a.FullName() != "a" || b.Column("late") == nil || b.Column("late") == a.Column("late") {
		t.Fatal(b, err)
	}
	if b.Key.Name != "pk_a" || a.Key.Name != "" || b.ForeignKeys[0].Target != b || b.Info["owner"] != 7 || b.Indexes[0].Table != b {
		t.Errorf("%+v", b)
	}
}

func TestSequencesOfColumns(t *testing.T) {
	meta := schema.NewMetaData()
	schema.New(meta, "t", schema.Col("id", types.Integer, schema.PK(), schema.FromSequence("s.numbers")))
	stated := schema.NewSequence(meta, "s.numbers", schema.StartWith(5))
	if all := meta.Sequences(); len(all) != 1 || all[0] != stated || stated.FullName() != "s.numbers" {
		t.Errorf("%+v", all)
	}
	defer func() {
		if recover() == nil {
			t.Error("a sequence was declared twice")
		}
	}()
	schema.NewSequence(meta, "s.numbers")
}
