package conformance

import (
	"errors"
	"strings"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

// What is reflected of tables in a schema that is not the default one.
var placedCases = []Case{
	{Name: "connection/default-schema", Needs: []Capability{Schemas}, run: defaultSchema},
	{Name: "reflection/has-index-in-schema", Needs: []Capability{Schemas}, run: hasIndexInSchema},
	{Name: "reflection/names-in-schema", Needs: []Capability{Schemas}, run: namesInSchema},
	{Name: "reflection/table-in-schema", Needs: []Capability{Schemas}, run: tableInSchema},
	{Name: "reflection/computed-in-schema", Needs: []Capability{Schemas, ComputedStored}, run: computedInSchema},
	{Name: "reflection/identity-in-schema", Needs: []Capability{Schemas, IdentityOptions}, run: identityInSchema},
}

// An engine whose default schema is another one works there, in transactions too,
// and after one that was rolled back.
func defaultSchema(t *trial) {
	name := t.newSchema()
	table := t.table("moved", key(), varchar("data"))
	placed := schema.New(schema.NewMetaData(), table.Name, key(), varchar("data"), schema.InSchema(name))
	t.later(schema.DropTable(placed), schema.DropSchema(name))
	moved := t.eng.WithSchemas(map[string]string{"": name})
	if err := moved.CreateAll(t.ctx, t.meta); err != nil {
		t.Fatal(err)
	}
	equal(t, "in the schema", t.there(placed.FullName()), true)
	equal(t, "in the default schema of the database", t.there(table.Name), false)
	id, undo := number(table, "id"), errors.New("undo")
	err := moved.Run(t.ctx, func(tx *azoth.Tx) error {
		t.execOn(tx, sql.Insert(table).Values(id.Set(1)))
		return undo
	})
	if !errors.Is(err, undo) {
		t.Error(err)
	}
	t.execOn(moved, sql.Insert(table).Values(id.Set(2)))
	givesOn(t, moved, "its rows", sql.Select1(id), 2)
	gives(t, "the rows in the schema", sql.Select1(number(placed, "id")), 2)
}

func hasIndexInSchema(t *trial) {
	table := t.table("indexed", key(), integer("n"), schema.Index("n").Named(t.name("ix")), schema.InSchema(t.newSchema()))
	t.create()
	inspector := t.inspector()
	equal(t, "an index", answer(inspector.HasIndex(t.ctx, table.FullName(), t.name("ix"))), "true <nil>")
	equal(t, "another name", answer(inspector.HasIndex(t.ctx, table.FullName(), t.name("iy"))), "false <nil>")
}

func namesInSchema(t *trial) {
	name := t.newSchema()
	table := t.table("listed", key(), schema.InSchema(name))
	t.table("here", key())
	t.create()
	inspector := t.inspector()
	equal(t, "tables", answer(inspector.TableNames(t.ctx, inspect.In(name))), "["+table.Name+"] <nil>")
	equal(t, "views", answer(inspector.ViewNames(t.ctx, inspect.In(name))), "[] <nil>")
	all, err := inspector.Tables(t.ctx, inspect.In(name))
	if err != nil || len(all) != 1 || all[0].Schema != name || all[0].FullName() != table.FullName() {
		t.Errorf("all are %s, %v", shown(all), err)
	}
}

// All parts of a table in a schema, with references within it.
func tableInSchema(t *trial) {
	name := t.newSchema()
	parent := t.table("parents", key(), varchar("code", schema.UniqueColumn()), schema.InSchema(name))
	child := t.table("children", key(), integer("n", schema.Index(), schema.Default("5")), integer("parent_id", schema.References(parent.FullName()+".id")),
		schema.Check("n > 1").Named(t.name("ck")), schema.InSchema(name))
	t.create()
	got := t.described(child.FullName())
	equal(t, "columns", columnNames(got), []string{"id", "n", "parent_id"})
	equal(t, "key", got.PrimaryKey.Columns, []string{"id"})
	equal(t, "default", strings.Trim(t.must(got, "n").Default, "()"), "5")
	if len(got.ForeignKeys) != 1 || got.ForeignKeys[0].TargetName() != parent.FullName() {
		t.Errorf("the foreign keys are %s", shown(got.ForeignKeys))
	}
	equal(t, "checks", len(got.Checks), 1)
	equal(t, "what is unique", uniques(t.described(parent.FullName())), []string{"code"})
	meta := schema.NewMetaData()
	if err := t.inspector().Reflect(t.ctx, meta, inspect.FromSchema(name)); err != nil {
		t.Fatal(err)
	}
	for _, difference := range inspect.Diff(t.eng.Dialect(), t.meta, meta) {
		t.Error(difference)
	}
}

func computedInSchema(t *trial) {
	table := t.table("computed", key(), integer("normal"), integer("more", schema.Computed("normal + 42", schema.Stored)), schema.InSchema(t.newSchema()))
	t.create()
	more := t.must(t.described(table.FullName()), "more")
	if !strings.Contains(more.Computed, "42") || !more.Stored {
		t.Errorf("the expression is %q, stored %t", more.Computed, more.Stored)
	}
}

func identityInSchema(t *trial) {
	table := t.table("identity", integer("id", schema.PK(), schema.Identity(schema.Always(), schema.StartWith(10), schema.IncrementBy(5))), schema.InSchema(t.newSchema()))
	t.create()
	got := t.must(t.described(table.FullName()), "id").Identity
	if got == nil {
		t.Fatal("it is reflected as no identity")
	}
	equal(t, "start and increment", []int64{got.Start, got.Increment}, []int64{10, 5})
}
