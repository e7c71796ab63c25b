package goora

import (
	"context"
	sqldriver "database/sql/driver"
	"reflect"
	"slices"

	"github.com/azoth-go/azoth/driver"
	goora "github.com/sijms/go-ora/v2"
)

// A statement is one of go-ora's, or will be when it first runs.
type statement struct {
	sqldriver.Stmt // nil while there is none
	connection     *connection
	query          string
	kinds          []reflect.Type // of the parameters it has been run with, nil for NULL
}

// NumInput leaves counting the parameters to the server.
func (s *statement) NumInput() int { return -1 }

// Exec is what an old database/sql would call.
func (s *statement) Exec([]sqldriver.Value) (sqldriver.Result, error) { return nil, sqldriver.ErrSkip }

// Query is what an old database/sql would call.
func (s *statement) Query([]sqldriver.Value) (sqldriver.Rows, error) { return nil, sqldriver.ErrSkip }

// Close drops the statement.
func (s *statement) Close() error {
	if s.Stmt == nil {
		return nil
	}
	inner := s.Stmt
	s.Stmt = nil
	if !s.connection.IsValid() {
		return nil
	}
	return inner.Close()
}

// ready has the statement prepared for parameters of these types. go-ora keeps
// the types that the server was told at first: a text that is a CLOB for its
// length would be sent as the VARCHAR2 that the one before was.
func (s *statement) ready(ctx context.Context, args []sqldriver.NamedValue) error {
	kinds := make([]reflect.Type, len(args))
	for i, arg := range args {
		kinds[i] = reflect.TypeOf(arg.Value)
		if out, ok := arg.Value.(goora.Out); ok {
			kinds[i] = reflect.TypeOf(out.Dest)
		}
		if i < len(s.kinds) && kinds[i] == nil {
			kinds[i] = s.kinds[i]
		}
	}
	same := len(kinds) == len(s.kinds)
	for i := range kinds {
		same = same && (s.kinds[i] == nil || s.kinds[i] == kinds[i])
	}
	if s.Stmt != nil && !same {
		if err := s.Close(); err != nil {
			return err
		}
	}
	s.kinds = kinds
	if s.Stmt != nil {
		return nil
	}
	inner, err := s.connection.inner.PrepareContext(ctx, s.query)
	if err == nil {
		s.Stmt = inner
	}
	return err
}

// ExecContext runs the statement.
func (s *statement) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	args = s.bind(args)
	if err := s.ready(ctx, args); err != nil {
		return nil, err
	}
	result, err := s.Stmt.(sqldriver.StmtExecContext).ExecContext(ctx, args)
	return affected(result), err
}

// QueryContext runs the statement for its rows, or for the one that its out
// parameters are.
func (s *statement) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	if slices.ContainsFunc(args, isOut) {
		return s.returning(ctx, args)
	}
	args = s.bind(args)
	if err := s.ready(ctx, args); err != nil {
		return nil, err
	}
	inner, err := s.Stmt.(sqldriver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	return newRows(ctx, inner), nil
}

// bind gives the arguments as go-ora takes them: texts of the national character
// set where the URL wants that, and out parameters with room for their values.
func (s *statement) bind(args []sqldriver.NamedValue) []sqldriver.NamedValue {
	bound := slices.Clone(args)
	for i, arg := range bound {
		switch v := arg.Value.(type) {
		case *out:
			bound[i].Value = v.parameter()
		case string:
			if s.connection.national {
				bound[i].Value = goora.NVarChar(v)
			}
		case goora.Clob:
			if s.connection.national {
				bound[i].Value = goora.NClob{String: v.String, Valid: v.Valid}
			}
		}
		bound[i].Ordinal = i + 1
	}
	return bound
}

// What go-ora says of RETURNING … INTO: of no row, for which it forgets where the
// value belongs, and of several, where it leaves the rest of the answer unread.
const (
	saysNoRow       = "output parameter should be pointer type"
	saysSeveralRows = "more than one row affected with return clause"
)

// returning runs the statement and gives its out parameters as a row.
func (s *statement) returning(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	bound := s.bind(args)
	if err := s.ready(ctx, bound); err != nil {
		return nil, err
	}
	result, err := s.Stmt.(sqldriver.StmtExecContext).ExecContext(ctx, bound)
	rows := &outRow{}
	for i, arg := range args {
		if o, ok := arg.Value.(*out); ok {
			rows.outs = append(rows.outs, o)
			rows.columns = append(rows.columns, "")
			rows.values = append(rows.values, bound[i].Value.(goora.Out).Dest)
		}
	}
	switch {
	case err != nil && err.Error() == saysNoRow:
		rows.read = true
		s.kinds = nil // and the statement is not fit for another time
		return rows, s.Close()
	case err != nil && err.Error() == saysSeveralRows:
		s.connection.lost = true
		return nil, &driver.Error{Kind: driver.ErrUnsupportedOperation, Err: err,
			Message: "RETURNING … INTO met several rows, of which this driver takes one: select them before, or find one row by its key"}
	case err != nil:
		return nil, err
	}
	if n, err := result.RowsAffected(); err == nil && n == 0 {
		rows.read = true
	}
	return rows, nil
}

func isOut(arg sqldriver.NamedValue) bool {
	_, ok := arg.Value.(*out)
	return ok
}
