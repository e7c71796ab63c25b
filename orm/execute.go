package orm

import (
	"context"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/orm/internal/mapping"
	"github.com/azoth-go/azoth/orm/internal/state"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
)

// QueryStatement runs a statement that gives rows, after a flush of what
// changed. Until the rows are closed the session does nothing else.
func (s *Session) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	if err := s.autoflush(ctx); err != nil {
		s.leave()
		return nil, err
	}
	rows, err := s.query(ctx, stmt)
	if err != nil {
		s.leave()
		return nil, err
	}
	return &sessionRows{Rows: rows, session: s}, nil
}

// sessionRows keep the session to themselves until they are closed.
type sessionRows struct {
	sql.Rows
	session *Session
	closed  bool
}

// Close ends the result and lets the session go on.
func (r *sessionRows) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	err := r.Rows.Close()
	r.session.release()
	r.session.leave()
	return err
}

// ExecStatement runs a statement that gives no rows, after a flush of what
// changed. Objects that it changes are not told; see Query.Update and
// Query.Delete for that.
func (s *Session) ExecStatement(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	if err := s.enter(); err != nil {
		return sql.Result{}, err
	}
	defer s.leave()
	if err := s.autoflush(ctx); err != nil {
		return sql.Result{}, err
	}
	conn, err := s.transaction(ctx)
	if err != nil {
		return sql.Result{}, err
	}
	return conn.ExecStatement(ctx, stmt)
}

// ExecBulk runs the UPDATE or DELETE of a query and has the session's objects
// follow: those of a DELETE's table are looked up again, those of an UPDATE
// expire.
func (s *Session) ExecBulk(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	if err := s.enter(); err != nil {
		return sql.Result{}, err
	}
	defer s.leave()
	if err := s.autoflush(ctx); err != nil {
		return sql.Result{}, err
	}
	var e *mapping.Entity
	var matched []*state.Instance
	deletes := false
	switch n := stmt.(type) {
	case *ast.Update:
		e = s.entityOfTable(ast.BaseTable(n.Table))
	case *ast.Delete:
		deletes = true
		if e = s.entityOfTable(ast.BaseTable(n.Table)); e != nil && s.identityOf(e).Len() > 0 {
			var err error
			if matched, err = s.matching(ctx, e, n.Where); err != nil {
				return sql.Result{}, err
			}
		}
	}
	conn, err := s.transaction(ctx)
	if err != nil {
		return sql.Result{}, err
	}
	result, err := conn.ExecStatement(ctx, stmt)
	if err != nil || e == nil {
		return result, err
	}
	if deletes {
		for _, i := range matched {
			s.noteDeleted(i)
		}
		return result, nil
	}
	for _, i := range s.identityOf(e).Instances {
		i.Expire()
	}
	return result, nil
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

// matching gives the session's objects whose rows satisfy a condition.
func (s *Session) matching(ctx context.Context, e *mapping.Entity, where []ast.Expr) ([]*state.Instance, error) {
	stmt := &ast.Select{From: []ast.From{e.Table.AST()}, Where: where}
	for _, c := range e.Keys {
		stmt.Columns = append(stmt.Columns, c.AST)
	}
	rows, err := s.query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	object := e.Layout.NewStruct()
	var matched []*state.Instance
	for rows.Next() {
		for at, c := range e.Keys {
			if err := c.Codec.Decode(rows, at, c.At(object)); err != nil {
				return nil, err
			}
		}
		if i := s.identityOf(e).Get(object); i != nil {
			matched = append(matched, i)
		}
	}
	return matched, rows.Err()
}

// query runs a statement without a flush.
func (s *Session) query(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	var conn *azoth.Conn
	var err error
	if s.settings.autocommit && len(s.levels) == 0 {
		conn, err = s.connection(ctx)
	} else {
		conn, err = s.transaction(ctx)
	}
	if err != nil {
		return nil, err
	}
	rows, err := conn.QueryStatement(ctx, stmt)
	if err != nil {
		s.release()
	}
	return rows, err
}

// A loaderScope is the session as loaders see it.
type loaderScope struct{ *Session }

// QueryStatement runs a statement of a loader, without a flush before it.
func (s loaderScope) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	rows, err := s.query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	return &loaderRows{Rows: rows, session: s.Session}, nil
}

// A queryScope is the session as the loaders of a query see it: they run once
// its rows are read, when nothing else has the session.
type queryScope struct{ loaderScope }

// QueryStatement runs a statement of a loader, without a flush before it.
func (s queryScope) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, stmt)
	if err != nil {
		s.leave()
		return nil, err
	}
	return &sessionRows{Rows: rows, session: s.Session}, nil
}

// loaderRows give an autocommit connection back when they are read.
type loaderRows struct {
	sql.Rows
	session *Session
	closed  bool
}

func (r *loaderRows) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	err := r.Rows.Close()
	r.session.release()
	return err
}

func (s *Session) autoflush(ctx context.Context) error {
	if s.settings.noAutoflush {
		return nil
	}
	_, err := s.flush(ctx, false)
	return err
}

// Flush writes everything that changed since the last flush. When it fails, the
// transaction is rolled back, and the session waits for Rollback.
func (s *Session) Flush(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	_, err := s.flush(ctx, false)
	return err
}
