package sqlite

import (
	"github.com/azoth-go/azoth/dialect"
	"github.com/azoth-go/azoth/schema"
)

// TableOptions are what only SQLite says of a table.
type TableOptions struct {
	// Autoincrement keeps the keys of deleted rows from being given again: the
	// key is INTEGER PRIMARY KEY AUTOINCREMENT.
	Autoincrement bool
	// WithoutRowID keeps the rows in the order of the primary key.
	WithoutRowID bool
	// Strict has the database check types.
	Strict bool
}

// ColumnOptions are what only SQLite says of a column.
type ColumnOptions struct {
	// OnConflictNotNull is what NOT NULL does with a NULL: "REPLACE", "IGNORE" …
	OnConflictNotNull string
}

// ConstraintOptions are what only SQLite says of a constraint.
type ConstraintOptions struct {
	// OnConflict is what is done with a row that breaks the constraint:
	// "ROLLBACK", "ABORT", "FAIL", "IGNORE" or "REPLACE".
	OnConflict string
}

// DialectOptions marks the options of a dialect.
func (TableOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (ColumnOptions) DialectOptions() {}

// DialectOptions marks the options of a dialect.
func (ConstraintOptions) DialectOptions() {}

var ddl = dialect.DDLRules{
	NoAlterConstraint: true,
	AttachedSchemas:   true,
	IdentityInKey:     true,
	IdentityAlone:     true,
	PartialIndexes:    true,
	ColumnOrder:       []dialect.ColumnClause{dialect.ColumnType, dialect.ColumnDefault, dialect.ColumnNull, dialect.ColumnComputed},
	Computed:          map[schema.Storage]string{schema.StorageDefault: "", schema.Stored: " STORED", schema.Virtual: " VIRTUAL"},
	TableTail:         tableTail,
	InlineKey:         inlineKey,
	NullTail:          nullTail,
	ConstraintTail:    constraintTail,
}

func tableTail(c *dialect.Compiler, t *schema.Table) {
	options := schema.Option[TableOptions](t.Options)
	if options.WithoutRowID {
		c.WriteString(" WITHOUT ROWID")
	}
	if options.Strict {
		if options.WithoutRowID {
			c.WriteString(",")
		}
		c.WriteString(" STRICT")
	}
}

func inlineKey(t *schema.Table) string {
	if len(t.PrimaryKey) == 1 && t.PrimaryKey[0].Identity && schema.Option[TableOptions](t.Options).Autoincrement {
		return " PRIMARY KEY AUTOINCREMENT"
	}
	return ""
}

func nullTail(c *schema.Column) string {
	return onConflict(schema.Option[ColumnOptions](c.Options).OnConflictNotNull)
}

func constraintTail(c *dialect.Compiler, constraint schema.TableConstraint) {
	c.WriteString(onConflict(schema.Option[ConstraintOptions](constraint.Clauses().Options).OnConflict))
}

func onConflict(action string) string {
	if action == "" {
		return ""
	}
	return " ON CONFLICT " + action
}

var catalog = dialect.Catalog{
	Indexes: func(schema string) dialect.Statement { return objects(schema, "index") },
	Views:   func(schema string) dialect.Statement { return objects(schema, "view") },
}

func objects(schema, kind string) dialect.Statement {
	master := "sqlite_master"
	if schema != "" {
		if quoted, err := identifiers.AppendQuoted(nil, schema); err == nil {
			master = string(quoted) + ".sqlite_master"
		}
	}
	return dialect.Statement{
		SQL:  "SELECT name FROM " + master + " WHERE type = ? AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
		Args: []any{kind}, Returns: true,
	}
}
