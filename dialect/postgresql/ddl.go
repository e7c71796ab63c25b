package postgresql

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// TableOptions are what only PostgreSQL says of a table.
type TableOptions struct {
	// Inherits are tables whose columns this one has too.
	Inherits []string
	// PartitionBy is how the table is cut into partitions: "RANGE (day)".
	PartitionBy string
	// Using is the access method.
	Using string
	// With are storage parameters.
	With []Parameter
	// WithOIDs and WithoutOIDs are what versions before 12 had.
	WithOIDs, WithoutOIDs bool
	// OnCommit is what a temporary table does at the end of a transaction:
	// "DROP", "DELETE ROWS" or "PRESERVE ROWS".
	OnCommit   string
	Tablespace string
}

// A Parameter is a storage parameter: fillfactor = 70.
type Parameter struct {
	Name  string
	Value any
}

// IndexOptions are what only PostgreSQL says of an index.
type IndexOptions struct {
	// Using is the method: "gin", "gist", "hash", "brin" …
	Using string
	// Operators are operator classes, by the name of the column.
	Operators map[string]string
	// Include are columns that the index holds besides its own.
	Include []string
	// NullsNotDistinct has a unique index take NULLs for equal.
	NullsNotDistinct bool
	// Concurrently creates and drops the index without locking the table. It
	// cannot run in a transaction.
	Concurrently bool
	With         []Parameter
	Tablespace   string
}

// ConstraintOptions are what only PostgreSQL says of a constraint.
type ConstraintOptions struct {
	// NullsNotDistinct has a unique constraint take NULLs for equal.
	NullsNotDistinct bool
	// Include are columns that the index of a key holds besides its own.
	Include []string
	// NotValid has a foreign key or a check that is added not look at the rows
	// that there are.
	NotValid bool
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (IndexOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (ConstraintOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	BareDefaults:       true,
	CheckedTypes:       []types.Kind{types.KindBoolean, types.KindEnum},
	Comments:           dialect.CommentStatements,
	ConstraintComments: true,
	Identity:           dialect.IdentityGenerated,
	IdentityNotNull:    true,
	Computed:           map[schema.Storage]string{schema.StorageDefault: " STORED", schema.Stored: " STORED"},
	Exclude:            true,
	PartialIndexes:     true,
	IndexExpressions:   dialect.IndexOperatorsInParentheses,
	MaterializedViews:  true,
	TableTail:          tableTail,
	ConstraintWord:     constraintWord,
	ConstraintTail:     constraintTail,
	Index:              index,
}

func tableTail(c *dialect.Compiler, t *schema.Table) {
	options := schema.Option[TableOptions](t.Options)
	for i, parent := range options.Inherits {
		c.WriteString(map[bool]string{true: " INHERITS (", false: ", "}[i == 0])
		c.Identifier(parent)
	}
	if len(options.Inherits) > 0 {
		c.WriteString(")")
	}
	if options.PartitionBy != "" {
		c.WriteString(" PARTITION BY " + options.PartitionBy)
	}
	if options.Using != "" {
		c.WriteString(" USING ")
		c.Identifier(options.Using)
	}
	parameters(c, options.With)
	switch {
	case options.WithOIDs:
		c.WriteString(" WITH OIDS")
	case options.WithoutOIDs:
		c.WriteString(" WITHOUT OIDS")
	}
	if options.OnCommit != "" {
		c.WriteString(" ON COMMIT " + strings.ToUpper(options.OnCommit))
	}
	tablespace(c, options.Tablespace)
}

func parameters(c *dialect.Compiler, list []Parameter) {
	for i, p := range list {
		c.WriteString(map[bool]string{true: " WITH (", false: ", "}[i == 0])
		c.WriteString(fmt.Sprintf("%s = %v", p.Name, p.Value))
	}
	if len(list) > 0 {
		c.WriteString(")")
	}
}

func tablespace(c *dialect.Compiler, name string) {
	if name != "" {
		c.WriteString(" TABLESPACE ")
		c.Identifier(name)
	}
}

func constraintWord(constraint schema.TableConstraint) string {
	if schema.Option[ConstraintOptions](constraint.Clauses().Options).NullsNotDistinct {
		return "NULLS NOT DISTINCT"
	}
	return ""
}

func constraintTail(c *dialect.Compiler, constraint schema.TableConstraint) {
	options := schema.Option[ConstraintOptions](constraint.Clauses().Options)
	for i, name := range options.Include {
		c.WriteString(map[bool]string{true: " INCLUDE (", false: ", "}[i == 0])
		c.Identifier(name)
	}
	if len(options.Include) > 0 {
		c.WriteString(")")
	}
	if options.NotValid {
		c.WriteString(" NOT VALID")
	}
}

func index(x *schema.TableIndex) dialect.IndexClauses {
	options := schema.Option[IndexOptions](x.Options)
	clauses := dialect.IndexClauses{
		Using: options.Using, Include: options.Include,
		Part: func(column string) string {
			if class := options.Operators[column]; class != "" {
				return " " + class
			}
			return ""
		},
		Tail: func(c *dialect.Compiler) {
			if options.NullsNotDistinct {
				c.WriteString(" NULLS NOT DISTINCT")
			}
			parameters(c, options.With)
			tablespace(c, options.Tablespace)
		},
	}
	if options.Concurrently {
		clauses.Words, clauses.DropWords = "CONCURRENTLY", "CONCURRENTLY"
	}
	return clauses
}

var catalog = dialect.Catalog{
	Indexes:   func(schema string) dialect.Statement { return relations(schema, "'i', 'I'") },
	Sequences: func(schema string) dialect.Statement { return relations(schema, "'S'") },
	Views:     func(schema string) dialect.Statement { return relations(schema, "'v', 'm'") },
	Types:     existingTypes,
}

// relations asks for the names of what pg_class has of some kinds.
func relations(schema, kinds string) dialect.Statement {
	query := "SELECT c.relname FROM pg_catalog.pg_class AS c" +
		" JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace" +
		" WHERE c.relkind IN (" + kinds + ") AND "
	if schema == "" {
		return dialect.Statement{
			SQL:     query + "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog' ORDER BY c.relname",
			Returns: true,
		}
	}
	return dialect.Statement{SQL: query + "n.nspname = $1 ORDER BY c.relname", Args: []any{schema}, Returns: true}
}
