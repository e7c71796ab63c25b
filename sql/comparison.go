package sql

import "github.com/azoth-go/azoth/sql/ast"

// A comparison is where most predicates come from: the term, the operator and
// the value share one allocation.
type comparison struct {
	term
	binary ast.Binary
	bind   ast.Bind
}

func compareValue[T any](op ast.Operator, t *term, v T) Bool {
	c := new(comparison)
	err := fillBind(&c.bind, t.expr(), v)
	return c.of(op, t, err)
}

func (c *comparison) of(op ast.Operator, t *term, err error) Bool {
	c.binary = ast.Binary{Op: op, Left: t.expr(), Right: &c.bind}
	c.node, c.err = &c.binary, firstError(t.fault(), err)
	return Bool{&c.term}
}

func distinctValue[T any](t *term, v T, not bool) Bool {
	b, err := bindBeside(t, v)
	return Bool{newTerm(&ast.DistinctFrom{Left: t.expr(), Right: b, Not: not}, t.fault(), err)}
}

func betweenValues[T any](t *term, low, high T, not bool) Bool {
	l, errLow := bindBeside(t, low)
	h, errHigh := bindBeside(t, high)
	return Bool{newTerm(&ast.Between{X: t.expr(), Low: l, High: h, Not: not}, t.fault(), errLow, errHigh)}
}

func inValues[T any](t *term, values []T, not bool) Bool {
	x, fault := t.expr(), t.fault()
	binds, list := make([]ast.Bind, len(values)), make([]ast.Expr, len(values))
	for i, v := range values {
		if err := fillBind(&binds[i], x, v); err != nil && fault == nil {
			fault = err
		}
		list[i] = &binds[i]
	}
	return Bool{newTerm(&ast.In{X: x, List: list, Not: not}, fault)}
}

func (t *term) isNull(not bool) Bool {
	p := &struct {
		term
		null ast.IsNull
	}{null: ast.IsNull{X: t.expr(), Not: not}}
	p.node, p.err = &p.null, t.fault()
	return Bool{&p.term}
}
