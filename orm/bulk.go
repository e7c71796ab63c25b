package orm

import (
	"context"

	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// ExecBulk runs an UPDATE or DELETE of the program and has the session's
// objects follow: those of a DELETE's table whose rows it deletes leave the
// session, those of an UPDATE's table expire.
func (s *Session) ExecBulk(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	if err := s.enter(); err != nil {
		return sql.Result{}, err
	}
	defer s.leave()
	if err := s.autoflush(ctx); err != nil {
		return sql.Result{}, err
	}
	follow, err := s.follow(ctx, stmt)
	if err != nil {
		return sql.Result{}, err
	}
	conn, err := s.transaction(ctx)
	if err != nil {
		return sql.Result{}, err
	}
	result, err := conn.ExecStatement(ctx, stmt)
	if err == nil {
		follow.written()
		follow.done()
	}
	return result, err
}

// A follower has the objects of a session follow a statement of the program.
type follower struct {
	session *Session
	updated *mapping.Entity
	deleted []*state.Instance
}

// follow finds out which objects a statement changes or removes.
func (s *Session) follow(ctx context.Context, stmt ast.Statement) (follower, error) {
	f := follower{session: s}
	switch n := stmt.(type) {
	case *ast.Update:
		f.updated = s.entityOfTable(ast.BaseTable(n.Table))
	case *ast.Delete:
		e := s.entityOfTable(ast.BaseTable(n.Table))
		if e == nil || s.identityOf(e).Len() == 0 {
			return f, nil
		}
		var err error
		f.deleted, err = s.matching(ctx, e, n)
		return f, err
	}
	return f, nil
}

// written notes that the statement was run, before what it gives back is read.
func (f *follower) written() {
	if f.updated == nil {
		return
	}
	for _, i := range f.session.identityOf(f.updated).Instances {
		i.Expire()
	}
}

// done notes that the statement has ended.
func (f *follower) done() {
	for _, i := range f.deleted {
		if i.Status == state.Persistent { // rows of a join come more than once
			f.session.noteDeleted(i)
		}
	}
	f.deleted = nil
}

// entityOfTable finds the entity of a table, or nil.
func (s *Session) entityOfTable(t *ast.Table) *mapping.Entity {
	if t == nil {
		return nil
	}
	for _, e := range s.registry.Entities() {
		if e.Table.AST() == t {
			return e
		}
	}
	return nil
}

// matching gives the session's objects whose rows a DELETE deletes.
func (s *Session) matching(ctx context.Context, e *mapping.Entity, remove *ast.Delete) ([]*state.Instance, error) {
	stmt := &ast.Select{From: append([]ast.From{remove.Table}, remove.Using...), Where: remove.Where}
	for _, c := range e.Keys {
		column := c.AST
		if alias, aliased := remove.Table.(*ast.Alias); aliased {
			column = alias.Column(column.Name)
		}
		stmt.Columns = append(stmt.Columns, column)
	}
	rows, err := s.query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	row := sql.RowOf(rows)
	object := e.Layout.NewStruct()
	var matched []*state.Instance
	for rows.Next() {
		for at, c := range e.Keys {
			if err := c.Codec.Decode(row, at, c.At(object)); err != nil {
				return nil, err
			}
		}
		if i := s.identityOf(e).Get(object); i != nil {
			matched = append(matched, i)
		}
	}
	return matched, rows.Err()
}
