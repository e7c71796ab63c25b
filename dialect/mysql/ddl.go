package mysql

import (
	"strconv"
	"strings"

	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// TableOptions are what only MySQL and MariaDB say of a table.
type TableOptions struct {
	Engine         string // "InnoDB"
	Charset        string // CHARSET
	DefaultCharset string // DEFAULT CHARSET
	Collate        string
	RowFormat      string // "DYNAMIC"
	AutoIncrement  int64  // the first key, where it is not 0
	KeyBlockSize   int
	// PartitionBy is how the table is cut into partitions: "HASH(id)".
	PartitionBy string
	Partitions  int
	// More is what follows, as it stands.
	More string
}

// MariaDBTableOptions are those of MariaDB, in place of the TableOptions, where
// it is to differ from MySQL.
type MariaDBTableOptions TableOptions

// IndexOptions are what only MySQL and MariaDB say of an index.
type IndexOptions struct {
	// Kind is "FULLTEXT" or "SPATIAL".
	Kind string
	// Length is how many characters of a column the index has; Lengths says so
	// by the name of the column.
	Length  int
	Lengths map[string]int
	// Using is "btree" or "hash".
	Using string
	// Parser is that of a FULLTEXT index.
	Parser string
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (MariaDBTableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (IndexOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	NameLength:       64,
	Collations:       dialect.CollationWord,
	CheckedTypes:     []types.Kind{types.KindEnum},
	IdentityInKey:    true,
	ColumnOrder:      []dialect.ColumnClause{dialect.ColumnType, dialect.ColumnComputed, dialect.ColumnNull, dialect.ColumnComment, dialect.ColumnIdentity, dialect.ColumnDefault},
	ExplicitNull:     timestamp,
	Computed:         map[schema.Storage]string{schema.StorageDefault: "", schema.Stored: " STORED", schema.Virtual: " VIRTUAL"},
	Comments:         dialect.CommentClauses,
	IndexExpressions: dialect.IndexExpressionsInParentheses,
	IndexOnTable:     true,
	TableTail:        tableTail,
	Index:            index,
	DropCheck:        "DROP CHECK ",
	Write:            writeDDL,
}

// timestamp reports whether a column is a TIMESTAMP, which is NOT NULL here where
// nothing is said.
func timestamp(c *schema.Column) bool {
	if c.Type == nil {
		return false
	}
	word, _, _ := c.Type.Spelling()
	return strings.EqualFold(word, "TIMESTAMP")
}

func tableTail(c *dialect.Compiler, t *schema.Table) {
	options := schema.Option[TableOptions](t.Options)
	if own, ok := schema.FindOption[MariaDBTableOptions](t.Options); ok && c.Dialect().Name == "mariadb" {
		options = TableOptions(own)
	}
	separator := ""
	option := func(given bool, words string, value func()) {
		if given {
			c.WriteString(separator + words)
			value()
			separator = " "
		}
	}
	text := func(words, value string) { option(value != "", words, func() { c.WriteString(value) }) }
	number := func(words string, value int64) {
		option(value != 0, words, func() { c.WriteString(strconv.FormatInt(value, 10)) })
	}
	text("ENGINE=", options.Engine)
	number("AUTO_INCREMENT=", options.AutoIncrement)
	text("CHARSET=", options.Charset)
	text("DEFAULT CHARSET=", options.DefaultCharset)
	option(t.Comment != "", "COMMENT=", func() { c.Literal(t.Comment) })
	number("KEY_BLOCK_SIZE=", int64(options.KeyBlockSize))
	text("ROW_FORMAT=", options.RowFormat)
	text("COLLATE ", options.Collate)
	text("PARTITION BY ", options.PartitionBy)
	number("PARTITIONS ", int64(options.Partitions))
	text("", options.More)
}

func index(x *schema.TableIndex) dialect.IndexClauses {
	options := schema.Option[IndexOptions](x.Options)
	return dialect.IndexClauses{
		Kind: options.Kind,
		Part: func(column string) string {
			length := options.Lengths[column]
			if length == 0 {
				length = options.Length
			}
			if length == 0 {
				return ""
			}
			return "(" + strconv.Itoa(length) + ")"
		},
		Tail: func(c *dialect.Compiler) {
			if options.Parser != "" {
				c.WriteString(" WITH PARSER " + options.Parser)
			}
			if options.Using != "" {
				c.WriteString(" USING " + options.Using)
			}
		},
	}
}

// writeDDL writes what MySQL says in its own words.
func writeDDL(c *dialect.Compiler, s schema.DDL) bool {
	switch s := s.(type) {
	case schema.ConstraintDDL:
		return s.Drop && dropConstraint(c, s)
	case schema.CommentDDL:
		return comment(c, s)
	}
	return false
}

// dropConstraint drops every kind of constraint by a word of its own, a check on
// MySQL only.
func dropConstraint(c *dialect.Compiler, s schema.ConstraintDDL) bool {
	var word string
	switch s.Constraint.(type) {
	case *schema.PrimaryKeyConstraint:
		c.AlterTable(s.Constraint.Owner())
		c.WriteString("DROP PRIMARY KEY")
		return true
	case *schema.ForeignKeyConstraint:
		word = "DROP FOREIGN KEY "
	case *schema.UniqueConstraint:
		word = "DROP INDEX "
	case *schema.CheckConstraint:
		word = c.Dialect().DDL.DropCheck
	default:
		return false
	}
	c.AlterTable(s.Constraint.Owner())
	c.WriteString(word)
	if s.Guarded {
		c.WriteString("IF EXISTS ")
	}
	c.DroppedConstraint(s)
	return true
}

// comment gives a comment by an ALTER TABLE, for a column with all of its
// definition.
func comment(c *dialect.Compiler, s schema.CommentDDL) bool {
	if s.Constraint != nil {
		return false
	}
	c.AlterTable(s.Table)
	if s.Column == nil {
		text := s.Text()
		if s.Drop {
			text = ""
		}
		c.WriteString("COMMENT ")
		c.Literal(text)
		return true
	}
	column := *s.Column
	if s.Drop {
		column.Comment = ""
	}
	c.WriteString("CHANGE ")
	c.Identifier(column.Name)
	c.WriteString(" ")
	c.ColumnDefinition(&column)
	return true
}

var catalog = dialect.Catalog{
	Indexes: func(schema string) dialect.Statement {
		return inSchema("SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = ", schema)
	},
	Views: func(schema string) dialect.Statement {
		return inSchema("SELECT table_name FROM information_schema.views WHERE table_schema = ", schema)
	},
}

// sequences are in the catalogue of MariaDB as a kind of tables.
func sequences(schema string) dialect.Statement {
	return inSchema("SELECT table_name FROM information_schema.tables WHERE table_type = 'SEQUENCE' AND table_schema = ", schema)
}

func inSchema(query, schema string) dialect.Statement {
	if schema == "" {
		return dialect.Statement{SQL: query + "database() ORDER BY 1", Returns: true}
	}
	return dialect.Statement{SQL: query + "? ORDER BY 1", Args: []any{schema}, Returns: true}
}
