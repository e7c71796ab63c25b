package oracle

import (
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document: an object or an array by JSON_QUERY,
// a value by JSON_VALUE, which converts it.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	switch {
	case e.Text:
		returning(c, e, "VARCHAR2(4000)")
	case e.As == nil || e.As.Kind == types.KindJSON:
		c.WriteString("JSON_QUERY(")
		arguments(c, e)
		c.WriteString(")")
	case e.As.Kind == types.KindBoolean && !c.Dialect().Features.NativeBoolean:
		c.WriteString("CASE ")
		value(c, e)
		c.WriteString(" WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(")
		value(c, e)
		c.WriteString(" AS NUMBER(1)) END")
	case e.As.Kind == types.KindString || e.As.Kind == types.KindText:
		returning(c, e, "VARCHAR2(4000)")
	case e.As.Kind == types.KindNumeric:
		name := "NUMBER"
		if e.As.Precision > 0 {
			name += "(" + strconv.Itoa(e.As.Precision) + ", " + strconv.Itoa(e.As.Scale) + ")"
		}
		returning(c, e, name)
	default:
		returning(c, e, c.CastName(e.As))
	}
}

func value(c *dialect.Compiler, e *ast.JSONElement) {
	c.WriteString("JSON_VALUE(")
	arguments(c, e)
	c.WriteString(")")
}

// returning reads a value as a type. What is not of it is an error, as it is in a
// CAST.
func returning(c *dialect.Compiler, e *ast.JSONElement, name string) {
	c.WriteString("JSON_VALUE(")
	arguments(c, e)
	c.WriteString(" RETURNING " + name + " ERROR ON ERROR)")
}

// arguments writes the document and the way to the part, which has to stand in
// the statement.
func arguments(c *dialect.Compiler, e *ast.JSONElement) {
	c.Expr(e.X)
	c.WriteString(", ")
	switch index := e.Index.(type) {
	case nil:
		path, err := dialect.JSONPath(e.Steps)
		if err != nil {
			c.Fail(err)
		}
		c.Literal(path)
	case *ast.Bind:
		inline := *index
		inline.Literal = true
		c.Expr(&inline)
	default:
		c.Expr(index)
	}
}
