package dialect

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Bind adds the placeholder of a value.
func (c *Compiler) Bind(value any) { c.bind(value, "", nil) }

// BindTyped adds the placeholder of a value, which where values are written
// into the statement is spelled as one of the type.
func (c *Compiler) BindTyped(value any, t *types.Type) { c.bind(value, "", t) }

func (c *Compiler) bind(value any, name string, t *types.Type) {
	value = c.Resolve(value, t)
	end := ""
	if t != nil {
		end = c.through(c.dialect.bindSQL(t), t)
	}
	if c.inline {
		c.Inline(value, t)
	} else {
		c.args = append(c.args, c.dialect.typedNull(value, t))
		c.mark(name)
	}
	c.WriteString(end)
}

// mark writes the placeholder of the argument that was added last.
func (c *Compiler) mark(name string) {
	switch {
	case c.dialect.named:
		if name == "" {
			name = "param"
		}
		c.buf = append(c.buf, ':')
		for i := range len(name) {
			if legalByte[name[i]|32] {
				c.buf = append(c.buf, name[i])
			} else {
				c.buf = append(c.buf, '_')
			}
		}
		c.buf = append(c.buf, '_')
		c.buf = appendInt(c.buf, c.number(name))
	case c.dialect.Placeholder != nil:
		c.buf = c.dialect.Placeholder(c.buf, len(c.args))
	default:
		c.buf = append(c.buf, '?')
	}
}

// typedNull gives the NULL of a binary type as bytes, where a parameter without
// a type would be no such NULL.
func (d *Dialect) typedNull(value any, t *types.Type) any {
	if value == nil && d.Features.BinaryNulls && t != nil && t.Kind == types.KindBytes {
		return []byte(nil)
	}
	return value
}

func (c *Compiler) bindNode(n *ast.Bind) {
	value, ok := c.value(n)
	switch {
	case !ok && c.dialect.named:
		c.buf = append(c.buf, ':')
		c.buf = append(c.buf, n.Key...)
	case !ok:
		c.failf("parameter :%s has no value: give it with Params", n.Key)
	case n.List:
		c.bindList(n)
	case n.Literal:
		c.literal(value, n)
	default:
		if !c.occurred(n) {
			c.bind(value, n.Name, n.Type)
		}
	}
}

// literal writes the value of a bind into the statement.
func (c *Compiler) literal(value any, n *ast.Bind) {
	inline := c.inline
	c.inline = true
	c.bind(value, n.Name, n.Type)
	c.inline = inline
}

// A repeatedBind is the number of the parameter that a bind is.
type repeatedBind struct {
	bind   *ast.Bind
	number int
}

// sharing says whether binds of the SELECT that is about to be written are the
// same parameter wherever they occur in it, and gives what was said before.
func (c *Compiler) sharing(yes bool) (before bool) {
	before = c.repeats
	c.repeats = yes && c.dialect.Features.NumberedBinds && !c.inline
	if !before {
		c.repeated = c.repeated[:0]
	}
	return before
}

// occurred writes the placeholder of a parameter that occurred before, and reports
// whether it did.
func (c *Compiler) occurred(n *ast.Bind) bool {
	if !c.repeats {
		return false
	}
	for _, r := range c.repeated {
		if sameParameter(r.bind, n) {
			end := ""
			if n.Type != nil {
				end = c.through(c.dialect.bindSQL(n.Type), n.Type)
			}
			c.buf = c.dialect.Placeholder(c.buf, r.number)
			c.WriteString(end)
			return true
		}
	}
	c.repeated = append(c.repeated, repeatedBind{n, len(c.args) + 1})
	return false
}

// sameParameter reports whether two binds are one parameter: the same bind, or
// one of the same type that was given the same simple value.
func sameParameter(a, b *ast.Bind) bool {
	if a == b {
		return true
	}
	if a.Type != b.Type || a.Key != b.Key {
		return false
	}
	switch b.Value.(type) {
	case int64, float64, string, bool:
		return a.Value == b.Value
	}
	return false
}

// value gives the value of a bind, which waits for one if it has a key.
func (c *Compiler) value(n *ast.Bind) (value any, ok bool) {
	if n.Key == "" {
		return n.Value, true
	}
	if value, ok = c.parameters[n.Key]; ok {
		return value, true
	}
	return n.Value, n.Set
}

// listValues gives the values of a bind that is a list. Where there is none, it
// has written the bind or recorded an error.
func (c *Compiler) listValues(n *ast.Bind) (values []any, ok bool) {
	value, ok := c.value(n)
	if !ok {
		bind := *n
		bind.List = false
		c.bindNode(&bind)
		return nil, false
	}
	switch list := value.(type) {
	case []any:
		return list, true
	case *types.Vector:
		values = make([]any, list.Len())
		for i := range values {
			values[i] = list.Value(i)
		}
		return values, true
	}
	c.failf("parameter %s is a %T, not a list", n.Name, value)
	return nil, false
}

// bindList writes a list in parentheses. One without values is a query without
// rows.
func (c *Compiler) bindList(n *ast.Bind) {
	values, ok := c.listValues(n)
	switch {
	case !ok:
	case len(values) == 0:
		c.buf = append(c.buf, "(SELECT "...)
		if n.Type != nil && n.Type.Kind != types.KindUnknown {
			c.cast(&ast.Cast{X: &ast.Constant{}, Type: n.Type})
		} else {
			c.buf = append(c.buf, "NULL"...)
		}
		c.WriteString(c.dialect.Features.NoFrom)
		c.buf = append(c.buf, " WHERE 1 != 1)"...)
	default:
		c.buf = append(c.buf, '(')
		c.bindValues(values, n)
		c.buf = append(c.buf, ')')
	}
}

// bindValues writes a placeholder for each value, and those of a list within
// the list in parentheses.
func (c *Compiler) bindValues(values []any, n *ast.Bind) {
	for i, value := range values {
		c.separate(i)
		if tuple, ok := value.([]any); ok {
			c.buf = append(c.buf, '(')
			c.bindValues(tuple, n)
			c.buf = append(c.buf, ')')
			continue
		}
		if n.Literal {
			c.literal(value, n)
		} else {
			c.bind(value, n.Name, n.Type)
		}
	}
}

// untyped writes an expression where nothing says what type a parameter has.
// Without more, databases take it for a text.
func (c *Compiler) untyped(e ast.Expr) {
	if t := TypeOf(e); t != nil && (t.Kind == types.KindText || t.Kind == types.KindString) {
		c.Expr(e)
		return
	}
	c.typed(e, PrecedenceNone)
}

// typed writes an operand; if it is a parameter, with its type, where parameters
// get theirs from their place and this place gives none.
func (c *Compiler) typed(e ast.Expr, around Precedence) {
	bind, ok := parameter(e)
	if !ok || !c.dialect.Features.TypedBinds || c.inline || bind.Literal || bind.List || bind.Key != "" {
		c.Operand(e, around)
		return
	}
	t := TypeOf(e)
	if t == nil {
		c.Expr(e)
		return
	}
	c.buf = append(c.buf, "CAST("...)
	c.Expr(e)
	c.buf = append(c.buf, " AS "...)
	c.Type(t)
	c.buf = append(c.buf, ')')
}

// typedList writes the arguments of a function that says nothing of their types.
func (c *Compiler) typedList(items []ast.Expr) {
	for i, item := range items {
		c.separate(i)
		c.typed(item, PrecedenceNone)
	}
}
