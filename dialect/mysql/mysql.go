package mysql

import (
	_ "embed"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

var (
	//go:embed reserved.txt
	reserved string
	//go:embed reserved_mariadb.txt
	reservedMariaDB string
)

// Dialect is the SQL of MySQL 8 or later.
var Dialect = &dialect.Dialect{
	Name:        "mysql",
	Identifiers: identifiers(reserved),
	Features: dialect.Features{
		NoTimeZones:       true,
		BooleanLiterals:   true,
		NoLimit:           "18446744073709551615",
		Locking:           true,
		Limit:             dialect.LimitComma,
		InnerJoin:         "INNER JOIN",
		LockOf:            dialect.LockOfTables,
		LockWaits:         true,
		MultiRowInsert:    true,
		Upsert:            dialect.UpsertDuplicateKeyAlias,
		RecursiveWord:     true,
		CTEFollowsInsert:  true,
		UpdateLimit:       true,
		BackslashEscapes:  true,
		UpdateFrom:        dialect.OtherTablesList,
		DeleteUsing:       dialect.OtherTablesList,
		TrueDivision:      true,
		NumericConditions: true,
		SeparatorWord:     "SEPARATOR",
		ValuesRow:         "ROW",
		MaxParameters:     65535,
	},
	DDL: ddl,
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindDistinctFrom:  distinctFrom,
		ast.KindMatch:         match,
		ast.KindRegexp:        regexp,
		ast.KindRegexpReplace: regexpReplace,
		ast.KindGrouping:      grouping,
		ast.KindNextValue:     nextValue,
		ast.KindExtract:       extract,
		ast.KindJSONElement:   element,
	},
	FunctionNames: map[string]string{"random": "rand", "aggregate_strings": "group_concat"},
	TypeName:      typeName,
	CastName:      castName,
	Reflection:    reflection,
	Room:          room,
	Identity:      identity,
	Writer:        dialect.PageWriter{},
	Tables:        tables,
	Structure:     mysqlQueries(),
	Catalog:       catalog,
}

// identifiers are bounded as aliases are; the names of tables and the like are of 64
// characters at most.
func identifiers(reserved string) dialect.Identifiers {
	ids := dialect.NewIdentifiers('`', '`', 255, reserved)
	ids.Characters = true
	return ids
}

// Version is the SQL of a version of MySQL. Before 8 a share lock has an older
// name, rows are locked in all tables, an upsert finds its values by VALUES(), and
// there is no cast to a float.
func Version(major, minor int) *dialect.Dialect {
	if major >= 8 {
		return Dialect
	}
	d := Dialect.Clone()
	d.Features.ShareLock = "LOCK IN SHARE MODE"
	d.Features.LockOf = dialect.LockOfNothing
	d.Features.Upsert = dialect.UpsertDuplicateKey
	d.CastName = castName57
	d.DDL.BareDefaults = true
	return d
}

// MariaDB is the SQL of MariaDB 10.7 or later, where INSERT and DELETE give
// rows back.
var MariaDB = mariaDB()

func mariaDB() *dialect.Dialect {
	d := Dialect.Clone()
	d.Name = "mariadb"
	d.Structure = mariadbQueries()
	d.TypeName = typeNameMariaDB
	d.Features.UUIDs = true
	d.Identifiers = identifiers(reservedMariaDB)
	d.Features.InsertReturning = true
	d.Features.DeleteReturning = true
	d.Features.ShareLock = "LOCK IN SHARE MODE"
	d.Features.LockOf = dialect.LockOfNothing
	d.Features.Upsert = dialect.UpsertDuplicateKey
	d.Features.Sequences = true
	d.Catalog.Sequences = sequences
	d.DDL.DropCheck = "DROP CONSTRAINT "
	d.DDL.NoColumnCheckNames = true
	d.Features.InlineFrames = true
	d.Features.InlineValues = true
	d.Features.ValuesRow = ""
	d.Overrides[ast.KindRegexp] = regexpInline
	d.Overrides[ast.KindRegexpReplace] = regexpReplaceInline
	return d
}
