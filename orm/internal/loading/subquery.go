package loading

import (
	"context"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// loadBySubquery loads a relationship for all objects of the result by a
// statement that holds the query itself as a derived table.
func (r *Reader) loadBySubquery(p *sql.Plan, scope Scope, from ast.From, exprs []ast.Expr, o *Option) error {
	if p.Statement == nil {
		return fmt.Errorf("a textual statement cannot be used as a subquery: load by SelectIn")
	}
	relationship := o.Relationship
	// The query as it is now; later projections and joins do not matter to it.
	inner := *p.Statement
	inner.From, inner.Where = slices.Clone(inner.From), slices.Clone(inner.Where)
	if len(inner.From) == 0 {
		inner.From = []ast.From{from}
	}
	inner.Columns = nil
	for _, c := range relationship.Local {
		inner.Columns = append(inner.Columns, exprs[c.Index])
	}
	if inner.Limit == nil && inner.Offset == nil {
		inner.OrderBy = nil
		inner.Distinct = inner.Distinct || !isUnique(relationship, inner.From)
	}
	p.After(func(ctx context.Context) error {
		if len(r.Siblings.Instances) == 0 {
			return nil
		}
		// The statement finds the objects of the whole query, so it runs also
		// where some or all owners have theirs: these keep them.
		owners := r.pending(relationship)
		l := &relatedLoad{scope: scope, relationship: relationship, nested: o.Nested, overwrite: r.overwrite, way: r.way}
		l.index(owners)
		if err := l.queryWithin(ctx, &inner); err != nil {
			return fmt.Errorf("loading %s: %w", relationship, err)
		}
		l.store(owners)
		return nil
	})
	return nil
}

// isUnique reports whether the keys that a query of the owners gives cannot
// repeat: they hold the owner's whole key, and nothing is joined.
func isUnique(relationship *mapping.Relationship, from []ast.From) bool {
	if len(from) != 1 || ast.BaseTable(from[0]) == nil {
		return false
	}
	for _, key := range relationship.Owner.Keys {
		if !slices.Contains(relationship.Local, key) {
			return false
		}
	}
	return true
}

// queryWithin reads the objects that belong to the rows of a query.
func (l *relatedLoad) queryWithin(ctx context.Context, inner *ast.Select) error {
	r := l.relationship
	derived := &ast.Derived{Query: inner}
	for _, c := range r.Local {
		derived.Columns = append(derived.Columns, &ast.Column{From: derived, Name: c.AST.Name, Type: c.AST.Type})
	}
	var source ast.From = derived
	target := r.Target.Table.AST()
	if r.Secondary != nil {
		source = &ast.Join{JoinKind: ast.InnerJoin, Left: source, Right: r.Secondary.AST(), On: equalities(len(r.Local), func(i int) (ast.Expr, ast.Expr) {
			return derived.Columns[i], r.LocalLinks[i]
		})}
		source = &ast.Join{JoinKind: ast.InnerJoin, Left: source, Right: target, On: equalities(len(r.Remote), func(i int) (ast.Expr, ast.Expr) {
			return r.RemoteLinks[i], r.Remote[i].AST
		})}
	} else {
		source = &ast.Join{JoinKind: ast.InnerJoin, Left: source, Right: target, On: equalities(len(r.Local), func(i int) (ast.Expr, ast.Expr) {
			return derived.Columns[i], r.Remote[i].AST
		})}
	}
	stmt := &ast.Select{From: []ast.From{source}}
	for _, o := range r.Order {
		stmt.OrderBy = append(stmt.OrderBy, &ast.Order{X: o.Column.AST, Direction: direction(o.Descending)})
	}
	plan := sql.NewPlan(stmt, nil)
	reader, err := prepare(plan, l.scope, r.Target, target, r.Target.Exprs, l.nested, l.overwrite, l.way.and(r))
	if err != nil {
		return err
	}
	reader.identify()
	keys := make([]ast.Expr, len(derived.Columns))
	for i, c := range derived.Columns {
		keys[i] = c
	}
	positions, err := plan.Add(keys...)
	if err != nil {
		return err
	}
	return l.read(ctx, plan, reader, positions)
}
