package dialect

import (
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// Statements are compiled as if they had no common table expressions. Only when
// one is met is everything written again, with the WITH that is then known; the
// others pay nothing for it.

// A namedCTE is a common table expression and the query that it is announced in
// front of; nil is the whole statement.
type namedCTE struct {
	cte *ast.CTE
	of  ast.Node
}

// again forgets what was written, for writing it with a WITH.
func (c *Compiler) again() {
	c.known = true
	c.buf, c.args, c.sources = c.buf[:0], c.args[:0], c.sources[:0]
	c.names, c.counters, c.cuts, c.labelled = c.names[:0], c.counters[:0], nil, c.labelled[:0]
	c.outs, c.keyReturned, c.within, c.namesakes = 0, false, nil, nil
}

// meet notes a common table expression, behind those that its own statement
// uses.
func (c *Compiler) meet(n *ast.CTE) {
	if c.known || slices.Contains(c.open, n) {
		return
	}
	var of ast.Node
	if n.Nesting && c.within != c.whole && !c.dialect.Features.NoNestedWith {
		of = c.within
	}
	for _, other := range c.ctes {
		switch {
		case other.of != of:
		case other.cte == n:
			return
		case n.Name != "" && other.cte.Name == n.Name:
			c.Fail(fmt.Errorf("two common table expressions are called %q", n.Name))
			return
		}
	}
	length, args := len(c.buf), len(c.args)
	c.open = append(c.open, n)
	c.cteStatement(n)
	c.open = c.open[:len(c.open)-1]
	clear(c.args[args:])
	c.buf, c.args = c.buf[:length], c.args[:args]
	c.ctes = append(c.ctes, namedCTE{n, of})
}

// with writes the WITH in front of a query, or of the whole statement for nil.
func (c *Compiler) with(of ast.Node) {
	if !c.known {
		return
	}
	recursive, first := false, true
	for _, named := range c.ctes {
		recursive = recursive || named.of == of && named.cte.Recursive
	}
	for _, named := range c.ctes {
		if named.of != of {
			continue
		}
		switch {
		case !first:
			c.buf = append(c.buf, ", "...)
		case recursive && c.dialect.Features.RecursiveWord:
			c.buf = append(c.buf, "WITH RECURSIVE "...)
		default:
			c.buf = append(c.buf, "WITH "...)
		}
		first = false
		c.announce(named.cte)
	}
	if !first {
		c.buf = append(c.buf, ' ')
	}
}

// announce writes one common table expression of a WITH.
func (c *Compiler) announce(n *ast.CTE) {
	c.sourceName(n)
	if n.Recursive || n.ListColumns {
		c.buf = append(c.buf, '(')
		c.columnNames(n.Columns)
		c.buf = append(c.buf, ')')
	}
	c.buf = append(c.buf, " AS "...)
	if n.Prefix != "" {
		c.WriteString(n.Prefix)
		c.buf = append(c.buf, ' ')
	}
	c.buf = append(c.buf, '(')
	c.cteStatement(n)
	c.buf = append(c.buf, ')')
}

// cteStatement writes the statement of a common table expression, which sees
// nothing of the statement around it.
func (c *Compiler) cteStatement(n *ast.CTE) {
	if n.Statement == nil {
		c.Fail(errors.New("common table expression without a statement"))
		return
	}
	base, columns, labels, named, within := c.base, c.columns, c.labels, c.named, c.within
	c.base, c.columns, c.labels, c.named = len(c.sources), nil, n.Columns, true
	inline := c.inline
	if _, values := n.Statement.(*ast.Values); values && c.dialect.Features.InlineValues {
		c.inline = true
	}
	c.depth++
	c.node(n.Statement)
	c.depth--
	c.inline = inline
	c.base, c.columns, c.labels, c.named, c.within = base, columns, labels, named, within
}

// followsInsert reports whether the WITH of a statement is written behind its
// INSERT INTO.
func (c *Compiler) followsInsert(stmt ast.Statement) bool {
	insert, ok := stmt.(*ast.Insert)
	return ok && insert.Query != nil && c.dialect.Features.CTEFollowsInsert
}
