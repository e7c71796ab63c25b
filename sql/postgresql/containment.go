package postgresql

import "github.com/azoth-go/azoth/sql"

// How tightly operators bind; see [sql.Binding].
const (
	comparing     = 5
	concatenating = 6
)

// Contains is x @> y: an array that has all elements of another, a document
// that has another in it, a range that lies around another.
//
//	postgresql.Contains(Posts.Tags, sql.ArrayOf(sql.Val("go")))
func Contains[T any](x, y sql.Operand[T]) sql.Bool { return compare(x, "@>", y) }

// ContainedBy is x <@ y, [Contains] the other way round.
func ContainedBy[T any](x, y sql.Operand[T]) sql.Bool { return compare(x, "<@", y) }

// Overlaps is x && y: arrays or ranges that have something in common.
func Overlaps[T any](x, y sql.Operand[T]) sql.Bool { return compare(x, "&&", y) }

func compare(x sql.Expression, op string, y sql.Expression) sql.Bool {
	return sql.Op[sql.Bool](x, op, y, sql.Binding(comparing))
}
