package postgresql

import (
	"encoding/hex"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// match is the full text search over what the words stem from, in the language
// of the option "regconfig".
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.Operand(m.X, dialect.PrecedenceComparison)
	c.WriteString(" @@ plainto_tsquery(")
	if config := m.Options["regconfig"]; config != "" {
		c.Literal(config)
		c.WriteString(", ")
	}
	c.Expr(m.Against)
	c.WriteString(")")
}

// regexp is ~, with ! for not and * for any case; other flags go into the
// pattern.
func regexp(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.Regexp)
	c.Operand(r.X, dialect.PrecedenceComparison)
	operator := " ~"
	if r.Not {
		operator = " !~"
	}
	if r.Flags == "i" {
		operator += "*"
	}
	c.WriteString(operator + " ")
	if r.Flags == "" || r.Flags == "i" {
		c.Operand(r.Pattern, dialect.PrecedenceComparison)
		return
	}
	c.WriteString("CONCAT('(?', ")
	c.Literal(r.Flags)
	c.WriteString(", ')', ")
	if c.Dialect().Features.TypedBinds && !c.Inlined() {
		c.Expr(&ast.Cast{X: r.Pattern, Type: types.Text}) // CONCAT takes arguments of any type
	} else {
		c.Expr(r.Pattern)
	}
	c.WriteString(")")
}

func regexpReplace(c *dialect.Compiler, n ast.Node) {
	r := n.(*ast.RegexpReplace)
	c.WriteString("REGEXP_REPLACE(")
	c.Expr(r.X)
	c.WriteString(", ")
	c.Expr(r.Pattern)
	c.WriteString(", ")
	c.Expr(r.Replacement)
	if r.Flags != "" {
		c.WriteString(", ")
		c.Literal(r.Flags)
	}
	c.WriteString(")")
}

// nextValue draws from a sequence, which the function takes as the text of its
// name.
func nextValue(c *dialect.Compiler, n ast.Node) {
	s := n.(*ast.NextValue)
	c.WriteString("nextval(")
	c.Literal(c.QualifiedText(s.Schema, s.Sequence))
	c.WriteString(")")
}

// literal writes the values that the standard has no literal for.
func literal(c *dialect.Compiler, value any, t *types.Type) bool {
	switch v := value.(type) {
	case []byte:
		c.Literal(`\x` + hex.EncodeToString(v))
		c.WriteString("::bytea") // alone it would be a text
	case time.Duration:
		seconds := strconv.FormatFloat(v.Seconds(), 'f', -1, 64)
		if !strings.Contains(seconds, ".") {
			seconds += ".0"
		}
		c.WriteString("make_interval(secs=>" + seconds + ")")
	default:
		list := reflect.ValueOf(value)
		if t == nil || t.Kind != types.KindArray || list.Kind() != reflect.Slice {
			return false
		}
		array(c, list, t)
	}
	return true
}

// array writes an array constructor of values.
func array(c *dialect.Compiler, list reflect.Value, t *types.Type) {
	c.WriteString("ARRAY[")
	for i := range list.Len() {
		if i > 0 {
			c.WriteString(", ")
		}
		item := list.Index(i)
		if item.Kind() == reflect.Slice && item.Type().Elem().Kind() != reflect.Uint8 {
			array(c, item, t)
		} else {
			c.Inline(item.Interface(), t.Element)
		}
	}
	c.WriteString("]")
	if list.Len() == 0 && t.Element != nil {
		c.WriteString("::")
		c.Type(t)
	}
}
