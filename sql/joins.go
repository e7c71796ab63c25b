package sql

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/azoth-go/azoth/sql/ast"
)

// A joining is one call of Join on a query, resolved when the statement is
// built.
type joining struct {
	with Joinable
	kind ast.JoinKind
	on   ast.Expr // what the call stated, or nil
}

// Source makes a node of the statement tree joinable, for extensions.
func Source(from ast.From) Joinable { return source{from} }

type source struct{ from ast.From }

func (s source) JoinSteps([]ast.From) ([]JoinStep, error) { return []JoinStep{{From: s.from}}, nil }

func (s *selection) join(kind ast.JoinKind, with Joinable, on []Predicate) {
	if with == nil {
		s.fail(errors.New("join with nil"))
		return
	}
	j := joining{with: with, kind: kind}
	switch len(on) {
	case 0:
	case 1:
		var err error
		if j.on, err = nodeOf(on[0]); err != nil {
			s.fail(err)
		}
	default:
		j.on = &ast.Logical{Op: ast.And, Items: extend(s, nil, on)}
	}
	s.joins = append(clip(s.joins), j)
}

func (s *selection) addSources(sources []Joinable) {
	s.from = clip(s.from)
	for _, source := range sources {
		if source == nil {
			s.fail(errors.New("nil was given where a table is needed"))
			continue
		}
		steps, err := source.JoinSteps(nil)
		if err != nil {
			s.fail(err)
		}
		for _, step := range steps {
			s.from = append(s.from, step.From)
		}
	}
	s.from = withoutJoined(s.from)
}

// sources builds the FROM of the statement: what was stated, with the joins
// hung onto it. Sources that only columns and predicates name are left to the
// compiler.
func (s *selection) sources(row Projection) ([]ast.From, error) {
	if len(s.joins) == 0 {
		return clip(s.from), nil
	}
	b := fromBuilder{trees: slices.Clone(s.from), sources: make([]ast.From, 0, len(s.from)+len(s.joins)+2)}
	for _, tree := range b.trees {
		b.sources = appendLeaves(b.sources, tree)
	}
	b.sources = appendProjected(b.sources, row)
	for _, j := range s.joins {
		if err := b.add(j); err != nil {
			return nil, err
		}
	}
	return b.trees, nil
}

// A fromBuilder hangs joins onto the FROM of a statement.
type fromBuilder struct {
	trees   []ast.From
	sources []ast.From // those in trees, and those that the columns name
}

func (b *fromBuilder) add(j joining) error {
	steps, err := j.with.JoinSteps(b.sources)
	if err != nil {
		return err
	}
	for i, step := range steps {
		if i == len(steps)-1 {
			step.On = both(step.On, j.on)
		}
		if err := b.step(j.kind, step); err != nil {
			return err
		}
	}
	return nil
}

// stated are the sources that a foreign key may lead from: those in FROM, or
// where nothing is there yet, those that the columns name.
func (b *fromBuilder) stated() (sources []ast.From) {
	if len(b.trees) == 0 {
		return b.sources
	}
	for _, tree := range b.trees {
		sources = appendLeaves(sources, tree)
	}
	return sources
}

// step joins one source onto the tree that its condition refers to.
func (b *fromBuilder) step(kind ast.JoinKind, step JoinStep) error {
	if kind == ast.CrossJoin {
		step.On = nil
	} else if step.On == nil {
		var err error
		if step.On, err = inferOn(b.stated(), step.From); err != nil {
			return err
		}
	}
	for _, leaf := range appendLeaves(nil, step.From) {
		if slices.ContainsFunc(b.trees, func(tree ast.From) bool { return hasLeaf(tree, leaf) }) {
			return fmt.Errorf("joining %s: the query has it already: leave the join out, or join an alias (orm.Alias)", sourceName(leaf))
		}
	}
	if at := b.tree(step); at >= 0 {
		b.trees[at] = &ast.Join{JoinKind: kind, Left: b.trees[at], Right: step.From, On: step.On}
	} else {
		b.trees = append(b.trees, step.From)
	}
	b.sources = appendLeaves(b.sources, step.From)
	return nil
}

// tree finds the tree that a step is joined onto, planting one where the
// condition refers to a source that stands in none yet. It gives -1 when there
// is nothing to join onto.
func (b *fromBuilder) tree(step JoinStep) int {
	var buffer [8]ast.From
	named := slices.DeleteFunc(appendMentioned(buffer[:0], step.On), func(f ast.From) bool { return hasLeaf(step.From, f) })
	for i, tree := range b.trees {
		if slices.ContainsFunc(named, func(f ast.From) bool { return hasLeaf(tree, f) }) {
			return i
		}
	}
	switch {
	case len(named) > 0:
		b.trees = append(b.trees, named[0])
	case len(b.trees) == 0: // a cross join, or a condition of constants
		i := slices.IndexFunc(b.sources, func(f ast.From) bool { return !hasLeaf(step.From, f) })
		if i < 0 {
			return -1
		}
		b.trees = append(b.trees, b.sources[i])
	}
	return len(b.trees) - 1
}

// both is the conjunction of two conditions of which either may be nil.
func both(a, b ast.Expr) ast.Expr {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &ast.Logical{Op: ast.And, Items: []ast.Expr{a, b}}
}

// appendLeaves adds the sources that a FROM item consists of.
func appendLeaves(to []ast.From, f ast.From) []ast.From {
	if j, ok := f.(*ast.Join); ok {
		return appendLeaves(appendLeaves(to, j.Left), j.Right)
	}
	if f == nil || slices.Contains(to, f) {
		return to
	}
	return append(to, f)
}

// hasLeaf reports whether f is one of the sources that a FROM item consists of.
func hasLeaf(item, f ast.From) bool {
	if j, ok := item.(*ast.Join); ok {
		return hasLeaf(j.Left, f) || hasLeaf(j.Right, f)
	}
	return item == f
}

// appendMentioned adds the sources of the columns of an expression, those of
// its subqueries included.
func appendMentioned(to []ast.From, e ast.Expr) []ast.From {
	ast.Walk(e, func(n ast.Node) bool {
		if c, ok := n.(*ast.Column); ok && c.From != nil && !slices.Contains(to, c.From) {
			to = append(to, c.From)
		}
		return true
	})
	return to
}

// appendProjected adds the sources of the columns of a projection. What this
// package's own projections consist of is looked at one by one, without a list
// of their columns.
func appendProjected(to []ast.From, p Projection) []ast.From {
	switch p := p.(type) {
	case nil:
	case Expression:
		to = appendMentioned(to, p.Node())
	case interface{ items() []Projection }:
		for _, item := range p.items() {
			to = appendProjected(to, item)
		}
	default:
		for _, column := range p.Columns() {
			to = appendMentioned(to, column)
		}
	}
	return to
}

// inferOn takes the condition of a join from the one foreign key between the
// right side and one of the sources on the left.
func inferOn(left []ast.From, right ast.From) (ast.Expr, error) {
	var conditions []ast.Expr
	for _, l := range left {
		for _, r := range appendLeaves(nil, right) {
			if l == r {
				continue
			}
			conditions = append(conditions, keyConditions(l, r)...)
			conditions = append(conditions, keyConditions(r, l)...)
		}
	}
	if len(conditions) == 1 {
		return conditions[0], nil
	}
	reason := "there is no foreign key"
	if len(conditions) > 1 {
		reason = fmt.Sprintf("there are %d foreign keys", len(conditions))
	}
	names := make([]string, len(left))
	for i, l := range left {
		names[i] = sourceName(l)
	}
	if len(names) == 0 {
		names = []string{"nothing"}
	}
	return nil, fmt.Errorf("joining %s: %s between it and %s: give the join its ON predicate, or join along a relationship",
		sourceName(right), reason, strings.Join(names, ", "))
}

// keyConditions gives a condition for every foreign key of child that refers
// to parent. A key that refers to the child's own table counts once.
func keyConditions(child, parent ast.From) (conditions []ast.Expr) {
	for _, table := range tablesOf(child) {
		for _, key := range table.ForeignKeys {
			if !slices.Contains(tablesOf(parent), key.Target) {
				continue
			}
			if items := keyEqualities(child, parent, key); len(items) == 1 {
				conditions = append(conditions, items[0])
			} else if len(items) > 1 {
				conditions = append(conditions, &ast.Logical{Op: ast.And, Items: items})
			}
		}
	}
	return conditions
}

// keyEqualities are the parts of a condition for a foreign key, or nothing where
// a side does not have all columns.
func keyEqualities(child, parent ast.From, key *ast.ForeignKey) []ast.Expr {
	items := make([]ast.Expr, len(key.Columns))
	for i, c := range key.Columns {
		target, own := columnIn(parent, key.TargetColumns[i]), columnIn(child, c)
		if target == nil || own == nil {
			return nil
		}
		items[i] = &ast.Binary{Op: ast.Equal, Left: target, Right: own}
	}
	return items
}

// tablesOf are the tables that a source has columns of: the table itself, that
// below an alias, those that a subquery reads.
func tablesOf(f ast.From) (tables []*ast.Table) {
	if table := ast.BaseTable(f); table != nil {
		return []*ast.Table{table}
	}
	for _, c := range ast.ColumnsOf(f) {
		if table, ok := tableColumn(c).From.(*ast.Table); ok && !slices.Contains(tables, table) {
			tables = append(tables, table)
		}
	}
	return tables
}

// tableColumn follows a column to the one that it passes on.
func tableColumn(c *ast.Column) *ast.Column {
	for c.Of != nil {
		c = c.Of
	}
	return c
}

// columnIn finds the column of a table in the table itself or in what passes it
// on, or gives nil.
func columnIn(f ast.From, c *ast.Column) *ast.Column {
	if c.From == f {
		return c
	}
	for _, own := range ast.ColumnsOf(f) {
		if tableColumn(own) == c {
			return own
		}
	}
	return nil
}
