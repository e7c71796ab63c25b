package dialect

import "github.com/azoth-go/azoth/sql/ast"

func (c *Compiler) insert(n *ast.Insert) {
	if n.Table == nil {
		c.failf("INSERT without a table")
		return
	}
	c.buf = append(c.buf, "INSERT INTO "...)
	c.table(n.Table)
	switch {
	case len(n.Columns) > 0:
		c.buf = append(c.buf, " ("...)
		for i, column := range n.Columns {
			c.separate(i)
			c.Identifier(column.Name)
		}
		c.buf = append(c.buf, ')')
	case n.Query == nil && len(n.Rows) <= 1:
		c.WriteString(c.defaultValues())
	case n.Query == nil:
		c.failf("INSERT of %d rows into %s names no columns", len(n.Rows), n.Table.Name)
	}
	switch {
	case n.Query != nil && len(n.Rows) > 0:
		c.failf("INSERT into %s has both rows and a query", n.Table.Name)
	case n.Query != nil:
		c.buf = append(c.buf, ' ')
		c.query(n.Query)
	case len(n.Columns) > 0:
		c.values(n)
	}
	c.returning(n.Returning, c.dialect.Features.InsertReturning, "INSERT … RETURNING")
}

func (c *Compiler) defaultValues() string {
	if c.dialect.Features.DefaultValues {
		return " DEFAULT VALUES"
	}
	return " () VALUES ()"
}

func (c *Compiler) values(n *ast.Insert) {
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
		c.list(row)
		c.buf = append(c.buf, ')')
	}
}

// returning writes a RETURNING clause.
func (c *Compiler) returning(columns []ast.Expr, supported bool, feature string) {
	if len(columns) == 0 {
		return
	}
	if !supported {
		c.Unsupported(feature)
		return
	}
	c.buf = append(c.buf, " RETURNING "...)
	bare := c.bare
	c.bare = c.dialect.Features.ReturningNames
	c.selectList(columns, nil)
	c.bare = bare
}
