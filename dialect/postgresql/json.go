package postgresql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// element reads a part of a JSON document, as JSON or as text that is converted.
// Within another operator it stands in parentheses, also inside a CAST: it is
// of no precedence that anybody remembers.
func element(c *dialect.Compiler, n ast.Node) {
	e := n.(*ast.JSONElement)
	text := e.Text || e.As != nil && e.As.Kind != types.KindJSON
	conversion := text && !e.Text
	if conversion {
		c.WriteString("CAST(")
	}
	if c.Nested() {
		c.WriteString("(")
	}
	c.Operand(e.X, dialect.PrecedenceElement)
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
		step(c, e.Steps[0])
	default:
		path, err := textArray(e.Steps)
		if err != nil {
			c.Fail(err)
		}
		c.BindTyped(path, types.Text)
	}
}

func step(c *dialect.Compiler, step any) {
	switch step := step.(type) {
	case string:
		c.BindTyped(step, types.Text)
	case int:
		if c.Inlined() {
			c.WriteString(strconv.Itoa(step))
			return
		}
		// Without a type, a parameter here is the name of a member.
		c.WriteString("CAST(")
		c.Bind(int64(step))
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
