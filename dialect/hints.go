package dialect

import (
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// meant reports whether a piece of SQL is for this dialect.
func (c *Compiler) meant(s ast.Snippet) bool {
	return len(s.Dialects) == 0 || slices.Contains(s.Dialects, c.dialect.Name)
}

// prefixes writes what follows the first word of a statement.
func (c *Compiler) prefixes(more *ast.Modifiers) {
	if more == nil {
		return
	}
	for _, s := range more.Prefixes {
		if c.meant(s) {
			c.WriteString(s.Text)
			c.buf = append(c.buf, ' ')
		}
	}
}

// suffixes writes what ends a statement: its hints, then its suffixes.
func (c *Compiler) suffixes(more *ast.Modifiers) {
	if more == nil {
		return
	}
	for _, h := range more.Hints {
		if h.Of == nil && c.meant(h.Snippet) {
			c.buf = append(c.buf, ' ')
			c.WriteString(h.Text)
		}
	}
	for _, s := range more.Suffixes {
		if c.meant(s) {
			c.buf = append(c.buf, ' ')
			c.WriteString(s.Text)
		}
	}
}

// hintsBefore and hintsAfter write the hints for a source of rows where the
// database takes them.
func (c *Compiler) hintsBefore(from ast.From) {
	if c.dialect.Features.Hints != HintsBeforeSource {
		return
	}
	for _, h := range c.hints {
		if h.Of == from && c.meant(h.Snippet) {
			c.hint(h)
			c.buf = append(c.buf, ' ')
		}
	}
}

func (c *Compiler) hintsAfter(from ast.From) {
	if c.dialect.Features.Hints != HintsAfterSource {
		return
	}
	for _, h := range c.hints {
		if h.Of == from && c.meant(h.Snippet) {
			c.buf = append(c.buf, ' ')
			c.hint(h)
		}
	}
}

// commentHints writes the hints for all sources into a comment.
func (c *Compiler) commentHints() {
	if c.dialect.Features.Hints != HintsInComment {
		return
	}
	first := true
	for _, h := range c.hints {
		if h.Of == nil || !c.meant(h.Snippet) {
			continue
		}
		if strings.Contains(h.Text, "*/") {
			c.failf("hint %q would end the comment that it is written into", h.Text)
			return
		}
		if first {
			c.buf = append(c.buf, "/*+"...)
			first = false
		}
		c.buf = append(c.buf, ' ')
		c.hint(h)
	}
	if !first {
		c.buf = append(c.buf, " */ "...)
	}
}

// hint writes a hint, with the name of its source in place of %(name)s.
func (c *Compiler) hint(h ast.Hint) {
	text := h.Text
	for {
		before, after, found := strings.Cut(text, "%(name)s")
		c.WriteString(before)
		if !found {
			return
		}
		c.sourceName(h.Of)
		text = after
	}
}
