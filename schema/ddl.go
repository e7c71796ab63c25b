package schema

// A DDL is a statement that changes the structure of a database. It is a value:
// [dialect.Dialect.CompileDDL] turns it into the text of a database, an engine,
// a connection or a transaction executes it by ExecDDL.
//
//	err := eng.ExecDDL(ctx, schema.CreateTable(users).IfNotExists(), schema.CreateIndex(users.Index("ix_users_name")))
//
// [dialect.Dialect.CompileDDL]: https://pkg.go.dev/github.com/azoth-go/azoth/dialect#Dialect.CompileDDL
type DDL interface{ ddl() }

// A TableDDL creates or drops a table.
type TableDDL struct {
	Table *Table
	Drop  bool
	// Guarded is IF NOT EXISTS, or IF EXISTS.
	Guarded bool
	// Without are foreign keys that AddConstraint adds later; Whole has those
	// in the table that say UseAlter.
	Without []*ForeignKeyConstraint
	Whole   bool
}

// CreateTable is CREATE TABLE: columns, constraints and options. Indexes are
// statements of their own, and so are comments on most databases, and foreign
// keys with UseAlter.
func CreateTable(t *Table) TableDDL { return TableDDL{Table: t} }

// DropTable is DROP TABLE.
func DropTable(t *Table) TableDDL { return TableDDL{Table: t, Drop: true} }

// IfNotExists leaves a table alone that exists.
func (s TableDDL) IfNotExists() TableDDL {
	s.Guarded = true
	return s
}

// IfExists leaves out a table that does not exist.
func (s TableDDL) IfExists() TableDDL { return s.IfNotExists() }

// An IndexDDL creates or drops an index.
type IndexDDL struct {
	Index *TableIndex
	Drop  bool
	// Guarded is IF NOT EXISTS, or IF EXISTS.
	Guarded bool
}

// CreateIndex is CREATE INDEX.
func CreateIndex(x *TableIndex) IndexDDL { return IndexDDL{Index: x} }

// DropIndex is DROP INDEX.
func DropIndex(x *TableIndex) IndexDDL { return IndexDDL{Index: x, Drop: true} }

// IfNotExists leaves an index alone that exists, where the database can say so.
func (s IndexDDL) IfNotExists() IndexDDL {
	s.Guarded = true
	return s
}

// IfExists leaves out an index that does not exist, where the database can say
// so.
func (s IndexDDL) IfExists() IndexDDL { return s.IfNotExists() }

// A ConstraintDDL adds a constraint to a table that exists, or drops one.
type ConstraintDDL struct {
	Constraint TableConstraint
	Drop       bool
	// Name is what a constraint without a name is called.
	Name string
	// Guarded is IF EXISTS, Cascading is CASCADE.
	Guarded, Cascading bool
}

// AddConstraint is ALTER TABLE … ADD CONSTRAINT.
func AddConstraint(c TableConstraint) ConstraintDDL { return ConstraintDDL{Constraint: c} }

// DropConstraint is ALTER TABLE … DROP CONSTRAINT. The constraint needs a name.
func DropConstraint(c TableConstraint) ConstraintDDL { return ConstraintDDL{Constraint: c, Drop: true} }

// IfExists leaves out a constraint that does not exist.
func (s ConstraintDDL) IfExists() ConstraintDDL {
	s.Guarded = true
	return s
}

// Cascade drops what depends on the constraint, too.
func (s ConstraintDDL) Cascade() ConstraintDDL {
	s.Cascading = true
	return s
}

// A ClearDDL sets the nullable columns of a foreign key to NULL in all rows, so
// that its table can be dropped before the one that it refers to where the
// database cannot drop the constraint.
type ClearDDL struct{ ForeignKey *ForeignKeyConstraint }

// ClearReferences has all rows refer to nothing.
func ClearReferences(fk *ForeignKeyConstraint) ClearDDL { return ClearDDL{fk} }

// A SequenceDDL creates or drops a sequence.
type SequenceDDL struct {
	Sequence *Sequence
	Drop     bool
	// Guarded is IF NOT EXISTS, or IF EXISTS.
	Guarded bool
}

// CreateSequence is CREATE SEQUENCE.
func CreateSequence(s *Sequence) SequenceDDL { return SequenceDDL{Sequence: s} }

// DropSequence is DROP SEQUENCE.
func DropSequence(s *Sequence) SequenceDDL { return SequenceDDL{Sequence: s, Drop: true} }

// IfNotExists leaves a sequence alone that exists.
func (s SequenceDDL) IfNotExists() SequenceDDL {
	s.Guarded = true
	return s
}

// IfExists leaves out a sequence that does not exist.
func (s SequenceDDL) IfExists() SequenceDDL { return s.IfNotExists() }

// A SchemaDDL creates or drops a schema (a database, on MySQL).
type SchemaDDL struct {
	Name string
	Drop bool
	// Guarded is IF NOT EXISTS, or IF EXISTS; Cascading is CASCADE.
	Guarded, Cascading bool
}

// CreateSchema is CREATE SCHEMA.
func CreateSchema(name string) SchemaDDL { return SchemaDDL{Name: name} }

// DropSchema is DROP SCHEMA.
func DropSchema(name string) SchemaDDL { return SchemaDDL{Name: name, Drop: true} }

// IfNotExists leaves a schema alone that exists.
func (s SchemaDDL) IfNotExists() SchemaDDL {
	s.Guarded = true
	return s
}

// IfExists leaves out a schema that does not exist.
func (s SchemaDDL) IfExists() SchemaDDL { return s.IfNotExists() }

// Cascade drops everything in the schema, too.
func (s SchemaDDL) Cascade() SchemaDDL {
	s.Cascading = true
	return s
}

// A CommentDDL sets or drops the comment of a table, or of the column or the
// constraint of it that is not nil.
type CommentDDL struct {
	Table      *Table
	Column     *Column
	Constraint TableConstraint
	Drop       bool
}

// Text is the comment.
func (s CommentDDL) Text() string {
	switch {
	case s.Column != nil:
		return s.Column.Comment
	case s.Constraint != nil:
		return s.Constraint.Clauses().Comment
	}
	return s.Table.Comment
}

// SetTableComment gives a table its comment.
func SetTableComment(t *Table) CommentDDL { return CommentDDL{Table: t} }

// DropTableComment takes a table's comment away.
func DropTableComment(t *Table) CommentDDL { return CommentDDL{Table: t, Drop: true} }

// SetColumnComment gives a column its comment.
func SetColumnComment(c *Column) CommentDDL { return CommentDDL{Table: c.Table, Column: c} }

// DropColumnComment takes a column's comment away.
func DropColumnComment(c *Column) CommentDDL {
	return CommentDDL{Table: c.Table, Column: c, Drop: true}
}

// SetConstraintComment gives a constraint its comment.
func SetConstraintComment(c TableConstraint) CommentDDL {
	return CommentDDL{Table: c.Owner(), Constraint: c}
}

// DropConstraintComment takes a constraint's comment away.
func DropConstraintComment(c TableConstraint) CommentDDL {
	return CommentDDL{Table: c.Owner(), Constraint: c, Drop: true}
}

// A TextDDL is a statement that the program wrote.
type TextDDL struct {
	Text string
	// Table is what {table}, {schema} and {fullname} in the text stand for; for
	// a statement of a table's event it is that table.
	Table *Table
}

// Statement is a statement that the program wrote, as it stands, except that
// {table}, {schema} and {fullname} are, in an event of a table, its quoted name,
// that of its schema, and both. It must not come from users' input.
//
//	schema.AfterCreate(schema.When(schema.OnlyOn("postgresql"), schema.Statement("CREATE TRIGGER … ON {fullname} …")))
func Statement(text string) TextDDL { return TextDDL{Text: text} }

// About gives the text its table.
func (s TextDDL) About(t *Table) TextDDL {
	s.Table = t
	return s
}

// A ConditionalDDL is a statement for some databases.
type ConditionalDDL struct {
	Condition Condition
	DDL       DDL
}

// When leaves a statement out on databases that do not meet a condition.
func When(condition Condition, ddl DDL) ConditionalDDL { return ConditionalDDL{condition, ddl} }

func (TableDDL) ddl()       {}
func (IndexDDL) ddl()       {}
func (ConstraintDDL) ddl()  {}
func (SequenceDDL) ddl()    {}
func (SchemaDDL) ddl()      {}
func (CommentDDL) ddl()     {}
func (TextDDL) ddl()        {}
func (ConditionalDDL) ddl() {}
func (ViewDDL) ddl()        {}
func (TableAsDDL) ddl()     {}
func (ClearDDL) ddl()       {}
