package mapping

import (
	"reflect"
	"unsafe"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// An Entity is a mapped struct: its table, its columns by field offset, its
// relationships. It is complete once its registry is configured.
type Entity struct {
	ID            int // position in the registry
	Name          string
	Type          reflect.Type // the struct
	Registry      *Registry
	Table         *schema.Table
	Columns       []*Column
	Keys          []*Column // the primary key
	Generated     *Column   // the integer key that the database makes, or nil
	Version       *Column   // counts the row's updates, or nil
	Relationships []*Relationship
	StateOffset   uintptr // of the marker field, which points to the state
	Layout        Layout
	// Exprs are the columns as expressions over the table, in their order.
	Exprs []ast.Expr
	// Shared are the columns whose snapshot needs a copy of its own.
	Shared []*Column
	// Computes says that there are columns which the database computes.
	Computes bool
	// Rank orders entities by dependency: those that others refer to first.
	Rank int
	// Cycle numbers the group of entities that refer to each other; 0 is none.
	Cycle int
}

// A Layout says how objects are laid out in memory.
type Layout struct {
	// Tracked are objects of a session: each is followed by its snapshot and
	// its state. Plain ones have no snapshot.
	Tracked, Plain Slots
	// CopyStruct copies a whole object over another.
	CopyStruct func(dst, src unsafe.Pointer)
	// NewStruct makes one object alone, as for a snapshot.
	NewStruct func() unsafe.Pointer
}

// Slots says where things lie in a chunk of objects, each of which begins a
// slot.
type Slots struct {
	Size           uintptr // of one slot
	SnapshotOffset uintptr // 0 where there is none
	StateOffset    uintptr
	// Allocate makes n slots.
	Allocate func(n int) unsafe.Pointer
}

// A Column is a column and the field that holds it.
type Column struct {
	Index  int
	Field  string // Go name
	Offset uintptr
	Codec  types.Codec
	AST    *ast.Column
	Schema *schema.Column
	Key    bool
	// Version says that the column counts the row's updates.
	Version bool
	// Integer is the codec where it reads and stores integers directly.
	Integer types.IntCodec
	// Defaulted columns take Go's zero value as "not set" on INSERT.
	Defaulted bool
	// NotNull says that the table refuses NULL here.
	NotNull bool
	// ServerMade columns get their value from the database when not set.
	ServerMade bool
}

// Computed reports whether the database computes the column, which is then never
// written.
func (c *Column) Computed() bool { return c.Schema.Computed != nil }

// At is the address of the column's field in an object.
func (c *Column) At(object unsafe.Pointer) unsafe.Pointer { return unsafe.Add(object, c.Offset) }

// Column finds a column by field name or column name, or nil.
func (e *Entity) Column(name string) *Column {
	for _, c := range e.Columns {
		if c.Field == name {
			return c
		}
	}
	for _, c := range e.Columns {
		if c.AST.Name == name {
			return c
		}
	}
	return nil
}

func (e *Entity) columnNames() []string {
	names := make([]string, len(e.Columns))
	for i, c := range e.Columns {
		names[i] = c.AST.Name
	}
	return names
}

// ColumnOf finds the mapped column of a table's column, or nil.
func (e *Entity) ColumnOf(column *ast.Column) *Column {
	for _, c := range e.Columns {
		if c.AST == column {
			return c
		}
	}
	return nil
}

// Relationship finds a relationship by field name, or nil.
func (e *Entity) Relationship(field string) *Relationship {
	for _, r := range e.Relationships {
		if r.Field == field {
			return r
		}
	}
	return nil
}

// Snapshot copies the columns of an object over its snapshot; both are whole
// structs.
func (e *Entity) Snapshot(snapshot, object unsafe.Pointer) {
	for _, c := range e.Columns {
		c.Codec.Copy(c.At(snapshot), c.At(object))
	}
}

// Nullable reports whether the column can hold NULL, in the database and in
// Go.
func (c *Column) Nullable() bool { return c.Codec.Nullable() && !c.NotNull }
