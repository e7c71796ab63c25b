package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// outputClause writes the OUTPUT clause of a database that gives written rows back by
// it. Columns of the table are those of rows, "inserted" or "deleted".
func (c *Compiler) outputClause(columns []ast.Expr, table ast.From, rows string, supported bool, feature string) {
	if len(columns) == 0 || c.dialect.Features.Returning != ReturningOutput {
		return
	}
	if !supported {
		c.Unsupported(feature)
		return
	}
	c.buf = append(c.buf, " OUTPUT "...)
	bare, changed, output := c.bare, c.changed, c.output
	c.bare, c.changed, c.output = true, table, rows
	c.selectList(columns, nil, false, ast.LabelDuplicates)
	c.bare, c.changed, c.output = bare, changed, output
}

// outputSource qualifies a column in an OUTPUT clause.
func (c *Compiler) outputSource(from ast.From) {
	if from == c.changed {
		c.WriteString(c.output)
	} else {
		c.sourceName(from)
	}
	c.buf = append(c.buf, '.')
}

// returning writes a RETURNING clause.
func (c *Compiler) returning(columns []ast.Expr, supported bool, feature string) {
	if len(columns) == 0 || c.dialect.Features.Returning == ReturningOutput {
		return
	}
	if !supported {
		c.Unsupported(feature)
		return
	}
	c.buf = append(c.buf, " RETURNING "...)
	if c.dialect.Features.Returning == ReturningInto {
		c.returningInto(columns)
		return
	}
	bare := c.bare
	c.bare = c.dialect.Features.ReturningNames
	c.selectList(columns, nil, false, ast.LabelDuplicates)
	c.bare = bare
	if mark := c.dialect.Features.ReturningMark; mark != "" && feature != insertReturning {
		c.WriteString(", 1 AS ")
		c.Identifier(mark)
	}
}

// returningInto writes RETURNING … INTO parameters that the database fills.
func (c *Compiler) returningInto(columns []ast.Expr) {
	inline := c.inline
	c.list(columns)
	c.buf = append(c.buf, " INTO "...)
	c.inline = false // an out parameter has no value to write
	for i, e := range columns {
		c.separate(i)
		c.bind(Out{Type: TypeOf(e)}, "ret", nil)
	}
	c.inline = inline
	c.outs = len(columns)
}

// asksForKey reports whether an INSERT asks for the key that the database
// generates by RETURNING: the program did not, and no other means tells it.
func (c *Compiler) asksForKey(n *ast.Insert) bool {
	f := &c.dialect.Features
	return n.Generated != nil && f.InsertReturning && (f.KeyReturning || n.KeyWanted || drawn(n)) &&
		len(n.Returning) == 0 && n.Query == nil && len(n.Rows) <= 1 && c.depth <= 1
}

// drawn reports whether a default of the program has the statement itself make
// the key, of which databases report no last insert ID.
func drawn(n *ast.Insert) bool {
	d := n.Generated.Defaults
	return d != nil && (d.Sequence != "" || d.InsertExpr != nil) && slices.Contains(n.Columns, n.Generated)
}
