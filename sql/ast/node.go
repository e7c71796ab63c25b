package ast

// Kind identifies a type of node.
type Kind uint8

// The kinds of expressions, sources of rows, and statements.
const (
	KindColumn Kind = iota
	KindBind
	KindConstant
	KindBinary
	KindUnary
	KindLogical
	KindLike
	KindIn
	KindBetween
	KindIsNull
	KindDistinctFrom
	KindMatch
	KindFunction
	KindCase
	KindCast
	KindLabel
	KindText
	KindScalarQuery
	KindExists
	KindOrder
	KindTuple
	KindStar
	KindGrouping
	KindNextValue
	KindCustom
	KindCollate
	KindExtract
	KindQuantified
	KindRegexp
	KindRegexpReplace
	KindCoerce
	KindExcluded
	KindJSONElement
	KindArray
	KindSubscript
	KindField
	KindTable
	KindAlias
	KindDerived
	KindJoin
	KindTextFrom
	KindCTE
	KindValues
	KindFunctionTable
	KindSample
	KindSelect
	KindCompound
	KindInsert
	KindUpdate
	KindDelete
	KindMerge
	KindTextStatement
	KindCount // the number of kinds
)

// A Node is anything in a statement tree.
type Node interface{ Kind() Kind }

// An Expr is a node that stands for a value.
type Expr interface {
	Node
	expr()
}

// A From is a node that stands for rows: a table, an alias, a derived table, a
// join.
type From interface {
	Node
	from()
}

// A Statement is a node that can be executed.
type Statement interface {
	Node
	statement()
}

// A Query is a statement that gives rows, and so may stand inside another.
type Query interface {
	Statement
	query()
}
