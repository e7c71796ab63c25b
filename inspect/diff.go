package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
)

// Diff says in words how the tables of got differ from those of want, as far as the
// database of a dialect can tell them apart: types are the same where it spells them
// alike, a name that nobody chose is the same as any, texts of defaults and
// conditions are compared without what databases change about them. What a database
// rewrites beyond that, as PostgreSQL does with IN, is told as a difference. None
// means that they are equal.
//
//	meta := schema.NewMetaData()
//	err := inspect.Open(eng).Reflect(ctx, meta)
//	differences := inspect.Diff(eng.Dialect(), orm.DefaultRegistry().MetaData(), meta)
func Diff(d *dialect.Dialect, want, got *schema.MetaData) []string {
	c := &comparison{dialect: d}
	for _, t := range want.Tables() {
		other := got.Table(t.FullName())
		if other == nil {
			c.say("table %q is missing", t.FullName())
			continue
		}
		c.table(t, other)
	}
	for _, t := range got.Tables() {
		if want.Table(t.FullName()) == nil {
			c.say("table %q is there beyond what was wanted", t.FullName())
		}
	}
	return c.found
}

// A comparison gathers differences.
type comparison struct {
	dialect *dialect.Dialect
	about   string // the table
	found   []string
}

func (c *comparison) say(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(c.about+format, args...))
}

// differ tells of a property that is not what was wanted.
func (c *comparison) differ(what, want, got string) {
	if want != got {
		c.say("%s is %s, not %s", what, named(got), named(want))
	}
}

func named(text string) string {
	if text == "" {
		return "not there"
	}
	return text
}

func (c *comparison) table(want, got *schema.Table) {
	c.about = fmt.Sprintf("table %q: ", want.FullName())
	defer func() { c.about = "" }()
	c.columns(want, got)
	c.options(want, got)
	c.differ("the primary key", columnList(want.PrimaryKey), columnList(got.PrimaryKey))
	if c.dialect.DDL.Comments != dialect.NoComments {
		c.differ("the comment", want.Comment, got.Comment)
	}
	c.sets("unique constraint", c.uniques(want), c.uniques(got))
	c.sets("foreign key", c.foreignKeys(want), c.foreignKeys(got))
	c.sets("check", checks(want), checks(got))
	c.sets("index", c.indexes(want), c.indexes(got))
}

func columnList(columns []*schema.Column) string {
	if len(columns) == 0 {
		return ""
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	return "(" + strings.Join(names, ", ") + ")"
}

func (c *comparison) columns(want, got *schema.Table) {
	for _, column := range want.Columns {
		other := got.Column(column.Name)
		if other == nil {
			c.say("column %q is missing", column.Name)
			continue
		}
		c.column(column, other)
	}
	for _, column := range got.Columns {
		if want.Column(column.Name) == nil {
			c.say("column %q is there beyond what was wanted", column.Name)
		}
	}
	if len(want.Columns) == len(got.Columns) {
		c.differ("the order of the columns", columnList(want.Columns), columnList(got.Columns))
	}
}

func (c *comparison) column(want, got *schema.Column) {
	what := fmt.Sprintf("column %q: ", want.Name)
	c.differ(what+"the type", c.spelled(want), c.spelled(got))
	c.differ(what+"the computation", c.computation(want), c.computation(got))
	nullable := map[bool]string{true: "NULL", false: "NOT NULL"}
	c.differ(what+"nullability", nullable[want.Nullable], nullable[got.Nullable])
	c.differ(what+"the default", canonical(want.Default), canonical(got.Default))
	if c.dialect.DDL.Comments != dialect.NoComments {
		c.differ(what+"the comment", want.Comment, got.Comment)
	}
}

// computation gives the expression of a computed column, where it is text.
func (c *comparison) computation(column *schema.Column) string {
	if column.Computed == nil {
		return ""
	}
	if text, ok := column.Computed.Expression.Node().(*ast.Text); ok && len(text.Parts) == 1 {
		return canonical(text.Parts[0])
	}
	return "an expression"
}

// spelled gives the type of a column with how its value is generated.
func (c *comparison) spelled(column *schema.Column) string {
	if column.Type == nil {
		return "not known"
	}
	if column.Identity && c.dialect.Identity != nil {
		name, suffix := c.dialect.Identity(column.Type)
		return strings.TrimSpace(name + " " + suffix)
	}
	if c.dialect.TypeName == nil {
		return column.Type.String()
	}
	name, err := c.dialect.SpellType(column.Type)
	if err != nil {
		return column.Type.String()
	}
	if c.dialect.Structure != nil { // a synonym is kept as what it stands for
		if kept, known := c.dialect.Structure.Type(strings.ToLower(name)); known {
			if again, err := c.dialect.SpellType(kept); err == nil {
				name = again
			}
		}
	}
	return strings.ToUpper(name)
}

// A described is a constraint or index: what it is called, and what it is.
type described struct{ name, text string }

// sets compares constraints of one kind. Of two that are alike, the names count
// only where both have one.
func (c *comparison) sets(kind string, want, got []described) {
	rest := slices.Clone(got)
	for _, w := range want {
		at := slices.IndexFunc(rest, func(g described) bool {
			return g.text == w.text && (w.name == "" || g.name == "" || w.name == g.name)
		})
		if at < 0 {
			c.say("%s %s is missing", kind, w)
			continue
		}
		rest = slices.Delete(rest, at, at+1)
	}
	for _, g := range rest {
		c.say("%s %s is there beyond what was wanted", kind, g)
	}
}

func (x described) String() string {
	if x.name == "" {
		return x.text
	}
	return fmt.Sprintf("%q %s", x.name, x.text)
}

func (c *comparison) uniques(t *schema.Table) (found []described) {
	for _, u := range t.Uniques {
		found = append(found, described{u.Name, columnList(u.Columns)})
	}
	if c.dialect.Structure != nil && c.dialect.Structure.UniqueIndexes {
		for _, x := range t.Indexes {
			if x.Unique {
				found = append(found, described{x.Name, columnList(x.Columns)})
			}
		}
	}
	return found
}

func (c *comparison) foreignKeys(t *schema.Table) (found []described) {
	for _, fk := range t.ForeignKeys {
		if fk.Target != nil && c.dialect.DDL.AttachedSchemas && fk.Target.Schema != t.Schema {
			continue // which the database cannot have
		}
		text := columnList(fk.Columns) + " to " + fk.TargetName()
		if fk.Target != nil {
			text = columnList(fk.Columns) + " to " + fk.Target.FullName() + columnList(fk.TargetColumns)
		}
		text += c.action(" on delete ", fk.OnDelete) + c.action(" on update ", fk.OnUpdate)
		if fk.Deferrable {
			text += " deferrable"
		}
		if fk.InitiallyDeferred {
			text += " initially deferred"
		}
		found = append(found, described{fk.Name, text})
	}
	return found
}

func (c *comparison) action(when, action string) string {
	restricts := c.dialect.Structure != nil && c.dialect.Structure.Restricts
	if action == "" || action == "NO ACTION" || action == "RESTRICT" && restricts {
		return ""
	}
	return when + action
}

func checks(t *schema.Table) (found []described) {
	for _, k := range t.Checks {
		found = append(found, described{k.Name, canonical(k.Condition)})
	}
	return found
}

func (c *comparison) indexes(t *schema.Table) (found []described) {
	for _, x := range t.Indexes {
		if x.Unique && c.dialect.Structure != nil && c.dialect.Structure.UniqueIndexes {
			continue // which uniques has
		}
		found = append(found, described{x.Name, c.createIndex(x)})
	}
	return found
}

// createIndex gives what CREATE INDEX says of an index besides its name.
func (c *comparison) createIndex(x *schema.TableIndex) string {
	create, err := c.dialect.CompileDDL(schema.CreateIndex(x))
	if err != nil {
		return err.Error()
	}
	kind := ""
	if x.Unique {
		kind = "unique "
	}
	plain := *x
	plain.Options = nil
	bare, err := c.dialect.CompileDDL(schema.CreateIndex(&plain))
	if err == nil && bare.SQL == create.SQL && x.Where == nil &&
		!slices.ContainsFunc(x.Parts, func(p schema.IndexPart) bool { return p.Column == nil }) {
		return kind + columnList(x.Columns)
	}
	words, after, _ := strings.Cut(create.SQL, " ON ")
	words = strings.TrimPrefix(strings.TrimPrefix(words, "CREATE "), "UNIQUE ")
	if before, _, named := strings.Cut(words, "INDEX "); named {
		kind += strings.ToLower(before) // FULLTEXT, DESCENDING
	}
	return kind + "on " + canonical(after)
}
