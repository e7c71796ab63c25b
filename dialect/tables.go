package dialect

import "github.com/azoth-go/azoth/sql/ast"

// Sources of rows that are neither tables nor queries.

// values writes rows of expressions as a table.
func (c *Compiler) values(v *ast.Values) {
	if v.Lateral {
		c.buf = append(c.buf, "LATERAL "...)
	}
	c.buf = append(c.buf, '(')
	c.valueRows(v)
	c.buf = append(c.buf, ')')
	if v.Name == "" {
		return
	}
	c.alias(v)
	c.buf = append(c.buf, ' ')
	c.columnList(v.Columns)
}

// valueRows writes VALUES (…), (…).
func (c *Compiler) valueRows(v *ast.Values) {
	if len(v.Rows) == 0 {
		c.failf("VALUES without rows")
		return
	}
	c.buf = append(c.buf, "VALUES "...)
	for i, row := range v.Rows {
		if len(row) != len(v.Columns) {
			c.failf("row %d of VALUES has %d values for %d columns", i+1, len(row), len(v.Columns))
			return
		}
		c.separate(i)
		c.buf = append(c.buf, '(')
		for j, e := range row {
			c.separate(j)
			if i == 0 {
				c.untyped(e)
			} else {
				c.Expr(e)
			}
		}
		c.buf = append(c.buf, ')')
	}
}

// functionTable writes the rows of a function as a table.
func (c *Compiler) functionTable(f *ast.FunctionTable) {
	if f.Lateral {
		c.buf = append(c.buf, "LATERAL "...)
	}
	wrapped := c.dialect.Features.TableFunctions
	if wrapped {
		c.buf = append(c.buf, "TABLE ("...)
	}
	c.Expr(f.Function)
	if f.Ordinality {
		c.buf = append(c.buf, " WITH ORDINALITY"...)
	}
	if wrapped {
		c.buf = append(c.buf, ')')
	}
	if len(f.Columns) == 0 && f.Name == "" {
		return // rows that nothing refers to
	}
	c.alias(f)
	if !f.ListColumns && !f.ListTypes {
		return
	}
	c.buf = append(c.buf, '(')
	for i, column := range f.Columns {
		c.separate(i)
		c.Identifier(column.Name)
		if f.ListTypes {
			c.buf = append(c.buf, ' ')
			c.Type(column.Type)
		}
	}
	c.buf = append(c.buf, ')')
}

// sample writes a random part of a table.
func (c *Compiler) sample(s *ast.Sample) {
	c.aliased(s.Of)
	c.alias(s)
	c.buf = append(c.buf, " TABLESAMPLE "...)
	c.Expr(s.Method)
	if s.Seed != nil {
		c.buf = append(c.buf, " REPEATABLE ("...)
		c.Expr(s.Seed)
		c.buf = append(c.buf, ')')
	}
}
