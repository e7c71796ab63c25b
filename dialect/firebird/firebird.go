package firebird

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// Dialect is the SQL of Firebird 3 or later.
var Dialect = &dialect.Dialect{
	Name:        "firebird",
	Identifiers: identifiers(),
	Features: dialect.Features{
		InsertReturning:   true,
		UpdateReturning:   true,
		DeleteReturning:   true,
		KeyReturning:      true,
		Concat:            " || ",
		Limit:             dialect.LimitFirstSkip,
		Locking:           true,
		ShareLock:         "FOR UPDATE",
		InlineColumns:     true,
		InlineOrder:       true,
		NoSchemas:         true,
		NoTuples:          true,
		NoTruthTests:      true,
		BareMembers:       true,
		CompoundPositions: true,
		CTEFollowsInsert:  true,
		InlineFrames:      true,
		NoFrom:            " FROM rdb$database",
		ModuloFunction:    true,
		NullsOrder:        true,
		DefaultValues:     true,
		Merge:             true,
		Upsert:            dialect.UpsertMerge,
		RecursiveWord:     true,
		Sequences:         true,
		Hints:             dialect.NoHints,
		MaxParameters:     1499, // what is IN a list has fewer than 1500 values
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
	ids.UpperCase = true
	return ids
}
