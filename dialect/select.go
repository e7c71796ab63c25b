package dialect

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// selectQuery writes a SELECT.
func (c *Compiler) selectQuery(s *ast.Select) {
	b := boundsOf(s)
	if wrapped := c.numberedRows(s, b); wrapped != nil {
		c.selectQuery(wrapped)
		return
	}
	start, columns, bare, names, named, hints := len(c.sources), c.columns, c.bare, c.labels, c.named, c.hints
	correlation, renamed := c.correlation, c.renamed
	c.columns, c.bare, c.labels, c.hints, c.correlation, c.renamed = s.Columns, false, nil, s.More, nil, nil
	if s.More != nil {
		c.correlation = s.More.Correlation
	}
	added := c.infer(nil, s.From, s.Columns, s.Where, s.GroupBy, s.Having, s.OrderBy)

	c.buf = append(c.buf, "SELECT "...)
	c.commentHints(s.More)
	c.prefixes(s.More)
	c.limitFirst(b)
	c.distinct(s)
	c.limitTop(b)
	c.selectList(s.Columns, names)
	c.named = false
	if len(s.From)+len(added) > 0 {
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(c.joinedOnce(s.From), added)
	} else {
		c.WriteString(c.dialect.Features.NoFrom)
	}
	c.where(s.Where)
	if len(s.GroupBy) > 0 {
		c.buf = append(c.buf, " GROUP BY "...)
		for i, e := range s.GroupBy {
			c.separate(i)
			c.groupBy(e)
		}
	}
	if len(s.Having) > 0 {
		c.buf = append(c.buf, " HAVING "...)
		c.conjunction(s.Having)
	}
	c.orderBy(s.OrderBy)
	c.limitTail(b)
	c.lock(s.Lock)
	c.suffixes(s.More)

	clear(c.sources[start:])
	c.sources, c.columns, c.bare, c.named, c.hints = c.sources[:start], columns, bare, named, hints
	c.correlation, c.renamed = correlation, renamed
}

func (c *Compiler) distinct(s *ast.Select) {
	if s.More != nil && len(s.More.DistinctOn) > 0 {
		if !c.dialect.Features.DistinctOn {
			c.Unsupported("DISTINCT ON")
			return
		}
		c.buf = append(c.buf, "DISTINCT ON ("...)
		c.list(s.More.DistinctOn)
		c.buf = append(c.buf, ") "...)
		return
	}
	if s.Distinct {
		c.buf = append(c.buf, "DISTINCT "...)
	}
}

func (c *Compiler) separate(i int) {
	if i > 0 {
		c.buf = append(c.buf, ", "...)
	}
}

func (c *Compiler) where(where []ast.Expr) {
	if len(where) > 0 {
		c.buf = append(c.buf, " WHERE "...)
		c.conjunction(where)
	}
}

// groupBy writes an item of GROUP BY. A label there stands for its expression,
// which not every database finds by its name; one with parameters would be
// another expression to the database, and stands for its position.
func (c *Compiler) groupBy(e ast.Expr) {
	if label, ok := e.(*ast.Label); ok && binds(label.X) {
		if i := c.position(label); i >= 0 {
			c.buf = appendInt(c.buf, i+1)
			return
		}
	}
	c.Expr(e)
}

func (c *Compiler) orderBy(items []ast.Expr) {
	if len(items) == 0 {
		return
	}
	c.buf = append(c.buf, " ORDER BY "...)
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineOrder
	for i, e := range items {
		c.separate(i)
		c.orderItem(e)
	}
	c.inline = inline
}

// orderItem writes one key of an ORDER BY, whose direction may be unsaid.
func (c *Compiler) orderItem(e ast.Expr) {
	if order, ok := e.(*ast.Order); ok {
		c.Expr(order)
	} else if c.dialect.Overrides[ast.KindOrder] != nil {
		c.Expr(&ast.Order{X: e})
	} else {
		c.orderKey(e, PrecedenceNone)
	}
}

// order writes an expression of ORDER BY with its direction.
func (c *Compiler) order(o *ast.Order) {
	if o.Nulls != ast.NullsDefault && !c.dialect.Features.NullsOrder {
		// A key before the key tells the rows that are NULL from the others.
		c.buf = append(c.buf, "CASE WHEN "...)
		c.Predicate(&ast.IsNull{X: o.X, Not: o.Nulls == ast.NullsFirst})
		c.buf = append(c.buf, " THEN 1 ELSE 0 END, "...)
	}
	around := PrecedenceNone
	if o.Direction != ast.DirectionDefault || o.Nulls != ast.NullsDefault {
		around = PrecedenceOrder
	}
	c.orderKey(o.X, around)
	switch o.Direction {
	case ast.Ascending:
		c.buf = append(c.buf, " ASC"...)
	case ast.Descending:
		c.buf = append(c.buf, " DESC"...)
	}
	if o.Nulls != ast.NullsDefault && c.dialect.Features.NullsOrder {
		if o.Nulls == ast.NullsFirst {
			c.buf = append(c.buf, " NULLS FIRST"...)
		} else {
			c.buf = append(c.buf, " NULLS LAST"...)
		}
	}
}

// orderKey writes a key of ORDER BY, a label of the select list by its name.
func (c *Compiler) orderKey(e ast.Expr, around Precedence) {
	if label, ok := e.(*ast.Label); ok && c.position(label) >= 0 && (!c.dialect.Features.NoLabelOrder || c.bare) {
		c.Identifier(label.Name)
		return
	}
	c.Operand(e, around)
}

// position finds a label in the select list, or gives -1.
func (c *Compiler) position(label *ast.Label) int {
	for i, e := range c.columns {
		item, ok := e.(*ast.Label)
		if ok && (item == label || item.Name == label.Name && item.X == label.X) {
			return i
		}
	}
	return -1
}

// query writes a query that stands inside another statement, without the
// parentheses.
func (c *Compiler) query(q ast.Query) {
	if q == nil {
		c.Fail(errors.New("nil query"))
		return
	}
	c.depth++
	if !c.override(q) {
		c.baseStatement(q)
	}
	c.depth--
}
