package ddl

import (
	"errors"
	"testing"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/dialect/firebird"
	"github.com/azoth-go/azoth/dialect/mysql"
	"github.com/azoth-go/azoth/dialect/postgresql"
	"github.com/azoth-go/azoth/dialect/sqlite"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

func TestViews(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		meta := schema.NewMetaData()
		People := schema.DeclareIn[struct {
			schema.Declared
			_    schema.Name       `orm:"people"`
			ID   sql.Number[int64] `orm:",pk"`
			Name sql.String        `orm:",size=20"`
		}](meta)
		eds := schema.NewView(meta, "eds", sql.Select(People.ID, People.Name).Where(People.Name.Eq("ed's")))
		for range 2 {
			if err := eng.CreateAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"ed's", "wendy"} {
			if _, err := sql.Insert(People).Values(People.Name.Set(name)).Exec(ctx, eng); err != nil {
				t.Fatal(err)
			}
		}
		names, err := sql.Select1(sql.Via(eds.Rows(), People.Name)).All(ctx, eng)
		if err != nil || len(names) != 1 || names[0] != "ed's" {
			t.Errorf("the view has %q, %v", names, err)
		}
		if eng.Name() == "postgresql" {
			stored := schema.NewView(nil, "stored", sql.Select(People.Name), schema.Materialized())
			run(t, eng, schema.CreateView(eds).OrReplace(), schema.CreateView(stored))
			wantRows(t, eng, "SELECT count(*) FROM stored", 1, "2")
			run(t, eng, schema.DropView(stored))
		}
		for range 2 {
			if err := eng.DropAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		empty(t, eng)
	})
}

func TestCreateTableAs(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		source := table("source", integer("id", schema.NotNull()), integer("n"))
		run(t, eng, schema.CreateTable(source))
		exec(t, eng, "INSERT INTO source (id, n) VALUES (1, 5)")
		exec(t, eng, "INSERT INTO source (id, n) VALUES (2, 6)")
		id := sql.Column[sql.Number[int64]]("id")
		rows := sql.LightTable("source", id)
		as := schema.CreateTableAs("target", sql.Select(sql.Via(rows, id)).Where(sql.Via(rows, id).Gt(1)))
		if eng.Name() == "firebird" {
			var unsupported *dialect.UnsupportedError
			if err := eng.ExecDDL(t.Context(), as); !errors.As(err, &unsupported) {
				t.Errorf("CREATE TABLE AS: %v", err)
			}
		} else {
			run(t, eng, as, as.IfNotExists())
			wantRows(t, eng, "SELECT id FROM target", 1, "2")
			run(t, eng, schema.DropTable(table("target")))
		}
		run(t, eng, schema.DropTable(source))
		empty(t, eng)
	})
}

func TestTemporaryTables(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		tmp := table("tmp", integer("a"), schema.Temporary(),
			schema.With(firebird.TableOptions{OnCommit: "PRESERVE ROWS"}, postgresql.TableOptions{OnCommit: "PRESERVE ROWS"}))
		conn, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		run(t, conn, schema.CreateTable(tmp))
		exec(t, conn, "INSERT INTO tmp (a) VALUES (1)")
		wantRows(t, conn, "SELECT a FROM tmp", 1, "1")
		other, err := eng.Connect(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if eng.Name() == "firebird" {
			wantRows(t, other, "SELECT a FROM tmp", 1) // the table is there, its rows are not
		} else {
			refused(t, other, "SELECT a FROM tmp", nil)
		}
		other.Close()
		if eng.Name() == "firebird" {
			conn.Close()
			if err := eng.Close(); err != nil { // a table that a connection has rows in is in use
				t.Fatal(err)
			}
			return
		}
		run(t, conn, schema.DropTable(tmp))
		conn.Close()
		empty(t, eng)
	})
}

func TestSchemas(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		name := "azoth_ddl_shop"
		run(t, eng, schema.DropSchema(name).IfExists(), schema.CreateSchema(name), schema.CreateSchema(name).IfNotExists())
		defer run(t, eng, schema.DropSchema(name))
		meta := schema.NewMetaData(schema.DefaultSchema(name))
		schema.New(meta, "goods", integer("id", schema.PK()), integer("n", schema.Index()), schema.UniqueIndex("id", "n").Named("ux_goods"))
		schema.New(meta, "orders", integer("id", schema.PK()), integer("good_id", schema.References(name+".goods.id")))
		for range 2 {
			if err := eng.CreateAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		exec(t, eng, "INSERT INTO "+name+".goods (n) VALUES (1)")
		run(t, eng, schema.DropIndex(meta.Table(name+".goods").Index("ux_goods")))
		if err := eng.CreateAll(ctx, meta, azoth.MissingIndexes()); err != nil {
			t.Fatal(err)
		}
		run(t, eng, schema.DropIndex(meta.Table(name+".goods").Index("ux_goods")))
		for range 2 {
			if err := eng.DropAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
	}, "postgresql", "mariadb")
}

func TestTableOptions(t *testing.T) {
	created := map[string][]*schema.Table{
		"sqlite": {
			table("t1", integer("id", schema.PK()), schema.With(sqlite.TableOptions{Autoincrement: true})),
			table("t2", integer("id", schema.PK(), schema.NoIdentity()), schema.With(sqlite.TableOptions{Strict: true, WithoutRowID: true})),
			table("t3", integer("a", schema.NotNull(), schema.With(sqlite.ColumnOptions{OnConflictNotNull: "IGNORE"})),
				schema.Unique("a").With(sqlite.ConstraintOptions{OnConflict: "REPLACE"})),
		},
		"postgresql": {
			table("t1", integer("a"), schema.With(postgresql.TableOptions{PartitionBy: "RANGE (a)"})),
			table("t2", integer("a"), schema.Prefix("UNLOGGED"), schema.With(postgresql.TableOptions{With: []postgresql.Parameter{{Name: "fillfactor", Value: 70}}})),
			table("t3", integer("b"), schema.With(postgresql.TableOptions{Inherits: []string{"t2"}})),
			table("t4", integer("b"), schema.With(postgresql.TableOptions{Using: "heap", Tablespace: "pg_default"}),
				schema.Unique("b").With(postgresql.ConstraintOptions{Include: nil})),
		},
		"mariadb": {
			table("t1", integer("id", schema.PK()), schema.Col("a", types.String(5)), schema.Comment("c'"),
				schema.With(mysql.TableOptions{Engine: "InnoDB", Charset: "utf8mb4", Collate: "utf8mb4_bin", RowFormat: "DYNAMIC", AutoIncrement: 100})),
			table("t2", integer("id", schema.PK()), schema.With(mysql.TableOptions{Engine: "InnoDB"}, mysql.MariaDBTableOptions{Engine: "Aria"})),
			table("t3", integer("id", schema.PK()), schema.With(mysql.TableOptions{PartitionBy: "HASH(id)", Partitions: 2})),
		},
	}
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		tables := created[eng.Name()]
		for _, own := range tables {
			run(t, eng, schema.CreateTable(own))
		}
		switch eng.Name() {
		case "sqlite":
			exec(t, eng, "INSERT INTO t3 (a) VALUES (1)")
			exec(t, eng, "INSERT INTO t3 (a) VALUES (1)")
			exec(t, eng, "INSERT INTO t3 (a) VALUES (NULL)")
			wantRows(t, eng, "SELECT a FROM t3", 1, "1")
			refused(t, eng, "INSERT INTO t2 (id) VALUES ('x')", nil)
		case "postgresql":
			exec(t, eng, "INSERT INTO t3 (a, b) VALUES (1, 2)")
			wantRows(t, eng, "SELECT a FROM t2", 1, "1")
		case "mariadb":
			exec(t, eng, "INSERT INTO t1 (a) VALUES ('x')")
			wantRows(t, eng, "SELECT id FROM t1", 1, "100")
			wantRows(t, eng, "SELECT engine FROM information_schema.tables WHERE table_name = 't2' AND table_schema = database()", 1, "Aria")
		}
		for i := len(tables) - 1; i >= 0; i-- {
			run(t, eng, schema.DropTable(tables[i]))
		}
		empty(t, eng)
	}, "sqlite", "postgresql", "mariadb")
}

func TestCreateAllAndDropAll(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		ctx := t.Context()
		log := func(text string) schema.DDL {
			return schema.Statement("INSERT INTO log (text) VALUES ('" + text + "')")
		}
		run(t, eng, schema.CreateTable(table("log", schema.Col("text", types.String(40)))))
		meta := schema.NewMetaData(schema.BeforeCreate(log("before all")), schema.AfterDrop(log("all dropped")))
		key := integer("id", schema.PK())
		// Widgets and entries refer to each other, and parts to entries.
		schema.New(meta, "parts", key, integer("entry_id", schema.References("entries.id"), schema.Index()))
		schema.New(meta, "entries", key, integer("widget_id", schema.References("widgets.id", schema.Named("fk_entries_widgets"))))
		schema.New(meta, "widgets", key, integer("entry_id", schema.References("entries.id")),
			schema.AfterCreate(log("{fullname} created"), schema.When(schema.OnlyOn("oracle"), log("never"))), schema.BeforeDrop(log("{table} to go")))
		for range 2 {
			if err := eng.CreateAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		exec(t, eng, "INSERT INTO widgets (id) VALUES (1)")
		exec(t, eng, "INSERT INTO entries (id, widget_id) VALUES (1, 1)")
		exec(t, eng, "UPDATE widgets SET entry_id = 1")
		refused(t, eng, "UPDATE widgets SET entry_id = 7", azoth.ErrForeignKeyViolation)
		refused(t, eng, "UPDATE entries SET widget_id = 7", azoth.ErrForeignKeyViolation)
		run(t, eng, schema.DropTable(meta.Table("parts")))
		if err := eng.CreateAll(ctx, meta, azoth.OnlyTables(meta.Table("parts"))); err != nil {
			t.Fatal(err)
		}
		if err := eng.CreateAll(ctx, meta, azoth.Unchecked()); err == nil {
			t.Error("tables that exist were created without a look")
		}
		for range 2 {
			if err := eng.DropAll(ctx, meta); err != nil {
				t.Fatal(err)
			}
		}
		texts := read(t, eng, "SELECT text FROM log WHERE text LIKE '%widgets%'", 1)
		if len(texts) != 2 || texts[0] != "widgets created" || texts[1] != "widgets to go" {
			t.Errorf("events: %q", texts)
		}
		run(t, eng, schema.DropTable(table("log")))
		empty(t, eng)
	})
}

func TestDDLInATransaction(t *testing.T) {
	everywhere(t, func(t *testing.T, eng *azoth.Engine) {
		undo := errors.New("undo")
		err := eng.Run(t.Context(), func(tx *azoth.Tx) error {
			run(t, tx, schema.CreateTable(table("t", integer("a"))))
			return undo
		})
		if !errors.Is(err, undo) {
			t.Error(err)
		}
		empty(t, eng)
	}, "sqlite", "postgresql", "firebird")
}
