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

// Dialect is the SQL of PostgreSQL 12 or later.
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
		Locking:          true,
		TypedBinds:       true,
		BitXor:           " # ",
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
	Identity:      identity,
	Writer:        dialect.ArrayWriter{},
	Tables:        tables,
	Catalog:       catalog,
	CreateType:    createType,
	DropType:      dropType,
}

func placeholder(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, '$'), int64(n), 10)
}
