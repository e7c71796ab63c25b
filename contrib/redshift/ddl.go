package redshift

import (
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// TableOptions are what only Redshift says of a table; see CREATE TABLE in the
// guide.
type TableOptions struct {
	// DistStyle is how rows are spread over the nodes: "AUTO", "EVEN", "KEY" or
	// "ALL"; "" leaves it to the database, or to DistKey.
	DistStyle string
	// DistKey is the column whose equal values are kept on one node.
	DistKey string
	// SortKey are the columns that rows are sorted by.
	SortKey []string
	// Interleaved gives each column of SortKey the same weight.
	Interleaved bool
}

// ColumnOptions are what only Redshift says of a column.
type ColumnOptions struct {
	// Encode is the compression: "az64", "zstd", "raw" …
	Encode string
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (ColumnOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	BareDefaults:    true,
	Comments:        dialect.CommentStatements,
	Collations:      dialect.NoCollations,
	Identity:        dialect.IdentityPair,
	IdentityNotNull: true,
	NoOnUpdate:      true,
	// No way of storing one: computed columns are refused, not left out.
	Computed:          map[schema.Storage]string{},
	MaterializedViews: true,
	TableTail:         tableTail,
	ColumnTail:        columnTail,
	Write:             refuse,
}

func tableTail(c *dialect.Compiler, t *schema.Table) {
	options := schema.Option[TableOptions](t.Options)
	if options.DistStyle != "" {
		c.WriteString(" DISTSTYLE " + strings.ToUpper(options.DistStyle))
	}
	if options.DistKey != "" {
		c.WriteString(" DISTKEY (")
		c.Identifier(options.DistKey)
		c.WriteString(")")
	}
	if len(options.SortKey) == 0 {
		return
	}
	if options.Interleaved {
		c.WriteString(" INTERLEAVED")
	}
	c.WriteString(" SORTKEY (")
	for i, column := range options.SortKey {
		if i > 0 {
			c.WriteString(", ")
		}
		c.Identifier(column)
	}
	c.WriteString(")")
}

func columnTail(c *schema.Column) string {
	if encode := schema.Option[ColumnOptions](c.Options).Encode; encode != "" {
		return " ENCODE " + strings.ToUpper(encode)
	}
	return ""
}

// refuse fails the statements whose objects the database does not have.
func refuse(c *dialect.Compiler, s schema.DDL) bool {
	switch s := s.(type) {
	case schema.IndexDDL:
		c.Unsupported("an index")
		return true
	case schema.SequenceDDL:
		c.Unsupported("a sequence")
		return true
	case schema.TableDDL:
		if s.Drop {
			return false
		}
		for _, check := range s.Table.Checks {
			if check.Clauses().Condition.Holds(c.Dialect().Name) {
				c.Unsupported("a CHECK constraint")
			}
		}
		for _, key := range s.Table.ForeignKeys {
			if key.OnDelete != "" {
				c.Unsupported("ON DELETE " + string(key.OnDelete))
			}
		}
	}
	return false
}
