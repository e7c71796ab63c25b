package oracle

import (
	_ "embed"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// Dialect is the SQL of Oracle 12.2 or later.
var Dialect = &dialect.Dialect{
	Name:        "oracle",
	Identifiers: identifiers(128),
	Placeholder: placeholder,
	Features: dialect.Features{
		Intervals:          true,
		InsertReturning:    true,
		UpdateReturning:    true,
		DeleteReturning:    true,
		Returning:          dialect.ReturningInto,
		KeyReturning:       true,
		DefaultKeyword:     true,
		Concat:             " || ",
		Limit:              dialect.LimitFetch,
		Locking:            true,
		ShareLock:          "FOR UPDATE",
		LockOf:             dialect.LockOfColumns,
		LockWaits:          true,
		WithinGroupOrder:   true,
		BareAliases:        true,
		NoFrom:             " FROM DUAL",
		NoConditionValues:  true,
		ConditionFunctions: conditionFunctions,
		NoTruthTests:       true,
		TrueDivision:       true,
		ModuloFunction:     true,
		NullsOrder:         true,
		NoLabelOrder:       true,
		Merge:              true,
		MergeWhere:         true,
		Upsert:             dialect.UpsertMerge,
		OuterLock:          true,
		TableFunction:      true,
		ScalarColumn:       "COLUMN_VALUE",
		CTEFollowsInsert:   true,
		Except:             "MINUS",
		Sequences:          true,
		Hints:              dialect.HintsInComment,
		MaxParameters:      65535,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindBinary:        binary,
		ast.KindUnary:         unary,
		ast.KindDistinctFrom:  distinctFrom,
		ast.KindJSONElement:   element,
		ast.KindMatch:         match,
		ast.KindNextValue:     nextValue,
		ast.KindRegexp:        regexp,
		ast.KindRegexpReplace: regexpReplace,
	},
	FunctionNames: map[string]string{
		"now": "CURRENT_TIMESTAMP", "char_length": "LENGTH", "pow": "POWER", "aggregate_strings": "LISTAGG",
	},
	Literal:   literal,
	TypeName:  typeName,
	CastName:  castName,
	Identity:  identity,
	Writer:    dialect.LoopWriter{},
	Tables:    tables,
	Structure: queries,
	Catalog:   catalog,
}

// WithoutANSIJoins is a dialect of Oracle that joins in the WHERE clause, with
// (+) behind the columns of the side that may be missing, as old versions and
// some hints want it. A FULL JOIN and a join on the right side of a LEFT JOIN are
// *dialect.UnsupportedError.
func WithoutANSIJoins(d *dialect.Dialect) *dialect.Dialect {
	d = d.Clone()
	d.Overrides[ast.KindSelect] = selectWithoutJoins
	d.Overrides[ast.KindCustom] = custom
	return d
}

// Version is the SQL of a version of Oracle. Before 12 rows are counted by
// ROWNUM, before 12.2 names have at most 30 bytes, and from 23 on there are
// booleans and JSON columns.
func Version(major, minor int) *dialect.Dialect {
	d := Dialect.Clone()
	switch {
	case major >= 23:
		d.Features.NativeBoolean = true
		d.Features.BooleanLiterals = true
		d.TypeName = typeName23
		d.CastName = castName23
	case major < 12:
		d.Features.Limit = dialect.LimitRowCount
		d.DDL.NoIdentity = true
		fallthrough
	case major == 12 && minor < 2:
		d.Identifiers = identifiers(30)
	}
	return d
}

func identifiers(maxLength int) dialect.Identifiers {
	ids := dialect.NewIdentifiers('"', '"', maxLength, reserved).WithoutInitial("_")
	ids.UpperCase = true
	return ids
}

func placeholder(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, ':'), int64(n), 10)
}
