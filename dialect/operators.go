package dialect

import (
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// Precedence is how tightly an operator binds. An expression is put in
// parentheses where it stands as the operand of one that binds tighter.
type Precedence uint8

// The precedences, the loosest first.
const (
	PrecedenceNone Precedence = iota
	PrecedenceOr
	PrecedenceAnd
	PrecedenceNot
	PrecedenceComparison
	PrecedenceConcat
	PrecedenceAdd
	PrecedenceMultiply
	PrecedenceNegate
	PrecedenceAtom
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
	ast.Modulo:         {" % ", PrecedenceMultiply},
	ast.Concat:         {" || ", PrecedenceConcat},
	ast.Not:            {"NOT ", PrecedenceNot},
	ast.Negate:         {"-", PrecedenceNegate},
	ast.And:            {" AND ", PrecedenceAnd},
	ast.Or:             {" OR ", PrecedenceOr},
}

// opposites are the comparisons that hold exactly where another does not.
var opposites = [...]ast.Operator{
	ast.Equal:          ast.NotEqual,
	ast.NotEqual:       ast.Equal,
	ast.Less:           ast.GreaterOrEqual,
	ast.LessOrEqual:    ast.Greater,
	ast.Greater:        ast.LessOrEqual,
	ast.GreaterOrEqual: ast.Less,
}

// precedence gives the precedence of a simplified expression.
func (c *Compiler) precedence(e ast.Expr) Precedence {
	switch n := e.(type) {
	case *ast.Binary:
		if n.Op == ast.Concat && c.dialect.Features.Concat == "" {
			return PrecedenceAtom
		}
		if int(n.Op) < len(operators) {
			return operators[n.Op].precedence
		}
	case *ast.Unary:
		if int(n.Op) < len(operators) {
			return operators[n.Op].precedence
		}
	case *ast.Logical:
		if n.Op == ast.Or {
			return PrecedenceOr
		}
		return PrecedenceAnd
	case *ast.Like, *ast.In, *ast.Between, *ast.IsNull, *ast.DistinctFrom, *ast.Match:
		return PrecedenceComparison
	case *ast.Exists:
		if n.Not {
			return PrecedenceNot
		}
	case *ast.Text:
		return textPrecedence(n)
	}
	return PrecedenceAtom
}

// textPrecedence guesses what a piece of SQL is, erring on the side of
// parentheses.
func textPrecedence(t *ast.Text) Precedence {
	precedence := PrecedenceAtom
	for _, part := range t.Parts {
		if strings.ContainsFunc(part, func(r rune) bool {
			return !(r == '_' || r == '.' || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z')
		}) {
			precedence = min(precedence, PrecedenceComparison)
		}
		for word := range strings.FieldsFuncSeq(part, func(r rune) bool {
			return !(r == '_' || r|32 >= 'a' && r|32 <= 'z')
		}) {
			switch {
			case strings.EqualFold(word, "or"):
				precedence = min(precedence, PrecedenceOr)
			case strings.EqualFold(word, "and"):
				precedence = min(precedence, PrecedenceAnd)
			case strings.EqualFold(word, "not"):
				precedence = min(precedence, PrecedenceNot)
			}
		}
	}
	return precedence
}

var constantTrue, constantFalse = &ast.Constant{Value: true}, &ast.Constant{Value: false}

// simplify gives an expression that means the same and is written as it
// stands: labels off, AND and OR of less than two items resolved, NOT moved
// into what has a negative form.
func simplify(e ast.Expr) ast.Expr {
	for {
		switch n := e.(type) {
		case *ast.Label:
			e = n.X
		case *ast.Logical:
			sole, count := effective(n.Op, n.Items)
			switch {
			case count > 1:
				return n
			case count == 1:
				e = sole
			case n.Op == ast.Or:
				return constantFalse
			default:
				return constantTrue
			}
		case *ast.Unary:
			if n.Op != ast.Not {
				return n
			}
			negated := negate(n.X)
			if negated == nil {
				return n
			}
			e = negated
		default:
			return e
		}
	}
}

// negate gives the negative form of an expression, or nil where that is NOT.
func negate(e ast.Expr) ast.Expr {
	switch n := simplify(e).(type) {
	case *ast.Unary:
		if n.Op == ast.Not {
			return n.X
		}
	case *ast.Constant:
		switch n.Value {
		case true:
			return constantFalse
		case false:
			return constantTrue
		}
	case *ast.Binary:
		if int(n.Op) < len(opposites) {
			return &ast.Binary{Op: opposites[n.Op], Left: n.Left, Right: n.Right}
		}
	case *ast.Like:
		negated := *n
		negated.Not = !n.Not
		return &negated
	case *ast.In:
		negated := *n
		negated.Not = !n.Not
		return &negated
	case *ast.Between:
		negated := *n
		negated.Not = !n.Not
		return &negated
	case *ast.IsNull:
		return &ast.IsNull{X: n.X, Not: !n.Not}
	case *ast.DistinctFrom:
		return &ast.DistinctFrom{Left: n.Left, Right: n.Right, Not: !n.Not}
	case *ast.Exists:
		return &ast.Exists{Query: n.Query, Not: !n.Not}
	}
	return nil
}

// effective counts the items of an AND or OR that make a difference, those of
// nested ones included, and gives one of them.
func effective(op ast.Operator, items []ast.Expr) (sole ast.Expr, count int) {
	for _, item := range items {
		if neutral(op, item) {
			continue
		}
		if nested, ok := item.(*ast.Logical); ok && nested.Op == op {
			inner, n := effective(op, nested.Items)
			sole, count = inner, count+n
		} else {
			sole, count = item, count+1
		}
		if count > 1 {
			break
		}
	}
	return sole, count
}

// neutral reports whether an item makes no difference: true in AND, false in
// OR.
func neutral(op ast.Operator, item ast.Expr) bool {
	switch n := item.(type) {
	case *ast.Constant:
		value, ok := n.Value.(bool)
		return ok && value == (op == ast.And)
	case *ast.Logical:
		if n.Op != op {
			return false
		}
		for _, item := range n.Items {
			if !neutral(op, item) {
				return false
			}
		}
		return true
	}
	return false
}

// Predicate writes an expression where the database wants a condition.
func (c *Compiler) Predicate(e ast.Expr) { c.predicate(e, PrecedenceNone) }

// conjunction writes predicates joined by AND.
func (c *Compiler) conjunction(items []ast.Expr) {
	if len(items) == 1 {
		c.Predicate(items[0])
		return
	}
	switch sole, count := effective(ast.And, items); count {
	case 0:
		c.Predicate(constantTrue)
	case 1:
		c.Predicate(sole)
	default:
		c.logicalItems(ast.And, items, true)
	}
}

// logicalItems writes the items of an AND or OR, those of nested ones in line.
func (c *Compiler) logicalItems(op ast.Operator, items []ast.Expr, first bool) bool {
	for _, item := range items {
		if neutral(op, item) {
			continue
		}
		if nested, ok := item.(*ast.Logical); ok && nested.Op == op {
			first = c.logicalItems(op, nested.Items, first)
			continue
		}
		if !first {
			c.WriteString(operators[op].text)
		}
		first = false
		c.predicate(item, operators[op].precedence+1)
	}
	return first
}

// predicate writes a condition as an operand. A value of boolean type is one
// only where the database has that type.
func (c *Compiler) predicate(e ast.Expr, p Precedence) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	e = simplify(e)
	features := &c.dialect.Features
	if constant, ok := e.(*ast.Constant); ok && !features.BooleanLiterals {
		switch constant.Value {
		case true:
			c.comparison("1 = 1", p)
			return
		case false:
			c.comparison("0 = 1", p)
			return
		}
	}
	if features.NativeBoolean {
		c.simplified(e, p)
		return
	}
	value, suffix := e, " = 1"
	if not, ok := e.(*ast.Unary); ok && not.Op == ast.Not {
		value, suffix = simplify(not.X), " = 0"
	}
	if !booleanValue(value) {
		c.simplified(e, p)
		return
	}
	parentheses := p > PrecedenceComparison
	if parentheses {
		c.buf = append(c.buf, '(')
	}
	c.simplified(value, PrecedenceComparison+1)
	c.WriteString(suffix)
	if parentheses {
		c.buf = append(c.buf, ')')
	}
}

// comparison writes the text of a comparison as an operand.
func (c *Compiler) comparison(text string, p Precedence) {
	if p > PrecedenceComparison {
		c.buf = append(c.buf, '(')
		c.WriteString(text)
		c.buf = append(c.buf, ')')
		return
	}
	c.WriteString(text)
}

func (c *Compiler) logical(n *ast.Logical) {
	if n.Op != ast.And && n.Op != ast.Or {
		c.failf("operator %d joins no predicates", n.Op)
		return
	}
	c.logicalItems(n.Op, n.Items, true)
}

func (c *Compiler) unary(n *ast.Unary) {
	switch n.Op {
	case ast.Not:
		c.buf = append(c.buf, "NOT "...)
		c.predicate(n.X, PrecedenceNot+1)
	case ast.Negate:
		c.buf = append(c.buf, '-')
		c.Operand(n.X, PrecedenceNegate+1)
	default:
		c.failf("operator %d does not take one operand", n.Op)
	}
}

func (c *Compiler) binary(n *ast.Binary) {
	if n.Op > ast.Concat {
		c.failf("operator %d does not take two operands", n.Op)
		return
	}
	precedence := operators[n.Op].precedence
	switch n.Op {
	case ast.Equal, ast.NotEqual:
		if IsNull(n.Right) {
			c.isNull(n.Left, n.Op == ast.NotEqual)
			return
		}
		if IsNull(n.Left) {
			c.isNull(n.Right, n.Op == ast.NotEqual)
			return
		}
		fallthrough
	case ast.Less, ast.LessOrEqual, ast.Greater, ast.GreaterOrEqual:
		c.operands(n, precedence+1, precedence+1)
	case ast.Concat:
		c.concat(n)
	case ast.Divide:
		if c.dialect.Features.TrueDivision || fractional(n.Left) || fractional(n.Right) {
			c.operands(n, precedence, precedence+1)
			return
		}
		c.Operand(n.Left, precedence)
		c.buf = append(c.buf, " / CAST("...)
		c.Expr(n.Right)
		c.buf = append(c.buf, " AS "...)
		c.Type(numeric)
		c.buf = append(c.buf, ')')
	case ast.Add, ast.Multiply:
		right := precedence + 1
		if inner, ok := simplify(n.Right).(*ast.Binary); ok && inner.Op == n.Op {
			right = precedence
		}
		c.operands(n, precedence, right)
	default:
		c.operands(n, precedence, precedence+1)
	}
}

// operands writes both sides of a binary operator. Two parameters say nothing
// of each other's type.
func (c *Compiler) operands(n *ast.Binary, left, right Precedence) {
	if bind, ok := n.Left.(*ast.Bind); ok && isBind(n.Right) {
		c.untyped(bind)
	} else {
		c.Operand(n.Left, left)
	}
	c.WriteString(operators[n.Op].text)
	c.Operand(n.Right, right)
}

// concat joins strings. What else is in it goes in parentheses, since databases
// do not agree how tightly || binds.
func (c *Compiler) concat(n *ast.Binary) {
	if c.dialect.Features.Concat == "" {
		c.buf = append(c.buf, "concat("...)
		c.concatItems(n, ", ", PrecedenceNone)
		c.buf = append(c.buf, ')')
		return
	}
	c.concatItems(n, c.dialect.Features.Concat, PrecedenceAtom)
}

func (c *Compiler) concatItems(n *ast.Binary, separator string, p Precedence) {
	for i, side := range [...]ast.Expr{n.Left, n.Right} {
		if i > 0 {
			c.WriteString(separator)
		}
		if inner, ok := side.(*ast.Binary); ok && inner.Op == ast.Concat {
			c.concatItems(inner, separator, p)
			continue
		}
		c.Operand(side, p)
	}
}
