package dialect

import (
	"errors"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// selectQuery writes a SELECT.
func (c *Compiler) selectQuery(s *ast.Select) {
	b := boundsOf(s.Limit, s.Offset, s.More, s.OrderBy)
	if c.wraps(b) {
		c.wrap(s, b)
		return
	}
	names, named, style := c.takeLabels(s.More)
	outer := c.enter(s, s.More)
	repeats := c.sharing(len(s.GroupBy) > 0 || s.Distinct)
	c.columns = s.Columns
	explicit, added := s.From, []ast.From(nil)
	if s.More != nil && s.More.Correlation != nil {
		explicit, added = c.correlate(s, s.More.Correlation)
	} else {
		added = c.infer(nil, s.From, s.Columns, s.Where, s.GroupBy, s.Having, s.OrderBy)
	}
	c.findNamesakes(outer.sources)
	c.with(s)
	c.buf = append(c.buf, "SELECT "...)
	c.selectWords(s, b)
	c.selectList(s.Columns, names, named, style)
	c.selectInto()
	if len(explicit)+len(added) > 0 {
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(explicit, added, true)
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
	c.limit(b)
	c.lock(s.Lock)
	c.suffixes(s.More)
	c.repeats = repeats
	c.leave(outer)
}

// takeLabels gives how the columns of the query that is about to be written are
// named, which queries inside it do not see.
func (c *Compiler) takeLabels(more *ast.Modifiers) (names []*ast.Column, named bool, style ast.LabelStyle) {
	names, named, style = c.labels, c.named, c.style
	c.labels, c.named, c.style = nil, false, ast.LabelDuplicates
	if more != nil && more.Labels != ast.LabelDuplicates {
		style = more.Labels
	}
	return names, named, style
}

// selectWords writes what stands between SELECT and the list.
func (c *Compiler) selectWords(s *ast.Select, b bounds) {
	if len(c.hints) > 0 {
		c.commentHints()
	}
	c.prefixes(s.More)
	c.firstSkip(b)
	switch {
	case s.More != nil && len(s.More.DistinctOn) > 0:
		if !c.dialect.Features.DistinctOn {
			c.Unsupported("DISTINCT ON")
		}
		c.buf = append(c.buf, "DISTINCT ON ("...)
		c.list(s.More.DistinctOn)
		c.buf = append(c.buf, ") "...)
	case s.Distinct:
		c.buf = append(c.buf, "DISTINCT "...)
	}
	c.top(b)
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
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineColumns
	c.Expr(e)
	c.inline = inline
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
	c.direction(o)
}

// direction writes what follows a key of an ordering.
func (c *Compiler) direction(o *ast.Order) {
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
	if c.bare && c.dialect.Features.OrdinalOrder {
		i := c.ordinal(e)
		if i < 0 {
			c.failf("%s orders a set operation by the columns of it only: select what it is to be ordered by", c.dialect.Name)
		}
		c.buf = appendInt(c.buf, i+1)
		return
	}
	if label, ok := e.(*ast.Label); ok && c.position(label) >= 0 && (label.ByName || c.bare || !c.dialect.Features.NoLabelOrder) {
		c.Identifier(label.Name)
		return
	}
	c.comparable(e)
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

// ordinal finds what is ordered by in the select list, by itself or by its name,
// or gives -1.
func (c *Compiler) ordinal(e ast.Expr) int {
	if i := slices.Index(c.columns, e); i >= 0 {
		return i
	}
	name := titleOf(e)
	if name == "" {
		return -1
	}
	return slices.IndexFunc(c.columns, func(item ast.Expr) bool { return titleOf(item) == name })
}

// titleOf is the name of a label or a column, or "".
func titleOf(e ast.Expr) string {
	switch n := e.(type) {
	case *ast.Label:
		return n.Name
	case *ast.Column:
		return n.Name
	}
	return ""
}

// query writes a query that stands inside another statement, without the
// parentheses.
func (c *Compiler) query(q ast.Query) {
	if q == nil {
		c.Fail(errors.New("nil query"))
		return
	}
	c.node(q)
}
