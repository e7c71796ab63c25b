package dialect

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

var (
	errNilExpression = errors.New("nil expression")
	numeric          = types.Numeric(0, 0)
)

// Expr writes an expression that nothing around it can break apart, such as an
// argument of a function.
func (c *Compiler) Expr(e ast.Expr) { c.Operand(e, PrecedenceNone) }

// Operand writes an expression as an operand of an operator with the precedence
// around: in parentheses unless its own operator binds tighter.
func (c *Compiler) Operand(e ast.Expr, around Precedence) {
	switch n := e.(type) {
	case nil:
		c.Fail(errNilExpression)
		return
	case *ast.Column, *ast.Bind: // most are, and nothing breaks them apart
		if !c.override(n) {
			c.expression(n)
		}
		return
	}
	nested := c.nested
	c.nested = nested || around >= PrecedenceComparison && around < PrecedenceHighest
	if e = simplify(e); c.dialect.Features.NoConditionValues && isCondition(e) {
		c.conditionValue(e)
	} else {
		c.simplified(e, around)
	}
	c.nested = nested
}

// Nested reports whether the expression that is being written is part of an
// operand of an operator other than AND, OR and NOT.
func (c *Compiler) Nested() bool { return c.nested }

func (c *Compiler) simplified(e ast.Expr, around Precedence) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	if around > PrecedenceNone && precedence(e) <= around {
		c.buf = append(c.buf, '(')
		c.simplified(e, PrecedenceNone)
		c.buf = append(c.buf, ')')
		return
	}
	if !c.override(e) {
		c.expression(e)
	}
}

// list writes expressions separated by commas.
func (c *Compiler) list(items []ast.Expr) {
	for i, e := range items {
		c.separate(i)
		c.Expr(e)
	}
}

// expression writes an expression as the base compiler does.
func (c *Compiler) expression(e ast.Expr) {
	switch n := e.(type) {
	case *ast.Column:
		c.column(n)
	case *ast.Bind:
		c.bindNode(n)
	case *ast.Binary:
		c.binary(n)
	case *ast.Logical:
		c.logical(n)
	case *ast.Function:
		c.function(n)
	case *ast.Constant:
		c.constant(n)
	case *ast.Unary:
		c.unary(n)
	case *ast.Custom:
		c.custom(n)
	case *ast.Like:
		c.like(n)
	case *ast.In:
		c.in(n)
	case *ast.Between:
		c.between(n)
	case *ast.IsNull:
		c.isNull(n.X, n.Not)
	case *ast.DistinctFrom:
		c.distinctFrom(n)
	case *ast.Collate:
		c.Operand(n.X, PrecedenceCollate)
		c.buf = append(c.buf, " COLLATE "...)
		c.Identifier(n.Collation)
	case *ast.Quantified:
		c.quantified(n)
	case *ast.Case:
		c.caseExpression(n)
	case *ast.Cast:
		c.cast(n)
	case *ast.Extract:
		c.extract(n)
	case *ast.Label:
		c.Expr(n.X)
	case *ast.Coerce:
		c.Expr(n.X)
	case *ast.Text:
		c.text(n)
	case *ast.ScalarQuery:
		c.subquery(n.Query)
	case *ast.Exists:
		c.exists(n)
	case *ast.Order:
		c.order(n)
	case *ast.Tuple:
		c.buf = append(c.buf, '(')
		c.list(n.Items)
		c.buf = append(c.buf, ')')
	case *ast.Star:
		if n.From != nil {
			c.sourceName(n.From)
			c.buf = append(c.buf, '.')
		}
		c.buf = append(c.buf, '*')
	default:
		c.rareExpression(e)
	}
}

// rareExpression writes what some databases only know, and those in their own
// ways.
func (c *Compiler) rareExpression(e ast.Expr) {
	switch n := e.(type) {
	case *ast.Match:
		c.Operand(n.X, PrecedenceComparison)
		c.buf = append(c.buf, " MATCH "...)
		c.Operand(n.Against, PrecedenceComparison)
	case *ast.Regexp:
		c.Unsupported("matching by regular expression")
	case *ast.RegexpReplace:
		c.Unsupported("replacing by regular expression")
	case *ast.JSONElement:
		c.jsonElement(n)
	case *ast.Grouping:
		c.grouping(n)
	case *ast.NextValue:
		c.nextValue(n)
	case *ast.Excluded:
		c.excluded(n)
	case *ast.Array:
		c.array(n)
	case *ast.Subscript:
		c.subscript(n)
	case *ast.Field:
		c.buf = append(c.buf, '(')
		c.Expr(n.X)
		c.buf = append(c.buf, ")."...)
		c.Identifier(n.Name)
	default:
		c.failf("unknown expression %T", n)
	}
}

func (c *Compiler) column(n *ast.Column) {
	if n.From != nil {
		switch table, ok := n.From.(*ast.Table); {
		case c.bare:
			if c.output != "" {
				c.outputSource(n.From)
			}
		case ok:
			c.tableSource(table)
			c.buf = append(c.buf, '.')
		default:
			if c.scalarColumn(n) {
				return
			}
			if c.hasName(n.From) {
				c.sourceName(n.From)
				c.buf = append(c.buf, '.')
			}
		}
	}
	c.columnName(n)
}

func (c *Compiler) constant(n *ast.Constant) {
	switch value := n.Value.(type) {
	case nil:
		c.buf = append(c.buf, "NULL"...)
	case bool:
		c.boolean(value)
	default:
		c.failf("constant is %T: only NULL, true and false are written into a statement, values are bound", value)
	}
}

// boolean writes true or false.
func (c *Compiler) boolean(value bool) {
	switch {
	case c.dialect.Features.BooleanLiterals && value:
		c.buf = append(c.buf, "true"...)
	case c.dialect.Features.BooleanLiterals:
		c.buf = append(c.buf, "false"...)
	case value:
		c.buf = append(c.buf, '1')
	default:
		c.buf = append(c.buf, '0')
	}
}

// subquery writes a query in parentheses, as part of an expression.
func (c *Compiler) subquery(q ast.Query) {
	nested := c.nested
	c.nested = false
	c.buf = append(c.buf, '(')
	c.query(q)
	c.buf = append(c.buf, ')')
	c.nested = nested
}

func (c *Compiler) exists(n *ast.Exists) {
	if n.Not {
		c.buf = append(c.buf, "NOT (EXISTS "...)
		c.subquery(n.Query)
		c.buf = append(c.buf, ')')
		return
	}
	c.buf = append(c.buf, "EXISTS "...)
	c.subquery(n.Query)
}

func (c *Compiler) quantified(n *ast.Quantified) {
	if n.All {
		c.buf = append(c.buf, "ALL "...)
	} else {
		c.buf = append(c.buf, "ANY "...)
	}
	if query, ok := simplify(n.X).(*ast.ScalarQuery); ok {
		c.subquery(query.Query)
		return
	}
	c.buf = append(c.buf, '(')
	c.Expr(n.X)
	c.buf = append(c.buf, ')')
}

// excluded writes the value that a row would have been inserted with.
func (c *Compiler) excluded(n *ast.Excluded) {
	switch c.dialect.Features.Upsert {
	case UpsertOnConflict, UpsertMerge:
		c.buf = append(c.buf, "excluded."...)
		c.existing(n.Column.Name)
	case UpsertDuplicateKeyAlias:
		c.buf = append(c.buf, "new."...)
		c.existing(n.Column.Name)
	case UpsertDuplicateKey:
		c.buf = append(c.buf, "VALUES("...)
		c.existing(n.Column.Name)
		c.buf = append(c.buf, ')')
	default:
		c.Unsupported("INSERT that updates rows which are there")
	}
}

// nextValue draws from a sequence as the standard says.
func (c *Compiler) nextValue(n *ast.NextValue) {
	if !c.dialect.Features.Sequences {
		c.Unsupported("sequences")
		return
	}
	c.buf = append(c.buf, "NEXT VALUE FOR "...)
	c.QualifiedName(n.Schema, n.Sequence)
}

// QualifiedText gives what QualifiedName writes, for a function that takes the
// name of a thing as a string.
func (c *Compiler) QualifiedText(schema, name string) string {
	start := len(c.buf)
	c.QualifiedName(schema, name)
	text := string(c.buf[start:])
	c.buf = c.buf[:start]
	return text
}

// QualifiedName adds a name with the schema that it is in, if any.
func (c *Compiler) QualifiedName(schema, name string) {
	c.schema(schema)
	c.existing(name)
}

func (c *Compiler) array(n *ast.Array) {
	if !c.dialect.Features.Arrays {
		c.Unsupported("arrays")
		return
	}
	c.buf = append(c.buf, "ARRAY["...)
	for i, item := range n.Items {
		c.separate(i)
		if i == 0 {
			c.untyped(item)
		} else {
			c.Expr(item)
		}
	}
	c.buf = append(c.buf, ']')
	if len(n.Items) == 0 && n.Element != nil {
		c.buf = append(c.buf, "::"...)
		c.Type(types.Array(n.Element))
	}
}

// subscript writes an element or a slice of an array. What is no column stands
// in parentheses.
func (c *Compiler) subscript(n *ast.Subscript) {
	if !c.dialect.Features.Arrays {
		c.Unsupported("arrays")
		return
	}
	switch x := simplify(n.X).(type) {
	case *ast.Column, *ast.Subscript:
		c.Expr(x)
	default:
		c.buf = append(c.buf, '(')
		c.Expr(x)
		c.buf = append(c.buf, ')')
	}
	c.buf = append(c.buf, '[')
	c.Expr(n.Index)
	if n.Upper != nil {
		c.buf = append(c.buf, ':')
		c.Expr(n.Upper)
	}
	c.buf = append(c.buf, ']')
}

// text writes SQL of the program's own.
func (c *Compiler) text(t *ast.Text) {
	if t == nil || len(t.Parts) != len(t.Binds)+1 {
		c.Fail(errors.New("text fragment does not have one part more than it has parameters"))
		return
	}
	for i, part := range t.Parts {
		c.WriteString(part)
		if i < len(t.Binds) {
			c.Expr(t.Binds[i])
		}
	}
}

func (c *Compiler) textStatement(s *ast.TextStatement) { c.text(s.Text) }
