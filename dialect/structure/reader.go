package structure

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/types"
)

// A Reader makes tables of the rows of a catalogue's queries.
type Reader struct {
	queries *Queries
	schema  string
	name    func(stored string) string
	tables  map[string]*Table
	order   []*Table
	foreign map[*ForeignKey]string
}

// NewReader makes a reader for the tables of a schema. Name gives a name as
// programs write it.
func (q *Queries) NewReader(schema string, name func(stored string) string) *Reader {
	return &Reader{queries: q, schema: schema, name: name, tables: map[string]*Table{}, foreign: map[*ForeignKey]string{}}
}

// A Part is one query for tables, and what becomes of its rows.
type Part struct {
	// Name says what it asks for, "foreign keys".
	Name string
	// Query is the text, with its marks.
	Query string
	// Add takes in a row.
	Add func(row types.Row) error
}

// Parts are the queries to run, in this order; those that the database has
// nothing for are left out.
func (r *Reader) Parts() []Part {
	part := func(name, query string, read func(t *Table, rec *record)) Part {
		return Part{name, query, func(row types.Row) error {
			rec := &record{row: row, name: r.name}
			if t := r.tables[rec.identifier()]; t != nil {
				read(t, rec)
			}
			return rec.err
		}}
	}
	parts := []Part{
		{"tables", r.queries.Relations, r.relation},
		part("columns", r.queries.Columns, r.column),
		part("primary keys", r.queries.PrimaryKeys, readPrimaryKey),
		part("unique constraints", r.queries.Uniques, readUnique),
		part("foreign keys", r.queries.ForeignKeys, r.foreignKey),
		part("checks", r.queries.Checks, readCheck),
		part("indexes", r.queries.Indexes, readIndex),
		part("options", r.queries.Options, readOption),
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return p.Query == "" })
}

// Tables gives the tables that were read, in the order of the query for them.
func (r *Reader) Tables() []*Table {
	for _, t := range r.order {
		if r.queries.Refine != nil {
			r.queries.Refine(t)
		}
		for _, c := range t.Columns {
			r.recognize(c)
		}
	}
	return r.order
}

// recognize finds out what the spelling of a type means.
func (r *Reader) recognize(c *Column) {
	if c.Type != nil {
		c.Known = true
		return
	}
	if c.Type, c.Known = r.queries.Type(c.TypeName); c.Type == nil {
		c.Type = types.Named(c.TypeName)
	}
	c.Known = c.Known || len(c.Labels) > 0
}

func (r *Reader) relation(row types.Row) error {
	rec := &record{row: row, name: r.name}
	t := &Table{
		Schema: r.schema, Name: rec.identifier(), Kind: Kind(rec.text()), Temporary: rec.flag(),
		Comment: rec.text(), Definition: rec.text(),
	}
	if rec.err == nil {
		r.tables[t.Name] = t
		r.order = append(r.order, t)
	}
	return rec.err
}

func (r *Reader) column(t *Table, rec *record) {
	c := &Column{Name: rec.identifier(), TypeName: rec.text(), Nullable: rec.flag(), Default: rec.text()}
	identity, start, increment := rec.text(), rec.number(), rec.number()
	if identity != "" {
		c.Identity = &Identity{Always: identity == "always", Serial: identity == "serial", Start: start, Increment: increment}
	}
	c.Computed, c.Stored = rec.text(), rec.flag()
	c.Collation, c.Domain, c.OnUpdate, c.Comment = rec.text(), rec.identifier(), rec.text(), rec.text()
	if labels := rec.text(); labels != "" {
		c.Labels = strings.Split(labels, "\x1f")
	}
	t.Columns = append(t.Columns, c)
}

func readPrimaryKey(t *Table, rec *record) {
	name, column := rec.constraint(), rec.identifier()
	if t.PrimaryKey == nil {
		t.PrimaryKey = &Key{ConstraintName: name, Timing: rec.timing()}
	}
	t.PrimaryKey.Columns = append(t.PrimaryKey.Columns, column)
}

func readUnique(t *Table, rec *record) {
	name, column := rec.constraint(), rec.identifier()
	at := slices.IndexFunc(t.Uniques, func(u *Unique) bool { return u.ConstraintName == name })
	if at < 0 {
		at = len(t.Uniques)
		t.Uniques = append(t.Uniques, &Unique{ConstraintName: name, Timing: rec.timing(), ConstraintDetails: ConstraintDetails{NullsNotDistinct: rec.flag()}})
	}
	t.Uniques[at].Columns = append(t.Uniques[at].Columns, column)
}

func (r *Reader) foreignKey(t *Table, rec *record) {
	id, name, column := rec.text(), rec.constraint(), rec.identifier()
	targetSchema, target, targetColumn := rec.identifier(), rec.identifier(), rec.identifier()
	at := slices.IndexFunc(t.ForeignKeys, func(fk *ForeignKey) bool { return r.foreign[fk] == id })
	if at < 0 {
		at = len(t.ForeignKeys)
		fk := &ForeignKey{ConstraintName: name, TargetSchema: targetSchema, Target: target}
		fk.OnDelete, fk.OnUpdate, fk.Match, fk.Timing = rec.action(), rec.action(), rec.text(), rec.timing()
		r.foreign[fk] = id
		t.ForeignKeys = append(t.ForeignKeys, fk)
	}
	fk := t.ForeignKeys[at]
	fk.Columns = append(fk.Columns, column)
	if targetColumn != "" {
		fk.TargetColumns = append(fk.TargetColumns, targetColumn)
	}
}

func readCheck(t *Table, rec *record) {
	t.Checks = append(t.Checks, &Check{ConstraintName: rec.constraint(), Condition: rec.text()})
}

func readIndex(t *Table, rec *record) {
	x := &Index{
		Name: rec.identifier(), Unique: rec.flag(), Constraint: rec.flag(), Method: rec.text(),
		Where: rec.text(), Definition: rec.text(),
	}
	if known := t.Index(x.Name); known != nil {
		x = known
	} else {
		t.Indexes = append(t.Indexes, x)
	}
	part := IndexPart{
		Column: rec.identifier(), Expression: rec.text(), Descending: rec.flag(),
		Nulls: rec.text(), Class: rec.text(), Length: int(rec.number()),
	}
	if rec.flag() {
		x.Include = append(x.Include, part.Column)
		return
	}
	x.Parts = append(x.Parts, part)
}

// ReadSequence makes a sequence of a row.
func (q *Queries) ReadSequence(row types.Row, name func(stored string) string) (Sequence, error) {
	rec := &record{row: row, name: name}
	s := Sequence{
		Name: rec.identifier(), Start: rec.number(), Increment: rec.number(), Min: rec.number(), Max: rec.number(),
		Cycle: rec.flag(), Cache: rec.number(), Owned: rec.flag(),
	}
	return s, rec.err
}

// ReadLabel reads the name of an enum and one of its labels.
func (q *Queries) ReadLabel(row types.Row, name func(stored string) string) (enum, label string, err error) {
	rec := &record{row: row, name: name}
	enum, label = rec.identifier(), rec.text()
	return enum, label, rec.err
}
