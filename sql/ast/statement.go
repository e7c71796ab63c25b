package ast

import "github.com/azoth-go/azoth/types"

// A Select is a SELECT statement. The compiler completes From with the sources
// of the columns and predicates that name none of it, except those of an
// enclosing statement, to which a subquery correlates.
type Select struct {
	Columns  []Expr
	From     []From
	Where    []Expr // joined by AND
	GroupBy  []Expr
	Having   []Expr
	OrderBy  []Expr
	Distinct bool
	Limit    Expr // nil for none
	Offset   Expr // nil for none
	Lock     Lock
	// CrossJoin says that a cartesian product in From is wanted.
	CrossJoin bool
}

// Lock is the locking clause of a SELECT.
type Lock uint8

// The locking clauses. A database without them (SQLite) leaves them out.
const (
	NoLock Lock = iota
	ForUpdate
	ForShare
)

// An Insert is an INSERT statement: of one or several rows of expressions, of
// a query's rows, or of a batch.
type Insert struct {
	Table   *Table
	Columns []*Column
	Rows    [][]Expr // none, and no Query: DEFAULT VALUES
	Query   Query
	// Returning are the columns to give back of every row.
	Returning []Expr
}

// An Update is an UPDATE statement. All says that the lack of a Where is
// meant.
type Update struct {
	Table     From
	Set       []Assignment
	From      []From
	Where     []Expr
	Returning []Expr
	All       bool
}

// An Assignment is column = value in an UPDATE.
type Assignment struct {
	Column *Column
	Value  Expr
}

// A Delete is a DELETE statement. All says that the lack of a Where is meant.
type Delete struct {
	Table     From
	Using     []From
	Where     []Expr
	Returning []Expr
	All       bool
}

// A TextStatement is a whole statement that the program wrote. Columns name
// the columns of its result by position, where the program stated them.
type TextStatement struct {
	Text    *Text
	Columns []*Column
	Types   []*types.Type
}

// Kind is KindSelect.
func (*Select) Kind() Kind { return KindSelect }

// Kind is KindInsert.
func (*Insert) Kind() Kind { return KindInsert }

// Kind is KindUpdate.
func (*Update) Kind() Kind { return KindUpdate }

// Kind is KindDelete.
func (*Delete) Kind() Kind { return KindDelete }

// Kind is KindTextStatement.
func (*TextStatement) Kind() Kind { return KindTextStatement }

func (*Select) statement()        {}
func (*Insert) statement()        {}
func (*Update) statement()        {}
func (*Delete) statement()        {}
func (*TextStatement) statement() {}

func (*Select) query()        {}
func (*TextStatement) query() {}
