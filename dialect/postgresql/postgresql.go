package postgresql

import (
	_ "embed"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

var identifiers = dialect.NewIdentifiers('"', '"', 63, reserved)

// Dialect is the SQL of PostgreSQL 14 or later. Versions 12 and 13 have no
// subscripts of JSONB: a clone without JSONSubscripts is for them.
var Dialect = &dialect.Dialect{
	Name:        "postgresql",
	Identifiers: identifiers,
	Placeholder: placeholder,
	Features: dialect.Features{
		InsertReturning:  true,
		UpdateReturning:  true,
		DeleteReturning:  true,
		KeyReturning:     true,
		NativeBoolean:    true,
		UUIDs:            true,
		Intervals:        true,
		Concat:           " || ",
		NoLimit:          "ALL",
		DistinctOn:       true,
		FetchParentheses: true,
		KeyLocks:         true,
		LockOf:           dialect.LockOfTables,
		LockWaits:        true,
		MultiRowInsert:   true,
		Upsert:           dialect.UpsertOnConflict,
		Merge:            true,
		RecursiveWord:    true,
		Sequences:        true,
		Hints:            dialect.HintsBeforeSource,
		BooleanLiterals:  true,
		ILike:            true,
		Arrays:           true,
		JSONSubscripts:   true,
		Locking:          true,
		TypedBinds:       true,
		AnyArguments:     anyArguments,
		NumberedBinds:    true,
		BitXor:           " # ",
		Symmetric:        true,
		FullJoin:         true,
		UpdateFrom:       dialect.OtherTablesClause,
		DeleteUsing:      dialect.OtherTablesClause,
		NullsOrder:       true,
		DefaultValues:    true,
		MaxParameters:    65535,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindMatch:         match,
		ast.KindRegexp:        regexp,
		ast.KindRegexpReplace: regexpReplace,
		ast.KindJSONElement:   element,
		ast.KindNextValue:     nextValue,
	},
	FunctionNames: map[string]string{"pow": "power", "aggregate_strings": "string_agg"},
	Literal:       literal,
	TypeName:      typeName,
	CastName:      castName,
	Reflection:    reflection,
	Incomparable:  incomparable,
	Identity:      identity,
	Writer:        dialect.ArrayWriter{},
	Tables:        tables,
	Structure:     queries,
	Catalog:       catalog,
	CreateType:    createType,
	DropType:      dropType,
}

// anyArguments are the functions with arguments of the type "any", anyelement or
// the like; see the manual's chapter Functions and Operators.
var anyArguments = map[string]bool{
	"concat": true, "concat_ws": true, "format": true, "num_nulls": true, "num_nonnulls": true,
	"json_build_array": true, "json_build_object": true, "jsonb_build_array": true, "jsonb_build_object": true,
	"to_json": true, "to_jsonb": true, "json_agg": true, "jsonb_agg": true, "json_object_agg": true,
	"jsonb_object_agg": true, "array_agg": true, "pg_typeof": true,
}

func placeholder(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, '$'), int64(n), 10)
}
