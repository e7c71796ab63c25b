package conformance

import (
	"fmt"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
)

var nameCases = []Case{
	{Name: "names/columns", run: difficultColumns},
	{Name: "names/tables", run: difficultTables},
	{Name: "names/parameters", run: difficultParameters},
	{Name: "names/percent", run: percentNames},
	{Name: "names/percent-returning", Needs: []Capability{InsertReturning}, run: percentReturning},
	{Name: "names/unicode", run: unicodeNames},
	{Name: "names/case", run: caseOfNames},
	{Name: "names/case-alone", Needs: []Capability{MixedCaseNames}, run: caseAlone},
	{Name: "names/quotes", run: quotesInNames},
	{Name: "names/literals", run: percentLiterals},
}

// difficult are names that need quotes, or that drivers take for parameters.
var difficult = []string{
	"boring", "with space", "with    spaces", "q?marks", "do?s", "per % cent", "per%(cent)s", "per % (cent)s", "%percent", "100%",
	"par(ens)", "(bracket", "more :: %colons%", ":colon", "_name", "___name", "[BracketsAndCase]", "42numbers", "percent%signs",
	"has spaces", "/slashes/", "more/slashes", "name.dot", "1param", "1col:on", "select", "Order", "GROUP", "back\\slash", "tick`tock",
}

// Columns can have any name: they are written, read, looked for, and have rows
// returned by it.
func difficultColumns(t *trial) {
	items := []schema.Item{key()}
	for _, name := range difficult {
		items = append(items, varchar(name))
	}
	table := t.created("difficult", items...)
	id := number(table, "id")
	values := row(id.Set(1))
	for _, name := range difficult {
		values = append(values, text(table, name).Set("value of "+name))
	}
	t.insert(table, values, row(id.Set(2)))
	for _, name := range difficult {
		c := text(table, name)
		gives(t, name+" is read", sql.Select1(c).Where(id.Eq(1)), "value of "+name)
		gives(t, name+" is compared", sql.Select1(id).Where(c.Eq("value of "+name)), 1)
		t.exec(sql.Update(table).Set(c.Set("changed")).Where(c.In("value of "+name, "x")))
		gives(t, name+" was updated", sql.Select1(id).Where(c.NotIn("x", "y"), c.IsNotNull()).OrderBy(c.Asc()), 1)
		record, err := sql.Select(c).Where(id.Eq(1)).One(t.ctx, t.eng)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "the name in the result", record.Columns(), []string{name})
	}
	equal(t, "the names of the columns", columnNames(t.described(table.Name)), append([]string{"id"}, difficult...))
}

func difficultTables(t *trial) {
	for _, name := range []string{"a space", "per%cent", "(parens)", "[brackets]", "colon:", "dot.ted", "Mixed", "1st", "quo'te"} {
		table := schema.New(t.meta, t.name(name), key(), varchar("data"))
		t.create()
		id, data := number(table, "id"), text(table, "data")
		t.insert(table, row(id.Set(1), data.Set(name)))
		t.exec(sql.Update(table).Set(data.Set("changed")).Where(id.Eq(1), data.Eq(name)))
		gives(t, name, sql.Select2(id, data), sql.Pair(int64(1), "changed"))
		t.exec(sql.Delete(table).Where(id.Eq(1)))
		gives(t, name, sql.Select1(sql.Count(id)), 0)
	}
}

// Parameters of the program's own have any name.
func difficultParameters(t *trial) {
	p := t.points
	for _, name := range difficult {
		gives(t, name, p.ids(sql.Eq(p.x, sql.Param[sql.Number[int64]](name))).Params(sql.P{name: 2}), 2)
		gives(t, name+" as a list", p.ids(sql.InParam(p.x, name)).Params(sql.P{name: []int64{1, 2}}), 1, 2)
	}
}

func percentTable(t *trial) (table *schema.Table, percent, spaces sql.Number[int64]) {
	table = t.table("percent%table", integer("percent%", schema.PK(), schema.NoIdentity()), integer("spaces % more spaces"))
	t.create()
	return table, number(table, "percent%"), number(table, "spaces % more spaces")
}

func percentNames(t *trial) {
	table, percent, spaces := percentTable(t)
	t.exec(sql.Insert(table).Values(percent.Set(5), spaces.Set(12)))
	t.insert(table, row(percent.Set(7), spaces.Set(11)), row(percent.Set(9), spaces.Set(10)), row(percent.Set(11), spaces.Set(9)))
	gives(t, "some", sql.Select2(percent, spaces).Where(spaces.In(9, 10)).OrderBy(percent.Asc()), sql.Pair[int64, int64](9, 10), sql.Pair[int64, int64](11, 9))
	a := sql.Aliased(table, "per%cent")
	gives(t, "through an alias", sql.Select1(sql.Via(a, percent)).OrderBy(sql.Via(a, spaces).Asc()).Limit(1), 11)
	t.exec(sql.Update(table).Set(spaces.Set(15)).Everywhere())
	gives(t, "updated", sql.Select1(percent).Where(spaces.Eq(15)).OrderBy(percent.Asc()), 5, 7, 9, 11)
}

func percentReturning(t *trial) {
	table, percent, spaces := percentTable(t)
	got, err := sql.Returning2(sql.Insert(table).Values(percent.Set(5), spaces.Set(12)), percent, spaces).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "returned", got, sql.Pair[int64, int64](5, 12))
}

func unicodeNames(t *trial) {
	parent := t.table("méil", integer("méil", schema.PK(), schema.NoIdentity()), integer("測試"))
	child := t.table("Unitéble2", integer("méil", schema.PK(), schema.NoIdentity()), integer("測", schema.References(parent.Name+".méil")))
	t.create()
	t.insert(parent, row(number(parent, "méil").Set(1), number(parent, "測試").Set(5)))
	t.insert(child, row(number(child, "méil").Set(2), number(child, "測").Set(1)))
	gives(t, "joined", sql.Select2(number(parent, "測試"), number(child, "méil")).From(parent).Join(child), sql.Pair[int64, int64](5, 2))
	got := t.described(child.Name)
	equal(t, "columns", columnNames(got), []string{"méil", "測"})
	if len(got.ForeignKeys) != 1 || got.ForeignKeys[0].Target != parent.Name {
		t.Errorf("foreign keys %s", shown(got.ForeignKeys))
	}
}

// Names in lower case, upper case and both come back as they were given, in
// statements, texts and reflection.
func caseOfNames(t *trial) {
	table := t.created("names", key(), integer("lowercase"), integer("MixedCase"), integer("UPPERCASE"), integer("ALL_CAPS_QUOTED"))
	names := []string{"lowercase", "MixedCase", "UPPERCASE", "ALL_CAPS_QUOTED"}
	values := row(number(table, "id").Set(1))
	items := []sql.Projection{}
	for i, name := range names {
		values = append(values, number(table, name).Set(int64(i)))
		items = append(items, number(table, name))
	}
	t.insert(table, values)
	record, err := sql.Select(items...).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "columns of the result", record.Columns(), names)
	for i, name := range names {
		value, ok := record.Get(name)
		equal(t, name, fmt.Sprint(value, ok), fmt.Sprint(i, true))
		gives(t, "as a label", sql.Select1(number(table, "id").As(name)).OrderBy(sql.Labelled(name)), 1)
	}
}

func caseAlone(t *trial) {
	lower, mixed := t.table("things", key()), t.table("Things", key())
	t.create()
	t.insert(lower, row(number(lower, "id").Set(1)))
	t.insert(mixed, row(number(mixed, "id").Set(2)))
	gives(t, "lower", sql.Select1(number(lower, "id")), 1)
	gives(t, "mixed", sql.Select1(number(mixed, "id")), 2)
	equal(t, "both are there", []bool{t.there(lower.Name), t.there(mixed.Name)}, []bool{true, true})
}

// Every question about a table takes a name with quotes in it.
func quotesInNames(t *trial) {
	for _, name := range []string{`quote ' one`, `quote " two`, "tick ` three", "brackets ] four"} {
		table := t.table(name, key(), integer("n", schema.Index()), varchar(`col "quoted"`))
		table.Indexes[0].Name = t.name("ix" + name[len(name)-4:])
		t.create()
		got := t.described(table.Name)
		equal(t, "columns", columnNames(got), []string{"id", "n", `col "quoted"`})
		equal(t, "key", got.PrimaryKey.Columns, []string{"id"})
		has, err := t.inspector().HasIndex(t.ctx, table.Name, table.Indexes[0].Name)
		equal(t, "index", fmt.Sprint(has, err), "true <nil>")
		equal(t, "there", t.there(table.Name), true)
		if err := t.eng.DropAll(t.ctx, t.meta); err != nil {
			t.Fatal(err)
		}
		equal(t, "there when dropped", t.there(table.Name), false)
	}
}

// Percent signs, colons and question marks in texts are what they are.
func percentLiterals(t *trial) {
	p := t.points
	of := func(literal string) sql.Query[string] {
		return sql.FromText(sql.Column[sql.String]("v"), sql.Text("SELECT "+literal+" AS v FROM "+p.table.Name+" WHERE id = :id", sql.P{"id": 1}))
	}
	for _, s := range []string{"some % other value", "%s", "100%%", "a ? b", "it is 12:30", "a :: b", "$1", "[x]"} {
		gives(t, s, of("'"+s+"'"), s)
	}
	gives(t, "a remainder", p.ids(p.x.Mod(2).Eq(1)), 1, 3)
}
