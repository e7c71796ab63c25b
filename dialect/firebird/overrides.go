package firebird

import (
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// bits are the operators of bits, which are functions.
var bits = map[ast.Operator]string{
	ast.BitAnd: "BIN_AND", ast.BitOr: "BIN_OR", ast.BitXor: "BIN_XOR",
	ast.ShiftLeft: "BIN_SHL", ast.ShiftRight: "BIN_SHR",
}

func binary(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Binary)
	if function, ok := bits[b.Op]; ok {
		c.Call(function, b.Left, b.Right)
		return
	}
	if b.Op == ast.Divide && !fractional(b.Right) {
		divide(c, b)
		return
	}
	if sign, ok := comparisons[b.Op]; ok && compare(c, b, sign) {
		return
	}
	c.Base(n)
}

var comparisons = map[ast.Operator]string{
	ast.Equal: " = ", ast.NotEqual: " != ", ast.Less: " < ", ast.LessOrEqual: " <= ", ast.Greater: " > ", ast.GreaterOrEqual: " >= ",
}

// compare writes the values into strings that are joined and then compared with a
// parameter: neither side would have a type. It reports whether that was the case.
func compare(c *dialect.Compiler, b *ast.Binary, sign string) bool {
	_, bind := b.Right.(*ast.Bind)
	joined, ok := b.Left.(*ast.Binary)
	if !bind || !ok || joined.Op != ast.Concat || dialect.IsNull(b.Right) {
		return false
	}
	c.InlineOperand(joined, dialect.PrecedenceComparison)
	c.WriteString(sign)
	c.Operand(b.Right, dialect.PrecedenceComparison)
	return true
}

// divide makes a fraction of the divisor. A NUMERIC would not do: a quotient has
// as many digits after the point as both sides together.
func divide(c *dialect.Compiler, b *ast.Binary) {
	c.Operand(b.Left, dialect.PrecedenceMultiply)
	c.WriteString(" / CAST(")
	c.Expr(b.Right)
	c.WriteString(" AS DOUBLE PRECISION)")
}

func fractional(e ast.Expr) bool {
	t := dialect.TypeOf(e)
	return t != nil && (t.Kind == types.KindFloat || t.Kind == types.KindDouble || t.Kind == types.KindNumeric)
}

func unary(c *dialect.Compiler, n ast.Node) {
	u := n.(*ast.Unary)
	if u.Op == ast.BitNot {
		c.Call("BIN_NOT", u.X)
		return
	}
	c.Base(n)
}

// like looks for a beginning by STARTING WITH, which uses an index whatever is
// looked for. It takes the text as it is, so that one which was escaped is left
// to LIKE.
func like(c *dialect.Compiler, n ast.Node) {
	l := n.(*ast.Like)
	if !l.After || l.Before || l.Fold || l.Escape != "" {
		c.Base(n)
		return
	}
	c.Operand(l.X, dialect.PrecedenceComparison)
	if l.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" STARTING WITH ")
	c.Operand(l.Pattern, dialect.PrecedenceComparison)
}

// function writes what is an operator or has words between its arguments here.
func function(c *dialect.Compiler, n ast.Node) {
	f := n.(*ast.Function)
	switch {
	case f.Name == "concat" && len(f.Args) > 1:
		joined := f.Args[0]
		for _, arg := range f.Args[1:] {
			joined = &ast.Binary{Op: ast.Concat, Left: joined, Right: arg}
		}
		c.Expr(joined)
	case (f.Name == "substr" || f.Name == "substring") && (len(f.Args) == 2 || len(f.Args) == 3):
		c.WriteString("SUBSTRING(")
		c.Expr(f.Args[0])
		c.WriteString(" FROM ")
		c.Expr(f.Args[1])
		if len(f.Args) == 3 {
			c.WriteString(" FOR ")
			c.Expr(f.Args[2])
		}
		c.WriteString(")")
	default:
		c.Base(n)
	}
}

// nextValue draws from a sequence, by its increment, which gen_id would not know.
func nextValue(c *dialect.Compiler, n ast.Node) {
	s := n.(*ast.NextValue)
	c.WriteString("NEXT VALUE FOR ")
	c.QualifiedName(s.Schema, s.Sequence)
}

// literal writes points in time with their type: in a select list nothing else
// would say that they are no texts.
func literal(c *dialect.Compiler, value any, t *types.Type) bool {
	switch v := value.(type) {
	case types.Date:
		c.WriteString("DATE ")
		c.Literal(v.String())
	case types.TimeOfDay:
		c.WriteString("TIME ")
		c.Literal(v.String())
	case time.Time:
		switch {
		case t != nil && t.Kind == types.KindDate:
			return literal(c, types.DateOf(v), t)
		case t != nil && t.Kind == types.KindTime:
			return literal(c, types.TimeOfDayOf(v), t)
		}
		c.WriteString("TIMESTAMP ")
		c.Literal(v.UTC().Format("2006-01-02 15:04:05.9999")) // it keeps no more digits
	default:
		return false
	}
	return true
}
