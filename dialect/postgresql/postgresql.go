package postgresql

import (
	_ "embed"
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/sql/ast"
)

//go:embed reserved.txt
var reserved string

// Dialect is the SQL of PostgreSQL 12 or later.
var Dialect = &dialect.Dialect{
	Name:        "postgresql",
	Identifiers: dialect.NewIdentifiers('"', '"', 63, reserved),
	Placeholder: placeholder,
	Features: dialect.Features{
		InsertReturning: true,
		UpdateReturning: true,
		DeleteReturning: true,
		KeyReturning:    true,
		NativeBoolean:   true,
		Concat:          " || ",
		NoLimit:         "ALL",
		KeyLocks:        true,
		LockOf:          dialect.LockOfTables,
		LockWaits:       true,
		MultiRowInsert:  true,
		Upsert:          dialect.UpsertOnConflict,
		Merge:           true,
		RecursiveWord:   true,
		Sequences:       true,
		Hints:           dialect.HintsBeforeSource,
		BooleanLiterals: true,
		ILike:           true,
		Arrays:          true,
		Locking:         true,
		TypedBinds:      true,
		FullJoin:        true,
		UpdateFrom:      dialect.OtherTablesClause,
		DeleteUsing:     dialect.OtherTablesClause,
		NullsOrder:      true,
		DefaultValues:   true,
		MaxParameters:   65535,
	},
	DDL: dialect.DDLRules{BareDefaults: true, Comments: dialect.CommentStatements},
	Overrides: [ast.KindCount]dialect.Override{
		ast.KindMatch: match,
	},
	TypeName: typeName,
	Identity: identity,
	Writer:   dialect.ArrayWriter{},
	Tables:   tables,
}

func placeholder(buf []byte, n int) []byte {
	return strconv.AppendInt(append(buf, '$'), int64(n), 10)
}

// match is the full text search over what the words stem from.
func match(c *dialect.Compiler, n ast.Node) {
	m := n.(*ast.Match)
	c.Operand(m.X, dialect.PrecedenceComparison+1)
	c.WriteString(" @@ plainto_tsquery(")
	c.Expr(m.Against)
	c.WriteString(")")
}
