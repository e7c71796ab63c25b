package conformance

import (
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var reflectionCases = []Case{
	{Name: "reflection/has-table", run: hasTable},
	{Name: "reflection/has-table-in-schema", Needs: []Capability{Schemas}, run: hasTableInSchema},
	{Name: "reflection/has-index", run: hasIndex},
	{Name: "reflection/names", run: listedNames},
	{Name: "reflection/schemas", Needs: []Capability{Schemas}, run: schemas},
	{Name: "reflection/several-tables", run: severalTables},
	{Name: "reflection/no-table", run: noTable},
	{Name: "reflection/difficult-names", run: reflectedDifficultNames},
	{Name: "reflection/temporary-table", Needs: []Capability{TemporaryTables, TemporaryReflection}, run: reflectedTemporaryTable},
	{Name: "reflection/temporary-table-comments", Needs: []Capability{TemporaryTables, TemporaryReflection, Comments}, run: temporaryTableComments},
	{Name: "reflection/temporary-view", Needs: []Capability{TemporaryViews, TemporaryReflection}, run: reflectedTemporaryView},
	{Name: "reflection/difficult-comments", Needs: []Capability{Comments}, run: difficultComments},
	{Name: "reflection/no-columns", Needs: []Capability{TablesWithoutColumns}, run: noColumns},
	{Name: "reflection/view", run: reflectedView},
	{Name: "reflection/round-trip", run: roundTrip},
	{Name: "reflection/query", run: reflectedQuery},
}

func columnNames(table *inspect.Table) (names []string) {
	for _, c := range table.Columns {
		names = append(names, c.Name)
	}
	return names
}

// answer is what an inspector says, with its error.
func answer[T any](v T, err error) string { return fmt.Sprintf("%v %v", v, err) }

func hasTable(t *trial) {
	inspector := t.inspector()
	table := t.table("there", key(), varchar("name"))
	view := schema.NewView(t.meta, t.name("seen"), sql.Select(number(table, "id")))
	equal(t, "before", answer(inspector.HasTable(t.ctx, table.Name)), "false <nil>")
	t.create()
	inspector.Clear()
	equal(t, "a table", answer(inspector.HasTable(t.ctx, table.Name)), "true <nil>")
	equal(t, "a view", answer(inspector.HasTable(t.ctx, view.Name)), "true <nil>")
	equal(t, "another name", answer(inspector.HasTable(t.ctx, t.name("elsewhere"))), "false <nil>")
	has, err := inspector.Has(t.ctx, table.Name, view.Name, t.name("elsewhere"))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "several", has, map[string]bool{table.Name: true, view.Name: true, t.name("elsewhere"): false})
	if err := t.eng.DropAll(t.ctx, t.meta); err != nil {
		t.Fatal(err)
	}
	equal(t, "dropped, as it was read before", answer(inspector.HasTable(t.ctx, table.Name)), "true <nil>")
	inspector.Clear()
	equal(t, "dropped", answer(inspector.HasTable(t.ctx, table.Name)), "false <nil>")
}

func hasTableInSchema(t *trial) {
	name := t.newSchema()
	table := t.table("there", key(), schema.InSchema(name))
	t.create()
	equal(t, "in its schema", t.there(table.FullName()), true)
	equal(t, "in the default schema", t.there(table.Name), false)
	equal(t, "another in its schema", t.there(name+"."+t.name("elsewhere")), false)
}

func hasIndex(t *trial) {
	table := t.created("indexed", key(), integer("n"), schema.Index("n").Named(t.name("ix")))
	inspector := t.inspector()
	equal(t, "an index", answer(inspector.HasIndex(t.ctx, table.Name, t.name("ix"))), "true <nil>")
	equal(t, "another name", answer(inspector.HasIndex(t.ctx, table.Name, t.name("iy"))), "false <nil>")
	if has, err := inspector.HasIndex(t.ctx, t.name("elsewhere"), t.name("ix")); has || err != nil && !errors.Is(err, inspect.ErrNoTable) {
		t.Errorf("of a table that is not there: %v, %v", has, err)
	}
}

// own are those of the names that the run has made.
func (t *trial) own(names []string, err error) []string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return len(name) < len(t.prefix) || name[:len(t.prefix)] != t.prefix })
}

func listedNames(t *trial) {
	table := t.table("listed", key())
	view := schema.NewView(t.meta, t.name("seen"), sql.Select(number(table, "id")))
	t.create()
	inspector := t.inspector()
	equal(t, "tables", t.own(inspector.TableNames(t.ctx)), []string{table.Name, t.name("pairs"), t.name("points")})
	equal(t, "views", t.own(inspector.ViewNames(t.ctx)), []string{view.Name})
	all, err := inspector.Tables(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, table := range all {
		names = append(names, table.Name+" "+string(table.Kind))
	}
	equal(t, "all", t.own(names, nil), []string{table.Name + " table", t.name("pairs table"), t.name("points table"), view.Name + " view"})
}

func schemas(t *trial) {
	name := t.name("place")
	t.later(schema.DropSchema(name))
	inspector := t.inspector()
	equal(t, "before", answer(inspector.HasSchema(t.ctx, name)), "false <nil>")
	t.ddl(schema.CreateSchema(name))
	inspector.Clear()
	equal(t, "created", answer(inspector.HasSchema(t.ctx, name)), "true <nil>")
	names, err := inspector.Schemas(t.ctx)
	if err != nil || !slices.Contains(names, name) {
		t.Errorf("the schemas are %v, %v", names, err)
	}
	usual, err := inspector.DefaultSchema(t.ctx)
	if err != nil || !slices.Contains(names, usual) {
		t.Errorf("the default schema is %q, %v", usual, err)
	}
	parent := t.table("parents", key(), schema.InSchema(name))
	child := t.table("children", key(), integer("parent_id", schema.References(parent.FullName()+".id")))
	t.create()
	equal(t, "its tables", answer(inspector.TableNames(t.ctx, inspect.In(name))), fmt.Sprintf("[%s] <nil>", parent.Name))
	keys := t.described(child.Name).ForeignKeys
	if len(keys) != 1 || keys[0].TargetName() != parent.FullName() {
		t.Errorf("the foreign keys between schemas are %s", shown(keys))
	}
}

func severalTables(t *trial) {
	a, b := t.table("a", key(), integer("n")), t.table("b", key(), varchar("s"))
	t.create()
	tables, err := t.inspector().Named(t.ctx, a.Name, b.Name)
	if err != nil || len(tables) != 2 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	equal(t, "columns", [][]string{columnNames(tables[0]), columnNames(tables[1])}, [][]string{{"id", "n"}, {"id", "s"}})
}

func noTable(t *trial) {
	var none *inspect.NoTableError
	_, err := t.inspector().Table(t.ctx, t.name("nowhere"))
	if !errors.Is(err, inspect.ErrNoTable) || !errors.As(err, &none) || none.Table != t.name("nowhere") {
		t.Errorf("the error is %v", err)
	}
	if err := t.inspector().Reflect(t.ctx, schema.NewMetaData(), inspect.Only(t.name("nowhere"))); !errors.Is(err, inspect.ErrNoTable) {
		t.Errorf("the error is %v", err)
	}
}

// Foreign keys, generated keys and comments of tables whose names need quotes.
func reflectedDifficultNames(t *trial) {
	for _, name := range []string{"(3)", "col % p", "[brack]", "a space", "a;semi"} {
		parent := t.table("p"+name, integer("id "+name, schema.PK()), integer("up "+name), schema.Unique("id "+name, "up "+name))
		child := t.table("c"+name, integer("id "+name, schema.PK(), schema.NoIdentity()), integer("one "+name, schema.References(parent.Name+".id "+name)),
			integer("two "+name), schema.ForeignKey([]string{"one " + name, "two " + name}, parent.Name, []string{"id " + name, "up " + name}))
		t.create()
		got := t.described(child.Name)
		equal(t, name+": columns", columnNames(got), []string{"id " + name, "one " + name, "two " + name})
		equal(t, name+": number of foreign keys", len(got.ForeignKeys), 2)
		for _, fk := range got.ForeignKeys {
			equal(t, name+": target", fk.Target, parent.Name)
			equal(t, name+": columns of a foreign key", fk.Columns, []string{"one " + name, "two " + name}[:len(fk.Columns)])
			equal(t, name+": columns it refers to", fk.TargetColumns, []string{"id " + name, "up " + name}[:len(fk.Columns)])
		}
		if c := t.described(parent.Name).Column("id " + name); c == nil || c.Identity == nil {
			t.Errorf("%s: the generated key is %s", name, shown(c))
		}
	}
}

// A temporary table is seen by its connection.
func reflectedTemporaryTable(t *trial) {
	table := t.table("temporary", madeKey(), varchar("name", schema.NotNull()), schema.Temporary())
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateTable(table)); err != nil {
		t.Fatal(err)
	}
	equal(t, "there", answer(inspect.Open(conn).HasTable(t.ctx, table.Name)), "true <nil>")
	got, err := inspect.Open(conn).Table(t.ctx, table.Name)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "temporary", got.Temporary, true)
	equal(t, "columns", columnNames(got), []string{"id", "name"})
	equal(t, "key", got.PrimaryKey.Columns, []string{"id"})
	if got.Column("id").Identity == nil {
		t.Error("the key is reflected as one that the database does not make")
	}
	equal(t, "their names", t.own(inspect.Open(conn).TemporaryTableNames(t.ctx)), []string{table.Name})
	if err := conn.ExecDDL(t.ctx, schema.DropTable(table)); err != nil {
		t.Error(err)
	}
}

func temporaryTableComments(t *trial) {
	table := t.table("temporary", key(), varchar("name", schema.Comment("of a temporary table")), schema.Temporary())
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateTable(table), schema.SetColumnComment(table.Column("name"))); err != nil {
		t.Fatal(err)
	}
	got, err := inspect.Open(conn).Table(t.ctx, table.Name)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the comment", t.must(got, "name").Comment, "of a temporary table")
	if err := conn.ExecDDL(t.ctx, schema.DropTable(table)); err != nil {
		t.Error(err)
	}
}

func reflectedTemporaryView(t *trial) {
	view := schema.NewView(nil, t.name("seen"), sql.Select(t.points.id), schema.TemporaryView())
	conn := t.connect()
	if err := conn.ExecDDL(t.ctx, schema.CreateView(view)); err != nil {
		t.Fatal(err)
	}
	inspector := inspect.Open(conn)
	equal(t, "there", answer(inspector.HasTable(t.ctx, view.Name)), "true <nil>")
	equal(t, "their names", t.own(inspector.TemporaryViewNames(t.ctx)), []string{view.Name})
	equal(t, "to others", t.there(view.Name), false)
	if err := conn.ExecDDL(t.ctx, schema.DropView(view)); err != nil {
		t.Error(err)
	}
}

// Comments of tables and columns whose names need quotes.
func difficultComments(t *trial) {
	for _, name := range []string{"(3)", "col % p", "[brack]", "a space"} {
		table := t.table("t"+name, key(), varchar("c "+name, schema.Comment("of "+name)), schema.Comment("table "+name))
		t.create()
		got := t.described(table.Name)
		equal(t, name, []string{got.Comment, t.must(got, "c "+name).Comment}, []string{"table " + name, "of " + name})
	}
}

func noColumns(t *trial) {
	table := t.created("bare")
	equal(t, "columns", len(t.described(table.Name).Columns), 0)
	meta := schema.NewMetaData()
	if err := t.inspector().Reflect(t.ctx, meta, inspect.Only(table.Name)); err != nil || meta.Table(table.Name) == nil {
		t.Errorf("reflected %v, %v", meta.Tables(), err)
	}
	view := t.name("seen")
	t.later(schema.Statement("DROP VIEW " + view))
	t.ddl(schema.Statement("CREATE VIEW " + view + " AS SELECT"))
	equal(t, "columns of a view", len(t.described(view).Columns), 0)
}

func reflectedView(t *trial) {
	table := t.table("base", key(), varchar("name"))
	view := schema.NewView(t.meta, t.name("seen"), sql.Select(number(table, "id"), text(table, "name").As("called")).Where(number(table, "id").Gt(1)))
	t.create()
	got := t.described(view.Name)
	equal(t, "kind", got.Kind, inspect.KindView)
	equal(t, "columns", columnNames(got), []string{"id", "called"})
	if got.Definition == "" {
		t.Error("the view has no definition")
	}
}

// What was created is reflected as it was declared.
func roundTrip(t *trial) {
	parent := t.table("parents", key(), varchar("name", schema.NotNull(), schema.UniqueColumn()), schema.Col("price", types.Numeric(10, 2), schema.Default("0")))
	t.table("children", madeKey(), integer("parent_id", schema.References(parent.Name+".id", schema.OnDelete("CASCADE")), schema.Index()),
		schema.Col("made", types.DateTime), schema.Col("day", types.DateOnly), schema.Col("ratio", types.Double), schema.Col("body", types.Text), schema.Col("big", types.BigInteger))
	t.create()
	meta := schema.NewMetaData()
	err := t.inspector().Reflect(t.ctx, meta, inspect.Only(t.name("parents"), t.name("children")))
	if err != nil {
		t.Fatal(err)
	}
	for _, difference := range inspect.Diff(t.eng.Dialect(), t.meta, meta) {
		t.Error(difference)
	}
}

// A reflected table is one to write to and to read.
func reflectedQuery(t *trial) {
	p := t.points
	meta := schema.NewMetaData()
	if err := t.inspector().Reflect(t.ctx, meta, inspect.Only(p.table.Name, t.name("pairs"))); err != nil {
		t.Fatal(err)
	}
	points, pairs := meta.Table(p.table.Name), meta.Table(t.name("pairs"))
	q := sql.Select2(number(points, "x"), text(pairs, "label")).From(points).Join(pairs).OrderBy(text(pairs, "label").Desc())
	gives(t, "joined by the foreign key", q, sql.Pair(int64(2), "b"), sql.Pair(int64(1), "a"))
}
