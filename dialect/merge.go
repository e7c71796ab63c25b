package dialect

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// merge writes a MERGE.
func (c *Compiler) merge(n *ast.Merge) {
	switch {
	case n.Target == nil || n.Source == nil || n.On == nil:
		c.Fail(errors.New("MERGE needs a target, a source and a condition"))
		return
	case len(n.Clauses) == 0:
		c.failf("MERGE into %s does nothing: say what is done with rows that match and with those that do not", describe(n.Target))
		return
	case !c.dialect.Features.Merge:
		c.Unsupported("MERGE")
		return
	}
	start, hints := len(c.sources), c.hints
	c.hints = n.More
	c.sources = append(c.sources, n.Target, n.Source)
	c.buf = append(c.buf, "MERGE INTO "...)
	c.From(n.Target)
	c.buf = append(c.buf, " USING "...)
	c.From(n.Source)
	c.buf = append(c.buf, " ON ("...)
	c.Predicate(n.On)
	c.buf = append(c.buf, ')')
	for i := range n.Clauses {
		c.mergeClause(&n.Clauses[i])
	}
	c.outputClause(n.Returning, n.Target, "inserted", true, "MERGE … RETURNING")
	c.returningClause(n.Returning, n.Target, c.dialect.Features.MergeReturning, "MERGE … RETURNING")
	c.WriteString(c.dialect.Features.MergeEnd)
	clear(c.sources[start:])
	c.sources, c.hints = c.sources[:start], hints
}

func (c *Compiler) mergeClause(n *ast.MergeClause) {
	c.buf = append(c.buf, " WHEN "...)
	switch {
	case n.NotMatched:
		c.buf = append(c.buf, "NOT MATCHED"...)
	case n.NotMatchedBySource && !c.dialect.Features.MergeBySource:
		c.Unsupported("MERGE … WHEN NOT MATCHED BY SOURCE")
		return
	case n.NotMatchedBySource:
		c.buf = append(c.buf, "NOT MATCHED BY SOURCE"...)
	default:
		c.buf = append(c.buf, "MATCHED"...)
	}
	where := c.dialect.Features.MergeWhere
	if len(n.And) > 0 && !where {
		c.buf = append(c.buf, " AND "...)
		c.conjunction(n.And)
	}
	c.buf = append(c.buf, " THEN "...)
	switch n.Action {
	case ast.MergeUpdate:
		c.buf = append(c.buf, "UPDATE SET "...)
		c.conflictSet(n.Set)
	case ast.MergeInsert:
		c.buf = append(c.buf, "INSERT "...)
		c.columnList(n.Columns)
		c.buf = append(c.buf, " VALUES ("...)
		for i, value := range n.Values {
			c.separate(i)
			c.Operand(value, PrecedenceHighest)
		}
		c.buf = append(c.buf, ')')
	case ast.MergeDelete:
		c.buf = append(c.buf, "DELETE"...)
	case ast.MergeNothing:
		c.buf = append(c.buf, "DO NOTHING"...)
	default:
		c.failf("unknown action %d of a MERGE", n.Action)
	}
	if len(n.And) > 0 && where {
		c.where(n.And)
	}
}
