package conformance

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var structureCases = []Case{
	{Name: "reflection/columns", run: reflectedColumns},
	{Name: "reflection/numeric", run: reflectedNumeric},
	{Name: "reflection/defaults", run: reflectedDefaults},
	{Name: "reflection/comments", Needs: []Capability{Comments}, run: reflectedComments},
	{Name: "reflection/constraint-comments", Needs: []Capability{ConstraintComments}, run: constraintComments},
	{Name: "reflection/primary-key", run: reflectedKey},
	{Name: "reflection/foreign-keys", run: reflectedForeignKeys},
	{Name: "reflection/composite-keys", run: compositeKeys},
	{Name: "reflection/overlapping-keys", run: overlappingKeys},
	{Name: "reflection/uniques", run: reflectedUniques},
	{Name: "reflection/checks", run: reflectedChecks},
	{Name: "reflection/indexes", run: reflectedIndexes},
	{Name: "reflection/index-expressions", Needs: []Capability{ExpressionIndexes}, run: indexExpressions},
	{Name: "reflection/partial-indexes", Needs: []Capability{PartialIndexes}, run: partialIndexes},
	{Name: "reflection/computed-stored", Needs: []Capability{ComputedStored}, run: func(t *trial) { reflectedComputed(t, schema.Stored) }},
	{Name: "reflection/computed-virtual", Needs: []Capability{ComputedVirtual}, run: func(t *trial) { reflectedComputed(t, schema.Virtual) }},
	{Name: "reflection/generated-key", run: generatedKey},
	{Name: "reflection/identity", Needs: []Capability{IdentityOptions}, run: reflectedIdentity},
}

// must finds a column of a reflected table.
func (t *trial) must(table *inspect.Table, name string) *inspect.Column {
	t.Helper()
	c := table.Column(name)
	if c == nil {
		t.Fatalf("%s has no column %s: %v", table.Name, name, columnNames(table))
	}
	return c
}

func reflectedColumns(t *trial) {
	table := t.created("columns", key(), varchar("name", schema.NotNull()), schema.Col("short", types.String(7)), integer("n"),
		schema.Col("big", types.BigInteger), schema.Col("day", types.DateOnly), schema.Col("body", types.Text))
	got := t.described(table.Name)
	equal(t, "names, in order", columnNames(got), []string{"id", "name", "short", "n", "big", "day", "body"})
	for name, nullable := range map[string]bool{"id": false, "name": false, "short": true, "n": true, "body": true} {
		equal(t, name+" may be NULL", t.must(got, name).Nullable, nullable)
	}
	equal(t, "lengths", []int{t.must(got, "name").Type.Length, t.must(got, "short").Type.Length}, []int{50, 7})
	kinds := map[string]types.Kind{"name": types.KindString, "n": types.KindInteger, "big": types.KindBigInteger, "day": types.KindDate, "body": types.KindText}
	for name, kind := range kinds {
		c := t.must(got, name)
		equal(t, name+" is of a known type ("+c.TypeName+")", c.Known, true)
		equal(t, name+" ("+c.TypeName+")", c.Type.Kind, kind)
	}
}

func reflectedNumeric(t *trial) {
	table := t.created("numbers", key(), schema.Col("a", types.Numeric(18, 5)), schema.Col("b", types.Numeric(9, 0)))
	got := t.described(table.Name)
	for name, want := range map[string][2]int{"a": {18, 5}, "b": {9, 0}} {
		c := t.must(got, name)
		equal(t, name+" ("+c.TypeName+")", [2]int{c.Type.Precision, c.Type.Scale}, want)
	}
}

func reflectedDefaults(t *trial) {
	table := t.created("defaults", key(), integer("n", schema.Default("5")), varchar("word", schema.ServerDefault(sql.Literal[sql.String]("it's"))), integer("none"))
	got := t.described(table.Name)
	equal(t, "a number", strings.Trim(t.must(got, "n").Default, "()"), "5")
	if d := t.must(got, "word").Default; !strings.Contains(d, "it''s") && !strings.Contains(d, `it\'s`) {
		t.Errorf("the default of a string is %s", d)
	}
	equal(t, "without a default", t.must(got, "none").Default, "")
}

func reflectedComments(t *trial) {
	table := t.created("comments", key(), varchar("name", schema.Comment(`the "name" of it, 100%`)), schema.Comment(`it's a table, größe \ 1`))
	got := t.described(table.Name)
	equal(t, "of the table", got.Comment, `it's a table, größe \ 1`)
	equal(t, "of a column", t.must(got, "name").Comment, `the "name" of it, 100%`)
	equal(t, "of another column", t.must(got, "id").Comment, "")
	t.ddl(schema.DropTableComment(table), schema.DropColumnComment(table.Column("name")))
	got = t.described(table.Name)
	equal(t, "of the table, dropped", got.Comment, "")
	equal(t, "of a column, dropped", t.must(got, "name").Comment, "")
	t.ddl(schema.SetTableComment(table), schema.SetColumnComment(table.Column("name")))
	equal(t, "of the table, set again", t.described(table.Name).Comment, `it's a table, größe \ 1`)
}

func constraintComments(t *trial) {
	table := t.created("comments", key(), integer("n"), schema.Unique("n").Named(t.name("uq")))
	constraint := table.Constraint(t.name("uq"))
	constraint.Clauses().Comment = "only one"
	t.ddl(schema.SetConstraintComment(constraint), schema.DropConstraintComment(constraint))
}

func reflectedKey(t *trial) {
	table := t.created("keys", integer("b"), integer("a"), integer("c"), schema.PrimaryKey("a", "b").Named(t.name("pk")))
	got := t.described(table.Name)
	if got.PrimaryKey == nil {
		t.Fatal("there is no primary key")
	}
	equal(t, "columns, in their order", got.PrimaryKey.Columns, []string{"a", "b"})
	equal(t, "columns of the table", columnNames(got), []string{"b", "a", "c"})
	if name := got.PrimaryKey.Chosen(); name != "" && name != t.name("pk") {
		t.Logf("the key is called %q", name)
	}
	none := t.created("no_key", integer("a"))
	equal(t, "a table without", t.described(none.Name).PrimaryKey, nil)
}

func reflectedForeignKeys(t *trial) {
	parent := t.table("parents", key())
	id := parent.Name + ".id"
	child := t.table("children", key(), integer("plain", schema.References(id, schema.Named(t.name("fk_plain")))),
		integer("cascading", schema.References(id, schema.OnDelete("CASCADE"))), integer("nulling", schema.References(id, schema.OnDelete("SET NULL"))),
		integer("following", schema.References(id, schema.OnUpdate("CASCADE"))),
		integer("self", schema.References(t.name("children")+".id")))
	t.create()
	want := map[string]string{"plain": "", "cascading": "CASCADE", "nulling": "SET NULL", "following": "", "self": ""}
	keys := t.described(child.Name).ForeignKeys
	equal(t, "number of foreign keys", len(keys), len(want))
	for _, fk := range keys {
		of := strings.Join(fk.Columns, ",")
		equal(t, of+": on delete", fk.OnDelete, want[of])
		equal(t, of+": on update", fk.OnUpdate, map[bool]string{true: "CASCADE"}[of == "following"])
		equal(t, of+": target", fk.Target, map[bool]string{true: child.Name, false: parent.Name}[of == "self"])
		equal(t, of+": its columns", fk.TargetColumns, []string{"id"})
		if of == "plain" {
			equal(t, "its name", fk.Name, t.name("fk_plain"))
		}
	}
}

func compositeKeys(t *trial) {
	parent := t.table("parents", integer("a"), integer("b"), integer("c"), schema.PrimaryKey("c", "a", "b"))
	child := t.table("children", key(), integer("x"), integer("y"), integer("z"),
		schema.ForeignKey([]string{"z", "x", "y"}, parent.Name, []string{"c", "a", "b"}))
	t.create()
	equal(t, "the primary key", t.described(parent.Name).PrimaryKey.Columns, []string{"c", "a", "b"})
	keys := t.described(child.Name).ForeignKeys
	if len(keys) != 1 {
		t.Fatalf("the foreign keys are %s", shown(keys))
	}
	equal(t, "the foreign key", keys[0].Columns, []string{"z", "x", "y"})
	equal(t, "what it refers to", keys[0].TargetColumns, []string{"c", "a", "b"})
}

// A column that two foreign keys have.
func overlappingKeys(t *trial) {
	tenant := t.table("tenants", key())
	user := t.table("users", integer("tenant_id", schema.References(tenant.Name+".id")), integer("n"), schema.PrimaryKey("tenant_id", "n"))
	post := t.table("posts", key(), integer("tenant_id", schema.References(tenant.Name+".id")), integer("user_n"),
		schema.ForeignKey([]string{"tenant_id", "user_n"}, user.Name, []string{"tenant_id", "n"}))
	t.create()
	found := map[string]string{}
	for _, fk := range t.described(post.Name).ForeignKeys {
		found[strings.Join(fk.Columns, ",")] = fk.Target + " " + strings.Join(fk.TargetColumns, ",")
	}
	equal(t, "foreign keys", found, map[string]string{"tenant_id": tenant.Name + " id", "tenant_id,user_n": user.Name + " tenant_id,n"})
}

// uniques are the unique constraints, or indexes, of a table by their columns.
func uniques(table *inspect.Table) (found []string) {
	for _, u := range table.Uniques {
		found = append(found, strings.Join(u.Columns, ","))
	}
	for _, x := range table.Indexes {
		if x.Unique && !x.Constraint {
			found = append(found, strings.Join(x.Columns(), ","))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func reflectedUniques(t *trial) {
	table := t.created("uniques", key(), integer("a", schema.UniqueColumn()), integer("b"), integer("c"),
		schema.Unique("c", "b").Named(t.name("uq")), schema.UniqueIndex("b").Named(t.name("ux")))
	got := t.described(table.Name)
	equal(t, "what is unique", uniques(got), []string{"a", "b", "c,b"})
	named := slices.ContainsFunc(got.Uniques, func(u *inspect.Unique) bool { return u.Name == t.name("uq") })
	equal(t, "the name that was chosen is there", named, true)
}

func reflectedChecks(t *trial) {
	table := t.created("checks", key(), integer("a"), integer("b"), schema.Check("a > 1 AND a < 5").Named(t.name("ck_a")),
		schema.Check("(a = 1 AND b > 2) OR (a = 2 AND b < 5)").Named(t.name("ck_b")))
	got := t.described(table.Name)
	for _, name := range []string{t.name("ck_a"), t.name("ck_b")} {
		i := slices.IndexFunc(got.Checks, func(c *inspect.Check) bool { return c.Name == name })
		if i < 0 {
			t.Errorf("there is no check %s: %s", name, shown(got.Checks))
			continue
		}
		condition := strings.ToLower(got.Checks[i].Condition)
		if strings.Count(condition, "(") != strings.Count(condition, ")") || !strings.Contains(condition, "a") || strings.HasPrefix(condition, "check") {
			t.Errorf("the condition of %s is %q", name, got.Checks[i].Condition)
		}
	}
	if condition := got.Checks[len(got.Checks)-1].Condition; len(condition) < 20 {
		t.Errorf("the condition is %q", condition)
	}
}

// ownIndexes are the indexes of a table that no constraint has made.
func ownIndexes(table *inspect.Table) (found []*inspect.Index) {
	for _, x := range table.Indexes {
		if !x.Constraint {
			found = append(found, x)
		}
	}
	return found
}

func reflectedIndexes(t *trial) {
	table := t.created("indexes", key(), integer("a"), integer("b"), integer("c"), schema.Index("c", "a").Named(t.name("ix_ca")),
		schema.Index("a").Named(t.name("ix_a")), schema.UniqueIndex("b").Named(t.name("ix_b")))
	got := t.described(table.Name)
	found := map[string]string{}
	for _, x := range got.Indexes {
		if !x.Unique {
			found[x.Name] = strings.Join(x.Columns(), ",")
		}
	}
	equal(t, "indexes", found, map[string]string{t.name("ix_ca"): "c,a", t.name("ix_a"): "a"})
	equal(t, "what is unique", uniques(got), []string{"b"})
}

func indexExpressions(t *trial) {
	table := t.table("indexes", key(), varchar("name"))
	if err := table.Add(schema.IndexOn(sql.Lower(text(table, "name"))).Named(t.name("ix"))); err != nil {
		t.Fatal(err)
	}
	t.create()
	indexes := ownIndexes(t.described(table.Name))
	if len(indexes) != 1 || len(indexes[0].Parts) != 1 || !strings.Contains(strings.ToLower(indexes[0].Parts[0].Expression), "lower") {
		t.Errorf("the indexes are %s", shown(indexes))
	}
}

func partialIndexes(t *trial) {
	table := t.table("indexes", key(), varchar("state"))
	if err := table.Add(schema.UniqueIndex("state").Named(t.name("ix")).Where(text(table, "state").Eq("running"))); err != nil {
		t.Fatal(err)
	}
	t.create()
	id, state := number(table, "id"), text(table, "state")
	t.insert(table, row(id.Set(1), state.Set("done")), row(id.Set(2), state.Set("done")), row(id.Set(3), state.Set("running")))
	t.refused(sql.Insert(table).Values(id.Set(4), state.Set("running")), nil)
	indexes := ownIndexes(t.described(table.Name))
	if len(indexes) != 1 || !strings.Contains(indexes[0].Where, "running") {
		t.Errorf("the indexes are %s", shown(indexes))
	}
}

func reflectedComputed(t *trial, storage schema.Storage) {
	table := t.created("computed", key(), integer("normal", schema.Default("42")), integer("more", schema.Computed("normal + 42", storage)))
	got := t.described(table.Name)
	equal(t, "an ordinary default", t.must(got, "normal").Computed, "")
	more := t.must(got, "more")
	if !strings.Contains(more.Computed, "42") || !strings.Contains(strings.ToLower(more.Computed), "normal") {
		t.Errorf("the expression is %q", more.Computed)
	}
	equal(t, "stored", more.Stored, storage == schema.Stored)
	equal(t, "its default", more.Default, "")
}

func generatedKey(t *trial) {
	made, given := t.created("made", madeKey(), integer("n")), t.created("given", varchar("code", schema.PK()), integer("n"))
	if t.must(t.described(made.Name), "id").Identity == nil {
		t.Error("a key that the database makes is reflected as one that it does not")
	}
	for table, column := range map[string]string{given.Name: "code", made.Name: "n"} {
		if t.must(t.described(table), column).Identity != nil {
			t.Errorf("%s is reflected as a key that the database makes", column)
		}
	}
}

func reflectedIdentity(t *trial) {
	table := t.created("identity", integer("id", schema.PK(), schema.Identity(schema.Always(), schema.StartWith(10), schema.IncrementBy(5))), integer("n"))
	got := t.must(t.described(table.Name), "id").Identity
	if got == nil {
		t.Fatal("it is reflected as no identity")
	}
	equal(t, "start and increment", []int64{got.Start, got.Increment}, []int64{10, 5})
	equal(t, "a column that is none", t.must(t.described(table.Name), "n").Identity, nil)
}
