package dialect

import (
	"database/sql/driver"
	"encoding/hex"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// CompileInline writes a statement with all values in its text, as literals of
// the dialect, for scripts and logs. To execute one, Compile it: values that
// travel apart are safe in every respect. A value that has no literal is an
// error.
func (d *Dialect) CompileInline(stmt ast.Statement) (Statement, error) {
	return d.compile(func(c *Compiler) bool {
		c.inline, c.script = true, true
		return c.statement(stmt)
	})
}

// CompileExpression writes an expression on its own, as it would stand in a
// WHERE clause or, where it is no condition, in a select list.
func (d *Dialect) CompileExpression(e ast.Expr) (Statement, error) {
	return d.compile(func(c *Compiler) bool {
		c.alone(e)
		return false
	})
}

// CompileInlineExpression writes an expression on its own with all values in its
// text, as a CHECK or a DEFAULT has them.
func (d *Dialect) CompileInlineExpression(e ast.Expr) (Statement, error) {
	return d.compile(func(c *Compiler) bool {
		c.inline, c.script = true, true
		c.alone(e)
		return false
	})
}

// alone writes an expression that nothing is around.
func (c *Compiler) alone(e ast.Expr) {
	if e != nil && isCondition(simplify(e)) {
		c.simplified(simplify(e), PrecedenceNone)
	} else {
		c.Expr(e)
	}
}

// Inlined reports whether values are being written into the statement.
func (c *Compiler) Inlined() bool { return c.inline }

// InlineOperand writes an operand with its values in the text, for places where
// the database finds no type for a parameter.
func (c *Compiler) InlineOperand(e ast.Expr, around Precedence) {
	defer c.inlined()()
	c.Operand(e, around)
}

// inlined has values written into the statement until what it returns is called.
func (c *Compiler) inlined() (end func()) {
	before := c.inline
	c.inline = true
	return func() { c.inline = before }
}

// Literal adds a string literal.
func (c *Compiler) Literal(s string) {
	if strings.IndexByte(s, 0) >= 0 || !utf8.ValidString(s) {
		c.failf("%q cannot be written into a statement", s)
		return
	}
	c.buf = append(c.buf, '\'')
	for i := range len(s) {
		if s[i] == '\'' || s[i] == '\\' && c.dialect.Features.BackslashEscapes {
			c.buf = append(c.buf, s[i])
		}
		c.buf = append(c.buf, s[i])
	}
	c.buf = append(c.buf, '\'')
}

// Inline adds a value as a literal of a type, or of the one that fits the value
// where t is nil.
func (c *Compiler) Inline(value any, t *types.Type) {
	if value == nil {
		c.buf = append(c.buf, "NULL"...)
		return
	}
	if c.dialect.Literal != nil && c.dialect.Literal(c, value, t) {
		return
	}
	switch v := value.(type) {
	case bool:
		c.boolean(v)
	case string:
		c.Literal(v)
	case float64:
		c.float(v)
	case float32:
		c.numeral(strconv.FormatFloat(float64(v), 'g', -1, 32))
	case decimal.Decimal:
		c.numeral(v.StringFixed(max(-v.Exponent(), 0))) // 19.90, not 19.9
	case []byte:
		c.buf = append(c.buf, "X'"...)
		c.buf = hex.AppendEncode(c.buf, v)
		c.buf = append(c.buf, '\'')
	case time.Time:
		c.Literal(c.timeText(v, t))
	case types.Date:
		c.Literal(v.String())
	case types.TimeOfDay:
		c.Literal(v.String())
	case types.JSONText:
		c.Literal(string(v))
	default:
		c.inlineKind(value, t)
	}
}

// inlineKind writes values of the program's own types by what they are made of.
func (c *Compiler) inlineKind(value any, t *types.Type) {
	v := reflect.ValueOf(value)
	duration, lasts := value.(time.Duration) // databases have no common notation for it
	_, valuer := value.(driver.Valuer)
	switch {
	case valuer:
		c.inlineBound(value, t)
	case lasts && t != nil && t.Kind == types.KindInterval && !c.dialect.Features.Intervals:
		c.numeral(strconv.FormatInt(int64(duration), 10))
	case lasts:
		c.failf("a %T has no literal in %s", value, c.dialect.Name)
	case v.CanInt():
		c.numeral(strconv.FormatInt(v.Int(), 10))
	case v.CanUint():
		c.numeral(strconv.FormatUint(v.Uint(), 10))
	case v.CanFloat():
		c.float(v.Float())
	case v.Kind() == reflect.Bool:
		c.boolean(v.Bool())
	case v.Kind() == reflect.String:
		c.Literal(v.String())
	case v.Kind() == reflect.Pointer && v.IsNil():
		c.buf = append(c.buf, "NULL"...)
	case v.Kind() == reflect.Pointer:
		c.Inline(v.Elem().Interface(), t)
	default:
		c.inlineBound(value, t)
	}
}

// inlineBound writes a value as it would be bound.
func (c *Compiler) inlineBound(value any, t *types.Type) {
	bound, fitting, err := types.Bind(value)
	if err != nil || reflect.TypeOf(bound) == reflect.TypeOf(value) {
		c.failf("a %T has no literal in %s", value, c.dialect.Name)
		return
	}
	if t == nil {
		t = fitting
	}
	c.Inline(bound, t)
}

func (c *Compiler) float(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		c.failf("%v cannot be written into a statement", f)
		return
	}
	text := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(text, ".e") {
		text += ".0" // else it would be an integer
	}
	c.numeral(text)
}

// numeral adds a number. Two minus signs in a row would begin a comment.
func (c *Compiler) numeral(text string) {
	if text[0] == '-' && len(c.buf) > 0 && c.buf[len(c.buf)-1] == '-' {
		c.buf = append(c.buf, ' ')
	}
	c.buf = append(c.buf, text...)
}

// timeText spells a point in time as the type has it.
func (c *Compiler) timeText(v time.Time, t *types.Type) string {
	if t != nil {
		switch t.Kind {
		case types.KindDate:
			return types.DateOf(v).String()
		case types.KindTime:
			return types.TimeOfDayOf(v).String()
		}
	}
	return types.FormatTime(v, t != nil && t.Timezone && !c.dialect.Features.NoTimeZones)
}
