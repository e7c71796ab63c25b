package ast

import "github.com/azoth-go/azoth/types"

// Operator is a binary or unary operator.
type Operator uint8

// The operators. True division gives a fraction also of two integers; a
// dialect casts where its database would truncate.
const (
	Equal Operator = iota
	NotEqual
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	Add
	Subtract
	Multiply
	Divide
	Modulo
	Concat
	Not
	Negate
	And
	Or
)

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
}

// A Constant is NULL, true or false as SQL spells them.
type Constant struct{ Value any } // nil, true or false

// A Binary is an operator between two expressions.
type Binary struct {
	Op          Operator
	Left, Right Expr
}

// A Unary is NOT or a minus sign.
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

// A Like compares with a pattern. With Fold, case does not matter.
type Like struct {
	X, Pattern Expr
	Escape     string // "" for none
	Fold       bool
	Not        bool
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

// A Between is X BETWEEN Low AND High.
type Between struct {
	X, Low, High Expr
	Not          bool
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
type Match struct{ X, Against Expr }

// A Function is a call. Type may be nil.
type Function struct {
	Name     string
	Args     []Expr
	Distinct bool
	Type     *types.Type
}

// A Case is CASE [Operand] WHEN … THEN … [ELSE …] END.
type Case struct {
	Operand Expr // nil for a searched CASE
	Whens   []When
	Else    Expr // may be nil
}

// A When is one branch of a Case.
type When struct{ Condition, Result Expr }

// A Cast is CAST(X AS Type).
type Cast struct {
	X    Expr
	Type *types.Type
}

// A Label names an expression of the select list; elsewhere in the statement
// it stands for the expression, in ORDER BY and GROUP BY for its name.
type Label struct {
	X    Expr
	Name string
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

// An Order is an expression of an ORDER BY with its direction.
type Order struct {
	X          Expr
	Descending bool
	Nulls      NullsOrder
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

func (*Bind) expr()         {}
func (*Constant) expr()     {}
func (*Binary) expr()       {}
func (*Unary) expr()        {}
func (*Logical) expr()      {}
func (*Like) expr()         {}
func (*In) expr()           {}
func (*Between) expr()      {}
func (*IsNull) expr()       {}
func (*DistinctFrom) expr() {}
func (*Match) expr()        {}
func (*Function) expr()     {}
func (*Case) expr()         {}
func (*Cast) expr()         {}
func (*Label) expr()        {}
func (*Text) expr()         {}
func (*ScalarQuery) expr()  {}
func (*Exists) expr()       {}
func (*Order) expr()        {}
func (*Tuple) expr()        {}
func (*Star) expr()         {}
