package sql

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// InsertedKey inserts one row and gives its key, of whatever type: the value
// that the program or its defaults made, or the one that the database did, which
// is asked for by RETURNING where nothing else tells it.
//
//	id, err := sql.InsertedKey(ctx, eng, sql.Insert(Documents).Values(Documents.Title.Set("t")), Documents.ID)
//
// Where the database has no RETURNING and reports integers alone (MySQL), a key
// of another type that it made is an error once the row is inserted. An upsert
// gives the key of the row that it updated; one that does nothing gives
// ErrNoResult, or on MariaDB the key of the row that is there.
func InsertedKey[R any](ctx context.Context, ex Executor, insert InsertBuilder, key Typed[R]) (result R, err error) {
	stmt, column, err := insert.n.keyed(key)
	if err != nil {
		return result, err
	}
	value, known := keyGiven(stmt, column)
	if !known {
		stmt.Generated, stmt.KeyWanted = column, true
	}
	codec, err := types.Of(reflect.TypeFor[R](), column.Type)
	if err != nil {
		return result, err
	}
	done, err := exec(ctx, ex, stmt)
	switch {
	case err != nil:
		return result, err
	case known && done.RowsAffected == 0:
		return result, ErrNoResult
	case known:
	case done.Key != nil:
		value = done.Key
	case done.LastInsertID != 0:
		value = done.LastInsertID
	case done.RowsAffected == 0:
		return result, ErrNoResult
	default:
		return result, fmt.Errorf("the database does not tell which %s it made: have the program make it (schema.ClientDefault)", describe(column))
	}
	return result, codec.Assign(unsafe.Pointer(&result), value)
}

// keyed is the statement, of one row, with the column that is its key.
func (n *insertion) keyed(key Projection) (*ast.Insert, *ast.Column, error) {
	stmt, err := n.statement()
	if err == nil {
		err = projectionFault(key)
	}
	if err != nil {
		return nil, nil, err
	}
	columns := key.Columns()
	column, ok := columns[0].(*ast.Column)
	switch {
	case len(columns) != 1 || !ok || column.From != n.table:
		return nil, nil, fmt.Errorf("the key of a row of %s is one column of it", sourceName(n.table))
	case n.query != nil || len(n.rows) > 1 || len(n.returning) > 0:
		return nil, nil, errors.New("sql.InsertedKey inserts one row: use sql.Returning for several")
	}
	return stmt, column, nil
}

// keyGiven is the value that the statement itself has for a column.
func keyGiven(stmt *ast.Insert, column *ast.Column) (value any, known bool) {
	at := slices.Index(stmt.Columns, column)
	if at < 0 || len(stmt.Rows) == 0 {
		return nil, false
	}
	bind, ok := stmt.Rows[0][at].(*ast.Bind)
	if !ok {
		return nil, false
	}
	if given, ok := parametersOf(stmt)[bind.Key]; ok && bind.Key != "" {
		return given, true
	}
	return bind.Value, true
}
