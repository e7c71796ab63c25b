package mssql

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document: an object or an array by JSON_QUERY,
// a value by JSON_VALUE, as text that is converted.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	if !e.Text && (e.As == nil || e.As.Kind == types.KindJSON) {
		extraction(c, "JSON_QUERY", e)
		return
	}
	c.WriteString("CASE ")
	extraction(c, "JSON_VALUE", e)
	c.WriteString(" WHEN NULL THEN NULL")
	switch {
	case e.Text || e.As.Kind == types.KindString || e.As.Kind == types.KindText:
		c.WriteString(" ELSE ")
		extraction(c, "JSON_VALUE", e)
	case e.As.Kind == types.KindBoolean:
		c.WriteString(" WHEN 'true' THEN 1 WHEN 'false' THEN 0")
		fallthrough
	default:
		as := e.As
		if as.Kind == types.KindNumeric && as.Precision == 0 {
			as = types.Numeric(38, 10) // without both it would be a whole number
		}
		c.WriteString(" ELSE CAST(")
		extraction(c, "JSON_VALUE", e)
		c.WriteString(" AS ")
		c.Type(as)
		c.WriteString(")")
	}
	c.WriteString(" END")
}

func extraction(c *dialect.Compiler, function string, e *ast.JSONElement) {
	c.WriteString(function + "(")
	c.Expr(e.X)
	c.WriteString(", ")
	c.JSONSteps(e)
	c.WriteString(")")
}
