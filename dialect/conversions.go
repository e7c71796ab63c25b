package dialect

import (
	"errors"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

func (c *Compiler) caseExpression(n *ast.Case) {
	if len(n.Whens) == 0 {
		c.Fail(errors.New("CASE without WHEN"))
		return
	}
	c.buf = append(c.buf, "CASE"...)
	if n.Operand != nil {
		c.buf = append(c.buf, ' ')
		c.Expr(n.Operand)
	}
	for i := range n.Whens {
		c.buf = append(c.buf, " WHEN "...)
		switch condition := n.Whens[i].Condition; {
		case n.Operand != nil:
			c.Expr(condition)
		case c.dialect.Features.NumericConditions && condition != nil && booleanValue(simplify(condition)):
			c.Operand(condition, PrecedenceHighest)
		default:
			c.predicate(condition, PrecedenceHighest)
		}
		c.buf = append(c.buf, " THEN "...)
		c.untyped(n.Whens[i].Result)
	}
	if n.Else != nil {
		c.buf = append(c.buf, " ELSE "...)
		c.untyped(n.Else)
	}
	c.buf = append(c.buf, " END"...)
}

// cast writes a conversion; where the dialect leaves it out, its operand alone.
func (c *Compiler) cast(n *ast.Cast) {
	if n.Try {
		c.Unsupported("TRY_CAST")
		return
	}
	name := c.CastName(n.Type)
	if name == "" {
		c.Operand(n.X, PrecedenceHighest)
		return
	}
	c.buf = append(c.buf, "CAST("...)
	if array, ok := simplify(n.X).(*ast.Array); ok && len(array.Items) == 0 {
		c.array(&ast.Array{}) // the cast tells its type
	} else {
		c.Expr(n.X)
	}
	c.buf = append(c.buf, " AS "...)
	c.WriteString(name)
	c.buf = append(c.buf, ')')
}

// Type adds the name of a type, as in a cast.
func (c *Compiler) Type(t *types.Type) { c.WriteString(c.CastName(t)) }

// CastName gives the name of a type in casts, or "" where the dialect leaves the
// cast out.
func (c *Compiler) CastName(t *types.Type) string {
	if t == nil {
		c.Fail(errors.New("cast without a type"))
		return ""
	}
	spell := c.dialect.CastName
	if spell == nil {
		spell = c.dialect.typeName
	}
	name, err := spell(c.dialect.spelledAs(t.On(c.dialect.Name)))
	if err != nil {
		c.Fail(err)
	}
	return name
}

func (c *Compiler) extract(n *ast.Extract) {
	if !c.ExtractField(n.Field) {
		return
	}
	c.buf = append(c.buf, "EXTRACT("...)
	c.WriteString(n.Field)
	c.buf = append(c.buf, " FROM "...)
	c.Expr(n.X)
	c.buf = append(c.buf, ')')
}

// ExtractField reports whether the name of a field of a point in time can be
// written into a statement; if not, it is recorded as an error.
func (c *Compiler) ExtractField(field string) bool {
	if field == "" {
		c.Fail(errors.New("EXTRACT without a field"))
		return false
	}
	if checkFunctionName(field) != nil || strings.ContainsAny(field, ".$") {
		c.failf("%q is not a field of a point in time", field)
		return false
	}
	return true
}
