package dialect

import (
	"cmp"
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
// A subquery takes what an enclosing statement has from there, unless that is
// its only source.
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
			c.failf("every source of a subquery, %s among them, is one of the statement around it, so that it would have no FROM: "+
				"join an alias, or say what it correlates to", describe(search.correlated))
			return nil
		}
		c.sources = append(c.sources, search.correlated)
	}
	return c.sources[stated:]
}

// correlates reports whether a subquery leaves a source to the statements
// around it, which have it.
func (c *Compiler) correlates(from ast.From) bool {
	if c.correlation == nil {
		return true
	}
	return slices.Contains(c.correlation.Sources, from) != c.correlation.Except
}

// joinedOnce leaves out sources that are part of a join further on.
func (c *Compiler) joinedOnce(sources []ast.From) []ast.From {
	if len(sources) < 2 {
		return sources
	}
	joined := func(from ast.From) bool {
		return slices.ContainsFunc(sources, func(other ast.From) bool {
			join, ok := other.(*ast.Join)
			return ok && other != from && hasLeaf(join, from)
		})
	}
	if !slices.ContainsFunc(sources, joined) {
		return sources
	}
	return slices.DeleteFunc(slices.Clone(sources), joined)
}

func hasLeaf(item, leaf ast.From) bool {
	if join, ok := item.(*ast.Join); ok {
		return hasLeaf(join.Left, leaf) || hasLeaf(join.Right, leaf)
	}
	return item == leaf
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
	correlated ast.From // the first source that was left to an enclosing statement
	several    bool     // there were others
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
	if slices.Contains(s.c.sources[s.c.base:s.start], from) && s.c.correlates(from) {
		if s.correlated == nil {
			s.correlated = from
		}
		s.several = s.several || s.correlated != from
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
	c.sourceHints(from, HintsBeforeSource)
	switch n := from.(type) {
	case *ast.Table:
		c.table(n)
	case *ast.Alias:
		c.aliased(n.Of)
		c.alias(n)
	case *ast.Derived:
		c.derived(n)
		c.alias(n)
	case *ast.CTE:
		c.announce()
		c.sourceName(n)
	case *ast.Values:
		c.values(n)
	case *ast.FunctionTable:
		c.functionTable(n)
	case *ast.Sample:
		c.sample(n)
	case *ast.Join:
		c.join(n)
	case *ast.TextFrom:
		c.text(n.Text)
	default:
		c.failf("unknown source of rows %T", n)
	}
	c.sourceHints(from, HintsAfterSource)
}

// aliased writes what an alias stands for.
func (c *Compiler) aliased(of ast.From) {
	switch n := of.(type) {
	case *ast.Alias:
		c.aliased(n.Of)
	case *ast.Derived:
		c.derived(n)
	case *ast.CTE:
		c.announce()
		c.sourceName(n)
	case *ast.Table:
		c.table(n)
	default:
		c.failf("%s cannot have an alias", describe(of))
	}
}

// alias writes what a source is called behind the source.
func (c *Compiler) alias(from ast.From) {
	if c.dialect.Features.BareAliases {
		c.buf = append(c.buf, ' ')
	} else {
		c.buf = append(c.buf, " AS "...)
	}
	c.sourceName(from)
}

// table writes a table's name with its schema.
func (c *Compiler) table(t *ast.Table) {
	schema := t.Schema
	if translated, ok := c.dialect.Schemas[schema]; ok {
		schema = translated
	}
	if schema != "" {
		c.schema(schema)
		c.buf = append(c.buf, '.')
	}
	c.quoted(t.Name, t.Quote)
}

// schema writes the name of a schema, whose points may part the name of the
// database from its own.
func (c *Compiler) schema(name string) {
	if !c.dialect.Features.SplitSchemas {
		c.Identifier(name)
		return
	}
	for i, part := range strings.Split(name, ".") {
		if i > 0 {
			c.buf = append(c.buf, '.')
		}
		c.Identifier(part)
	}
}

// quoted writes a name, quoted as the program says where it does.
func (c *Compiler) quoted(name string, quote ast.Quoting) {
	if quote == ast.QuoteAsNeeded {
		c.Identifier(name)
		return
	}
	buf, err := c.dialect.Identifiers.appendForced(c.buf, name, quote == ast.QuoteAlways)
	if err != nil {
		c.Fail(err)
		return
	}
	c.buf = buf
}

// derived writes the query of a derived table, which sees nothing of the
// statement around it unless it is lateral.
func (c *Compiler) derived(d *ast.Derived) {
	base, correlation := c.base, c.correlation
	if d.Lateral {
		c.buf = append(c.buf, "LATERAL "...)
	} else {
		c.base = len(c.sources)
	}
	c.labels, c.correlation = d.Columns, nil
	c.buf = append(c.buf, '(')
	c.query(d.Query)
	c.buf = append(c.buf, ')')
	c.base, c.labels, c.correlation = base, nil, correlation
}

// joinWords are how the kinds of joins are spelled.
var joinWords = [...]string{
	ast.InnerJoin: "", // a dialect's own
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
	c.From(j.Left)
	if j.JoinKind == ast.InnerJoin {
		c.buf = append(c.buf, ' ')
		c.WriteString(cmp.Or(c.dialect.Features.InnerJoin, "JOIN"))
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
		c.table(table)
		return
	}
	name, prefix, ok := statedName(from)
	switch {
	case !ok:
		c.failf("a column cannot be of %s", describe(from))
	case name != "":
		c.Identifier(name)
	default:
		chosen := c.chosenName(from, prefix)
		c.numbered(chosen.prefix, chosen.number)
	}
}

// plainName is the name of a source without quotes, for labels.
func (c *Compiler) plainName(from ast.From) string {
	name, prefix, ok := statedName(from)
	switch {
	case !ok:
		return "anon"
	case name != "":
		return name
	}
	chosen := c.chosenName(from, prefix)
	return chosen.prefix + "_" + strconv.Itoa(chosen.number)
}

// chosenName gives a source without a name one that it keeps.
func (c *Compiler) chosenName(from ast.From, prefix string) chosenName {
	for i := range c.names {
		if c.names[i].from == from {
			return c.names[i]
		}
	}
	chosen := chosenName{from, prefix, c.number(prefix)}
	c.names = append(c.names, chosen)
	return chosen
}

// statedName gives the name that the program gave a source, or what the
// compiler's own begins with.
func statedName(from ast.From) (name, prefix string, ok bool) {
	prefix = "anon"
	switch n := from.(type) {
	case *ast.Alias:
		name = n.Name
		if table := ast.BaseTable(n); table != nil {
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
	case *ast.Sample:
		name = n.Name
		if table := ast.BaseTable(n.Of); table != nil {
			prefix = table.Name
		}
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
	case *ast.Values:
		return "VALUES"
	case *ast.FunctionTable:
		return n.Function.Name + "(…)"
	case *ast.Sample:
		return "a sample of " + describe(n.Of)
	case *ast.Join:
		return "a join"
	case nil:
		return "nothing"
	}
	return "a piece of SQL"
}
