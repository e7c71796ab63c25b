package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// An UpdateBuilder is an UPDATE. It is an immutable value.
type UpdateBuilder struct {
	s    selection // where, everywhere, from: further tables
	n    ast.From
	set  []Assignment
	ret  []ast.Expr
	more extras
}

// Update is an UPDATE of a table, or of an alias of one:
//
//	sql.Update(Users).Set(Users.Name.Set("ed")).Where(Users.ID.Eq(5))
//
// Columns are set in the order given; those behind them have a default of the
// program for every update.
func Update(table Joinable) UpdateBuilder {
	target, err := changedTable(table)
	return UpdateBuilder{n: target, s: selection{err: err}}
}

// Set assigns values to columns. Repeated calls add to it.
func (b UpdateBuilder) Set(assignments ...Assignment) UpdateBuilder {
	b.set = append(clip(b.set), assignments...)
	return b
}

// From adds tables whose columns the condition and the assigned expressions
// use.
func (b UpdateBuilder) From(sources ...Joinable) UpdateBuilder {
	b.s.addSources(sources)
	return b
}

// Where updates only the rows that satisfy all predicates.
func (b UpdateBuilder) Where(predicates ...Predicate) UpdateBuilder {
	b.s.where = extend(&b.s, b.s.where, predicates)
	return b
}

// Everywhere says that the lack of a Where is meant.
func (b UpdateBuilder) Everywhere() UpdateBuilder {
	b.s.everywhere = true
	return b
}

// Statement is the UPDATE as a tree.
func (b UpdateBuilder) Statement() (ast.Statement, error) {
	if b.s.err != nil {
		return nil, b.s.err
	}
	if len(b.s.where) == 0 && !b.s.everywhere {
		return nil, ErrEverywhere
	}
	set, err := assignmentsTo(b.n, b.s.from, b.set)
	if err != nil {
		return nil, err
	}
	stmt := &ast.Update{Table: b.n, Set: set, From: clip(b.s.from), Where: clip(b.s.where), Returning: b.ret, All: b.s.everywhere, More: b.more.modified()}
	return withParameters(stmt, b.more.parameters)
}

// String is the UPDATE in SQL that no database in particular speaks.
func (b UpdateBuilder) String() string { return printed(b.Statement()) }

// Exec updates the rows and tells how many there were.
func (b UpdateBuilder) Exec(ctx context.Context, ex Executor) (Result, error) {
	stmt, err := b.Statement()
	if err != nil {
		return Result{}, err
	}
	return exec(ctx, ex, stmt)
}
