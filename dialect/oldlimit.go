package dialect

import (
	"strconv"

	"github.com/azoth-go/azoth/sql/ast"
)

// Databases without a clause for an offset count the rows of a derived table.

// wraps reports whether a SELECT becomes a derived table for its bounds.
func (c *Compiler) wraps(b bounds) bool {
	switch c.dialect.Features.Limit {
	case LimitRowNumber:
		return b.offset != nil
	case LimitRowCount:
		return b.limit != nil || b.offset != nil || b.fetch != nil
	}
	return false
}

// wrap writes a SELECT with its bounds around it.
func (c *Compiler) wrap(s *ast.Select, b bounds) {
	if b.fetch != nil {
		if b.fetch.Percent || b.fetch.WithTies {
			c.Unsupported("FETCH with PERCENT or WITH TIES")
			return
		}
		b.limit = b.fetch.Count
	}
	inner := *s
	inner.Limit, inner.Offset, inner.Lock = nil, nil, nil
	if s.More != nil {
		more := *s.More
		more.Fetch = nil
		inner.More = &more
	}
	if c.dialect.Features.Limit == LimitRowNumber {
		c.wrapRowNumber(&inner, b)
	} else {
		c.wrapRowCount(&inner, b)
	}
}

// wrapRowNumber numbers the rows in the order of the query by ROW_NUMBER().
func (c *Compiler) wrapRowNumber(inner *ast.Select, b bounds) {
	if !b.ordered {
		c.Unsupported("OFFSET without ORDER BY")
		return
	}
	number := &ast.Label{Name: "mssql_rn", X: &ast.Function{
		Name: "ROW_NUMBER", More: &ast.FunctionClauses{Over: &ast.Window{OrderBy: inner.OrderBy}},
	}}
	derived := derive(inner)
	inner.Columns, inner.OrderBy = append(inner.Columns[:len(inner.Columns):len(inner.Columns)], number), nil
	derived.Columns = append(derived.Columns, &ast.Column{From: derived, Name: number.Name})
	column := &ast.Column{Name: number.Name}
	where := []ast.Expr{&ast.Binary{Op: ast.Greater, Left: column, Right: b.offset}}
	if b.limit != nil {
		where = append(where, &ast.Binary{Op: ast.LessOrEqual, Left: column,
			Right: &ast.Binary{Op: ast.Add, Left: b.limit, Right: b.offset}})
	}
	c.around(derived, len(derived.Columns)-1, where, nil)
}

// wrapRowCount counts the rows as they come by ROWNUM, which stops at the last
// one that is wanted; the rows before the first are left out by a query around
// that.
func (c *Compiler) wrapRowCount(inner *ast.Select, b bounds) {
	derived := derive(inner)
	rows := &ast.Text{Parts: []string{"ROWNUM"}}
	last := literal(b.limit)
	hint := c.firstRows(b.limit)
	if b.offset == nil {
		c.around(derived, len(derived.Columns), []ast.Expr{&ast.Binary{Op: ast.LessOrEqual, Left: rows, Right: last}}, hint)
		return
	}
	counted := &ast.Select{From: []ast.From{derived}, More: hint}
	for _, column := range derived.Columns {
		counted.Columns = append(counted.Columns, column)
	}
	if last != nil {
		counted.Where = []ast.Expr{&ast.Binary{Op: ast.LessOrEqual, Left: rows,
			Right: &ast.Binary{Op: ast.Add, Left: last, Right: literal(b.offset)}}}
	}
	c.wrapped = append(c.wrapped, derived)
	outer := derive(counted)
	const name = "ora_rn"
	counted.Columns = append(counted.Columns, &ast.Label{Name: name, X: rows})
	outer.Columns = append(outer.Columns, &ast.Column{From: outer, Name: name})
	c.around(outer, len(outer.Columns)-1, []ast.Expr{
		&ast.Binary{Op: ast.Greater, Left: &ast.Column{Name: name}, Right: literal(b.offset)},
	}, nil)
}

// firstRows is the hint how many rows are wanted, where that is a number.
func (c *Compiler) firstRows(limit ast.Expr) *ast.Modifiers {
	bind, ok := limit.(*ast.Bind)
	n, number := int64(0), false
	if ok {
		n, number = bind.Value.(int64)
	}
	if !number || bind.Key != "" || !c.dialect.Features.FirstRowsHint {
		return nil
	}
	return &ast.Modifiers{Prefixes: []ast.Snippet{{Text: "/*+ FIRST_ROWS(" + strconv.FormatInt(n, 10) + ") */"}}}
}

// derive makes a derived table of a SELECT, whose columns are called as the
// SELECT calls them.
func derive(s *ast.Select) *ast.Derived {
	d := &ast.Derived{Query: s, Columns: make([]*ast.Column, len(s.Columns))}
	taken := map[string]bool{}
	for i, e := range s.Columns {
		column := &ast.Column{From: d, Type: TypeOf(e)}
		if name := anonymousName(e); name.column && !taken[name.text] {
			column.Name = name.text
			taken[name.text] = true
		}
		d.Columns[i] = column
	}
	return d
}

// around writes a SELECT of the first n columns of a derived table.
func (c *Compiler) around(d *ast.Derived, n int, where []ast.Expr, more *ast.Modifiers) {
	outer := &ast.Select{From: []ast.From{d}, Where: where, More: more}
	for _, column := range d.Columns[:n] {
		outer.Columns = append(outer.Columns, column)
	}
	c.wrapped = append(c.wrapped, d)
	c.selectQuery(outer)
}

// literal gives a number that is written into the statement, or another
// expression as it is.
func literal(e ast.Expr) ast.Expr {
	if bind, ok := e.(*ast.Bind); ok && bind.Key == "" {
		number := *bind
		number.Literal = true
		return &number
	}
	return e
}
