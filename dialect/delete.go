package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

func (c *Compiler) delete(n *ast.Delete) {
	switch {
	case n.Table == nil:
		c.Fail(errors.New("DELETE without a table"))
		return
	case len(n.Where) == 0 && !n.All:
		c.Fail(fmt.Errorf("DELETE from %s: %w", describe(n.Table), ErrUnfiltered))
		return
	}
	outer := c.enter(n, n.More)
	c.labels, c.named = nil, false
	added := c.infer(n.Table, n.Using, n.Where)
	others := len(n.Using)+len(added) > 0
	style := c.dialect.Features.DeleteUsing
	if others && style == NoOtherTables {
		c.Unsupported("DELETE … USING")
		return
	}
	c.buf = append(c.buf, "DELETE "...)
	c.prefixes(n.More)
	c.buf = append(c.buf, "FROM "...)
	aliased := c.aliasTarget(n.Table)
	if aliased || others && style == OtherTablesList {
		c.sourceName(n.Table)
	} else {
		c.From(n.Table)
	}
	c.outputClause(n.Returning, n.Table, "deleted", c.dialect.Features.DeleteReturning, deleteReturning)
	switch {
	case aliased:
		c.buf = append(c.buf, " FROM "...)
		c.From(n.Table)
		c.sourceList(n.Using, added, false)
	case !others:
	case style == OtherTablesList:
		c.buf = append(c.buf, " USING "...)
		c.From(n.Table)
		c.sourceList(n.Using, added, false)
	case style == OtherTablesFrom:
		c.buf = append(c.buf, " FROM "...)
		c.source(n.Table)
		c.sourceList(n.Using, added, false)
	default:
		c.buf = append(c.buf, " USING "...)
		c.sourceList(n.Using, added, true)
	}
	c.where(n.Where)
	c.changeBounds(n.More)
	c.returning(n.Returning, c.dialect.Features.DeleteReturning, deleteReturning)
	c.suffixes(n.More)
	c.leave(outer)
}

const deleteReturning = "DELETE … RETURNING"

// aliasTarget reports whether a statement names its table by an alias that only FROM
// explains.
func (c *Compiler) aliasTarget(table ast.From) bool {
	_, alias := table.(*ast.Alias)
	return alias && c.dialect.Features.AliasTarget
}
