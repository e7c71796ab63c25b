package sql

import "github.com/azoth-go/azoth/sql/ast"

// A Branch is one WHEN … THEN … of a CASE.
type Branch[K, N any] struct {
	when ast.When
	err  error
}

// When is a branch of [Case]: the result where the predicate is the first that
// is true.
func When[K interface {
	Kind[K]
	nullable() N
}, N any](p Predicate, result K) Branch[K, N] {
	condition, err := nodeOf(p)
	then, resultErr := nodeOf(result)
	return Branch[K, N]{ast.When{Condition: condition, Result: then}, firstError(err, resultErr)}
}

// A CaseBuilder is a CASE that still lacks its end.
type CaseBuilder[K Kind[K], N Kind[N]] struct {
	operand  ast.Expr // of a simple CASE, or nil
	branches []Branch[K, N]
	err      error
}

// Case is CASE WHEN … THEN … END; Else or End finishes it.
//
//	sql.Case(
//		sql.When(Users.Age.Lt(18), sql.Literal[sql.String]("minor")),
//	).Else(sql.Literal[sql.String]("adult"))
func Case[K Kind[K], N Kind[N]](branches ...Branch[K, N]) CaseBuilder[K, N] {
	return CaseBuilder[K, N]{branches: branches}
}

// Else gives the result where no branch applies, and with it the expression.
func (c CaseBuilder[K, N]) Else(x K) K {
	n, err := c.node()
	var elseErr error
	n.Else, elseErr = nodeOf(x)
	return build[K](n, err, elseErr)
}

// End gives the expression, which is NULL where no branch applies.
func (c CaseBuilder[K, N]) End() N {
	n, err := c.node()
	return build[N](n, err)
}

func (c CaseBuilder[K, N]) node() (n *ast.Case, err error) {
	n = &ast.Case{Operand: c.operand, Whens: make([]ast.When, len(c.branches))}
	err = c.err
	for i, b := range c.branches {
		n.Whens[i] = b.when
		err = firstError(err, b.err)
	}
	return n, err
}
