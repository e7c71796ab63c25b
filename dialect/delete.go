package dialect

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

const deleteReturning = "DELETE … RETURNING"

func (c *Compiler) delete(n *ast.Delete) {
	switch {
	case n.Table == nil:
		c.Fail(errors.New("DELETE without a table"))
		return
	case len(n.Where) == 0 && !n.All:
		c.Fail(fmt.Errorf("DELETE from %s: %w", describe(n.Table), ErrUnfiltered))
		return
	}
	start := len(c.sources)
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
	if others && style != OtherTablesClause {
		c.sourceName(n.Table)
	} else {
		c.hinted(n.Table, n.More)
	}
	c.outputClause(n.Returning, n.Table, "deleted", c.dialect.Features.DeleteReturning, deleteReturning)
	switch {
	case !others:
	case style == OtherTablesClause:
		c.buf = append(c.buf, " USING "...)
		c.sourceList(n.Using, added)
	case style == OtherTablesList:
		c.buf = append(c.buf, " USING "...)
		c.sourceList([]ast.From{n.Table}, n.Using, added)
	case style == OtherTablesFrom:
		c.buf = append(c.buf, " FROM "...)
		c.sourceList([]ast.From{n.Table}, n.Using, added)
	}
	c.where(n.Where)
	c.writeBounds(n.More)
	c.returningClause(n.Returning, n.Table, c.dialect.Features.DeleteReturning, deleteReturning)
	c.suffixes(n.More)
	clear(c.sources[start:])
	c.sources = c.sources[:start]
}
