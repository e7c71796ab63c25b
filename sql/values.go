package sql

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// ValueRows are rows that the statement itself spells, used as a table: VALUES.
// [Via] gives its columns. They can also be a member of a set operation, and the
// rows of an [InsertBuilder.FromQuery].
type ValueRows struct{ RowSource }

// Values are rows of values used as a table of that name, with the columns given
// by [Column]. An item of a row is a Go value, or an expression. Values2 and its
// like check the types of the rows.
//
//	id, name := sql.Column[sql.Number[int64]]("id"), sql.Column[sql.String]("name")
//	v := sql.Values("v", []sql.Expression{id, name}, []any{1, "a"}, []any{2, sql.Lower(Users.Name)})
//	sql.Select1(sql.Via(v, name))
//	// SELECT v.name FROM (VALUES (…), (…)) AS v (id, name)
func Values(name string, columns []Expression, rows ...[]any) ValueRows {
	n := &ast.Values{Name: name, Rows: make([][]ast.Expr, len(rows))}
	r := &namedRows{from: n}
	n.Columns, r.exprs, r.err = ownColumns(n, columns)
	for i, row := range rows {
		if len(row) != len(columns) {
			r.err = firstError(r.err, fmt.Errorf("row %d of VALUES has %d values for %d columns", i+1, len(row), len(columns)))
			continue
		}
		n.Rows[i] = make([]ast.Expr, len(row))
		for k, v := range row {
			var err error
			n.Rows[i][k], err = rowValue(v, n.Columns[k])
			r.err = firstError(r.err, err)
		}
	}
	return ValueRows{RowSource{r}}
}

func rowValue(v any, c *ast.Column) (ast.Expr, error) {
	if x, ok := v.(Expression); ok {
		return nodeOf(x)
	}
	value, err := typedValue(v, c.Type)
	if err != nil {
		err = fmt.Errorf("a value for column %s: %w", c.Name, err)
	}
	return &ast.Bind{Value: value, Type: c.Type, Name: "param"}, err
}

// query lets the rows be a member of a set operation, and the source of an
// INSERT.
func (v ValueRows) query() (ast.Query, error) {
	r := v.rows()
	values, ok := r.from.(*ast.Values)
	if !ok && r.err == nil {
		return nil, errEmptySource
	}
	return values, r.err
}

// Lateral lets the rows use columns of the sources before them.
func (v ValueRows) Lateral() ValueRows {
	return v.changed(func(n *ast.Values) { n.Lateral = true })
}

// Literal writes the values into the statement, spelled as the database wants
// them, in place of parameters.
func (v ValueRows) Literal() ValueRows {
	return v.changed(func(n *ast.Values) {
		rows := make([][]ast.Expr, len(n.Rows))
		for i, row := range n.Rows {
			rows[i] = make([]ast.Expr, len(row))
			for k, e := range row {
				if b, ok := e.(*ast.Bind); ok {
					literal := *b
					literal.Literal = true
					e = &literal
				}
				rows[i][k] = e
			}
		}
		n.Rows = rows
	})
}

// CTE makes the rows a common table expression:
// WITH name(columns) AS (VALUES …).
func (v ValueRows) CTE(name string, options ...CTEOption) CTE {
	r := v.rows()
	n := &ast.CTE{Name: name, ListColumns: true}
	c := &namedRows{from: n, exprs: r.exprs, err: r.err}
	if values, ok := r.from.(*ast.Values); ok {
		n.Statement = values
		for _, column := range values.Columns {
			n.Columns = append(n.Columns, &ast.Column{From: n, Name: column.Name, Type: column.Type})
		}
	}
	applyOptions(n, options)
	return CTE{c}
}

// changed gives a copy of the source that has its own columns.
func (v ValueRows) changed(change func(*ast.Values)) ValueRows {
	r := v.rows()
	old, ok := r.from.(*ast.Values)
	if !ok {
		return v
	}
	n := *old
	n.Columns = columnsOnto(&n, old.Columns)
	change(&n)
	return ValueRows{RowSource{&namedRows{from: &n, exprs: r.exprs, err: r.err}}}
}

// columnsOnto copies columns onto another source.
func columnsOnto(from ast.From, columns []*ast.Column) []*ast.Column {
	own := make([]*ast.Column, len(columns))
	for i, c := range columns {
		copied := *c
		copied.From = from
		own[i] = &copied
	}
	return own
}
