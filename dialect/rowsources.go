package dialect

import "github.com/azoth-go/azoth/sql/ast"

// valuesQuery writes VALUES with its rows. Those of the first say what type the
// columns have.
func (c *Compiler) valuesQuery(n *ast.Values) {
	if len(n.Rows) == 0 {
		c.failf("VALUES without rows")
		return
	}
	c.buf = append(c.buf, "VALUES "...)
	for i, row := range n.Rows {
		if len(row) != len(n.Rows[0]) || len(n.Columns) > 0 && len(row) != len(n.Columns) {
			c.failf("row %d of VALUES has %d values", i+1, len(row))
			return
		}
		c.separate(i)
		c.WriteString(c.dialect.Features.ValuesRow)
		c.buf = append(c.buf, '(')
		for k, e := range row {
			c.separate(k)
			if i == 0 {
				c.untyped(e)
			} else {
				c.Expr(e)
			}
		}
		c.buf = append(c.buf, ')')
	}
}

// selectValues writes a query that gives the rows of VALUES, where VALUES is none.
func (c *Compiler) selectValues(n *ast.Values) {
	if len(n.Rows) == 0 {
		c.failf("VALUES without rows")
		return
	}
	c.buf = append(c.buf, "SELECT * FROM ("...)
	c.valuesQuery(n)
	c.buf = append(c.buf, ')')
	c.aliasWord()
	c.buf = append(c.buf, "v ("...)
	if len(n.Columns) > 0 {
		c.columnNames(n.Columns)
	} else {
		for i := range n.Rows[0] {
			c.separate(i)
			c.buf = appendInt(append(c.buf, "column"...), i+1)
		}
	}
	c.buf = append(c.buf, ')')
}

// functionTable writes a function that gives rows.
func (c *Compiler) functionTable(n *ast.FunctionTable) {
	c.lateral(n.Lateral)
	if c.dialect.Features.TableFunction {
		c.buf = append(c.buf, "TABLE ("...)
	}
	c.Expr(n.Function)
	if n.Ordinality {
		c.buf = append(c.buf, " WITH ORDINALITY"...)
	}
	if c.dialect.Features.TableFunction {
		c.buf = append(c.buf, ')')
	}
}

// columnList writes the names of the columns behind the name of a source that
// has them there.
func (c *Compiler) columnList(from ast.From) {
	switch n := from.(type) {
	case *ast.Values:
		c.buf = append(c.buf, " ("...)
		c.columnNames(n.Columns)
		c.buf = append(c.buf, ')')
	case *ast.FunctionTable:
		if !n.ListColumns && !n.ListTypes {
			return
		}
		c.buf = append(c.buf, '(')
		for i, column := range n.Columns {
			c.separate(i)
			c.columnName(column)
			if n.ListTypes {
				c.buf = append(c.buf, ' ')
				c.Type(column.Type)
			}
		}
		c.buf = append(c.buf, ')')
	}
}

// scalarColumn writes the column of a function that gives one value in each
// row, and reports whether it is one.
func (c *Compiler) scalarColumn(n *ast.Column) bool {
	function, ok := n.From.(*ast.FunctionTable)
	if !ok || !function.Scalar {
		return false
	}
	c.sourceName(function)
	if name := c.dialect.Features.ScalarColumn; name != "" {
		c.buf = append(c.buf, '.')
		c.WriteString(name)
	}
	return true
}

// sample writes how the rows of a sample are chosen.
func (c *Compiler) sample(n *ast.Sample) {
	c.buf = append(c.buf, " TABLESAMPLE "...)
	c.Expr(n.Method)
	if n.Seed != nil {
		c.buf = append(c.buf, " REPEATABLE ("...)
		c.Expr(n.Seed)
		c.buf = append(c.buf, ')')
	}
}
