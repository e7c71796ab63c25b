package dialect

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// infer completes the FROM of a statement: it pushes onto c.sources those of
// explicit and target, then those that the expressions name and that neither
// these nor an enclosing statement has. It gives the ones it added.
//
// A subquery takes what an enclosing statement has from there. One that names a
// single source has it for itself; several of which none would be left are an
// error.
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
	if len(c.sources) == start && search.correlated != nil {
		if search.several {
			c.failf("a subquery leaves all its sources to the statement around it, %s among them: "+
				"say which it correlates to", describe(search.correlated))
			return nil
		}
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
	start      int      // of the statement's own sources
	alone      bool     // do not look at enclosing statements
	correlated ast.From // a source that was left to an enclosing statement
	several    bool     // it is not the only one
	// left, when set, decides which are left to enclosing statements.
	left func(ast.From) bool
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
	switch {
	case s.alone:
	case s.left != nil:
		if s.left(from) {
			return
		}
	case slices.Contains(s.c.sources[s.c.base:s.start], from):
		s.several = s.several || s.correlated != nil && s.correlated != from
		s.correlated = from
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

// sourceList writes sources separated by commas, after others if it is not first.
// An explicit one that stands there already, alone or in a join, is left out.
func (c *Compiler) sourceList(explicit, added []ast.From, first bool) {
	crossed := c.anyApplies(explicit) || c.anyApplies(added)
	for i, from := range explicit {
		if len(explicit) > 1 && joined(from, explicit, i) {
			continue
		}
		c.listed(from, first, crossed)
		first = false
	}
	for _, from := range added {
		c.listed(from, first, crossed)
		first = false
	}
}

func (c *Compiler) listed(from ast.From, first, crossed bool) {
	if crossed && !first {
		c.crossed(from)
		return
	}
	if !first {
		c.buf = append(c.buf, ", "...)
	}
	c.From(from)
}

// joined reports whether item i of a FROM stands in another item too.
func joined(from ast.From, list []ast.From, i int) bool {
	for k, other := range list {
		if _, join := other.(*ast.Join); join && k != i && contains(other, from) || k < i && other == from {
			return true
		}
	}
	return false
}

func contains(in, from ast.From) bool {
	if join, ok := in.(*ast.Join); ok {
		return contains(join.Left, from) || contains(join.Right, from)
	}
	return in == from
}

// From writes a source of rows as it stands in FROM.
func (c *Compiler) From(from ast.From) {
	if from == nil {
		c.Fail(errors.New("nil source in FROM"))
		return
	}
	if len(c.hints) > 0 {
		c.hintsBefore(from)
	}
	if !c.override(from) {
		c.source(from)
	}
	if len(c.hints) > 0 {
		c.hintsAfter(from)
	}
}

// source writes a source of rows as the base compiler does.
func (c *Compiler) source(from ast.From) {
	switch n := from.(type) {
	case *ast.Table:
		c.table(n)
		if c.isNamesake(n) {
			c.alias(n)
		}
	case *ast.Join:
		c.join(n)
	case *ast.TextFrom:
		c.text(n.Text)
	case *ast.CTE:
		c.meet(n)
		c.sourceName(n)
	case *ast.Alias:
		of := n.Of
		for {
			alias, ok := of.(*ast.Alias)
			if !ok {
				break
			}
			of = alias.Of
		}
		c.body(of)
		c.alias(n)
		c.columnList(of)
	default:
		c.body(n)
		if c.hasName(n) {
			c.alias(n)
			c.columnList(n)
		}
		if sample, ok := n.(*ast.Sample); ok {
			c.sample(sample)
		}
	}
}

// body writes a source of rows without the name that it has in the statement.
func (c *Compiler) body(from ast.From) {
	switch n := from.(type) {
	case *ast.Table:
		c.table(n)
	case *ast.Derived:
		c.derived(n)
	case *ast.CTE:
		c.meet(n)
		c.sourceName(n)
	case *ast.Values:
		c.lateral(n.Lateral)
		c.buf = append(c.buf, '(')
		c.valuesQuery(n)
		c.buf = append(c.buf, ')')
	case *ast.FunctionTable:
		c.functionTable(n)
	case *ast.Sample:
		if table := ast.BaseTable(n.Of); table != nil {
			c.table(table)
		} else {
			c.failf("%s is no table to take a sample of", describe(n.Of))
		}
	default:
		c.failf("%s cannot have an alias", describe(from))
	}
}

// alias writes the name of a source behind what it names.
func (c *Compiler) alias(from ast.From) {
	c.aliasWord()
	c.sourceName(from)
}

func (c *Compiler) aliasWord() {
	if c.dialect.Features.BareAliases {
		c.buf = append(c.buf, ' ')
	} else {
		c.buf = append(c.buf, " AS "...)
	}
}

// hasName reports whether a source of rows is called by a name.
func (c *Compiler) hasName(from ast.From) bool {
	switch n := from.(type) {
	case *ast.Values:
		return n.Name != "" || c.dialect.Features.NoValuesQuery
	case *ast.FunctionTable:
		return n.Name != "" || len(n.Columns) > 0
	}
	return true
}

// table writes a table's name with its schema.
func (c *Compiler) table(t *ast.Table) {
	if t.Schema != "" || len(c.dialect.Schemas) > 0 {
		c.schema(t.Schema)
	}
	if t.Quote != ast.QuoteAsNeeded {
		c.quotedAs(t.Name, t.Quote)
		return
	}
	c.existing(t.Name)
}

// derived writes the query of a derived table, which sees nothing of the
// statement around it, unless it is lateral.
func (c *Compiler) derived(d *ast.Derived) {
	base, labels, named := c.base, c.labels, c.named
	if !d.Lateral && !slices.Contains(c.wrapped, d) {
		c.base = len(c.sources)
	}
	c.lateral(d.Lateral)
	c.labels, c.named = d.Columns, true
	c.buf = append(c.buf, '(')
	c.query(d.Query)
	c.buf = append(c.buf, ')')
	c.base, c.labels, c.named = base, labels, named
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
	if c.applies(j.Right) {
		c.apply(j)
		return
	}
	c.From(j.Left)
	if word := c.dialect.Features.InnerJoin; word != "" && j.JoinKind == ast.InnerJoin {
		c.buf = append(c.buf, ' ')
		c.WriteString(word)
		c.buf = append(c.buf, ' ')
	} else {
		c.WriteString(joinWords[j.JoinKind])
	}
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
	if table, ok := from.(*ast.Table); ok {
		c.tableSource(table)
		return
	}
	name, prefix, ok := nameOf(from)
	switch {
	case !ok:
		c.failf("a column cannot be of %s", describe(from))
	case name != "":
		c.Identifier(name)
	default:
		chosen := c.chosen(from, prefix)
		c.numbered(chosen.prefix, chosen.number, true)
	}
}

// sourceText gives the name of a source as a part of a label, or "".
func (c *Compiler) sourceText(from ast.From) string {
	if table, ok := from.(*ast.Table); ok {
		if table.Schema != "" {
			return strings.ReplaceAll(table.Schema, ".", "_") + "_" + table.Name
		}
		return table.Name
	}
	name, prefix, ok := nameOf(from)
	if !ok || !c.hasName(from) || name != "" {
		return name
	}
	chosen := c.chosen(from, prefix)
	return chosen.prefix + "_" + strconv.Itoa(chosen.number)
}

// nameOf gives the name of a source of rows, or what a number is added to where
// it has none. It reports false for what is not called by any name.
func nameOf(from ast.From) (name, prefix string, ok bool) {
	prefix = "anon"
	switch n := from.(type) {
	case *ast.Alias:
		name = n.Name
		if table := ast.BaseTable(n); table != nil {
			prefix = table.Name
		}
	case *ast.Sample:
		name = n.Name
		if table := ast.BaseTable(n.Of); table != nil {
			prefix = table.Name
		}
	case *ast.Derived:
		name = n.Name
	case *ast.CTE:
		name = n.Name
	case *ast.Values:
		name = n.Name
	case *ast.FunctionTable:
		name = n.Name
	default:
		return "", "", false
	}
	return name, prefix, true
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
	case *ast.CTE:
		if n.Name != "" {
			return n.Name
		}
		return "a common table expression"
	case *ast.Values, *ast.FunctionTable, *ast.Sample:
		if name, _, _ := nameOf(from); name != "" {
			return name
		}
		return "a source without a name"
	case *ast.Join:
		return "a join"
	case nil:
		return "nothing"
	}
	return "a piece of SQL"
}
