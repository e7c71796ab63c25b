package mssql

import (
	_ "embed"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// Dialect is the SQL of SQL Server 2012 or later.
var Dialect = &dialect.Dialect{
	Name:        "mssql",
	Identifiers: identifiers(),
	Placeholder: placeholder,
	Features: dialect.Features{
		InsertReturning:    true,
		UpdateReturning:    true,
		DeleteReturning:    true,
		Returning:          dialect.ReturningOutput,
		KeyReturning:       true,
		NoTuples:           true,
		NoTruthTests:       true,
		NoConditionValues:  true,
		ConditionFunctions: conditionFunctions,
		BinaryNulls:        true,
		UUIDs:              true,
		Concat:             " + ",
		Limit:              dialect.LimitTop,
		InlineFrames:       true,
		WithinGroupOrder:   true,
		UpdateFrom:         dialect.OtherTablesFrom,
		DeleteUsing:        dialect.OtherTablesFrom,
		AliasTarget:        true,
		Lateral:            dialect.LateralApply,
		NoValuesQuery:      true,
		NoNestedWith:       true,
		DefaultValues:      true,
		MultiRowInsert:     true,
		IdentityInsert:     true,
		Merge:              true,
		MergeEnd:           ";",
		Upsert:             dialect.UpsertMerge,
		Sequences:          true,
		MaxParameters:      2098, // of the 2100 that a procedure takes, two are the statement and the list of types
		MaxRows:            1000,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindBinary:       binary,
		ast.KindCast:         cast,
		ast.KindCollate:      collate,
		ast.KindDistinctFrom: distinctFrom,
		ast.KindExtract:      extract,
		ast.KindFunction:     function,
		ast.KindJSONElement:  element,
		ast.KindMatch:        match,
	},
	FunctionNames: map[string]string{
		"now": "CURRENT_TIMESTAMP", "current_date": "GETDATE()",
		"length": "LEN", "char_length": "LEN", "pow": "POWER", "aggregate_strings": "string_agg",
	},
	Literal:    literal,
	TypeName:   typeName,
	CastName:   castName,
	Reflection: reflection,
	Room:       room,
	Identity:   identity,
	Writer:     dialect.PageWriter{},
	Tables:     tables,
	Structure:  queries,
	Catalog:    catalog,
}

// identifiers has names of databases before those of schemas, with a dot
// between.
func identifiers() dialect.Identifiers {
	ids := dialect.NewIdentifiers('[', ']', 128, reserved)
	ids.SchemaDots, ids.Characters = true, true
	return ids
}

// Version is the SQL of a version of SQL Server by the numbers of its product:
// 10 and 50 are SQL Server 2008 R2, which has no OFFSET and numbers rows in a
// derived table instead.
func Version(major, minor int) *dialect.Dialect {
	if major >= 11 {
		return Dialect
	}
	d := Dialect.Clone()
	d.Features.Limit = dialect.LimitRowNumber
	d.Features.Sequences = false
	d.TypeName = typeName2008
	return d
}

func placeholder(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, "@p"...), int64(n), 10)
}
