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
	start := len(c.sources)
	added := c.infer(n.Table, n.Using, n.Where)
	others := len(n.Using)+len(added) > 0
	style := c.dialect.Features.DeleteUsing
	if others && style == NoOtherTables {
		c.Unsupported("DELETE … USING")
		return
	}
	c.buf = append(c.buf, "DELETE FROM "...)
	switch {
	case !others:
		c.From(n.Table)
	case style == OtherTablesList:
		c.sourceName(n.Table)
		c.buf = append(c.buf, " USING "...)
		c.From(n.Table)
		c.buf = append(c.buf, ", "...)
		c.sourceList(n.Using, added)
	default:
		c.From(n.Table)
		c.buf = append(c.buf, " USING "...)
		c.sourceList(n.Using, added)
	}
	c.where(n.Where)
	c.returning(n.Returning, c.dialect.Features.DeleteReturning, "DELETE … RETURNING")
	clear(c.sources[start:])
	c.sources = c.sources[:start]
}
