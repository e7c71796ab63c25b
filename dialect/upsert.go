package dialect

import (
	"github.com/azoth-go/azoth/sql/ast"
)

// conflict writes what an INSERT does with a row whose key is taken.
func (c *Compiler) conflict(n *ast.Insert) {
	switch c.dialect.Features.Upsert {
	case UpsertOnConflict:
		c.onConflict(n)
	case UpsertDuplicateKey, UpsertDuplicateKeyAlias:
		c.onDuplicateKey(n)
	default:
		c.Unsupported("INSERT that updates rows which are there")
	}
}

func (c *Compiler) onConflict(n *ast.Insert) {
	conflict := n.Conflict
	c.buf = append(c.buf, " ON CONFLICT"...)
	bare := c.bare
	switch {
	case conflict.Constraint != "":
		c.buf = append(c.buf, " ON CONSTRAINT "...)
		c.Identifier(conflict.Constraint)
	case len(conflict.Target) > 0:
		c.bare = true
		c.buf = append(c.buf, " ("...)
		for i, e := range conflict.Target {
			c.separate(i)
			c.Operand(e, PrecedenceHighest)
		}
		c.buf = append(c.buf, ')')
		c.where(conflict.TargetWhere)
		c.bare = bare
	}
	if len(conflict.Set) == 0 {
		c.buf = append(c.buf, " DO NOTHING"...)
		return
	}
	c.buf = append(c.buf, " DO UPDATE SET "...)
	c.conflictSet(conflict.Set)
	c.where(conflict.Where)
}

// conflictSet writes the assignments of an upsert.
func (c *Compiler) conflictSet(set []ast.Assignment) {
	for i := range set {
		c.separate(i)
		c.Identifier(set[i].Column.Name)
		c.buf = append(c.buf, " = "...)
		c.Operand(set[i].Value, PrecedenceHighest)
	}
}

// onDuplicateKey writes MySQL's form, which finds the key by itself. To leave
// the row as it is, a column is set to itself: IGNORE would also hide errors.
func (c *Compiler) onDuplicateKey(n *ast.Insert) {
	conflict := n.Conflict
	if len(conflict.Where) > 0 || len(conflict.TargetWhere) > 0 {
		c.Unsupported("a condition on what an INSERT updates")
		return
	}
	if c.dialect.Features.Upsert == UpsertDuplicateKeyAlias && len(conflict.Set) > 0 && n.Query == nil {
		c.buf = append(c.buf, " AS new"...)
	}
	c.buf = append(c.buf, " ON DUPLICATE KEY UPDATE "...)
	if len(conflict.Set) == 0 {
		if len(n.Columns) == 0 {
			c.failf("INSERT into %s names no columns", n.Table.Name)
			return
		}
		same := n.Columns[0]
		c.conflictSet([]ast.Assignment{{Column: same, Value: same}})
		return
	}
	c.conflictSet(conflict.Set)
}

// upsertMerge writes an INSERT that deals with conflicts as the MERGE that does
// the same.
func (c *Compiler) upsertMerge(n *ast.Insert) {
	conflict := n.Conflict
	if len(conflict.Target) == 0 {
		c.Unsupported("dealing with the conflicts of an INSERT without naming the key's columns")
		return
	}
	fresh := &ast.Derived{Name: "new", Query: n.Query}
	for _, column := range n.Columns {
		fresh.Columns = append(fresh.Columns, &ast.Column{From: fresh, Name: column.Name, Type: column.Type})
	}
	if n.Query == nil {
		if fresh.Query = rowsQuery(n); fresh.Query == nil {
			c.failf("INSERT into %s names no values", n.Table.Name)
			return
		}
	}
	merge := &ast.Merge{Target: n.Table, Source: fresh, Returning: n.Returning, More: n.More}
	var on []ast.Expr
	for _, e := range conflict.Target {
		column, ok := e.(*ast.Column)
		if !ok || fresh.Column(column.Name) == nil {
			c.failf("the key that an INSERT into %s may meet again is not among its columns", n.Table.Name)
			return
		}
		on = append(on, &ast.Binary{Op: ast.Equal, Left: column, Right: fresh.Column(column.Name)})
	}
	merge.On = &ast.Logical{Op: ast.And, Items: on}
	if len(conflict.Set) > 0 {
		set := make([]ast.Assignment, len(conflict.Set))
		for i, a := range conflict.Set {
			set[i] = ast.Assignment{Column: a.Column, Value: inserted(a.Value, fresh)}
		}
		matched := ast.MergeClause{Action: ast.MergeUpdate, Set: set}
		for _, e := range conflict.Where {
			matched.And = append(matched.And, inserted(e, fresh))
		}
		merge.Clauses = append(merge.Clauses, matched)
	}
	insert := ast.MergeClause{NotMatched: true, Action: ast.MergeInsert, Columns: n.Columns}
	for _, column := range fresh.Columns {
		insert.Values = append(insert.Values, column)
	}
	merge.Clauses = append(merge.Clauses, insert)
	c.merge(merge)
}

// inserted has an expression take the values of the row that was to be
// inserted from where they are.
func inserted(e ast.Expr, fresh *ast.Derived) ast.Expr {
	return ast.Rewrite(e, func(x ast.Expr) ast.Expr {
		if excluded, ok := x.(*ast.Excluded); ok {
			if column := fresh.Column(excluded.Column.Name); column != nil {
				return column
			}
		}
		return x
	})
}

// rowsQuery gives the rows of an INSERT as a query.
func rowsQuery(n *ast.Insert) ast.Query {
	var queries []ast.Query
	for _, row := range n.Rows {
		if len(row) != len(n.Columns) {
			return nil
		}
		columns := make([]ast.Expr, len(row))
		for i, value := range row {
			columns[i] = &ast.Label{X: typed(value, n.Columns[i]), Name: n.Columns[i].Name}
		}
		queries = append(queries, &ast.Select{Columns: columns})
	}
	switch len(queries) {
	case 0:
		return nil
	case 1:
		return queries[0]
	}
	return &ast.Compound{Op: ast.UnionAll, Queries: queries}
}

// typed says the type of a value that stands in a select list, where no column
// tells it.
func typed(value ast.Expr, column *ast.Column) ast.Expr {
	if _, bind := value.(*ast.Bind); bind && column.Type != nil {
		return &ast.Cast{X: value, Type: column.Type}
	}
	return value
}
