package dialect

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Databases that know no OFFSET number the rows of a derived table.

// numberedRows gives a query that selects from the rows of s by their numbers,
// where that is how the database bounds them, or nil.
func (c *Compiler) numberedRows(s *ast.Select, b bounds) *ast.Select {
	if b.none() || b.fetch != nil {
		return nil
	}
	switch c.dialect.Features.Limit {
	case LimitRowNumber:
		if b.offset != nil {
			return c.byRowNumber(s, b)
		}
	case LimitRowCount:
		return c.byRowCount(s, b)
	}
	return nil
}

// inner is the query of a derived table, whose columns are named as a result's
// are, and those columns as a select list.
func (c *Compiler) inner(s *ast.Select) (*ast.Derived, []ast.Expr) {
	copied := *s
	copied.Limit, copied.Offset = nil, nil
	d := &ast.Derived{Query: &copied}
	for i, e := range s.Columns {
		name, _ := itemNameOf(e)
		if repeated := c.repeated(s.Columns, i); repeated != "" {
			name = repeated
		}
		if name == "" {
			made := anonymousName(e)
			name = made.text
			if !made.column {
				name += "_" + string(appendInt(nil, c.number(made.text)))
			}
		}
		d.Columns = append(d.Columns, &ast.Column{From: d, Name: name, Type: TypeOf(e)})
	}
	outer := make([]ast.Expr, len(d.Columns))
	for i, column := range d.Columns {
		outer[i] = column
	}
	return d, outer
}

// byRowNumber numbers the rows with ROW_NUMBER().
func (c *Compiler) byRowNumber(s *ast.Select, b bounds) *ast.Select {
	if !b.ordered {
		c.Fail(errUnorderedOffset)
		return nil
	}
	const name = "mssql_rn"
	d, outer := c.inner(s)
	query := d.Query.(*ast.Select)
	query.OrderBy = nil
	number := &ast.Function{Name: "ROW_NUMBER", Type: types.BigInteger,
		More: &ast.FunctionClauses{Over: &ast.Window{OrderBy: s.OrderBy}}}
	query.Columns = append(query.Columns[:len(query.Columns):len(query.Columns)], &ast.Label{X: number, Name: name})
	d.Columns = append(d.Columns, &ast.Column{From: d, Name: name})
	row := &ast.Column{Name: name}
	where := []ast.Expr{&ast.Binary{Op: ast.Greater, Left: row, Right: b.offset}}
	if b.limit != nil {
		where = append(where, &ast.Binary{Op: ast.LessOrEqual, Left: row,
			Right: &ast.Binary{Op: ast.Add, Left: b.limit, Right: b.offset}})
	}
	return &ast.Select{Columns: outer, From: []ast.From{d}, Where: where}
}

// byRowCount bounds the rows by ROWNUM, which counts them as they come.
func (c *Compiler) byRowCount(s *ast.Select, b bounds) *ast.Select {
	d, outer := c.inner(s)
	rownum := &ast.Column{Name: "ROWNUM"}
	rownum.Quote = ast.QuoteNever
	bound := inlined(b.limit)
	if b.offset == nil {
		return &ast.Select{Columns: outer, From: []ast.From{d}, Lock: s.Lock,
			Where: []ast.Expr{&ast.Binary{Op: ast.LessOrEqual, Left: rownum, Right: bound}}}
	}
	const name = "ora_rn"
	counted := &ast.Select{From: []ast.From{d}}
	counted.Columns = append(counted.Columns, outer...)
	counted.Columns = append(counted.Columns, &ast.Label{X: rownum, Name: name})
	if b.limit != nil {
		counted.Where = []ast.Expr{&ast.Binary{Op: ast.LessOrEqual, Left: rownum,
			Right: &ast.Binary{Op: ast.Add, Left: bound, Right: inlined(b.offset)}}}
	}
	page := &ast.Derived{Query: counted}
	columns := make([]ast.Expr, 0, len(d.Columns))
	for _, column := range d.Columns {
		passed := &ast.Column{From: page, Name: column.Name, Type: column.Type}
		page.Columns = append(page.Columns, passed)
		columns = append(columns, passed)
	}
	page.Columns = append(page.Columns, &ast.Column{From: page, Name: name})
	return &ast.Select{Columns: columns, From: []ast.From{page},
		Where: []ast.Expr{&ast.Binary{Op: ast.Greater, Left: &ast.Column{Name: name}, Right: inlined(b.offset)}}}
}

// inlined has a number written into the statement.
func inlined(e ast.Expr) ast.Expr {
	if bind, ok := e.(*ast.Bind); ok && bind.Key == "" {
		literal := *bind
		literal.Literal = true
		return &literal
	}
	return e
}
