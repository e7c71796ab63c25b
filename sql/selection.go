package sql

import (
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A selection is what a query consists of besides its row. It is a value:
// every change copies it, and the slices that it extends, whose memory may
// belong to another query too.
type selection struct {
	from    []ast.From
	joins   []joining
	where   []ast.Expr
	groupBy []ast.Expr
	having  []ast.Expr
	orderBy []ast.Expr
	options []Option
	text    *fragment // the whole statement, in place of all the others

	limit, offset       int64
	limited, skips      bool
	distinct, cartesian bool
	everywhere          bool
	lock                *ast.Locking
	more                *rarities // nil for most
	err                 error
}

// fail keeps the first mistake.
func (s *selection) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// extend gives a slice with the nodes of xs at its end, never in memory that
// to shares with other queries.
func extend[X Expression](s *selection, to []ast.Expr, xs []X) []ast.Expr {
	nodes := make([]ast.Expr, len(to), len(to)+len(xs))
	copy(nodes, to)
	for _, x := range xs {
		node, err := nodeOf(x)
		if err != nil {
			s.fail(err)
		}
		nodes = append(nodes, node)
	}
	return nodes
}

func (s *selection) slice(from, to int) {
	if from < 0 || to < from {
		s.fail(fmt.Errorf("slice of results [%d:%d]: bounds count from 0 and the second is not below the first", from, to))
		return
	}
	s.offset, s.skips = int64(from), from > 0
	s.setLimit(to - from)
}

func (s *selection) setLimit(n int) {
	if n < 0 {
		s.fail(fmt.Errorf("limit of %d rows: it must not be negative", n))
	}
	s.limit, s.limited = int64(n), true
}

func (s *selection) setOffset(n int) {
	if n < 0 {
		s.fail(fmt.Errorf("offset of %d rows: it must not be negative", n))
	}
	s.offset, s.skips = int64(n), true
}

// statement builds the SELECT without its columns, of which row only tells
// what joins may begin from.
func (s *selection) statement(row Projection) (*ast.Select, error) {
	if s.err != nil {
		return nil, s.err
	}
	if row == nil {
		return nil, errNilProjection
	}
	roomy := new(roomySelect)
	roomy.Select = ast.Select{
		Columns:   roomy.columns[:0],
		Where:     clip(s.where),
		GroupBy:   clip(s.groupBy),
		Having:    clip(s.having),
		OrderBy:   clip(s.orderBy),
		Distinct:  s.distinct,
		Lock:      s.lock,
		CrossJoin: s.cartesian,
	}
	stmt := &roomy.Select
	stmt.Limit, stmt.Offset = s.bounds()
	if s.more != nil {
		if err := s.completeSelect(stmt, row); err != nil {
			return nil, err
		}
	}
	var err error
	stmt.From, err = s.sources(row)
	return stmt, err
}

// A roomySelect is a SELECT with room for the columns that most have.
type roomySelect struct {
	ast.Select
	columns [8]ast.Expr
}

// clip hides the spare memory of a slice, so that appending to it copies.
func clip[E any](s []E) []E { return s[:len(s):len(s)] }

func countBind(n int64) *ast.Bind {
	return &ast.Bind{Value: n, Type: types.BigInteger, Name: "param"}
}

// refined reports whether anything was added that a textual statement cannot
// take.
func (s *selection) refined() bool {
	return len(s.joins)+len(s.where)+len(s.groupBy)+len(s.having)+len(s.orderBy) > 0 ||
		s.limited || s.skips || s.distinct || s.lock != nil || s.more != nil && s.more.refines()
}

var errRefinedText = errors.New("a textual statement cannot be refined further: write the condition, order or limit into the text")

// query builds the statement with the columns of row, for use in another.
func (s *selection) query(row Projection) (ast.Query, error) {
	switch {
	case s.text != nil:
		return s.textStatement()
	case s.more != nil && s.more.compound != nil:
		return s.compoundQuery(row)
	}
	stmt, err := s.statement(row)
	if err != nil {
		return nil, err
	}
	if err := projectionFault(row); err != nil {
		return nil, err
	}
	stmt.Columns = row.Columns()
	if s.more != nil {
		return withParameters(stmt, s.more.parameters)
	}
	return stmt, nil
}

func (s *selection) textStatement() (*ast.TextStatement, error) {
	switch {
	case s.err != nil:
		return nil, s.err
	case s.text.err != nil:
		return nil, s.text.err
	case s.refined():
		return nil, errRefinedText
	}
	text := s.text.text
	if s.more != nil && s.more.parameters != nil {
		f := Fragment{s.text}.Params(s.more.parameters).fragment()
		if f.err != nil {
			return nil, f.err
		}
		text = f.text
	}
	for _, b := range text.Binds {
		if !b.Set {
			return nil, missingParameter(b, text)
		}
	}
	return &ast.TextStatement{Text: text}, nil
}

var errNilProjection = errors.New("nil was given where a column or an entity is needed")

// projectionFault gives the building error that a projection carries.
func projectionFault(p Projection) error {
	if p == nil {
		return errNilProjection
	}
	if f, ok := p.(interface{ fault() error }); ok {
		return f.fault()
	}
	return nil
}
