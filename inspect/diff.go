package inspect

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// Diff says in words how the tables of got differ from those of want, as far as the
// database of a dialect can tell them apart: types are the same where it spells them
// alike, a name that nobody chose is the same as any, texts of defaults and
// conditions are compared without what databases change about them. What a database
// rewrites beyond that, as PostgreSQL does with IN, is told as a difference. None
// means that they are equal. Sequences and views are told of where got has been
// reflected with [Whole]; views are there or not, as databases rewrite queries.
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
	c.sequences(want, got)
	c.views(want, got)
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
	c.optionsOf("the option ", c.dialect.Reflection.TableOptions, want.Options, got.Options)
	c.keys(want, got)
	if c.dialect.DDL.Comments != dialect.NoComments {
		c.differ("the comment", want.Comment, got.Comment)
	}
	c.sets("unique constraint", c.uniques(want), c.uniques(got))
	c.sets("foreign key", c.foreignKeys(want), c.foreignKeys(got))
	c.sets("check", c.checks(want), c.checks(got))
	c.sets("exclusion", c.excludes(want), c.excludes(got))
	c.sets("index", c.indexes(want), c.indexes(got))
}
