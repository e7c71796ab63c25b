package mysql

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document. The JSON null is NULL for those who
// ask for another type.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	if e.As == nil && !e.Text || e.As != nil && e.As.Kind == types.KindJSON {
		extraction(c, e)
		return
	}
	c.WriteString("CASE ")
	extraction(c, e)
	c.WriteString(" WHEN 'null' THEN NULL ")
	switch {
	case e.As != nil && e.As.Kind == types.KindBoolean:
		c.WriteString("WHEN true THEN true WHEN false THEN false")
	case e.Text || e.As.Kind == types.KindString || e.As.Kind == types.KindText:
		c.WriteString("ELSE JSON_UNQUOTE(")
		extraction(c, e)
		c.WriteString(")")
	case e.As.Kind == types.KindFloat || e.As.Kind == types.KindDouble:
		// Adding to it makes a number of it also where CAST knows no float.
		c.WriteString("ELSE ")
		extraction(c, e)
		c.WriteString("+0.0000000000000000000000")
	default:
		as := e.As
		if as.Kind == types.KindNumeric && as.Precision == 0 {
			as = types.Numeric(65, 30) // without both it would be a whole number
		}
		c.WriteString("ELSE CAST(")
		extraction(c, e)
		c.WriteString(" AS ")
		c.Type(as)
		c.WriteString(")")
	}
	c.WriteString(" END")
}

func extraction(c *dialect.Compiler, e *ast.JSONElement) {
	c.WriteString("JSON_EXTRACT(")
	c.Expr(e.X)
	c.WriteString(", ")
	c.JSONSteps(e)
	c.WriteString(")")
}
