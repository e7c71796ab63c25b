package sql

import (
	"context"
	"slices"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Expression is anything that stands for a value in a statement.
type Expression interface {
	// Node is the expression as a tree, for compilers and extensions.
	Node() ast.Expr
}

// An Operand is an expression that compares with Go values of type T, nullable
// or not.
type Operand[T any] interface {
	Expression
	operand(T)
}

// A Predicate is an expression that may stand in WHERE, HAVING and ON.
type Predicate interface {
	Expression
	predicate()
}

// A Projection is an item of a select list: an expression, or an entity, which
// stands for all its columns.
type Projection interface {
	// Columns are the expressions that the item adds to the select list.
	Columns() []ast.Expr
}

// A Typed projection reads itself: a column its Go value, an entity the object
// that the executor's session has for the row. R is the type of the result.
type Typed[R any] interface {
	Projection
	// Prepare is called once for every execution, before the statement is
	// compiled. It adds what it reads to the plan's select list and gives the
	// function that reads one R.
	Prepare(p *Plan) (Reader[R], error)
}

// A Reader reads one value from the current row. Columns lie where Prepare put
// them.
type Reader[R any] func(row types.Row, into *R) error

// A Plan is a query on its way to be executed: the statement, which projections
// and loader options may still extend, and what is to happen around its rows.
type Plan struct {
	// Statement is the SELECT, a copy that belongs to this execution. It is nil
	// for a textual statement.
	Statement *ast.Select
	// Executor is where the query runs, or nil when it is only printed.
	Executor Executor
	// Options are the loader options given to the query, in order.
	Options []Option
	// Positions, for a textual statement, finds the columns of the result:
	// given an expression of a projection it says at which position it is.
	Positions func(ast.Expr) (int, error)
	// Unique says that rows which read the same are one result (a collection
	// was joined in).
	Unique bool
	after  []func(ctx context.Context) error
	next   int
}

// Add puts expressions at the end of the select list and gives the position of
// the first; for a textual statement it finds each in the result instead.
func (p *Plan) Add(exprs ...ast.Expr) (positions []int, err error) {
	positions = make([]int, len(exprs))
	if p.Positions == nil {
		p.Statement.Columns = slices.Grow(p.Statement.Columns, len(exprs))
	}
	for i, e := range exprs {
		if positions[i], err = p.add(e); err != nil {
			return nil, err
		}
	}
	return positions, nil
}

func (p *Plan) add(e ast.Expr) (position int, err error) {
	if p.Positions != nil {
		return p.Positions(e)
	}
	position = p.next
	p.next++
	p.Statement.Columns = append(p.Statement.Columns, e)
	return position, nil
}

// After has a function called once all rows are read and the result is closed,
// where further statements may be run.
func (p *Plan) After(f func(ctx context.Context) error) { p.after = append(p.after, f) }

// An Option is something given to a query that its projections understand, such
// as the loader options of package orm.
type Option interface{ QueryOption() }

// An OptionFor is an option that makes sense for results of type R.
type OptionFor[R any] interface {
	Option
	OptionFor(R)
}

// A Joinable is what a query can be joined with: a table, an entity, an alias,
// a derived table, or a relationship, which may pass through an association
// table.
type Joinable interface {
	// JoinSteps gives the sources of rows to join, in order, each with its
	// condition; a nil condition is taken from the foreign keys between the
	// source and what was joined before. Left are the sources so far.
	JoinSteps(left []ast.From) ([]JoinStep, error)
}

// A JoinStep is one source of rows and the condition it is joined on.
type JoinStep struct {
	From ast.From
	On   ast.Expr
}
