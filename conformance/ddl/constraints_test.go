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

func isError(err, want error) bool { return want == nil || errors.Is(err, want) }

func TestConstraintsAreKept(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		meta := schema.NewMetaData(schema.NamingConvention{
			Unique: "uq_{table_name}_{column_0_N_name}", Check: "ck_{table_name}_{constraint_name}",
			ForeignKey: "fk_{table_name}_{referred_table_name}", PrimaryKey: "pk_{table_name}",
		})
		lines := schema.New(meta, "order_lines", integer("order_id"), integer("line"), integer("amount", schema.NotNull(), schema.Check("amount > 0")),
			schema.PrimaryKey("order_id", "line"), schema.Unique("line", "amount"),
			schema.CheckThat(sql.Column[sql.Number[int64]]("line").Lt(100)).Named("line"))
		parts := schema.New(meta, "parts", integer("id", schema.PK(), schema.NoIdentity()), integer("order_id"), integer("line"),
			schema.ForeignKey([]string{"order_id", "line"}, "order_lines", []string{"order_id", "line"}, schema.OnDelete("CASCADE"), schema.OnUpdate("CASCADE")))
		if name := parts.ForeignKeys[0].Name; name != "fk_parts_order_lines" {
			t.Errorf("the foreign key is called %q", name)
		}
		run(t, eng, schema.CreateTable(lines), schema.CreateTable(parts))
		exec(t, eng, "INSERT INTO order_lines (order_id, line, amount) VALUES (1, 1, 5)")
		exec(t, eng, "INSERT INTO parts (id, order_id, line) VALUES (1, 1, 1)")
		refused(t, eng, "INSERT INTO order_lines (order_id, line, amount) VALUES (1, 1, 6)", azoth.ErrUniqueViolation)
		refused(t, eng, "INSERT INTO order_lines (order_id, line, amount) VALUES (2, 1, 5)", azoth.ErrUniqueViolation)
		refused(t, eng, "INSERT INTO order_lines (order_id, line, amount) VALUES (2, 2, 0)", azoth.ErrCheckViolation)
		refused(t, eng, "INSERT INTO order_lines (order_id, line, amount) VALUES (2, 100, 1)", azoth.ErrCheckViolation)
		refused(t, eng, "INSERT INTO order_lines (order_id, line) VALUES (2, 2)", azoth.ErrNotNullViolation)
		refused(t, eng, "INSERT INTO parts (id, order_id, line) VALUES (2, 7, 7)", azoth.ErrForeignKeyViolation)
		exec(t, eng, "UPDATE order_lines SET order_id = 3")
		wantRows(t, eng, "SELECT order_id FROM parts", 1, "3")
		exec(t, eng, "DELETE FROM order_lines")
		wantRows(t, eng, "SELECT id FROM parts", 1)
		run(t, eng, schema.DropTable(parts), schema.DropTable(lines))
		empty(t, eng)
	})
}

func TestConstraintsAreAddedAndDropped(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		meta := schema.NewMetaData()
		key := integer("id", schema.PK(), schema.NoIdentity())
		p := schema.New(meta, "p", key)
		c := schema.New(meta, "c", integer("id", schema.NotNull()), integer("p_id"), integer("n"))
		run(t, eng, schema.CreateTable(p), schema.CreateTable(c))
		err := c.Add(schema.PrimaryKey("id").Named("pk_c"), schema.Unique("n").Named("uq_c_n"), schema.Check("n > 0").Named("ck_c_n"),
			schema.ForeignKey([]string{"p_id"}, "p", []string{"id"}, schema.Named("fk_c_p")))
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range []struct {
			constraint schema.TableConstraint
			broken     string
			want       error
		}{
			{c.Key, "INSERT INTO c (id) VALUES (0)", azoth.ErrUniqueViolation},
			{c.Constraint("uq_c_n"), "INSERT INTO c (id, n) VALUES (2, 5)", azoth.ErrUniqueViolation},
			{c.Constraint("ck_c_n"), "INSERT INTO c (id, n) VALUES (3, 0)", azoth.ErrCheckViolation},
			{c.Constraint("fk_c_p"), "INSERT INTO c (id, p_id) VALUES (4, 9)", azoth.ErrForeignKeyViolation},
		} {
			exec(t, eng, "DELETE FROM c")
			exec(t, eng, "INSERT INTO c (id, n) VALUES (0, 5)")
			run(t, eng, schema.AddConstraint(test.constraint))
			refused(t, eng, test.broken, test.want)
			run(t, eng, schema.DropConstraint(test.constraint))
			exec(t, eng, test.broken)
		}
		run(t, eng, schema.DropTable(c), schema.DropTable(p))
		empty(t, eng)
	}, "postgresql", "mariadb", "firebird")
}

func TestChecksAreDeferred(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		meta := schema.NewMetaData()
		key := integer("id", schema.PK(), schema.NoIdentity())
		p := schema.New(meta, "p", key)
		c := schema.New(meta, "c", key, integer("p_id", schema.References("p.id", schema.Deferrable(true))))
		run(t, eng, schema.CreateTable(p), schema.CreateTable(c))
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO c (id, p_id) VALUES (1, 1)")
			exec(t, tx, "INSERT INTO p (id) VALUES (1)")
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		err = eng.Run(t.Context(), func(tx *azoth.Tx) error {
			exec(t, tx, "INSERT INTO c (id, p_id) VALUES (2, 2)")
			return nil
		})
		if !errors.Is(err, azoth.ErrForeignKeyViolation) {
			t.Errorf("committed a reference to nothing: %v", err)
		}
		run(t, eng, schema.DropTable(c), schema.DropTable(p))
		empty(t, eng)
	}, "sqlite", "postgresql")
}

func TestExclude(t *testing.T) {
	bookings := table("bookings", schema.Col("during", types.Named("INT4RANGE")),
		schema.Exclude(schema.ExcludeElement{Expression: sql.Column[sql.String]("during"), Operator: "&&"}).Named("no_overlap").
			Where(sql.Text("NOT isempty(during)")))
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		if eng.Name() != "postgresql" {
			var unsupported *dialect.UnsupportedError
			if err := eng.ExecDDL(t.Context(), schema.CreateTable(bookings)); !errors.As(err, &unsupported) {
				t.Errorf("EXCLUDE: %v", err)
			}
			empty(t, eng)
			return
		}
		run(t, eng, schema.CreateTable(bookings))
		exec(t, eng, "INSERT INTO bookings VALUES ('[1,5)'), ('[5,9)')")
		refused(t, eng, "INSERT INTO bookings VALUES ('[8,12)')", nil)
		run(t, eng, schema.DropConstraint(bookings.Constraint("no_overlap")))
		exec(t, eng, "INSERT INTO bookings VALUES ('[8,12)')")
		run(t, eng, schema.DropTable(bookings))
		empty(t, eng)
	})
}
