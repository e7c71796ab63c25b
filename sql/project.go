package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// AddColumns adds items to the select list of a query whose columns are known
// only when the program runs.
func AddColumns(q Query[Row], items ...Projection) Query[Row] {
	old, _ := q.row.(selected)
	q.row = selected(append(clip(old), items...))
	return q
}

// WithColumns is the query with other columns: FROM, joins, conditions and the
// rest stay.
func WithColumns[R any](q Query[R], items ...Projection) Query[Row] {
	return Project[R, Row](q, selected(items))
}

// Project is the query with another result:
//
//	n, err := sql.Project(q, sql.Count(Users.ID)).One(ctx, eng)
func Project[R, S any](q Query[R], row Typed[S]) Query[S] {
	s := q.s
	s.options = nil
	if row == nil {
		s.fail(errors.New("nil was given where a column or an entity is needed"))
	}
	if s.text == nil && len(s.from) == 0 && q.row != nil {
		s.from = appendProjected(nil, q.row)
	}
	return Query[S]{row: row, s: s}
}

// Prepare reads the columns as a row.
func (a allColumns) Prepare(p *Plan) (Reader[Row], error) {
	return selected{a}.Prepare(p)
}

var _ Typed[Row] = allColumns{}

// starred is a result of columns that only the database names.
type starred struct{}

// Columns is the star alone.
func (starred) Columns() []ast.Expr { return []ast.Expr{&ast.Star{}} }

// Prepare gives the reader of whatever columns there are.
func (starred) Prepare(p *Plan) (Reader[Row], error) {
	if _, err := p.Add(&ast.Star{}); err != nil {
		return nil, err
	}
	var names []string
	return func(row types.Row, into *Row) (err error) {
		if names == nil {
			named, ok := row.(interface{ Columns() []string })
			if !ok {
				return errors.New("the result does not tell its columns: name them in place of *")
			}
			names = named.Columns()
		}
		into.names, into.values = names, make([]any, len(names))
		for i := range names {
			if row.Null(i) {
				continue
			}
			if into.values[i], err = row.Any(i); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

// ReturningRow is [Returning] of columns that are known only when the program
// runs.
func ReturningRow(write Writing, items ...Projection) ReturningQuery[Row] {
	return ReturningQuery[Row]{write, selected(items)}
}

// ReturningAll gives all columns of the rows that were written: RETURNING *.
func ReturningAll(write Writing) ReturningQuery[Row] { return ReturningQuery[Row]{write, starred{}} }
