package dialect

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// applies reports whether a piece of SQL is meant for the dialect.
func (c *Compiler) applies(s ast.Snippet) bool {
	return len(s.Dialects) == 0 || slices.Contains(s.Dialects, c.dialect.Name)
}

// prefixes writes what follows the first word of a statement.
func (c *Compiler) prefixes(m *ast.Modifiers) {
	if m == nil {
		return
	}
	for _, s := range m.Prefixes {
		if c.applies(s) {
			c.WriteString(s.Text)
			c.buf = append(c.buf, ' ')
		}
	}
}

// suffixes writes the hints for the whole statement and what ends it.
func (c *Compiler) suffixes(m *ast.Modifiers) {
	if m == nil {
		return
	}
	for _, h := range m.Hints {
		if h.Of == nil && c.applies(h.Snippet) {
			c.buf = append(c.buf, ' ')
			c.WriteString(h.Text)
		}
	}
	for _, s := range m.Suffixes {
		if c.applies(s) {
			c.buf = append(c.buf, ' ')
			c.WriteString(s.Text)
		}
	}
}

// commentHints writes the hints for sources of rows as a comment behind SELECT.
func (c *Compiler) commentHints(m *ast.Modifiers) {
	if m == nil || c.dialect.Features.Hints != HintsInComment {
		return
	}
	first := true
	for _, h := range m.Hints {
		if h.Of == nil || !c.applies(h.Snippet) {
			continue
		}
		if first {
			c.buf = append(c.buf, "/*+ "...)
		} else {
			c.buf = append(c.buf, ' ')
		}
		first = false
		c.hintText(h)
	}
	if !first {
		c.buf = append(c.buf, " */ "...)
	}
}

// sourceHints writes the hints for a source of rows at the side of it where the
// dialect has them.
func (c *Compiler) sourceHints(from ast.From, style HintStyle) {
	if c.hints == nil || c.dialect.Features.Hints != style {
		return
	}
	for _, h := range c.hints.Hints {
		if h.Of != from || !c.applies(h.Snippet) {
			continue
		}
		if style == HintsBeforeSource {
			c.hintText(h)
			c.buf = append(c.buf, ' ')
		} else {
			c.buf = append(c.buf, ' ')
			c.hintText(h)
		}
	}
}

// hintText writes a hint, with the name of its source where the text asks for
// it.
func (c *Compiler) hintText(h ast.Hint) {
	for i, part := range strings.Split(h.Text, "%(name)s") {
		if i > 0 {
			c.sourceName(h.Of)
		}
		c.WriteString(part)
	}
}

// hinted writes the target of a statement with the hints for it.
func (c *Compiler) hinted(target ast.From, m *ast.Modifiers) {
	hints := c.hints
	c.hints = m
	c.From(target)
	c.hints = hints
}
