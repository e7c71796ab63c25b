package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// An UpdateBuilder is an UPDATE. It is an immutable value.
type UpdateBuilder struct {
	s   selection // where, everywhere, from: further tables
	n   *ast.Table
	set []Assignment
	ret []ast.Expr
}

// Update is an UPDATE of a table:
//
//	sql.Update(Users).Set(Users.Name.Set("ed")).Where(Users.ID.Eq(5))
func Update(table Joinable) UpdateBuilder {
	target, err := targetTable(table)
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
	set, err := setClause(ast.BaseTable(b.n), b.set)
	if err != nil {
		return nil, err
	}
	return &ast.Update{Table: b.n, Set: set, From: clip(b.s.from), Where: clip(b.s.where), Returning: b.ret, All: b.s.everywhere}, nil
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
