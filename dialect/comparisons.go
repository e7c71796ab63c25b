package dialect

import (
	"unicode/utf8"

	"github.com/azoth-go/azoth/sql/ast"
)

func (c *Compiler) like(n *ast.Like) {
	lower := n.Fold && !c.dialect.Features.ILike
	c.likeOperand(n.X, lower, PrecedenceComparison)
	if n.Not {
		c.buf = append(c.buf, " NOT"...)
	}
	if n.Fold && !lower {
		c.buf = append(c.buf, " ILIKE "...)
	} else {
		c.buf = append(c.buf, " LIKE "...)
	}
	if n.Before || n.After {
		c.likePart(n, lower)
	} else {
		c.likeOperand(n.Pattern, lower, PrecedenceComparison)
	}
	if n.Escape != "" {
		c.escape(n.Escape)
	}
}

// likePart writes the pattern that finds a text within another.
func (c *Compiler) likePart(n *ast.Like, lower bool) {
	separator, around := c.dialect.Features.Concat, PrecedenceMultiply
	if separator == "" {
		separator, around = ", ", PrecedenceNone
		c.buf = append(c.buf, "concat("...)
	}
	if n.Before {
		c.buf = append(c.buf, "'%'"...)
		c.WriteString(separator)
	}
	if lower {
		c.likeOperand(n.Pattern, true, around)
	} else {
		c.concatItem(n.Pattern, separator, around)
	}
	if n.After {
		c.WriteString(separator)
		c.buf = append(c.buf, "'%'"...)
	}
	if c.dialect.Features.Concat == "" {
		c.buf = append(c.buf, ')')
	}
}

func (c *Compiler) likeOperand(e ast.Expr, lower bool, around Precedence) {
	if !lower {
		c.Operand(e, around)
		return
	}
	c.buf = append(c.buf, "lower("...)
	c.Expr(e)
	c.buf = append(c.buf, ')')
}

func (c *Compiler) escape(character string) {
	if utf8.RuneCountInString(character) != 1 {
		c.failf("escape %q of LIKE is not one character", character)
		return
	}
	c.buf = append(c.buf, " ESCAPE "...)
	c.Literal(character)
}

func (c *Compiler) between(n *ast.Between) {
	if n.Symmetric && !c.dialect.Features.Symmetric {
		c.eitherWay(n)
		return
	}
	c.comparable(n.X)
	c.Operand(n.X, PrecedenceComparison)
	if n.Not {
		c.buf = append(c.buf, " NOT"...)
	}
	c.buf = append(c.buf, " BETWEEN "...)
	if n.Symmetric {
		c.buf = append(c.buf, "SYMMETRIC "...)
	}
	c.Operand(n.Low, PrecedenceComparison)
	c.buf = append(c.buf, " AND "...)
	c.Operand(n.High, PrecedenceComparison)
}

// eitherWay writes BETWEEN for ends of which either may be the greater.
func (c *Compiler) eitherWay(n *ast.Between) {
	one, other := *n, *n
	one.Symmetric, other.Symmetric = false, false
	other.Low, other.High = n.High, n.Low
	operator := ast.Or
	if n.Not {
		operator = ast.And
	}
	c.predicate(&ast.Logical{Op: operator, Items: []ast.Expr{&one, &other}}, PrecedenceHighest)
}

func (c *Compiler) isNull(x ast.Expr, not bool) {
	c.typed(x, PrecedenceComparison)
	if not {
		c.buf = append(c.buf, " IS NOT NULL"...)
	} else {
		c.buf = append(c.buf, " IS NULL"...)
	}
}

func (c *Compiler) distinctFrom(n *ast.DistinctFrom) {
	c.comparable(n.Left)
	if isBind(n.Right) || IsNull(n.Right) {
		c.typed(n.Left, PrecedenceComparison)
	} else {
		c.Operand(n.Left, PrecedenceComparison)
	}
	if n.Not {
		c.buf = append(c.buf, " IS NOT DISTINCT FROM "...)
	} else {
		c.buf = append(c.buf, " IS DISTINCT FROM "...)
	}
	c.Operand(n.Right, PrecedenceComparison)
}
