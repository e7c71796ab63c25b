package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// correlate completes the FROM of a subquery that says what it leaves to the
// statements around it. It gives the sources of its own: those of FROM and those
// that it only names.
func (c *Compiler) correlate(s *ast.Select, n *ast.Correlation) (explicit, added []ast.From) {
	start := len(c.sources)
	outer := c.sources[c.base:start]
	left := func(from ast.From) bool {
		return slices.Contains(outer, from) && slices.Contains(n.Sources, from) != n.Except
	}
	explicit = slices.Clone(s.From)
	explicit = slices.DeleteFunc(explicit, left)
	for _, from := range explicit {
		c.pushLeaves(from)
	}
	stated := len(c.sources)
	search := sourceSearch{c: c, start: start, left: left}
	search.all(s.Columns)
	search.all(s.Where)
	search.all(s.GroupBy)
	search.all(s.Having)
	search.all(s.OrderBy)
	return explicit, c.sources[stated:]
}
