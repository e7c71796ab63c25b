package redshift

import (
	"fmt"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON text, one function within the other for each
// step; see "JSON functions" in the guide. They give texts, and an empty one for
// a part that is not there, which no type but a text has: it is NULL then.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	if e.Index != nil {
		c.Unsupported("a step into a JSON document that the database evaluates")
		return
	}
	if e.Text || e.As == nil || e.As.Kind == types.KindJSON {
		part(c, e.X, e.Steps)
		return
	}
	c.WriteString("CAST(NULLIF(")
	part(c, e.X, e.Steps)
	c.WriteString(", '') AS ")
	c.Type(e.As)
	c.WriteString(")")
}

// part writes the part of document x that the steps lead to.
func part(c *dialect.Compiler, x ast.Expr, steps []any) {
	if len(steps) == 0 {
		c.Expr(x)
		return
	}
	outer := len(steps) - 1
	switch step := steps[outer].(type) {
	case string:
		c.WriteString("json_extract_path_text(")
		part(c, x, steps[:outer])
		c.WriteString(", ")
		c.Literal(step)
	case int:
		c.WriteString("json_extract_array_element_text(")
		part(c, x, steps[:outer])
		c.WriteString(fmt.Sprintf(", %d", step))
	default:
		c.Fail(fmt.Errorf("a %T is neither the name of a member nor a position in a JSON document", step))
	}
	c.WriteString(")")
}
