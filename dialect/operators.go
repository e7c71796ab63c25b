package dialect

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// operators are how they are spelled, and their precedence.
var operators = [...]struct {
	text       string
	precedence Precedence
}{
	ast.Equal:          {" = ", PrecedenceComparison},
	ast.NotEqual:       {" != ", PrecedenceComparison},
	ast.Less:           {" < ", PrecedenceComparison},
	ast.LessOrEqual:    {" <= ", PrecedenceComparison},
	ast.Greater:        {" > ", PrecedenceComparison},
	ast.GreaterOrEqual: {" >= ", PrecedenceComparison},
	ast.Add:            {" + ", PrecedenceAdd},
	ast.Subtract:       {" - ", PrecedenceAdd},
	ast.Multiply:       {" * ", PrecedenceMultiply},
	ast.Divide:         {" / ", PrecedenceMultiply},
	ast.FloorDivide:    {" / ", PrecedenceMultiply},
	ast.Modulo:         {" % ", PrecedenceMultiply},
	ast.Concat:         {" || ", PrecedenceConcat},
	ast.BitAnd:         {" & ", PrecedenceAdd},
	ast.BitOr:          {" | ", PrecedenceAdd},
	ast.BitXor:         {" ^ ", PrecedenceAdd},
	ast.ShiftLeft:      {" << ", PrecedenceAdd},
	ast.ShiftRight:     {" >> ", PrecedenceAdd},
	ast.Is:             {" IS ", PrecedenceComparison},
	ast.IsNot:          {" IS NOT ", PrecedenceComparison},
	ast.Not:            {"NOT ", PrecedenceNot},
	ast.Negate:         {"-", PrecedenceNegate},
	ast.BitNot:         {"~", PrecedenceNegate},
	ast.And:            {" AND ", PrecedenceAnd},
	ast.Or:             {" OR ", PrecedenceOr},
}

func (c *Compiler) logical(n *ast.Logical) {
	if n.Op != ast.And && n.Op != ast.Or {
		c.failf("operator %d joins no predicates", n.Op)
		return
	}
	c.logicalItems(n.Op, n.Items, true)
}

// logicalItems writes the items of an AND or OR, those of nested ones in line.
func (c *Compiler) logicalItems(op ast.Operator, items []ast.Expr, first bool) bool {
	for _, item := range items {
		if nested, ok := item.(*ast.Logical); ok && nested.Op == op {
			first = c.logicalItems(op, nested.Items, first)
			continue
		}
		if _, constant := truth(item); constant {
			continue // neutral: one that decides has the place of the whole
		}
		if !first {
			c.WriteString(operators[op].text)
		}
		first = false
		outer := operators[op].precedence
		if text, ok := item.(*ast.Text); ok && textPrecedence(text) == outer {
			outer = PrecedenceNone // an OR among others, an AND among others
		}
		c.predicate(item, outer)
	}
	return first
}

func (c *Compiler) unary(n *ast.Unary) {
	switch n.Op {
	case ast.Not:
		if !c.dialect.Features.NativeBoolean {
			if _, _, value := c.truthOf(simplify(n.X)); value {
				c.predicate(n, PrecedenceNone)
				return
			}
		}
		c.buf = append(c.buf, "NOT "...)
		c.predicate(n.X, PrecedenceNot)
	case ast.Negate, ast.BitNot:
		c.WriteString(operators[n.Op].text)
		c.typed(n.X, PrecedenceNegate)
	default:
		c.failf("operator %d does not take one operand", n.Op)
	}
}

func (c *Compiler) binary(n *ast.Binary) {
	if c.dialect.Features.NoTuples && c.tuplesCompared(n) {
		return
	}
	switch n.Op {
	case ast.Equal, ast.NotEqual:
		if IsNull(n.Right) {
			c.simplified(&ast.IsNull{X: n.Left, Not: n.Op == ast.NotEqual}, PrecedenceNone)
			return
		}
		if bind, ok := n.Left.(*ast.Bind); ok && IsNull(bind) {
			c.simplified(&ast.IsNull{X: n.Right, Not: n.Op == ast.NotEqual}, PrecedenceNone)
			return
		}
		c.comparable(n.Left)
		c.comparable(n.Right)
		c.operands(n)
	case ast.Is, ast.IsNot:
		if !IsNull(n.Right) && c.dialect.Features.NoTruthTests {
			c.simplified(&ast.DistinctFrom{Left: n.Left, Right: n.Right, Not: n.Op == ast.Is}, PrecedenceNone)
			return
		}
		c.operands(n)
	case ast.Concat:
		c.concat(n)
	case ast.Divide:
		c.divide(n)
	case ast.FloorDivide:
		c.floorDivide(n)
	case ast.Modulo:
		if c.dialect.Features.ModuloFunction {
			c.Call("mod", n.Left, n.Right)
			return
		}
		c.operands(n)
	case ast.Not, ast.Negate, ast.BitNot, ast.And, ast.Or:
		c.failf("operator %d does not take two operands", n.Op)
	case ast.Less, ast.LessOrEqual, ast.Greater, ast.GreaterOrEqual:
		c.comparable(n.Left)
		c.comparable(n.Right)
		c.operands(n)
	default:
		if int(n.Op) >= len(operators) {
			c.failf("unknown operator %d", n.Op)
			return
		}
		c.operands(n)
	}
}

// operands writes both sides of a binary operator. Two parameters say nothing
// of each other's type.
func (c *Compiler) operands(n *ast.Binary) {
	around := operators[n.Op].precedence
	if !c.dialect.Features.Intervals && movesTime(n) {
		c.Unsupported("adding a length of time to a time")
		return
	}
	if isBind(n.Left) && isBind(n.Right) {
		if c.dialect.Features.InlinePairs {
			defer c.inlined()()
		}
		c.untyped(n.Left)
	} else {
		c.side(n, n.Left, around)
	}
	if n.Op == ast.BitXor && c.dialect.Features.BitXor != "" {
		c.WriteString(c.dialect.Features.BitXor)
	} else {
		c.WriteString(operators[n.Op].text)
	}
	c.side(n, n.Right, around)
}

// movesTime reports whether a length of time is added to a point in time, or taken
// from one.
func movesTime(n *ast.Binary) bool {
	if n.Op != ast.Add && n.Op != ast.Subtract {
		return false
	}
	left, right := TypeOf(n.Left), TypeOf(n.Right)
	if left == nil || right == nil || right.Kind != types.KindInterval {
		return false
	}
	return left.Kind == types.KindDateTime || left.Kind == types.KindDate || left.Kind == types.KindTime
}

// side writes one side of a binary operator. Sums of sums and products of
// products are the same in any order. A length of time beside a time would be
// taken for another time.
func (c *Compiler) side(n *ast.Binary, e ast.Expr, around Precedence) {
	if n.Op == ast.Add || n.Op == ast.Multiply {
		if inner, ok := simplify(e).(*ast.Binary); ok && inner.Op == n.Op {
			around = PrecedenceNone
		}
	}
	if t := TypeOf(e); t != nil && t.Kind == types.KindInterval {
		c.typed(e, around)
		return
	}
	c.Operand(e, around)
}

// divide writes a division that gives a fraction.
func (c *Compiler) divide(n *ast.Binary) {
	if c.dialect.Features.TrueDivision || fractional(n.Right) {
		c.operands(n)
		return
	}
	c.Operand(n.Left, PrecedenceMultiply)
	c.buf = append(c.buf, " / CAST("...)
	c.Expr(n.Right)
	c.buf = append(c.buf, " AS "...)
	c.Type(numeric)
	c.buf = append(c.buf, ')')
}

// floorDivide writes a division that gives none.
func (c *Compiler) floorDivide(n *ast.Binary) {
	if !c.dialect.Features.TrueDivision && integral(n.Left) && integral(n.Right) {
		c.operands(n)
		return
	}
	c.buf = append(c.buf, "FLOOR("...)
	c.operands(n)
	c.buf = append(c.buf, ')')
}

// concat joins strings, those of nested joins in line.
func (c *Compiler) concat(n *ast.Binary) {
	if c.dialect.Features.Concat == "" {
		c.buf = append(c.buf, "concat("...)
		c.concatItems(n, ", ", PrecedenceNone)
		c.buf = append(c.buf, ')')
		return
	}
	// Arithmetic in it goes in parentheses, since databases do not agree which
	// of the two binds tighter.
	c.concatItems(n, c.dialect.Features.Concat, PrecedenceMultiply)
}

func (c *Compiler) concatItems(n *ast.Binary, separator string, around Precedence) {
	if c.dialect.Features.InlinePairs && isBind(n.Left) && isBind(n.Right) {
		defer c.inlined()()
	}
	c.concatItem(n.Left, separator, around)
	c.WriteString(separator)
	c.concatItem(n.Right, separator, around)
}

func (c *Compiler) concatItem(e ast.Expr, separator string, around Precedence) {
	if inner, ok := simplify(e).(*ast.Binary); ok && inner.Op == ast.Concat {
		c.concatItems(inner, separator, around)
		return
	}
	c.Operand(e, around)
}

// custom writes an operator of the program's own.
func (c *Compiler) custom(n *ast.Custom) {
	if !operatorText(n.Op) {
		c.failf("%q is not an operator", n.Op)
		return
	}
	around := precedence(n)
	if n.Left != nil {
		c.Operand(n.Left, around)
		c.buf = append(c.buf, ' ')
	}
	c.WriteString(n.Op)
	if n.Right != nil {
		c.buf = append(c.buf, ' ')
		c.Operand(n.Right, around)
	}
}

// operatorText reports whether a text can be an operator: symbols and words,
// nothing that ends, opens or hides a part of the statement. PostgreSQL's
// OPERATOR(schema.name) has parentheses.
func operatorText(op string) bool {
	if inner, ok := strings.CutPrefix(op, "OPERATOR("); ok {
		op, ok = strings.CutSuffix(inner, ")")
		if !ok {
			return false
		}
	}
	if op == "" || strings.TrimSpace(op) != op || strings.Contains(op, "--") || strings.Contains(op, "/*") {
		return false
	}
	return strings.IndexFunc(op, func(r rune) bool { return r < ' ' || strings.ContainsRune("'\"`,;()\\\x7f", r) }) < 0
}

// Call writes a call of a function by the name that it is given.
func (c *Compiler) Call(name string, args ...ast.Expr) {
	c.WriteString(name)
	c.buf = append(c.buf, '(')
	c.list(args)
	c.buf = append(c.buf, ')')
}

// integral reports whether an expression is known to be of whole numbers.
func integral(e ast.Expr) bool {
	t := TypeOf(e)
	return t != nil && (t.Kind == types.KindSmallInteger || t.Kind == types.KindInteger || t.Kind == types.KindBigInteger)
}
