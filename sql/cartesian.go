package sql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// A CartesianError is the error of running a query whose sources of rows no
// predicate connects, so that every row of one meets every row of the other.
// Mostly a join was forgotten. CrossJoin and AllowCartesian say that the
// product is meant.
type CartesianError struct {
	// Tables names one source of every group that is not connected with the
	// others.
	Tables []string
}

// Error names the tables and the cures.
func (e *CartesianError) Error() string {
	return fmt.Sprintf("no predicate connects %s, so that the query would combine all their rows: "+
		"join them, or call AllowCartesian where that is meant", strings.Join(e.Tables, " and "))
}

// check finds what a compiler cannot or would not: parameters without a value,
// attributes without a column, and sources that nothing connects. It runs once
// for every execution.
func check(stmt *ast.Select) error {
	var buffer [8]ast.From
	c := checker{sources: buffer[:0]}
	if stmt.More != nil {
		c.parameters = stmt.More.Parameters
	}
	for _, f := range stmt.From {
		c.from(f)
	}
	c.list(stmt.Columns)
	c.list(stmt.Where)
	c.list(stmt.GroupBy)
	c.list(stmt.Having)
	c.list(stmt.OrderBy)
	if c.err != nil || stmt.CrossJoin || len(c.sources) < 2 || len(stmt.From) == 1 && len(c.sources) == c.stated {
		return c.err
	}
	return connected(stmt, c.sources)
}

// checkQuery is check for a query of whatever kind.
func checkQuery(stmt ast.Statement) error {
	switch n := stmt.(type) {
	case *ast.Select:
		return check(n)
	case *ast.Compound:
		for _, q := range n.Queries {
			if s, ok := q.(*ast.Select); ok && n.More != nil && n.More.Parameters != nil {
				member := *s
				member.More = &ast.Modifiers{Parameters: n.More.Parameters}
				q = &member
			}
			if err := checkQuery(q); err != nil {
				return err
			}
		}
	}
	return nil
}

// A checker collects the sources of a SELECT.
type checker struct {
	sources    []ast.From
	stated     int // how many of sources stand in FROM
	parameters map[string]any
	err        error
}

func (c *checker) from(f ast.From) {
	if j, ok := f.(*ast.Join); ok {
		c.from(j.Left)
		c.from(j.Right)
		c.walk(j.On)
		return
	}
	if !slices.Contains(c.sources, f) {
		c.sources = append(c.sources, f)
		c.stated++
	}
	if _, plain := f.(*ast.Table); !plain {
		ast.Children(f, func(n ast.Node) { ast.Walk(n, c.visit) })
	}
}

func (c *checker) list(list []ast.Expr) {
	for _, e := range list {
		if column, ok := e.(*ast.Column); ok { // the bulk of every select list
			c.column(column)
			continue
		}
		ast.Walk(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Column:
				c.column(n)
			case ast.Query:
				ast.Walk(n, c.visit) // whose sources are its own
				return false
			default:
				return c.visit(n)
			}
			return true
		})
	}
}

func (c *checker) column(n *ast.Column) {
	switch {
	case n == unmapped:
		c.err = firstError(c.err, ErrUnmapped)
	case n.From != nil && !slices.Contains(c.sources, n.From):
		c.sources = append(c.sources, n.From)
	}
}

func (c *checker) walk(e ast.Expr) { ast.Walk(e, c.visit) }

// visit looks at nodes whose sources do not matter.
func (c *checker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CTE: // checked when it was built; it may refer to itself
		return false
	case *ast.Text:
		for _, b := range n.Binds {
			if _, given := c.parameters[b.Key]; b.Key != "" && !b.Set && !given {
				c.err = firstError(c.err, missingParameter(b, n))
			}
		}
	case *ast.Column:
		if n == unmapped {
			c.err = firstError(c.err, ErrUnmapped)
		}
	}
	return c.err == nil
}

// connected checks that predicates lead from every source to every other.
func connected(stmt *ast.Select, sources []ast.From) error {
	g := groups{sources: sources, group: make([]int, len(sources))}
	for i := range g.group {
		g.group[i] = i
	}
	for _, f := range stmt.From {
		g.join(appendLeaves(nil, f))
		g.conditions(f)
	}
	for _, e := range stmt.Where {
		g.predicate(e)
	}
	for _, f := range sources {
		g.lateral(f)
	}
	if g.unknown {
		return nil
	}
	var names []string
	for i, group := range g.group {
		if group == i {
			names = append(names, sourceName(sources[i]))
		}
	}
	if len(names) < 2 {
		return nil
	}
	return &CartesianError{Tables: names}
}

// groups are the sources of a query, put together as predicates connect them.
// The group of a source is the number of the first source in it.
type groups struct {
	sources []ast.From
	group   []int
	unknown bool // SQL as text may connect anything
}

func (g *groups) join(sources []ast.From) {
	first := -1
	for _, s := range sources {
		i := slices.Index(g.sources, s)
		switch {
		case i < 0:
		case first < 0:
			first = i
		default:
			g.merge(g.group[first], g.group[i])
		}
	}
}

func (g *groups) merge(a, b int) {
	low, high := min(a, b), max(a, b)
	for i, group := range g.group {
		if group == high {
			g.group[i] = low
		}
	}
}

func (g *groups) predicate(e ast.Expr) {
	if l, ok := e.(*ast.Logical); ok && l.Op == ast.And {
		for _, item := range l.Items {
			g.predicate(item)
		}
		return
	}
	g.join(appendMentioned(nil, e))
	ast.Walk(e, func(n ast.Node) bool {
		if _, text := n.(*ast.Text); text {
			g.unknown = true
		}
		return true
	})
}

// lateral connects a source with those that it uses columns of.
func (g *groups) lateral(f ast.From) {
	switch n := f.(type) {
	case *ast.FunctionTable, *ast.Values:
	case *ast.Derived:
		if !n.Lateral {
			return
		}
	default:
		return
	}
	used := []ast.From{f}
	ast.Walk(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.Column); ok && c.From != nil {
			used = append(used, c.From)
		}
		return true
	})
	g.join(used)
}

func (g *groups) conditions(f ast.From) {
	switch n := f.(type) {
	case *ast.Join:
		g.conditions(n.Left)
		g.conditions(n.Right)
		if n.On != nil {
			g.predicate(n.On)
		}
	case *ast.TextFrom:
		g.unknown = true
	}
}
