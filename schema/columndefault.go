package schema

import (
	"fmt"
	"strings"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// DefaultExpr gives the value of an INSERT that sets none, as an expression that
// the statement has in its place: sql.Func[sql.Time]("now"). [Default] is
// the database's own.
func DefaultExpr(x sql.Expression) ColumnOption {
	return columnOption(func(c *Column) error {
		if x == nil {
			return fmt.Errorf("the default expression is nil")
		}
		c.DefaultExpr = x
		return nil
	})
}

// OnUpdateExpr gives the value of an UPDATE that sets none, as an expression.
func OnUpdateExpr(x sql.Expression) ColumnOption {
	return columnOption(func(c *Column) error {
		if x == nil {
			return fmt.Errorf("the expression for updates is nil")
		}
		c.OnUpdateExpr = x
		return nil
	})
}

// Default is the server default, the SQL text that follows DEFAULT in CREATE
// TABLE: "0", "'new'", "now()". A call without arguments is spelled as the
// database spells that function, the rest stands as it is. It must not come from
// users' input.
func Default(sqlText string) ColumnOption {
	return columnOption(func(c *Column) error {
		if sqlText == "" {
			return fmt.Errorf(`the server default is empty: for an empty string write Default("''")`)
		}
		c.Default = sqlText
		return nil
	})
}

// ServerDefault is the server default as an expression, whose values are written
// into the statement: sql.Literal[sql.String]("new"), sql.Now().
func ServerDefault(x sql.Expression) ColumnOption {
	return columnOption(func(c *Column) error {
		if x == nil {
			return fmt.Errorf("the server default is nil")
		}
		c.ServerDefault = x
		return nil
	})
}

// Fetched says that the database makes the value where an INSERT sets none, by a
// trigger or in another way that CREATE TABLE does not say.
func Fetched() ColumnOption {
	return columnOption(func(c *Column) error {
		c.Fetched = true
		return nil
	})
}

// ServerMade reports whether the database makes the value where an INSERT sets
// none, by a default, an identity, a computation or a trigger.
func (c *Column) ServerMade() bool {
	return c.Identity || c.ServerValue() != nil || c.Fetched || c.Computed != nil
}

// ServerValue is the server default as an expression, or nil.
func (c *Column) ServerValue() sql.Expression {
	switch name, call := calledFunction(c.Default); {
	case c.ServerDefault != nil:
		return c.ServerDefault
	case call:
		return sql.Func[sql.NullTime](name)
	case c.Type != nil && c.Type.Kind == types.KindBoolean && strings.EqualFold(c.Default, "true"):
		return sql.True() // as the database spells it
	case c.Type != nil && c.Type.Kind == types.KindBoolean && strings.EqualFold(c.Default, "false"):
		return sql.False()
	case c.Default != "":
		return sqlText(c.Default)
	}
	return nil
}

// SetClientDefault sets [Column.ClientDefault] of a column that is declared
// already.
func (c *Column) SetClientDefault(value func() any) {
	c.ClientDefault = value
	c.publishDefaults()
}

// SetClientOnUpdate sets [Column.ClientOnUpdate] of a column that is declared
// already.
func (c *Column) SetClientOnUpdate(value func() any) {
	c.ClientOnUpdate = value
	c.publishDefaults()
}

// SetDefaultExpr sets [Column.DefaultExpr] of a column that is declared already.
func (c *Column) SetDefaultExpr(x sql.Expression) {
	c.DefaultExpr = x
	c.publishDefaults()
}

// SetOnUpdateExpr sets [Column.OnUpdateExpr] of a column that is declared
// already:
//
//	Items.Table().Column("updated_at").SetOnUpdateExpr(sql.Now())
func (c *Column) SetOnUpdateExpr(x sql.Expression) {
	c.OnUpdateExpr = x
	c.publishDefaults()
}

// publishDefaults gives statements what they fill in for the column.
func (c *Column) publishDefaults() {
	d := &ast.Defaults{
		Identity: c.Identity, Key: c.PrimaryKey && len(c.Table.PrimaryKey) == 1,
		Server: c.ServerValue() != nil || c.Fetched, Computed: c.Computed != nil,
	}
	if c.sequence != nil {
		d.Sequence, d.SequenceSchema = c.sequence.Name, c.sequence.Schema
	}
	if f := c.ClientDefault; f != nil {
		d.Insert = func() (any, error) { return f(), nil }
	}
	if f := c.ClientOnUpdate; f != nil {
		d.Update = func() (any, error) { return f(), nil }
	}
	if c.DefaultExpr != nil {
		d.InsertExpr = c.DefaultExpr.Node()
	}
	if c.OnUpdateExpr != nil {
		d.UpdateExpr = c.OnUpdateExpr.Node()
	}
	c.node.Defaults = nil
	if d.Identity || d.Server || d.Computed || d.Sequence != "" || d.Insert != nil || d.Update != nil || d.InsertExpr != nil || d.UpdateExpr != nil {
		c.node.Defaults = d
	}
}
