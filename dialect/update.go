package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

const updateReturning = "UPDATE … RETURNING"

func (c *Compiler) update(n *ast.Update) {
	switch {
	case n.Table == nil:
		c.Fail(errors.New("UPDATE without a table"))
		return
	case len(n.Set) == 0:
		c.failf("UPDATE of %s sets nothing", describe(n.Table))
		return
	case len(n.Where) == 0 && !n.All:
		c.Fail(fmt.Errorf("UPDATE of %s: %w", describe(n.Table), ErrUnfiltered))
		return
	}
	start := len(c.sources)
	values := make([]ast.Expr, 0, 16)
	for i := range n.Set {
		values = append(values, n.Set[i].Value)
		if column := n.Set[i].Column; column != nil && c.dialect.Features.UpdateFrom == OtherTablesList {
			values = append(values, column)
		}
	}
	added := c.infer(n.Table, n.From, values, n.Where)
	others := len(n.From)+len(added) > 0
	style := c.dialect.Features.UpdateFrom
	if others && style == NoOtherTables {
		c.Unsupported("UPDATE … FROM")
		return
	}
	c.buf = append(c.buf, "UPDATE "...)
	c.prefixes(n.More)
	c.hinted(n.Table, n.More)
	if others && style == OtherTablesList {
		c.buf = append(c.buf, ", "...)
		c.sourceList(n.From, added)
	}
	c.buf = append(c.buf, " SET "...)
	for i := range n.Set {
		c.separate(i)
		c.assignment(&n.Set[i], n.Table, others && style == OtherTablesList)
	}
	c.outputClause(n.Returning, n.Table, "inserted", c.dialect.Features.UpdateReturning, updateReturning)
	switch {
	case !others:
	case style == OtherTablesClause:
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(n.From, added)
	case style == OtherTablesFrom:
		c.buf = append(c.buf, " FROM "...)
		c.sourceList([]ast.From{n.Table}, n.From, added)
	}
	c.where(n.Where)
	c.writeBounds(n.More)
	c.returningClause(n.Returning, n.Table, c.dialect.Features.UpdateReturning, updateReturning)
	c.suffixes(n.More)
	clear(c.sources[start:])
	c.sources = c.sources[:start]
}

// assignment writes column=value.
func (c *Compiler) assignment(a *ast.Assignment, target ast.From, qualified bool) {
	switch {
	case a.Column == nil:
		c.failf("UPDATE of %s sets a nil column", describe(target))
		return
	case a.Target != nil:
		bare := c.bare
		c.bare = true
		c.Expr(a.Target)
		c.bare = bare
	case qualified:
		if table, plain := a.Column.From.(*ast.Table); plain {
			c.quoted(table.Name, table.Quote)
		} else {
			c.sourceName(a.Column.From)
		}
		c.buf = append(c.buf, '.')
		c.quoted(a.Column.Name, a.Column.Quote)
	case a.Column.From != nil && a.Column.From != target && ast.BaseTable(a.Column.From) != ast.BaseTable(target):
		c.Unsupported("UPDATE of columns of several tables")
		return
	default:
		c.quoted(a.Column.Name, a.Column.Quote)
	}
	c.buf = append(c.buf, '=')
	c.Operand(a.Value, PrecedenceHighest)
}

// writeBounds writes the order and the bound of an UPDATE or a DELETE.
func (c *Compiler) writeBounds(m *ast.Modifiers) {
	if m == nil || len(m.OrderBy) == 0 && m.Limit == nil {
		return
	}
	if !c.dialect.Features.UpdateLimit {
		c.Unsupported("LIMIT of an UPDATE or a DELETE")
		return
	}
	c.orderBy(m.OrderBy)
	if m.Limit != nil {
		c.buf = append(c.buf, " LIMIT "...)
		c.inlineCount(m.Limit, false)
	}
}
