package dialect

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

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

// Operand writes an expression, in parentheses if it binds less tightly than p.
func (c *Compiler) Operand(e ast.Expr, p Precedence) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	c.simplified(simplify(e), p)
}

func (c *Compiler) simplified(e ast.Expr, p Precedence) {
	if e == nil {
		c.Fail(errNilExpression)
		return
	}
	if p > PrecedenceNone && c.precedence(e) < p {
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
	case *ast.Like:
		c.like(n)
	case *ast.In:
		c.in(n)
	case *ast.Between:
		c.between(n)
	case *ast.IsNull:
		c.isNull(n.X, n.Not)
	case *ast.DistinctFrom:
		c.Operand(n.Left, PrecedenceComparison+1)
		if n.Not {
			c.buf = append(c.buf, " IS NOT DISTINCT FROM "...)
		} else {
			c.buf = append(c.buf, " IS DISTINCT FROM "...)
		}
		c.Operand(n.Right, PrecedenceComparison+1)
	case *ast.Match:
		c.Unsupported("full text search")
	case *ast.Case:
		c.caseExpression(n)
	case *ast.Cast:
		c.buf = append(c.buf, "CAST("...)
		c.Expr(n.X)
		c.buf = append(c.buf, " AS "...)
		c.Type(n.Type)
		c.buf = append(c.buf, ')')
	case *ast.Label:
		c.Expr(n.X)
	case *ast.Text:
		c.text(n)
	case *ast.ScalarQuery:
		c.buf = append(c.buf, '(')
		c.query(n.Query)
		c.buf = append(c.buf, ')')
	case *ast.Exists:
		if n.Not {
			c.buf = append(c.buf, "NOT "...)
		}
		c.buf = append(c.buf, "EXISTS ("...)
		c.query(n.Query)
		c.buf = append(c.buf, ')')
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
		c.failf("unknown expression %T", n)
	}
}

func (c *Compiler) column(n *ast.Column) {
	if n.From != nil && !c.bare {
		if table, ok := n.From.(*ast.Table); ok {
			c.table(table)
		} else {
			c.sourceName(n.From)
		}
		c.buf = append(c.buf, '.')
	}
	c.Identifier(n.Name)
}

func (c *Compiler) bindNode(n *ast.Bind) {
	if n.Key != "" && !n.Set {
		if !c.dialect.named {
			c.failf("text parameter :%s has no value", n.Key)
			return
		}
		c.buf = append(c.buf, ':')
		c.buf = append(c.buf, n.Key...)
		return
	}
	c.bind(n.Value, n.Name)
}

// untyped writes an expression where nothing says what type a parameter has.
func (c *Compiler) untyped(e ast.Expr) {
	bind, ok := e.(*ast.Bind)
	if !ok || !c.dialect.Features.TypedBinds || bind.Key != "" {
		c.Expr(e)
		return
	}
	t := bindType(bind)
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

func (c *Compiler) constant(n *ast.Constant) {
	literals := c.dialect.Features.BooleanLiterals
	switch {
	case n.Value == nil:
		c.buf = append(c.buf, "NULL"...)
	case n.Value == true && literals:
		c.buf = append(c.buf, "true"...)
	case n.Value == true:
		c.buf = append(c.buf, '1')
	case n.Value == false && literals:
		c.buf = append(c.buf, "false"...)
	case n.Value == false:
		c.buf = append(c.buf, '0')
	default:
		c.failf("constant is %T: only NULL, true and false are written into a statement, values are bound", n.Value)
	}
}

func (c *Compiler) like(n *ast.Like) {
	lower := n.Fold && !c.dialect.Features.ILike
	c.likeOperand(n.X, lower)
	if n.Not {
		c.buf = append(c.buf, " NOT"...)
	}
	if n.Fold && !lower {
		c.buf = append(c.buf, " ILIKE "...)
	} else {
		c.buf = append(c.buf, " LIKE "...)
	}
	c.likeOperand(n.Pattern, lower)
	if n.Escape == "" {
		return
	}
	if utf8.RuneCountInString(n.Escape) != 1 {
		c.failf("escape %q of LIKE is not one character", n.Escape)
		return
	}
	c.buf = append(c.buf, " ESCAPE "...)
	c.Literal(n.Escape)
}

func (c *Compiler) likeOperand(e ast.Expr, lower bool) {
	if !lower {
		c.Operand(e, PrecedenceComparison+1)
		return
	}
	c.buf = append(c.buf, "lower("...)
	c.Expr(e)
	c.buf = append(c.buf, ')')
}

// Literal adds a string literal. It is for what SQL wants written out; values
// are bound.
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

func (c *Compiler) in(n *ast.In) {
	switch {
	case n.Query != nil:
		c.Operand(n.X, PrecedenceComparison+1)
		c.inWord(n.Not)
		c.query(n.Query)
		c.buf = append(c.buf, ')')
	case n.Vector != nil:
		c.inVector(n)
	case len(n.List) == 0:
		c.inNothing(n)
	default:
		c.Operand(n.X, PrecedenceComparison+1)
		c.inWord(n.Not)
		if _, tuples := n.List[0].(*ast.Tuple); tuples && c.dialect.Features.TupleValues {
			c.buf = append(c.buf, "VALUES "...)
		}
		c.list(n.List)
		c.buf = append(c.buf, ')')
	}
}

func (c *Compiler) inWord(not bool) {
	if not {
		c.buf = append(c.buf, " NOT IN ("...)
	} else {
		c.buf = append(c.buf, " IN ("...)
	}
}

// inNothing writes membership in no values at all: false, also of NULL, and
// true with NOT.
func (c *Compiler) inNothing(n *ast.In) {
	if _, tuple := n.X.(*ast.Tuple); tuple {
		if n.Not {
			c.buf = append(c.buf, "1 = 1"...)
		} else {
			c.buf = append(c.buf, "1 != 1"...)
		}
		return
	}
	c.buf = append(c.buf, '(')
	c.Operand(n.X, PrecedenceComparison+1)
	c.inWord(n.Not)
	if n.Not {
		c.buf = append(c.buf, "NULL) OR 1 = 1)"...)
	} else {
		c.buf = append(c.buf, "NULL) AND 1 != 1)"...)
	}
}

// inVector writes membership in a vector: one parameter where the database has
// arrays, else one for each value.
func (c *Compiler) inVector(n *ast.In) {
	if c.dialect.Features.Arrays {
		c.Operand(n.X, PrecedenceComparison+1)
		if n.Not {
			c.buf = append(c.buf, " != ALL ("...)
		} else {
			c.buf = append(c.buf, " = ANY ("...)
		}
		c.Bind(n.Vector)
		c.buf = append(c.buf, ')')
		return
	}
	if n.Vector.Len() == 0 {
		c.inNothing(n)
		return
	}
	name := ""
	if column, ok := n.X.(*ast.Column); ok {
		name = column.Name
	}
	c.Operand(n.X, PrecedenceComparison+1)
	c.inWord(n.Not)
	for i := range n.Vector.Len() {
		c.separate(i)
		c.bind(n.Vector.Value(i), name)
	}
	c.buf = append(c.buf, ')')
}

func (c *Compiler) between(n *ast.Between) {
	c.Operand(n.X, PrecedenceComparison+1)
	if n.Not {
		c.buf = append(c.buf, " NOT"...)
	}
	c.buf = append(c.buf, " BETWEEN "...)
	c.Operand(n.Low, PrecedenceComparison+1)
	c.buf = append(c.buf, " AND "...)
	c.Operand(n.High, PrecedenceComparison+1)
}

func (c *Compiler) isNull(x ast.Expr, not bool) {
	c.Operand(x, PrecedenceComparison+1)
	if not {
		c.buf = append(c.buf, " IS NOT NULL"...)
	} else {
		c.buf = append(c.buf, " IS NULL"...)
	}
}

// keywordFunctions are called without parentheses.
var keywordFunctions = map[string]string{
	"current_date": "CURRENT_DATE", "current_time": "CURRENT_TIME", "current_timestamp": "CURRENT_TIMESTAMP",
	"current_user": "CURRENT_USER", "localtime": "LOCALTIME", "localtimestamp": "LOCALTIMESTAMP",
	"session_user": "SESSION_USER",
}

func (c *Compiler) function(n *ast.Function) {
	if err := checkFunctionName(n.Name); err != nil {
		c.Fail(err)
		return
	}
	if len(n.Args) == 0 {
		if keyword, ok := keywordFunctions[n.Name]; ok {
			c.WriteString(keyword)
			return
		}
	}
	c.WriteString(n.Name)
	c.buf = append(c.buf, '(')
	if n.Distinct {
		c.buf = append(c.buf, "DISTINCT "...)
	}
	if len(n.Args) == 0 && n.Name == "count" {
		c.buf = append(c.buf, '*')
	}
	c.list(n.Args)
	c.buf = append(c.buf, ')')
}

// checkFunctionName allows names, with dots between them.
func checkFunctionName(name string) error {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || part[0] >= '0' && part[0] <= '9' {
			return fmt.Errorf("function name %q is not a name", name)
		}
		for i := range len(part) {
			if b := part[i]; !legalByte[b] && (b < 'A' || b > 'Z') {
				return fmt.Errorf("function name %q has a character that is not a letter, digit, _ or $", name)
			}
		}
	}
	return nil
}

func (c *Compiler) caseExpression(n *ast.Case) {
	if len(n.Whens) == 0 {
		c.Fail(errors.New("CASE without WHEN"))
		return
	}
	c.buf = append(c.buf, "CASE"...)
	if n.Operand != nil {
		c.buf = append(c.buf, ' ')
		c.Expr(n.Operand)
	}
	for i := range n.Whens {
		c.buf = append(c.buf, " WHEN "...)
		if n.Operand != nil {
			c.Expr(n.Whens[i].Condition)
		} else {
			c.Predicate(n.Whens[i].Condition)
		}
		c.buf = append(c.buf, " THEN "...)
		c.untyped(n.Whens[i].Result)
	}
	if n.Else != nil {
		c.buf = append(c.buf, " ELSE "...)
		c.untyped(n.Else)
	}
	c.buf = append(c.buf, " END"...)
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
