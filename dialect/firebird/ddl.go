package firebird

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
)

// TableOptions are what only Firebird says of a table.
type TableOptions struct {
	// OnCommit is what a temporary table does at the end of a transaction:
	// "DELETE ROWS" or "PRESERVE ROWS".
	OnCommit string
}

// IndexOptions are what only Firebird says of an index.
type IndexOptions struct {
	// Descending is an index from the greatest value to the smallest.
	Descending bool
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (IndexOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	NoSchemas:          true,
	NoRestrict:         true,
	Temporary:          "GLOBAL TEMPORARY",
	BareDefaults:       true,
	Collations:         dialect.CollationStrings,
	Comments:           dialect.CommentStatements,
	Identity:           dialect.IdentityStartOnly,
	IdentityNotNull:    true,
	Computed:           map[schema.Storage]string{schema.StorageDefault: "", schema.Virtual: ""},
	NoTableAs:          true,
	SequenceStartFirst: true,
	StartsBefore:       true,
	TableTail: func(c *dialect.Compiler, t *schema.Table) {
		if options := schema.Option[TableOptions](t.Options); options.OnCommit != "" {
			c.WriteString(" ON COMMIT " + options.OnCommit)
		}
	},
	Index: func(x *schema.TableIndex) (clauses dialect.IndexClauses) {
		if schema.Option[IndexOptions](x.Options).Descending {
			clauses.Kind = "DESCENDING"
		}
		return clauses
	},
	Write: writeDDL,
}

// writeDDL writes an index on an expression, which must be all that the index is
// on, behind COMPUTED BY.
func writeDDL(c *dialect.Compiler, s schema.DDL) bool {
	index, ok := s.(schema.IndexDDL)
	if !ok || index.Drop {
		return false
	}
	x := index.Index
	computed := false
	for _, part := range x.Parts {
		computed = computed || part.Expression != nil
	}
	switch {
	case !computed:
		return false
	case len(x.Parts) > 1:
		c.Unsupported("an index on an expression and something else")
		return true
	}
	unique, node := "", x.Parts[0].Expression.Node()
	if x.Unique {
		unique = "UNIQUE "
	}
	if order, ok := node.(*ast.Order); ok {
		node = order.X
		if order.Direction == ast.Descending {
			unique += "DESCENDING "
		}
	}
	c.WriteString("CREATE " + unique + "INDEX ")
	c.Identifier(x.Name)
	c.WriteString(" ON ")
	c.TableName(x.Table)
	c.WriteString(" COMPUTED BY (")
	c.BareExpression(node)
	c.WriteString(")")
	return true
}

var catalog = dialect.Catalog{
	Indexes: func(string) dialect.Statement { return named("rdb$index_name", "rdb$indices", "rdb$system_flag") },
	Sequences: func(string) dialect.Statement {
		return named("rdb$generator_name", "rdb$generators", "rdb$system_flag")
	},
	Views: func(string) dialect.Statement {
		return named("rdb$relation_name", "rdb$relations", "CASE WHEN rdb$view_blr IS NULL THEN 1 ELSE rdb$system_flag END")
	},
}

// named asks for names as programs may write them: what is in capitals in the
// catalog is called so in quotes, and in small letters without.
func named(name, from, hidden string) dialect.Statement {
	rest := " FROM " + from + " WHERE coalesce(" + hidden + ", 0) = 0"
	return dialect.Statement{
		SQL:     "SELECT trim(" + name + ")" + rest + " UNION SELECT lower(trim(" + name + "))" + rest + " AND " + name + " = upper(" + name + ") ORDER BY 1",
		Returns: true,
	}
}
