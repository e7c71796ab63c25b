package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
)

// A Query is a SELECT whose rows are of type R. It is an immutable value:
// every method gives a new one. Queries begin with [Select1] and its like, with
// [Select] where the columns are known only when the program runs, or with an
// entity.
type Query[R any] struct {
	row Typed[R]
	s   selection
}

// From is a query of one projection from a source of rows: of an entity, its
// table.
func From[R any](row Typed[R], from ast.From) Query[R] {
	return Query[R]{row: row, s: selection{from: []ast.From{from}}}
}

// Where keeps the rows that satisfy all predicates. Repeated calls add to it.
func (q Query[R]) Where(predicates ...Predicate) Query[R] {
	q.s.where = extend(&q.s, q.s.where, predicates)
	return q
}

// Join joins a table, an alias, a subquery or a relationship to what the query
// reads from. Without a condition it takes that of the relationship, or of the
// one foreign key that there is; to the condition of a relationship, predicates
// are added.
func (q Query[R]) Join(with Joinable, on ...Predicate) Query[R] {
	q.s.join(ast.InnerJoin, with, on)
	return q
}

// OuterJoin is Join that keeps the rows to which nothing joins: LEFT OUTER
// JOIN. Columns of what was joined are then NULL; see [Nullable].
func (q Query[R]) OuterJoin(with Joinable, on ...Predicate) Query[R] {
	q.s.join(ast.LeftJoin, with, on)
	return q
}

// RightJoin is Join that keeps the rows of what is joined to which nothing of
// the query so far joins: RIGHT OUTER JOIN.
func (q Query[R]) RightJoin(with Joinable, on ...Predicate) Query[R] {
	q.s.join(ast.RightJoin, with, on)
	return q
}

// FullJoin is Join that keeps the rows of both sides to which nothing joins.
func (q Query[R]) FullJoin(with Joinable, on ...Predicate) Query[R] {
	q.s.join(ast.FullJoin, with, on)
	return q
}

// CrossJoin combines every row so far with every row of the source.
func (q Query[R]) CrossJoin(with Joinable) Query[R] {
	q.s.join(ast.CrossJoin, with, nil)
	return q
}

// From states what the query reads from, where that does not follow from its
// columns: what joins begin with.
func (q Query[R]) From(sources ...Joinable) Query[R] {
	q.s.addSources(sources)
	return q
}

// OrderBy orders the rows, by the first item above all. An expression orders
// ascending; Asc and Desc say the direction. Repeated calls add to it.
func (q Query[R]) OrderBy(items ...Ordering) Query[R] {
	q.s.orderBy = extend(&q.s, q.s.orderBy, items)
	q.s.noteNames(q.s.orderBy)
	return q
}

// Unordered drops the ORDER BY.
func (q Query[R]) Unordered() Query[R] {
	q.s.orderBy = nil
	return q
}

// GroupBy makes one row of all rows in which the expressions are the same.
func (q Query[R]) GroupBy(items ...Expression) Query[R] {
	q.s.groupBy = extend(&q.s, q.s.groupBy, items)
	q.s.noteNames(q.s.groupBy)
	return q
}

// Ungrouped drops the GROUP BY.
func (q Query[R]) Ungrouped() Query[R] {
	q.s.groupBy = nil
	return q
}

// Having keeps the groups that satisfy all predicates.
func (q Query[R]) Having(predicates ...Predicate) Query[R] {
	q.s.having = extend(&q.s, q.s.having, predicates)
	return q
}

// Distinct leaves out rows that are equal to another: SELECT DISTINCT.
func (q Query[R]) Distinct() Query[R] {
	q.s.distinct = true
	return q
}

// Limit gives n rows at most.
func (q Query[R]) Limit(n int) Query[R] {
	q.s.setLimit(n)
	return q
}

// Offset skips the first n rows.
func (q Query[R]) Offset(n int) Query[R] {
	q.s.setOffset(n)
	return q
}

// Slice gives the rows from number from up to, but without, number to, counted
// from 0, as a slice expression does: LIMIT to-from OFFSET from.
func (q Query[R]) Slice(from, to int) Query[R] {
	q.s.slice(from, to)
	return q
}

// Options adds loader options, which say how relationships of the results are
// loaded.
func (q Query[R]) Options(options ...OptionFor[R]) Query[R] {
	q.s.options = clip(q.s.options)
	for _, o := range options {
		q.s.options = append(q.s.options, o)
	}
	return q
}

// AllowCartesian says that the query is meant to combine all rows of sources
// which no predicate connects; otherwise running it is a [*CartesianError].
func (q Query[R]) AllowCartesian() Query[R] {
	q.s.cartesian = true
	return q
}

// Everywhere says that a Delete or Update of the query is meant for all rows,
// when it has no Where.
func (q Query[R]) Everywhere() Query[R] {
	q.s.everywhere = true
	return q
}

// FromText makes a query of a whole statement that the program wrote. Its
// columns are found by the order stated with Fragment.Columns, or else by
// their names in the result.
func FromText[R any](row Typed[R], text Fragment) Query[R] {
	return Query[R]{row: row, s: selection{text: text.fragment()}}
}

// FromText takes the rows from a whole statement that the program wrote; see
// the function of that name.
func (q Query[R]) FromText(text Fragment) Query[R] {
	q.s.text = text.fragment()
	return q
}

// Columns are the expressions of the select list.
func (q Query[R]) Columns() []ast.Expr { return q.row.Columns() }

// Statement is the query as a tree, without what an executor adds.
func (q Query[R]) Statement() (ast.Statement, error) {
	switch {
	case q.s.text != nil:
		return q.s.textStatement()
	case q.s.more != nil:
		return q.s.rareStatement(&reading[R]{row: q.row}, &Plan{Options: q.s.options})
	}
	stmt, err := q.s.statement(q.row)
	if err != nil {
		return nil, err
	}
	if columns, plain := appendPlain(stmt.Columns, q.row); plain {
		if err := projectionFault(q.row); err != nil {
			return nil, err
		}
		stmt.Columns = columns
		return stmt, nil
	}
	plan := &Plan{Statement: stmt, Options: q.s.options}
	if _, err := q.row.Prepare(plan); err != nil {
		return nil, err
	}
	return plan.Statement, nil
}

// String is the query in SQL that no database in particular speaks, with
// parameters as :name_1.
func (q Query[R]) String() string {
	stmt, err := q.Statement()
	return printed(stmt, err)
}

func (q Query[R]) set(R) {}

func (q Query[R]) query() (ast.Query, error) { return q.s.query(q.row) }
