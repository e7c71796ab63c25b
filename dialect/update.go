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
	start := len(c.sources)
	values := make([]ast.Expr, 0, 16)
	for i := range n.Set {
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
	c.From(n.Table)
	if others && style == OtherTablesList {
		c.buf = append(c.buf, ", "...)
		c.sourceList(n.From, added)
	}
	c.buf = append(c.buf, " SET "...)
	for i, set := range n.Set {
		if set.Column == nil {
			c.failf("UPDATE of %s sets a nil column", describe(n.Table))
			return
		}
		c.separate(i)
		if others && style == OtherTablesList {
			c.Expr(set.Column)
		} else {
			c.Identifier(set.Column.Name)
		}
		c.buf = append(c.buf, '=')
		c.Expr(set.Value)
	}
	if others && style == OtherTablesClause {
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(n.From, added)
	}
	c.where(n.Where)
	c.returning(n.Returning, c.dialect.Features.UpdateReturning, "UPDATE … RETURNING")
	clear(c.sources[start:])
	c.sources = c.sources[:start]
}
