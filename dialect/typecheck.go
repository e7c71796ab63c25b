package dialect

import (
	"slices"

	"github.com/azoth-go/azoth/schema"
	"github.com/azoth-go/azoth/types"
)

// typeChecks writes the constraints that hold columns to the values of their
// types, where the types ask for it and the database does not see to it itself.
// Each begins with item.
func (c *Compiler) typeChecks(t *schema.Table, item func()) {
	for _, column := range t.Columns {
		if column.Type == nil {
			continue
		}
		of := column.Type.On(c.dialect.Name)
		if of.Check == "" || slices.Contains(c.dialect.DDL.CheckedTypes, of.Kind) {
			continue
		}
		values := "0, 1"
		switch of.Kind {
		case types.KindBoolean:
		case types.KindEnum:
			values = QuoteLabels(of, ", ", c.dialect.Features.BackslashEscapes)
		default:
			continue
		}
		item()
		c.WriteString("CONSTRAINT ")
		c.Identifier(of.Check)
		c.WriteString(" CHECK (")
		c.Identifier(column.Name)
		c.WriteString(" IN (" + values + "))")
	}
}
