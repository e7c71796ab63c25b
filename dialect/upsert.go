package dialect

import "github.com/azoth-go/azoth/sql/ast"

// upsert writes what an INSERT does with rows that are there.
func (c *Compiler) upsert(n *ast.Insert) {
	switch c.dialect.Features.Upsert {
	case UpsertOnConflict:
		c.onConflict(n.Conflict)
	case UpsertDuplicateKeyAlias:
		if n.Query == nil {
			c.buf = append(c.buf, " AS new"...)
		}
		c.onDuplicateKey(n)
	case UpsertDuplicateKey:
		c.onDuplicateKey(n)
	default:
		c.Unsupported("INSERT that updates rows which are there")
	}
}

func (c *Compiler) onConflict(n *ast.Conflict) {
	c.buf = append(c.buf, " ON CONFLICT"...)
	switch {
	case n.Constraint != "":
		c.buf = append(c.buf, " ON CONSTRAINT "...)
		c.Identifier(n.Constraint)
	case len(n.Target) > 0:
		c.conflictTarget(n)
	}
	if len(n.Set) == 0 {
		c.buf = append(c.buf, " DO NOTHING"...)
		return
	}
	c.buf = append(c.buf, " DO UPDATE SET "...)
	c.assignments(n.Set, " = ", false)
	c.where(n.Where)
}

// conflictTarget writes the key, whose expressions stand in parentheses as those
// of an index do.
func (c *Compiler) conflictTarget(n *ast.Conflict) {
	bare := c.bare
	c.bare = true
	c.buf = append(c.buf, " ("...)
	for i, e := range n.Target {
		c.separate(i)
		switch e.(type) {
		case *ast.Column, *ast.Text, *ast.Collate:
			c.Expr(e)
		default:
			c.buf = append(c.buf, '(')
			c.Expr(e)
			c.buf = append(c.buf, ')')
		}
	}
	c.buf = append(c.buf, ')')
	c.where(n.TargetWhere)
	c.bare = bare
}

// onDuplicateKey writes the update of MySQL, which knows no key and no
// condition. A row that is to stay as it is gets a value that it has.
func (c *Compiler) onDuplicateKey(n *ast.Insert) {
	if len(n.Conflict.Where) > 0 || len(n.Conflict.TargetWhere) > 0 {
		c.Unsupported("INSERT that updates rows under a condition")
		return
	}
	c.buf = append(c.buf, " ON DUPLICATE KEY UPDATE "...)
	if len(n.Conflict.Set) > 0 {
		c.assignments(n.Conflict.Set, " = ", false)
		return
	}
	kept := keptColumn(n)
	if kept == nil {
		c.failf("INSERT into %s names no column", n.Table.Name)
		return
	}
	c.columnName(kept)
	c.buf = append(c.buf, " = "...)
	c.Expr(kept)
}

func keptColumn(n *ast.Insert) *ast.Column {
	for _, e := range n.Conflict.Target {
		if column, ok := e.(*ast.Column); ok {
			return column
		}
	}
	if len(n.Columns) > 0 {
		return n.Columns[0]
	}
	return nil
}

// upsertMerge writes the same as a MERGE, whose source, called excluded, has the
// rows to insert.
func (c *Compiler) upsertMerge(n *ast.Insert, returning []ast.Expr) {
	conflict := n.Conflict
	switch {
	case len(conflict.Target) == 0:
		c.Unsupported("INSERT that updates rows which are there, without a key to find them by")
		return
	case len(conflict.TargetWhere) > 0:
		c.Unsupported("INSERT that updates rows by a partial index")
		return
	case len(n.Columns) == 0:
		c.failf("INSERT into %s names no column", n.Table.Name)
		return
	}
	c.sources = append(c.sources, n.Table)
	c.buf = append(c.buf, "MERGE "...)
	c.prefixes(n.More)
	c.buf = append(c.buf, "INTO "...)
	c.From(n.Table)
	c.buf = append(c.buf, " USING ("...)
	c.upsertRows(n)
	c.buf = append(c.buf, ')')
	c.aliasWord()
	c.buf = append(c.buf, "excluded ON ("...)
	c.upsertKey(n)
	c.buf = append(c.buf, ')')
	if len(conflict.Set) > 0 {
		c.mergeUpdate(conflict.Set, conflict.Where)
	}
	c.buf = append(c.buf, " WHEN NOT MATCHED THEN INSERT ("...)
	c.columnNames(n.Columns)
	c.buf = append(c.buf, ") VALUES ("...)
	for i, column := range n.Columns {
		c.separate(i)
		c.excluded(&ast.Excluded{Column: column})
	}
	c.buf = append(c.buf, ')')
	c.mergeReturning(n.Table, returning)
	c.suffixes(n.More)
	c.WriteString(c.dialect.Features.MergeEnd)
}

// upsertRows writes the rows to insert as a query that names its columns.
func (c *Compiler) upsertRows(n *ast.Insert) {
	if n.Query != nil {
		c.labels, c.named = n.Columns, true
		c.query(n.Query)
		c.labels, c.named = nil, false
		return
	}
	for i, row := range n.Rows {
		if len(row) != len(n.Columns) {
			c.failf("row %d for %s has %d values for %d columns", i+1, n.Table.Name, len(row), len(n.Columns))
			return
		}
		if i > 0 {
			c.buf = append(c.buf, " UNION ALL "...)
		}
		c.buf = append(c.buf, "SELECT "...)
		c.selectList(row, n.Columns, true, ast.LabelDuplicates)
		c.WriteString(c.dialect.Features.NoFrom)
	}
}

// upsertKey writes the condition that finds the row which is there.
func (c *Compiler) upsertKey(n *ast.Insert) {
	for i, e := range n.Conflict.Target {
		column, ok := e.(*ast.Column)
		if !ok {
			c.Unsupported("INSERT that updates rows by an expression")
			return
		}
		if i > 0 {
			c.buf = append(c.buf, " AND "...)
		}
		c.Expr(column)
		c.buf = append(c.buf, " = "...)
		c.excluded(&ast.Excluded{Column: column})
	}
}
