package sql

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
)

// An InsertBuilder is an INSERT. It is an immutable value.
type InsertBuilder struct{ n insertion }

type insertion struct {
	table     *ast.Table
	columns   []*ast.Column
	rows      [][]ast.Expr
	query     ast.Query
	returning []ast.Expr
	conflict  *ast.Conflict
	more      extras
	inline    bool // no key is asked for
	bare      bool // the program's defaults stay away
	err       error
}

// Insert is an INSERT into a table. Without Values and FromQuery it inserts
// one row of defaults.
//
//	sql.Insert(MoviesActors).Values(MoviesActors.MovieID.Set(1), MoviesActors.ActorID.Set(2))
func Insert(table Joinable) InsertBuilder {
	target, err := targetTable(table)
	return InsertBuilder{insertion{table: target, err: err}}
}

func (n *insertion) fail(err error) {
	if n.err == nil {
		n.err = err
	}
}

// Values adds a row. Every row must assign to the same columns, in whatever
// order; they are written in the order of the table. Columns with a default of
// the program get it where no row assigns to them.
func (b InsertBuilder) Values(assignments ...Assignment) InsertBuilder {
	if b.n.query != nil {
		b.n.fail(errors.New("insert has both Values and FromQuery"))
		return b
	}
	if b.n.table == nil {
		return b
	}
	set, err := setClause(b.n.table, assignments)
	if len(assignments) == 0 { // a row of defaults
		set, err = nil, nil
	}
	if err != nil {
		b.n.fail(err)
		return b
	}
	if len(b.n.rows) == 0 {
		b.n.columns = make([]*ast.Column, len(set))
		for i, a := range set {
			b.n.columns[i] = a.Column
		}
	}
	row := make([]ast.Expr, len(b.n.columns))
	for _, a := range set {
		i := slices.Index(b.n.columns, a.Column)
		if i < 0 || row[i] != nil || len(set) != len(row) {
			b.n.fail(fmt.Errorf("row %d of the insert does not assign to the columns of the first row, each once: %s",
				len(b.n.rows)+1, describe(a.Column)))
			return b
		}
		row[i] = a.Value
	}
	b.n.rows = append(clip(b.n.rows), row)
	return b
}

// FromQuery inserts the rows of a query; columns say where its columns go, in
// order.
func (b InsertBuilder) FromQuery(q Subselect, columns ...Expression) InsertBuilder {
	if len(b.n.rows) > 0 {
		b.n.fail(errors.New("insert has both Values and FromQuery"))
		return b
	}
	var err error
	if b.n.query, err = queryOf(q); err != nil {
		b.n.fail(err)
	}
	b.n.columns = make([]*ast.Column, len(columns))
	for i, x := range columns {
		node, err := nodeOf(x)
		if err != nil {
			b.n.fail(err)
		}
		column, ok := node.(*ast.Column)
		if !ok {
			b.n.fail(fmt.Errorf("insert into %s: it is not a column", describe(node)))
		} else if err := assignable(b.n.table, column); err != nil {
			b.n.fail(err)
		}
		b.n.columns[i] = column
	}
	return b
}

// Statement is the INSERT as a tree.
func (b InsertBuilder) Statement() (ast.Statement, error) {
	stmt, err := b.n.statement()
	if err != nil {
		return nil, err
	}
	return stmt, nil
}

func (n *insertion) statement() (*ast.Insert, error) {
	if n.err != nil {
		return nil, n.err
	}
	for _, c := range n.columns {
		if c.From != n.table {
			return nil, fmt.Errorf("insert into %s: %s is a column of another table", sourceName(n.table), describe(c))
		}
	}
	stmt := &ast.Insert{Table: n.table, Returning: n.returning, Conflict: n.conflict, More: n.more.modified()}
	if err := n.fill(stmt); err != nil {
		return nil, fmt.Errorf("insert into %s: %w", sourceName(n.table), err)
	}
	if !n.inline && len(n.returning) == 0 && n.query == nil {
		stmt.Generated = generatedKey(stmt)
	}
	return withParameters(stmt, n.more.parameters)
}

// String is the INSERT in SQL that no database in particular speaks.
func (b InsertBuilder) String() string { return printed(b.Statement()) }

// Exec inserts the rows. Result.LastInsertID is the key that the database
// generated for the one row: where it does not report that by itself, the
// statement asks for it by RETURNING.
func (b InsertBuilder) Exec(ctx context.Context, ex Executor) (Result, error) {
	stmt, err := b.n.statement()
	if err != nil {
		return Result{}, err
	}
	return exec(ctx, ex, stmt)
}

// targetTable is the table that a statement writes to: a schema.Table, or an
// entity's.
func targetTable(source Joinable) (*ast.Table, error) {
	if source == nil {
		return nil, errors.New("nil was given where a table is needed")
	}
	steps, err := source.JoinSteps(nil)
	if err != nil {
		return nil, err
	}
	if len(steps) == 1 {
		if table, ok := steps[0].From.(*ast.Table); ok {
			return table, nil
		}
	}
	return nil, fmt.Errorf("a %T is not a table that rows can be written to", source)
}

// changedTable is the table, or the alias of one, whose rows a statement
// changes.
func changedTable(source Joinable) (ast.From, error) {
	from, err := oneSource(source)
	if err == nil && ast.BaseTable(from) == nil {
		err = fmt.Errorf("a %T is not a table whose rows can be changed", source)
	}
	return from, err
}
