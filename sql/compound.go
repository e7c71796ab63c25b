package sql

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// Union gives the rows of all queries, each once: SELECT … UNION SELECT ….
// Order and limit given to the result are those of the whole; each query may
// have its own.
//
//	q1.Union(q2).OrderBy(Users.Name).Limit(10)
func (q Query[R]) Union(others ...Query[R]) Query[R] { return combined(ast.Union, q, others) }

// UnionAll gives the rows of all queries.
func (q Query[R]) UnionAll(others ...Query[R]) Query[R] { return combined(ast.UnionAll, q, others) }

// Intersect gives the rows that all queries have, each once.
func (q Query[R]) Intersect(others ...Query[R]) Query[R] { return combined(ast.Intersect, q, others) }

// IntersectAll is Intersect that gives a row as often as each query has it.
func (q Query[R]) IntersectAll(others ...Query[R]) Query[R] {
	return combined(ast.IntersectAll, q, others)
}

// Except gives the rows that none of the others has, each once.
func (q Query[R]) Except(others ...Query[R]) Query[R] { return combined(ast.Except, q, others) }

// ExceptAll is Except that takes each row off only as often as the others have
// it.
func (q Query[R]) ExceptAll(others ...Query[R]) Query[R] { return combined(ast.ExceptAll, q, others) }

// Union is the method of that name for queries whose rows the compiler cannot
// tell to be of the same type: the result has those of the first, and the
// database sees to it that the others fit.
func Union[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.Union, first, others)
}

// UnionAll is the method of that name for other rows; see [Union].
func UnionAll[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.UnionAll, first, others)
}

// Intersect is the method of that name for other rows; see [Union].
func Intersect[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.Intersect, first, others)
}

// IntersectAll is the method of that name for other rows; see [Union].
func IntersectAll[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.IntersectAll, first, others)
}

// Except is the method of that name for other rows; see [Union].
func Except[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.Except, first, others)
}

// ExceptAll is the method of that name for other rows; see [Union].
func ExceptAll[R any](first Query[R], others ...Subselect) Query[R] {
	return setOperation(ast.ExceptAll, first, others)
}

// A compound is a set operation: its first query is prepared as the result is
// read, the others follow it.
type compound struct {
	op     ast.SetOperator
	first  selection
	others []Subselect
}

func combined[R any](op ast.SetOperator, first Query[R], others []Query[R]) Query[R] {
	members := make([]Subselect, len(others))
	for i, q := range others {
		members[i] = q
	}
	return setOperation(op, first, members)
}

func setOperation[R any](op ast.SetOperator, first Query[R], others []Subselect) Query[R] {
	q := Query[R]{row: first.row, s: selection{options: first.s.options, err: first.s.err}}
	if len(others) == 0 {
		return first
	}
	for _, other := range others {
		if other == nil {
			q.s.fail(errors.New("nil was given where a query is needed"))
		}
	}
	first.s.options = nil
	q.s.rare().compound = &compound{op: op, first: first.s, others: others}
	return q
}

var errRefinedCompound = errors.New("a set operation takes only order, limit, lock and loader options: " +
	"give conditions, joins and groups to its queries, or make it a Subquery")

// compoundStatement is the set operation around its first query, which row says
// the names of.
func (s *selection) compoundStatement(first ast.Query, row Projection) (*ast.Compound, error) {
	switch {
	case s.err != nil:
		return nil, s.err
	case len(s.from)+len(s.joins)+len(s.where)+len(s.groupBy)+len(s.having) > 0 || s.distinct:
		return nil, errRefinedCompound
	}
	c := s.more.compound
	stmt := &ast.Compound{Op: c.op, OrderBy: clip(s.orderBy), Lock: s.lock, More: s.more.modified()}
	stmt.Limit, stmt.Offset = s.bounds()
	stmt.Queries = append(make([]ast.Query, 0, 1+len(c.others)), first)
	for _, other := range c.others {
		q, err := other.query()
		if err != nil {
			return nil, err
		}
		stmt.Queries = append(stmt.Queries, q)
	}
	if s.more.names {
		var err error
		if stmt.OrderBy, err = resolveNames(stmt.OrderBy, row.Columns()); err != nil {
			return nil, err
		}
	}
	return stmt, sameWidth(stmt.Queries)
}

// compoundQuery is the set operation for use in another statement.
func (s *selection) compoundQuery(row Projection) (ast.Query, error) {
	if s.err != nil {
		return nil, s.err
	}
	first, err := s.more.compound.first.query(row)
	if err != nil {
		return nil, err
	}
	stmt, err := s.compoundStatement(first, row)
	if err != nil {
		return nil, err
	}
	return withParameters(stmt, s.more.parameters)
}

// prepareCompound makes the set operation and the plan of its first query, of
// which alone the rows are read.
func (s *selection) prepareCompound(row preparer, plan *Plan) (_ ast.Statement, err error) {
	if s.err != nil {
		return nil, s.err
	}
	innermost := s.more.compound.first
	for innermost.more != nil && innermost.more.compound != nil {
		innermost = innermost.more.compound.first
	}
	if innermost.text != nil {
		return nil, errors.New("a set operation cannot begin with a textual statement: put the text second, or into a Subquery")
	}
	if plan.Statement, err = innermost.statement(row.projection()); err != nil {
		return nil, err
	}
	if err := row.prepare(plan); err != nil {
		return nil, err
	}
	return around(*s, plan.Statement, row.projection())
}

// around puts set operations around their innermost first query.
func around(s selection, innermost ast.Query, row Projection) (ast.Query, error) {
	if s.more == nil || s.more.compound == nil {
		return innermost, nil
	}
	first, err := around(s.more.compound.first, innermost, row)
	if err != nil {
		return nil, err
	}
	return s.compoundStatement(first, row)
}

// sameWidth checks that the queries give equally many columns, as far as is
// known.
func sameWidth(queries []ast.Query) error {
	width := -1
	for i, q := range queries {
		s, ok := q.(*ast.Select)
		switch {
		case !ok:
		case width < 0:
			width = len(s.Columns)
		case len(s.Columns) != width:
			return fmt.Errorf("query %d of the set operation gives %d columns, the first %d: they must give the same number", i+1, len(s.Columns), width)
		}
	}
	return nil
}
