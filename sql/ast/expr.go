package ast

import "github.com/azoth-go/azoth/types"

// A Bind is a value that travels beside the statement.
type Bind struct {
	Value any
	Type  *types.Type
	// Name is what a printed statement calls it; compilers number equal names.
	Name string
	// Key, when set, makes the bind wait for a value of that name (a parameter
	// of a text fragment); Set says that Value is it.
	Key string
	Set bool
	// List says that Value is a []any, each of whose values has a placeholder
	// of its own, in parentheses.
	List bool
	// Literal has the value written into the statement, as the dialect writes
	// values of its type.
	Literal bool
}

// A Constant is NULL, true or false as SQL spells them.
type Constant struct{ Value any } // nil, true or false

// A Binary is an operator between two expressions.
type Binary struct {
	Op          Operator
	Left, Right Expr
}

// A Unary is NOT, a minus sign, or the negation of all bits.
type Unary struct {
	Op Operator
	X  Expr
}

// A Logical is AND or OR of any number of predicates; of none it is AND's
// true, OR's false.
type Logical struct {
	Op    Operator // And or Or
	Items []Expr
}

// A Like compares with a pattern. With Fold, case does not matter. Before and
// After put a % around the pattern, which is then a piece of text to look for.
type Like struct {
	X, Pattern    Expr
	Escape        string // "" for none
	Before, After bool
	Fold          bool
	Not           bool
}

// An In tests membership: in a list, in the rows of a query, or in a vector,
// which a database with arrays takes as one parameter.
type In struct {
	X      Expr
	List   []Expr
	Query  Query
	Vector *types.Vector
	Not    bool
}

// A Between is X BETWEEN Low AND High. With Symmetric, the ends may stand either
// way round.
type Between struct {
	X, Low, High Expr
	Not          bool
	Symmetric    bool
}

// An IsNull is X IS NULL.
type IsNull struct {
	X   Expr
	Not bool
}

// A DistinctFrom compares with NULL as a value of its own; with Not it is the
// null-safe equality.
type DistinctFrom struct {
	Left, Right Expr
	Not         bool
}

// A Match is the database's full text search.
type Match struct {
	X, Against Expr
	// Options are what only some databases have for it: "regconfig" of
	// PostgreSQL, "mode" of MySQL.
	Options map[string]string
}

// A Function is a call. Type may be nil.
type Function struct {
	Name     string
	Args     []Expr
	Distinct bool
	Type     *types.Type
	// More is what only aggregates and window functions have, or nil.
	More *FunctionClauses
}

// FunctionClauses are what may follow the arguments of a call.
type FunctionClauses struct {
	OrderBy     []Expr  // within the parentheses of an aggregate
	WithinGroup []Expr  // WITHIN GROUP (ORDER BY …)
	Filter      []Expr  // FILTER (WHERE …), joined by AND
	Over        *Window // OVER (…), or nil
}

// A Window is what an OVER clause says.
type Window struct {
	PartitionBy []Expr
	OrderBy     []Expr
	Frame       *Frame // nil for the default
}

// A Frame is the part of its partition that a window function sees.
type Frame struct {
	Unit       FrameUnit
	Start, End FrameBound
	Exclude    string // "" or what follows EXCLUDE: "CURRENT ROW", "GROUP", "TIES", "NO OTHERS"
}

// FrameUnit is what the bounds of a frame count.
type FrameUnit uint8

// The units.
const (
	FrameRows FrameUnit = iota
	FrameRange
	FrameGroups
)

// A FrameBound is one end of a frame.
type FrameBound struct {
	At     FramePosition
	Offset Expr // of Preceding and Following
}

// FramePosition says where an end of a frame lies.
type FramePosition uint8

// The positions.
const (
	UnboundedPreceding FramePosition = iota
	Preceding
	CurrentRow
	Following
	UnboundedFollowing
)

// A Grouping is an item of GROUP BY that makes several groupings at once.
type Grouping struct {
	Sets  GroupingKind
	Items []Expr // for GroupingSets, tuples
}

// GroupingKind is the kind of a Grouping.
type GroupingKind uint8

// The kinds.
const (
	Rollup GroupingKind = iota
	Cube
	GroupingSets
)

// A NextValue draws a value from a sequence.
type NextValue struct {
	Schema, Sequence string
	Type             *types.Type
	// Optional has an INSERT on a database without sequences leave the column
	// out.
	Optional bool
}

// A Custom is an operator that the program names. Left is nil for a prefix
// operator, Right for a postfix one.
type Custom struct {
	Op          string
	Left, Right Expr
	// Precedence is how tightly it binds, on the scale of package dialect; 0 is
	// looser than everything but a comma.
	Precedence uint8
	// Predicate says that it gives a truth value.
	Predicate bool
	Type      *types.Type // may be nil
}

// A Collate gives a text the collation to compare by.
type Collate struct {
	X         Expr
	Collation string
}

// An Extract is a field of a point in time or of a duration.
type Extract struct {
	Field string
	X     Expr
}

// A Quantified is ANY (X) or ALL (X), of a query or of an array.
type Quantified struct {
	All bool
	X   Expr
}

// A Regexp compares with a regular expression.
type Regexp struct {
	X, Pattern Expr
	Flags      string
	Not        bool
}

// A RegexpReplace is a text with what a regular expression finds replaced.
type RegexpReplace struct {
	X, Pattern, Replacement Expr
	Flags                   string
}

// A Coerce is an expression that the program takes for one of another type; the
// database does nothing.
type Coerce struct {
	X    Expr
	Type *types.Type
}

// An Excluded is, in the SET of an upsert, the value that the row would have
// been inserted with.
type Excluded struct{ Column *Column }

// A JSONElement is a part of a JSON document. Steps are strings, the names of
// members, and ints, positions in arrays; Index is one step that the database
// evaluates, in place of them. As is the type that the part is read as; nil is
// JSON.
type JSONElement struct {
	X     Expr
	Steps []any
	Index Expr
	As    *types.Type
	// Text asks for the part as text, without a conversion.
	Text bool
}

// An Array is ARRAY[…]. Element is the type of its items, or nil.
type Array struct {
	Items   []Expr
	Element *types.Type
}

// A Subscript is an element of an array, or with Upper a slice of it.
type Subscript struct {
	X, Index Expr
	Upper    Expr
	Type     *types.Type // may be nil
}

// A Field is a field of a composite value: (X).Name.
type Field struct {
	X    Expr
	Name string
	Type *types.Type // may be nil
}

// A Case is CASE [Operand] WHEN … THEN … [ELSE …] END.
type Case struct {
	Operand Expr // nil for a searched CASE
	Whens   []When
	Else    Expr // may be nil
}

// A When is one branch of a Case.
type When struct{ Condition, Result Expr }

// A Cast is CAST(X AS Type). With Try it is NULL where the conversion fails.
type Cast struct {
	X    Expr
	Type *types.Type
	Try  bool
}

// A Label names an expression of the select list; elsewhere in the statement
// it stands for the expression, in ORDER BY and GROUP BY for its name.
type Label struct {
	X    Expr
	Name string
	// ByName says that an ORDER BY names the label whatever the database.
	ByName bool
}

// A Text is SQL that the program wrote: Parts[0] Binds[0] Parts[1] … .
type Text struct {
	Parts []string
	Binds []*Bind
}

// A ScalarQuery is a query used as a value.
type ScalarQuery struct{ Query Query }

// An Exists tests whether a query gives any row.
type Exists struct {
	Query Query
	Not   bool
}

// NullsOrder says where NULLs sort.
type NullsOrder uint8

// The places of NULLs in an ORDER BY.
const (
	NullsDefault NullsOrder = iota
	NullsFirst
	NullsLast
)

// Direction is the direction of an ordering. The default is ascending.
type Direction uint8

// The directions.
const (
	DirectionDefault Direction = iota
	Ascending
	Descending
)

// An Order is an expression of an ORDER BY with its direction.
type Order struct {
	X         Expr
	Direction Direction
	Nulls     NullsOrder
}

// A Tuple is (a, b, …).
type Tuple struct{ Items []Expr }

// A Star is * or, with From, all columns of one source.
type Star struct{ From From }

// Kind is KindBind.
func (*Bind) Kind() Kind { return KindBind }

// Kind is KindConstant.
func (*Constant) Kind() Kind { return KindConstant }

// Kind is KindBinary.
func (*Binary) Kind() Kind { return KindBinary }

// Kind is KindUnary.
func (*Unary) Kind() Kind { return KindUnary }

// Kind is KindLogical.
func (*Logical) Kind() Kind { return KindLogical }

// Kind is KindLike.
func (*Like) Kind() Kind { return KindLike }

// Kind is KindIn.
func (*In) Kind() Kind { return KindIn }

// Kind is KindBetween.
func (*Between) Kind() Kind { return KindBetween }

// Kind is KindIsNull.
func (*IsNull) Kind() Kind { return KindIsNull }

// Kind is KindDistinctFrom.
func (*DistinctFrom) Kind() Kind { return KindDistinctFrom }

// Kind is KindMatch.
func (*Match) Kind() Kind { return KindMatch }

// Kind is KindFunction.
func (*Function) Kind() Kind { return KindFunction }

// Kind is KindCase.
func (*Case) Kind() Kind { return KindCase }

// Kind is KindCast.
func (*Cast) Kind() Kind { return KindCast }

// Kind is KindLabel.
func (*Label) Kind() Kind { return KindLabel }

// Kind is KindText.
func (*Text) Kind() Kind { return KindText }

// Kind is KindScalarQuery.
func (*ScalarQuery) Kind() Kind { return KindScalarQuery }

// Kind is KindExists.
func (*Exists) Kind() Kind { return KindExists }

// Kind is KindOrder.
func (*Order) Kind() Kind { return KindOrder }

// Kind is KindTuple.
func (*Tuple) Kind() Kind { return KindTuple }

// Kind is KindStar.
func (*Star) Kind() Kind { return KindStar }

// Kind is KindGrouping.
func (*Grouping) Kind() Kind { return KindGrouping }

// Kind is KindNextValue.
func (*NextValue) Kind() Kind { return KindNextValue }

// Kind is KindCustom.
func (*Custom) Kind() Kind { return KindCustom }

// Kind is KindCollate.
func (*Collate) Kind() Kind { return KindCollate }

// Kind is KindExtract.
func (*Extract) Kind() Kind { return KindExtract }

// Kind is KindQuantified.
func (*Quantified) Kind() Kind { return KindQuantified }

// Kind is KindRegexp.
func (*Regexp) Kind() Kind { return KindRegexp }

// Kind is KindRegexpReplace.
func (*RegexpReplace) Kind() Kind { return KindRegexpReplace }

// Kind is KindCoerce.
func (*Coerce) Kind() Kind { return KindCoerce }

// Kind is KindExcluded.
func (*Excluded) Kind() Kind { return KindExcluded }

// Kind is KindJSONElement.
func (*JSONElement) Kind() Kind { return KindJSONElement }

// Kind is KindArray.
func (*Array) Kind() Kind { return KindArray }

// Kind is KindSubscript.
func (*Subscript) Kind() Kind { return KindSubscript }

// Kind is KindField.
func (*Field) Kind() Kind { return KindField }

func (*Bind) expr()          {}
func (*Constant) expr()      {}
func (*Binary) expr()        {}
func (*Unary) expr()         {}
func (*Logical) expr()       {}
func (*Like) expr()          {}
func (*In) expr()            {}
func (*Between) expr()       {}
func (*IsNull) expr()        {}
func (*DistinctFrom) expr()  {}
func (*Match) expr()         {}
func (*Function) expr()      {}
func (*Case) expr()          {}
func (*Cast) expr()          {}
func (*Label) expr()         {}
func (*Text) expr()          {}
func (*ScalarQuery) expr()   {}
func (*Exists) expr()        {}
func (*Order) expr()         {}
func (*Tuple) expr()         {}
func (*Star) expr()          {}
func (*Grouping) expr()      {}
func (*NextValue) expr()     {}
func (*Custom) expr()        {}
func (*Collate) expr()       {}
func (*Extract) expr()       {}
func (*Quantified) expr()    {}
func (*Regexp) expr()        {}
func (*RegexpReplace) expr() {}
func (*Coerce) expr()        {}
func (*Excluded) expr()      {}
func (*JSONElement) expr()   {}
func (*Array) expr()         {}
func (*Subscript) expr()     {}
func (*Field) expr()         {}
