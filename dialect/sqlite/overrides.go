package sqlite

import (
	"encoding/json"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// binary makes / of integers a true division.
func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	if b.Op != ast.Divide {
		c.Base(n)
		return
	}
	c.Operand(b.Left, dialect.PrecedenceMultiply)
	c.WriteString(" / (")
	c.Operand(b.Right, dialect.PrecedenceAdd)
	c.WriteString(" + 0.0)")
}

// in sends a vector as one JSON array, so that the statement has the same text
// for any number of values.
func in(c *dialect.Compiler, n ast.Node) {
	i := n.(*ast.In)
	if i.Vector == nil || i.Query != nil {
		c.Base(n)
		return
	}
	var values any
	switch i.Vector.Kind {
	case types.Ints:
		values = i.Vector.Ints
	case types.Strings:
		values = i.Vector.Strings
	}
	if values == nil || i.Vector.HasNulls() {
		c.Base(n)
		return
	}
	array, err := json.Marshal(values)
	if err != nil {
		c.Fail(err)
		return
	}
	c.Operand(i.X, dialect.PrecedenceComparison+1)
	if i.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" IN (SELECT value FROM json_each(")
	c.Bind(string(array))
	c.WriteString("))")
}

// distinctFrom is IS, which compares any two values in SQLite.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	c.Operand(d.Left, dialect.PrecedenceComparison+1)
	if d.Not {
		c.WriteString(" IS ")
	} else {
		c.WriteString(" IS NOT ")
	}
	c.Operand(d.Right, dialect.PrecedenceComparison+1)
}

// function spells now().
func function(c *dialect.Compiler, n ast.Node) {
	if f := n.(*ast.Function); f.Name == "now" && len(f.Args) == 0 {
		c.WriteString("CURRENT_TIMESTAMP")
		return
	}
	c.Base(n)
}

// match is the full text search of FTS tables.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.Operand(m.X, dialect.PrecedenceComparison+1)
	c.WriteString(" MATCH ")
	c.Operand(m.Against, dialect.PrecedenceComparison+1)
}
