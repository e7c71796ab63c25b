package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// setOperators are how they are spelled.
var setOperators = [...]string{
	ast.Union: " UNION ", ast.UnionAll: " UNION ALL ",
	ast.Intersect: " INTERSECT ", ast.IntersectAll: " INTERSECT ALL ",
	ast.Except: " EXCEPT ", ast.ExceptAll: " EXCEPT ALL ",
}

func (c *Compiler) setOperator(op ast.SetOperator) {
	word := c.dialect.Features.Except
	switch {
	case int(op) >= len(setOperators):
		c.failf("unknown set operator %d", op)
	case c.dialect.Features.NoSetAll && (op == ast.IntersectAll || op == ast.ExceptAll):
		c.Unsupported("INTERSECT ALL and EXCEPT ALL")
	case word != "" && op == ast.Except:
		c.WriteString(" " + word + " ")
	case word != "" && op == ast.ExceptAll:
		c.WriteString(" " + word + " ALL ")
	default:
		c.WriteString(setOperators[op])
	}
}

// compound writes queries combined by a set operation. The first one names the
// columns.
func (c *Compiler) compound(n *ast.Compound) {
	if err := agree(n.Queries); err != nil {
		c.Fail(err)
		return
	}
	names, named, style := c.takeLabels(n.More)
	outer := c.enter(n, n.More)
	c.with(n)
	c.prefixes(n.More)
	for i, q := range n.Queries {
		if i > 0 {
			c.setOperator(n.Op)
			names, style = nil, ast.LabelDuplicates
		}
		c.labels, c.named, c.style = names, named, style
		c.memberQuery(q)
	}
	c.labels, c.named, c.style = nil, false, ast.LabelDuplicates
	b := boundsOf(n.Limit, n.Offset, n.More, n.OrderBy)
	b.compound = true
	if !c.idleOrder(n, b) {
		c.columns, c.bare = itemsOf(n), true
		c.orderBy(n.OrderBy)
		c.bare = false
	}
	c.limit(b)
	c.lock(n.Lock)
	c.suffixes(n.More)
	c.leave(outer)
}

// memberQuery writes a member of a set operation, in parentheses if it has
// clauses that would else be those of the whole.
func (c *Compiler) memberQuery(q ast.Query) {
	if !separate(q) && !(isValues(q) && c.dialect.Features.BareMembers) {
		c.member = true
		c.query(q)
		c.member = false
		return
	}
	if c.dialect.Features.BareMembers {
		c.buf = append(c.buf, "SELECT * FROM "...)
	}
	c.buf = append(c.buf, '(')
	c.query(q)
	c.buf = append(c.buf, ')')
}

// isValues reports whether a query is VALUES, which no ORDER BY of the whole may
// follow where members take no parentheses.
func isValues(q ast.Query) bool {
	_, values := q.(*ast.Values)
	return values
}

// separate reports whether a member of a set operation needs parentheses.
func separate(q ast.Query) bool {
	switch n := q.(type) {
	case *ast.Compound:
		return true
	case *ast.Select:
		return n.Limit != nil || n.Offset != nil || len(n.OrderBy) > 0 || n.Lock != nil ||
			n.More != nil && n.More.Fetch != nil
	}
	return false
}

// agree checks that the members of a set operation have the same number of
// columns, as far as that is known.
func agree(queries []ast.Query) error {
	if len(queries) == 0 {
		return fmt.Errorf("set operation without queries")
	}
	first := -1
	for i, q := range queries {
		n := columnCount(q)
		switch {
		case n < 0 || n == first:
		case first < 0:
			first = n
		default:
			return fmt.Errorf("query %d of a set operation has %d columns, those before it have %d", i+1, n, first)
		}
	}
	return nil
}

// columnCount gives the number of columns of a query, or -1.
func columnCount(q ast.Query) int {
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
			return columnCount(n.Queries[0])
		}
	case *ast.Values:
		if len(n.Rows) > 0 {
			return len(n.Rows[0])
		}
	}
	return -1
}
