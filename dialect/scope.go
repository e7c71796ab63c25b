package dialect

import "github.com/azoth-go/azoth/sql/ast"

// A scope is what of a compiler belongs to one statement, and is as it was when
// that statement is written.
type scope struct {
	sources int
	columns []ast.Expr
	hints   []ast.Hint
	within  ast.Node
	bare    bool
	inline  bool
	nested  bool

	namesakes int
}

// enter begins a statement.
func (c *Compiler) enter(stmt ast.Node, more *ast.Modifiers) scope {
	outer := scope{len(c.sources), c.columns, c.hints, c.within, c.bare, c.inline, c.nested, len(c.namesakes)}
	c.columns, c.hints, c.bare, c.inline, c.nested = nil, nil, false, c.script, false
	if !c.member {
		c.within = stmt
	}
	c.member = false
	c.depth++
	if more != nil {
		c.hints = more.Hints
		if more.Parameters != nil && c.parameters == nil {
			c.parameters = more.Parameters
		}
		for _, cte := range more.CTEs {
			c.meet(cte)
		}
	}
	return outer
}

// leave ends a statement.
func (c *Compiler) leave(outer scope) {
	c.depth--
	clear(c.sources[outer.sources:])
	c.sources, c.columns, c.hints = c.sources[:outer.sources], outer.columns, outer.hints
	c.within, c.bare, c.inline, c.nested = outer.within, outer.bare, outer.inline, outer.nested
	c.namesakes = c.namesakes[:outer.namesakes]
}
