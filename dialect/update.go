package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

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
	outer := c.enter(n, n.More)
	c.labels, c.named = nil, false
	values := make([]ast.Expr, 0, 16)
	for i := range n.Set {
		if column := n.Set[i].Column; column != nil && column.From != n.Table {
			values = append(values, column)
		}
		values = append(values, n.Set[i].Value)
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
	aliased := c.aliasTarget(n.Table)
	if aliased {
		c.sourceName(n.Table)
	} else {
		c.From(n.Table)
	}
	if others && style == OtherTablesList {
		c.sourceList(n.From, added, false)
	}
	c.buf = append(c.buf, " SET "...)
	c.updateTables(n, others && style == OtherTablesList)
	c.assignments(n.Set, "=", others && style == OtherTablesList)
	c.outputClause(n.Returning, n.Table, "inserted", c.dialect.Features.UpdateReturning, updateReturning)
	switch {
	case aliased:
		c.buf = append(c.buf, " FROM "...)
		c.From(n.Table)
		c.sourceList(n.From, added, false)
	case !others:
	case style == OtherTablesFrom:
		c.buf = append(c.buf, " FROM "...)
		c.source(n.Table)
		c.sourceList(n.From, added, false)
	case style == OtherTablesClause:
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(n.From, added, true)
	}
	c.where(n.Where)
	c.changeBounds(n.More)
	c.returning(n.Returning, c.dialect.Features.UpdateReturning, updateReturning)
	c.suffixes(n.More)
	c.leave(outer)
}

const updateReturning = "UPDATE … RETURNING"

// updateTables checks that no other table is changed, unless the database
// changes several.
func (c *Compiler) updateTables(n *ast.Update, several bool) {
	for i := range n.Set {
		if column := n.Set[i].Column; column != nil && column.From != n.Table && !several && !sameTable(column.From, n.Table) {
			c.Unsupported("UPDATE of several tables")
		}
	}
}

// sameTable reports whether a column's source is the table of an alias.
func sameTable(from, target ast.From) bool {
	return from == nil || ast.BaseTable(from) != nil && ast.BaseTable(from) == ast.BaseTable(target)
}

// changeBounds writes the ORDER BY and LIMIT of an UPDATE or a DELETE.
func (c *Compiler) changeBounds(more *ast.Modifiers) {
	if more == nil || len(more.OrderBy) == 0 && more.Limit == nil {
		return
	}
	if !c.dialect.Features.UpdateLimit {
		c.Unsupported("UPDATE or DELETE with ORDER BY or LIMIT")
		return
	}
	c.orderBy(more.OrderBy)
	if more.Limit != nil {
		c.buf = append(c.buf, " LIMIT "...)
		c.rowCount(more.Limit)
	}
}
