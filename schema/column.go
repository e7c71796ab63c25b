package schema

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A Column is a column of a table. Its fields are there to be read; Col and
// its options set them.
type Column struct {
	Table *Table
	Name  string
	// Type is nil for a column that takes its type from the column that it
	// refers to, as long as that one is not declared.
	Type       *types.Type
	Nullable   bool
	PrimaryKey bool
	// Identity says that the database generates the key. It is so by default
	// where an integer column alone is the primary key, refers to nothing and
	// has no default.
	Identity bool
	// IdentityOptions are those of the option Identity, or nil.
	IdentityOptions *IdentityOptions
	// Default is the server default as SQL text, or "". ServerDefault is one
	// that is an expression, or nil.
	Default       string
	ServerDefault sql.Expression
	// Fetched says that the database makes the value in a way that is not
	// declared.
	Fetched bool
	// Computed is how the database computes the value, or nil.
	Computed *Computation
	// ClientDefault makes the value of an INSERT that sets none, ClientOnUpdate
	// that of an UPDATE.
	ClientDefault  func() any
	ClientOnUpdate func() any
	// DefaultExpr and OnUpdateExpr are SQL expressions for the same, or nil.
	DefaultExpr, OnUpdateExpr sql.Expression
	// Sequence is what an INSERT draws the value from, on databases that have
	// sequences, or "".
	Sequence string
	Comment  string
	// System columns are there without being created.
	System  bool
	Options Options
	Info    map[string]any

	node                 *ast.Column
	sequence             *Sequence
	notNull, null        bool
	identity, noIdentity bool
	reference            bool // is part of a foreign key
}

// A ColumnOption is a property of a column, given to Col.
type ColumnOption interface{ applyTo(c *Column) error }

type columnOption func(c *Column) error

func (f columnOption) applyTo(c *Column) error { return f(c) }

type columnItem struct {
	name    string
	sqlType *types.Type
	options []ColumnOption
}

// Col is a column. It may be NULL unless it is part of the primary key or an
// option says otherwise. The type may be nil for a column with References,
// which then has the type of the column that it refers to.
func Col(name string, t *types.Type, options ...ColumnOption) Item {
	return &columnItem{name, t, options}
}

func (item *columnItem) addTo(t *Table) error {
	if item.name == "" {
		return fmt.Errorf("a column needs a name")
	}
	if t.Column(item.name) != nil {
		return fmt.Errorf("column %q is declared twice", item.name)
	}
	c := &Column{Table: t, Name: item.name, Type: item.sqlType}
	c.node = &ast.Column{Name: item.name, Type: item.sqlType}
	if c.Type == nil {
		c.node.Type = types.Unknown
	}
	t.Columns = append(t.Columns, c)
	for _, option := range item.options {
		if err := option.applyTo(c); err != nil {
			return fmt.Errorf("column %q: %w", item.name, err)
		}
	}
	return nil
}

// AST is the column as statements see it.
func (c *Column) AST() *ast.Column { return c.node }

// FullName is the column's name after its table's: "users.id".
func (c *Column) FullName() string { return c.Table.FullName() + "." + c.Name }

// HasDefault reports whether an INSERT may leave the column out and yet not
// give NULL: the database generates it, or there is a server or client default.
func (c *Column) HasDefault() bool {
	return c.ServerMade() || c.ClientDefault != nil
}

// String describes the column with its type and flags.
func (c *Column) String() string {
	var b strings.Builder
	b.WriteString(c.Name)
	if c.Type != nil {
		b.WriteString(" " + c.Type.String())
	}
	if c.PrimaryKey {
		b.WriteString(" PRIMARY KEY")
	} else if !c.Nullable {
		b.WriteString(" NOT NULL")
	}
	if c.Identity {
		b.WriteString(" IDENTITY")
	}
	if c.Default != "" {
		b.WriteString(" DEFAULT " + c.Default)
	}
	if c.Computed != nil {
		b.WriteString(" COMPUTED")
	}
	return b.String()
}

func (c *Column) setType(t *types.Type) { c.Type, c.node.Type = t, t }

// finish decides what the options left open, once all of the table is known.
func (c *Column) finish() error {
	c.Nullable = c.null || !c.notNull && !c.PrimaryKey
	switch {
	case c.null && c.notNull:
		return fmt.Errorf("options Null and NotNull contradict each other: keep one")
	case c.null && c.PrimaryKey:
		return fmt.Errorf("a primary key is never NULL: remove the option Null")
	case c.identity && c.noIdentity:
		return fmt.Errorf("options Identity and NoIdentity contradict each other: keep one")
	case c.Type == nil && !c.reference:
		return fmt.Errorf("the type is missing: give one, or References to take it from another column")
	case c.identity && !isInteger(c.Type) && (c.Type.Kind != types.KindNumeric || c.Type.Scale != 0):
		return fmt.Errorf("an identity is an integer, not %v: remove the option Identity", c.Type)
	case c.Computed != nil && (c.identity || c.ServerValue() != nil || c.ClientDefault != nil):
		return fmt.Errorf("a computed column has no default: remove the option Computed or the default")
	case c.identity && (c.ServerValue() != nil || c.ClientDefault != nil):
		return fmt.Errorf("an identity has no other default: remove the option Identity or the default")
	}
	if c.identity && !c.null {
		c.Nullable = false
	}
	alone := c.PrimaryKey && len(c.Table.PrimaryKey) == 1
	c.Identity = false // as it may be after an earlier declaration
	c.Identity = c.identity ||
		alone && !c.noIdentity && !c.reference && isInteger(c.Type) && !c.ServerMade() && c.ClientDefault == nil
	return nil
}

func isInteger(t *types.Type) bool {
	return t != nil && (t.Kind == types.KindInteger || t.Kind == types.KindBigInteger || t.Kind == types.KindSmallInteger)
}
