package sqlite

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

var identifiers = dialect.NewIdentifiers('"', '"', 0, reserved)

// Dialect is the SQL of SQLite 3.39 or later.
var Dialect = &dialect.Dialect{
	Name:        "sqlite",
	Identifiers: identifiers,
	Features: dialect.Features{
		NoTimeZones:       true,
		InsertReturning:   true,
		UpdateReturning:   true,
		DeleteReturning:   true,
		ReturningNames:    true,
		Limit:             dialect.LimitAndOffset,
		NoLimit:           "-1",
		Concat:            " || ",
		MultiRowInsert:    true,
		Upsert:            dialect.UpsertOnConflict,
		RecursiveWord:     true,
		Hints:             dialect.NoHints,
		TupleValues:       true,
		BareMembers:       true,
		EmptyInQuery:      true,
		NumericConditions: true,
		FullJoin:          true,
		UpdateFrom:        dialect.OtherTablesClause,
		NullsOrder:        true,
		DefaultValues:     true,
		MaxParameters:     32766,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindBinary:       binary,
		ast.KindBetween:      between,
		ast.KindIsNull:       isNull,
		ast.KindCast:         cast,
		ast.KindOrder:        order,
		ast.KindIn:           in,
		ast.KindDistinctFrom: distinctFrom,
		ast.KindFunction:     function,
		ast.KindRegexp:       regexp,
		ast.KindExtract:      extract,
		ast.KindJSONElement:  element,
	},
	FunctionNames: map[string]string{
		"now": "CURRENT_TIMESTAMP", "localtimestamp": "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
		"char_length": "length", "aggregate_strings": "group_concat",
	},
	Literal:    literal,
	TypeName:   typeName,
	CastName:   castName,
	Reflection: reflection,
	Room:       room,
	Identity:   identity,
	Writer:     dialect.LoopWriter{InsertIDs: true},
	Tables:     tables,
	Structure:  queries,
	Catalog:    catalog,
}
