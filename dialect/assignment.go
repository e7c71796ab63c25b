package dialect

import "github.com/azoth-go/azoth/sql/ast"

// assigned writes a value of SET or VALUES. One that is an operator stands in
// parentheses.
func (c *Compiler) assigned(e ast.Expr) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	if _, bind := e.(*ast.Bind); bind { // the bulk of them
		c.Expr(e)
		return
	}
	switch simplify(e).(type) {
	case *ast.Binary, *ast.Unary, *ast.Custom, *ast.Logical, *ast.Like, *ast.In, *ast.Between, *ast.IsNull,
		*ast.DistinctFrom, *ast.Match, *ast.Regexp, *ast.Collate, *ast.Exists, *ast.JSONElement, *ast.Subscript:
		c.buf = append(c.buf, '(')
		c.Expr(e)
		c.buf = append(c.buf, ')')
	default:
		c.Expr(e)
	}
}

// assignments writes column = value for each, with what stands between them and
// the name of the table before each column where it is qualified.
func (c *Compiler) assignments(set []ast.Assignment, equals string, qualified bool) {
	for i := range set {
		a := &set[i]
		c.separate(i)
		switch {
		case a.Column == nil:
			c.failf("an assignment sets a nil column")
			return
		case a.Target != nil:
			c.target(a.Target, qualified)
		default:
			c.target(a.Column, qualified)
		}
		c.WriteString(equals)
		if a.Target == nil {
			c.fit(a.Column, a.Value)
		}
		c.assigned(a.Value)
	}
}

// target writes what is assigned to. Where several tables take part, the table
// is called by its name without a schema.
func (c *Compiler) target(e ast.Expr, qualified bool) {
	if _, part := e.(*ast.JSONElement); part && !c.dialect.Features.JSONSubscripts {
		c.Unsupported("assignment to a part of a JSON document")
		return
	}
	bare := c.bare
	c.bare, c.inTarget = true, true
	if column, ok := e.(*ast.Column); ok && qualified {
		if table, ok := column.From.(*ast.Table); ok {
			c.quotedAs(table.Name, table.Quote)
		} else {
			c.sourceName(column.From)
		}
		c.buf = append(c.buf, '.')
	}
	c.Expr(e)
	c.bare, c.inTarget = bare, false
}

// InTarget reports whether what is being written is what an assignment is to.
func (c *Compiler) InTarget() bool { return c.inTarget }
