package orm

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// A relation is a relationship, seen from the table or an alias of its owner.
type relation struct {
	entity *mapping.Entity
	field  string
	view   // of the owner's columns
}

// A typedRelation is what the attributes of both kinds of relationships have. All
// that does not need their types is done by the relation.
type typedRelation[O, T any] struct{ r relation }

// relationAttribute is a pointer to a ToMany or ToOne.
type relationAttribute interface {
	bindRelationship(e *mapping.Entity, field string, v view) error
}

func (r *relation) bind(e *mapping.Entity, field string, v view, owner, target reflect.Type, many bool) error {
	want := e.Relationship(field)
	if want == nil {
		if c := e.Column(field); c != nil && c.Field == field {
			return fmt.Errorf("the field is a column: use %s, or run azoth gen", attributeTypeOf(e, c).suggestion())
		}
		return fmt.Errorf("%s has no mapped field of that name: remove the attribute, or run azoth gen", e.Name)
	}
	if owner != e.Type || want.Many != many || relationTarget(e, field) != target {
		f, _ := e.Type.FieldByName(field)
		return fmt.Errorf("the field is an %v: use %s, or run azoth gen", f.Type, relationAttributeType(want))
	}
	*r = relation{entity: e, field: field, view: v}
	return nil
}

// relationTarget is the struct type that a relationship's field leads to.
func relationTarget(e *mapping.Entity, field string) reflect.Type {
	f, _ := e.Type.FieldByName(field)
	t, _ := reflect.New(f.Type).Interface().(container).target()
	return t
}

// relationAttributeType names the attribute type that fits a relationship.
func relationAttributeType(r *mapping.Relationship) string {
	kind := "ToOne"
	if r.Many {
		kind = "ToMany"
	}
	return fmt.Sprintf("orm.%s[%s, %s]", kind, r.Owner.Type.Name(), relationTarget(r.Owner, r.Field).Name())
}

// resolve gives the relationship once the registry is configured.
func (r relation) resolve() (*mapping.Relationship, error) {
	if r.entity == nil {
		return nil, sql.ErrUnmapped
	}
	if err := r.entity.Registry.Configure(); err != nil {
		return nil, err
	}
	rel := r.entity.Relationship(r.field)
	for _, c := range rel.Local {
		if _, err := r.column(c); err != nil {
			return nil, fmt.Errorf("%s: %w", rel, err)
		}
	}
	return rel, nil
}

func (x typedRelation[O, T]) resolve() (*mapping.Relationship, error) { return x.r.resolve() }

// JoinSteps joins the table that the relationship leads to, through the
// association table where there is one.
func (x typedRelation[O, T]) JoinSteps([]ast.From) ([]sql.JoinStep, error) {
	rel, err := x.r.resolve()
	if err != nil {
		return nil, err
	}
	return x.r.steps(rel, rel.Target.Table.AST(), rel.Target.Exprs), nil
}

// steps joins a source of the target's columns.
func (r relation) steps(rel *mapping.Relationship, target ast.From, targetExprs []ast.Expr) []sql.JoinStep {
	if rel.Secondary == nil {
		return []sql.JoinStep{{From: target, On: conjunction(r.pairs(rel, targetExprs))}}
	}
	links := ast.NewAlias(rel.Secondary.AST(), "")
	if target == rel.Target.Table.AST() && r.from == rel.Owner.Table.AST() {
		return r.linkSteps(rel, rel.Secondary.AST(), rel.LocalLinks, rel.RemoteLinks, target, targetExprs)
	}
	return r.linkSteps(rel, links, aliased(links, rel.LocalLinks), aliased(links, rel.RemoteLinks), target, targetExprs)
}

func (r relation) linkSteps(rel *mapping.Relationship, links ast.From, local, remote []*ast.Column, target ast.From, targetExprs []ast.Expr) []sql.JoinStep {
	var first, second []ast.Expr
	for i, c := range rel.Local {
		first = append(first, equal(r.exprs[c.Index], local[i]))
	}
	for i, c := range rel.Remote {
		second = append(second, equal(remote[i], targetExprs[c.Index]))
	}
	return []sql.JoinStep{{From: links, On: conjunction(first)}, {From: target, On: conjunction(second)}}
}

// pairs are the equalities between the owner's columns and the target's.
func (r relation) pairs(rel *mapping.Relationship, targetExprs []ast.Expr) []ast.Expr {
	var items []ast.Expr
	for i, c := range rel.Local {
		items = append(items, equal(r.exprs[c.Index], targetExprs[rel.Remote[i].Index]))
	}
	return items
}

func aliased(alias *ast.Alias, columns []*ast.Column) []*ast.Column {
	found := make([]*ast.Column, len(columns))
	for i, c := range columns {
		found[i] = alias.Column(c.Name)
	}
	return found
}

func equal(a, b ast.Expr) ast.Expr { return &ast.Binary{Op: ast.Equal, Left: a, Right: b} }

func conjunction(items []ast.Expr) ast.Expr {
	if len(items) == 1 {
		return items[0]
	}
	return &ast.Logical{Op: ast.And, Items: items}
}

// To joins the relationship to an alias of its target, or to entities of a
// subquery:
//
//	a1 := orm.Alias(Addresses, "a1")
//	Users.Join(Users.Addresses.To(a1)).Where(a1.Email.Eq("jack@google.com"))
func (x typedRelation[O, T]) To(target EntityOf[T]) sql.Joinable {
	return aimed{x.r, target.entityOf().view}
}

type aimed struct {
	relation relation
	target   view
}

func (a aimed) JoinSteps([]ast.From) ([]sql.JoinStep, error) {
	rel, err := a.relation.resolve()
	if err != nil {
		return nil, err
	}
	if err := a.target.fault(); err != nil {
		return nil, err
	}
	return a.relation.steps(rel, a.target.from, a.target.exprs), nil
}

// exists is EXISTS over the objects that the relationship leads to.
func (r relation) exists(predicates []sql.Predicate) sql.Bool {
	rel, err := r.resolve()
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	target := rel.Target.Table.AST()
	var from ast.From = target
	var alias *ast.Alias
	exprs := rel.Target.Exprs
	where := []ast.Expr{}
	if rel.Owner == rel.Target && ast.BaseTable(r.from) == target && r.from == ast.From(target) {
		// A table related to itself: the inner one needs a name of its own, and
		// predicates mean the inner one.
		alias = ast.NewAlias(target, "")
		from = alias
		exprs = make([]ast.Expr, len(rel.Target.Columns))
		for i, c := range rel.Target.Columns {
			exprs[i] = alias.Column(c.AST.Name)
		}
	}
	query := &ast.Select{Columns: []ast.Expr{&ast.Text{Parts: []string{"1"}}}, From: []ast.From{from}}
	if rel.Secondary != nil {
		links := rel.Secondary.AST()
		query.From = append(query.From, links)
		for i, c := range rel.Local {
			where = append(where, equal(r.exprs[c.Index], rel.LocalLinks[i]))
		}
		for i, c := range rel.Remote {
			where = append(where, equal(exprs[c.Index], rel.RemoteLinks[i]))
		}
	} else {
		where = r.pairs(rel, exprs)
	}
	for _, p := range predicates {
		node := p.Node()
		if alias != nil {
			node = ast.Onto(node, target, alias)
		}
		where = append(where, node)
	}
	query.Where = where
	return sql.Expr[sql.Bool](&ast.Exists{Query: query})
}

// Of is true for targets of the relationship of one owner: Users.Addresses.Of(jack)
// gives jack's addresses in a query of Addresses. The owner's key is taken as it
// is when the query is built.
func (x typedRelation[O, T]) Of(owner *O) sql.Bool { return x.r.of(unsafe.Pointer(owner)) }

func (r relation) of(owner unsafe.Pointer) sql.Bool {
	rel, err := r.resolve()
	if err != nil {
		return sql.Invalid[sql.Bool](err)
	}
	if owner == nil {
		return sql.Invalid[sql.Bool](fmt.Errorf("%s.Of(nil): an owner is needed", rel))
	}
	if err := keyed(rel.Owner, owner); err != nil {
		return sql.Invalid[sql.Bool](fmt.Errorf("%s.Of: %w", rel, err))
	}
	return sql.Expr[sql.Bool](belongsTo(rel, owner))
}

// belongsTo is the predicate on a relationship's target that its object belongs
// to an owner.
func belongsTo(rel *mapping.Relationship, owner unsafe.Pointer) ast.Expr {
	var items []ast.Expr
	if rel.Secondary == nil {
		for i, c := range rel.Remote {
			items = append(items, equal(bindOf(rel.Local[i], owner), c.AST))
		}
		return conjunction(items)
	}
	for i, c := range rel.LocalLinks {
		items = append(items, equal(bindOf(rel.Local[i], owner), c))
	}
	for i, c := range rel.Remote {
		items = append(items, equal(c.AST, rel.RemoteLinks[i]))
	}
	return &ast.Exists{Query: &ast.Select{Columns: []ast.Expr{&ast.Text{Parts: []string{"1"}}},
		From: []ast.From{rel.Secondary.AST()}, Where: items}}
}

// keyed refuses an object whose key the database has yet to make: a predicate
// takes keys as they are when it is built.
func keyed(e *mapping.Entity, object unsafe.Pointer) error {
	if c := e.Generated; c != nil && c.Codec.Zero(c.At(object)) {
		return fmt.Errorf("the %s has no key yet: flush it first", e.Name)
	}
	return nil
}

// bindOf is a column of an object as a bind parameter.
func bindOf(c *mapping.Column, object unsafe.Pointer) ast.Expr {
	value, err := c.Codec.Value(c.At(object))
	if err != nil {
		// A parameter without a value does not compile, and the name tells why.
		return &ast.Bind{Key: fmt.Sprintf("%s (%v)", c.AST.Name, err)}
	}
	return &ast.Bind{Value: value, Type: c.AST.Type, Name: c.AST.Name, Set: true}
}

// keyEquals is the predicate that columns of the relationship's owner lead to
// an object.
func (r relation) keyEquals(rel *mapping.Relationship, object unsafe.Pointer) ast.Expr {
	var items []ast.Expr
	for i, c := range rel.Local {
		items = append(items, equal(r.exprs[c.Index], bindOf(rel.Remote[i], object)))
	}
	return conjunction(items)
}
