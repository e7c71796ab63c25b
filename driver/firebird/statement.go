package firebird

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"slices"

	"github.com/nakagami/firebirdsql"
)

// A statement is one that is prepared once in a transaction.
type statement struct {
	sqldriver.Stmt // nil while it is not prepared
	connection     *connection
	query          string
	booleans       bool // truth values are sent as such
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
	if s.connection.abandoned {
		return nil
	}
	return inner.Close()
}

// prepare prepares the statement in the open transaction.
func (s *statement) prepare(ctx context.Context) error {
	if s.Stmt != nil {
		return nil
	}
	inner, err := s.connection.inner.PrepareContext(ctx, s.query)
	if err == nil {
		s.Stmt = inner
		s.connection.prepared = append(s.connection.prepared, s)
	}
	return err
}

// ExecContext runs the statement.
func (s *statement) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (result sqldriver.Result, err error) {
	err = s.connection.within(ctx, func() error {
		if err := s.prepare(ctx); err != nil {
			return err
		}
		return s.bind(args, func(args []sqldriver.NamedValue) error {
			inner := s.Stmt.(sqldriver.StmtExecContext)
			result, err = sending(ctx, s.connection, args, func(args []sqldriver.NamedValue) (sqldriver.Result, error) {
				return inner.ExecContext(ctx, args)
			})
			return err
		})
	})
	return affected(result), err
}

// QueryContext runs the statement for its rows.
func (s *statement) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	return s.connection.query(ctx, func() (rows sqldriver.Rows, err error) {
		if err := s.prepare(ctx); err != nil {
			return nil, err
		}
		err = s.bind(args, func(args []sqldriver.NamedValue) error {
			inner := s.Stmt.(sqldriver.StmtQueryContext)
			rows, err = sending(ctx, s.connection, args, func(args []sqldriver.NamedValue) (sqldriver.Rows, error) {
				return inner.QueryContext(ctx, args)
			})
			return err
		})
		return rows, err
	})
}

// bind runs the statement with truth values as numbers, which is how the
// dialect keeps them; where a column is a BOOLEAN, as such. Firebird converts
// neither to the other, and a statement that failed has done nothing.
func (s *statement) bind(args []sqldriver.NamedValue, run func(args []sqldriver.NamedValue) error) error {
	if !slices.ContainsFunc(args, isBoolean) {
		return run(args)
	}
	for range 2 {
		bound := args
		if !s.booleans {
			bound = numbers(args)
		}
		err := run(bound)
		failure, ok := errors.AsType[*firebirdsql.FbError](err)
		if !ok || !slices.Contains(failure.GDSCodes, firebirdsql.ISCConvertError) {
			return err
		}
		s.booleans = !s.booleans
	}
	return run(args)
}

func isBoolean(arg sqldriver.NamedValue) bool {
	_, ok := arg.Value.(bool)
	return ok
}

// numbers gives the arguments with 1 and 0 for true and false.
func numbers(args []sqldriver.NamedValue) []sqldriver.NamedValue {
	if !slices.ContainsFunc(args, isBoolean) {
		return args
	}
	args = slices.Clone(args)
	for i, arg := range args {
		switch arg.Value {
		case true:
			args[i].Value = int64(1)
		case false:
			args[i].Value = int64(0)
		}
	}
	return args
}

// affected gives a result without a last insert ID, which Firebird has not.
func affected(result sqldriver.Result) sqldriver.Result {
	if result == nil {
		return nil
	}
	n, err := result.RowsAffected()
	if err != nil {
		return result
	}
	return sqldriver.RowsAffected(n)
}
