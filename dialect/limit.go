package dialect

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// bounds are what bounds the rows of a query.
type bounds struct {
	limit, offset ast.Expr
	fetch         *ast.Fetch
	ordered       bool // the query has an ORDER BY
	compound      bool // the query is a set operation, which has no place behind SELECT
}

func boundsOf(s *ast.Select) bounds {
	b := bounds{limit: s.Limit, offset: s.Offset, ordered: len(s.OrderBy) > 0}
	if s.More != nil {
		b.fetch = s.More.Fetch
	}
	return b
}

// none reports whether all rows are wanted.
func (b *bounds) none() bool { return b.limit == nil && b.offset == nil && b.fetch == nil }

var errUnorderedOffset = errors.New("OFFSET needs an ORDER BY on this database: add one")

// limitFirst writes what stands between SELECT and DISTINCT.
func (c *Compiler) limitFirst(b bounds) {
	if c.dialect.Features.Limit != LimitFirstSkip || b.fetch != nil {
		return
	}
	if b.limit != nil {
		c.buf = append(c.buf, "FIRST "...)
		c.count(b.limit)
		c.buf = append(c.buf, ' ')
	}
	if b.offset != nil {
		c.buf = append(c.buf, "SKIP "...)
		c.count(b.offset)
		c.buf = append(c.buf, ' ')
	}
}

// limitTop writes TOP, which stands before the columns.
func (c *Compiler) limitTop(b bounds) {
	if !c.tops(b) {
		return
	}
	c.buf = append(c.buf, "TOP "...)
	if b.fetch == nil {
		c.inlineCount(b.limit, true)
		c.buf = append(c.buf, ' ')
		return
	}
	c.inlineCount(b.fetch.Count, true)
	if b.fetch.Percent {
		c.buf = append(c.buf, " PERCENT"...)
	}
	if b.fetch.WithTies {
		c.buf = append(c.buf, " WITH TIES"...)
	}
	c.buf = append(c.buf, ' ')
}

// tops reports whether TOP bounds the rows.
func (c *Compiler) tops(b bounds) bool {
	switch c.dialect.Features.Limit {
	case LimitTop, LimitRowNumber:
	default:
		return false
	}
	if b.compound || b.offset != nil {
		return false
	}
	return b.limit != nil || b.fetch != nil && (b.fetch.Percent || b.fetch.WithTies)
}

// limitTail writes what stands behind the ORDER BY.
func (c *Compiler) limitTail(b bounds) {
	if b.none() || c.tops(b) {
		return
	}
	if b.fetch != nil {
		c.fetch(b)
		return
	}
	switch style := c.dialect.Features.Limit; style {
	case LimitAndOffset:
		c.limitAndOffset(b)
	case LimitComma:
		c.limitComma(b)
	case LimitTop, LimitRowNumber, LimitFetch, LimitRowCount:
		c.offsetFetch(b, style == LimitFetch || style == LimitRowCount)
	case LimitFirstSkip:
		if b.compound {
			c.offsetFetch(b, false)
		}
	case LimitRows:
		c.buf = append(c.buf, " ROWS"...)
		c.limitOffset(b)
	default:
		if b.limit == nil && c.dialect.Features.NoLimit != "" {
			c.buf = append(c.buf, " LIMIT "...)
			c.WriteString(c.dialect.Features.NoLimit)
		}
		c.limitOffset(b)
	}
}

func (c *Compiler) limitOffset(b bounds) {
	if b.limit != nil {
		c.buf = append(c.buf, " LIMIT "...)
		c.count(b.limit)
	}
	if b.offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.count(b.offset)
	}
}

// noLimit and noOffset are bound where one of both is missing.
var (
	noLimit  ast.Expr = &ast.Bind{Value: int64(-1), Type: types.BigInteger, Name: "param"}
	noOffset ast.Expr = &ast.Bind{Value: int64(0), Type: types.BigInteger, Name: "param"}
)

func (c *Compiler) limitAndOffset(b bounds) {
	if b.limit == nil {
		b.limit = noLimit
	}
	if b.offset == nil {
		b.offset = noOffset
	}
	c.limitOffset(b)
}

func (c *Compiler) limitComma(b bounds) {
	c.buf = append(c.buf, " LIMIT "...)
	if b.offset != nil {
		c.count(b.offset)
		c.buf = append(c.buf, ", "...)
	}
	if b.limit != nil {
		c.count(b.limit)
	} else {
		c.WriteString(c.dialect.Features.NoLimit)
	}
}

// offsetFetch writes OFFSET n ROWS FETCH FIRST m ROWS ONLY in place of a LIMIT.
func (c *Compiler) offsetFetch(b bounds, inline bool) {
	if c.dialect.Features.Limit == LimitTop {
		if !b.ordered {
			c.Fail(errUnorderedOffset)
			return
		}
		if b.offset == nil {
			c.buf = append(c.buf, " OFFSET 0 ROWS"...)
		}
	}
	if b.offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.rowCount(b.offset, inline)
		c.buf = append(c.buf, " ROWS"...)
	}
	if b.limit != nil {
		c.buf = append(c.buf, " FETCH FIRST "...)
		c.rowCount(b.limit, inline)
		c.buf = append(c.buf, " ROWS ONLY"...)
	}
}

// fetch writes what the program asked for in the standard's words.
func (c *Compiler) fetch(b bounds) {
	inline := false
	switch c.dialect.Features.Limit {
	case LimitFetch, LimitRowCount:
		inline = true
	case LimitTop, LimitRowNumber:
		if !b.ordered {
			c.Fail(errUnorderedOffset)
			return
		}
		if b.offset == nil {
			c.buf = append(c.buf, " OFFSET 0 ROWS"...)
		}
	}
	if b.offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.fetchCount(b.offset, inline)
		c.buf = append(c.buf, " ROWS"...)
	}
	c.buf = append(c.buf, " FETCH FIRST "...)
	c.fetchCount(b.fetch.Count, inline)
	if b.fetch.Percent {
		c.buf = append(c.buf, " PERCENT"...)
	}
	if b.fetch.WithTies {
		c.buf = append(c.buf, " ROWS WITH TIES"...)
	} else {
		c.buf = append(c.buf, " ROWS ONLY"...)
	}
}

func (c *Compiler) fetchCount(e ast.Expr, inline bool) {
	if c.dialect.Features.FetchParentheses {
		c.buf = append(c.buf, '(')
		c.count(e)
		c.buf = append(c.buf, ')')
		return
	}
	c.rowCount(e, inline)
}

// rowCount writes a number of rows, a plain one into the statement where inline
// says so.
func (c *Compiler) rowCount(e ast.Expr, inline bool) {
	if inline {
		c.inlineCount(e, false)
		return
	}
	c.count(e)
}

// count writes a number of rows. An expression with values has them inline
// where a select list would.
func (c *Compiler) count(e ast.Expr) {
	if _, plain := e.(*ast.Bind); plain {
		c.Expr(e)
		return
	}
	inline := c.inline
	c.inline = inline || c.dialect.Features.InlineColumns
	c.Expr(e)
	c.inline = inline
}

// inlineCount writes a plain number into the statement, and another expression
// as it is, in parentheses where asked for.
func (c *Compiler) inlineCount(e ast.Expr, parentheses bool) {
	if bind, ok := e.(*ast.Bind); ok && bind.Key == "" {
		if n, ok := bind.Value.(int64); ok {
			c.buf = appendInt(c.buf, int(n))
			return
		}
	}
	if parentheses {
		c.buf = append(c.buf, '(')
		c.Expr(e)
		c.buf = append(c.buf, ')')
		return
	}
	c.Expr(e)
}
