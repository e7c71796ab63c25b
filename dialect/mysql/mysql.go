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
	Identifiers: dialect.NewIdentifiers('`', '`', 255, reserved),
	Features: dialect.Features{
		BooleanLiterals:  true,
		NoLimit:          "18446744073709551615",
		Locking:          true,
		Limit:            dialect.LimitComma,
		InnerJoin:        "INNER JOIN",
		LockOf:           dialect.LockOfTables,
		LockWaits:        true,
		MultiRowInsert:   true,
		Upsert:           dialect.UpsertDuplicateKeyAlias,
		RecursiveWord:    true,
		CTEFollowsInsert: true,
		UpdateLimit:      true,
		BackslashEscapes: true,
		UpdateFrom:       dialect.OtherTablesList,
		DeleteUsing:      dialect.OtherTablesList,
		TrueDivision:     true,
		MaxParameters:    65535,
	},
	DDL: dialect.DDLRules{Comments: dialect.CommentClauses},
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindCast:         cast,
		ast.KindDistinctFrom: distinctFrom,
		ast.KindMatch:        match,
	},
	TypeName: typeName,
	Identity: identity,
	Writer:   dialect.PageWriter{},
	Tables:   tables,
}

// MariaDB is the SQL of MariaDB 10.5 or later, where INSERT and DELETE give
// rows back.
var MariaDB = mariaDB()

func mariaDB() *dialect.Dialect {
	d := Dialect.Clone()
	d.Name = "mariadb"
	d.Identifiers = dialect.NewIdentifiers('`', '`', 255, reservedMariaDB)
	d.Features.InsertReturning = true
	d.Features.DeleteReturning = true
	d.Features.ShareLock = "LOCK IN SHARE MODE"
	d.Features.LockOf = dialect.LockOfNothing
	d.Features.Upsert = dialect.UpsertDuplicateKey
	d.Features.Sequences = true
	return d
}
