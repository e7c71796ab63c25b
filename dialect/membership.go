package dialect

import "github.com/azoth-go/azoth/sql/ast"

// in writes membership. The negative form stands in parentheses, since that of
// an empty list has an OR.
func (c *Compiler) in(n *ast.In) {
	tuple, isTuple := simplify(n.X).(*ast.Tuple)
	c.comparable(n.X)
	switch {
	case isTuple && c.dialect.Features.NoTuples:
		c.tupleIn(n, tuple)
	case n.Query != nil:
		c.inBegin(n)
		c.query(n.Query)
		c.inEnd(n)
	case n.Vector != nil:
		c.inVector(n)
	default:
		c.inList(n)
	}
}

func (c *Compiler) inBegin(n *ast.In) {
	if n.Not {
		c.buf = append(c.buf, '(')
	}
	c.Operand(n.X, PrecedenceComparison)
	if n.Not {
		c.buf = append(c.buf, " NOT IN ("...)
	} else {
		c.buf = append(c.buf, " IN ("...)
	}
}

func (c *Compiler) inEnd(n *ast.In) {
	c.buf = append(c.buf, ')')
	if n.Not {
		c.buf = append(c.buf, ')')
	}
}

func (c *Compiler) inList(n *ast.In) {
	if len(n.List) == 1 {
		if bind, ok := n.List[0].(*ast.Bind); ok && bind.List {
			c.inBind(n, bind)
			return
		}
	}
	if len(n.List) == 0 {
		c.inNothing(n)
		return
	}
	c.inBegin(n)
	if _, tuples := n.List[0].(*ast.Tuple); tuples && c.dialect.Features.TupleValues {
		c.buf = append(c.buf, "VALUES "...)
	}
	c.list(n.List)
	c.inEnd(n)
}

// inBind writes membership in a parameter that is a list.
func (c *Compiler) inBind(n *ast.In, bind *ast.Bind) {
	values, ok := c.listValues(bind)
	switch {
	case !ok:
	case len(values) == 0:
		c.inNothing(n)
	default:
		c.inBegin(n)
		if _, tuples := values[0].([]any); tuples && c.dialect.Features.TupleValues {
			c.buf = append(c.buf, "VALUES "...)
		}
		c.bindValues(values, bind)
		c.inEnd(n)
	}
}

// inNothing writes membership in no values at all: false, also of NULL, and
// true with NOT.
func (c *Compiler) inNothing(n *ast.In) {
	width := 1
	tuple, isTuple := simplify(n.X).(*ast.Tuple)
	if isTuple {
		width = len(tuple.Items)
	}
	c.inBegin(n)
	switch {
	case c.dialect.Features.EmptyInQuery:
		c.buf = append(c.buf, "SELECT "...)
		c.repeat("1", width)
		c.buf = append(c.buf, " FROM (SELECT "...)
		c.repeat("1", width)
		c.buf = append(c.buf, ") WHERE 1!=1"...)
		c.inEnd(n)
		return
	case isTuple:
		c.buf = append(c.buf, '(')
		c.repeat("NULL", width)
		c.buf = append(c.buf, ')')
	default:
		c.buf = append(c.buf, "NULL"...)
	}
	if n.Not {
		c.buf = append(c.buf, ") OR (1 = 1))"...)
	} else {
		c.buf = append(c.buf, ") AND (1 != 1)"...)
	}
}

func (c *Compiler) repeat(text string, n int) {
	for i := range n {
		c.separate(i)
		c.WriteString(text)
	}
}

// inVector writes membership in a vector: one parameter where the database has
// arrays, else one for each value.
func (c *Compiler) inVector(n *ast.In) {
	if c.dialect.Features.Arrays && !c.inline && c.dialect.bindSQL(TypeOf(n.X)) == "" {
		c.Operand(n.X, PrecedenceComparison)
		if n.Not {
			c.buf = append(c.buf, " != ALL ("...)
		} else {
			c.buf = append(c.buf, " = ANY ("...)
		}
		c.Bind(n.Vector)
		c.buf = append(c.buf, ')')
		return
	}
	if n.Vector.Len() == 0 {
		c.inNothing(n)
		return
	}
	name, of := "", n.Vector.Type
	if column, ok := n.X.(*ast.Column); ok {
		name = column.Name
		if column.Type != nil {
			of = column.Type
		}
	}
	c.inBegin(n)
	for i := range n.Vector.Len() {
		c.separate(i)
		c.bind(n.Vector.Value(i), name, of)
	}
	c.inEnd(n)
}

// tupleIn writes membership of a tuple where there are none: as the condition that
// its members equal those of one of a list, (a = … AND b = … OR …).
func (c *Compiler) tupleIn(n *ast.In, tuple *ast.Tuple) {
	if n.Query != nil || n.Vector != nil {
		c.Unsupported("(a, b) IN (SELECT …)")
		return
	}
	list := n.List
	if len(list) == 1 {
		if bind, ok := list[0].(*ast.Bind); ok && bind.List {
			values, ok := c.listValues(bind)
			if !ok {
				return
			}
			list = tuplesOf(values, bind)
		}
	}
	switch {
	case len(list) == 0 && n.Not:
		c.buf = append(c.buf, "1 = 1"...)
		return
	case len(list) == 0:
		c.buf = append(c.buf, "1 != 1"...)
		return
	case n.Not:
		c.buf = append(c.buf, "NOT "...)
	}
	c.buf = append(c.buf, '(')
	for i, item := range list {
		if i > 0 {
			c.buf = append(c.buf, " OR "...)
		}
		values, ok := simplify(item).(*ast.Tuple)
		if !ok || len(values.Items) != len(tuple.Items) {
			c.failf("a tuple of %d is compared with what is none", len(tuple.Items))
			return
		}
		for k, value := range values.Items {
			if k > 0 {
				c.buf = append(c.buf, " AND "...)
			}
			c.Operand(tuple.Items[k], PrecedenceComparison)
			c.buf = append(c.buf, " = "...)
			c.Operand(value, PrecedenceComparison)
		}
	}
	c.buf = append(c.buf, ')')
}

// tuplesOf gives the tuples of a parameter that is a list of them.
func tuplesOf(list []any, bind *ast.Bind) []ast.Expr {
	tuples := make([]ast.Expr, len(list))
	for i, item := range list {
		members, ok := item.([]any)
		if !ok {
			members = []any{item}
		}
		tuple := &ast.Tuple{}
		for _, member := range members {
			tuple.Items = append(tuple.Items, &ast.Bind{Value: member, Name: bind.Name, Type: bind.Type, Literal: bind.Literal, Set: true})
		}
		tuples[i] = tuple
	}
	return tuples
}
