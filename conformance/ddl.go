package conformance

import (
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var ddlCases = []Case{
	{Name: "ddl/create-and-drop", run: createAndDrop},
	{Name: "ddl/create-in-schema", Needs: []Capability{Schemas}, run: createInSchema},
	{Name: "ddl/leading-underscore", run: leadingUnderscore},
	{Name: "ddl/if-exists", Needs: []Capability{IfExists}, run: ifExists},
	{Name: "ddl/index-if-exists", Needs: []Capability{IndexIfExists}, run: indexIfExists},
	{Name: "ddl/missing-only", run: missingOnly},
	{Name: "ddl/order-of-dependencies", run: orderOfDependencies},
	{Name: "ddl/long-names", run: longNames},
	{Name: "ddl/constraints", run: constraints},
	{Name: "ddl/deferred-constraints", Needs: []Capability{Deferrable}, run: deferredConstraints},
	{Name: "ddl/defaults", run: serverDefaults},
	{Name: "ddl/temporary-table", Needs: []Capability{TemporaryTables}, run: temporaryTable},
	{Name: "ddl/in-transaction", Needs: []Capability{TransactionalDDL}, run: ddlInTransaction},
}

// there reports whether the database has a table or view.
func (t *trial) there(fullName string) bool {
	t.Helper()
	has, err := t.inspector().HasTable(t.ctx, fullName)
	if err != nil {
		t.Fatal(err)
	}
	return has
}

func createAndDrop(t *trial) {
	table := t.table("made", key(), varchar("name", schema.NotNull()))
	equal(t, "before", t.there(table.Name), false)
	t.ddl(schema.CreateTable(table))
	equal(t, "created", t.there(table.Name), true)
	t.insert(table, row(number(table, "id").Set(1), text(table, "name").Set("x")))
	gives(t, "a row", sql.Select1(text(table, "name")), "x")
	if err := t.eng.ExecDDL(t.ctx, schema.CreateTable(table)); err == nil {
		t.Error("it was created twice")
	}
	t.ddl(schema.DropTable(table))
	equal(t, "dropped", t.there(table.Name), false)
}

func createInSchema(t *trial) {
	name := t.newSchema()
	table := t.table("made", key(), schema.InSchema(name))
	t.create()
	equal(t, "created", t.there(table.FullName()), true)
	equal(t, "in the default schema", t.there(table.Name), false)
	if err := t.eng.DropAll(t.ctx, t.meta); err != nil {
		t.Fatal(err)
	}
	equal(t, "dropped", t.there(table.FullName()), false)
	t.ddl(schema.DropSchema(name))
	has, err := t.inspector().HasSchema(t.ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the schema is there", has, false)
}

func leadingUnderscore(t *trial) {
	table := schema.New(t.meta, "_"+t.name("made"), integer("_id", schema.PK(), schema.NoIdentity()), varchar("_name"))
	t.create()
	id, name := number(table, "_id"), text(table, "_name")
	t.insert(table, row(id.Set(1), name.Set("x")))
	gives(t, "a row", sql.Select2(id, name), sql.Pair(int64(1), "x"))
	equal(t, "columns", columnNames(t.described(table.Name)), []string{"_id", "_name"})
}

func ifExists(t *trial) {
	table := t.table("made", key())
	for range 2 {
		t.ddl(schema.CreateTable(table).IfNotExists())
	}
	equal(t, "created", t.there(table.Name), true)
	for range 2 {
		t.ddl(schema.DropTable(table).IfExists())
	}
	equal(t, "dropped", t.there(table.Name), false)
}

func indexIfExists(t *trial) {
	table := t.created("made", key(), integer("n"))
	if err := table.Add(schema.Index("n").Named(t.name("ix_made"))); err != nil {
		t.Fatal(err)
	}
	x := table.Indexes[0]
	for range 2 {
		t.ddl(schema.CreateIndex(x).IfNotExists())
	}
	equal(t, "indexes", len(t.described(table.Name).Indexes), 1)
	for range 2 {
		t.ddl(schema.DropIndex(x).IfExists())
	}
	equal(t, "indexes", len(t.described(table.Name).Indexes), 0)
}

// Where the database cannot ask whether a thing is there, the engine does.
func missingOnly(t *trial) {
	table := t.table("made", key(), integer("n"), schema.Index("n").Named(t.name("ix_made")))
	create := []schema.DDL{schema.CreateTable(table), schema.CreateIndex(table.Indexes[0])}
	for range 2 {
		if err := t.eng.ExecMissingDDL(t.ctx, create...); err != nil {
			t.Fatal(err)
		}
	}
	has, err := t.inspector().HasIndex(t.ctx, table.Name, t.name("ix_made"))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the index is there", has, true)
	for range 2 {
		if err := t.eng.ExecMissingDDL(t.ctx, schema.DropTable(table)); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "the table is there", t.there(table.Name), false)
}

// Tables that refer to each other, one of them to itself, and two in a circle.
func orderOfDependencies(t *trial) {
	t.table("c", key(), integer("b_id", schema.References(t.name("b")+".id")))
	b := t.table("b", key(), integer("a_id", schema.References(t.name("a")+".id", schema.Named(t.name("fk_b_a")))))
	a := t.table("a", key(), integer("up", schema.References(t.name("a")+".id")), integer("b_id", schema.References(t.name("b")+".id", schema.Named(t.name("fk_a_b")))))
	for range 2 {
		t.create()
	}
	t.insert(a, row(number(a, "id").Set(1)))
	t.insert(b, row(number(b, "id").Set(1), number(b, "a_id").Set(1)))
	t.exec(sql.Update(a).Set(number(a, "b_id").Set(1), number(a, "up").Set(1)).Everywhere())
	t.refused(sql.Update(a).Set(number(a, "b_id").Set(7)).Everywhere(), azoth.ErrForeignKeyViolation)
	for range 2 {
		if err := t.eng.DropAll(t.ctx, t.meta); err != nil {
			t.Fatal(err)
		}
	}
	for _, table := range t.meta.Tables() {
		equal(t, table.Name+" is there", t.there(table.Name), false)
	}
}

// Names that a convention makes are cut where they are too long, each in the same
// way whenever it is made, and are found again under the name that was cut.
func longNames(t *trial) {
	t.meta = schema.NewMetaData(schema.NamingConvention{
		PrimaryKey: "primary_key_of_{table_name}", Unique: "unique_{table_name}_{column_0_N_name}",
		Index: "index_{table_name}_{column_0_N_name}", ForeignKey: "foreign_key_{table_name}_{column_0_N_name}_{referred_table_name}",
		Check: "check_of_table_{table_name}_{constraint_name}",
	})
	t.Cleanup(func() { drop(t, t.eng, t.meta) })
	of := "a_rather_long_name" // 30 bytes with the beginning
	parent := t.table(of, key())
	child := t.table("b_rather_long_name", key(), integer("column_with_a_long_name", schema.References(parent.Name+".id"), schema.NotNull()),
		integer("another_long_name"), schema.Unique("column_with_a_long_name", "another_long_name"), schema.Index("another_long_name", "column_with_a_long_name"),
		schema.Check("another_long_name > 0").Named("of_another_long_name_being_positive"))
	t.create()
	got := t.described(child.Name)
	if got.PrimaryKey == nil || len(got.ForeignKeys) != 1 || len(got.Uniques) != 1 {
		t.Fatalf("reflected %s", shown(*got))
	}
	beginning := func(what, name, want string) {
		if name != "" && (len(name) < 20 || !strings.HasPrefix(want, name[:18])) {
			t.Errorf("the %s is called %q, a beginning of %q", what, name, want)
		}
	}
	beginning("foreign key", got.ForeignKeys[0].Name, child.ForeignKeys[0].Name)
	beginning("unique constraint", got.Uniques[0].Name, child.Uniques[0].Name)
	has, found := child.Indexes[0].Name, false
	for _, x := range got.Indexes {
		if !x.Constraint {
			found = true
			beginning("index", x.Name, has)
		}
	}
	equal(t, "an index is there", found, true)
	if err := t.eng.CreateAll(t.ctx, t.meta, azoth.MissingIndexes()); err != nil {
		t.Errorf("create again: %v", err) // which looks the index up by the name that was cut
	}
	t.ddl(schema.DropIndex(child.Indexes[0]))
}

func constraints(t *trial) {
	parent := t.table("parents", integer("a"), integer("b"), varchar("name", schema.NotNull()), schema.PrimaryKey("a", "b"),
		schema.Unique("name").Named(t.name("uq")), schema.Check("a > 0").Named(t.name("ck")))
	child := t.table("children", key(), integer("a"), integer("b"),
		schema.ForeignKey([]string{"a", "b"}, parent.Name, []string{"a", "b"}, schema.OnDelete("CASCADE")))
	t.create()
	a, b, name := number(parent, "a"), number(parent, "b"), text(parent, "name")
	t.insert(parent, row(a.Set(1), b.Set(1), name.Set("one")), row(a.Set(1), b.Set(2), name.Set("two")))
	t.refused(sql.Insert(parent).Values(a.Set(1), b.Set(1), name.Set("three")), azoth.ErrUniqueViolation)
	t.refused(sql.Insert(parent).Values(a.Set(2), b.Set(1), name.Set("one")), azoth.ErrUniqueViolation)
	t.refused(sql.Insert(parent).Values(a.Set(0), b.Set(1), name.Set("three")), azoth.ErrCheckViolation)
	t.refused(sql.Insert(parent).Values(a.Set(2), b.Set(1)), azoth.ErrNotNullViolation)
	id, childA, childB := number(child, "id"), number(child, "a"), number(child, "b")
	t.insert(child, row(id.Set(1), childA.Set(1), childB.Set(2)))
	t.refused(sql.Insert(child).Values(id.Set(2), childA.Set(9), childB.Set(9)), azoth.ErrForeignKeyViolation)
	t.exec(sql.Delete(parent).Where(b.Eq(2)))
	gives(t, "what referred to the deleted row", sql.Select1(sql.Count(id)), 0)
}

func deferredConstraints(t *trial) {
	parent := t.table("parents", key())
	child := t.table("children", key(), integer("parent_id", schema.References(parent.Name+".id", schema.Deferrable(true))))
	t.create()
	both := func(parentID int64) error {
		return t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
			if _, err := sql.Insert(child).Values(number(child, "id").Set(1), number(child, "parent_id").Set(parentID)).Exec(t.ctx, tx); err != nil {
				return err
			}
			_, err := sql.Insert(parent).Values(number(parent, "id").Set(1)).Exec(t.ctx, tx)
			return err
		})
	}
	if err := both(2); err == nil {
		t.Error("a reference to nothing was committed")
	}
	if err := both(1); err != nil {
		t.Error(err)
	}
}

func serverDefaults(t *trial) {
	table := t.created("defaults", key(), integer("n", schema.Default("5"), schema.NotNull()),
		varchar("word", schema.ServerDefault(sql.Literal[sql.String](`it's 100% \`))),
		schema.Col("made", types.DateTime, schema.Default("now()")))
	t.insert(table, row(number(table, "id").Set(1)))
	gives(t, "the defaults", sql.Select2(number(table, "n"), text(table, "word")), sql.Pair(int64(5), `it's 100% \`))
	gives(t, "a function", sql.Select1(sql.Count()).From(table).Where(column[sql.NullTime](table, "made").IsNotNull()), 1)
}

func temporaryTable(t *trial) {
	table := t.table("temporary", key(), schema.Temporary())
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateTable(table)); err != nil {
		t.Fatal(err)
	}
	id := number(table, "id")
	err := conn.Begin(t.ctx, noOptions)
	if err == nil {
		_, err = sql.Insert(table).Values(id.Set(1)).Exec(t.ctx, conn)
	}
	if err != nil {
		t.Fatal(err)
	}
	givesOn(t, conn, "its row", sql.Select1(id), 1)
	if err := conn.Rollback(t.ctx); err != nil {
		t.Error(err)
	}
	if rows, err := sql.Select1(id).All(t.ctx, t.eng); err == nil && len(rows) > 0 {
		t.Errorf("another connection sees the rows %v", rows)
	}
	if err := conn.ExecDDL(t.ctx, schema.DropTable(table)); err != nil {
		t.Error(err)
	}
}

func ddlInTransaction(t *trial) {
	table := t.table("undone", key())
	tx, err := t.eng.Begin(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := tx.ExecDDL(t.ctx, schema.CreateTable(table)); err != nil {
		t.Error(err)
	}
	if err := tx.Rollback(t.ctx); err != nil {
		t.Fatal(err)
	}
	equal(t, "the table is there", t.there(table.Name), false)
}
