package firebird

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// RowMark is the column by which the driver tells a row that UPDATE or DELETE …
// RETURNING gives from the NULLs that Firebird gives where they touched no row.
const RowMark = "azoth$row"

// Dialect is the SQL of Firebird 3 or later.
var Dialect = &dialect.Dialect{
	Name:        "firebird",
	Identifiers: identifiers(),
	Features: dialect.Features{
		InsertReturning:  true,
		UpdateReturning:  true,
		DeleteReturning:  true,
		KeyReturning:     true,
		ReturningMark:    RowMark,
		Concat:           " || ",
		Limit:            dialect.LimitFirstSkip,
		Locking:          true,
		ShareLock:        "FOR UPDATE",
		OuterLock:        true,
		InlineColumns:    true,
		InlineOrder:      true,
		FixedLiterals:    true,
		InlinePairs:      true,
		InlineFrames:     true,
		BareMembers:      true,
		OrdinalOrder:     true,
		NoTuples:         true,
		NoSchemas:        true,
		NoTruthTests:     true,
		NoTimeZones:      true,
		NoFrom:           " FROM rdb$database",
		ModuloFunction:   true,
		NullsOrder:       true,
		DefaultValues:    true,
		Merge:            true,
		Upsert:           dialect.UpsertMerge,
		RecursiveWord:    true,
		CTEFollowsInsert: true,
		NoNestedWith:     true,
		Sequences:        true,
		Hints:            dialect.NoHints,
		MaxParameters:    1499, // what is IN a list has fewer than 1500 values
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindBinary:    binary,
		ast.KindUnary:     unary,
		ast.KindLike:      like,
		ast.KindNextValue: nextValue,
		ast.KindFunction:  function,
	},
	FunctionNames: map[string]string{
		"now": "CURRENT_TIMESTAMP", "length": "char_length", "pow": "power", "random": "rand",
		"aggregate_strings": "list", "greatest": "maxvalue", "least": "minvalue",
	},
	Literal:    literal,
	TypeName:   typeName,
	CastName:   castName,
	Reflection: reflection,
	Room:       room,
	Identity:   identity,
	Writer:     dialect.LoopWriter{},
	Tables:     tables,
	Structure:  queries,
	Catalog:    catalog,
}

func identifiers() dialect.Identifiers {
	ids := dialect.NewIdentifiers('"', '"', 31, reserved).WithoutInitial("_")
	ids.UpperCase, ids.TrimsBlanks = true, true
	return ids
}
