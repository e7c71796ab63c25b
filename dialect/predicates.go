package dialect

import "github.com/azoth-go/azoth/sql/ast"

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

// predicate writes a condition as the operand of an operator. A value is
// one only where the database has a type of such values.
func (c *Compiler) predicate(e ast.Expr, around Precedence) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	e = simplify(e)
	if c.dialect.Features.NativeBoolean {
		c.simplified(e, around)
		return
	}
	value, not := e, false
	switch n := e.(type) {
	case *ast.Constant:
		if truth, ok := n.Value.(bool); ok {
			c.constantPredicate(truth, around)
			return
		}
	case *ast.Unary:
		if n.Op == ast.Not {
			value, not = simplify(n.X), true
		}
	}
	compared, opposite, ok := c.truthOf(value)
	if !ok {
		c.simplified(e, around)
		return
	}
	if not {
		compared = opposite
	}
	grouped := PrecedenceComparison <= around
	if grouped {
		c.buf = append(c.buf, '(')
	}
	c.simplified(value, PrecedenceComparison)
	c.WriteString(compared)
	if grouped {
		c.buf = append(c.buf, ')')
	}
}

// constantPredicate writes a condition that always or never holds.
func (c *Compiler) constantPredicate(value bool, around Precedence) {
	text := "0 = 1"
	switch {
	case c.dialect.Features.BooleanLiterals && value:
		text = "true = 1"
	case c.dialect.Features.BooleanLiterals:
		text = "false = 1"
	case value:
		text = "1 = 1"
	}
	if PrecedenceComparison <= around {
		text = "(" + text + ")"
	}
	c.WriteString(text)
}
