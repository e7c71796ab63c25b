package structure

import "github.com/azoth-go/azoth/types"

// A Kind says what a relation is.
type Kind string

// The kinds.
const (
	KindTable            Kind = "table"
	KindView             Kind = "view"
	KindMaterializedView Kind = "materialized view"
	KindForeignTable     Kind = "foreign table"
)

// A Table is a table or view as the database has it.
type Table struct {
	// Schema is "" where it is the default schema.
	Schema string `json:"schema,omitempty"`
	Name   string `json:"name"`
	Kind   Kind   `json:"kind"`
	// Temporary tables belong to one connection.
	Temporary bool   `json:"temporary,omitempty"`
	Comment   string `json:"comment,omitempty"`
	// Definition is the SELECT of a view, or the CREATE TABLE of a table where the
	// database keeps it.
	Definition  string        `json:"definition,omitempty"`
	Columns     []*Column     `json:"columns"`
	PrimaryKey  *Key          `json:"primary_key,omitempty"`
	ForeignKeys []*ForeignKey `json:"foreign_keys,omitempty"`
	Uniques     []*Unique     `json:"uniques,omitempty"`
	Checks      []*Check      `json:"checks,omitempty"`
	Excludes    []*Exclude    `json:"excludes,omitempty"`
	Indexes     []*Index      `json:"indexes,omitempty"`
	// Options are what the database has besides: the engine of MySQL, the storage
	// parameters of PostgreSQL.
	Options map[string]string `json:"options,omitempty"`
}

// FullName is the table's name, after its schema and a point if it has one.
func (t *Table) FullName() string { return fullName(t.Schema, t.Name) }

func fullName(schema, name string) string {
	if schema == "" {
		return name
	}
	return schema + "." + name
}

// Column finds a column by name, or gives nil.
func (t *Table) Column(name string) *Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Index finds an index by name, or gives nil.
func (t *Table) Index(name string) *Index {
	for _, x := range t.Indexes {
		if x.Name == name {
			return x
		}
	}
	return nil
}

// A Column is a column of a table or view.
type Column struct {
	Name string `json:"name"`
	// TypeName is the type as the database spells it, Type what that means. Known
	// is false where the spelling was not recognised: Type then is a
	// [types.Named] of that spelling.
	TypeName string      `json:"type"`
	Type     *types.Type `json:"-"`
	Known    bool        `json:"-"`
	Nullable bool        `json:"nullable"`
	// Default is the SQL text of the default, or "".
	Default string `json:"default,omitempty"`
	// OnUpdate is the SQL text that every UPDATE sets the column to (MySQL).
	OnUpdate string `json:"on_update,omitempty"`
	// Identity is nil where the database does not generate the value.
	Identity *Identity `json:"identity,omitempty"`
	// Computed is the expression of a generated column, or ""; Stored says that
	// its value is kept.
	Computed string `json:"computed,omitempty"`
	Stored   bool   `json:"stored,omitempty"`
	// Collation is "" where it is the usual one.
	Collation string `json:"collation,omitempty"`
	// Domain is the domain that the column was declared with, or "".
	Domain string `json:"domain,omitempty"`
	// OnConflict is what NOT NULL does with a NULL where it is no error (SQLite).
	OnConflict string `json:"on_conflict,omitempty"`
	// Labels are the values that an enum or a set can have.
	Labels  []string `json:"labels,omitempty"`
	Comment string   `json:"comment,omitempty"`
}

// An Identity says how the database generates the values of a column.
type Identity struct {
	// Always refuses values that a statement states.
	Always bool `json:"always,omitempty"`
	// Serial is a default that draws from a sequence of the column's own.
	Serial bool `json:"serial,omitempty"`
	// Start and Increment are 0 where the database does not tell.
	Start     int64 `json:"start,omitempty"`
	Increment int64 `json:"increment,omitempty"`
	// Min, Max and Cache are 0 where they are the usual ones, or not told.
	Min   int64 `json:"min,omitempty"`
	Max   int64 `json:"max,omitempty"`
	Cycle bool  `json:"cycle,omitempty"`
	Cache int64 `json:"cache,omitempty"`
}

// A ConstraintName is what a constraint is called.
type ConstraintName struct {
	Name string `json:"name,omitempty"`
	// Generated says that the database chose the name; false where it does not
	// tell.
	Generated bool `json:"generated,omitempty"`
}

// Chosen is the name that somebody chose, or "".
func (n ConstraintName) Chosen() string {
	if n.Generated {
		return ""
	}
	return n.Name
}

// ConstraintDetails are what some databases say of a constraint besides.
type ConstraintDetails struct {
	Comment string `json:"comment,omitempty"`
	// Include are columns that the index of a key holds besides its own.
	Include []string `json:"include,omitempty"`
	// NullsNotDistinct lets only one row have NULL.
	NullsNotDistinct bool `json:"nulls_not_distinct,omitempty"`
	// NotValid says that rows from before the constraint may break it.
	NotValid bool `json:"not_valid,omitempty"`
	// OnConflict is what is done with a row that breaks it where that is no error
	// (SQLite).
	OnConflict string `json:"on_conflict,omitempty"`
}

// A Timing says when a constraint is checked.
type Timing struct {
	Deferrable        bool `json:"deferrable,omitempty"`
	InitiallyDeferred bool `json:"initially_deferred,omitempty"`
}

// A Key is a primary key.
type Key struct {
	ConstraintName
	Columns []string `json:"columns"`
	Timing
	ConstraintDetails
}

// A Unique is a unique constraint.
type Unique struct {
	ConstraintName
	Columns []string `json:"columns"`
	Timing
	ConstraintDetails
}

// A ForeignKey is a foreign key constraint.
type ForeignKey struct {
	ConstraintName
	Columns []string `json:"columns"`
	// TargetSchema is "" where the target is in the default schema.
	TargetSchema string `json:"target_schema,omitempty"`
	Target       string `json:"target"`
	// TargetColumns are none where the key refers to the primary key without
	// saying so and that is not known.
	TargetColumns []string `json:"target_columns"`
	// OnDelete and OnUpdate are "" for NO ACTION.
	OnDelete string `json:"on_delete,omitempty"`
	OnUpdate string `json:"on_update,omitempty"`
	// Match is "" for MATCH SIMPLE.
	Match string `json:"match,omitempty"`
	Timing
	ConstraintDetails
}

// TargetName is the full name of the table that the key refers to.
func (fk *ForeignKey) TargetName() string { return fullName(fk.TargetSchema, fk.Target) }

// A Check is a check constraint.
type Check struct {
	ConstraintName
	Condition string `json:"condition"`
	ConstraintDetails
}

// An Exclude is an EXCLUDE constraint (PostgreSQL).
type Exclude struct {
	ConstraintName
	// Method is that of its index.
	Method   string           `json:"method"`
	Elements []ExcludeElement `json:"elements"`
	// Where is the condition of the rows that it is about, or "".
	Where string `json:"where,omitempty"`
	Timing
	ConstraintDetails
}

// An ExcludeElement is what two rows are compared by, and how.
type ExcludeElement struct {
	Column     string `json:"column,omitempty"`
	Expression string `json:"expression,omitempty"` // where there is no column
	Operator   string `json:"operator"`
	// Class is the operator class where it is not the usual one.
	Class string `json:"class,omitempty"`
}

// An Index is an index.
type Index struct {
	Name   string `json:"name"`
	Unique bool   `json:"unique,omitempty"`
	// Constraint says that the index is there for a unique constraint or a foreign
	// key.
	Constraint bool `json:"constraint,omitempty"`
	// Method is "" for the usual one.
	Method string `json:"method,omitempty"`
	// Where is the condition of a partial index, or "".
	Where string `json:"where,omitempty"`
	// Definition is the CREATE INDEX, where the database keeps it.
	Definition string      `json:"definition,omitempty"`
	Parts      []IndexPart `json:"parts"`
	// Include are the columns that are in the index without being searched by.
	Include []string `json:"include,omitempty"`
}

// Columns are the columns of the index, "" for expressions.
func (x *Index) Columns() []string {
	columns := make([]string, len(x.Parts))
	for i, part := range x.Parts {
		columns[i] = part.Column
	}
	return columns
}

// An IndexPart is a column or an expression of an index.
type IndexPart struct {
	Column     string `json:"column,omitempty"`
	Expression string `json:"expression,omitempty"`
	Descending bool   `json:"descending,omitempty"`
	// Nulls is "first" or "last" where it is not the usual order.
	Nulls string `json:"nulls,omitempty"`
	// Class is the operator class where it is not the usual one.
	Class string `json:"class,omitempty"`
	// Length is how much of a string is in the index, 0 for all.
	Length int `json:"length,omitempty"`
}

// A Sequence is a sequence; what the database does not tell is 0.
type Sequence struct {
	Name      string `json:"name"`
	Start     int64  `json:"start,omitempty"`
	Increment int64  `json:"increment,omitempty"`
	Min       int64  `json:"min,omitempty"`
	Max       int64  `json:"max,omitempty"`
	Cycle     bool   `json:"cycle,omitempty"`
	Cache     int64  `json:"cache,omitempty"`
	// Owned says that the sequence belongs to a column, as that of a serial does.
	Owned bool `json:"owned,omitempty"`
}

// An Enum is a type whose values are labels.
type Enum struct {
	Name   string   `json:"name"`
	Labels []string `json:"labels"`
}
