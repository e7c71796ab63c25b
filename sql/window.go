package sql

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/azoth-go/azoth/sql/ast"
	"github.com/azoth-go/azoth/types"
)

// A WindowSpec is what an OVER clause says. It is an immutable value.
type WindowSpec struct{ w window }

type window struct {
	node ast.Window
	err  error
}

// Window is an empty window: all rows of the result.
//
//	sql.Over(sql.Rank(), sql.Window().PartitionBy(Employees.Dept).OrderBy(Employees.Salary.Desc()))
func Window() WindowSpec { return WindowSpec{} }

// PartitionBy has the function see only rows in which the expressions are the
// same.
func (s WindowSpec) PartitionBy(items ...Expression) WindowSpec {
	nodes, err := nodesOf(items)
	s.w.node.PartitionBy = append(clip(s.w.node.PartitionBy), nodes...)
	s.w.err = firstError(s.w.err, err)
	return s
}

// OrderBy puts the rows of a partition into an order, up to the current row of
// which a function without a frame sees them.
func (s WindowSpec) OrderBy(items ...Ordering) WindowSpec {
	nodes, err := nodesOf(items)
	s.w.node.OrderBy = append(clip(s.w.node.OrderBy), nodes...)
	s.w.err = firstError(s.w.err, err)
	return s
}

// Rows has the function see a number of rows around the current one: ROWS
// BETWEEN from AND to.
func (s WindowSpec) Rows(from, to FrameBound) WindowSpec { return s.frame(ast.FrameRows, from, to) }

// Range has the function see the rows whose values lie in a distance of the
// current one's: RANGE BETWEEN from AND to.
func (s WindowSpec) Range(from, to FrameBound) WindowSpec { return s.frame(ast.FrameRange, from, to) }

// Groups has the function see a number of groups of rows that are equal in the
// order: GROUPS BETWEEN from AND to.
func (s WindowSpec) Groups(from, to FrameBound) WindowSpec {
	return s.frame(ast.FrameGroups, from, to)
}

var errTwoFrames = errors.New("a window has one frame: call one of Rows, Range and Groups, once")

func (s WindowSpec) frame(unit ast.FrameUnit, from, to FrameBound) WindowSpec {
	if s.w.node.Frame != nil {
		s.w.err = firstError(s.w.err, errTwoFrames)
	}
	if from.node.At > to.node.At {
		s.w.err = firstError(s.w.err, errors.New("the frame of a window ends before it begins"))
	}
	s.w.err = firstError(s.w.err, from.err, to.err)
	s.w.node.Frame = &ast.Frame{Unit: unit, Start: from.node, End: to.node}
	return s
}

// ExcludeCurrentRow leaves the current row out of the frame.
func (s WindowSpec) ExcludeCurrentRow() WindowSpec { return s.exclude("CURRENT ROW") }

// ExcludeGroup leaves the current row and those equal to it in the order out of
// the frame.
func (s WindowSpec) ExcludeGroup() WindowSpec { return s.exclude("GROUP") }

// ExcludeTies leaves the rows equal to the current one in the order out of the
// frame, but not itself.
func (s WindowSpec) ExcludeTies() WindowSpec { return s.exclude("TIES") }

func (s WindowSpec) exclude(what string) WindowSpec {
	if s.w.node.Frame == nil {
		s.w.err = firstError(s.w.err, errors.New("a window without a frame has nothing to exclude from: call Rows, Range or Groups first"))
		return s
	}
	frame := *s.w.node.Frame
	frame.Exclude = what
	s.w.node.Frame = &frame
	return s
}

// A FrameBound is one end of a window's frame.
type FrameBound struct {
	node ast.FrameBound
	err  error
}

// The ends of a frame that need no number.
var (
	UnboundedPreceding = FrameBound{node: ast.FrameBound{At: ast.UnboundedPreceding}}
	CurrentRow         = FrameBound{node: ast.FrameBound{At: ast.CurrentRow}}
	UnboundedFollowing = FrameBound{node: ast.FrameBound{At: ast.UnboundedFollowing}}
)

// Preceding is n rows or groups, or a distance of n, before the current row.
func Preceding(n int) FrameBound { return frameBound(ast.Preceding, n) }

// Following is n rows or groups, or a distance of n, after the current row.
func Following(n int) FrameBound { return frameBound(ast.Following, n) }

// PrecedingBy is a distance before the value that the window is ordered by, for
// Range: a decimal or a float before numbers, a length of time before points in
// time.
//
//	sql.Window().OrderBy(Orders.Placed.Asc()).Range(sql.PrecedingBy(7*24*time.Hour), sql.CurrentRow)
func PrecedingBy[T time.Duration | decimal.Decimal | float64 | int64](distance T) FrameBound {
	return frameDistance(ast.Preceding, distance)
}

// FollowingBy is a distance after the value that the window is ordered by, as
// [PrecedingBy].
func FollowingBy[T time.Duration | decimal.Decimal | float64 | int64](distance T) FrameBound {
	return frameDistance(ast.Following, distance)
}

func frameDistance[T any](at ast.FramePosition, distance T) FrameBound {
	bind := &ast.Bind{Value: distance, Type: types.For[T]().Type(), Name: "param"}
	if _, time := any(distance).(time.Duration); time {
		bind.Type = types.Interval
	}
	return FrameBound{node: ast.FrameBound{At: at, Offset: bind}}
}

func frameBound(at ast.FramePosition, n int) FrameBound {
	b := FrameBound{node: ast.FrameBound{At: at, Offset: &ast.Bind{Value: int64(n), Type: types.BigInteger, Name: "param"}}}
	if n < 0 {
		b.err = fmt.Errorf("a frame that is bounded by %d rows: it must not be negative", n)
	}
	return b
}

// Over makes a call a window function: call OVER (window).
func Over[K Kind[K]](call K, over WindowSpec) K {
	return clauses(call, "OVER", func(c *ast.FunctionClauses) error {
		w := over.w.node
		c.Over = &w
		return over.w.err
	})
}

// Filter has an aggregate see only rows that satisfy all predicates: call
// FILTER (WHERE …).
func Filter[K Kind[K]](call K, predicates ...Predicate) K {
	return clauses(call, "FILTER", func(c *ast.FunctionClauses) error {
		nodes, err := nodesOf(predicates)
		c.Filter = append(clip(c.Filter), nodes...)
		return err
	})
}

// OrderedBy has an aggregate take its values in an order: array_agg(x ORDER BY
// …), or WITHIN GROUP (ORDER BY …) where the database says it so.
func OrderedBy[K Kind[K]](call K, items ...Ordering) K {
	return clauses(call, "ORDER BY", func(c *ast.FunctionClauses) error {
		nodes, err := nodesOf(items)
		c.OrderBy = append(clip(c.OrderBy), nodes...)
		return err
	})
}

// WithinGroup is the order that an ordered-set aggregate such as
// percentile_cont is about: call WITHIN GROUP (ORDER BY …).
func WithinGroup[K Kind[K]](call K, items ...Ordering) K {
	return clauses(call, "WITHIN GROUP", func(c *ast.FunctionClauses) error {
		nodes, err := nodesOf(items)
		c.WithinGroup = append(clip(c.WithinGroup), nodes...)
		return err
	})
}

// Distinct has an aggregate see each value once: sum(DISTINCT x).
func Distinct[K Kind[K]](call K) K {
	node, err := nodeOf(call)
	f, ok := node.(*ast.Function)
	if !ok {
		return build[K](node, firstError(err, notACall(node, "DISTINCT")))
	}
	c := *f
	c.Distinct = true
	return build[K](&c, err)
}

func notACall(node ast.Expr, clause string) error {
	return fmt.Errorf("%s belongs to the call of a function, not to %s", clause, describe(node))
}

// clauses adds to what follows the arguments of a call.
func clauses[K Kind[K]](call K, clause string, add func(*ast.FunctionClauses) error) K {
	node, err := nodeOf(call)
	f, ok := node.(*ast.Function)
	if !ok {
		return build[K](node, firstError(err, notACall(node, clause)))
	}
	c := *f
	more := ast.FunctionClauses{}
	if f.More != nil {
		more = *f.More
	}
	c.More = &more
	addErr := add(&more)
	return build[K](&c, err, addErr)
}

// RowNumber is the number of the row in its window, from 1.
func RowNumber() Number[int64] { return ranking[Number[int64]]("row_number", types.BigInteger) }

// Rank is the row's place in the order of its window, with gaps behind rows
// that are equal.
func Rank() Number[int64] { return ranking[Number[int64]]("rank", types.BigInteger) }

// DenseRank is the row's place in the order of its window, without gaps.
func DenseRank() Number[int64] { return ranking[Number[int64]]("dense_rank", types.BigInteger) }

// PercentRank is the row's place as a fraction from 0 to 1.
func PercentRank() Number[float64] { return ranking[Number[float64]]("percent_rank", types.Double) }

// CumeDist is the fraction of rows up to and including the row.
func CumeDist() Number[float64] { return ranking[Number[float64]]("cume_dist", types.Double) }

// NTile is the number, from 1 to n, of the part that the row falls into when
// its window is cut into n parts.
func NTile(n int) Number[int64] {
	return build[Number[int64]](&ast.Function{Name: "ntile", Type: types.BigInteger,
		Args: []ast.Expr{&ast.Bind{Value: int64(n), Type: types.BigInteger}}})
}

func ranking[K Kind[K]](name string, t *types.Type) K {
	return build[K](&ast.Function{Name: name, Type: t})
}

// Lag is the value of x n rows before the row, NULL where there is none.
func Lag[N Kind[N]](x aggregated[N], n int) N { return shifted("lag", x, n) }

// Lead is the value of x n rows after the row, NULL where there is none.
func Lead[N Kind[N]](x aggregated[N], n int) N { return shifted("lead", x, n) }

// NthValue is the value of x in row n of the frame, from 1, NULL where there is
// none.
func NthValue[N Kind[N]](x aggregated[N], n int) N { return shifted("nth_value", x, n) }

// FirstValue is the value of x in the first row of the frame.
func FirstValue[N Kind[N]](x aggregated[N]) N { return aggregate[N]("first_value", x) }

// LastValue is the value of x in the last row of the frame.
func LastValue[N Kind[N]](x aggregated[N]) N { return aggregate[N]("last_value", x) }

func shifted[N Kind[N]](name string, x aggregated[N], n int) N {
	node, err := nodeOf(x)
	return build[N](&ast.Function{Name: name, Type: typeOf(node),
		Args: []ast.Expr{node, &ast.Bind{Value: int64(n), Type: types.BigInteger}}}, err)
}

// Rollup groups by all items, by all but the last, and so on down to none:
// GROUP BY ROLLUP(…).
func Rollup(items ...Expression) Expression { return grouping(ast.Rollup, items) }

// Cube groups by every selection of the items: GROUP BY CUBE(…).
func Cube(items ...Expression) Expression { return grouping(ast.Cube, items) }

// GroupingSets groups by each of the sets in turn: GROUP BY GROUPING SETS(…).
func GroupingSets(sets ...GroupingSet) Expression {
	items := make([]Expression, len(sets))
	for i, s := range sets {
		items[i] = s.tuple
	}
	return grouping(ast.GroupingSets, items)
}

// A GroupingSet is what one of several groupings is by.
type GroupingSet struct{ tuple Tuple[struct{}] }

// GroupSet is one set of [GroupingSets]; without items it is all rows.
func GroupSet(items ...Expression) GroupingSet { return GroupingSet{tuple[struct{}](items...)} }

func grouping(kind ast.GroupingKind, items []Expression) Expression {
	nodes, err := nodesOf(items)
	return build[Value[any]](&ast.Grouping{Sets: kind, Items: nodes}, err)
}
