package loading

import (
	"context"
	"unsafe"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// Refresh reads the row of an object again, over it, and reports whether there
// still is one.
func Refresh(ctx context.Context, scope Scope, i *state.Instance) (found bool, err error) {
	e := i.Entity
	table := e.Table.AST()
	exprs := make([]ast.Expr, len(e.Keys))
	for at, c := range e.Keys {
		exprs[at] = c.AST
	}
	where, err := keyPredicate(exprs, i)
	if err != nil {
		return false, err
	}
	stmt := &ast.Select{From: []ast.From{table}, Where: where}
	plan := sql.NewPlan(stmt, nil)
	reader, err := Prepare(plan, scope, e, table, e.Exprs, nil, false)
	if err != nil {
		return false, err
	}
	rows, err := scope.QueryStatement(ctx, stmt)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if rows.Next() {
		found = true
		i.Expired = true
		if err := reader.Refresh(i, rows); err != nil {
			return true, err
		}
	}
	if err := rows.Err(); err != nil {
		return found, err
	}
	if err := rows.Close(); err != nil {
		return found, err
	}
	return found, plan.Finish(ctx)
}

// keyPredicate finds the row of an object by the key that the database knows.
func keyPredicate(exprs []ast.Expr, i *state.Instance) ([]ast.Expr, error) {
	where := make([]ast.Expr, len(exprs))
	for at, c := range i.Entity.Keys {
		value, err := c.Codec.Value(c.At(i.Snapshot))
		if err != nil {
			return nil, err
		}
		where[at] = &ast.Binary{Op: ast.Equal, Left: exprs[at], Right: &ast.Bind{Value: value, Type: c.AST.Type, Name: c.AST.Name, Set: true}}
	}
	return where, nil
}

// Get reads the object whose key columns are those of another, or gives nil.
func Get(ctx context.Context, scope Scope, e *mapping.Entity, key unsafe.Pointer) (found *state.Instance, err error) {
	stmt := &ast.Select{From: []ast.From{e.Table.AST()}}
	for _, c := range e.Keys {
		value, err := c.Codec.Value(c.At(key))
		if err != nil {
			return nil, err
		}
		stmt.Where = append(stmt.Where, &ast.Binary{Op: ast.Equal, Left: c.AST, Right: &ast.Bind{Value: value, Type: c.AST.Type, Name: c.AST.Name, Set: true}})
	}
	plan := sql.NewPlan(stmt, nil)
	reader, err := Prepare(plan, scope, e, e.Table.AST(), e.Exprs, nil, false)
	if err != nil {
		return nil, err
	}
	rows, err := scope.QueryStatement(ctx, stmt)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if rows.Next() {
		if found, err = reader.Read(rows); err != nil {
			return nil, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	return found, plan.Finish(ctx)
}
