package mssql

import (
	"context"
	sqldriver "database/sql/driver"
	"strconv"
	"strings"
)

// A statement is one whose parameters are declared by this package.
type statement struct {
	sqldriver.Stmt // go-mssqldb's of the same text
	connection     *connection
	query          string
}

// ExecContext runs the statement.
func (s *statement) ExecContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	ctx, done := withoutDeadline(ctx)
	defer done()
	stmt, args, err := s.executable(ctx, args)
	if err != nil {
		return nil, err
	}
	return stmt.(sqldriver.StmtExecContext).ExecContext(ctx, args)
}

// QueryContext runs the statement for its rows.
func (s *statement) QueryContext(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	ctx, done := withoutDeadline(ctx)
	stmt, args, err := s.executable(ctx, args)
	if err != nil {
		done()
		return nil, err
	}
	inner, err := stmt.(sqldriver.StmtQueryContext).QueryContext(ctx, args)
	if err != nil {
		done()
		return nil, err
	}
	return newRows(inner, done), nil
}

// withoutDeadline gives a context that is cancelled when ctx ends. The error of a
// deadline looks like one of the network to the driver, which would give the
// connection up, though the server has confirmed that it stopped.
func withoutDeadline(ctx context.Context) (context.Context, func()) {
	if _, dated := ctx.Deadline(); !dated {
		return ctx, func() {}
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, cancel)
	return life, func() {
		stop()
		cancel()
	}
}

// executable gives what runs the statement with the arguments: sp_executesql, to
// which they are told with their types. Without arguments, and with some of the
// driver's own types, it is go-mssqldb's statement.
func (s *statement) executable(ctx context.Context, args []sqldriver.NamedValue) (sqldriver.Stmt, []sqldriver.NamedValue, error) {
	declared, complete := declare(args)
	if !complete {
		return s.Stmt, values(args), nil
	}
	call, err := s.connection.Conn.PrepareContext(ctx, "sp_executesql")
	if err != nil {
		return nil, nil, err
	}
	all := make([]sqldriver.NamedValue, 0, 2+len(args))
	all = append(all, sqldriver.NamedValue{Ordinal: 1, Value: s.query}, sqldriver.NamedValue{Ordinal: 2, Value: declared})
	for i, arg := range args {
		all = append(all, sqldriver.NamedValue{Name: "p" + strconv.Itoa(i+1), Ordinal: i + 3, Value: arg.Value.(parameter).value})
	}
	return call, all, nil
}

// declare gives the list of the parameters with their types, unless it knows not
// all of them, or there are none.
func declare(args []sqldriver.NamedValue) (list string, complete bool) {
	var b strings.Builder
	for i, arg := range args {
		p, ok := arg.Value.(parameter)
		if !ok {
			return "", false
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("@p" + strconv.Itoa(i+1) + " " + p.declared)
	}
	return b.String(), len(args) > 0
}

// values gives the arguments as go-mssqldb takes them.
func values(args []sqldriver.NamedValue) []sqldriver.NamedValue {
	plain := make([]sqldriver.NamedValue, len(args))
	for i, arg := range args {
		if p, ok := arg.Value.(parameter); ok {
			arg.Value = p.value
		}
		plain[i] = arg
	}
	return plain
}
