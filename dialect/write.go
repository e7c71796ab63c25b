package dialect

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Writer turns a group of rows of one table into the statements that write
// it best on its database. The measured best differs: arrays on PostgreSQL,
// one prepared statement run for each row on SQLite, rows in pages elsewhere.
type Writer interface {
	Insert(d *Dialect, g *InsertGroup) ([]Write, error)
	Update(d *Dialect, g *UpdateGroup) ([]Write, error)
	Delete(d *Dialect, g *DeleteGroup) ([]Write, error)
}

// An InsertGroup is rows to insert that set the same columns.
type InsertGroup struct {
	Table   *ast.Table
	Columns []*ast.Column   // may be empty: only defaults
	Values  []*types.Vector // one for each column
	Rows    int
	// Generated is the integer key column that the database fills in, or nil.
	Generated *ast.Column
	// Returning are all columns to read back, Generated the first among them.
	Returning []*ast.Column
}

// An UpdateGroup is rows to update by key that set the same columns. Keys are
// the columns that find a row, in its state before.
type UpdateGroup struct {
	Table     *ast.Table
	Columns   []*ast.Column
	Values    []*types.Vector
	Keys      []*ast.Column
	KeyValues []*types.Vector
	Rows      int
}

// A DeleteGroup is rows to delete by key.
type DeleteGroup struct {
	Table     *ast.Table
	Keys      []*ast.Column
	KeyValues []*types.Vector
	Rows      int
}

// A Write is one statement of a group: rows First to First+Count-1 of it.
type Write struct {
	Statement Statement
	First     int
	Count     int
	Match     Match
}

// Match says how the rows that a Write gives back find the rows they belong to.
type Match uint8

const (
	// MatchNone: nothing is given back.
	MatchNone Match = iota
	// MatchPosition: the first column of the result is the row's number within
	// the write, from 1; the returned columns follow.
	MatchPosition
	// MatchOrder: the results come in the order of the rows, one each.
	MatchOrder
	// MatchAscending: the generated keys, sorted, are in the order of the rows.
	MatchAscending
	// MatchLastInsertID: no rows; Result.LastInsertID is the one row's key.
	MatchLastInsertID
)
