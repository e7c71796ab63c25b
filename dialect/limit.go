package dialect

import "github.com/azoth-go/azoth/sql/ast"

// bounds are which rows of a query are wanted.
type bounds struct {
	limit, offset ast.Expr
	fetch         *ast.Fetch
	ordered       bool // the query has an ORDER BY
	compound      bool // the query has no place for words behind its SELECT
}

func boundsOf(limit, offset ast.Expr, more *ast.Modifiers, order []ast.Expr) bounds {
	b := bounds{limit: limit, offset: offset, ordered: len(order) > 0}
	if more != nil {
		b.fetch = more.Fetch
	}
	return b
}

// plainNumber reports whether an expression is a number that is known now.
func plainNumber(e ast.Expr) bool {
	bind, ok := e.(*ast.Bind)
	return ok && bind.Key == ""
}

// rowCount writes a number of rows into the statement, or an expression as it is.
func (c *Compiler) rowCount(e ast.Expr) {
	inline := c.inline
	c.inline = inline || plainNumber(e)
	c.Expr(e)
	c.inline = inline
}

// firstSkip writes FIRST n SKIP m.
func (c *Compiler) firstSkip(b bounds) {
	if c.dialect.Features.Limit != LimitFirstSkip || b.fetch != nil {
		return
	}
	if b.limit != nil {
		c.buf = append(c.buf, "FIRST "...)
		c.firstNumber(b.limit)
		c.buf = append(c.buf, ' ')
	}
	if b.offset != nil {
		c.buf = append(c.buf, "SKIP "...)
		c.firstNumber(b.offset)
		c.buf = append(c.buf, ' ')
	}
}

// firstNumber writes a number of FIRST or SKIP. An expression stands in
// parentheses, with its values in the text, since nothing tells their type.
func (c *Compiler) firstNumber(e ast.Expr) {
	if _, bind := e.(*ast.Bind); bind {
		c.Expr(e)
		return
	}
	inline := c.inline
	c.inline = true
	c.buf = append(c.buf, '(')
	c.Expr(e)
	c.buf = append(c.buf, ')')
	c.inline = inline
}

// tops reports whether bounds are written as TOP n.
func (c *Compiler) tops(b bounds) bool {
	style := c.dialect.Features.Limit
	switch {
	case b.compound || b.offset != nil || style != LimitTop && style != LimitRowNumber:
		return false
	case b.fetch != nil:
		return b.fetch.Percent || b.fetch.WithTies || style == LimitRowNumber
	}
	return b.limit != nil
}

// top writes TOP n.
func (c *Compiler) top(b bounds) {
	if !c.tops(b) {
		return
	}
	count := b.limit
	if b.fetch != nil {
		count = b.fetch.Count
	}
	c.buf = append(c.buf, "TOP "...)
	if plainNumber(count) {
		c.rowCount(count)
	} else {
		c.buf = append(c.buf, '(')
		c.Expr(count)
		c.buf = append(c.buf, ')')
	}
	if b.fetch != nil && b.fetch.Percent {
		c.buf = append(c.buf, " PERCENT"...)
	}
	if b.fetch != nil && b.fetch.WithTies {
		c.buf = append(c.buf, " WITH TIES"...)
	}
	c.buf = append(c.buf, ' ')
}

// limit writes the bounds that stand behind ORDER BY.
func (c *Compiler) limit(b bounds) {
	if b.limit == nil && b.offset == nil && b.fetch == nil {
		return
	}
	style := c.dialect.Features.Limit
	switch {
	case c.tops(b):
	case style == LimitFirstSkip && b.fetch == nil && !b.compound:
	case b.fetch != nil || style == LimitFetch || style == LimitTop || style == LimitFirstSkip:
		c.fetch(b)
	case style == LimitOffset:
		c.limitOffset(b)
	case style == LimitAndOffset:
		c.limitAndOffset(b)
	case style == LimitComma:
		c.limitComma(b)
	case style == LimitRows:
		c.buf = append(c.buf, " ROWS"...)
		c.limitOffset(b)
	default:
		c.Unsupported("a limit of a set operation")
	}
}

func (c *Compiler) limitOffset(b bounds) {
	switch {
	case b.limit != nil:
		c.buf = append(c.buf, " LIMIT "...)
		c.Expr(b.limit)
	case b.offset != nil && c.dialect.Features.NoLimit != "":
		c.buf = append(c.buf, " LIMIT "...)
		c.WriteString(c.dialect.Features.NoLimit)
	}
	if b.offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.Expr(b.offset)
	}
}

// unlimited and unskipped stand for a bound that is not wanted.
var unlimited, unskipped = &ast.Bind{Value: int64(-1), Name: "param"}, &ast.Bind{Value: int64(0), Name: "param"}

func (c *Compiler) limitAndOffset(b bounds) {
	if b.limit == nil {
		b.limit = unlimited
	}
	if b.offset == nil {
		b.offset = unskipped
	}
	c.limitOffset(b)
}

func (c *Compiler) limitComma(b bounds) {
	c.buf = append(c.buf, " LIMIT "...)
	if b.offset != nil {
		c.Expr(b.offset)
		c.buf = append(c.buf, ", "...)
	}
	if b.limit != nil {
		c.Expr(b.limit)
	} else {
		c.WriteString(c.dialect.Features.NoLimit)
	}
}

// fetch writes the standard's OFFSET … ROWS FETCH FIRST … ROWS ONLY.
func (c *Compiler) fetch(b bounds) {
	count, percent, last := b.limit, "", " ROWS ONLY"
	if b.fetch != nil {
		count = b.fetch.Count
		if b.fetch.Percent {
			percent = " PERCENT"
		}
		if b.fetch.WithTies {
			last = " ROWS WITH TIES"
		}
	}
	top := c.dialect.Features.Limit == LimitTop
	switch {
	case top && !b.ordered:
		c.Unsupported("OFFSET without ORDER BY")
	case top && (percent != "" || last != " ROWS ONLY"):
		c.Unsupported("OFFSET with PERCENT or WITH TIES")
	case top && b.offset == nil:
		c.buf = append(c.buf, " OFFSET 0 ROWS"...)
	}
	if b.offset != nil {
		c.buf = append(c.buf, " OFFSET "...)
		c.fetchNumber(b.offset)
		c.buf = append(c.buf, " ROWS"...)
	}
	if count != nil {
		c.buf = append(c.buf, " FETCH FIRST "...)
		c.fetchNumber(count)
		c.WriteString(percent)
		c.WriteString(last)
	}
}

func (c *Compiler) fetchNumber(e ast.Expr) {
	switch {
	case c.dialect.Features.FetchParentheses:
		c.buf = append(c.buf, '(')
		c.Expr(e)
		c.buf = append(c.buf, ')')
	case c.dialect.Features.Limit == LimitFetch:
		c.rowCount(e)
	default:
		c.Expr(e)
	}
}
