package dialect

import (
	"fmt"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// through begins the SQL that a value of a type passes through (see
// types.Type.Through), and gives what ends it.
func (c *Compiler) through(sql string, t *types.Type) (end string) {
	if sql == "" {
		return ""
	}
	before, after, ok := types.CutHole(sql)
	if !ok {
		c.Fail(fmt.Errorf("type %s: its SQL %q does not say by %s where the value stands", t, sql, types.Hole))
	}
	c.WriteString(before)
	return after
}

// bindSQL is what a parameter of a type passes through.
func (d *Dialect) bindSQL(t *types.Type) string {
	if t == nil {
		return ""
	}
	return t.On(d.Name).BindSQL
}

// passes reports whether parameters for any of the columns pass through SQL, so that
// an array of values cannot stand for them.
func (d *Dialect) passes(columns ...[]*ast.Column) bool {
	for _, list := range columns {
		for _, column := range list {
			if d.bindSQL(column.Type) != "" {
				return true
			}
		}
	}
	return false
}

// columnSQL is what an item of the select list that is being written passes
// through: nothing unless the program reads its rows.
func (c *Compiler) columnSQL(e ast.Expr) string {
	if c.definition || c.within != c.whole {
		return ""
	}
	return c.dialect.columnSQL(TypeOf(e))
}

func (d *Dialect) columnSQL(t *types.Type) string {
	if t == nil {
		return ""
	}
	return t.On(d.Name).ColumnSQL
}
