package sql

import (
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// ReturningDefaults makes an INSERT or an UPDATE give back of every row the
// columns whose values the program does not know: of an INSERT those that it was
// given nothing for, and of both those that got an SQL expression, from the
// program or from a default.
//
//	made, err := sql.ReturningDefaults(sql.Insert(Users).Values(Users.Name.Set("ed"))).One(ctx, eng)
//	// INSERT INTO users (name) VALUES (…) RETURNING users.id, users.created_at
//
// A statement without such columns is an error, as is a DELETE.
func ReturningDefaults(write Writing) ReturningQuery[Row] {
	return ReturningQuery[Row]{defaultsOf{write}, starred{}}
}

// defaultsOf is a statement that finds out itself what it gives back.
type defaultsOf struct{ Writing }

func (d defaultsOf) returning([]ast.Expr) (ast.Statement, error) {
	if d.Writing == nil {
		return nil, errors.New("nil was given where an INSERT or an UPDATE is needed")
	}
	stmt, err := d.Writing.returning(nil)
	if err != nil {
		return nil, err
	}
	var unknown []ast.Expr
	switch n := stmt.(type) {
	case *ast.Insert:
		unknown = unknownOfInsert(n)
		n.Returning, n.Generated = unknown, nil
	case *ast.Update:
		for _, a := range n.Set {
			if !known(a.Value) {
				unknown = append(unknown, a.Column)
			}
		}
		n.Returning = unknown
	default:
		return nil, fmt.Errorf("a %T has no defaults to give back: use Returning", stmt)
	}
	if len(unknown) == 0 {
		return nil, errors.New("the program knows all values that the statement writes: nothing is left to give back")
	}
	return stmt, nil
}

func unknownOfInsert(n *ast.Insert) (unknown []ast.Expr) {
	for _, c := range n.Table.Columns {
		at := slices.Index(n.Columns, c)
		if at < 0 || n.Query != nil || slices.ContainsFunc(n.Rows, func(row []ast.Expr) bool { return !known(row[at]) }) {
			unknown = append(unknown, c)
		}
	}
	return unknown
}

// known reports whether the program knows the value of an expression.
func known(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Bind, *ast.Constant:
		return true
	}
	return false
}
