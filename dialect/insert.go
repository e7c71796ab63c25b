package dialect

import "github.com/azoth-go/azoth/sql/ast"

// insert writes an INSERT. Where the database merges rows in place of dealing
// with conflicts, it is a MERGE.
func (c *Compiler) insert(n *ast.Insert) {
	if n.Table == nil {
		c.failf("INSERT without a table")
		return
	}
	if n.Query != nil && len(n.Rows) > 0 {
		c.failf("INSERT into %s has both rows and a query", n.Table.Name)
		return
	}
	if len(n.Rows) > 1 && !c.dialect.Features.MultiRowInsert {
		c.Unsupported("INSERT of several rows")
		return
	}
	if n.Conflict != nil && c.dialect.Features.Upsert == UpsertMerge {
		c.upsertMerge(n)
		return
	}
	start, hints := len(c.sources), c.hints
	c.hints = n.More
	c.sources = append(c.sources, n.Table)
	c.buf = append(c.buf, "INSERT "...)
	c.prefixes(n.More)
	c.buf = append(c.buf, "INTO "...)
	c.table(n.Table)
	if len(n.Columns) > 0 {
		c.buf = append(c.buf, ' ')
		c.columnList(n.Columns)
	}
	given := c.insertReturning(n)
	c.outputClause(given, n.Table, "inserted", c.dialect.Features.InsertReturning, insertReturning)
	switch {
	case n.Query != nil:
		c.buf = append(c.buf, ' ')
		if c.ctes != nil && c.dialect.Features.CTEFollowsInsert {
			c.with(c.ctes.take())
		}
		base := c.base
		c.base = len(c.sources)
		c.query(n.Query)
		c.base = base
	case len(n.Columns) > 0:
		c.rows(n)
	case len(n.Rows) <= 1:
		c.WriteString(c.defaultValues())
	default:
		c.failf("INSERT of %d rows into %s names no columns", len(n.Rows), n.Table.Name)
	}
	if n.Conflict != nil {
		c.conflict(n)
	}
	c.returningClause(given, n.Table, c.dialect.Features.InsertReturning, insertReturning)
	clear(c.sources[start:])
	c.sources, c.hints = c.sources[:start], hints
}

const insertReturning = "INSERT … RETURNING"

// insertReturning gives the columns that an INSERT gives back: those that were
// asked for, or the generated key where the database tells it in no other way.
func (c *Compiler) insertReturning(n *ast.Insert) []ast.Expr {
	if len(n.Returning) > 0 || n.Generated == nil || !c.dialect.Features.KeyReturning || c.base > 0 {
		return n.Returning
	}
	c.keyReturned = true
	return []ast.Expr{n.Generated}
}

func (c *Compiler) defaultValues() string {
	if c.dialect.Features.DefaultValues {
		return " DEFAULT VALUES"
	}
	return " () VALUES ()"
}

func (c *Compiler) rows(n *ast.Insert) {
	if len(n.Rows) == 0 {
		c.failf("INSERT into %s has columns and no values for them", n.Table.Name)
	}
	c.buf = append(c.buf, " VALUES "...)
	for i, row := range n.Rows {
		if len(row) != len(n.Columns) {
			c.failf("row %d for %s has %d values for %d columns", i+1, n.Table.Name, len(row), len(n.Columns))
			return
		}
		c.separate(i)
		c.buf = append(c.buf, '(')
		for j, value := range row {
			c.separate(j)
			c.Operand(value, PrecedenceHighest)
		}
		c.buf = append(c.buf, ')')
	}
}
