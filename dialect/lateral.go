package dialect

import "github.com/azoth-go/azoth/sql/ast"

// lateral writes the word before a source of rows that sees those before it. With
// APPLY, the operator says it.
func (c *Compiler) lateral(lateral bool) {
	if !lateral {
		return
	}
	switch c.dialect.Features.Lateral {
	case LateralWord:
		c.buf = append(c.buf, "LATERAL "...)
	case NoLateral:
		c.Unsupported("LATERAL")
	}
}

// applies reports whether a source of rows stands behind APPLY: it is lateral, or a
// function of columns, which needs no word elsewhere to see them.
func (c *Compiler) applies(from ast.From) bool {
	if c.dialect.Features.Lateral != LateralApply {
		return false
	}
	switch n := from.(type) {
	case *ast.Derived:
		return n.Lateral
	case *ast.Values:
		return n.Lateral
	case *ast.FunctionTable:
		return n.Lateral || n.Function != nil && readsColumns(n.Function)
	case *ast.Alias:
		return c.applies(n.Of)
	}
	return false
}

// readsColumns reports whether an expression has a column of a source of rows in it.
func readsColumns(n ast.Node) (found bool) {
	if column, ok := n.(*ast.Column); ok {
		return column.From != nil
	}
	ast.Children(n, func(child ast.Node) { found = found || readsColumns(child) })
	return found
}

// anyApplies reports whether APPLY stands in a list of sources, which then has no
// commas: what APPLY sees is all that is joined before it.
func (c *Compiler) anyApplies(list []ast.From) bool {
	if c.dialect.Features.Lateral != LateralApply {
		return false
	}
	for _, from := range list {
		if c.applies(from) {
			return true
		}
	}
	return false
}

// crossed writes a source in such a list behind another.
func (c *Compiler) crossed(from ast.From) {
	switch _, join := from.(*ast.Join); {
	case c.applies(from):
		c.buf = append(c.buf, " CROSS APPLY "...)
		c.From(from)
	case join:
		c.buf = append(c.buf, " CROSS JOIN ("...)
		c.From(from)
		c.buf = append(c.buf, ')')
	default:
		c.buf = append(c.buf, " CROSS JOIN "...)
		c.From(from)
	}
}

// apply writes a join with a source that sees the left side:
//
//	a CROSS APPLY (SELECT …) AS x
//	a OUTER APPLY (SELECT * FROM (SELECT …) AS x WHERE …) AS x
//
// A condition stands inside, since APPLY has none.
func (c *Compiler) apply(j *ast.Join) {
	word := " CROSS APPLY "
	switch j.JoinKind {
	case ast.InnerJoin, ast.CrossJoin:
	case ast.LeftJoin:
		word = " OUTER APPLY "
	default:
		c.Unsupported("a RIGHT or FULL JOIN with a lateral source")
		return
	}
	if j.On == nil && j.JoinKind != ast.CrossJoin {
		c.failf("join with %s has no condition", describe(j.Right))
		return
	}
	c.From(j.Left)
	c.WriteString(word)
	if value, constant := truth(j.On); j.JoinKind == ast.CrossJoin || constant && value {
		c.From(j.Right)
		return
	}
	c.buf = append(c.buf, "(SELECT * FROM "...)
	c.From(j.Right)
	c.buf = append(c.buf, " WHERE "...)
	c.Predicate(j.On)
	c.buf = append(c.buf, ')')
	c.alias(j.Right)
}
