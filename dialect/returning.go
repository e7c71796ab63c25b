package dialect

import "github.com/azoth-go/azoth/sql/ast"

// outputClause writes OUTPUT inserted.column, before what the rows come from.
func (c *Compiler) outputClause(columns []ast.Expr, target ast.From, rows string, supported bool, feature string) {
	if len(columns) == 0 || c.dialect.Features.Returning != ReturningOutput {
		return
	}
	if !supported {
		c.Unsupported(feature)
		return
	}
	renamed, to := c.renamed, c.renamedTo
	c.renamed, c.renamedTo = target, rows
	c.buf = append(c.buf, " OUTPUT "...)
	c.selectList(columns, nil)
	c.renamed, c.renamedTo = renamed, to
}

// returningClause writes RETURNING, at the end of the statement.
func (c *Compiler) returningClause(columns []ast.Expr, target ast.From, supported bool, feature string) {
	style := c.dialect.Features.Returning
	if len(columns) == 0 || style == ReturningOutput {
		return
	}
	if !supported {
		c.Unsupported(feature)
		return
	}
	c.buf = append(c.buf, " RETURNING "...)
	bare := c.bare
	c.bare = c.dialect.Features.ReturningNames
	if style == ReturningInto {
		c.returningInto(columns)
	} else {
		c.selectList(columns, nil)
	}
	c.bare = bare
}

// returningInto names a parameter for each column, which the driver reads
// afterwards.
func (c *Compiler) returningInto(columns []ast.Expr) {
	for i, e := range columns {
		c.separate(i)
		c.Expr(e)
	}
	c.buf = append(c.buf, " INTO "...)
	inline := c.inline
	c.inline = false
	for i, e := range columns {
		c.separate(i)
		c.bind(Out{Type: TypeOf(e)}, "ret", nil)
	}
	c.inline = inline
	c.outs = len(columns)
}
