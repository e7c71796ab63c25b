package sqlite

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Decimals are texts, whose order is not that of numbers. What compares or sorts
// them casts them to numbers, exact to 15 digits.

// decimal reports whether an expression is a decimal kept as text.
func decimal(e ast.Expr) bool {
	t := dialect.TypeOf(e)
	if t == nil || t.Kind != types.KindNumeric {
		return false
	}
	switch n := e.(type) {
	case *ast.Binary, *ast.Unary, *ast.Cast, *ast.JSONElement:
		return false // already a number
	case *ast.Label:
		return decimal(n.X)
	case *ast.Function:
		return n.Name != "sum" && n.Name != "avg" && n.Name != "min" && n.Name != "max" && n.Name != "total" && n.Name != "abs" && n.Name != "round"
	}
	return true
}

// number writes an expression as a number.
func number(c *dialect.Compiler, e ast.Expr) {
	c.WriteString("CAST(")
	c.Expr(e)
	c.WriteString(" AS NUMERIC)")
}

// operand writes one side of a comparison of numbers.
func operand(c *dialect.Compiler, e ast.Expr) {
	_, column := e.(*ast.Column)
	_, bind := e.(*ast.Bind)
	if column || bind || decimal(e) {
		number(c, e)
		return
	}
	c.Operand(e, dialect.PrecedenceComparison)
}

var comparisons = map[ast.Operator]string{
	ast.Equal: " = ", ast.NotEqual: " != ", ast.Less: " < ", ast.LessOrEqual: " <= ",
	ast.Greater: " > ", ast.GreaterOrEqual: " >= ",
}

// compare writes a comparison, of numbers if one side is a decimal.
func compare(c *dialect.Compiler, b *ast.Binary) {
	if !decimal(b.Left) && !decimal(b.Right) || dialect.IsNull(b.Left) || dialect.IsNull(b.Right) {
		c.Base(b)
		return
	}
	operand(c, b.Left)
	c.WriteString(comparisons[b.Op])
	operand(c, b.Right)
}

func between(c *dialect.Compiler, n ast.Node) {
	b := n.(*ast.Between)
	if !decimal(b.X) && !decimal(b.Low) && !decimal(b.High) {
		c.Base(n)
		return
	}
	operand(c, b.X)
	if b.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" BETWEEN ")
	operand(c, b.Low)
	c.WriteString(" AND ")
	operand(c, b.High)
}

// inDecimals writes membership of a decimal in a list or in a vector, each of
// whose values is a parameter.
func inDecimals(c *dialect.Compiler, i *ast.In) {
	if len(i.List) == 0 && (i.Vector == nil || i.Vector.Len() == 0) {
		c.Base(i)
		return
	}
	number(c, i.X)
	if i.Not {
		c.WriteString(" NOT")
	}
	c.WriteString(" IN (")
	for n, e := range i.List {
		if n > 0 {
			c.WriteString(", ")
		}
		operand(c, e)
	}
	if i.Vector != nil {
		for n := range i.Vector.Len() {
			if n > 0 {
				c.WriteString(", ")
			}
			c.WriteString("CAST(")
			c.Bind(i.Vector.Value(n))
			c.WriteString(" AS NUMERIC)")
		}
	}
	c.WriteString(")")
}

// order sorts decimals as numbers.
func order(c *dialect.Compiler, n ast.Node) {
	o := n.(*ast.Order)
	if !decimal(o.X) {
		c.Base(n)
		return
	}
	sorted := *o
	sorted.X = &ast.Cast{X: o.X, Type: types.Numeric(0, 0)}
	c.Base(&sorted)
}
