package ddl

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func TestGeneratedKeys(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		keyed := map[string]*schema.Table{
			"by default":    table("k", schema.Col("id", types.BigInteger, schema.PK()), integer("n")),
			"AutoIncrement": table("k", integer("id", schema.PK(), schema.AutoIncrement()), integer("n")),
			"Identity":      table("k", integer("id", schema.PK(), schema.Identity()), integer("n")),
		}
		for name, k := range keyed {
			run(t, eng, schema.CreateTable(k))
			exec(t, eng, "INSERT INTO k (n) VALUES (7)")
			exec(t, eng, "INSERT INTO k (n) VALUES (8)")
			if got := read(t, eng, "SELECT id, n FROM k ORDER BY id", 2); len(got) != 2 || got[0] != "1 7" || got[1] != "2 8" {
				t.Errorf("%s: rows %q", name, got)
			}
			run(t, eng, schema.DropTable(k))
		}
		empty(t, eng)
	})
}

func TestIdentityOptions(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		k := table("k", schema.Col("code", types.String(5), schema.PK()), integer("n", schema.Identity(schema.StartWith(10))))
		run(t, eng, schema.CreateTable(k))
		exec(t, eng, "INSERT INTO k (code) VALUES ('a')")
		wantRows(t, eng, "SELECT n FROM k", 1, "10")
		run(t, eng, schema.DropTable(k))
		empty(t, eng)
	}, "postgresql", "firebird")
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		k := table("k", integer("id", schema.PK(), schema.Identity(schema.Always(), schema.StartWith(10), schema.IncrementBy(5), schema.MaxValue(15), schema.Cycle(), schema.MinValue(10), schema.Cache(1))), integer("n"))
		run(t, eng, schema.CreateTable(k))
		exec(t, eng, "INSERT INTO k (n) VALUES (1), (2)")
		wantRows(t, eng, "SELECT id FROM k ORDER BY id", 1, "10", "15")
		refused(t, eng, "INSERT INTO k (id) VALUES (1)", nil)
		refused(t, eng, "INSERT INTO k (n) VALUES (3)", azoth.ErrUniqueViolation) // the numbers begin anew
		run(t, eng, schema.DropTable(k))
		empty(t, eng)
	}, "postgresql")
}

func TestSequences(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		meta := schema.NewMetaData()
		Tickets := schema.DeclareIn[struct {
			schema.Declared
			_    schema.Name `orm:"tickets"`
			Note sql.String  `orm:",size=10"`
		}](meta)
		if err := Tickets.Table().Add(integer("id", schema.PK(), schema.FromSequence("ticket_numbers", schema.StartWith(5), schema.IncrementBy(2)))); err != nil {
			t.Fatal(err)
		}
		ctx := t.Context()
		for range 2 {
			if err := eng.CreateAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		for _, note := range []string{"a", "b"} {
			if _, err := sql.Insert(Tickets).Values(Tickets.Note.Set(note)).Exec(ctx, eng); err != nil {
				t.Fatal(err)
			}
		}
		got := read(t, eng, "SELECT id, note FROM tickets ORDER BY id", 2)
		want := []string{"5 a", "7 b"}
		if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("rows %q, want %q", got, want)
		}
		for range 2 {
			if err := eng.DropAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		empty(t, eng)
		numbers := schema.NewSequence(nil, "numbers", schema.MinValue(1))
		if eng.Name() == "firebird" {
			numbers = schema.NewSequence(nil, "numbers")
		}
		for range 2 {
			if err := eng.ExecMissingDDL(ctx, schema.CreateSequence(numbers)); err != nil {
				t.Fatal(err)
			}
		}
		run(t, eng, schema.DropSequence(numbers))
		if err := eng.ExecMissingDDL(ctx, schema.DropSequence(numbers)); err != nil {
			t.Error(err)
		}
		empty(t, eng)
	}, "postgresql", "mariadb", "firebird")
}

func TestComputedColumns(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		for _, storage := range []schema.Storage{schema.StorageDefault, schema.Stored, schema.Virtual} {
			meta := schema.NewMetaData()
			boxes := schema.New(meta, "boxes", integer("a"), integer("b"), integer("area", schema.Computed("a * b", storage)))
			err := eng.ExecDDL(t.Context(), schema.CreateTable(boxes))
			if _, can := eng.Dialect().DDL.Computed[storage]; !can {
				var unsupported *dialect.UnsupportedError
				if !errors.As(err, &unsupported) {
					t.Errorf("storage %d: %v", storage, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			exec(t, eng, "INSERT INTO boxes (a, b) VALUES (3, 4)")
			wantRows(t, eng, "SELECT area FROM boxes", 1, "12")
			exec(t, eng, "UPDATE boxes SET a = 5")
			wantRows(t, eng, "SELECT area FROM boxes", 1, "20")
			refused(t, eng, "UPDATE boxes SET area = 7", nil)
			run(t, eng, schema.DropTable(boxes))
		}
		empty(t, eng)
	})
}

func TestServerDefaults(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		d := table("d", integer("id", schema.PK()), integer("a", schema.Default("0"), schema.NotNull()),
			schema.Col("b", types.String(10), schema.ServerDefault(sql.Literal[sql.String](`it's \`))),
			schema.Col("c", types.DateTime, schema.ServerDefault(sql.Func[sql.Time]("now"))),
			schema.Col("e", types.DateTime, schema.Default("now()")),
			schema.Col("f", types.Boolean, schema.ServerDefault(sql.Literal[sql.Bool](true))))
		run(t, eng, schema.CreateTable(d))
		exec(t, eng, "INSERT INTO d (id) VALUES (1)")
		wantRows(t, eng, "SELECT a, b FROM d", 2, `0 it's \`)
		wantRows(t, eng, "SELECT id FROM d WHERE c IS NOT NULL AND e IS NOT NULL", 1, "1")
		run(t, eng, schema.DropTable(d))
		empty(t, eng)
	})
}

func TestComments(t *testing.T) {
	queries := map[string][2]string{
		"postgresql": {"SELECT obj_description('c'::regclass)", "SELECT col_description('c'::regclass, 1)"},
		"mariadb": {
			"SELECT table_comment FROM information_schema.tables WHERE table_name = 'c' AND table_schema = database()",
			"SELECT column_comment FROM information_schema.columns WHERE table_name = 'c' AND column_name = 'a' AND table_schema = database()",
		},
		"firebird": {
			"SELECT CAST(rdb$description AS VARCHAR(40)) FROM rdb$relations WHERE rdb$relation_name = 'C'",
			"SELECT CAST(rdb$description AS VARCHAR(40)) FROM rdb$relation_fields WHERE rdb$relation_name = 'C' AND rdb$field_name = 'A'",
		},
	}
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		q := queries[eng.Name()]
		meta := schema.NewMetaData()
		c := schema.New(meta, "c", integer("a", schema.NotNull(), schema.Comment("the a's")), schema.Comment(`a \ table`),
			schema.Unique("a").Named("uq_c").Comment("only one"))
		if err := eng.CreateAll(t.Context(), meta); err != nil {
			t.Fatal(err)
		}
		wantRows(t, eng, q[0], 1, `a \ table`)
		wantRows(t, eng, q[1], 1, "the a's")
		none := "NULL"
		if eng.Name() == "mariadb" {
			none = ""
		}
		run(t, eng, schema.DropTableComment(c), schema.DropColumnComment(c.Column("a")))
		wantRows(t, eng, q[0], 1, none)
		wantRows(t, eng, q[1], 1, none)
		run(t, eng, schema.SetTableComment(c), schema.SetColumnComment(c.Column("a")))
		wantRows(t, eng, q[0], 1, `a \ table`)
		wantRows(t, eng, q[1], 1, "the a's")
		refused(t, eng, "INSERT INTO c (a) VALUES (NULL)", azoth.ErrNotNullViolation) // the column is otherwise what it was
		if eng.Name() == "postgresql" {
			uq := c.Constraint("uq_c")
			comment := "SELECT obj_description(oid) FROM pg_constraint WHERE conname = 'uq_c'"
			wantRows(t, eng, comment, 1, "only one")
			run(t, eng, schema.DropConstraintComment(uq))
			wantRows(t, eng, comment, 1, "NULL")
		}
		if err := eng.DropAll(t.Context(), meta); err != nil {
			t.Fatal(err)
		}
		empty(t, eng)
	}, "postgresql", "mariadb", "firebird")
}

// A check that a column declares may have a name, wherever the database wants it.
func TestNamedCheckOfAColumn(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		boxes := table("boxes", integer("a", schema.Check("a > 0").Named("ck_a")), integer("b", schema.Check("b > 0")))
		run(t, eng, schema.CreateTable(boxes))
		exec(t, eng, "INSERT INTO boxes (a, b) VALUES (3, 4)")
		refused(t, eng, "INSERT INTO boxes (a, b) VALUES (0, 4)", azoth.ErrCheckViolation)
		refused(t, eng, "INSERT INTO boxes (a, b) VALUES (3, 0)", azoth.ErrCheckViolation)
		run(t, eng, schema.DropTable(boxes))
		empty(t, eng)
	})
}
