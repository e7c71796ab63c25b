package sql

import (
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// fill puts columns and rows, or the query, into the statement, with the
// defaults that the program makes for columns it was given nothing for.
func (n *insertion) fill(stmt *ast.Insert) error {
	defaulted := n.defaulted()
	if n.query != nil {
		return n.fillQuery(stmt, defaulted)
	}
	if len(n.columns)+len(defaulted) == 0 {
		if len(n.rows) > 1 {
			return fmt.Errorf("%d rows assign to no column", len(n.rows))
		}
		return nil
	}
	stmt.Columns = tableOrder(n.table, append(slices.Clone(n.columns), defaulted...))
	rows := n.rows
	if len(rows) == 0 {
		rows = [][]ast.Expr{nil}
	}
	stmt.Rows = make([][]ast.Expr, len(rows))
	for i, row := range rows {
		values := make([]ast.Expr, len(stmt.Columns))
		for k, c := range stmt.Columns {
			if at := slices.Index(n.columns, c); at >= 0 {
				values[k] = row[at]
				continue
			}
			var err error
			if values[k], err = insertDefault(c); err != nil {
				return err
			}
		}
		stmt.Rows[i] = values
	}
	return nil
}

// fillQuery adds the defaults to the select list of the query.
func (n *insertion) fillQuery(stmt *ast.Insert, defaulted []*ast.Column) error {
	stmt.Columns, stmt.Query = n.columns, n.query
	if len(defaulted) == 0 {
		return nil
	}
	query, plain := n.query.(*ast.Select)
	if plain && !query.Distinct && len(query.GroupBy) == 0 {
		copied := *query
		query = &copied
	} else {
		d := &ast.Derived{Query: n.query}
		query = &ast.Select{From: []ast.From{d}}
		for _, c := range n.columns {
			column := &ast.Column{From: d, Name: c.Name, Type: c.Type}
			d.Columns = append(d.Columns, column)
			query.Columns = append(query.Columns, column)
		}
	}
	query.Columns = clip(query.Columns)
	stmt.Columns = append(clip(stmt.Columns), defaulted...)
	for _, c := range defaulted {
		value, err := insertDefault(c)
		if err != nil {
			return err
		}
		query.Columns = append(query.Columns, value)
	}
	stmt.Query = query
	return nil
}

// defaulted are the columns that get a default of the program.
func (n *insertion) defaulted() (columns []*ast.Column) {
	if n.bare {
		return nil
	}
	for _, c := range n.table.Columns {
		d := c.Defaults
		if d != nil && !d.Computed && (d.Insert != nil || d.InsertExpr != nil || d.Sequence != "") && !slices.Contains(n.columns, c) {
			columns = append(columns, c)
		}
	}
	return columns
}

// insertDefault makes the value of a column that was given none.
func insertDefault(c *ast.Column) (ast.Expr, error) {
	d := c.Defaults
	switch {
	case d.InsertExpr != nil:
		return d.InsertExpr, nil
	case d.Insert != nil:
		return madeValue(c, d.Insert)
	}
	return &ast.NextValue{Schema: d.SequenceSchema, Sequence: d.Sequence, Type: c.Type, Optional: true}, nil
}

func madeValue(c *ast.Column, make func() (any, error)) (ast.Expr, error) {
	v, err := make()
	if err == nil {
		// A function of package orm gives what travels already; others give Go
		// values, of which only some need the column's type to become that.
		if bound, _, fault := types.Bind(v); fault == nil {
			v = bound
		} else {
			v, err = typedValue(v, c.Type)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the default of column %s: %w", c.Name, err)
	}
	return &ast.Bind{Value: v, Type: c.Type, Name: c.Name}, nil
}

// tableOrder sorts columns as the table has them.
func tableOrder(t *ast.Table, columns []*ast.Column) []*ast.Column {
	slices.SortStableFunc(columns, func(a, b *ast.Column) int {
		return slices.Index(t.Columns, a) - slices.Index(t.Columns, b)
	})
	return columns
}

// generatedKey is the column whose value only the database knows: an identity, a
// key drawn from a sequence, or one that is a default of the database or an
// expression.
func generatedKey(n *ast.Insert) *ast.Column {
	for _, c := range n.Table.Columns {
		d := c.Defaults
		if d == nil || !d.Identity && d.Sequence == "" && !(d.Key && (d.InsertExpr != nil || d.Server)) {
			continue
		}
		at := slices.Index(n.Columns, c)
		if at < 0 {
			return c
		}
		if len(n.Rows) == 1 {
			if !known(n.Rows[0][at]) {
				return c
			}
		}
	}
	return nil
}

// updateDefaults adds to an UPDATE what the program's defaults assign on every
// change.
func updateDefaults(target ast.From, set []ast.Assignment) ([]ast.Assignment, error) {
	table := ast.BaseTable(target)
	if table == nil {
		return set, nil
	}
	for _, c := range table.Columns {
		d := c.Defaults
		if d == nil || d.Update == nil && d.UpdateExpr == nil || assigns(set, c) {
			continue
		}
		a := ast.Assignment{Column: columnIn(target, c), Value: d.UpdateExpr}
		if a.Value == nil {
			var err error
			if a.Value, err = madeValue(c, d.Update); err != nil {
				return nil, err
			}
		}
		set = append(clip(set), a)
	}
	return set, nil
}

func assigns(set []ast.Assignment, c *ast.Column) bool {
	return slices.ContainsFunc(set, func(a ast.Assignment) bool {
		return a.Column == c || a.Column.Of == c
	})
}
