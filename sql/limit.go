package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// A NumberExpression is an expression of numbers, nullable or not.
type NumberExpression interface {
	Expression
	number()
}

// LimitTo gives as many rows at most as an expression says, such as a parameter
// (see [Query.Params]) or a computation.
func (q Query[R]) LimitTo(n NumberExpression) Query[R] {
	q.s.setLimitTo(n)
	return q
}

// OffsetTo skips as many rows as an expression says.
func (q Query[R]) OffsetTo(n NumberExpression) Query[R] {
	node, err := nodeOf(n)
	if err != nil {
		q.s.fail(err)
	}
	q.s.rare().offset = node
	return q
}

// NoLimit drops limit, fetch and offset.
func (q Query[R]) NoLimit() Query[R] {
	q.s.limit, q.s.offset, q.s.limited, q.s.skips = 0, 0, false, false
	if q.s.more != nil {
		more := q.s.rare()
		more.limit, more.offset, more.modifiers.Fetch = nil, nil, nil
	}
	return q
}

// A FetchOption says more about [Query.Fetch].
type FetchOption uint8

// The options of Fetch.
const (
	// WithTies gives the rows too that are equal in the order of the query to
	// the last one.
	WithTies FetchOption = iota + 1
	// Percent counts in hundredths of all rows.
	Percent
)

// Fetch gives n rows at most, in the words of the standard:
// FETCH FIRST n ROWS ONLY. It can say what LIMIT cannot:
//
//	q.OrderBy(Items.Price.Desc()).Fetch(3, sql.WithTies)
func (q Query[R]) Fetch(n int, options ...FetchOption) Query[R] {
	if n < 0 {
		q.s.fail(errors.New("fetch of a negative number of rows"))
	}
	f := &ast.Fetch{Count: countBind(int64(n))}
	for _, o := range options {
		f.WithTies = f.WithTies || o == WithTies
		f.Percent = f.Percent || o == Percent
	}
	q.s.limited = false
	q.s.rare().modifiers.Fetch = f
	return q
}

func (s *selection) setLimitTo(n NumberExpression) {
	node, err := nodeOf(n)
	if err != nil {
		s.fail(err)
	}
	s.rare().limit = node
}

// bounds gives LIMIT and OFFSET.
func (s *selection) bounds() (limit, offset ast.Expr) {
	if s.limited {
		limit = countBind(s.limit)
	}
	if s.skips {
		offset = countBind(s.offset)
	}
	if s.more != nil {
		if s.more.limit != nil {
			limit = s.more.limit
		}
		if s.more.offset != nil {
			offset = s.more.offset
		}
	}
	return limit, offset
}
