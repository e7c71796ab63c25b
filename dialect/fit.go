package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// fit refuses a value that its column has no room for, naming the column:
// databases cut it off, round it, or do not say where it was.
func (c *Compiler) fit(column *ast.Column, e ast.Expr) {
	bind, ok := e.(*ast.Bind)
	if !ok || column == nil || column.Type == nil {
		return
	}
	value, ok := c.value(bind)
	if !ok || value == nil {
		return
	}
	value, err := types.Resolve(value, c.dialect.Name)
	if err == nil {
		err = column.Type.On(c.dialect.Name).Fit(value)
	}
	if err != nil {
		c.Fail(fmt.Errorf("column %s: %w", columnName(column), err))
	}
}

// fitGroup is fit for the columns of a group of rows.
func (d *Dialect) fitGroup(columns []*ast.Column, values []*types.Vector) error {
	for i, column := range columns {
		if column.Type == nil {
			continue
		}
		if err := values[i].Fit(column.Type.On(d.Name)); err != nil {
			return fmt.Errorf("column %s: %w", columnName(column), err)
		}
	}
	return nil
}

func columnName(column *ast.Column) string {
	if table := ast.BaseTable(column.From); table != nil {
		return table.Name + "." + column.Name
	}
	return column.Name
}

// resolve gives what a value is on this database, of an array its elements.
func (c *Compiler) resolve(value any) any {
	switch v := value.(type) {
	case *types.DialectValue:
		on, err := v.On(c.dialect.Name)
		if err != nil {
			c.Fail(err)
		}
		return on
	case *types.Vector:
		resolved, err := resolveVector(v, c.dialect.Name)
		if err != nil {
			c.Fail(err)
		}
		return resolved
	}
	return value
}

// resolveVector gives a vector whose values are those of a database: v itself
// where they are the same on every one.
func resolveVector(v *types.Vector, dialect string) (*types.Vector, error) {
	resolved := v
	for i, value := range v.Anys {
		d, ok := value.(*types.DialectValue)
		if !ok {
			continue
		}
		if resolved == v {
			own := *v
			own.Anys = append([]any(nil), v.Anys...)
			resolved = &own
		}
		on, err := d.On(dialect)
		if err != nil {
			return nil, err
		}
		resolved.Anys[i] = on
	}
	return resolved, nil
}
