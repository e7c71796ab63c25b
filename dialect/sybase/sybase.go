package sybase

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// Dialect is the SQL of Adaptive Server Enterprise 16 or later, in sessions that
// have quoted_identifier on.
var Dialect = &dialect.Dialect{
	Name:        "sybase",
	Identifiers: dialect.NewIdentifiers('"', '"', 255, reserved),
	Features: dialect.Features{
		NoTimeZones:       true,
		NoTruthTests:      true,
		NoConditionValues: true,
		Lateral:           dialect.NoLateral,
		BinaryNulls:       true,
		Concat:            " || ",
		Limit:             dialect.LimitRows,
		InlineColumns:     true,
		InlineOrder:       true,
		InlinePairs:       true,
		InlineFrames:      true,
		DeleteUsing:       dialect.OtherTablesFrom,
		Merge:             true,
		Upsert:            dialect.UpsertMerge,
		RecursiveWord:     true,
		MaxParameters:     2048,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindBinary:       binary,
		ast.KindDistinctFrom: distinctFrom,
		ast.KindExtract:      extract,
		ast.KindFunction:     function,
	},
	FunctionNames: map[string]string{"now": "GETDATE()", "pow": "power"},
	Literal:       literal,
	TypeName:      typeName,
	CastName:      castName,
	Room:          room,
	Identity:      identity,
	Writer:        dialect.LoopWriter{},
	Tables:        tables,
	Structure:     queries,
	Catalog:       catalog,
}
