package dialect

import "github.com/azoth-go/azoth/sql/ast"

func (c *Compiler) merge(n *ast.Merge) {
	switch {
	case !c.dialect.Features.Merge:
		c.Unsupported("MERGE")
		return
	case n.Target == nil || n.Source == nil || n.On == nil:
		c.failf("MERGE needs a target, a source and a condition")
		return
	case len(n.Clauses) == 0:
		c.failf("MERGE into %s does nothing", describe(n.Target))
		return
	}
	outer := c.enter(n, n.More)
	c.labels, c.named = nil, false
	c.pushLeaves(n.Target)
	c.pushLeaves(n.Source)
	c.buf = append(c.buf, "MERGE "...)
	c.prefixes(n.More)
	c.buf = append(c.buf, "INTO "...)
	c.From(n.Target)
	c.buf = append(c.buf, " USING "...)
	c.From(n.Source)
	c.buf = append(c.buf, " ON ("...)
	c.Predicate(n.On)
	c.buf = append(c.buf, ')')
	for i := range n.Clauses {
		c.mergeClause(&n.Clauses[i])
	}
	c.mergeReturning(n.Target, n.Returning)
	c.suffixes(n.More)
	c.WriteString(c.dialect.Features.MergeEnd)
	c.leave(outer)
}

// mergeClause writes one WHEN.
func (c *Compiler) mergeClause(n *ast.MergeClause) {
	switch {
	case n.NotMatchedBySource:
		c.buf = append(c.buf, " WHEN NOT MATCHED BY SOURCE"...)
	case n.NotMatched:
		c.buf = append(c.buf, " WHEN NOT MATCHED"...)
	default:
		c.buf = append(c.buf, " WHEN MATCHED"...)
	}
	where := c.dialect.Features.MergeWhere
	if len(n.And) > 0 && !where {
		c.buf = append(c.buf, " AND "...)
		c.mergeCondition(n.And)
	}
	c.buf = append(c.buf, " THEN "...)
	c.mergeAction(n)
	if where {
		c.where(n.And)
	}
}

// mergeCondition writes predicates behind the AND of a WHEN.
func (c *Compiler) mergeCondition(and []ast.Expr) {
	if len(and) == 1 {
		c.Predicate(and[0])
		return
	}
	c.conjunction(and)
}

func (c *Compiler) mergeAction(n *ast.MergeClause) {
	switch n.Action {
	case ast.MergeUpdate:
		if n.NotMatched || len(n.Set) == 0 {
			c.failf("a clause of a MERGE updates nothing")
			return
		}
		c.buf = append(c.buf, "UPDATE SET "...)
		c.assignments(n.Set, " = ", false)
	case ast.MergeInsert:
		if !n.NotMatched || len(n.Columns) == 0 || len(n.Columns) != len(n.Values) {
			c.failf("a clause of a MERGE inserts %d values for %d columns", len(n.Values), len(n.Columns))
			return
		}
		c.buf = append(c.buf, "INSERT ("...)
		c.columnNames(n.Columns)
		c.buf = append(c.buf, ") VALUES ("...)
		for i, e := range n.Values {
			c.separate(i)
			c.assigned(e)
		}
		c.buf = append(c.buf, ')')
	case ast.MergeDelete:
		c.buf = append(c.buf, "DELETE"...)
	case ast.MergeNothing:
		c.buf = append(c.buf, "DO NOTHING"...)
	default:
		c.failf("unknown action %d of a MERGE", n.Action)
	}
}

// mergeUpdate writes the update of the row that an upsert finds.
func (c *Compiler) mergeUpdate(set []ast.Assignment, and []ast.Expr) {
	c.mergeClause(&ast.MergeClause{And: and, Action: ast.MergeUpdate, Set: set})
}

// mergeReturning writes what a MERGE gives back.
func (c *Compiler) mergeReturning(target ast.From, columns []ast.Expr) {
	f := &c.dialect.Features
	supported := f.InsertReturning && f.Returning != ReturningInto
	if c.keyReturned && !supported {
		c.keyReturned = false
		return
	}
	c.outputClause(columns, target, "inserted", supported, mergeReturning)
	c.returning(columns, supported, mergeReturning)
}

const mergeReturning = "MERGE … RETURNING"
