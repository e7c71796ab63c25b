package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// findNamesakes looks among the sources of a SELECT, its own from start on, for
// tables of one name in several schemas. A column of the one in the default schema
// would be one of either, so that this one gets an alias; and one within a
// subquery, where the other is of the statement around it.
func (c *Compiler) findNamesakes(start int) {
	if len(c.sources) < 2 {
		return
	}
	for i, from := range c.sources[start:] {
		table, ok := from.(*ast.Table)
		if !ok {
			continue
		}
		for k, other := range c.sources {
			namesake, ok := other.(*ast.Table)
			if !ok || k == start+i || namesake.Name != table.Name || namesake.Schema == table.Schema {
				continue
			}
			if table.Schema == "" || k < start {
				c.namesakes = append(c.namesakes, table)
				break
			}
		}
	}
}

// tableSource writes what columns of a table are qualified with.
func (c *Compiler) tableSource(table *ast.Table) {
	if !c.isNamesake(table) {
		c.table(table)
		return
	}
	chosen := c.chosen(table, table.Name)
	c.numbered(chosen.prefix, chosen.number, true)
}

// isNamesake reports whether a table is called by an alias that it did not ask
// for.
func (c *Compiler) isNamesake(table *ast.Table) bool {
	return len(c.namesakes) > 0 && slices.Contains(c.namesakes, table)
}
