package sql

import (
	"errors"

	"github.com/azoth-go/azoth/sql/ast"
)

// A Subquery is a query used as a table. It can be joined, and [Via] gives its
// columns.
type Subquery struct{ s *namedRows }

// Subquery makes the query a table of that name; "" lets one be chosen.
func (q Query[R]) Subquery(name string) Subquery { return q.s.subquery(name, q.row, false) }

// Lateral is a [Query.Subquery] that may use the columns of the sources before
// it: LATERAL (SELECT …). The condition of the join with it is mostly
// [True].
//
//	top := Orders.Where(sql.Eq(Orders.UserID, Users.ID)).OrderBy(Orders.Total.Desc()).Limit(2).Lateral("top")
//	sql.Select2(Users.Name, sql.Via(top, Orders.Total)).Join(top, sql.True())
func (q Query[R]) Lateral(name string) Subquery { return q.s.subquery(name, q.row, true) }

func (s *selection) subquery(name string, row Projection, lateral bool) Subquery {
	derived, err := s.derive(name, row)
	if err != nil {
		return Subquery{&namedRows{from: &ast.Derived{Name: name}, err: err}}
	}
	derived.Lateral = lateral
	return Subquery{&namedRows{from: derived, exprs: s.subqueryColumns(row)}}
}

// subqueryColumns are the expressions of the select list, also of a textual
// statement.
func (s *selection) subqueryColumns(row Projection) []ast.Expr {
	if s.text != nil && s.text.columns != nil {
		return s.text.columns
	}
	return row.Columns()
}

// derive makes a derived table of the query.
func (s *selection) derive(name string, row Projection) (*ast.Derived, error) {
	query, err := s.checked(row)
	if err != nil {
		return nil, err
	}
	d := &ast.Derived{Query: query, Name: name}
	d.Columns = derivedColumns(d, s.subqueryColumns(row))
	return d, nil
}

// checked is the statement for use inside another that is about to run.
func (s *selection) checked(row Projection) (ast.Query, error) {
	return checkedTree(s.query(row))
}

func checkedTree(query ast.Query, err error) (ast.Query, error) {
	if err != nil {
		return nil, err
	}
	return query, checkQuery(query)
}

var errEmptySubquery = errors.New("empty sql.Subquery: use the method Subquery of a query")

// Derived is the subquery as a node of the statement tree.
func (s Subquery) Derived() (*ast.Derived, error) {
	if s.s == nil {
		return nil, errEmptySubquery
	}
	d, _ := s.s.from.(*ast.Derived)
	return d, s.s.err
}

// JoinSteps lets a query be joined with the subquery.
func (s Subquery) JoinSteps([]ast.From) ([]JoinStep, error) { return s.rows().steps() }

// Column finds the subquery's column for an expression of its query: the same
// column, or one with the same label. The error lists the columns that there
// are.
func (s Subquery) Column(e ast.Expr) (*ast.Column, error) { return s.rows().column(e) }

// Alias is the same subquery under another name, for a statement that reads
// from it twice.
func (s Subquery) Alias(name string) RowSource { return s.rows().alias(name) }

// Via is an expression as it is read from a subquery or the like: the column
// that the source has for it, found by identity or by label, of the same type.
//
//	cnt := sql.Count().As("address_count")
//	sub := sql.Select(Addresses.UserID, cnt).GroupBy(Addresses.UserID).Subquery("adr_count")
//	sql.Via(sub, cnt) // adr_count.address_count
func Via[K Kind[K]](source ColumnSource, x K) K {
	node, err := nodeOf(x)
	if err != nil {
		return build[K](node, err)
	}
	if source == nil {
		return build[K](unmapped, errors.New("nil was given where a subquery is needed"))
	}
	c, err := source.Column(node)
	if err != nil {
		return build[K](unmapped, err)
	}
	return build[K](c)
}
