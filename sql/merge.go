package sql

import (
	"context"
	"errors"
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
)

// A MergeBuilder is a MERGE, which brings the rows of a table together with those
// of a source. It is an immutable value.
//
//	sql.Merge(Items).Using(News).On(sql.Eq(Items.SKU, News.SKU)).
//		WhenMatched(News.Qty.Eq(0)).Delete().
//		WhenMatched().Update(sql.SetTo(Items.Qty, News.Qty)).
//		WhenNotMatched().Insert(sql.SetTo(Items.SKU, News.SKU), sql.SetTo(Items.Qty, News.Qty)).
//		Exec(ctx, eng)
type MergeBuilder struct {
	target, source ast.From
	on             []ast.Expr
	clauses        []ast.MergeClause
	returned       []ast.Expr
	more           extras
	err            error
}

// Merge is a MERGE into a table, or an alias of one.
func Merge(table Joinable) MergeBuilder {
	target, err := changedTable(table)
	return MergeBuilder{target: target, err: err}
}

// Using is the source of the rows: a table, a subquery, VALUES.
func (b MergeBuilder) Using(source Joinable) MergeBuilder {
	from, err := oneSource(source)
	b.fail(err)
	b.source = from
	return b
}

// On is the condition under which a row of the source and one of the table
// match.
func (b MergeBuilder) On(predicates ...Predicate) MergeBuilder {
	nodes, err := nodesOf(predicates)
	b.fail(err)
	b.on = append(clip(b.on), nodes...)
	return b
}

func (b *MergeBuilder) fail(err error) { b.err = firstError(b.err, err) }

// A MergeMatched is a WHEN of a MERGE about rows of the table, on its way to
// being told what happens with them.
type MergeMatched struct {
	b      MergeBuilder
	clause ast.MergeClause
}

// A MergeNotMatched is a WHEN of a MERGE about rows that the table lacks.
type MergeNotMatched struct {
	b      MergeBuilder
	clause ast.MergeClause
}

// WhenMatched is about rows of the table that match one of the source. Of several
// clauses, the first whose predicates hold is done.
func (b MergeBuilder) WhenMatched(predicates ...Predicate) MergeMatched {
	and, err := nodesOf(predicates)
	b.fail(err)
	return MergeMatched{b, ast.MergeClause{And: and}}
}

// WhenNotMatchedBySource is about rows of the table that match none of the
// source, on databases that have it.
func (b MergeBuilder) WhenNotMatchedBySource(predicates ...Predicate) MergeMatched {
	and, err := nodesOf(predicates)
	b.fail(err)
	return MergeMatched{b, ast.MergeClause{And: and, NotMatchedBySource: true}}
}

// WhenNotMatched is about rows of the source that match none of the table.
func (b MergeBuilder) WhenNotMatched(predicates ...Predicate) MergeNotMatched {
	and, err := nodesOf(predicates)
	b.fail(err)
	return MergeNotMatched{b, ast.MergeClause{And: and, NotMatched: true}}
}

func (b MergeBuilder) add(clause ast.MergeClause) MergeBuilder {
	b.clauses = append(clip(b.clauses), clause)
	return b
}

// Update assigns to columns of the row.
func (m MergeMatched) Update(assignments ...Assignment) MergeBuilder {
	set, err := assignmentsTo(m.b.target, nil, assignments)
	m.b.fail(err)
	m.clause.Action, m.clause.Set = ast.MergeUpdate, set
	return m.b.add(m.clause)
}

// Delete deletes the row.
func (m MergeMatched) Delete() MergeBuilder {
	m.clause.Action = ast.MergeDelete
	return m.b.add(m.clause)
}

// DoNothing leaves the row as it is.
func (m MergeMatched) DoNothing() MergeBuilder {
	m.clause.Action = ast.MergeNothing
	return m.b.add(m.clause)
}

// Insert inserts a row of the values assigned.
func (m MergeNotMatched) Insert(assignments ...Assignment) MergeBuilder {
	set, err := setClause(ast.BaseTable(m.b.target), assignments)
	m.b.fail(err)
	m.clause.Action = ast.MergeInsert
	for _, a := range set {
		m.clause.Columns = append(m.clause.Columns, a.Column)
		m.clause.Values = append(m.clause.Values, a.Value)
	}
	return m.b.add(m.clause)
}

// DoNothing leaves the row out.
func (m MergeNotMatched) DoNothing() MergeBuilder {
	m.clause.Action = ast.MergeNothing
	return m.b.add(m.clause)
}

// Params gives the parameters of the statement their values; see
// [Query.Params].
func (b MergeBuilder) Params(params P) MergeBuilder {
	b.more.parameters = mergedParams(b.more.parameters, params)
	return b
}

// Prefix writes SQL behind MERGE, for the dialects named, or all. The text must
// not come from outside the program.
func (b MergeBuilder) Prefix(text string, dialects ...string) MergeBuilder {
	addPrefix(&b.more.modifiers, text, dialects)
	return b
}

// With puts common table expressions in front of the statement that it does not
// name itself.
func (b MergeBuilder) With(ctes ...CTE) MergeBuilder {
	b.fail(addCTEs(&b.more.modifiers, ctes))
	return b
}

// Statement is the MERGE as a tree.
func (b MergeBuilder) Statement() (ast.Statement, error) {
	switch {
	case b.err != nil:
		return nil, fmt.Errorf("merge: %w", b.err)
	case b.source == nil || len(b.on) == 0:
		return nil, errors.New("merge needs a source and a condition: call Using and On")
	}
	on := b.on[0]
	if len(b.on) > 1 {
		on = &ast.Logical{Op: ast.And, Items: b.on}
	}
	stmt := &ast.Merge{Target: b.target, Source: b.source, On: on, Clauses: clip(b.clauses), Returning: b.returned, More: b.more.modified()}
	return withParameters(stmt, b.more.parameters)
}

// String is the MERGE in SQL that no database in particular speaks.
func (b MergeBuilder) String() string { return printed(b.Statement()) }

func (b MergeBuilder) returning(columns []ast.Expr) (ast.Statement, error) {
	b.returned = columns
	return b.Statement()
}

// Exec runs the statement and tells how many rows were inserted, updated or
// deleted.
func (b MergeBuilder) Exec(ctx context.Context, ex Executor) (Result, error) {
	stmt, err := b.Statement()
	if err != nil {
		return Result{}, err
	}
	return exec(ctx, ex, stmt)
}
