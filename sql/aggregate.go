package sql

import (
	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// Count is count(x), the number of rows in which x is not NULL, or without an
// argument count(*), the number of rows.
func Count(x ...Expression) Number[int64] {
	if len(x) == 0 {
		return build[Number[int64]](countRows())
	}
	nodes, err := nodesOf(x)
	return build[Number[int64]](&ast.Function{Name: "count", Args: nodes, Type: types.BigInteger}, err)
}

// CountDistinct is count(DISTINCT x), the number of different values of x.
func CountDistinct(x Expression) Number[int64] {
	node, err := nodeOf(x)
	return build[Number[int64]](&ast.Function{
		Name: "count", Args: []ast.Expr{node}, Distinct: true, Type: types.BigInteger}, err)
}

// Max is the greatest value of x, NULL when there is none; so of a Number it
// is a NullNumber.
func Max[N Kind[N]](x aggregated[N]) N { return aggregate[N]("max", x) }

// Min is the smallest value of x, NULL when there is none.
func Min[N Kind[N]](x aggregated[N]) N { return aggregate[N]("min", x) }

// Sum is the sum of x, NULL when there is nothing to sum.
func Sum[N Kind[N]](x interface {
	aggregated[N]
	number()
}) N {
	return aggregate[N]("sum", x)
}

// Avg is the mean of x as a fraction, NULL when there is no value.
func Avg(x interface {
	Expression
	number()
}) NullNumber[float64] {
	node, err := nodeOf(x)
	return build[NullNumber[float64]](
		&ast.Function{Name: "avg", Args: []ast.Expr{node}, Type: types.Float}, err)
}

// AggregateStrings is the texts of a group one after the other, with a
// separator between: string_agg, group_concat or LISTAGG. [OrderedBy] says in
// which order.
func AggregateStrings(x Operand[string], separator string) NullString {
	return called[NullString]("aggregate_strings", types.Text, x, Inline(Literal[String](separator)))
}

// ArrayAgg is the values of a group as an array: array_agg(x).
func ArrayAgg[T any](x Operand[T]) NullArray[T] {
	return called[NullArray[T]]("array_agg", typeOfKind[NullArray[T]]().stated(), x)
}

// PercentileCont is the value at a fraction, from 0 to 1, of the group in order,
// between two values where it falls there:
//
//	sql.PercentileCont(0.5, Items.Price.Asc()) // percentile_cont(?) WITHIN GROUP (ORDER BY items.price ASC)
func PercentileCont(fraction float64, order Ordering) NullNumber[float64] {
	return WithinGroup(called[NullNumber[float64]]("percentile_cont", types.Float, Val(fraction)), order)
}

// PercentileDisc is the first value of x at or behind a fraction, from 0 to 1,
// of the group in the order of x: percentile_disc(fraction) WITHIN GROUP (ORDER
// BY x).
func PercentileDisc[N Kind[N]](fraction float64, x interface {
	aggregated[N]
	Ordering
}) N {
	return WithinGroup(called[N]("percentile_disc", typed(x), Val(fraction)), Ordering(x))
}

// Mode is the most frequent value of x: mode() WITHIN GROUP (ORDER BY x).
func Mode[N Kind[N]](x interface {
	aggregated[N]
	Ordering
}) N {
	return WithinGroup(called[N]("mode", typed(x)), Ordering(x))
}

// aggregated is an expression of which N is the nullable kind.
type aggregated[N any] interface {
	Expression
	nullable() N
}

func aggregate[N Kind[N]](name string, x aggregated[N]) N {
	node, err := nodeOf(x)
	return build[N](&ast.Function{Name: name, Args: []ast.Expr{node}, Type: typeOf(node)}, err)
}

func countRows() *ast.Function {
	return &ast.Function{Name: "count", Args: []ast.Expr{&ast.Star{}}, Type: types.BigInteger}
}
