package sybase

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

var ddl = dialect.DDLRules{
	BareDefaults:    true,
	ColumnOrder:     []dialect.ColumnClause{dialect.ColumnType, dialect.ColumnIdentity, dialect.ColumnDefault, dialect.ColumnNull},
	ExplicitNull:    func(*schema.Column) bool { return true },
	IdentityInKey:   true,
	IdentityNotNull: true,
	NoRestrict:      true,
	SelectInto:      true,
	Write:           writeDDL,
}

// writeDDL names an index that is dropped by its table, which is quoted in any
// case.
func writeDDL(c *dialect.Compiler, s schema.DDL) bool {
	index, ok := s.(schema.IndexDDL)
	if !ok || !index.Drop {
		return false
	}
	c.WriteString("DROP INDEX ")
	c.QuotedIdentifier(index.Index.Table.Name)
	c.WriteString(".")
	c.Identifier(index.Index.Name)
	return true
}

var catalog = dialect.Catalog{
	Indexes: func(string) dialect.Statement {
		return dialect.Statement{SQL: "SELECT name FROM sysindexes WHERE indid BETWEEN 1 AND 254 ORDER BY name", Returns: true}
	},
	Views: func(schema string) dialect.Statement {
		const query = "SELECT name FROM sysobjects WHERE type = 'V' AND uid = user_id("
		if schema == "" {
			return dialect.Statement{SQL: query + ") ORDER BY name", Returns: true}
		}
		return dialect.Statement{SQL: query + "?) ORDER BY name", Args: []any{schema}, Returns: true}
	},
}
