package orm

import (
	"context"

	"github.com/azoth-go/azoth"
	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// QueryStatement runs a statement that gives rows, after a flush of what
// changed. Until the rows are closed the session does nothing else.
func (s *Session) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	rows, err := s.queryFlushed(ctx, stmt)
	if err != nil {
		s.leave()
		return nil, err
	}
	rows.leaves = true
	return rows, nil
}

// queryFlushed runs a statement after a flush.
func (s *Session) queryFlushed(ctx context.Context, stmt ast.Statement) (*sessionRows, error) {
	if err := s.autoflush(ctx); err != nil {
		return nil, err
	}
	follow, err := s.follow(ctx, stmt)
	if err != nil {
		return nil, err
	}
	rows, err := s.query(ctx, stmt)
	if err != nil {
		return nil, err
	}
	follow.written()
	return &sessionRows{Rows: rows, session: s, follow: follow}, nil
}

// sessionRows are the open result of a statement that the program runs.
type sessionRows struct {
	sql.Rows
	session *Session
	follow  follower
	leaves  bool // they have kept the session to themselves
	closed  bool
}

// Row is the row of the connection's result.
func (r *sessionRows) Row() types.Row { return sql.RowOf(r.Rows) }

// Close ends the result and lets the session go on.
func (r *sessionRows) Close() error {
	if r.closed {
		return nil
	}
	r.closed = true
	err := r.Rows.Close()
	r.follow.done()
	r.session.release()
	if r.leaves {
		r.session.leave()
	}
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
	return s.execFlushed(ctx, stmt)
}

// execFlushed runs a statement after a flush.
func (s *Session) execFlushed(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	if err := s.autoflush(ctx); err != nil {
		return sql.Result{}, err
	}
	conn, err := s.transaction(ctx)
	if err != nil {
		return sql.Result{}, err
	}
	return conn.ExecStatement(ctx, stmt)
}

// Reserve gives the session to a query alone, until it and the loaders that
// follow it are done.
func (s *Session) Reserve() (sql.Reservation, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	return (*reservation)(s), nil
}

// A reservation is a session that one query has for itself.
type reservation Session

// QueryStatement runs a statement that gives rows, after a flush.
func (r *reservation) QueryStatement(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	rows, err := (*Session)(r).queryFlushed(ctx, stmt)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// ExecStatement runs a statement that gives none, after a flush.
func (r *reservation) ExecStatement(ctx context.Context, stmt ast.Statement) (sql.Result, error) {
	return (*Session)(r).execFlushed(ctx, stmt)
}

// Release lets others use the session again.
func (r *reservation) Release() { (*Session)(r).leave() }

// sessionOf gives the session that an executor is, or nil.
func sessionOf(ex sql.Executor) *Session {
	switch ex := ex.(type) {
	case *Session:
		return ex
	case *reservation:
		return (*Session)(ex)
	}
	return nil
}

// query runs a statement without a flush.
func (s *Session) query(ctx context.Context, stmt ast.Statement) (sql.Rows, error) {
	var conn *azoth.Conn
	var err error
	if s.settings.autocommit && len(s.levels) == 0 && !writes(stmt) {
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

// writes reports whether a statement is known to write.
func writes(stmt ast.Statement) bool {
	switch stmt.(type) {
	case *ast.Insert, *ast.Update, *ast.Delete:
		return true
	}
	return false
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

// loaderRows give an autocommit connection back when they are read.
type loaderRows struct {
	sql.Rows
	session *Session
	closed  bool
}

// Row is the row of the connection's result.
func (r *loaderRows) Row() types.Row { return sql.RowOf(r.Rows) }

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
