package odbc

/*
#cgo LDFLAGS: -lodbc
#include <sql.h>
#include <sqlext.h>

static SQLRETURN executeDirect(SQLHSTMT statement, SQLWCHAR *text) {
	return SQLExecDirectW(statement, text, SQL_NTS);
}
*/
import "C"

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"regexp"
	"unsafe"

	"github.com/alexbrainman/odbc"
	"github.com/alexbrainman/odbc/api"
)

// A statement is one that is sent as it is, or with arguments prepared when it
// first has some.
type statement struct {
	connection *connection
	query      string
	prepared   api.SQLHSTMT // or nil
	parameters []odbc.Parameter
	kept       []any // memory that ODBC reads arguments from
}

var _ interface {
	sqldriver.Stmt
	sqldriver.StmtExecContext
	sqldriver.StmtQueryContext
} = (*statement)(nil)

// NumInput leaves counting the parameters to ODBC.
func (s *statement) NumInput() int { return -1 }

// Exec is what an old database/sql would call.
func (s *statement) Exec([]sqldriver.Value) (sqldriver.Result, error) { return nil, sqldriver.ErrSkip }

// Query is what an old database/sql would call.
func (s *statement) Query([]sqldriver.Value) (sqldriver.Rows, error) { return nil, sqldriver.ErrSkip }

// Close drops the statement.
func (s *statement) Close() error {
	if s.prepared != nil {
		api.SQLFreeHandle(api.SQL_HANDLE_STMT, api.SQLHANDLE(s.prepared))
		s.prepared = nil
	}
	return nil
}

// insertion is an INSERT of one row, which may generate a key.
var insertion = regexp.MustCompile(`(?is)^\s*INSERT\s.*\sVALUES\s*\(`)

// identity asks for the key that the statement before it has generated. It has to
// be the same statement to the server: a prepared one is a procedure, which keeps
// its @@identity to itself.
const identity = " SELECT CONVERT(BIGINT, @@identity)"

// A result is what a statement did.
type result struct{ affected, key int64 }

// RowsAffected is the number of rows.
func (r result) RowsAffected() (int64, error) { return r.affected, nil }

// LastInsertId is the key that was generated, or 0.
func (r result) LastInsertId() (int64, error) { return r.key, nil }

// ExecContext runs the statement and drops its rows.
func (s *statement) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	query := s.query
	inserts := insertion.MatchString(query)
	if inserts {
		query += identity
	}
	handle, err := s.start(ctx, query, args)
	if err != nil {
		return nil, err
	}
	defer s.finish(handle)
	var r result
	for asked := false; ; {
		var n api.SQLLEN
		switch {
		case columnsOf(handle) > 0 && inserts:
			if r.key, err = key(handle); err != nil {
				return nil, s.connection.check(err)
			}
			asked = true // what is counted from here on is the row with the key
		case !asked && columnsOf(handle) == 0:
			if ret := api.SQLRowCount(handle, &n); !odbc.IsError(ret) && n > 0 {
				r.affected += int64(n)
			}
		}
		ret := api.SQLMoreResults(handle)
		if ret == api.SQL_NO_DATA {
			return r, nil
		}
		if odbc.IsError(ret) {
			return nil, s.connection.check(odbc.NewError("SQLMoreResults", handle))
		}
	}
}

// key reads the row with the key.
func key(handle api.SQLHSTMT) (int64, error) {
	rows, err := newRows(context.Background(), nil, handle)
	if err != nil {
		return 0, err
	}
	values := make([]sqldriver.Value, 1)
	if err := rows.Next(values); err != nil {
		return 0, nil
	}
	n, _ := values[0].(int64)
	return n, nil
}

// QueryContext runs the statement for its rows.
func (s *statement) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	handle, err := s.start(ctx, s.query, args)
	if err != nil {
		return nil, err
	}
	// What gives no rows comes before what does.
	for columnsOf(handle) == 0 {
		ret := api.SQLMoreResults(handle)
		if ret == api.SQL_NO_DATA {
			break
		}
		if odbc.IsError(ret) {
			err := s.connection.check(odbc.NewError("SQLMoreResults", handle))
			s.finish(handle)
			return nil, err
		}
	}
	r, err := newRows(ctx, s, handle)
	if err != nil {
		s.finish(handle)
		return nil, s.connection.check(err)
	}
	return r, nil
}

// start runs the statement, prepared where it has arguments.
func (s *statement) start(ctx context.Context, query string, args []sqldriver.NamedValue) (api.SQLHSTMT, error) {
	if s.connection.bad {
		return nil, sqldriver.ErrBadConn
	}
	text := api.StringToUTF16(query)
	if len(args) == 0 {
		handle, err := s.allocate()
		if err != nil {
			return nil, err
		}
		return handle, s.execute(ctx, handle, "SQLExecDirect", func() api.SQLRETURN {
			return api.SQLRETURN(C.executeDirect(C.SQLHSTMT(unsafe.Pointer(handle)), (*C.SQLWCHAR)(unsafe.Pointer(&text[0]))))
		})
	}
	if s.prepared == nil {
		handle, err := s.allocate()
		if err != nil {
			return nil, err
		}
		ret := api.SQLPrepare(handle, (*api.SQLWCHAR)(unsafe.Pointer(&text[0])), api.SQL_NTS)
		if odbc.IsError(ret) {
			defer api.SQLFreeHandle(api.SQL_HANDLE_STMT, api.SQLHANDLE(handle))
			return nil, s.connection.check(odbc.NewError("SQLPrepare", handle))
		}
		s.prepared, s.parameters = handle, make([]odbc.Parameter, len(args))
	}
	var count api.SQLSMALLINT
	if ret := api.SQLNumParams(s.prepared, &count); !odbc.IsError(ret) && int(count) != len(args) {
		return nil, fmt.Errorf("the statement has %d parameters and %d arguments", count, len(args))
	}
	s.kept = s.kept[:0]
	for i, arg := range args {
		if err := s.bind(i, arg.Value); err != nil {
			return nil, err
		}
	}
	return s.prepared, s.execute(ctx, s.prepared, "SQLExecute", func() api.SQLRETURN { return api.SQLExecute(s.prepared) })
}

func (s *statement) allocate() (api.SQLHSTMT, error) {
	var out api.SQLHANDLE
	if ret := api.SQLAllocHandle(api.SQL_HANDLE_STMT, api.SQLHANDLE(s.connection.handle), &out); odbc.IsError(ret) {
		return nil, s.connection.check(odbc.NewError("SQLAllocHandle", s.connection.handle))
	}
	return api.SQLHSTMT(out), nil
}

// execute runs a statement, and cancels it when ctx ends. The handle is released
// where it fails.
func (s *statement) execute(ctx context.Context, handle api.SQLHSTMT, name string, run func() api.SQLRETURN) error {
	ret := cancelling(ctx, handle, run)
	if !odbc.IsError(ret) || ret == api.SQL_NO_DATA {
		return nil
	}
	err := odbc.NewError(name, handle)
	s.finish(handle)
	if ended := ctx.Err(); ended != nil {
		return errors.Join(ended, s.connection.check(err))
	}
	return s.connection.check(err)
}

// cancelling runs a call that waits for the server, and has the server stop when
// ctx ends.
func cancelling(ctx context.Context, handle api.SQLHSTMT, run func() api.SQLRETURN) api.SQLRETURN {
	if ctx.Done() == nil {
		return run()
	}
	cancelled := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(cancelled)
		api.SQLCancel(handle)
	})
	ret := run()
	if !stop() {
		<-cancelled
	}
	return ret
}

// finish ends the results of a handle, and releases it unless it is prepared.
func (s *statement) finish(handle api.SQLHSTMT) {
	if handle == s.prepared {
		api.SQLCloseCursor(handle) // or there is none
		return
	}
	api.SQLFreeHandle(api.SQL_HANDLE_STMT, api.SQLHANDLE(handle))
}

// check notes when the connection went with an error.
func (c *connection) check(err error) error {
	if lost(err) {
		c.bad = true
	}
	return err
}

func columnsOf(handle api.SQLHSTMT) int {
	var n api.SQLSMALLINT
	if ret := api.SQLNumResultCols(handle, &n); odbc.IsError(ret) {
		return 0
	}
	return int(n)
}
