package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

func (c *Compiler) insert(n *ast.Insert) {
	if n.Table == nil {
		c.failf("INSERT without a table")
		return
	}
	if !c.dialect.Features.Sequences {
		n = withoutSequences(n)
	}
	outer := c.enter(n, n.More)
	c.labels, c.named = nil, false
	returning := n.Returning
	if c.asksForKey(n) {
		returning = []ast.Expr{n.Generated}
		c.keyReturned = true
	}
	switch {
	case len(n.Rows) > 1 && !c.dialect.Features.MultiRowInsert && n.Conflict == nil:
		c.Unsupported("INSERT of several rows")
	case n.Query != nil && len(n.Rows) > 0:
		c.failf("INSERT into %s has both rows and a query", n.Table.Name)
	case n.Conflict != nil && c.dialect.Features.Upsert == UpsertMerge:
		c.upsertMerge(n, returning)
	default:
		c.insertInto(n, returning)
	}
	c.leave(outer)
}

func (c *Compiler) insertInto(n *ast.Insert, returning []ast.Expr) {
	c.buf = append(c.buf, "INSERT "...)
	c.prefixes(n.More)
	c.buf = append(c.buf, "INTO "...)
	c.From(n.Table)
	nothing := len(n.Columns) == 0 && n.Query == nil
	switch {
	case len(n.Columns) > 0:
		c.buf = append(c.buf, " ("...)
		c.columnNames(n.Columns)
		c.buf = append(c.buf, ')')
	case nothing && len(n.Rows) > 1:
		c.failf("INSERT of %d rows into %s names no columns", len(n.Rows), n.Table.Name)
	case nothing:
		c.defaultColumns(ast.BaseTable(n.Table), n.Generated)
	}
	c.outputClause(returning, n.Table, "inserted", c.dialect.Features.InsertReturning, insertReturning)
	switch {
	case n.Query != nil:
		c.buf = append(c.buf, ' ')
		if c.depth == 1 && c.followsInsert(n) {
			c.with(nil)
		}
		c.query(n.Query)
	case !nothing:
		c.values(n)
	default:
		c.defaultValues()
	}
	if n.Conflict != nil {
		c.upsert(n)
	}
	c.returning(returning, c.dialect.Features.InsertReturning, insertReturning)
	c.suffixes(n.More)
}

const insertReturning = "INSERT … RETURNING"

func (c *Compiler) values(n *ast.Insert) {
	if len(n.Rows) == 0 {
		c.failf("INSERT into %s has columns and no values for them", n.Table.Name)
	}
	if bound := c.dialect.Features.MaxRows; bound > 0 && len(n.Rows) > bound {
		c.failf("INSERT of %d rows into %s: %s takes %d in one statement: split them over several", len(n.Rows), n.Table.Name, c.dialect.Name, bound)
		return
	}
	c.buf = append(c.buf, " VALUES "...)
	for i, row := range n.Rows {
		if len(row) != len(n.Columns) {
			c.failf("row %d for %s has %d values for %d columns", i+1, n.Table.Name, len(row), len(n.Columns))
			return
		}
		c.separate(i)
		c.buf = append(c.buf, '(')
		for k, e := range row {
			c.separate(k)
			c.fit(n.Columns[k], e)
			c.assigned(e)
		}
		c.buf = append(c.buf, ')')
	}
}

// defaultColumns and defaultValues write the two parts of an INSERT of a row that
// states nothing, of which a database may want one column: the key, if there is
// one that it generates.
func (c *Compiler) defaultColumns(table *ast.Table, generated *ast.Column) {
	f := &c.dialect.Features
	switch {
	case f.DefaultValues:
		return
	case !f.DefaultKeyword:
		c.buf = append(c.buf, " ()"...)
		return
	case generated == nil && (table == nil || len(table.Columns) == 0):
		c.failf("INSERT of a row that states no column: %s wants one that has a default", c.dialect.Name)
		return
	case generated == nil:
		generated = table.Columns[0]
	}
	c.buf = append(c.buf, " ("...)
	c.existing(generated.Name)
	c.buf = append(c.buf, ')')
}

func (c *Compiler) defaultValues() {
	switch f := &c.dialect.Features; {
	case f.DefaultValues:
		c.buf = append(c.buf, " DEFAULT VALUES"...)
	case f.DefaultKeyword:
		c.buf = append(c.buf, " VALUES (DEFAULT)"...)
	default:
		c.buf = append(c.buf, " VALUES ()"...)
	}
}

// withoutSequences gives an INSERT without the columns that only a sequence has
// a value for.
func withoutSequences(n *ast.Insert) *ast.Insert {
	at := -1
	for i := range n.Columns {
		if len(n.Rows) > 0 && i < len(n.Rows[0]) {
			if next, ok := n.Rows[0][i].(*ast.NextValue); ok && next.Optional {
				at = i
			}
		}
	}
	if at < 0 {
		return n
	}
	less := *n
	less.Columns = slices.Delete(slices.Clone(n.Columns), at, at+1)
	less.Rows = make([][]ast.Expr, len(n.Rows))
	for i, row := range n.Rows {
		less.Rows[i] = row
		if at < len(row) {
			less.Rows[i] = slices.Delete(slices.Clone(row), at, at+1)
		}
	}
	if len(less.Columns) == 0 && len(less.Rows) == 1 {
		less.Rows = nil
	}
	return &less
}
