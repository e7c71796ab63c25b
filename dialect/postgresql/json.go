package postgresql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document: as a document, by a subscript of a
// JSONB or an arrow, or as text that is converted. An arrow within another
// operator stands in parentheses, also inside a CAST: it is of no precedence that
// anybody remembers.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	text := e.Text || e.As != nil && e.As.Kind != types.KindJSON
	if c.InTarget() || subscripted(c, e, text) {
		subscript(c, e)
		return
	}
	conversion := text && !e.Text
	if conversion {
		c.WriteString("CAST(")
	}
	if c.Nested() {
		c.WriteString("(")
	}
	around := dialect.PrecedenceElement
	if _, inner := e.X.(*ast.JSONElement); inner && !e.Text {
		around = dialect.PrecedenceMultiply // it has parentheses of its own
	}
	c.Operand(e.X, around)
	c.WriteString(arrow(len(e.Steps) > 1, text))
	steps(c, e)
	if c.Nested() {
		c.WriteString(")")
	}
	if conversion {
		c.WriteString(" AS ")
		c.Type(e.As)
		c.WriteString(")")
	}
}

// subscripted tells that an element is read by a subscript: one step into a
// JSONB. A column of the type JSON, which has no subscripts, may be declared as
// either.
func subscripted(c *dialect.Compiler, e *ast.JSONElement, text bool) bool {
	return !text && len(e.Steps) < 2 && c.Dialect().Features.JSONSubscripts && binaryDocument(e.X)
}

// binaryDocument tells that an expression is declared as JSONB.
func binaryDocument(x ast.Expr) bool {
	if e, ok := x.(*ast.JSONElement); ok {
		return !e.Text && e.As == nil && binaryDocument(e.X)
	}
	t := dialect.TypeOf(x)
	return t != nil && strings.EqualFold(t.Name, "JSONB")
}

// subscript writes data['a'][0]. What is no column or subscript stands in
// parentheses.
func subscript(c *dialect.Compiler, e *ast.JSONElement) {
	switch e.X.(type) {
	case *ast.Column, *ast.JSONElement:
		c.Expr(e.X)
	default:
		c.WriteString("(")
		c.Expr(e.X)
		c.WriteString(")")
	}
	if e.Index != nil {
		c.WriteString("[")
		c.Expr(e.Index)
		c.WriteString("]")
	}
	for i := range e.Steps {
		c.WriteString("[")
		step(c, e, i)
		c.WriteString("]")
	}
}

func arrow(path, text bool) string {
	switch {
	case path && text:
		return " #>> "
	case path:
		return " #> "
	case text:
		return " ->> "
	}
	return " -> "
}

// steps writes what stands to the right of the arrow: a name, a position or an
// array of both as text.
func steps(c *dialect.Compiler, e *ast.JSONElement) {
	switch {
	case e.Index != nil:
		c.Operand(e.Index, dialect.PrecedenceElement)
	case len(e.Steps) == 1:
		step(c, e, 0)
	default:
		path, err := textArray(e.Steps)
		if err != nil {
			c.Fail(err)
		}
		c.Expr(&ast.Bind{Value: path, Type: types.Text})
	}
}

// step writes one step of an element.
func step(c *dialect.Compiler, e *ast.JSONElement, i int) {
	switch step := e.Steps[i].(type) {
	case string:
		c.Expr(&ast.Bind{Value: step, Type: types.Text})
	case int:
		if c.Inlined() || !c.Dialect().Features.TypedBinds {
			c.Expr(&ast.Bind{Value: int64(step), Type: types.Integer})
			return
		}
		// Without a type, a parameter here is the name of a member.
		c.WriteString("CAST(")
		c.Expr(&ast.Bind{Value: int64(step), Type: types.Integer})
		c.WriteString(" AS INTEGER)")
	default:
		c.Fail(fmt.Errorf("a %T is neither the name of a member nor a position in a JSON document", step))
	}
}

// textArray spells steps as an array of texts.
func textArray(steps []any) (string, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, step := range steps {
		if i > 0 {
			b.WriteString(", ")
		}
		switch step := step.(type) {
		case string:
			b.WriteString(arrayItem(step))
		case int:
			b.WriteString(strconv.Itoa(step))
		default:
			return "", fmt.Errorf("a %T is neither the name of a member nor a position in a JSON document", step)
		}
	}
	b.WriteByte('}')
	return b.String(), nil
}

// arrayItem quotes a text inside an array literal where it is not a plain word.
func arrayItem(s string) string {
	plain := s != "" && !strings.EqualFold(s, "null") && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r == '_' || r >= '0' && r <= '9' || r|32 >= 'a' && r|32 <= 'z' || r > 127)
	})
	if plain {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
