package sql

import (
	"context"

	"github.com/azoth-go/azoth/sql/ast"
)

// A DeleteBuilder is a DELETE. It is an immutable value.
type DeleteBuilder struct {
	s    selection // where, everywhere, from: further tables
	n    ast.From
	ret  []ast.Expr
	more extras
}

// Delete is a DELETE from a table, or from an alias of one:
//
//	sql.Delete(Users).Where(Users.ID.Eq(5))
func Delete(table Joinable) DeleteBuilder {
	target, err := changedTable(table)
	return DeleteBuilder{n: target, s: selection{err: err}}
}

// Using adds tables whose columns the condition uses.
func (b DeleteBuilder) Using(sources ...Joinable) DeleteBuilder {
	b.s.addSources(sources)
	return b
}

// Where deletes only the rows that satisfy all predicates.
func (b DeleteBuilder) Where(predicates ...Predicate) DeleteBuilder {
	b.s.where = extend(&b.s, b.s.where, predicates)
	return b
}

// Everywhere says that the lack of a Where is meant.
func (b DeleteBuilder) Everywhere() DeleteBuilder {
	b.s.everywhere = true
	return b
}

// Statement is the DELETE as a tree.
func (b DeleteBuilder) Statement() (ast.Statement, error) {
	switch {
	case b.s.err != nil:
		return nil, b.s.err
	case len(b.s.where) == 0 && !b.s.everywhere:
		return nil, ErrEverywhere
	}
	stmt := &ast.Delete{Table: b.n, Using: clip(b.s.from), Where: clip(b.s.where), Returning: b.ret, All: b.s.everywhere, More: b.more.modified()}
	return withParameters(stmt, b.more.parameters)
}

// String is the DELETE in SQL that no database in particular speaks.
func (b DeleteBuilder) String() string { return printed(b.Statement()) }

// Exec deletes the rows and tells how many there were.
func (b DeleteBuilder) Exec(ctx context.Context, ex Executor) (Result, error) {
	stmt, err := b.Statement()
	if err != nil {
		return Result{}, err
	}
	return exec(ctx, ex, stmt)
}
