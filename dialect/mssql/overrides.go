package mssql

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	if b.Op == ast.Divide && untyped(b.Right) {
		fraction(c, b)
		return
	}
	_, left := b.Left.(*ast.Bind)
	_, right := b.Right.(*ast.Bind)
	if b.Op == ast.Equal && left && !right {
		turned := *b
		turned.Left, turned.Right = b.Right, b.Left
		c.Base(&turned)
		return
	}
	c.Base(n)
}

// untyped reports whether nothing says what type an expression has.
func untyped(e ast.Expr) bool {
	f, ok := e.(*ast.Function)
	return dialect.TypeOf(e) == nil && !(ok && f.Name == "count")
}

// fraction writes a division by what may be no whole number: NUMERIC, which the
// divisor is cast to otherwise, has no digits after the point.
func fraction(c *dialect.Compiler, b *ast.Binary) {
	c.Operand(b.Left, dialect.PrecedenceMultiply)
	c.WriteString(" / CAST(")
	c.Expr(b.Right)
	c.WriteString(" AS FLOAT)")
}

// cast is TRY_CAST where a conversion that fails is to be NULL.
func cast(c *dialect.Compiler, n ast.Node) {
	x := n.(*ast.Cast)
	if !x.Try {
		c.Base(n)
		return
	}
	c.WriteString("TRY_CAST (")
	c.Expr(x.X)
	c.WriteString(" AS ")
	c.Type(x.Type)
	c.WriteString(")")
}

// collate names a collation, which is a word here and not an identifier: quoted,
// it would be a syntax error.
func collate(c *dialect.Compiler, n ast.Node) {
	x := n.(*ast.Collate)
	for _, r := range x.Collation {
		if !(r == '_' || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z') {
			c.Fail(fmt.Errorf("%q is not a collation", x.Collation))
			return
		}
	}
	c.Operand(x.X, dialect.PrecedenceCollate)
	c.WriteString(" COLLATE " + x.Collation)
}

// distinctFrom asks whether two rows of one value intersect, which they do also
// where both are NULL.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	if !d.Not {
		c.WriteString("NOT ")
	}
	c.WriteString("EXISTS (SELECT ")
	c.Expr(d.Left)
	c.WriteString(" INTERSECT SELECT ")
	c.Expr(d.Right)
	c.WriteString(")")
}

// fields are what DATEPART calls the fields that others call otherwise.
var fields = map[string]string{
	"doy": "dayofyear", "dow": "weekday", "milliseconds": "millisecond", "microseconds": "microsecond",
}

func extract(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.Extract)
	if !c.ExtractField(e.Field) {
		return
	}
	field := e.Field
	if known, ok := fields[field]; ok {
		field = known
	}
	c.WriteString("DATEPART(" + field + ", ")
	c.Expr(e.X)
	c.WriteString(")")
}

// match is the full text search.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.WriteString("CONTAINS (")
	c.Expr(m.X)
	c.WriteString(", ")
	c.Expr(m.Against)
	c.WriteString(")")
}

// conditionFunctions are those that are written as a call and are conditions.
var conditionFunctions = map[string]bool{"contains": true, "freetext": true, "regexp_like": true, "update": true}

// function writes IIF, whose first argument is a condition.
func function(c *dialect.Compiler, n ast.Node) {
	f := n.(*ast.Function)
	if len(f.Args) != 3 || !strings.EqualFold(f.Name, "iif") {
		c.Base(n)
		return
	}
	c.WriteString("IIF(")
	c.Predicate(f.Args[0])
	c.WriteString(", ")
	c.Expr(f.Args[1])
	c.WriteString(", ")
	c.Expr(f.Args[2])
	c.WriteString(")")
}
