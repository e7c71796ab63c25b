package sqlite

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document, as JSON or as a value of a type.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	switch {
	case e.Text:
		c.WriteString("CAST(")
		extraction(c, e)
		c.WriteString(" AS TEXT)")
	case e.As == nil || e.As.Kind == types.KindJSON:
		c.WriteString("JSON_QUOTE(")
		extraction(c, e)
		c.WriteString(")")
	default:
		c.WriteString("CAST(")
		extraction(c, e)
		c.WriteString(" AS ")
		c.Type(e.As)
		c.WriteString(")")
	}
}

// isNull asks for a part of a document that is not there by its type: as a
// document, it would be JSON's null.
func isNull(c *dialect.Compiler, n ast.Node) {
	i := n.(*ast.IsNull)
	e, ok := i.X.(*ast.JSONElement)
	if !ok || e.Text || e.As != nil && e.As.Kind != types.KindJSON {
		c.Base(n)
		return
	}
	c.WriteString("JSON_TYPE(")
	c.Expr(e.X)
	c.WriteString(", ")
	c.JSONSteps(e)
	if i.Not {
		c.WriteString(") IS NOT NULL")
	} else {
		c.WriteString(") IS NULL")
	}
}

func extraction(c *dialect.Compiler, e *ast.JSONElement) {
	c.WriteString("JSON_EXTRACT(")
	c.Expr(e.X)
	c.WriteString(", ")
	c.JSONSteps(e)
	c.WriteString(")")
}
