package schema

import (
	"errors"

	"github.com/azoth-go/azoth/sql"
)

// A Computation is how the database computes the value of a column from others
// of its row.
type Computation struct {
	Expression sql.Expression
	Storage    Storage
}

// Storage says whether a computed value is kept in the row.
type Storage uint8

// The ways: as the database does by itself, computed when it is written, and
// computed when it is read.
const (
	StorageDefault Storage = iota
	Stored
	Virtual
)

// Computed has the database compute the column from others, by an expression
// as SQL text, which must not come from users' input:
//
//	schema.Col("total", types.Integer, schema.Computed("price * quantity", schema.Stored))
//
// INSERT and UPDATE never write the column. Where the database has no computed
// columns it is an ordinary one (Sybase).
func Computed(expression string, storage ...Storage) ColumnOption {
	return ComputedAs(sqlText(expression), storage...)
}

// ComputedAs is Computed with an expression; values in it are written into the
// statement, and columns without their table.
func ComputedAs(x sql.Expression, storage ...Storage) ColumnOption {
	return columnOption(func(c *Column) error {
		if blank(x) {
			return errors.New("Computed has no expression")
		}
		c.Computed = &Computation{Expression: x}
		for _, s := range storage {
			c.Computed.Storage = s
		}
		return nil
	})
}
