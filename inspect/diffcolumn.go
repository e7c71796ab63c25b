package inspect

import (
	"fmt"
	"math"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

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
	c.differ(what+"the numbering", c.numbering(want), c.numbering(got))
	c.optionsOf(what+"the option ", c.dialect.Reflection.ColumnOptions, want.Options, got.Options)
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
	words := c.dialect.DDL.Computed
	stored, known := words[schema.Stored]
	kept := ""
	if storage := column.Computed.Storage; storage == schema.Stored || known && words[storage] == stored {
		kept = " stored"
	}
	if text, ok := column.Computed.Expression.Node().(*ast.Text); ok && len(text.Parts) == 1 {
		return canonical(text.Parts[0]) + kept
	}
	return "an expression" + kept
}

// numbering says how the database generates the values of a column, where it has
// several ways of that.
func (c *comparison) numbering(column *schema.Column) string {
	o, style := column.IdentityOptions, c.dialect.DDL.Identity
	if !column.Identity || style == dialect.IdentityAsKey || o == nil && style == dialect.IdentityGenerated {
		return ""
	}
	text := "generated"
	if o == nil {
		return text
	}
	if o.Always {
		text += " always"
	}
	number := func(word string, n *int64, usual int64) {
		if n != nil && *n != usual {
			text += fmt.Sprintf(" %s %d", word, *n)
		}
	}
	least, greatest, first := int64(1), int64(math.MaxInt64), int64(1)
	switch column.Type.Kind {
	case types.KindSmallInteger:
		greatest = math.MaxInt16
	case types.KindInteger:
		greatest = math.MaxInt32
	}
	if o.Increment != nil && *o.Increment < 0 {
		least, greatest = -greatest-1, -1
		first = greatest
		if o.Max != nil {
			first = *o.Max
		}
	} else if o.Min != nil {
		first = *o.Min
	}
	number("from", o.Start, first)
	number("by", o.Increment, 1)
	number("at least", o.Min, least)
	number("at most", o.Max, greatest)
	number("cached by", o.Cache, 1)
	if o.Cycle {
		text += " in cycles"
	}
	return text
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
