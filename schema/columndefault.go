package schema

import (
	"fmt"

	"github.com/azoth-go/azoth/sql"
	"github.com/azoth-go/azoth/sql/ast"
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

// FromSequence has an INSERT that sets no value draw one from a sequence, on
// databases that have them; on others the column is left to the database.
func FromSequence(name string) ColumnOption {
	return columnOption(func(c *Column) error {
		c.Sequence = name
		return nil
	})
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
	d := &ast.Defaults{Identity: c.Identity, Key: c.PrimaryKey && len(c.Table.PrimaryKey) == 1, Server: c.Default != "", Sequence: c.Sequence, SequenceSchema: c.Table.Schema}
	if c.Sequence == "" {
		d.SequenceSchema = ""
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
	if d.Identity || d.Server || d.Sequence != "" || d.Insert != nil || d.Update != nil || d.InsertExpr != nil || d.UpdateExpr != nil {
		c.node.Defaults = d
	}
}
