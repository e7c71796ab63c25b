package oracle

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

// bits are the operators of bits, which are functions.
var bits = map[ast.Operator]string{ast.BitAnd: "BITAND", ast.BitOr: "BITOR", ast.BitXor: "BITXOR"}

func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	switch b.Op {
	case ast.BitAnd, ast.BitOr, ast.BitXor:
		c.Call(bits[b.Op], b.Left, b.Right)
	case ast.ShiftLeft, ast.ShiftRight:
		c.Unsupported("shifting of bits")
	default:
		c.Base(n)
	}
}

func unary(c *dialect.Compiler, n ast.Node) {
	if n.(*ast.Unary).Op == ast.BitNot {
		c.Unsupported("negation of bits")
		return
	}
	c.Base(n)
}

// distinctFrom compares by DECODE, to which NULL is a value as others.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	c.WriteString("DECODE(")
	c.Expr(d.Left)
	c.WriteString(", ")
	c.Expr(d.Right)
	if d.Not {
		c.WriteString(", 0, 1) = 0")
	} else {
		c.WriteString(", 0, 1) = 1")
	}
}

// match is the full text search, which gives a score.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.WriteString("CONTAINS (")
	c.Expr(m.X)
	c.WriteString(", ")
	c.Expr(m.Against)
	c.WriteString(") > 0")
}

// nextValue draws from a sequence, which looks like a column of it.
func nextValue(c *dialect.Compiler, n ast.Node) {
	s := n.(*ast.NextValue)
	c.QualifiedName(s.Schema, s.Sequence)
	c.WriteString(".nextval")
}

func regexp(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.Regexp)
	if r.Not {
		c.WriteString("NOT ")
	}
	c.WriteString("REGEXP_LIKE(")
	c.Expr(r.X)
	c.WriteString(", ")
	c.Expr(r.Pattern)
	if r.Flags != "" {
		c.WriteString(", ")
		c.Literal(r.Flags)
	}
	c.WriteString(")")
}

// regexpReplace takes flags behind the position and the number of what to
// replace: from the first character, all there are.
func regexpReplace(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.RegexpReplace)
	c.WriteString("REGEXP_REPLACE(")
	c.Expr(r.X)
	c.WriteString(", ")
	c.Expr(r.Pattern)
	c.WriteString(", ")
	c.Expr(r.Replacement)
	if r.Flags != "" {
		c.WriteString(", 1, 0, ")
		c.Literal(r.Flags)
	}
	c.WriteString(")")
}

// conditionFunctions are those that are written as a call and are conditions.
var conditionFunctions = map[string]bool{"json_equal": true, "json_exists": true, "regexp_like": true, "xmlexists": true}
