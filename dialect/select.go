package dialect

import (
	"cmp"
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// selectQuery writes a SELECT.
func (c *Compiler) selectQuery(s *ast.Select) {
	start, columns, bare, names := len(c.sources), c.columns, c.bare, c.labels
	c.columns, c.bare, c.labels = s.Columns, false, nil
	added := c.infer(nil, s.From, s.Columns, s.Where, s.GroupBy, s.Having, s.OrderBy)

	c.buf = append(c.buf, "SELECT "...)
	if s.Distinct {
		c.buf = append(c.buf, "DISTINCT "...)
	}
	c.selectList(s.Columns, names)
	if len(s.From)+len(added) > 0 {
		c.buf = append(c.buf, " FROM "...)
		c.sourceList(s.From, added)
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
	c.limit(s)
	c.lock(s)

	clear(c.sources[start:])
	c.sources, c.columns, c.bare = c.sources[:start], columns, bare
}

func (c *Compiler) separate(i int) {
	if i > 0 {
		c.buf = append(c.buf, ", "...)
	}
}

func (c *Compiler) selectList(columns []ast.Expr, names []*ast.Column) {
	if len(columns) == 0 {
		c.Fail(errors.New("SELECT without columns"))
		return
	}
	if len(names) != len(columns) {
		names = nil
	}
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineColumns
	for i, e := range columns {
		c.separate(i)
		name := ""
		if names != nil {
			name = names[i].Name
		}
		c.selectItem(e, name)
	}
	c.inline = inline
}

// selectItem writes one item of a select list: a column as it is, anything
// else with its label, or with one made up, so that every column of a result
// has a name.
func (c *Compiler) selectItem(e ast.Expr, name string) {
	switch n := e.(type) {
	case *ast.Column:
		c.Expr(n)
	case *ast.Star, *ast.Text:
		c.Expr(n)
		return
	case *ast.Label:
		if name == "" {
			name = n.Name
		}
		c.selectValue(n.X)
	default:
		if name == "" {
			c.anonymousItem(e)
			return
		}
		c.selectValue(e)
	}
	if name != "" {
		c.buf = append(c.buf, " AS "...)
		c.Identifier(name)
	}
}

// selectValue writes the value of an item. A database that types parameters by
// their place has nothing to go by here.
func (c *Compiler) selectValue(e ast.Expr) {
	if label, ok := e.(*ast.Label); ok {
		e = label.X
	}
	c.untyped(e)
}

// anonymousItem writes an item with a name made up from what it is.
func (c *Compiler) anonymousItem(e ast.Expr) {
	name := anonymousName(e)
	switch {
	case name.none:
		c.selectValue(e)
	case name.column:
		c.selectItem(e, name.text)
	default:
		number := c.number(name.text)
		c.selectValue(e)
		c.buf = append(c.buf, " AS "...)
		c.numbered(name.text, number)
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
	if label, ok := e.(*ast.Label); ok && c.position(label) >= 0 {
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

func (c *Compiler) limit(s *ast.Select) {
	switch {
	case s.Limit != nil:
		c.buf = append(c.buf, " LIMIT "...)
		c.Expr(s.Limit)
	case s.Offset != nil && c.dialect.Features.NoLimit != "":
		c.buf = append(c.buf, " LIMIT "...)
		c.WriteString(c.dialect.Features.NoLimit)
	}
	if s.Offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.Expr(s.Offset)
	}
}

func (c *Compiler) lock(s *ast.Select) {
	switch {
	case s.Lock == nil || !c.dialect.Features.Locking:
	case s.Lock.Share:
		c.buf = append(c.buf, ' ')
		c.WriteString(cmp.Or(c.dialect.Features.ShareLock, "FOR SHARE"))
	default:
		c.buf = append(c.buf, " FOR UPDATE"...)
	}
}

// query writes a query that stands inside another statement, without the
// parentheses.
func (c *Compiler) query(q ast.Query) {
	if q == nil {
		c.Fail(errors.New("nil query"))
		return
	}
	if !c.override(q) {
		c.baseStatement(q)
	}
}
