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
