package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Executor runs statements: engines, connections, transactions and sessions
// are executors. Where a query is given a session, the entities that it reads
// are the session's; elsewhere they are fresh and belong to nobody.
type Executor interface {
	// QueryStatement runs a statement that gives rows.
	QueryStatement(ctx context.Context, stmt ast.Statement) (Rows, error)
	// ExecStatement runs a statement that gives none.
	ExecStatement(ctx context.Context, stmt ast.Statement) (Result, error)
}

// Rows is an open result, which is itself the current row.
type Rows interface {
	types.Row
	Columns() []string
	Next() bool
	Err() error
	Close() error
}

// WrappedRows are Rows that keep something around others: who reads all columns
// of many rows reads them from the row itself.
type WrappedRows interface {
	Rows
	// Row is the current row, the same value for all rows of the result.
	Row() types.Row
}

// RowOf gives what the columns of a result are read from.
func RowOf(rows Rows) types.Row {
	if wrapped, ok := rows.(WrappedRows); ok {
		return wrapped.Row()
	}
	return rows
}

// A Result is what a statement that gives no rows reports.
type Result struct {
	RowsAffected int64
	LastInsertID int64
	// Key is the key of the row that an INSERT asked for by RETURNING, as it
	// travels, or nil; see [InsertedKey].
	Key any
}
