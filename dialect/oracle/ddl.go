package oracle

import (
	"strconv"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// TableOptions are what only Oracle says of a table.
type TableOptions struct {
	// Compress is COMPRESS, CompressFor COMPRESS FOR with what it names: "6",
	// "OLTP".
	Compress    bool
	CompressFor string
	Tablespace  string
	// OnCommit is what a temporary table does at the end of a transaction:
	// "DELETE ROWS" or "PRESERVE ROWS".
	OnCommit string
}

// IndexOptions are what only Oracle says of an index.
type IndexOptions struct {
	Bitmap bool
	// Compress is COMPRESS; with CompressColumns as many leading columns are.
	Compress        bool
	CompressColumns int
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (IndexOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	Temporary:         "GLOBAL TEMPORARY",
	BareDefaults:      true,
	Collations:        dialect.NoCollations,
	Comments:          dialect.CommentStatements,
	Identity:          dialect.IdentityGenerated,
	IdentityNotNull:   true,
	Computed:          map[schema.Storage]string{schema.StorageDefault: "", schema.Virtual: " VIRTUAL"},
	NoOnUpdate:        true,
	NoRestrict:        true,
	NoIndexGuard:      true,
	MaterializedViews: true,
	TableTail:         tableTail,
	Index:             index,
	Write:             writeDDL,
}

func tableTail(c *dialect.Compiler, t *schema.Table) {
	options := schema.Option[TableOptions](t.Options)
	if options.OnCommit != "" {
		c.WriteString(" ON COMMIT " + options.OnCommit)
	}
	switch {
	case options.CompressFor != "":
		c.WriteString(" COMPRESS FOR " + options.CompressFor)
	case options.Compress:
		c.WriteString(" COMPRESS")
	}
	if options.Tablespace != "" {
		c.WriteString(" TABLESPACE ")
		c.Identifier(options.Tablespace)
	}
}

func index(x *schema.TableIndex) dialect.IndexClauses {
	options := schema.Option[IndexOptions](x.Options)
	var clauses dialect.IndexClauses
	if options.Bitmap {
		clauses.Kind = "BITMAP"
	}
	clauses.Tail = func(c *dialect.Compiler) {
		switch {
		case options.CompressColumns > 0:
			c.WriteString(" COMPRESS " + strconv.Itoa(options.CompressColumns))
		case options.Compress:
			c.WriteString(" COMPRESS")
		}
	}
	return clauses
}

// writeDDL takes the comment of a table away by an empty one, since there is no
// NULL for it.
func writeDDL(c *dialect.Compiler, s schema.DDL) bool {
	comment, ok := s.(schema.CommentDDL)
	if !ok || !comment.Drop || comment.Column != nil || comment.Constraint != nil {
		return false
	}
	c.WriteString("COMMENT ON TABLE ")
	c.TableName(comment.Table)
	c.WriteString(" IS ''")
	return true
}

var catalog = dialect.Catalog{
	Indexes: func(schema string) dialect.Statement {
		return owned("index_name", "all_indexes", "owner", schema)
	},
	Sequences: func(schema string) dialect.Statement {
		return owned("sequence_name", "all_sequences", "sequence_owner", schema)
	},
	Views: func(schema string) dialect.Statement { return owned("view_name", "all_views", "owner", schema) },
}

// owned asks for names as programs write them: those of one case only are upper
// case in the catalog.
func owned(name, view, owner, schema string) dialect.Statement {
	query := "SELECT CASE WHEN " + name + " = upper(" + name + ") THEN lower(" + name + ") ELSE " + name + " END" +
		" FROM " + view + " WHERE " + owner + " = "
	if schema == "" {
		return dialect.Statement{SQL: query + "sys_context('USERENV', 'CURRENT_SCHEMA') ORDER BY 1", Returns: true}
	}
	return dialect.Statement{SQL: query + "upper(:1) ORDER BY 1", Args: []any{schema}, Returns: true}
}
