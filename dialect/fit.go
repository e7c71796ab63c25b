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
		of := column.Type.On(c.dialect.Name)
		if err = of.Fit(value); err == nil {
			err = c.dialect.room(of).fit(value, of)
		}
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
		of := column.Type.On(d.Name)
		err := values[i].Fit(of)
		if err == nil {
			err = d.room(of).fitAll(values[i], of)
		}
		if err != nil {
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
