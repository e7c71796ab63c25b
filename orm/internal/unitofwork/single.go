package unitofwork

import (
	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql/ast"
)

// compileSingle writes one row some of whose values are SQL expressions, and
// reads back what they came to where the database gives that.
func (b *batch) compileSingle(conn Connection, g *group) error {
	n := g.rows[0]
	features := conn.Dialect().Features
	detail := writeDetail{group: g, count: 1, match: dialect.MatchOrder}
	described := azoth.Write{Table: g.table(), Count: 1}
	var stmt ast.Statement
	columns, values, err := g.assignments(n)
	if err != nil {
		return err
	}
	if g.operation == insertRow {
		made := g.returned(n, func(c *mapping.Column) bool { return g.leaves(c) })
		insert := &ast.Insert{Table: g.entity.Table.AST(), Columns: nodesOf(columns), Rows: [][]ast.Expr{values}}
		key := g.entity.Generated
		n.instance.Generated = key != nil && g.leaves(key)
		switch {
		case features.InsertReturning:
			detail.returning, insert.Returning = made, exprsOf(made)
		case n.instance.Generated:
			detail.returning, detail.match = []*mapping.Column{key}, dialect.MatchLastInsertID
		}
		n.incomplete = len(detail.returning) < len(made)
		described.Operation, stmt = "INSERT", insert
	} else {
		made := g.returned(n, func(*mapping.Column) bool { return false })
		update := &ast.Update{Table: g.entity.Table.AST()}
		for at, c := range columns {
			update.Set = append(update.Set, ast.Assignment{Column: c.AST, Value: values[at]})
		}
		for _, c := range g.keys() {
			value, err := c.Codec.Value(c.At(n.before()))
			if err != nil {
				return err
			}
			update.Where = append(update.Where, &ast.Binary{Op: ast.Equal, Left: c.AST, Right: bindOf(c, value)})
		}
		if features.UpdateReturning {
			detail.returning, update.Returning = made, exprsOf(made)
		}
		n.incomplete = n.incomplete || !features.UpdateReturning
		described.Operation, stmt = "UPDATE", update
	}
	if described.Statement, err = conn.Compile(stmt); err != nil {
		return err
	}
	b.writes, b.details = append(b.writes, described), append(b.details, detail)
	return nil
}

// assignments are the columns that the row sets, and to what.
func (g *group) assignments(n *node) (columns []*mapping.Column, values []ast.Expr, err error) {
	for _, c := range g.entity.Columns {
		if o := n.instance.OverrideOf(c); o != nil && o.Expr != nil {
			columns, values = append(columns, c), append(values, o.Expr.(ast.Expr))
			continue
		}
		if !g.columns.has(c) {
			continue
		}
		value, err := c.Codec.Value(c.At(n.instance.Object))
		if err != nil {
			return nil, nil, err
		}
		columns, values = append(columns, c), append(values, bindOf(c, value))
	}
	return columns, values, nil
}

// returned are the columns that the database works out: those set by an
// expression, and those that also says.
func (g *group) returned(n *node, also func(*mapping.Column) bool) (columns []*mapping.Column) {
	for _, c := range g.entity.Columns {
		if o := n.instance.OverrideOf(c); o != nil && o.Expr != nil || also(c) {
			columns = append(columns, c)
		}
	}
	return columns
}

func bindOf(c *mapping.Column, value any) *ast.Bind {
	return &ast.Bind{Value: value, Type: c.AST.Type, Name: c.AST.Name, Set: true}
}

func exprsOf(columns []*mapping.Column) []ast.Expr {
	exprs := make([]ast.Expr, len(columns))
	for i, c := range columns {
		exprs[i] = c.AST
	}
	return exprs
}
