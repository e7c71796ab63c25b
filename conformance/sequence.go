package conformance

import (
	"errors"
	"slices"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/inspect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/types"
)

var sequenceCases = []Case{
	{Name: "sequence/default", Needs: []Capability{Sequences}, run: sequenceDefault},
	{Name: "sequence/optional", run: sequenceOptional},
	{Name: "sequence/next-value", Needs: []Capability{Sequences}, run: nextValue},
	{Name: "sequence/options", Needs: []Capability{Sequences, SequenceStart}, run: sequenceOptions},
	{Name: "sequence/increment", Needs: []Capability{Sequences}, run: sequenceIncrement},
	{Name: "sequence/reflection", Needs: []Capability{Sequences}, run: reflectedSequences},
	{Name: "sequence/reflection-of-options", Needs: []Capability{Sequences}, run: reflectedSequenceOptions},
	{Name: "sequence/reflection-of-none", run: noSequences},
	{Name: "sequence/in-schema", Needs: []Capability{Sequences, Schemas}, run: sequenceInSchema},
}

// sequence is a sequence of the case's own.
func (t *trial) sequence(rest string, options ...schema.SequenceOption) *schema.Sequence {
	return schema.NewSequence(t.meta, t.name(rest), options...)
}

// An INSERT draws its key from a sequence, and tells it.
func sequenceDefault(t *trial) {
	s := t.sequence("numbers")
	table := t.table("drawn", integer("id", schema.PK(), schema.FromSequence(s.Name)), varchar("data"))
	t.create()
	id, data := number(table, "id"), text(table, "data")
	for _, word := range []string{"a", "b"} {
		key, err := sql.InsertedKey(t.ctx, t.eng, sql.Insert(table).Values(data.Set(word)), id)
		if err != nil {
			t.Fatal(err)
		}
		gives(t, "the key that was told", sql.Select1(data).Where(id.Eq(key)), word)
	}
	drawn := t.drawn(s.Name)
	gives(t, "numbers below the next one", sql.Select1(sql.Count(id)).Where(id.Lt(drawn)), 2)
	t.exec(sql.Insert(table).Values(id.Set(500), data.Set("c")))
	gives(t, "a key that the program gave", sql.Select1(data).Where(id.Eq(500)), "c")
}

// Where there are no sequences, a column that draws from one is generated
// otherwise.
func sequenceOptional(t *trial) {
	table := t.created("drawn", integer("id", schema.PK(), schema.FromSequence(t.name("numbers"))), varchar("data"))
	id, data := number(table, "id"), text(table, "data")
	t.insert(table, row(data.Set("a")), row(data.Set("b")))
	gives(t, "rows with keys", sql.Select2(sql.Count(id), sql.CountDistinct(id)), sql.Pair[int64, int64](2, 2))
}

// drawn is the next number of a sequence.
func (t *trial) drawn(name string) int64 {
	t.Helper()
	n, err := sql.Select1(sql.NextValue[sql.Number[int64]](name)).One(t.ctx, t.eng)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func nextValue(t *trial) {
	s := t.sequence("numbers")
	t.create()
	first := t.drawn(s.Name)
	equal(t, "the next ones", []int64{t.drawn(s.Name), t.drawn(s.Name)}, []int64{first + 1, first + 2})
	table := t.created("drawn", key(), integer("n"))
	t.exec(sql.Insert(table).Values(number(table, "id").Set(1), sql.SetTo(number(table, "n"), sql.NextValue[sql.Number[int64]](s.Name))))
	gives(t, "within an INSERT", sql.Select1(number(table, "n")), first+3)
	t.exec(sql.Update(table).Set(sql.SetTo(number(table, "n"), sql.NextValue[sql.Number[int64]](s.Name))).Everywhere())
	gives(t, "within an UPDATE", sql.Select1(number(table, "n")), first+4)
	err := t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		insert := sql.Insert(table).Values(number(table, "id").Set(2), sql.SetTo(number(table, "n"), sql.NextValue[sql.Number[int64]](s.Name)))
		equal(t, "rows, without parameters", t.execInline(tx, insert), 1)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	gives(t, "without parameters", sql.Select1(number(table, "n")).Where(number(table, "id").Eq(2)), first+5)
	undo := errors.New("undo")
	err = t.eng.Run(t.ctx, func(tx *azoth.Tx) error {
		n, err := sql.Select1(sql.NextValue[sql.Number[int64]](s.Name)).One(t.ctx, tx)
		if err != nil {
			return err
		}
		equal(t, "within a transaction", n, first+6)
		return undo
	})
	if !errors.Is(err, undo) {
		t.Error(err)
	}
}

func sequenceOptions(t *trial) {
	s := t.sequence("numbers", schema.StartWith(100), schema.IncrementBy(10))
	t.create()
	equal(t, "numbers", []int64{t.drawn(s.Name), t.drawn(s.Name), t.drawn(s.Name)}, []int64{100, 110, 120})
}

func sequenceIncrement(t *trial) {
	s := t.sequence("numbers", schema.IncrementBy(10))
	t.create()
	first := t.drawn(s.Name)
	equal(t, "the next ones", []int64{t.drawn(s.Name), t.drawn(s.Name)}, []int64{first + 10, first + 20})
}

func reflectedSequences(t *trial) {
	s := t.sequence("numbers")
	table := t.table("a_table", key())
	t.create()
	t.drawn(s.Name)
	inspector := t.inspector()
	equal(t, "a sequence", answer(inspector.HasSequence(t.ctx, s.Name)), "true <nil>")
	equal(t, "another name", answer(inspector.HasSequence(t.ctx, t.name("letters"))), "false <nil>")
	equal(t, "a table of that name", answer(inspector.HasSequence(t.ctx, table.Name)), "false <nil>")
	t.listed(s.Name)
	t.ddl(schema.DropSequence(s))
	equal(t, "dropped, as it was read before", answer(inspector.HasSequence(t.ctx, s.Name)), "true <nil>")
	inspector.Clear()
	equal(t, "dropped", answer(inspector.HasSequence(t.ctx, s.Name)), "false <nil>")
}

// listed finds a sequence among all.
func (t *trial) listed(name string) inspect.Sequence {
	t.Helper()
	found, err := t.inspector().Sequences(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(found, func(f inspect.Sequence) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("the sequences are %v", found)
	}
	return found[i]
}

func reflectedSequenceOptions(t *trial) {
	s := t.sequence("numbers", schema.IncrementBy(2))
	t.create()
	t.drawn(s.Name)
	equal(t, "the increment", t.listed(s.Name).Increment, 2)
}

// Without sequences of its own, a database tells of none.
func noSequences(t *trial) {
	found, err := t.inspector().Sequences(t.ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range found {
		equal(t, "a sequence of the run", len(t.own([]string{s.Name}, nil)), 0)
	}
}

func sequenceInSchema(t *trial) {
	name := t.newSchema()
	s := schema.NewSequence(t.meta, name+"."+t.name("numbers"))
	t.create()
	first := t.drawn(s.FullName())
	equal(t, "the next one", t.drawn(s.FullName()), first+1)
	inspector := t.inspector()
	equal(t, "in its schema", answer(inspector.HasSequence(t.ctx, s.Name, inspect.In(name))), "true <nil>")
	equal(t, "in the default schema", answer(inspector.HasSequence(t.ctx, s.Name)), "false <nil>")
	moved := t.eng.WithSchemas(map[string]string{"": name})
	n, err := sql.Select1(sql.NextValue[sql.Number[int64]](s.Name)).One(t.ctx, moved)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "through a translated schema", n, first+2)
}

var identityCases = []Case{
	{Name: "identity/key", run: identityKey},
	{Name: "identity/options", Needs: []Capability{IdentityOptions}, run: identityOptions},
	{Name: "identity/always", Needs: []Capability{IdentityOptions}, run: identityAlways},
}

// An identity column is a generated key like others.
func identityKey(t *trial) {
	table := t.created("identity", schema.Col("id", types.BigInteger, schema.PK(), schema.Identity()), varchar("data"))
	id, data := number(table, "id"), text(table, "data")
	key, err := sql.InsertedKey(t.ctx, t.eng, sql.Insert(table).Values(data.Set("a")), id)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "the first key", key, 1)
	t.insert(table, row(data.Set("b")))
	gives(t, "keys", sql.Select2(id, data).OrderBy(id.Asc()), sql.Pair(int64(1), "a"), sql.Pair(int64(2), "b"))
}

func identityTable(t *trial, options ...schema.IdentityOption) (table *schema.Table, id sql.Number[int64], data sql.String) {
	table = t.created("identity", integer("id", schema.PK(), schema.Identity(options...)), varchar("data"))
	return table, number(table, "id"), text(table, "data")
}

func identityOptions(t *trial) {
	table, id, data := identityTable(t, schema.StartWith(42), schema.IncrementBy(3))
	t.insert(table, row(data.Set("a")), row(data.Set("b")))
	gives(t, "keys", sql.Select1(id).OrderBy(id.Asc()), 42, 45)
	t.exec(sql.Insert(table).Values(id.Set(7), data.Set("c")))
	gives(t, "a key that the program gave", sql.Select1(data).Where(id.Eq(7)), "c")
}

func identityAlways(t *trial) {
	table, id, data := identityTable(t, schema.Always(), schema.StartWith(1))
	t.insert(table, row(data.Set("a")))
	t.refused(sql.Insert(table).Values(id.Set(200), data.Set("b")), nil)
	gives(t, "keys", sql.Select1(id), 1)
}
