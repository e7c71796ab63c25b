package schema

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A Table is a table with everything that its CREATE TABLE says. Its fields
// are there to be read; New and its items set them.
type Table struct {
	Schema      string // "" is the default schema
	Name        string
	Columns     []*Column
	PrimaryKey  []*Column
	ForeignKeys []*ForeignKeyConstraint
	Uniques     []*UniqueConstraint
	Checks      []*CheckConstraint
	Indexes     []*TableIndex
	// Quoting says whether the name is quoted, where that is not the rules' to
	// decide.
	Quoting ast.Quoting
	Comment string

	node *ast.Table
}

// New declares a table. It panics when the items do not fit together, naming
// the table, the column and the cure: tables are declared while a program
// starts. MetaData.Add gives an error instead.
//
//	var MoviesActors = schema.New(meta, "movies_actors",
//		schema.Col("movie_id", types.Integer, schema.PK(), schema.References("movies.id")),
//		schema.Col("actor_id", types.Integer, schema.PK(), schema.References("actors.id")))
func New(meta *MetaData, name string, items ...Item) *Table {
	t, err := meta.Add(name, items...)
	if err != nil {
		panic("schema: " + err.Error())
	}
	return t
}

// An Item is a part of a table's declaration: a column (Col), a constraint
// (PrimaryKey, ForeignKey, Unique, Check), an Index, InSchema or Comment.
type Item interface{ addTo(t *Table) error }

type tableItem func(t *Table) error

func (f tableItem) addTo(t *Table) error { return f(t) }

// InSchema puts the table into a schema (a database, on MySQL).
func InSchema(name string) Item {
	return tableItem(func(t *Table) error {
		t.Schema = name
		return nil
	})
}

// FullName is the table's name, after its schema and a point if it has one.
func (t *Table) FullName() string { return fullName(t.Schema, t.Name) }

func fullName(schema, name string) string {
	if schema == "" {
		return name
	}
	return schema + "." + name
}

// AST is the table as statements see it. Its foreign keys are those whose
// target is declared.
func (t *Table) AST() *ast.Table { return t.node }

// From is the table as a source of rows.
func (t *Table) From() ast.From { return t.node }

// JoinSteps lets a query be joined with the table, on the foreign key between
// it and what was joined before.
func (t *Table) JoinSteps([]ast.From) ([]sql.JoinStep, error) {
	return []sql.JoinStep{{From: t.node}}, nil
}

// Column finds a column by name, or gives nil.
func (t *Table) Column(name string) *Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// String describes the table with its columns, types and flags on one line.
func (t *Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Table(%s", t.FullName())
	for _, c := range t.Columns {
		b.WriteString(", ")
		b.WriteString(c.String())
	}
	b.WriteString(")")
	return b.String()
}

// build makes a table of its items and checks that they fit together.
func build(name string, items []Item) (*Table, error) {
	if name == "" {
		return nil, fmt.Errorf("a table needs a name")
	}
	t := &Table{Name: name}
	// Constraints name columns, so that columns come first whatever the order.
	ordered := slices.Clone(items)
	slices.SortStableFunc(ordered, func(a, b Item) int { return cmp.Compare(rank(a), rank(b)) })
	for _, item := range ordered {
		if err := item.addTo(t); err != nil {
			return nil, fmt.Errorf("table %q: %w", name, err)
		}
	}
	t.node = &ast.Table{Schema: t.Schema, Name: t.Name, Quote: t.Quoting, Columns: make([]*ast.Column, len(t.Columns))}
	for i, c := range t.Columns {
		if err := c.finish(); err != nil {
			return nil, fmt.Errorf("table %q, column %q: %w", name, c.Name, err)
		}
		c.node.From = t.node
		c.publishDefaults()
		t.node.Columns[i] = c.node
	}
	return t, nil
}

func rank(item Item) int {
	if _, isColumn := item.(*columnItem); isColumn {
		return 0
	}
	return 1
}

// columns finds columns that a constraint names.
func (t *Table) columns(constraint string, names []string) ([]*Column, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf("%s names no column", constraint)
	}
	found := make([]*Column, len(names))
	for i, name := range names {
		c := t.Column(name)
		if c == nil {
			return nil, fmt.Errorf("%s names column %q, which the table does not have%s: its columns are %s",
				constraint, name, didYouMean(name, t.columnNames()), strings.Join(t.columnNames(), ", "))
		}
		if slices.Contains(found[:i], c) {
			return nil, fmt.Errorf("%s names column %q twice", constraint, name)
		}
		found[i] = c
	}
	return found, nil
}

func (t *Table) columnNames() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// publishForeignKeys gives statements the foreign keys that are linked, in the
// order of their declaration.
func (t *Table) publishForeignKeys() {
	var linked []*ast.ForeignKey
	for _, fk := range t.ForeignKeys {
		if fk.Target == nil {
			continue
		}
		linked = append(linked, &ast.ForeignKey{
			Columns: nodes(fk.Columns), Target: fk.Target.node, TargetColumns: nodes(fk.TargetColumns),
		})
	}
	t.node.ForeignKeys = linked
}

func nodes(columns []*Column) []*ast.Column {
	result := make([]*ast.Column, len(columns))
	for i, c := range columns {
		result[i] = c.node
	}
	return result
}
