package mysql

import (
	"fmt"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// cast spells the types that CAST knows, which are not those of columns.
func cast(c *dialect.Compiler, n ast.Node) {
	x := n.(*ast.Cast)
	if x.Type == nil {
		c.Base(n)
		return
	}
	if x.Type.Kind == types.KindBoolean {
		c.WriteString("(")
		c.Operand(x.X, dialect.PrecedenceComparison+1)
		c.WriteString(" <> 0)")
		return
	}
	name, err := castName(x.Type)
	if err != nil {
		c.Fail(err)
		return
	}
	c.WriteString("CAST(")
	c.Expr(x.X)
	c.WriteString(" AS " + name + ")")
}

func castName(t *types.Type) (string, error) {
	switch t.Kind {
	case types.KindSmallInteger, types.KindInteger, types.KindBigInteger:
		return "SIGNED INTEGER", nil
	case types.KindFloat:
		return "DOUBLE", nil
	case types.KindString:
		if t.Length > 0 {
			return "CHAR(" + strconv.Itoa(t.Length) + ")", nil
		}
		return "CHAR", nil
	case types.KindText:
		return "CHAR", nil
	case types.KindUUID:
		return "CHAR(36)", nil
	case types.KindBytes:
		return "BINARY", nil
	case types.KindNumeric, types.KindDate, types.KindTime, types.KindDateTime, types.KindJSON, types.KindNamed:
		return typeName(t)
	}
	return "", fmt.Errorf("mysql cannot cast to %s", t)
}

// distinctFrom is <=>, the equality that knows NULL.
func distinctFrom(c *dialect.Compiler, n ast.Node) {
	d := n.(*ast.DistinctFrom)
	if !d.Not {
		c.WriteString("NOT (")
	}
	c.Operand(d.Left, dialect.PrecedenceComparison+1)
	c.WriteString(" <=> ")
	c.Operand(d.Right, dialect.PrecedenceComparison+1)
	if !d.Not {
		c.WriteString(")")
	}
}

// match is the full text search over an index of words.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.WriteString("MATCH (")
	c.Expr(m.X)
	c.WriteString(") AGAINST (")
	c.Expr(m.Against)
	c.WriteString(" IN BOOLEAN MODE)")
}
