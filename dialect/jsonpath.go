package dialect

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// JSONPath spells the way to a part of a JSON document as most databases take
// it: $."title"[3]. Steps are strings, the names of members, and ints, positions
// in arrays.
func JSONPath(steps []any) (string, error) {
	path := []byte("$")
	for _, step := range steps {
		switch step := step.(type) {
		case string:
			path = append(path, `."`...)
			path = append(path, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(step)...)
			path = append(path, '"')
		case int:
			path = append(path, '[')
			path = strconv.AppendInt(path, int64(step), 10)
			path = append(path, ']')
		default:
			return "", fmt.Errorf("a %T is neither the name of a member nor a position in a JSON document", step)
		}
	}
	return string(path), nil
}

// jsonElement writes an element of a JSON document as the standard says it, which
// the dialects with documents spell otherwise.
func (c *Compiler) jsonElement(e *ast.JSONElement) {
	if !c.dialect.named {
		c.Unsupported("access to elements of JSON documents")
		return
	}
	text := e.Text || e.As != nil && e.As.Kind != types.KindJSON
	if text {
		c.WriteString("JSON_VALUE(")
	} else {
		c.WriteString("JSON_QUERY(")
	}
	c.Expr(e.X)
	c.WriteString(", ")
	if path, err := JSONPath(e.Steps); e.Index == nil && err == nil {
		c.Literal(path)
	} else {
		c.JSONSteps(e)
	}
	if text && !e.Text {
		c.WriteString(" RETURNING ")
		c.Type(e.As)
	}
	c.WriteString(")")
}

// JSONSteps writes the steps of an element of a JSON document: as a parameter
// that has them as [JSONPath], or the step that the database evaluates.
func (c *Compiler) JSONSteps(e *ast.JSONElement) {
	if e.Index != nil {
		c.Expr(e.Index)
		return
	}
	path, err := JSONPath(e.Steps)
	if err != nil {
		c.Fail(err)
	}
	c.Expr(&ast.Bind{Value: path, Name: "path", Type: types.Text})
}
