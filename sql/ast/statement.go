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
	Lock     *Locking
	// CrossJoin says that a cartesian product in From is wanted.
	CrossJoin bool
	// More is what few statements have, or nil.
	More *Modifiers
}

// Modifiers are the rarer parts of statements. Not every statement has all of
// them.
type Modifiers struct {
	// CTEs are common table expressions to name in WITH whether the statement
	// uses them or not.
	CTEs []*CTE
	// Parameters are values for the binds of the statement that wait for one,
	// by key.
	Parameters map[string]any
	// Prefixes follow the statement's first word, Suffixes its end; Hints are
	// written at a source of rows, or where the database takes hints.
	Prefixes, Suffixes []Snippet
	Hints              []Hint
	// DistinctOn keeps the first row of those in which the expressions are
	// equal.
	DistinctOn []Expr
	// Fetch bounds the rows in the standard's own words, in place of Limit.
	Fetch *Fetch
	// Correlation says what a subquery takes from the statement around it; nil
	// is whatever it has not itself.
	Correlation *Correlation
	// Labels says how columns are named.
	Labels LabelStyle
	// OrderBy and Limit are those of an UPDATE or a DELETE.
	OrderBy []Expr
	Limit   Expr
}

// A Snippet is SQL that the program wrote, for the dialects it names; none is
// all.
type Snippet struct {
	Text     string
	Dialects []string
}

// A Hint is a [Snippet] for a source of rows; without one it is for the
// statement. %(name)s in the text is the name of the source.
type Hint struct {
	Of From
	Snippet
}

// A Fetch is FETCH FIRST … ROWS.
type Fetch struct {
	Count    Expr
	Percent  bool
	WithTies bool
}

// A Correlation says which sources of enclosing statements a subquery leaves to
// them: those named, or with Except all but those.
type Correlation struct {
	Except  bool
	Sources []From
}

// LabelStyle is how the columns of a SELECT are named that the program did not
// name.
type LabelStyle uint8

// The styles: a number for a name that was there before; the name of the table
// and a line before each; nothing.
const (
	LabelDuplicates LabelStyle = iota
	LabelTable
	LabelNothing
)

// Locking is the locking clause of a SELECT. A database without them leaves it
// out.
type Locking struct {
	Share  bool // FOR SHARE, else FOR UPDATE
	Key    bool // only the key: FOR KEY SHARE, FOR NO KEY UPDATE
	Of     []Node
	NoWait bool
	Skip   bool // SKIP LOCKED
}

// A Compound is queries combined by a set operation.
type Compound struct {
	Op      SetOperator
	Queries []Query
	OrderBy []Expr
	Limit   Expr // nil for none
	Offset  Expr // nil for none
	Lock    *Locking
	More    *Modifiers
}

// SetOperator combines the rows of queries.
type SetOperator uint8

// The set operators.
const (
	Union SetOperator = iota
	UnionAll
	Intersect
	IntersectAll
	Except
	ExceptAll
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
	// Generated is the key that the database makes, to be given back by the
	// means that the database has best for it; nil for none.
	Generated *Column
	// KeyWanted says that Generated is to be given back also where only a
	// RETURNING tells it.
	KeyWanted bool
	// Conflict says what is done where a row is there already; nil is an error.
	Conflict *Conflict
	More     *Modifiers
}

// A Conflict is what an INSERT does with a row whose key is taken: it updates
// the row that is there by Set, or with none leaves it as it is.
type Conflict struct {
	// Target is the key, as columns or expressions; TargetWhere is that of a
	// partial index; Constraint is the key by its name instead.
	Target      []Expr
	TargetWhere []Expr
	Constraint  string
	Set         []Assignment
	Where       []Expr
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
	More      *Modifiers
}

// An Assignment is column = value in an UPDATE. Target, when set, is the part
// of the column that is assigned to: an element of an array or of a document.
type Assignment struct {
	Column *Column
	Value  Expr
	Target Expr
}

// A Delete is a DELETE statement. All says that the lack of a Where is meant.
type Delete struct {
	Table     From
	Using     []From
	Where     []Expr
	Returning []Expr
	All       bool
	More      *Modifiers
}

// A Merge is a MERGE statement.
type Merge struct {
	Target    From // a table, or an alias of one
	Source    From
	On        Expr
	Clauses   []MergeClause
	Returning []Expr
	More      *Modifiers
}

// A MergeClause is one WHEN of a MERGE.
type MergeClause struct {
	// NotMatched is for rows of the source that the target lacks;
	// NotMatchedBySource for rows of the target that the source lacks.
	NotMatched, NotMatchedBySource bool
	And                            []Expr
	Action                         MergeAction
	Set                            []Assignment // of an update
	Columns                        []*Column    // of an insert
	Values                         []Expr       // of an insert
}

// MergeAction is what a MERGE does with a row.
type MergeAction uint8

// The actions.
const (
	MergeUpdate MergeAction = iota
	MergeInsert
	MergeDelete
	MergeNothing
)

// A TextStatement is a whole statement that the program wrote. Columns name
// the columns of its result by position, where the program stated them.
type TextStatement struct {
	Text    *Text
	Columns []*Column
	Types   []*types.Type
}

// Kind is KindSelect.
func (*Select) Kind() Kind { return KindSelect }

// Kind is KindCompound.
func (*Compound) Kind() Kind { return KindCompound }

// Kind is KindInsert.
func (*Insert) Kind() Kind { return KindInsert }

// Kind is KindUpdate.
func (*Update) Kind() Kind { return KindUpdate }

// Kind is KindDelete.
func (*Delete) Kind() Kind { return KindDelete }

// Kind is KindMerge.
func (*Merge) Kind() Kind { return KindMerge }

// Kind is KindTextStatement.
func (*TextStatement) Kind() Kind { return KindTextStatement }

func (*Select) statement()        {}
func (*Compound) statement()      {}
func (*Insert) statement()        {}
func (*Update) statement()        {}
func (*Delete) statement()        {}
func (*Merge) statement()         {}
func (*TextStatement) statement() {}
func (*Values) statement()        {}

func (*Select) query()        {}
func (*Compound) query()      {}
func (*TextStatement) query() {}
func (*Values) query()        {}
