package sql

import "github.com/azoth-go/azoth/sql/ast"

// equatable is what the kinds have whose values can be told apart.
type equatable[T, R any, K Kind[K]] struct{ expression[T, R, K] }

// Eq is X = v.
func (x equatable[T, R, K]) Eq(v T) Bool { return compareValue(ast.Equal, x.Node(), v, x.fault()) }

// NotEq is X != v. As everywhere in SQL, rows in which X is NULL do not
// satisfy it; see IsDistinctFrom.
func (x equatable[T, R, K]) NotEq(v T) Bool {
	return compareValue(ast.NotEqual, x.Node(), v, x.fault())
}

// In is X IN (values…). Of no values it is false.
func (x equatable[T, R, K]) In(values ...T) Bool {
	return inValues(x.Node(), values, false, x.fault())
}

// NotIn is X NOT IN (values…). Of no values it is true.
func (x equatable[T, R, K]) NotIn(values ...T) Bool {
	return inValues(x.Node(), values, true, x.fault())
}

// IsDistinctFrom is NotEq with NULL as a value like others: rows in which X is
// NULL satisfy it.
func (x equatable[T, R, K]) IsDistinctFrom(v T) Bool {
	return distinctValue(x.Node(), v, false, x.fault())
}

// IsNotDistinctFrom is Eq that is never NULL.
func (x equatable[T, R, K]) IsNotDistinctFrom(v T) Bool {
	return distinctValue(x.Node(), v, true, x.fault())
}

// ordered is what the kinds have whose values lie in an order.
type ordered[T, R any, K Kind[K]] struct{ equatable[T, R, K] }

// Lt is X < v.
func (x ordered[T, R, K]) Lt(v T) Bool { return compareValue(ast.Less, x.Node(), v, x.fault()) }

// Le is X <= v.
func (x ordered[T, R, K]) Le(v T) Bool { return compareValue(ast.LessOrEqual, x.Node(), v, x.fault()) }

// Gt is X > v.
func (x ordered[T, R, K]) Gt(v T) Bool { return compareValue(ast.Greater, x.Node(), v, x.fault()) }

// Ge is X >= v.
func (x ordered[T, R, K]) Ge(v T) Bool {
	return compareValue(ast.GreaterOrEqual, x.Node(), v, x.fault())
}

// Between is X BETWEEN low AND high; both ends belong to the range.
func (x ordered[T, R, K]) Between(low, high T) Bool {
	return betweenValues(x.Node(), low, high, false, x.fault())
}

// NotBetween is X NOT BETWEEN low AND high.
func (x ordered[T, R, K]) NotBetween(low, high T) Bool {
	return betweenValues(x.Node(), low, high, true, x.fault())
}

// predicate makes a Bool of a term.
func predicate(t *term) Bool { return Bool{}.of(t) }

// compareValue is where most predicates come from: the term, the operator and
// the value share one allocation.
func compareValue[T any](op ast.Operator, x ast.Expr, v T, fault error) Bool {
	c := &struct {
		term
		binary ast.Binary
		bind   ast.Bind
	}{}
	err := fillBind(&c.bind, x, v)
	c.binary = ast.Binary{Op: op, Left: x, Right: &c.bind}
	c.node, c.err = &c.binary, firstError(fault, err)
	return predicate(&c.term)
}

func distinctValue[T any](x ast.Expr, v T, not bool, fault error) Bool {
	b := new(ast.Bind)
	err := fillBind(b, x, v)
	return predicate(&term{&ast.DistinctFrom{Left: x, Right: b, Not: not}, firstError(fault, err)})
}

func betweenValues[T any](x ast.Expr, low, high T, not bool, fault error) Bool {
	l, h := new(ast.Bind), new(ast.Bind)
	errLow, errHigh := fillBind(l, x, low), fillBind(h, x, high)
	return predicate(&term{
		&ast.Between{X: x, Low: l, High: h, Not: not}, firstError(fault, errLow, errHigh)})
}

func inValues[T any](x ast.Expr, values []T, not bool, fault error) Bool {
	binds, list := make([]ast.Bind, len(values)), make([]ast.Expr, len(values))
	for i, v := range values {
		if err := fillBind(&binds[i], x, v); err != nil && fault == nil {
			fault = err
		}
		list[i] = &binds[i]
	}
	return predicate(&term{&ast.In{X: x, List: list, Not: not}, fault})
}

func isNull(x ast.Expr, not bool, fault error) Bool {
	p := &struct {
		term
		null ast.IsNull
	}{null: ast.IsNull{X: x, Not: not}}
	p.node, p.err = &p.null, fault
	return predicate(&p.term)
}
