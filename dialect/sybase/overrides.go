package sybase

import (
	"encoding/hex"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	switch {
	case b.Op == ast.ShiftLeft || b.Op == ast.ShiftRight:
		c.Unsupported("shifting of bits")
	case b.Op == ast.Divide && untyped(b.Right):
		fraction(c, b)
	default:
		c.Base(n)
	}
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

// distinctFrom asks for NULLs apart. What is a parameter or written is none of them.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	equal := []ast.Expr{
		&ast.Binary{Op: ast.Equal, Left: d.Left, Right: d.Right},
		&ast.IsNull{X: d.Left, Not: true},
	}
	var same ast.Expr
	switch {
	case dialect.IsNull(d.Right):
		same = &ast.IsNull{X: d.Left}
	case stated(d.Right):
		same = &ast.Logical{Op: ast.And, Items: equal}
	default:
		both := []ast.Expr{&ast.IsNull{X: d.Left}, &ast.IsNull{X: d.Right}}
		equal = append(equal, &ast.IsNull{X: d.Right, Not: true})
		same = &ast.Logical{Op: ast.Or, Items: []ast.Expr{
			&ast.Logical{Op: ast.And, Items: equal}, &ast.Logical{Op: ast.And, Items: both},
		}}
	}
	if !d.Not {
		c.WriteString("NOT ")
	}
	c.WriteString("(")
	c.Predicate(same)
	c.WriteString(")")
}

func stated(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Bind, *ast.Constant:
		return true
	}
	return false
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
	c.WriteString(`DATEPART("` + field + `", `)
	c.Expr(e.X)
	c.WriteString(")")
}

func function(c *dialect.Compiler, n ast.Node) {
	if n.(*ast.Function).Name == "aggregate_strings" {
		c.Unsupported("joining of strings by an aggregate")
		return
	}
	c.Base(n)
}

// literal writes the values whose literals are not those of the standard.
func literal(c *dialect.Compiler, value any, _ *types.Type) bool {
	v, ok := value.([]byte)
	if ok {
		c.WriteString("0x" + hex.EncodeToString(v))
	}
	return ok
}
