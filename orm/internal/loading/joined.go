package loading

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A joinedReader reads the objects of a relationship from the same rows as
// their owners.
type joinedReader struct {
	relationship *mapping.Relationship
	reader       *Reader
	overwrite    bool
	// lists are the collections being read, by owner; last is that of the row
	// before.
	lists  map[*state.Instance]*[]unsafe.Pointer
	owner  *state.Instance
	last   *[]unsafe.Pointer
	filled []*state.Instance
}

// join adds a LEFT OUTER JOIN to the query, of an alias that its predicates
// cannot name.
func (r *Reader) join(p *sql.Plan, scope Scope, from ast.From, exprs []ast.Expr, o *Option) error {
	if p.Statement == nil {
		return fmt.Errorf("a textual statement cannot be joined to: use SelectIn, or ContainsEager where its columns are there")
	}
	target := ast.NewAlias(o.Relationship.Target.Table.AST(), "")
	var links *ast.Alias
	if o.Relationship.Secondary != nil {
		links = ast.NewAlias(o.Relationship.Secondary.AST(), "")
	}
	local := func(c *mapping.Column) ast.Expr { return exprs[c.Index] }
	steps := joinSteps(o.Relationship, local, target, links)
	graft(p.Statement, from, steps)
	targetExprs := make([]ast.Expr, len(target.Columns))
	for i, c := range o.Relationship.Target.Columns {
		targetExprs[i] = target.Column(c.AST.Name)
	}
	if o.Relationship.Many {
		p.Unique = true
		// Before the order of what is joined to the collection in turn.
		for _, order := range o.Relationship.Order {
			p.Statement.OrderBy = append(p.Statement.OrderBy, &ast.Order{X: target.Column(order.Column.AST.Name), Direction: direction(order.Descending)})
		}
	}
	return r.readJoined(p, scope, target, targetExprs, o)
}

// contain reads a relationship from a join that the program made.
func (r *Reader) contain(p *sql.Plan, scope Scope, o *Option) error {
	target := o.Relationship.Target
	var from ast.From = target.Table.AST()
	exprs := target.Exprs
	if o.From != nil {
		from, exprs = o.From, o.Exprs
	}
	if o.Relationship.Many {
		p.Unique = true
	}
	return r.readJoined(p, scope, from, exprs, o)
}

func (r *Reader) readJoined(p *sql.Plan, scope Scope, from ast.From, exprs []ast.Expr, o *Option) error {
	reader, err := prepare(p, scope, o.Relationship.Target, from, exprs, o.Nested, r.overwrite, r.way.and(o.Relationship))
	if err != nil {
		return err
	}
	reader.identify()
	j := &joinedReader{relationship: o.Relationship, reader: reader, overwrite: r.overwrite, lists: map[*state.Instance]*[]unsafe.Pointer{}}
	r.joined = append(r.joined, j)
	if o.Relationship.Many {
		p.After(func(context.Context) error {
			j.finish()
			return nil
		})
	}
	return nil
}

// read takes the object of the current row into its owner's relationship.
func (j *joinedReader) read(row types.Row, owner *state.Instance) error {
	item, err := j.reader.Read(row)
	if err != nil {
		return err
	}
	if !j.relationship.Many {
		f := owner.Reference(j.relationship)
		if j.overwrite || !f.Fresh() {
			f.Load(objectOf(item))
			j.back(owner, item)
		}
		return nil
	}
	if owner != j.owner {
		j.owner = owner
		j.last = j.lists[owner]
		if j.last == nil {
			j.last = new([]unsafe.Pointer)
			j.lists[owner] = j.last
			j.filled = append(j.filled, owner)
		}
	}
	if item == nil {
		return nil
	}
	if list := *j.last; len(list) > 0 && list[len(list)-1] == item.Object || slices.Contains(list, item.Object) {
		return nil
	}
	*j.last = append(*j.last, item.Object)
	return nil
}

// finish fills the collections once every row is read.
func (j *joinedReader) finish() {
	for _, owner := range j.filled {
		c := owner.Collection(j.relationship)
		if c.Fresh() && !j.overwrite {
			continue
		}
		list := *j.lists[owner]
		c.Load(list)
		for _, object := range list {
			j.back(owner, state.Of(j.relationship.Target, object))
		}
	}
}

// back has the object of a one-to-many know its owner, which is what its
// foreign key says.
func (j *joinedReader) back(owner, item *state.Instance) { linkBack(j.relationship, owner, item) }

func linkBack(r *mapping.Relationship, owner, item *state.Instance) {
	if item == nil || r.Back == nil || r.Direction != mapping.OneToMany || r.Back.Many {
		return
	}
	if f := item.Reference(r.Back); !f.Fresh() {
		f.Load(owner.Object)
	}
}

func objectOf(i *state.Instance) unsafe.Pointer {
	if i == nil {
		return nil
	}
	return i.Object
}

// joinSteps are the sources to join for a relationship, with their conditions.
func joinSteps(r *mapping.Relationship, local func(*mapping.Column) ast.Expr, target *ast.Alias, links *ast.Alias) []sql.JoinStep {
	remote := func(c *mapping.Column) ast.Expr { return target.Column(c.AST.Name) }
	if r.Secondary == nil {
		return []sql.JoinStep{{From: target, On: equalities(len(r.Local), func(i int) (ast.Expr, ast.Expr) {
			return local(r.Local[i]), remote(r.Remote[i])
		})}}
	}
	first := equalities(len(r.Local), func(i int) (ast.Expr, ast.Expr) {
		return local(r.Local[i]), links.Column(r.LocalLinks[i].Name)
	})
	second := equalities(len(r.Remote), func(i int) (ast.Expr, ast.Expr) {
		return remote(r.Remote[i]), links.Column(r.RemoteLinks[i].Name)
	})
	return []sql.JoinStep{{From: links, On: first}, {From: target, On: second}}
}

// equalities joins n equalities by AND.
func equalities(n int, pair func(i int) (ast.Expr, ast.Expr)) ast.Expr {
	items := make([]ast.Expr, n)
	for i := range n {
		left, right := pair(i)
		items[i] = &ast.Binary{Op: ast.Equal, Left: left, Right: right}
	}
	if n == 1 {
		return items[0]
	}
	return &ast.Logical{Op: ast.And, Items: items}
}

// graft joins sources, by LEFT OUTER JOIN, to that one of the statement's
// sources which holds from. Of an association table and its target the pair is
// joined as one, so that a link without target gives no row of its own.
func graft(stmt *ast.Select, from ast.From, steps []sql.JoinStep) {
	right, on := steps[0].From, steps[0].On
	if len(steps) == 2 {
		right = &ast.Join{JoinKind: ast.InnerJoin, Left: steps[0].From, Right: steps[1].From, On: steps[1].On}
	}
	stmt.From = slices.Clone(stmt.From)
	at := slices.IndexFunc(stmt.From, func(f ast.From) bool { return holds(f, from) })
	if at < 0 {
		stmt.From = append(stmt.From, from)
		at = len(stmt.From) - 1
	}
	stmt.From[at] = &ast.Join{JoinKind: ast.LeftJoin, Left: stmt.From[at], Right: right, On: on}
}

// holds reports whether a source is, or joins, another.
func holds(f, part ast.From) bool {
	if f == part {
		return true
	}
	j, ok := f.(*ast.Join)
	return ok && (holds(j.Left, part) || holds(j.Right, part))
}

// limitOwners wraps a query with LIMIT or OFFSET, to which a collection is to be
// joined, into a derived table: the limit counts owners, not rows of the join.
func limitOwners(p *sql.Plan, from ast.From, exprs []ast.Expr, options []*Option) (ast.From, []ast.Expr, error) {
	if p.Statement == nil || p.Statement.Limit == nil && p.Statement.Offset == nil || !joinsCollection(options) {
		return from, exprs, nil
	}
	if len(p.Statement.Columns) > 0 {
		return nil, nil, fmt.Errorf("a collection cannot be joined to a query with LIMIT that selects more than one entity: load it by SelectIn")
	}
	inner := *p.Statement
	inner.From = slices.Clone(inner.From)
	if len(inner.From) == 0 {
		inner.From = []ast.From{from}
	}
	derived := &ast.Derived{Query: &inner}
	add := func(e ast.Expr, name string) *ast.Column {
		inner.Columns = append(inner.Columns, e)
		c := &ast.Column{From: derived, Name: name}
		if column, ok := e.(*ast.Column); ok {
			c.Type = column.Type
		}
		derived.Columns = append(derived.Columns, c)
		return c
	}
	outer := make([]ast.Expr, len(exprs))
	for i, e := range exprs {
		outer[i] = add(e, e.(*ast.Column).Name)
	}
	stmt := &ast.Select{From: []ast.From{derived}}
	for i, e := range inner.OrderBy {
		order, ok := e.(*ast.Order)
		if !ok {
			order = &ast.Order{X: e}
		}
		passed := *order
		if at := slices.Index(exprs, order.X); at >= 0 {
			passed.X = outer[at]
		} else {
			name := "order_" + strconv.Itoa(i+1)
			passed.X = add(&ast.Label{X: order.X, Name: name}, name)
		}
		stmt.OrderBy = append(stmt.OrderBy, &passed)
	}
	*p.Statement = *stmt
	return derived, outer, nil
}

func joinsCollection(options []*Option) bool {
	return slices.ContainsFunc(options, func(o *Option) bool {
		return o.Strategy == mapping.Joined && (o.Relationship.Many || joinsCollection(o.Nested))
	})
}
