package mssql

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// Clustering says whether an index is the order of the table's rows.
type Clustering uint8

// The ways: as the database does by itself, CLUSTERED and NONCLUSTERED.
const (
	ClusteringDefault Clustering = iota
	Clustered
	NonClustered
)

// String gives the keyword that says it, nothing for the default.
func (k Clustering) String() string { return [...]string{"", "CLUSTERED", "NONCLUSTERED"}[k] }

// IndexOptions are what only SQL Server says of an index.
type IndexOptions struct {
	Clustering Clustering
	// Columnstore keeps the index by columns.
	Columnstore bool
	// Include are columns that the index holds besides its own.
	Include []string
}

// ConstraintOptions are what only SQL Server says of a key.
type ConstraintOptions struct{ Clustering Clustering }

// DialectOptions marks the options of a dialect.
func (IndexOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (ConstraintOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	BareDefaults:        true,
	Collations:          dialect.CollationWord,
	CheckedTypes:        []types.Kind{types.KindBoolean},
	ColumnOrder:         []dialect.ColumnClause{dialect.ColumnType, dialect.ColumnComputed, dialect.ColumnNull, dialect.ColumnIdentity, dialect.ColumnDefault},
	ExplicitNull:        func(*schema.Column) bool { return true },
	Identity:            dialect.IdentityPair,
	SequencedNotNull:    true,
	Computed:            map[schema.Storage]string{schema.StorageDefault: "", schema.Stored: " PERSISTED", schema.Virtual: ""},
	ComputedWithoutType: true,
	Comments:            dialect.CommentStatements,
	PartialIndexes:      true,
	NoIndexGuard:        true,
	NoRestrict:          true,
	IndexOnTable:        true,
	SelectInto:          true,
	ConstraintWord: func(constraint schema.TableConstraint) string {
		return schema.Option[ConstraintOptions](constraint.Clauses().Options).Clustering.String()
	},
	Index: index,
	Write: writeDDL,
}

func index(x *schema.TableIndex) dialect.IndexClauses {
	options := schema.Option[IndexOptions](x.Options)
	clauses := dialect.IndexClauses{Kind: options.Clustering.String(), Include: options.Include}
	if options.Columnstore {
		if clauses.Kind != "" {
			clauses.Kind += " "
		}
		clauses.Kind += "COLUMNSTORE"
	}
	return clauses
}

// writeDDL describes tables and columns by extended properties.
func writeDDL(c *dialect.Compiler, s schema.DDL) bool {
	comment, ok := s.(schema.CommentDDL)
	if !ok || comment.Constraint != nil {
		return false
	}
	if comment.Drop {
		c.WriteString("execute sp_dropextendedproperty 'MS_Description'")
	} else {
		c.WriteString("execute sp_addextendedproperty 'MS_Description', N")
		c.Literal(comment.Text())
	}
	c.WriteString(", 'schema', ")
	if comment.Table.Schema == "" {
		c.WriteString("dbo")
	} else {
		c.Identifier(comment.Table.Schema)
	}
	c.WriteString(", 'table', ")
	c.Identifier(comment.Table.Name)
	if comment.Column != nil {
		c.WriteString(", 'column', ")
		c.Identifier(comment.Column.Name)
	}
	return true
}

var catalog = dialect.Catalog{
	Indexes: func(schema string) dialect.Statement {
		return inSchema("SELECT i.name FROM sys.indexes AS i JOIN sys.objects AS o ON o.object_id = i.object_id WHERE i.name IS NOT NULL AND schema_name(o.schema_id) = ", schema)
	},
	Sequences: func(schema string) dialect.Statement {
		return inSchema("SELECT name FROM sys.sequences WHERE schema_name(schema_id) = ", schema)
	},
	Views: func(schema string) dialect.Statement {
		return inSchema("SELECT name FROM sys.views WHERE schema_name(schema_id) = ", schema)
	},
}

func inSchema(query, schema string) dialect.Statement {
	if schema == "" {
		return dialect.Statement{SQL: query + "schema_name() ORDER BY 1", Returns: true}
	}
	return dialect.Statement{SQL: query + "@p1 ORDER BY 1", Args: []any{schema}, Returns: true}
}
