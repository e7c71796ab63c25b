package dialect

import (
	"cmp"
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// compound writes queries combined by a set operation.
func (c *Compiler) compound(n *ast.Compound) {
	if len(n.Queries) < 2 {
		c.Fail(errors.New("a set operation needs two queries"))
		return
	}
	labels, columns, bare, named := c.labels, c.columns, c.bare, c.named
	width := -1
	for i, q := range n.Queries {
		if w := queryWidth(q); w >= 0 {
			if width >= 0 && w != width {
				c.failf("the queries of a set operation have %d and %d columns: they need the same number", width, w)
				return
			}
			width = w
		}
		if i > 0 {
			c.setOperator(n.Op)
			c.named = named || labels != nil
			labels = nil
		}
		c.labels = labels
		c.member(q)
	}
	c.labels, c.named = nil, named
	c.columns, c.bare = firstColumns(n.Queries[0]), true
	c.orderBy(n.OrderBy)
	c.columns, c.bare = columns, bare
	more := n.More
	b := bounds{limit: n.Limit, offset: n.Offset, ordered: len(n.OrderBy) > 0, compound: true}
	if more != nil {
		b.fetch = more.Fetch
	}
	c.limitTail(b)
	c.lock(n.Lock)
	if more != nil {
		c.suffixes(more)
	}
}

// member writes one query of a set operation, in parentheses where what belongs
// to it alone could be taken for the whole.
func (c *Compiler) member(q ast.Query) {
	if !standsAlone(q) {
		c.query(q)
		return
	}
	if c.dialect.Features.MemberQueries {
		c.buf = append(c.buf, "SELECT * FROM "...)
	}
	c.buf = append(c.buf, '(')
	c.query(q)
	c.buf = append(c.buf, ')')
}

// standsAlone reports whether a query has an order or a bound of its own, or is
// itself a set operation.
func standsAlone(q ast.Query) bool {
	switch n := q.(type) {
	case *ast.Compound:
		return true
	case *ast.Select:
		return len(n.OrderBy) > 0 || n.Limit != nil || n.Offset != nil || n.Lock != nil ||
			n.More != nil && n.More.Fetch != nil
	}
	return false
}

// setOperators are how set operators are spelled, but for the difference.
var setOperators = [...]string{
	ast.Union:        "UNION",
	ast.UnionAll:     "UNION ALL",
	ast.Intersect:    "INTERSECT",
	ast.IntersectAll: "INTERSECT ALL",
	ast.Except:       "",
	ast.ExceptAll:    " ALL",
}

func (c *Compiler) setOperator(op ast.SetOperator) {
	if int(op) >= len(setOperators) {
		c.failf("unknown set operator %d", op)
		return
	}
	c.buf = append(c.buf, ' ')
	if op == ast.Except || op == ast.ExceptAll {
		c.WriteString(cmp.Or(c.dialect.Features.Except, "EXCEPT"))
	}
	c.WriteString(setOperators[op])
	c.buf = append(c.buf, ' ')
}

// queryWidth is the number of columns of a query, or -1 where the tree does not
// tell it.
func queryWidth(q ast.Query) int {
	switch n := q.(type) {
	case *ast.Select:
		for _, e := range n.Columns {
			switch e.(type) {
			case *ast.Star, *ast.Text:
				return -1
			}
		}
		return len(n.Columns)
	case *ast.Compound:
		if len(n.Queries) > 0 {
			return queryWidth(n.Queries[0])
		}
	case *ast.Values:
		return len(n.Columns)
	}
	return -1
}

// firstColumns are the select list that names the columns of a query.
func firstColumns(q ast.Query) []ast.Expr {
	switch n := q.(type) {
	case *ast.Select:
		return n.Columns
	case *ast.Compound:
		if len(n.Queries) > 0 {
			return firstColumns(n.Queries[0])
		}
	}
	return nil
}
