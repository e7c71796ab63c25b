package dialect

import (
	"errors"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// infer completes the FROM of a statement: it pushes onto c.sources those of
// explicit and target, then those that the expressions name and that neither
// these nor an enclosing statement has. It gives the ones it added.
//
// A subquery takes what an enclosing statement has from there, unless that
// would leave it without any source.
func (c *Compiler) infer(target ast.From, explicit []ast.From, lists ...[]ast.Expr) (added []ast.From) {
	start := len(c.sources)
	if target != nil {
		c.pushLeaves(target)
	}
	for _, from := range explicit {
		c.pushLeaves(from)
	}
	stated := len(c.sources)
	search := sourceSearch{c: c, start: start}
	for _, list := range lists {
		search.all(list)
	}
	if len(c.sources) == start && search.correlated {
		search.alone = true
		for _, list := range lists {
			search.all(list)
		}
	}
	return c.sources[stated:]
}

// pushLeaves pushes the sources that a FROM item makes visible.
func (c *Compiler) pushLeaves(from ast.From) {
	for {
		join, ok := from.(*ast.Join)
		if !ok {
			c.sources = append(c.sources, from)
			return
		}
		c.pushLeaves(join.Left)
		from = join.Right
	}
}

// A sourceSearch finds the sources of expressions that a FROM lacks.
type sourceSearch struct {
	c          *Compiler
	start      int  // of the statement's own sources
	alone      bool // do not look at enclosing statements
	correlated bool // some source was left to an enclosing statement
}

func (s *sourceSearch) all(list []ast.Expr) {
	for _, e := range list {
		s.expr(e)
	}
}

func (s *sourceSearch) from(from ast.From) {
	if from == nil || slices.Contains(s.c.sources[s.start:], from) {
		return
	}
	if !s.alone && slices.Contains(s.c.sources[s.c.base:s.start], from) {
		s.correlated = true
		return
	}
	s.c.sources = append(s.c.sources, from)
}

// expr finds the sources of an expression. Subqueries have sources of their
// own and are left alone.
func (s *sourceSearch) expr(e ast.Expr) {
	switch n := e.(type) {
	case *ast.Column:
		s.from(n.From)
	case *ast.Binary:
		s.expr(n.Left)
		s.expr(n.Right)
	case *ast.Logical:
		s.all(n.Items)
	case *ast.Label:
		s.expr(n.X)
	case *ast.Order:
		s.expr(n.X)
	case *ast.Function:
		s.all(n.Args)
		if n.More != nil {
			s.clauses(n.More)
		}
	case *ast.Unary:
		s.expr(n.X)
	case *ast.Like:
		s.expr(n.X)
		s.expr(n.Pattern)
	case *ast.In:
		s.expr(n.X)
		s.all(n.List)
	case *ast.Between:
		s.expr(n.X)
		s.expr(n.Low)
		s.expr(n.High)
	case *ast.IsNull:
		s.expr(n.X)
	case *ast.DistinctFrom:
		s.expr(n.Left)
		s.expr(n.Right)
	case *ast.Match:
		s.expr(n.X)
		s.expr(n.Against)
	case *ast.Case:
		s.expr(n.Operand)
		for i := range n.Whens {
			s.expr(n.Whens[i].Condition)
			s.expr(n.Whens[i].Result)
		}
		s.expr(n.Else)
	case *ast.Cast:
		s.expr(n.X)
	case *ast.Tuple:
		s.all(n.Items)
	case *ast.Star:
		s.from(n.From)
	case nil, *ast.Bind, *ast.Constant, *ast.ScalarQuery, *ast.Exists:
	default:
		ast.Children(e, func(child ast.Node) {
			if part, ok := child.(ast.Expr); ok {
				s.expr(part)
			}
		})
	}
}

// clauses finds the sources of what follows the arguments of a call.
func (s *sourceSearch) clauses(more *ast.FunctionClauses) {
	s.all(more.OrderBy)
	s.all(more.WithinGroup)
	s.all(more.Filter)
	if w := more.Over; w != nil {
		s.all(w.PartitionBy)
		s.all(w.OrderBy)
	}
}

// sourceList writes sources separated by commas.
func (c *Compiler) sourceList(lists ...[]ast.From) {
	first := true
	for _, list := range lists {
		for _, from := range list {
			if !first {
				c.buf = append(c.buf, ", "...)
			}
			first = false
			c.From(from)
		}
	}
}

// From writes a source of rows as it stands in FROM.
func (c *Compiler) From(from ast.From) {
	if from == nil {
		c.Fail(errors.New("nil source in FROM"))
		return
	}
	if !c.override(from) {
		c.source(from)
	}
}

func (c *Compiler) source(from ast.From) {
	switch n := from.(type) {
	case *ast.Table:
		c.table(n)
	case *ast.Alias:
		switch of := n.Of.(type) {
		case *ast.Derived:
			c.derived(of)
		default:
			table := ast.BaseTable(of)
			if table == nil {
				c.failf("%T cannot have an alias", of)
				return
			}
			c.table(table)
		}
		c.buf = append(c.buf, " AS "...)
		c.sourceName(n)
	case *ast.Derived:
		c.derived(n)
		c.buf = append(c.buf, " AS "...)
		c.sourceName(n)
	case *ast.Join:
		c.join(n)
	case *ast.TextFrom:
		c.text(n.Text)
	default:
		c.failf("unknown source of rows %T", n)
	}
}

// table writes a table's name with its schema.
func (c *Compiler) table(t *ast.Table) {
	if t.Schema != "" {
		c.Identifier(t.Schema)
		c.buf = append(c.buf, '.')
	}
	c.Identifier(t.Name)
}

// derived writes the query of a derived table, which sees nothing of the
// statement around it.
func (c *Compiler) derived(d *ast.Derived) {
	base := c.base
	c.base, c.labels = len(c.sources), d.Columns
	c.buf = append(c.buf, '(')
	c.query(d.Query)
	c.buf = append(c.buf, ')')
	c.base, c.labels = base, nil
}

// joinWords are how the kinds of joins are spelled.
var joinWords = [...]string{
	ast.InnerJoin: " JOIN ",
	ast.LeftJoin:  " LEFT OUTER JOIN ",
	ast.RightJoin: " RIGHT OUTER JOIN ",
	ast.FullJoin:  " FULL OUTER JOIN ",
	ast.CrossJoin: " CROSS JOIN ",
}

func (c *Compiler) join(j *ast.Join) {
	if int(j.JoinKind) >= len(joinWords) {
		c.failf("unknown kind of join %d", j.JoinKind)
		return
	}
	if j.JoinKind == ast.FullJoin && !c.dialect.Features.FullJoin {
		c.Unsupported("FULL OUTER JOIN")
	}
	c.From(j.Left)
	c.WriteString(joinWords[j.JoinKind])
	if _, nested := j.Right.(*ast.Join); nested {
		c.buf = append(c.buf, '(')
		c.From(j.Right)
		c.buf = append(c.buf, ')')
	} else {
		c.From(j.Right)
	}
	switch {
	case j.JoinKind == ast.CrossJoin:
	case j.On == nil:
		c.failf("join with %s has no condition", describe(j.Right))
	default:
		c.buf = append(c.buf, " ON "...)
		c.Predicate(j.On)
	}
}

// sourceName writes what columns of a source are qualified with.
func (c *Compiler) sourceName(from ast.From) {
	prefix := "anon"
	switch n := from.(type) {
	case *ast.Table:
		c.table(n)
		return
	case *ast.Alias:
		if n.Name != "" {
			c.Identifier(n.Name)
			return
		}
		if table := ast.BaseTable(n); table != nil {
			prefix = table.Name
		}
	case *ast.Derived:
		if n.Name != "" {
			c.Identifier(n.Name)
			return
		}
	default:
		c.failf("a column cannot be of %s", describe(from))
		return
	}
	for i := range c.names {
		if c.names[i].from == from {
			c.numbered(c.names[i].prefix, c.names[i].number)
			return
		}
	}
	chosen := chosenName{from, prefix, c.number(prefix)}
	c.names = append(c.names, chosen)
	c.numbered(chosen.prefix, chosen.number)
}

// describe names a source for a message.
func describe(from ast.From) string {
	switch n := from.(type) {
	case *ast.Table:
		return n.Name
	case *ast.Alias:
		if n.Name != "" {
			return n.Name
		}
		return "an alias of " + describe(n.Of)
	case *ast.Derived:
		if n.Name != "" {
			return n.Name
		}
		return "a derived table"
	case *ast.Join:
		return "a join"
	case nil:
		return "nothing"
	}
	return "a piece of SQL"
}
