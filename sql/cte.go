package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// A CTE is a common table expression: a statement that WITH gives a name, and
// that the statement behind it reads from as from a table. [Via] gives its
// columns. The statement that names it, wherever in it, gets the WITH.
type CTE struct{ c *namedRows }

// A CTEOption says how a common table expression is written.
type CTEOption uint8

// The options of common table expressions.
const (
	// Nesting puts the WITH in front of the query that names the CTE, not of the
	// whole statement.
	Nesting CTEOption = iota + 1
	// Materialized has the database compute the rows once, apart.
	Materialized
	// NotMaterialized lets the database fold the query into what reads from it.
	NotMaterialized
)

func applyOptions(n *ast.CTE, options []CTEOption) {
	for _, o := range options {
		switch o {
		case Nesting:
			n.Nesting = true
		case Materialized:
			n.Prefix = "MATERIALIZED"
		case NotMaterialized:
			n.Prefix = "NOT MATERIALIZED"
		}
	}
}

// CTE makes the query a common table expression of that name; "" lets one be
// chosen.
//
//	spent := sql.Sum(Orders.Total).As("spent")
//	totals := sql.Select2(Orders.UserID, spent).GroupBy(Orders.UserID).CTE("totals")
//	sql.Select1(sql.Via(totals, Orders.UserID)).Where(sql.Via(totals, spent).Gt(100))
//	// WITH totals AS (SELECT …) SELECT totals.user_id FROM totals WHERE totals.spent > :spent_1
func (q Query[R]) CTE(name string, options ...CTEOption) CTE {
	query, err := q.s.checked(q.row)
	if err != nil {
		return CTE{&namedRows{from: &ast.CTE{Name: name}, err: err}}
	}
	n := &ast.CTE{Name: name, Statement: query}
	exprs := q.s.subqueryColumns(q.row)
	n.Columns = derivedColumns(n, exprs)
	applyOptions(n, options)
	return CTE{&namedRows{from: n, exprs: exprs}}
}

// Recursive makes a common table expression of rows that follow from one
// another: those of base, and again and again those that step finds from the
// rows found last, until there are none. step gets the CTE itself and gives a
// query of the same rows.
//
//	tree := sql.Recursive("tree", base, func(tree sql.CTE) sql.Query[sql.Row2[int64, int]] {
//		return sql.Select2(Nodes.ID, sql.Via(tree, depth).Add(1)).Where(sql.Eq(Nodes.ParentID, sql.Via(tree, Nodes.ID)))
//	})
//	// WITH RECURSIVE tree(id, depth) AS (SELECT … UNION ALL SELECT …)
func Recursive[R any](name string, base Query[R], step func(CTE) Query[R], options ...CTEOption) CTE {
	return recursive(ast.UnionAll, name, base, step, options)
}

// RecursiveUnion is [Recursive] that leaves out rows which were found before,
// so that circles end: UNION in place of UNION ALL.
func RecursiveUnion[R any](name string, base Query[R], step func(CTE) Query[R], options ...CTEOption) CTE {
	return recursive(ast.Union, name, base, step, options)
}

func recursive[R any](op ast.SetOperator, name string, base Query[R], step func(CTE) Query[R], options []CTEOption) CTE {
	c := base.CTE(name, options...)
	if c.c.err != nil {
		return c
	}
	n := c.c.from.(*ast.CTE)
	n.Recursive = true
	compound := &ast.Compound{Op: op, Queries: []ast.Query{n.Statement.(ast.Query)}}
	next, err := checkedTree(step(c).query())
	if err == nil {
		compound.Queries = append(compound.Queries, next)
		n.Statement = compound
		err = sameWidth(compound.Queries)
	}
	c.c.err = err
	return c
}

// CTE makes the INSERT, without rows to give back, a common table expression
// for [Query.With] and its like.
func (b InsertBuilder) CTE(name string, options ...CTEOption) CTE {
	stmt, err := b.Statement()
	return writingCTE(name, stmt, nil, err, options)
}

// CTE makes the UPDATE a common table expression for [Query.With] and its like.
func (b UpdateBuilder) CTE(name string, options ...CTEOption) CTE {
	stmt, err := b.Statement()
	return writingCTE(name, stmt, nil, err, options)
}

// CTE makes the DELETE a common table expression for [Query.With] and its like.
func (b DeleteBuilder) CTE(name string, options ...CTEOption) CTE {
	stmt, err := b.Statement()
	return writingCTE(name, stmt, nil, err, options)
}

// CTE makes the rows that the statement gives back a common table expression,
// which PostgreSQL has.
//
//	gone := sql.Returning2(sql.Delete(Orders).Where(…), Orders.ID, Orders.Note).CTE("gone")
//	// WITH gone AS (DELETE FROM orders … RETURNING orders.id, orders.note) …
func (q ReturningQuery[R]) CTE(name string, options ...CTEOption) CTE {
	stmt, err := q.Statement()
	return writingCTE(name, stmt, q.row.Columns(), err, options)
}

func writingCTE(name string, stmt ast.Statement, exprs []ast.Expr, err error, options []CTEOption) CTE {
	n := &ast.CTE{Name: name}
	if err != nil {
		return CTE{&namedRows{from: n, err: err}}
	}
	n.Statement = stmt
	n.Columns = derivedColumns(n, exprs)
	applyOptions(n, options)
	return CTE{&namedRows{from: n, exprs: exprs}}
}

var errEmptyCTE = errors.New("empty sql.CTE: use the method CTE of a query")

func (c CTE) node() (*ast.CTE, error) {
	if c.c == nil {
		return nil, errEmptyCTE
	}
	n, _ := c.c.from.(*ast.CTE)
	return n, c.c.err
}

// JoinSteps lets a query be joined with the CTE.
func (c CTE) JoinSteps([]ast.From) ([]JoinStep, error) {
	if c.c == nil {
		return nil, errEmptyCTE
	}
	return c.c.steps()
}

// Column finds the CTE's column for an expression of its query: the same
// column, or one with the same label. The error lists the columns that there
// are.
func (c CTE) Column(e ast.Expr) (*ast.Column, error) {
	if c.c == nil {
		return nil, errEmptyCTE
	}
	return c.c.column(e)
}

// Alias gives the CTE another name, for a statement that reads from it twice.
func (c CTE) Alias(name string) RowSource {
	if c.c == nil {
		return RowSource{&namedRows{from: &ast.CTE{}, err: errEmptyCTE}}
	}
	return c.c.alias(name)
}
